#!/usr/bin/env bash
# Tablesaw jsplot 0.44.4 writes a figure as JavaScript and escapes the texts in it as if they were HTML.
#
# Seen: a title  A "bold" plan's rate < 1  stands in the script as  A &quot;bold&quot; plan&#39;s rate &lt; 1 .
# A script is not HTML, so nothing decodes the entities before plotly.js gets them; &quot; is not among the few names that
# plotly.js itself knows (lt, gt, amp, nbsp, deg, times, plusmn, mu), so readers of the figure see it spelt out.
# A quotation mark in a title, a legend or an axis is enough. The remedy is to decode the entities before plotly.js is called.
#
# Needs java (17 or newer), mvn and the network. Ends with 0 if the behaviour is as described, with 1 if it has changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>tech.tablesaw</groupId><artifactId>tablesaw-jsplot</artifactId><version>0.44.4</version></dependency>
  </dependencies>
</project>
POM
cat > Finding.java <<'JAVA'
import tech.tablesaw.plotly.components.Layout;

class Finding {
    public static void main(String[] arguments) {
        System.out.println(Layout.builder("A \"bold\" plan's rate < 1").build().asJavascript());
    }
}
JAVA
mvn -B -q dependency:copy-dependencies -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }
seen="$(java -cp 'jars/*' Finding.java 2> java.log | grep "title:" | head -1)" || { cat java.log; exit 2; }
echo "tablesaw-jsplot 0.44.4: $seen"
case "$seen" in
  *"&quot;bold&quot; plan&#39;s rate &lt; 1"*) echo "as described" ;;
  *) echo "changed: the title is no longer escaped as HTML"; exit 1 ;;
esac

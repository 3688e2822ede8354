#!/usr/bin/env bash
# Tablesaw jsplot 0.44.4 writes the part of the page that an axis takes with the decimal sign of the country in which the program runs.
#
# Seen: Axis.builder().domain(0, 0.45f) stands in the script as  domain: [0.00, 0.45]  with -Duser.language=en, and as
#   domain: [0,00, 0,45]  with -Duser.language=de -Duser.country=DE . That is an array of four numbers, 0, 0, 0 and 45, and the plot
# is not where it should be. Subplots made in Germany, France or Brazil meet this. The remedy is Locale.setDefault(Locale.ROOT) before.
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
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Layout;

class Finding {
    public static void main(String[] arguments) {
        System.out.println(Layout.builder().xAxis(Axis.builder().domain(0, 0.45f).build()).build().asJavascript());
    }
}
JAVA
mvn -B -q dependency:copy-dependencies -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }
seen() { java "$@" -cp 'jars/*' Finding.java 2> java.log | grep -o "domain:.*" || { cat java.log; exit 2; }; }
english="$(seen -Duser.language=en -Duser.country=US)"
german="$(seen -Duser.language=de -Duser.country=DE)"
echo "tablesaw-jsplot 0.44.4, English: $english"
echo "tablesaw-jsplot 0.44.4, German:  $german"
case "$english / $german" in
  *"[0.00, 0.45]"*" / "*"[0,00, 0,45]"*) echo "as described" ;;
  *) echo "changed: the domain no longer depends on the country"; exit 1 ;;
esac

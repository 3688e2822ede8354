#!/usr/bin/env bash
# Tablesaw jsplot 0.44.4 takes some options and writes nothing of them, and one of a colour bar it writes as a syntax error.
#
# Seen: Layout.builder().plotBgColor("#eeeeee") and .paperBgColor("#dddddd") leave no trace in the script, nor does
#   Axis.builder().fixedRange(true); the figure looks as if they had not been set. ColorBar.builder().outlineWidth(2) becomes
#   outlinewidth: ,  without a value, so that the browser refuses the whole script and the page stays empty.
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
import tech.tablesaw.plotly.components.ColorBar;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;

class Finding {
    public static void main(String[] arguments) {
        double[] x = {1, 2};
        System.out.println(Layout.builder().plotBgColor("#eeeeee").paperBgColor("#dddddd")
                .xAxis(Axis.builder().fixedRange(true).build()).build().asJavascript());
        Marker marker = Marker.builder().color(x).colorBar(ColorBar.builder().outlineWidth(2).build()).build();
        System.out.println(ScatterTrace.builder(x, x).marker(marker).build().asJavascript(0));
    }
}
JAVA
mvn -B -q dependency:copy-dependencies -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }
java -cp 'jars/*' Finding.java > seen.txt 2> java.log || { cat java.log; exit 2; }
echo "tablesaw-jsplot 0.44.4: $(grep -c -i "eeeeee\|dddddd\|fixedrange" seen.txt || true) lines with the two colours or the fixed range;" \
  "colour bar: $(grep -o "outlinewidth:.*" seen.txt || echo none)"
if grep -q -i "eeeeee\|dddddd\|fixedrange" seen.txt; then echo "changed: an option is written now"; exit 1; fi
grep -q "outlinewidth: *,$" seen.txt || { echo "changed: the width of the outline is another one now"; exit 1; }
echo "as described"

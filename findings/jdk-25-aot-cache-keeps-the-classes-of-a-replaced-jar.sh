#!/usr/bin/env bash
# JDK 25.0.3: with an AOT cache (-XX:AOTCache) a program runs the old code after its jar was replaced under the same name, without a word.
#
# Seen (Temurin 25.0.3): a jar whose program prints "one", a cache made with -XX:AOTCacheOutput; then another jar of the same name, built later,
# whose program prints "two". With the cache the program still prints "one", exit code 0, nothing on stderr. The archive of the older way
# (-XX:ArchiveClassesAtExit, -XX:SharedArchiveFile) is refused in the same case, and the program prints "two" (seen with 17.0.15 and 25.0.3).
# The JDK's own bug list knows it (JDK-8377932). Whoever makes such a cache for a kernel or a service must delete it when a jar is built anew.
#
# Needs a JDK 25 as JAVA_HOME or on the PATH; no network. Ends with 0 if the behaviour is as described, with 1 if it has changed, with 2 on another JDK.
set -euo pipefail
if [ -n "${JAVA_HOME:-}" ]; then export PATH="$JAVA_HOME/bin:$PATH"; fi
version="$(java -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')"
case $version in 25*) ;; *) echo "This needs JDK 25; here is ${version:-none}."; exit 2 ;; esac
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"

build() {
  rm -rf classes
  echo "public class Says { public static void main(String[] words) { System.out.println(\"$1\"); } }" > Says.java
  javac -d classes Says.java
  jar --create --file program.jar -C classes .
}

build one
java -XX:AOTCacheOutput=cache -cp program.jar Says > made.log 2>&1
java -XX:ArchiveClassesAtExit=archive -cp program.jar Says >> made.log 2>&1
before="$(java -XX:AOTCache=cache -cp program.jar Says)"
sleep 2
build two
cache="$(java -XX:AOTCache=cache -cp program.jar Says 2>&1)"
archive="$(java -Xlog:disable -XX:SharedArchiveFile=archive -cp program.jar Says)"
echo "JDK $version: before '$before', after the new jar '$cache' with the cache, '$archive' with the older archive"
if [ "$before $cache $archive" = "one one two" ]; then echo "as described"; else echo "changed"; exit 1; fi

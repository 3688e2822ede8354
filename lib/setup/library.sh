# shellcheck shell=bash disable=SC2153
# Builds the library and installs its jars beside the kernel. Sourced by build.sh.

library_inputs() { say "$(fingerprint lib/pom.xml lib/src/main) $JDK $JDK_VERSION"; }

build_library() {
  local inputs
  inputs=$(library_inputs)
  if [ ! -d "$JARS" ] && [ -d "$JARS.old" ]; then mv "$JARS.old" "$JARS"; fi # stopped between two renames
  if is_done library "$inputs" && [ -d "$JARS" ]; then return; fi
  ensure_maven
  rm -rf lib/target/jars lib/target/unrolled-*.jar # jars of an earlier version would stay
  run_step "Library" mvn -f lib -B -ntp -q -DskipTests package ||
    explain_failure "The library could not be built" "The lines above say why; the last good one stays installed."
  install_jars || fail "The jars could not be copied to $JARS. Check the free space and that the folder is writable."
  mark_done library "$inputs"
}

# A new folder, then a swap: a kernel never sees half of it. Before it the memory of a start goes: from it a JVM would take the classes
# of the old jars, without a word (seen with JDK 25.0.3).
install_jars() {
  rm -rf "$JARS.new" "$JARS.old" "$KERNEL/start.archive" && mkdir -p "$JARS.new" &&
    cp lib/target/jars/*.jar lib/target/unrolled-*.jar "$JARS.new" || return 1
  if [ -d "$JARS" ]; then mv "$JARS" "$JARS.old" || return 1; fi
  mv "$JARS.new" "$JARS" && rm -rf "$JARS.old"
}

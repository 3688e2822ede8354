# shellcheck shell=bash disable=SC2034,SC2153
# The doctor: a table of what is there, and for each fault the fix. It changes nothing. Sourced by build.sh.

good() { printf '%-6s %-12s %s\n' ok "$1" "$2"; }
note() { printf '%-6s %-12s %s\n' - "$1" "$2"; }
fault() {
  FAULTS=$((FAULTS + 1))
  printf '%-6s %-12s %s\n%20sfix: %s\n' FAULT "$1" "$2" '' "$3"
}

# macOS and Linux name themselves in different places.
system_name() {
  local name
  if command -v sw_vers >/dev/null 2>&1; then name="macOS $(sw_vers -productVersion)"
  else name=$(sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' /etc/os-release 2>/dev/null)
  fi
  if is_wsl; then name="$name in WSL"; fi
  say "${name:-$(uname -s)}"
}

is_wsl() { grep -qi microsoft /proc/version 2>/dev/null; }

megabytes_of_memory() {
  if [ -r /proc/meminfo ]; then awk '$1 == "MemTotal:" { print int($2 / 1024) }' /proc/meminfo
  else echo $(($(sysctl -n hw.memsize 2>/dev/null || echo 0) / 1048576))
  fi
}

course_version() { sed -n 's,^  <version>\(.*\)</version>,\1,p' lib/pom.xml; }

examine_system() {
  local memory free
  note Unrolled "$(course_version), $(git rev-parse --short HEAD 2>/dev/null || echo 'not a clone'), $(date -u +%Y-%m-%dT%H:%MZ)"
  note System "$(system_name), $(uname -srm), bash $BASH_VERSION, locale ${LC_ALL:-${LC_CTYPE:-${LANG:-none}}}"
  memory=$(megabytes_of_memory)
  note Machine "$(getconf _NPROCESSORS_ONLN) cores, $memory MB of memory"
  if [ "$memory" -gt 0 ] && [ "$memory" -lt 2000 ]; then note Memory "less than 2000 MB: close other programs, one notebook at a time"; fi
  note Course "$ROOT"
  if [ ! -w "$ROOT" ]; then fault Folder "$ROOT is not writable" "clone the course into a folder of your own"; fi
  if is_wsl; then case $ROOT in /mnt/*) note Folder "on a Windows drive, which is slow: clone the course into the home folder of Linux" ;; esac; fi
  free=$(free_megabytes)
  if [ "${free:-0}" -ge 700 ]; then good Disk "$free MB free"
  elif [ -f "$STAMPS/kernel" ] && [ "${free:-0}" -ge 100 ]; then good Disk "$free MB free, enough as all is installed"
  else fault Disk "${free:-unknown} MB free" "free 700 MB"
  fi
}

examine_jdks() {
  local major version home fault
  find_jdk
  while IFS='	' read -r major version home fault; do
    if [ -n "$home" ] && [ "$home" != "$JDK" ]; then note "JDK" "$version $home${fault:+ ($fault)}"; fi
  done <<EOF
$(list_jdks)
EOF
  if [ -n "$JDK" ]; then good "JDK" "$JDK_VERSION $JDK (taken: $JDK_WHY)"
  else fault "JDK" "${JDK_FAULT%%. *}" "${JDK_FAULT#*. }"
  fi
}

examine_tools() {
  if [ -n "$JDK" ]; then export JAVA_HOME=$JDK; fi
  if [ -z "$JDK" ] && command -v mvn >/dev/null 2>&1; then note Maven "$(command -v mvn), which cannot be asked without a JDK"
  elif find_maven; then good Maven "$MAVEN $(command -v mvn)"
  elif can_fetch_maven; then note Maven "none that can be used; setup fetches one"; else fault Maven "${MAVEN_FAULT%%. *}" "${MAVEN_FAULT#*. }"; fi
  if find_python; then good Python "$("$PYTHON" -V 2>&1) $PYTHON"; else fault Python "${PYTHON_FAULT%%. *}" "${PYTHON_FAULT#*. }"; fi
}

examine_environment() {
  local text
  if [ "$KIND" = conda ]; then good Environment "conda, $PREFIX"
  elif is_good_python "$PY"; then good Environment "$PREFIX, $("$PY" -V 2>&1)"
  else fault Environment "no .venv yet, or its Python is gone" "./build.sh setup"; return
  fi
  # A conda environment has what environment.yml pins; its solver chooses the rest.
  # shellcheck disable=SC2046
  if text=$("$PY" lib/setup/packages.py lib/requirements.txt $([ "$KIND" = conda ] && say jupyterlab plotly) 2>&1); then good Packages "$text"
  elif [ "$KIND" = conda ]; then fault Packages "$text" "conda env update -p '$PREFIX' -f environment.yml"
  else fault Packages "$text" "rm -f .venv/share/unrolled/stamps/packages && ./build.sh setup"
  fi
}

jar_version() { find "$JARS" -name "$1-*.jar" | sed 's,.*/,,; s/\.jar$//' | tr '\n' ' ' | sed 's/ $//'; }

examine_library() {
  local jars
  jars=$(find "$JARS" -name '*.jar' 2>/dev/null | wc -l | tr -d ' ')
  if [ "$jars" -eq 0 ]; then fault Library "no jars in $JARS" "./build.sh setup"
  elif [ -n "$JDK" ] && ! is_done library "$(library_inputs)"; then fault Library "$jars jars, older than the sources or of another JDK" "./build.sh setup"
  else good Library "$jars jars in $JARS, $(jar_version ejml-simple), $(jar_version tablesaw-core)"
  fi
}

examine_kernel() {
  local text
  if [ ! -f "$KERNEL/kernel.json" ]; then fault Kernel "no kernel.json in $KERNEL" "./build.sh setup"; return; fi
  if [ -z "$JDK" ]; then fault Kernel "$KERNEL, its JDK cannot be checked" "see JDK"; return; fi
  if text=$(write_kernel check 2>&1); then good Kernel "$KERNEL/kernel.json"
  else fault Kernel "${text:-$KERNEL/kernel.json cannot be checked}" "./build.sh setup"; return
  fi
  if [ "$FAULTS" -gt 0 ]; then note Cell "not run, because of the faults above"
  elif text=$("$PY" lib/setup/prove.py "$JDK" 2>&1); then
    good Cell "a cell runs, with EJML and the library"
    good Figure "the first figure is drawn: plotly's JSON, a still picture, its description"
  else fault Cell "$(say "$text" | tail -n 1)" "rm -rf '$HOUSE' && ./build.sh setup"
  fi
  note Start "with ./build.sh; in a Jupyter started otherwise a cell says 'package org.ejml.simple does not exist'"
}

# Whether a proxy is set, not which: the block is meant to be shown.
examine_network() {
  local name set=''
  for name in https_proxy HTTPS_PROXY http_proxy HTTP_PROXY no_proxy NO_PROXY; do
    if [ -n "${!name:-}" ]; then set="${set:+$set, }$name"; fi
  done
  if [ -z "$PROXY_OPTIONS" ]; then case ${MAVEN_OPTS:-} in *proxyHost*) set="${set:+$set, }MAVEN_OPTS" ;; esac; fi
  if grep -q '<proxy>' "${HOME:-}/.m2/settings.xml" 2>/dev/null; then set="${set:+$set, }~/.m2/settings.xml"; fi
  note Proxy "set: ${set:-nothing}"
}

doctor() {
  FAULTS=0
  examine_system
  examine_jdks
  examine_tools
  examine_environment
  examine_library
  examine_kernel
  examine_network
  if [ "$FAULTS" -eq 0 ]; then say "" "All is well. If a notebook fails all the same, send this block along."; return 0; fi
  say "" "$FAULTS to mend. Where a fix does not help, send this block along."
  return 1
}

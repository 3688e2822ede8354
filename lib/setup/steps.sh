# shellcheck shell=bash disable=SC2034,SC2153
# Messages, steps with a log, stamps. Sourced by build.sh.

# Each argument is a line.
say() { printf '%s\n' "$@"; }

# The one clear line, and the end.
fail() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

# Which JDKs a release of Debian or Ubuntu has differs.
newest_apt_jdk() {
  local name
  name=$(apt-cache search --names-only '^openjdk-[0-9]+-jdk$' 2>/dev/null | sort | tail -n 1)
  name=${name%% *}
  printf '%s\n' "${name:-openjdk-17-jdk}"
}

# What installs a missing tool here: the package of apt, brew, conda, as far as they are present.
install_hint() {
  local apt=$1 brew=$1 conda=$1
  case $1 in
    openjdk) apt=$(newest_apt_jdk) brew=openjdk conda=openjdk=25 ;;
    python) apt="python3 python3-venv" brew=python@3.12 conda=python=3.12 ;;
    venv) apt=python3-venv brew=python@3.12 conda=python=3.12 ;;
  esac
  if [ -n "${CONDA_PREFIX:-}" ]; then say "conda install -c conda-forge $conda"
  elif command -v apt-get >/dev/null 2>&1; then say "sudo apt-get install $apt"
  elif command -v brew >/dev/null 2>&1; then say "brew install $brew"
  else say "apt-get install $apt, or brew install $brew, or conda install -c conda-forge $conda"
  fi
}

# One number for the content and names of files and folders (cksum is in POSIX, sha256sum is not).
fingerprint() { find "$@" -type f -exec cksum {} + 2>/dev/null | LC_ALL=C sort | cksum | tr ' ' '-'; }

# A step is done when its stamp holds the inputs that it was done with.
is_done() { [ -f "$STAMPS/$1" ] && [ "$(cat "$STAMPS/$1")" = "$2" ]; }
mark_done() { mkdir -p "$STAMPS" && printf '%s\n' "$2" >"$STAMPS/$1.new" && mv "$STAMPS/$1.new" "$STAMPS/$1"; }
forget() { rm -f "$STAMPS/$1"; }

CHILD=
stop_child() {
  trap '' INT TERM HUP
  if [ -n "$CHILD" ]; then kill -- "-$CHILD" 2>/dev/null; wait "$CHILD" 2>/dev/null; fi
  printf '\nbuild.sh: stopped. The next run goes on from here.\n' >&2
  exit 130
}

# On a terminal the seconds run; in a log a dot appears every ten seconds.
show_seconds() {
  if [ -t 1 ]; then printf '\r%-32s %4d s' "$TITLE" "$1"
  elif [ "$1" -ge $((DOTS * 10 + 10)) ]; then DOTS=$((DOTS + 1)); printf '.'
  fi
}

# The last lines of the log without what pip and Maven repeat.
show_end_of_log() {
  LC_ALL=C grep -vE '^ *$|^\[ERROR\] *$|Help 1|e switch|X switch|For more information|^WARNING: |Retrying' "$LOG" |
    tail -n 10 | LC_ALL=C cut -c 1-200 | LC_ALL=C sed 's/^/    /'
}

# run_step TITLE COMMAND...: one line with the seconds; the output goes to the log, whose end is shown on failure.
# COMMAND runs behind, so that a signal is heard at once, and in a process group of its own, so that it ends with its children.
run_step() {
  local start=$SECONDS status=0
  TITLE=$1 DOTS=0 LOG=$LOGS/$(printf '%s' "$1" | tr 'A-Z ' 'a-z-').log
  shift
  { mkdir -p "$LOGS" && : >"$LOG"; } 2>/dev/null || fail "Cannot write to $LOGS. Free some space, or clone the course into a folder of your own."
  if [ ! -t 1 ]; then printf '%-32s ' "$TITLE"; fi
  set -m
  "$@" >"$LOG" 2>&1 </dev/null &
  CHILD=$!
  set +m
  while kill -0 "$CHILD" 2>/dev/null; do show_seconds $((SECONDS - start)); sleep 0.2; done
  wait "$CHILD" || status=$?
  CHILD=
  if [ "$status" -eq 0 ]; then
    if [ -t 1 ]; then printf '\r%-32s' "$TITLE"; fi
    printf ' %4d s\n' $((SECONDS - start))
    return 0
  fi
  printf ' failed\n'
  show_end_of_log >&2
  return "$status"
}

in_log() { grep -qiE "$1" "$LOG"; }

network_remedy() {
  if [ -n "$(proxy_address)" ]; then say "Check the network and the proxy that https_proxy names, and run this again."
  else say "The first run needs the network; behind a proxy say so first: export https_proxy=http://NAME:PORT"
  fi
}

# Turns the log of a failed step into the one clear line. $1 says what failed, $2 is the remedy when nothing is recognised.
explain_failure() {
  local log=${LOG#"$ROOT"/}
  if in_log 'no space left|disk quota|not enough space'; then
    fail "$1: the disk is full. Free about 1 GB where $ROOT or your home folder is, then run this again. (Log: $log)"
  elif in_log 'permission denied|read-only file system|AccessDenied|could not create local repository'; then
    fail "$1: a folder is not writable. Clone the course into a folder of your own and check that your home folder is writable. (Log: $log)"
  elif in_log 'certificate_verify_failed|PKIX path'; then
    fail "$1: the certificate of the server is not trusted, often because of a proxy. Ask for its certificate, or use another network. (Log: $log)"
  elif in_log 'proxy authentication'; then
    fail "$1: the proxy wants a name and a password. pip takes them from https_proxy, Maven from a <proxy> in ~/.m2/settings.xml. (Log: $log)"
  elif in_log 'name resolution|name or service not known|nodename nor servname|failed to establish a new connection|network is unreachable|unknown host|unknownhost|could not transfer artifact|connection refused|connect timed out|read timed out|proxyerror|cannot connect to proxy|ConnectionError'; then
    fail "$1: the package servers cannot be reached. $(network_remedy) (Log: $log)"
  fi
  fail "$1: $2 (Log: $log)"
}

# shellcheck shell=bash disable=SC2034,SC2153
# Finds Maven, fetches it where there is none, tells it of the proxy. Sourced by build.sh.

# Sets MAVEN to its version; otherwise MAVEN_FAULT.
find_maven() {
  MAVEN='' MAVEN_FAULT=''
  if ! command -v mvn >/dev/null 2>&1; then
    MAVEN_FAULT="No Maven. Install it: $(install_hint maven)."
    return 1
  fi
  MAVEN=$(mvn -B -v 2>&1 | sed -n 's/^.*Apache Maven \([0-9.]*[0-9]\).*/\1/p' | head -n 1)
  case $MAVEN in
    [4-9].* | 3.[89].* | 3.6.[3-9]*) ;;
    *) MAVEN_FAULT="Maven ${MAVEN:-that does not start} cannot be used, 3.6.3 or later is needed. Install it: $(install_hint maven)."; return 1 ;;
  esac
}

# JJava's jar can fetch Maven; IJava's, in conda, cannot.
can_fetch_maven() { [ "$KIND" = venv ]; }

# One that was fetched is used from then on.
use_own_maven() { if [ -x "$HOUSE/maven/bin/mvn" ]; then PATH=$HOUSE/maven/bin:$PATH; fi }

ensure_maven() {
  if find_maven; then return; fi
  can_fetch_maven || fail "$MAVEN_FAULT"
  # shellcheck disable=SC2086 # a list of options
  run_step "Maven" "$PY" lib/setup/maven.py "$JDK/bin/java" "$KERNEL/jjava.jar" "$HOUSE/maven" $PROXY_OPTIONS ||
    explain_failure "Maven could not be fetched" "Install it: $(install_hint maven)."
  use_own_maven
}

proxy_address() { say "${https_proxy:-${HTTPS_PROXY:-${http_proxy:-${HTTP_PROXY:-}}}}"; }

# What Java has to be told of the proxy; pip reads the variables itself. A name and password are left out: every user
# of the machine could read them in the list of processes.
proxy_options() {
  local proxy host port direct
  proxy=$(proxy_address)
  if [ -z "$proxy" ]; then return; fi
  proxy=${proxy#*://} proxy=${proxy##*@} proxy=${proxy%%/*}
  host=${proxy%%:*} port=80
  case $proxy in *:*) port=${proxy##*:} ;; esac
  direct=$(say "${no_proxy:-${NO_PROXY:-localhost}}" | tr -d ' ' | sed 's/,\./,*./g; s/^\./*./; s/,/|/g')
  say "-Daether.connector.http.useSystemProperties=true -Dhttps.proxyHost=$host -Dhttps.proxyPort=$port -Dhttp.proxyHost=$host -Dhttp.proxyPort=$port -Dhttp.nonProxyHosts=$direct"
}

# What the user has said to Maven about a proxy wins.
use_proxy() {
  PROXY_OPTIONS=
  case ${MAVEN_OPTS:-} in *proxyHost*) return ;; esac
  if grep -q '<proxy>' "${HOME:-}/.m2/settings.xml" 2>/dev/null; then return; fi
  PROXY_OPTIONS=$(proxy_options)
  if [ -n "$PROXY_OPTIONS" ]; then export MAVEN_OPTS="${MAVEN_OPTS:-} $PROXY_OPTIONS"; fi
}

# shellcheck shell=bash disable=SC2034
# Finds the JDK. Sourced by build.sh; bash 3.2 and BSD tools are enough.
# A home counts when it has java, javac and the jshell module and is version 17 or later.

OLDEST_JDK=17

# The folder above bin/ of a program on the PATH, with all links followed.
home_of_program() {
  local file dir
  file=$(command -v "$1" 2>/dev/null) || return 0
  while [ -L "$file" ]; do
    dir=$(cd -P "$(dirname "$file")" && pwd) || return 0
    file=$(readlink "$file")
    case $file in /*) ;; *) file=$dir/$file ;; esac
  done
  dir=$(cd -P "$(dirname "$file")/.." 2>/dev/null && pwd) || return 0
  if [ -f "$dir/release" ]; then
    printf '%s\n' "$dir"
  elif [ "$file" != /usr/bin/java ]; then # macOS keeps a stand-in there that opens a window
    "$file" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
}

# Every place where a JDK may be, one folder per line, the dearest first.
jdk_places() {
  local dir
  printf '%s\n' "${JAVA_HOME:-}"
  home_of_program java
  home_of_program javac
  if [ -n "${CONDA_PREFIX:-}" ]; then printf '%s\n' "$CONDA_PREFIX/lib/jvm"; fi
  if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home 2>/dev/null || true; fi
  for dir in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOMEBREW_PREFIX:-/usr/local}"/opt/openjdk*/libexec \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/.jdks/* "${HOME:-}"/.jdk/* "${HOME:-}"/.jdk/*/Contents/Home; do
    if [ -d "$dir" ]; then printf '%s\n' "$dir"; fi
  done
}

# Version of a JDK home, or nothing. The release file saves the start of a JVM.
jdk_version() {
  local version=
  if [ -f "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release" | head -n 1)
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  printf '%s\n' "$version"
}

# 1.8.0_202 is 8, 25-ea is 25.
jdk_major() {
  local version=${1#1.}
  version=${version%%[!0-9]*}
  printf '%s\n' "${version:-0}"
}

has_jshell() {
  if grep -q '^MODULES=' "$1/release" 2>/dev/null; then
    grep -q '^MODULES=.*jdk\.jshell' "$1/release"
  else
    case $("$1/bin/java" --list-modules 2>/dev/null) in *jdk.jshell@*) ;; *) return 1 ;; esac
  fi
}

# Why a home cannot be used; nothing when it can.
jdk_fault() {
  local version
  if [ ! -x "$1/bin/java" ]; then echo "no bin/java in it"; return; fi
  version=$(jdk_version "$1")
  if [ -z "$version" ]; then echo "its java does not start"
  elif [ "$(jdk_major "$version")" -lt "$OLDEST_JDK" ]; then echo "version $version is older than $OLDEST_JDK"
  elif [ ! -x "$1/bin/javac" ]; then echo "a JRE: no javac in it"
  elif ! has_jshell "$1"; then echo "no module jdk.jshell in it"
  fi
}

# One line per JDK: major, version, home, fault, separated by tabs; each home once.
list_jdks() {
  local home real seen=:
  while IFS= read -r home; do
    if [ -z "$home" ] || [ ! -x "$home/bin/java" ]; then continue; fi
    real=$(cd -P "$home" && pwd) || continue
    case $seen in *":$real:"*) continue ;; esac
    seen=$seen$real:
    local version
    version=$(jdk_version "$real")
    printf '%s\t%s\t%s\t%s\n' "$(jdk_major "$version")" "${version:-?}" "$real" "$(jdk_fault "$real")"
  done <<EOF
$(jdk_places)
EOF
}

# The first usable JDK of a major version, or nothing.
jdk_of_major() { list_jdks | awk -F '\t' -v major="$1" '$1 == major && $4 == "" { print $3; exit }'; }

# Sets JDK, JDK_VERSION and JDK_WHY; or JDK_FAULT, one line with the remedy.
# UNROLLED_JAVA_HOME is a wish, so it is taken or refused; otherwise the newest wins, the first of equals.
find_jdk() {
  local major version home fault best=0 count=0 found=
  JDK='' JDK_VERSION='' JDK_WHY='' JDK_FAULT=''
  if [ -n "${UNROLLED_JAVA_HOME:-}" ]; then
    fault=$(jdk_fault "$UNROLLED_JAVA_HOME")
    if [ -n "$fault" ]; then
      JDK_FAULT="UNROLLED_JAVA_HOME=$UNROLLED_JAVA_HOME cannot be used ($fault). Point it at a JDK $OLDEST_JDK or later, or unset it."
      return 1
    fi
    JDK=$(cd -P "$UNROLLED_JAVA_HOME" && pwd)
    JDK_VERSION=$(jdk_version "$JDK") JDK_WHY="UNROLLED_JAVA_HOME says so"
    return 0
  fi
  while IFS='	' read -r major version home fault; do
    if [ -z "$home" ]; then continue; fi
    if [ -n "$fault" ]; then found="$found; $home: $fault"; continue; fi
    count=$((count + 1))
    if [ "$major" -gt "$best" ]; then best=$major JDK=$home JDK_VERSION=$version; fi
  done <<EOF
$(list_jdks)
EOF
  if [ "$count" -gt 0 ]; then
    JDK_WHY="the newest of $count"
    if [ "$count" -eq 1 ]; then JDK_WHY="the only one found"; fi
    return 0
  fi
  found=${found#; }
  JDK_FAULT="No JDK $OLDEST_JDK or later (found: ${found:-none}). Install one: $(install_hint openjdk); without administrator's rights unpack one into ~/.jdks, or use conda."
  return 1
}

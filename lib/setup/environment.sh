# shellcheck shell=bash disable=SC2034
# Chooses the Python environment, shields it from the user's other ones, finds its tools. Sourced by build.sh.

# An activated conda environment with a Java kernel in it is used as it is; otherwise .venv.
choose_environment() {
  KIND=venv PREFIX=$ROOT/.venv
  if [ -n "${CONDA_PREFIX:-}" ] && [ -d "$CONDA_PREFIX/share/jupyter/kernels/java" ]; then
    KIND=conda PREFIX=$CONDA_PREFIX
  fi
  PY=$PREFIX/bin/python
  HOUSE=$PREFIX/share/unrolled
  JARS=$HOUSE/jars STAMPS=$HOUSE/stamps LOGS=$HOUSE/log
  KERNEL=$PREFIX/share/jupyter/kernels/java
}

# Nothing of another Jupyter, Python or Java kernel may leak in: neither variables nor the user's folders.
shield_environment() {
  # shellcheck disable=SC2086 # a list of names
  unset ${!JUPYTER*} ${!PYTHON*} ${!IJAVA_*} ${!JJAVA_*}
  export PYTHONNOUSERSITE=1 JUPYTER_PREFER_ENV_PATH=1
  if [ "$KIND" = venv ] || [ -w "$PREFIX" ]; then
    export JUPYTER_CONFIG_DIR=$HOUSE/jupyter/config JUPYTER_DATA_DIR=$HOUSE/jupyter/data IPYTHONDIR=$HOUSE/ipython
  fi
}

# A JVM in a locale without UTF-8 cannot open files whose path has other letters than ASCII.
use_utf8() {
  local locale all
  all=$(locale -a 2>/dev/null)
  UNROLLED_LOCALE=
  for locale in C.UTF-8 C.utf8 en_US.UTF-8 en_US.utf8; do
    if printf '%s\n' "$all" | grep -x "$locale" >/dev/null; then UNROLLED_LOCALE=$locale; break; fi
  done
  export UNROLLED_LOCALE
  if [ -n "$UNROLLED_LOCALE" ] && [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then export LC_ALL=$UNROLLED_LOCALE; fi
}

is_good_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Sets PYTHON to the first Python that is new enough; otherwise PYTHON_FAULT, one line with the remedy.
find_python() {
  local name found=
  PYTHON='' PYTHON_FAULT=''
  for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if ! command -v "$name" >/dev/null 2>&1; then continue; fi
    if is_good_python "$name"; then PYTHON=$(command -v "$name"); break; fi
    found=${found:-$("$name" -V 2>&1 | head -n 1)}
  done
  if [ -z "$PYTHON" ]; then
    PYTHON_FAULT="No Python 3.11 or later (found: ${found:-none}). Install it: $(install_hint python)."
  elif [ "$KIND" = venv ] && ! "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null; then
    PYTHON_FAULT="$PYTHON has no module venv or no pip. Install them: $(install_hint venv)."
  fi
  [ -z "$PYTHON_FAULT" ]
}

free_megabytes() { df -Pk "$ROOT" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }'; }

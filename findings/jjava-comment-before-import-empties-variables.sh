#!/usr/bin/env bash
# JJava 1.0a8: a comment line and an import in one cell set earlier variables to null, without a word.
#
# Seen (JDK 25.0.3 and 17.0.15): after the cells
#   String name = "ada"; int n = 7;
#   // a note        (next line) import java.util.*;
# String.valueOf(name) + n is "null7": variables of a class type are null, numbers and arrays stay. Without the
# comment, or with it behind the import, it is "ada7". The same cells given to the JDK's own JShell class keep their values. A reader who
# adds an import with a remark above it loses what was computed so far.
#
# Needs python3 (3.11 or newer) with venv, a JDK (17 or newer) as java on the PATH or as JAVA_HOME, and the network. Ends with 0 if the
# behaviour is as described, with 1 if it has changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if [ -n "${JAVA_HOME:-}" ]; then export PATH="$JAVA_HOME/bin:$PATH"; fi

python3 -m venv tools
tools/bin/python -m pip install -q jjava==1.0a8 jupyter_client==8.10.0 > pip.log 2>&1 || { cat pip.log; exit 2; }

cat > cells.py <<'PYTHON'
import sys
from jupyter_client.manager import start_new_kernel

def last(*cells):
    """What the last cell gives, in a new kernel."""
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=120)
    results = []
    try:
        for code in cells:
            client.execute_interactive(code, timeout=60, allow_stdin=False, output_hook=lambda message: results.append(
                message["content"]["data"]["text/plain"]) if message["msg_type"] == "execute_result" else None)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return results[-1]

values, ask = 'String name = "ada"; int n = 7;', "String.valueOf(name) + n"
seen = {"import alone": last(values, "import java.util.*;", ask), "comment behind": last(values, "import java.util.*; // a note", ask),
        "comment before": last(values, "// a note\nimport java.util.*;", ask)}
print("JJava 1.0a8:", seen)
sys.exit(seen != {"import alone": "ada7", "comment behind": "ada7", "comment before": "null7"})
PYTHON
if tools/bin/python cells.py; then echo "as described"; else echo "changed"; exit 1; fi

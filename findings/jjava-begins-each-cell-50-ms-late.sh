#!/usr/bin/env bash
# JJava 1.0a8: a request lies 50 ms before the kernel looks at it.
#
# Seen (JDK 25.0.3, two cores): from a request to the status "busy", median of 40 requests, each sent as soon as the last was answered:
#   JJava 48 to 53 ms, ipykernel 7.3.0 3 ms; the whole of the cell 1 + 1 takes JJava 70 to 90 ms.
# The loop of its channels looks, sleeps 50 ms, looks again; the answer itself takes less. A notebook of 130 cells waits so for 6 s when all its
# cells are run; an interrupt waits as well. The same loop is in IJava 1.3.0.
#
# Needs python3 (3.11 or newer) with venv, a JDK (17 or newer) as java on the PATH or as JAVA_HOME, and the network. Ends with 0 if the
# behaviour is as described, with 1 if it has changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if [ -n "${JAVA_HOME:-}" ]; then export PATH="$JAVA_HOME/bin:$PATH"; fi

python3 -m venv tools
tools/bin/python -m pip install -q jjava==1.0a8 ipykernel==7.3.0 jupyter_client==8.10.0 > pip.log 2>&1 || { cat pip.log; exit 2; }

cat > late.py <<'PYTHON'
import statistics
import sys
import time
from jupyter_client.manager import start_new_kernel

def late(name):
    """Milliseconds from a request to the status that the kernel is busy with it."""
    manager, client = start_new_kernel(kernel_name=name, startup_timeout=120)
    busy = []
    try:
        for number in range(60):
            begun, seen = time.monotonic(), []
            client.execute_interactive("1 + 1", timeout=60, allow_stdin=False, output_hook=lambda m: seen.append(time.monotonic())
                                       if m["content"].get("execution_state") == "busy" else None)
            if number >= 20:
                busy.append(1000 * (seen[0] - begun))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return statistics.median(busy)

java, python = late("java"), late("python3")
print(f"request to busy: JJava 1.0a8 {java:.0f} ms, ipykernel 7.3.0 {python:.1f} ms")
sys.exit(not (java > 35 and python < java / 2))
PYTHON
if tools/bin/python late.py; then echo "as described"; else echo "changed"; exit 1; fi

#!/usr/bin/env bash
# nbgrader 0.9.6 starts the program alembic by its bare name when it makes its data base.
#
# Seen: in an environment that is not activated, python -m nbgrader generate_assignment ends with
#   FileNotFoundError: [Errno 2] No such file or directory: 'alembic'
# and writes no release, although alembic is installed beside that Python. With the environment's bin folder on the PATH the same command
# works. Whoever calls nbgrader by the path of its Python (a service, a build script, a kernel) meets this.
#
# Needs python3 (3.11 or newer) with venv, and the network. Ends with 0 if the behaviour is as described, with 1 if it has changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv tools
tools/bin/python -m pip install -q nbgrader==0.9.6 > pip.log 2>&1 || { cat pip.log; exit 2; }

# An assignment with one cell, as nbgrader's own menu marks it.
mkdir -p course/source/ps1
cat > course/source/ps1/task.ipynb <<'NOTEBOOK'
{"cells": [{"cell_type": "code", "execution_count": null, "id": "a1", "metadata": {"nbgrader": {"grade": false, "grade_id": "a1",
 "locked": false, "schema_version": 3, "solution": true, "task": false}}, "outputs": [],
 "source": ["### BEGIN SOLUTION\n", "answer = 1\n", "### END SOLUTION"]}],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}
NOTEBOOK
cd course
release() { HOME="$folder" PATH="$1" "$folder/tools/bin/python" -m nbgrader generate_assignment ps1 --CourseDirectory.course_id=c > "$folder/log" 2>&1; }

# Without the environment on the PATH; a folder that holds another alembic would hide the fault.
plain="$(printf '%s' "$PATH" | tr ':' '\n' | while read -r place; do [ -x "$place/alembic" ] || printf '%s:' "$place"; done)"
if release "${plain%:}"; then echo "changed: it works without an activated environment"; exit 1; fi
seen="$(grep "FileNotFoundError" "$folder/log" | tail -1)"
echo "nbgrader 0.9.6, not activated: $seen"
rm -f gradebook.db
release "$folder/tools/bin:${plain%:}" || { echo "changed: it fails with the environment on the PATH, too"; tail -3 "$folder/log"; exit 1; }
echo "nbgrader 0.9.6, activated: wrote $(find release -name '*.ipynb')"
case "$seen" in
  *"'alembic'"*) echo "as described" ;;
  *) echo "changed: another fault"; exit 1 ;;
esac

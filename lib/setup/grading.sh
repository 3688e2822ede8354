# shellcheck shell=bash disable=SC2153
# The teacher's side of the exercises: sheets for the students, marks, feedback pages. Sourced by build.sh.

grading_usage() {
  say "./build.sh release [FOLDER]           sheets for the students, without solutions; into notebooks/exercises/release if no folder is named" \
    "./build.sh grade FOLDER [--out FOLDER] [--at-once N]" \
    "                                      marks the notebooks in FOLDER, as a learning platform exports them; into FOLDER-graded" \
    "./build.sh feedback FOLDER            a page for each student and sheet, into FOLDER-graded/feedback" \
    "Stopped, grade goes on from there. notebooks/exercises/README.md is the guide."
}

# Paths are meant from where the user stands.
from_caller() { case $1 in /* | -*) say "$1" ;; *) say "$CALLER/$1" ;; esac }

run_grading() {
  local command=$1 word words=() next_is_path=yes
  shift
  for word in "$@"; do
    if [ "$next_is_path" = yes ]; then word=$(from_caller "$word"); fi
    case $word in --out) next_is_path=yes ;; --at-once) next_is_path=no ;; *) next_is_path=yes ;; esac
    words+=("$word")
  done
  if [ ${#words[@]} -eq 0 ] && [ "$command" != release ]; then fail "Which folder? ./build.sh $command FOLDER"; fi
  trap - INT TERM HUP
  case $command in feedback) command=report ;; esac
  exec "$PY" "lib/grading/$command.py" ${words[@]+"${words[@]}"}
}

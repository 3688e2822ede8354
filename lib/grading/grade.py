"""Marks a folder of submissions: python grade.py FOLDER [--out FOLDER]

Every submission has a folder and a Java kernel of its own, as many at a time as there are cores. What is done stays: stopped, it goes on
from there, and a submission is marked again only if it, its sheet or the library has changed.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import intake
import report
import sandbox
import sheets

HERE = Path(__file__).resolve().parent
SECONDS_IN_ALL = 240


def fingerprint(submission, sheet, library):
    """What a result depends on."""
    text = "\0".join([submission.text, json.dumps(sheet.notebook, sort_keys=True), library])
    return hashlib.sha256(text.encode()).hexdigest()


def library_print():
    """Of the jars that the kernel runs."""
    jars = sorted(Path(sys.prefix, "share", "unrolled", "jars").glob("unrolled-*.jar"))
    digest = hashlib.sha256()
    for jar in jars:
        digest.update(jar.read_bytes())
    return digest.hexdigest()


def slug(name):
    """A file name that keeps the student's; different names never meet."""
    plain = re.sub(r"[^\w.-]+", "_", name).strip("._") or "student"
    return plain if plain == name else f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def place_of(out, submission):
    return Path(out, submission.sheet, slug(submission.student) + ".json")


def done_before(path, print_):
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return stored if stored.get("fingerprint") == print_ else None
    except (OSError, ValueError):
        return None


def mark(submission, sheet, hidden):
    """Runs the worker in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="marking-"))
    try:
        (folder / "submission.ipynb").write_text(submission.text, encoding="utf-8")
        (folder / "sheet.ipynb").write_text(sheets.nbformat.writes(sheet.notebook), encoding="utf-8")
        # In folders of their own: what a submission writes must not meet Jupyter's files of another.
        environment = dict(os.environ, HOME=str(folder), TMPDIR=str(folder), JUPYTER_RUNTIME_DIR=str(folder / "runtime"),
                           PYTHONDONTWRITEBYTECODE="1")
        command = [sys.executable, str(HERE / "worker.py"), "submission.ipynb", "sheet.ipynb"]
        ended = sandbox.run(command, folder, SECONDS_IN_ALL, environment, hidden)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        result = json.loads(ended.printed)
    except ValueError:
        result = nothing(sheet, ended.stopped or "it ended the program that marks it" + last_line(ended.said))
    result["seconds"], result["peak"] = round(ended.seconds, 1), ended.peak
    return result


def last_line(said):
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return f" ({lines[-1][:200]})" if lines else ""


def nothing(sheet, why):
    """No points, with the reason."""
    titles = sheet.task_of()
    return {"tasks": [{"id": i, "title": titles[i], "points": 0.0, "most": most, "report": f"no points: {why}."}
                      for i, most in sheet.marks().items()], "notes": [f"not marked to its end: {why}"], "answers": {}}


def finished(submission, result, print_):
    return dict(result, student=submission.student, sheet=submission.sheet, identifier=submission.identifier, late=submission.late,
                origin=submission.origin, notes=submission.notes + result["notes"], fingerprint=print_)


def store(path, result):
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def grade(folder, out, course, at_once):
    """Marks what is new; returns all results and the sentences about files that do not count."""
    found = intake.read(folder, course)
    library, results, todo = library_print(), [], []
    for s in found.submissions:
        print_ = fingerprint(s, course[s.sheet], library)
        stored = done_before(place_of(out, s), print_)
        if stored:
            results.append(stored)
        else:
            todo.append((s, print_))
    if todo:
        print(sandbox.describe())
    if results:
        print(f"{len(results)} were marked before and have not changed.")
    hidden = [sheets.COURSE / "source", Path(folder), Path(out)]
    lock, count = threading.Lock(), 0
    with ThreadPoolExecutor(at_once) as pool:
        futures = {pool.submit(mark, s, course[s.sheet], hidden): (s, p) for s, p in todo}
        try:
            for future in as_completed(futures):
                submission, print_ = futures[future]
                result = finished(submission, future.result(), print_)
                store(place_of(out, submission), result)
                results.append(result)
                count += 1
                with lock:
                    points, most = report.total(result)
                    print(f"{count:4d}/{len(todo)}  {submission.sheet}  {submission.student}: "
                          f"{report.number(points)} of {report.number(most)}, {result['seconds']:.0f} s", flush=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return sorted(results, key=lambda r: (r["sheet"], r["student"].casefold())), found.refused


def main():
    parser = argparse.ArgumentParser(prog="./build.sh grade", description="Marks a folder of submissions.")
    parser.add_argument("folder", help="notebooks as a learning platform exports them, archives too")
    parser.add_argument("--out", help="where results go; beside the folder, with -graded after its name, if not said")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="how many at a time; one for each core if not said")
    arguments = parser.parse_args()
    folder = Path(arguments.folder).resolve()
    if not folder.is_dir():
        sys.exit(f"build.sh: {arguments.folder} is no folder. Give the folder with the notebooks that were handed in.")
    out = Path(arguments.out).resolve() if arguments.out else folder.with_name(folder.name + "-graded")
    if out.is_relative_to(folder) or folder.is_relative_to(out):
        sys.exit("build.sh: results and submissions must not lie in each other. Give another folder with --out.")
    try:
        results, refused = grade(folder, out, sheets.load_all(), max(1, arguments.at_once))
        report.write(out, results, refused)
    except KeyboardInterrupt:
        sys.exit("build.sh: stopped. The next run goes on from here.")
    except OSError as fault:
        sys.exit(f"build.sh: {fault}. What is done stays; free some space or choose another folder with --out, then run it again.")
    for line in refused:
        print(f"not marked: {line}")
    if not results:
        sys.exit(f"build.sh: no submission was found in {arguments.folder}. A submission is a notebook made from a released sheet.")
    print(f"{len(results)} results: {out / 'grades.csv'}, {out / 'class.html'}. Feedback pages: ./build.sh feedback {arguments.folder}")


if __name__ == "__main__":
    main()

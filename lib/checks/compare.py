"""What differs between the committed outputs of a notebook and those of a fresh run."""

import json
import re
from datetime import date, timedelta
from itertools import zip_longest

from notebooks import code_cells, is_cover, tags

TIMING = "timing"
SHOWN = 100

# What only one machine or one day could have printed.
MACHINE = re.compile(
    r"(?<![\w./])/(?:home|tmp|root|Users|var|opt|usr)/[^\s\"'<]*"
    r"|\b[A-Z]:\\{1,2}\w[^\s\"'<]*"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d\b")


def differences(committed, fresh):
    """One short text per cell that differs; a cell with the tag `timing` only by kind of output."""
    pairs = zip(code_cells(committed), code_cells(fresh))
    found = (cell_difference(old, new) for (_, old), (_, new) in pairs)
    numbers = (number for number, _ in code_cells(committed))
    return [f"cell {number}: {text}" for number, text in zip(numbers, found) if text]


def cell_difference(old, new):
    old_outputs, new_outputs = (uncovered(cell) for cell in (old, new))
    kinds = [[kind(output) for output in outputs] for outputs in (old_outputs, new_outputs)]
    if kinds[0] != kinds[1]:
        return f"other kinds of output\n{two_lines(*(', '.join(k) or 'none' for k in kinds))}"
    if TIMING in tags(old):
        return None
    for position, (was, now) in enumerate(zip(old_outputs, new_outputs), start=1):
        was, now = faces(was), faces(now)
        for face, text in was.items():
            if text != now[face]:
                return f"output {position}, {face}, {line_difference(text, now[face])}"
    return None


def uncovered(cell):
    """The outputs without the line that stands before a folded answer: only stored notebooks have it."""
    return [output for output in cell.outputs if not is_cover(output)]


def kind(output):
    """The output's type with the stream's name or the mime types."""
    return f"{output.output_type} ({' + '.join(sorted(faces(output)))})"


def faces(output):
    """Every text the output carries, by its name: a stream, an error or a mime type."""
    if output.output_type == "stream":
        return {output.name: output.text}
    if output.output_type == "error":
        return {"error": f"{output.ename}: {output.evalue}"}
    return {mime: as_text(value) for mime, value in output.data.items()}


def as_text(value):
    if isinstance(value, str):
        return value
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)


def line_difference(old, new):
    lines = zip_longest(old.splitlines(), new.splitlines(), fillvalue="(no such line)")
    for number, (was, now) in enumerate(lines, start=1):
        if was != now:
            return f"line {number}\n{two_lines(*around_difference(was, now))}"
    return "end of line\n" + two_lines(repr(old[-20:]), repr(new[-20:]))


def around_difference(was, now):
    """Both lines cut to the place where they part: a picture is one line of many thousand signs."""
    same = 0
    while same < min(len(was), len(now)) and was[same] == now[same]:
        same += 1
    start = 0 if max(len(was), len(now)) <= SHOWN else max(0, same - SHOWN // 2)
    return [("…" if start else "") + line[start:start + SHOWN] for line in (was, now)]


def two_lines(was, now):
    return f"    committed  {was}\n    fresh      {now}"


def errors(notebook):
    """Error outputs and whatever stands on stderr."""
    return [f"cell {number}: {name}: {text.strip()[:300]}"
            for number, name, text in all_faces(notebook) if name in ("error", "stderr")]


def machine_traces(notebook):
    """Absolute paths, times and the day of the run in outputs: the next machine would print others. Other days are data."""
    pattern = re.compile("|".join([MACHINE.pattern, *days_around(date.today())]))
    return [f"cell {number}: {match.group()!r} in {name}"
            for number, name, text in all_faces(notebook) for match in pattern.finditer(text)]


def days_around(today):
    """Yesterday, today and tomorrow: it is never the same day everywhere."""
    return [rf"\b{today + timedelta(days)}\b" for days in (-1, 0, 1)]


def all_faces(notebook):
    for number, cell in code_cells(notebook):
        for output in cell.outputs:
            for name, text in faces(output).items():
                yield number, name, text

"""What came out, for people: one table for Moodle, Canvas and spreadsheets, a page of the class, a page for each student.

The pages need no network and hold nothing that a submission could run: all that comes from one is escaped.
"""

import csv
import html
import io
import json
import os
import re
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #f1f3f5; --line: #8a8f98; --good: #0b6e4f; --bad: #9c2f00; --bar: #3b6ea8 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #17191c; --soft: #24282d; --line: #8a8f98; --good: #6fd6ac; --bad: #ffa97a; --bar: #7fb2ec } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper) }
table { border-collapse: collapse } td, th { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid var(--line) }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
pre { background: var(--soft); padding: .7rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
.full { color: var(--good) } .lost { color: var(--bad) } .wide { overflow-x: auto }
rect { fill: var(--bar) } text { fill: var(--ink); font: 12px system-ui, sans-serif }
"""


def total(result):
    return sum(t["points"] for t in result["tasks"]), sum(t["most"] for t in result["tasks"])


def number(points):
    return f"{points:.2f}".rstrip("0").rstrip(".")


def safe(text):
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def table(results):
    """Rows of grades.csv; Moodle reads Identifier and Grade, Canvas reads ID, people read the rest."""
    tasks = list(dict.fromkeys((r["sheet"], t["id"]) for r in results for t in r["tasks"]))
    head = ["Student", "Identifier", "ID", "Sheet", "Grade", "Maximum", "Late", *[task for _, task in tasks], "Notes", "File"]
    rows = [head]
    for r in results:
        points, most = total(r)
        by_task = {t["id"]: number(t["points"]) for t in r["tasks"]}
        moodle = f"Participant {r['identifier']}" if "assignsubmission" in r["origin"] else ""
        rows.append([safe(r["student"]), moodle, r["identifier"], r["sheet"], number(points), number(most), "late" if r["late"] else "",
                     *[by_task.get(task, "") for _, task in tasks], safe("; ".join(r["notes"])), safe(r["origin"])])
    return rows


def write_text(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def write(out, results, refused):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table(results))
    write_text(Path(out, "grades.csv"), "\ufeff" + text.getvalue())     # the mark tells spreadsheets that it is UTF-8
    write_text(Path(out, "class.html"), class_page(results, refused))


def page(title, body):
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{html.escape(title)}</title><style>{STYLE}</style></head>\n<body><main>{body}</main></body></html>\n")


def class_page(results, refused):
    parts = ["<h1>The class</h1>"]
    by_sheet = defaultdict(list)
    for r in results:
        by_sheet[r["sheet"]].append(r)
    for sheet, of_sheet in by_sheet.items():
        parts += [f"<h2>{html.escape(sheet)}</h2>", summary(of_sheet), histogram(of_sheet), task_table(of_sheet), slips(of_sheet)]
        parts.append(people(of_sheet))
    if refused:
        parts.append("<h2>Not marked</h2><ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in refused) + "</ul>")
    return page("The class", "\n".join(parts))


def summary(results):
    points = [total(r)[0] for r in results]
    return (f"<p>{len(results)} submissions; median {number(statistics.median(points))} of {number(total(results[0])[1])} points, "
            f"from {number(min(points))} to {number(max(points))}.</p>")


def histogram(results, bins=10):
    most = total(results[0])[1] or 1
    counts = [0] * bins
    for r in results:
        counts[min(bins - 1, int(total(r)[0] / most * bins))] += 1
    high, bars = max(counts), []
    for i, n in enumerate(counts):
        tall = 120 * n / high
        label = f"{number(most * i / bins)}–{number(most * (i + 1) / bins)}"
        bars.append(f'<rect x="{10 + 58 * i}" y="{140 - tall:.1f}" width="50" height="{tall:.1f}"/>'
                    f'<text x="{35 + 58 * i}" y="{134 - tall:.1f}" text-anchor="middle">{n or ""}</text>'
                    f'<text x="{35 + 58 * i}" y="158" text-anchor="middle">{label}</text>')
    told = ", ".join(f"{n} with {number(most * i / bins)} to {number(most * (i + 1) / bins)}" for i, n in enumerate(counts) if n)
    return (f'<svg role="img" viewBox="0 0 600 180" width="600"><title>Points of the class</title><desc>Students: {told} points.</desc>'
            f'{"".join(bars)}<text x="300" y="176" text-anchor="middle">points</text></svg>')


def task_table(results):
    rows = []
    for i, task in enumerate(results[0]["tasks"]):
        points = [r["tasks"][i]["points"] for r in results]
        full = sum(p >= task["most"] for p in points)
        rows.append(f"<tr><td>{html.escape(task['title'])}</td><td class=n>{number(statistics.mean(points))} of {number(task['most'])}</td>"
                    f"<td class=n>{full}</td><td class=n>{sum(p == 0 for p in points)}</td></tr>")
    return ("<table><tr><th>task</th><th class=n>mean</th><th class=n>full points</th><th class=n>no points</th></tr>"
            + "".join(rows) + "</table>")


def reasons(result):
    """Why points were lost: what stands behind the name of each part that failed, without its numbers."""
    for task in result["tasks"]:
        for line in task["report"].splitlines():
            found = re.match(r"✗ (.+?) \([\d.]+\): (.+)", line)
            if found:
                yield task["title"], re.sub(r"(: )?(row .*?: )?expected .*|; think of this.*", "", found[2]) or found[1]


def slips(results):
    counted = Counter(reason for r in results for reason in set(reasons(r)))
    if not counted:
        return ""
    lines = [f"<li>{html.escape(title)}: {html.escape(why)} ({n})</li>" for (title, why), n in counted.most_common(3)]
    return "<h3>The commonest slips</h3><ol>" + "".join(lines) + "</ol>"


def people(results):
    rows = []
    for r in results:
        points, most = total(r)
        rows.append(f"<tr><td>{html.escape(r['student'])}</td><td class=n>{number(points)} of {number(most)}</td>"
                    f"<td>{html.escape('; '.join(r['notes']))}</td></tr>")
    return ('<div class="wide"><table><tr><th>student</th><th class=n>points</th><th>notes</th></tr>' + "".join(rows) + "</table></div>")


def feedback_page(result):
    points, most = total(result)
    parts = [f"<h1>{html.escape(result['sheet'])}: {html.escape(result['student'])}</h1>",
             f"<p>{number(points)} of {number(most)} points. {html.escape('; '.join(result['notes']))}</p>"]
    for task in result["tasks"]:
        kind = "full" if task["points"] >= task["most"] else "lost"
        parts.append(f'<h2>{html.escape(task["title"])}: <span class="{kind}">{number(task["points"])} of {number(task["most"])}</span></h2>'
                     f"<pre>{html.escape(task['report'].strip())}</pre>")
        own = [text for i, text in result["answers"].items() if i.startswith(task["id"].rsplit("-marks", 1)[0])]
        parts += [f"<details><summary>Your answer</summary><pre><code>{html.escape(text[:20_000])}</code></pre></details>" for text in own]
    return page(f"{result['sheet']}: {result['student']}", "\n".join(parts))


def stored(out):
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted(Path(out).glob("*/*.json"))]


def main():
    folder = Path(sys.argv[1]).resolve()
    out = folder if (folder / "grades.csv").is_file() else folder.with_name(folder.name + "-graded")
    if not (out / "grades.csv").is_file():
        sys.exit(f"build.sh: there are no results for {sys.argv[1]}. Mark it first: ./build.sh grade {sys.argv[1]}")
    try:
        results = stored(out)
        for path, result in zip(sorted(out.glob("*/*.json")), results):
            write_text(out / "feedback" / path.parent.name / (path.stem + ".html"), feedback_page(result))
    except (OSError, ValueError) as fault:
        sys.exit(f"build.sh: the pages could not be written: {fault}. Mark the folder again, then repeat this.")
    print(f"{len(results)} pages in {out / 'feedback'}, one for each student and sheet.")


if __name__ == "__main__":
    main()

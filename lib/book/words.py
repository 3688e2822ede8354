"""What Sphinx writes differently: folded code and answers as plain details, and the few words that no text holds, translated.

One summary says what is inside, and nothing else stands there for a screen reader.
"""

import json
from html import escape
from pathlib import Path

from myst_nb.sphinx_ import HideCodeCellNode

LIBRARY = "In the library:"


def words(config):
    """The language's own words for ours: locale/LANGUAGE/words.json."""
    path = Path(config.locale_dirs[0], config.language, "words.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def visit(self, node):
    prompt = words(self.config).get(node["prompt_show"], node["prompt_show"])
    self.body.append(f'<details class="hide {" ".join(node["classes"])}">\n<summary>{escape(prompt)}</summary>\n')


def depart(self, node):
    self.body.append("</details>\n")


def translate_library_line(app, pagename, templatename, context, doctree):
    mark = f'<p class="library">{LIBRARY}'
    if mark in context.get("body", ""):
        context["body"] = context["body"].replace(mark, mark.replace(LIBRARY, words(app.config).get(LIBRARY, LIBRARY)))


def setup(app):
    app.setup_extension("myst_nb")
    app.add_node(HideCodeCellNode, override=True, html=(visit, depart))
    app.connect("html-page-context", translate_library_line)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

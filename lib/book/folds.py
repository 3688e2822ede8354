"""Folded code and folded answers as plain details: one summary that says what is inside, and nothing else for a screen reader."""

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode


def visit(self, node):
    self.body.append(f'<details class="hide {" ".join(node["classes"])}">\n<summary>{escape(node["prompt_show"])}</summary>\n')


def depart(self, node):
    self.body.append("</details>\n")


def setup(app):
    app.setup_extension("myst_nb")
    app.add_node(HideCodeCellNode, override=True, html=(visit, depart))
    return {"parallel_read_safe": True, "parallel_write_safe": True}

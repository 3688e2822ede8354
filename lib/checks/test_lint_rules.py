"""Each rule is broken once, in a small notebook made in memory."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import compare
import lint
import notebooks
import rules_code  # noqa: F401  each import registers its rules
import rules_outputs  # noqa: F401
import rules_prose  # noqa: F401

PICTURE = "<svg xmlns='http://www.w3.org/2000/svg'><title>Loss</title><desc>It falls.</desc></svg>"
CLOSING = ("## What we can now claim, and how we know\nIt adds up.\n## Limits\nSmall numbers.\n"
           "## Exercises\nBreak it.\n## Next\nMore.")


def good():
    """A notebook that keeps every rule."""
    notebook = new_notebook(cells=[
        new_markdown_cell("# Sums\n\nWhat is $1 + 1$? " + "Some words about it. " * 10, id="a"),
        new_code_cell("import java.util.List;", id="b"),
        new_markdown_cell("$$\n\\begin{aligned} a &= b \\end{aligned}\n$$\nIt costs \\$2.", id="c"),
        new_code_cell("int a = 1 + 1;\na", id="d"),
        new_code_cell("show(figure)", id="e"),
        new_markdown_cell("![A falling curve](curve.svg)\n\n" + CLOSING, id="f"),
    ])
    notebook.cells[3].outputs = [new_output("execute_result", {"text/plain": "2"})]
    notebook.cells[4].outputs = [new_output("display_data", {
        notebooks.PLOTLY: {"data": [], "config": {"showSendToCloud": False}}, notebooks.SVG: PICTURE, "text/plain": "[figure] Loss"})]
    return notebooks.canonical(notebook)


def page(notebook, name="01-sums.ipynb"):
    return lint.Page(name, notebooks.text_of(notebook), notebook)


def broken_rules(a_page):
    return {name for name in lint.RULES if lint.problems(a_page, name)}


def add_code(source, tag=None, **jupyter):
    metadata = {**({"tags": [tag]} if tag else {}), **({"jupyter": jupyter} if jupyter else {})}
    return lambda notebook: notebook.cells.append(new_code_cell(source, metadata=metadata))


def set_code(source):
    def change(notebook):
        notebook.cells[3].source = source
    return change


def add_text(source):
    return lambda notebook: notebook.cells.append(new_markdown_cell(source))


def set_text(source):
    def change(notebook):
        notebook.cells[0].source = source
    return change


def replace_closing(old, new):
    def change(notebook):
        notebook.cells[5].source = notebook.cells[5].source.replace(old, new)
    return change


def set_data(**faces):
    def change(notebook):
        names = {"plotly": notebooks.PLOTLY, "svg": notebooks.SVG, "text": "text/plain",
                 "html": "text/html"}
        data = notebook.cells[4].outputs[0].data
        for name, value in faces.items():
            data.pop(names[name], None) if value is None else data.update({names[name]: value})
    return change


def add_output(kind, *arguments, **values):
    def change(notebook):
        notebook.cells[3].outputs.append(new_output(kind, *arguments, **values))
    return change


def change_cell(number, **values):
    return lambda notebook: notebook.cells[number - 1].update(values)


def change_metadata(notebook):
    notebook.metadata.kernelspec.display_name = "Java (jjava)"


def drop_id(notebook):
    del notebook.cells[0]["id"]


def drop_outputs(notebook):
    for _, cell in notebooks.code_cells(notebook):
        cell.outputs = []


def add_widget_state(notebook):
    notebook.metadata.widgets = {}


def ask_without_folding(notebook):
    """The text asks for a guess, and the stored answer lies open below."""
    first = next(n for n, cell in notebooks.code_cells(notebook) if cell.outputs)
    notebook.cells[first - 2].source += "\n\n**Predict before you run.** How many?"


BREAKS = [
    ("imports_come_first", add_code("import java.util.Map;")),
    ("no_comment_before_an_import", add_code("// note\nimport java.util.Map;")),
    ("no_comment_before_an_import", add_code("import java.util.Map;\n/* a\n note */\nimport java.util.List;")),
    ("names_are_declared_once", add_code("double a = 2;")),
    ("names_are_declared_once", add_code("void f(int x) { }\nint f(int y) { return y; }")),
    ("names_are_declared_once", add_code("double a = 2;", "solution", source_hidden=True)),
    ("solutions_are_folded", add_code("int g() { return 1; }", "solution")),
    ("solutions_are_folded", add_code("int g() { return 0; }", "yours", source_hidden=True)),
    ("paths_lead_from_the_course", add_code('Ledger.of(Path.of(".")).table()')),
    ("paths_lead_from_the_course", add_code('Table t = Table.read().csv("table.csv");')),
    ("one_type_per_cell", add_code("record P(int x) { }\nrecord Q(int x) { }")),
    ("no_magics", add_code("%maven org.ejml:ejml-simple:0.46.1")),
    ("no_magics", add_code("int b = 7\n  %a;")),
    ("cells_end_without_an_id", add_code("display(figure);")),
    ("cells_end_without_an_id", add_code('System.out.printf("%d", a);')),
    ("cells_end_without_an_id", add_code("list.add(3);  // grows")),
    ("nothing_forbidden", add_code("assert a == 2;")),
    ("nothing_forbidden", add_code("System.exit(0);")),
    ("nothing_forbidden", add_code("var in = new Scanner(System.in);")),
    ("nothing_forbidden", add_code("System.err.println(a);")),
    ("right_and_wrong_are_told_by_difference", add_code("x.elementMaxAbs() < 1e-9")),
    ("nothing_forbidden", add_code("x.isIdentical(y, 0)")),
    ("nothing_forbidden", add_code('Table t = Table.read().csv("a.csv");')),
    ("right_and_wrong_are_told_by_difference", add_code("double e = x.minus(y).normF();")),
    ("right_and_wrong_are_told_by_difference", add_code("Check.that(c, x.normF() < 1)")),
    ("no_class_mentions_a_variable", add_code("class Trainer { int twice() { return 2 * a; } }")),
    ("no_class_mentions_a_variable", add_code("record T(int b) { int sum() { return b + a; } }")),
    ("few_prints", add_code("System.out.println(a); " * 6)),
    ("no_loop_floods", add_code("for (int i = 0; i < 5_000; i++) System.out.println(i);")),
    ("no_loop_floods", add_code("int s = 0;\nfor (int i = 1; i <= 1000; i++) {\n  s += i;\n  System.out.println(s);\n}")),
    ("cells_are_short", add_code("f();\n" * 31)),
    ("cells_are_short", set_code("f();\n" * 13)),
    ("cells_are_short", lambda notebook: [change_cell(n, source="f();\n" * 5)(notebook)
                                          for n in (2, 4, 5)]),
    ("opens_with_a_title", set_text("Sums. What is 1 + 1?")),
    ("opens_with_a_title", set_text("# Sums\n" + "We add. " * 20)),
    ("opens_with_a_title", lambda notebook: notebook.cells.insert(0, new_code_cell("a"))),
    ("closing_sections_are_there", replace_closing("Limits", "Remarks")),
    ("closing_sections_are_there", replace_closing("## Next", "Next")),
    ("closing_sections_are_there", replace_closing("how we know", "so on")),
    ("closing_sections_are_there", replace_closing("Exercises", "Work")),
    ("closing_sections_are_there", replace_closing("What we can now claim", "End")),
    ("words_suit_the_code", add_code("f();\n" * 12)),
    ("words_suit_the_code", add_text("word " * 100)),
    ("formulas_are_closed", add_text("It costs $2.")),
    ("formulas_are_closed", add_text("$$a = b$")),
    ("formulas_are_closed", add_text("$a\n\nb$")),
    ("environments_stand_in_dollars", add_text("\\begin{align} a \\end{align}")),
    ("images_have_alt_text", add_text("![](curve.svg)")),
    ("images_have_alt_text", add_text("<img src='curve.svg' alt=''>")),
    ("nothing_is_remote", add_text("![A curve](https://example.org/curve.png)")),
    ("nothing_is_remote", add_text("<img alt='A curve' src='//example.org/curve.png'>")),
    ("nothing_is_remote", add_text("<script>1</script>")),
    ("nothing_is_remote", add_text("[plot](plotly.js)")),
    ("kernelspec_is_java", change_metadata),
    ("cells_have_ids", drop_id),
    ("cells_have_ids", change_cell(2, id="a")),
    ("executed_in_order", change_cell(4, execution_count=5)),
    ("executed_in_order", drop_outputs),
    ("stored_in_canonical_form", add_widget_state),
    ("stored_in_canonical_form", ask_without_folding),
    ("outputs_are_clean", add_output("stream", name="stderr", text="SLF4J: no provider\n")),
    ("outputs_are_clean", add_output("error", ename="RuntimeException", evalue="boom")),
    ("figures_have_all_faces", set_data(svg=None)),
    ("figures_have_all_faces", set_data(text=None)),
    ("figures_have_all_faces", set_data(text="<svg/>")),
    ("figures_have_all_faces", set_data(svg=PICTURE.replace("title", "g"))),
    ("figures_have_all_faces", set_data(svg=PICTURE.replace("It falls.", " "))),
    ("figures_stay_on_the_machine", set_data(plotly={"data": []})),
    ("figures_stay_on_the_machine", set_data(plotly={"data": [], "config": {"showSendToCloud": True}})),
    ("html_has_no_script", set_data(html="<div></div><script src='x'></script>")),
    ("outputs_show_values", add_output("stream", name="stdout", text="[D@60a95bb2\n")),
    ("outputs_show_values", add_output("display_data", {
        "text/plain": "1b4e28ba-2fa1-11d2-883f-0016d3cca427"})),
    ("outputs_are_readable", add_output("stream", name="stdout", text="1\n" * 101)),
    ("file_is_small", set_data(html="x" * 2_000_000)),
]


def test_good_notebook_keeps_every_rule():
    assert broken_rules(page(good())) == set()


@pytest.mark.parametrize("name, change", BREAKS)
def test_rule_sees_its_break(name, change):
    notebook = good()
    change(notebook)
    assert name in broken_rules(page(notebook))


def test_every_rule_is_broken_once():
    assert {name for name, _ in BREAKS} == set(lint.RULES)


@pytest.mark.parametrize("change", [
    add_code("for (int i = 0; i < 3; i++) f();\nfor (int i = 0; i < 3; i++) f();"),
    add_code("for (int i = 0; i < 5000; i++) if (i % 1000 == 0) System.out.println(i);"),
    add_code("for (int i = 0; i < 5000; i++) f();\nSystem.out.println(a);"),
    add_code("for (int i = 0; i < 20; i++) System.out.println(i);"),
    add_code('String s = "assert System.exit(0)"; // System.in'),
    add_code("int f(int x) { return x; }\nint f(double x) { return 2; }"),
    add_code("int b = 7\n  % a;"),
    add_code('Table t = Table.read().csv(CsvReadOptions.builder("../datasets/speed/speed.csv").columnTypes(types));'),
    add_code("var shown = display(figure);"),
    add_code("double length = x.normF();"),
    add_code('Table t = Table.read().csv(CsvReadOptions.builder("a.csv").columnTypes(types));'),
    add_code("class Trainer { int a = 1; int twice() { return 2 * this.a + f.a + a(); } }"),
    add_code("record Trainer(int a) { int next() { return a + 1; } }"),
    add_text("The code `$x` and\n```\n$ ls ![](x)\n```\ncost \\$3, but $x$ and $$y$$ are formulas."),
    add_text("A link to [a page](https://example.org)."),
])
def test_lookalikes_are_allowed(change):
    notebook = good()
    change(notebook)
    wanted = set(lint.RULES) - {"executed_in_order", "stored_in_canonical_form"}
    assert broken_rules(page(notebook)) & wanted == set()


def test_message_names_notebook_cell_line_and_remedy():
    notebook = good()
    add_code("int z = 0;\nint a = 3;")(notebook)
    assert lint.problems(page(notebook), "names_are_declared_once") == [
        "01-sums.ipynb, cell 7, line 2: a was declared in cell 4 already; "
        "give it another name, or assign instead of declaring"]


def test_a_folded_solution_may_write_the_readers_method():
    notebook = good()
    add_code("double mine() { return Double.NaN; }", "yours")(notebook)
    add_code("double mine() { return 1; }", "solution", source_hidden=True)(notebook)
    assert not lint.problems(page(notebook), "names_are_declared_once")
    assert not lint.problems(page(notebook), "solutions_are_folded")


def test_folded_answer_has_a_cover_and_a_description_is_folded_with_it():
    notebook = good()
    ask_without_folding(notebook)
    number, answer = next((n, c) for n, c in notebooks.code_cells(notebook) if c.outputs)
    answer.source += '\n.describe("It falls.")'
    before = list(answer.outputs)
    folded = notebooks.canonical(notebook).cells[number - 1]
    assert notebooks.is_cover(folded.outputs[0]) and compare.uncovered(folded) == folded.outputs[1:]
    assert len(folded.outputs) == len(before) + 1
    assert folded.metadata.jupyter == {"outputs_hidden": True, "source_hidden": True}
    assert notebooks.canonical(notebooks.canonical(notebook)) == notebooks.canonical(notebook)


def test_index_needs_no_question_and_no_closing():
    notebook = good()
    notebook.cells[0].source = "# The course"
    notebook.cells[5].source = "Words."
    assert broken_rules(page(notebook, "index.ipynb")) == set()


def test_tag_excuses_only_where_the_constant_says_so(monkeypatch):
    notebook = good()
    add_code("assert a == 2;")(notebook)
    notebook.cells[-1].metadata.tags = ["on-purpose"]
    assert lint.problems(page(notebook), "nothing_forbidden")
    monkeypatch.setitem(lint.SKIPPED_BY_TAG, "nothing_forbidden", "on-purpose")
    assert not lint.problems(page(notebook), "nothing_forbidden")

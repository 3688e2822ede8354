"""The scanner of Java cells, on the forms that notebooks use."""

import pytest

import java_cells


def names(source):
    return [name for s in java_cells.statements(source) for name in java_cells.declared(s)]


@pytest.mark.parametrize("source, expected", [
    ("int a = 1", ["a"]),
    ("final double[] a = {1, 2}, b = f(3, 4);", ["a", "b"]),
    ("int a, b;", ["a", "b"]),
    ("var w = new Triple<A, B, C>(1, 2);", ["w"]),
    ("Map<String, List<Integer>> m = new HashMap<>();", ["m"]),
    ("double[][] grid;", ["grid"]),
    ("double grid[] = new double[3];", ["grid"]),
    ("for (int i = 0; i < 3; i++) { int j = i; }", []),
    ("for (double v : values) sum += v;", []),
    ("if (a) { int x = 1; } else { int x = 2; }", []),
    ("{ int x = 1; }", []),
    ("try { int x = f(); } catch (Exception e) { int x = 2; }", []),
    ("a = 3; a == 3", []),
    ("return a;", []),
    ("double f(double x) { return x; }", ["f(double)"]),
    ("static double[] f(Map<String, Integer> m, int... n) throws IOException { return null; }",
     ["f(Map, int...)"]),
    ("<T> void f(List<T> x) { }", ["f(List)"]),
    ("record P(int a, int b) { int sum() { return a + b; } }", ["class P"]),
    ("@Deprecated public class C { int a = 1; }", ["class C"]),
    ("interface F { }\nenum E { A, B }", ["class F", "class E"]),
    ("Runnable r = () -> { int x = 1; };\nint y = 2;", ["r", "y"]),
    ("var r = new Object() { int x = 1; };\nint y = 2;", ["r", "y"]),
    ("run(() -> { int x = 1; });\nint y = 2;", ["y"]),
    ('String s = "int a = 1;"; // int b = 2;', ["s"]),
    ('String s = """\n  int a = "1";\n  """;\nint c;', ["s", "c"]),
    ("char c = '\"'; int d = 1; char e = '\"';", ["c", "d", "e"]),
    ("int k = switch (a) { case 1 -> 2; default -> 3; };\nint y;", ["k", "y"]),
    ("switch (a) { case 1: int x = 1; }\nint y;", ["y"]),
    ("new Foo() { void f() { } }.run();\nint y;", ["y"]),
    ("import java.util.List;", []),
    ("网络 = 1; int 词 = 2;", ["词"]),
])
def test_what_is_declared(source, expected):
    assert names(source) == expected


def test_statements_know_their_line():
    found = java_cells.statements("/* one\n two */ int a = 1;\n\nf(a,\n  2);\na")
    assert [(s.line, s.text) for s in found] == [(2, "int a = 1;"), (4, "f(a,\n  2);"), (6, "a")]


def test_blanking_keeps_every_position():
    source = 'a /* x */ "b\\"c" // d\n\'e\''
    assert len(java_cells.blanked(source)) == len(source)
    assert java_cells.blanked(source).split() == ["a", '"', '"', '"', '"']


@pytest.mark.parametrize("source, expected", [
    ("class T { double step() { return rate * 2; } }", {"rate"}),
    ("class T { double rate = 1; double step() { return rate; } }", set()),
    ("class T { double rate; T(double rate) { this.rate = rate; } }", set()),
    ("record R(double rate) { double twice() { return 2 * rate; } }", set()),
    ("class T { int f() { for (int rate : list) g(rate); return 0; } }", {"list"}),
    ("class T { int f() { return other.rate + rate(); } }", {"other"}),
    ("class T { String s = \"rate\"; }  // rate", set()),
    ("class T { double a = 0, rate = 1; int b, δ; double f() { return rate + δ; } }", set()),
    ("class T { double f() { return of(rate -> rate + 1); } }", set()),
    ("class T { double f() { return of(() -> δ); } }", {"δ"}),
    ("class T { boolean f(List<Integer> list) { boolean b = 2 > δ; return b; } }", {"δ"}),
    ("enum E { A, B; double f() { return δ; } }", {"δ"}),
])
def test_what_a_class_takes_from_outside(source, expected):
    outside = {"rate", "list", "other", "δ"}
    assert java_cells.mentioned(java_cells.statements(source)[0]) & outside == expected

"""Every rule on every notebook."""

import pytest

import lint
import rules_code  # noqa: F401  each import registers its rules
import rules_outputs  # noqa: F401
import rules_prose  # noqa: F401
from findings import expect_none


@pytest.mark.parametrize("name", lint.RULES)
def test_rule(notebook, name):
    expect_none(lint.problems(lint.Page.load(notebook), name))

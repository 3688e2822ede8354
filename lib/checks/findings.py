"""How a test reports what it found: the findings alone, without a traceback."""

import pytest


def expect_none(found):
    if found:
        pytest.fail("\n".join(found), pytrace=False)

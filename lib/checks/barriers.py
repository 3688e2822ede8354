"""What axe-core finds on a page: barriers for those who do not see it or have no mouse."""

import functools
import json
import subprocess

import pytest

import notebooks

FOLDER = notebooks.ROOT / "lib/target/book/axe"
PINS = notebooks.ROOT / "lib/book/package.json"
RUN = """
const done = arguments[arguments.length - 1], [rules, inside] = arguments;
const only = rules ? {runOnly: {type: 'rule', values: rules}} : {};
axe.run(inside || document, {...only, resultTypes: ['violations']}).then(report => done(report.violations.map(fault =>
    [fault.impact, fault.id, fault.nodes.length, fault.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join('  ')])))"""


def version():
    return json.loads(PINS.read_text(encoding="utf-8"))["devDependencies"]["axe-core"]


@functools.cache
def axe():
    """The text of the pinned axe-core, asked for once; nothing without npm or network."""
    script = FOLDER / "node_modules/axe-core/axe.min.js"
    if not script.is_file() or version() not in script.read_text(encoding="utf-8")[:200]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        words = ["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(FOLDER), f"axe-core@{version()}"]
        try:
            subprocess.run(words, capture_output=True, check=True, timeout=120)
        except (OSError, subprocess.SubprocessError):
            return None
    return script.read_text(encoding="utf-8")


def serious(page, rules=None, inside=None):
    """Serious faults on the page, or inside what a CSS selector names; all rules, or only these."""
    if axe() is None:
        pytest.skip("axe-core cannot be fetched: npm or the network is missing")
    page.driver.execute_script(axe())
    page.driver.set_script_timeout(120)
    return [str(fault) for fault in page.driver.execute_async_script(RUN, rules, inside) if fault[0] in ("serious", "critical")]

"""A notebook that a reader exports as HTML: every picture says what it shows, and nothing is asked of the network to show it."""

import re
import subprocess
import sys

import notebooks


def test_pictures_keep_their_description(tmp_path):
    path = notebooks.FOLDER / "02b-shapes-depth-language.ipynb"
    subprocess.run([sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", tmp_path, path], check=True, capture_output=True)
    html = (tmp_path / "02b-shapes-depth-language.html").read_text(encoding="utf-8")
    told = re.findall(r'<img alt="([^"]*)" src="data:image/svg', html)
    drawn = [o for c in notebooks.read(path).cells if c.cell_type == "code" for o in c.outputs if "image/svg+xml" in o.get("data", {})]
    assert len(told) == len(drawn) > 5
    assert "No description" not in html and not [alt for alt in told if len(alt) < 40]

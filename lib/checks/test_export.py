"""A notebook that a reader exports as HTML: every picture says what it shows."""

import subprocess
import sys

from bs4 import BeautifulSoup

import notebooks


def test_pictures_keep_their_description(tmp_path):
    path = notebooks.FOLDER / "02b-shapes-depth-language.ipynb"
    subprocess.run([sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", tmp_path, path], check=True, capture_output=True)
    page = BeautifulSoup((tmp_path / "02b-shapes-depth-language.html").read_text(encoding="utf-8"), "html.parser")
    told = [image["alt"] for image in page.find_all("img") if image["src"].startswith("data:image/svg")]
    drawn = [o for c in notebooks.read(path).cells if c.cell_type == "code" for o in c.outputs if "image/svg+xml" in o.get("data", {})]
    assert len(told) == len(drawn) > 5
    assert not [alt for alt in told if len(alt) < 40 or "No description" in alt]

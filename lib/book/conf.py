"""How Sphinx builds the book. Every part of a page lies beside it: nothing is asked from the network."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = HERE.parent / "target/book"

sys.path.insert(0, str(HERE))

project = "Unrolled"
author = "Unrolled"
copyright = "Apache License 2.0"  # noqa: A001 the name that Sphinx wants
language = os.environ.get("UNROLLED_BOOK_LANGUAGE", "en")

extensions = ["myst_nb", "words"]
root_doc = "index"
exclude_patterns = []
locale_dirs = [str(HERE / "locale")]
gettext_compact = False
gettext_uuid = False
gettext_location = False

nb_execution_mode = "off"
nb_mime_priority_overrides = [("gettext", mime, 0) for mime in ("text/html", "text/plain")]
nb_ipywidgets_js = {}
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_dmath_double_inline = True
myst_heading_anchors = 4
# "2." after a paragraph may well begin a list; a chapter's part may begin with a smaller heading.
suppress_warnings = ["myst.header", "misc.highlighting_failure"]

mathjax_path = "tex-svg.js"
mathjax3_config = {
    "svg": {"fontCache": "local"},
    # The menu would load more files, and formulas would be stops of the Tab key; MathML for screen readers is written beside each.
    "options": {"enableMenu": False, "enableAssistiveMml": True},
}

html_theme = "sphinx_book_theme"
html_title = "Unrolled"
html_static_path = ["static", str(WORK / "mathjax"), str(WORK / "plotly")]
html_css_files = ["book.css"]
html_js_files = [("book.js", {"defer": "defer"})]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_permalinks_icon = "#"
html_last_updated_fmt = None
html_context = {"default_mode": "auto"}
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_navbar_depth": 1,
    "max_navbar_depth": 1,
    "show_toc_level": 2,
    "home_page_in_toc": True,
    "navbar_persistent": [],
    "toc_title": "On this page",
}

"""The codebook: what each table, column and term means, and what the rules find about it.

`codebook(package, report)` computes it. `render_markdown` and the web page only print it.
"""

from scripts.codebook.book import Codebook, codebook
from scripts.codebook.markdown import render_markdown

__all__ = ["Codebook", "codebook", "render_markdown"]

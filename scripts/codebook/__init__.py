"""The codebook: what each table, column and term means, and what the rules find about it.

`codebook(package)` computes it as one frozen object. `render_markdown` and the web page print that
object, and compute nothing.
"""

from scripts.codebook.describing import codebook
from scripts.codebook.markdown import render_markdown
from scripts.codebook.model import Codebook, Column

__all__ = ["Codebook", "Column", "codebook", "render_markdown"]

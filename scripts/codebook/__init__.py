"""The codebook: what each table, column and term means, and what is found in it.

`codebook(package)` computes it as one frozen object, and prints nothing; `render_markdown` and the
web page print that object, and compute nothing.
"""

from scripts.codebook.describing import codebook
from scripts.codebook.markdown import render_markdown
from scripts.codebook.model import Code, Codebook, Column, Finding, Link, Table, Term, Trait

__all__ = [
    "Code",
    "Codebook",
    "Column",
    "Finding",
    "Link",
    "Table",
    "Term",
    "Trait",
    "codebook",
    "render_markdown",
]

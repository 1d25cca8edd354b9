"""The web page of a package: its findings, charts, tables and codebook as a folder of files.

source → pages (with charts) → rendering → writing; `python -m scripts.site` runs it. The pages come
from the same report as the checks, and from the descriptor and the tables: no name of a table's
entity or property stands in the code.
"""

"""One invented world, for fault injection, the benchmark and the tests.

`countries(seed, number)` writes documents about invented countries. Everything that a document says
follows from one truth: dates are coarsened from true days, shares rounded from whole numbers of
respondents, totals split into parts. So no rule finds anything in them. `typed_tables_of` gives
them to the rules as tables, and `write_package` writes them as a package of any size.
"""

from scripts.world.package import text_frames, typed_tables_of, write_package
from scripts.world.world import countries

__all__ = ["countries", "text_frames", "typed_tables_of", "write_package"]

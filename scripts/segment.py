"""What `scripts.source_check` takes from `checks.passages`."""

from checks.passages.sources import SourceList, source_list
from checks.passages.spans import Span
from checks.passages.tree import (
    COLUMNS,
    Passage,
    SegmentError,
    as_row,
    coded_levels,
    segment,
    sha256_of,
)

__all__ = [
    "COLUMNS",
    "Passage",
    "SegmentError",
    "SourceList",
    "Span",
    "as_row",
    "coded_levels",
    "segment",
    "sha256_of",
    "source_list",
]

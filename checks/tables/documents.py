"""The identifiers of a document: those of a further document of a package begin with a prefix.

One document of a package has no prefix, so that the identifiers of a document that stood alone
never change when others join it: `p01.s01`. A further document with the prefix `b` has `b-p01.s01`.
"""

BETWEEN = "-"
"""What stands between a prefix, which has none itself, and the rest of an identifier."""


def prefixed(prefix: str, name: str) -> str:
    """The identifier in the package of what is called `name` (`p01`) within its document.

    Args:
        prefix: the prefix of the document, as in the table of documents; may be empty.
        name: the identifier without a prefix.
    """
    return f"{prefix}{BETWEEN}{name}" if prefix else name


FLAT_COLUMNS = frozenset({"claim_id", "table", "place", "subject_id", "disputed", "findings"})
"""The columns by which the flat table of all claims is known; it has others."""

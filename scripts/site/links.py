"""Addresses on the site, relative to its root, and names that suit an address."""

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)


def anchor(text: str) -> str:
    """A text as the name of a place or of a file: safe in an address as it is, and one to one."""
    return _UNSAFE.sub(lambda match: f"~{ord(match[0]):x}~", text) or "~"


def table_page(table: str) -> str:
    """The page of a table."""
    return f"tables/{anchor(table)}.html"


def row_address(table: str, key: str) -> str:
    """A row of a table, by its key."""
    return f"{table_page(table)}#{anchor(key)}"


def table_in_codebook(table: str) -> str:
    """What the codebook says of a table."""
    return f"codebook.html#{anchor(table)}"


def column_in_codebook(table: str, column: str) -> str:
    """What the codebook says of a column."""
    return f"codebook.html#{column_anchor(table, column)}"


def column_anchor(table: str, column: str) -> str:
    """The name of the place of a column in the codebook; no table can have the same."""
    return f"{anchor(table)}..{anchor(column)}"


def finding_page(finding: str) -> str:
    """The page of a finding: the address by which it is cited."""
    return f"findings/{anchor(finding)}.html"


def rule_address(rule: str) -> str:
    """What the page of rules says of one."""
    return f"rules.html#{anchor(rule)}"


def to_root(page: str) -> str:
    """What stands before an address on a page, so that it counts from the root of the site."""
    return "../" * page.count("/")


def web_address(text: str) -> str | None:
    """The text if it is an address of the web that a reader can follow, and nothing else.

    A cell can hold anything, `javascript:` included; only http and https make a link.
    """
    return text if _WEB.fullmatch(text) else None

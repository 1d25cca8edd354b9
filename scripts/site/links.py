"""Addresses from the root of the site, and names that are safe in an address."""

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)


def anchor(text: str) -> str:
    """A text as a name in an address: safe, and different for different texts."""
    return _UNSAFE.sub(lambda match: f"~{ord(match[0]):x}~", text) or "~"


def table_page(table: str) -> str:
    """The page of a table."""
    return f"tables/{anchor(table)}.html"


def row_address(table: str, key: str) -> str:
    """A row on the page of its table."""
    return f"{table_page(table)}#{anchor(key)}"


def table_in_codebook(table: str) -> str:
    """A table in the codebook."""
    return f"codebook.html#{anchor(table)}"


def column_in_codebook(table: str, column: str) -> str:
    """A column in the codebook."""
    return f"{table_in_codebook(table)}..{anchor(column)}"


def finding_page(finding: str) -> str:
    """The page of a finding: the address by which it is cited."""
    return f"findings/{anchor(finding)}.html"


def rule_address(rule: str) -> str:
    """A rule on the page of rules."""
    return f"rules.html#{anchor(rule)}"


def web_address(text: str) -> str | None:
    """The text, if it is an address of the web that a reader can follow; else None.

    A cell can hold anything, also `javascript:`. Only http and https make a link.
    """
    return text if _WEB.fullmatch(text) else None

"""What a rule reads: columns, declared in one line for each table, and compared with a package.

    reads = columns(dates="claim_id entity_id earliest:date latest:date", names="entity_id kind?")

A name alone is a column of text, which decimal numbers are too; `:date`, `:edtf`, `:integer` and
`:boolean` are the other kinds. A question mark follows a column that the rule can do without. An
asterisk stands for further columns that it reads as far as the table has them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pandas as pd
from pandas.api.types import (
    is_bool_dtype,
    is_datetime64_any_dtype,
    is_integer_dtype,
    is_string_dtype,
)

from checks.tables.shortening import listed

ANY = "*"
"""In a declaration: further columns. In place of a table: every table of the package."""

BOUNDS = ("earliest", "latest")
"""What a column of EDTF dates is followed by in a typed table, behind its name and a low line."""

_IN_WORDS = {
    "text": "text or decimal numbers",
    "date": "dates",
    "edtf": "dates in EDTF",
    "integer": "integers",
    "boolean": "booleans, in every row",
}


@dataclass(frozen=True)
class Column:
    """A column that a rule reads; an optional one may be missing, but must be of its kind."""

    name: str
    kind: str
    is_optional: bool


def columns(**declared: str) -> Mapping[str, str]:
    """Declarations by table. Raises ValueError for what is no declaration."""
    for declaration in declared.values():
        columns_of(declaration)
    return MappingProxyType(declared)


@cache
def columns_of(declaration: str) -> tuple[Column, ...]:
    """The columns that a declaration names, the asterisk left out.

    Raises ValueError for what is no declaration.
    """
    return tuple(_column(word) for word in declaration.split() if word != ANY)


def reads_more(declaration: str) -> bool:
    """Whether a rule reads further columns as far as the table has them."""
    return ANY in declaration.split()


def _column(word: str) -> Column:
    found = re.fullmatch(r"([a-z0-9_]+)(?::([a-z]+))?(\??)", word)
    if found is None or (found[2] or "text") not in _IN_WORDS:
        kinds = ", ".join(f":{kind}" for kind in _IN_WORDS if kind != "text")
        raise ValueError(
            f"{word!r} declares no column (expected a name, perhaps with {kinds}, perhaps with ?)"
        )
    return Column(found[1], found[2] or "text", bool(found[3]))


def lacking(declared: Mapping[str, str], tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """What keeps a rule from reading the tables that a package has: `the table dates has no ...`.

    Args:
        declared: declarations by table; one under `ANY` is of every table.
        tables: typed tables by the names of their resources. Tables that are missing lack nothing.
    """
    for name, declaration in declared.items():
        for table in tables if name == ANY else [name]:
            if table in tables:
                yield from _lacking(table, tables[table], columns_of(declaration))


def _lacking(name: str, table: pd.DataFrame, columns: tuple[Column, ...]) -> Iterator[str]:
    absent = [item.name for item in columns if item.name not in table and not item.is_optional]
    if absent:
        yield f"the table {name} has no column {listed(absent)}"
    for item in columns:
        if item.name in table and not _KINDS[item.kind](table, item.name):
            yield f"the column {item.name} of the table {name} holds no {_IN_WORDS[item.kind]}"


def _is_edtf(table: pd.DataFrame, name: str) -> bool:
    bounds = [table.get(f"{name}_{end}") for end in BOUNDS]
    return is_string_dtype(table[name]) and all(
        days is not None and is_datetime64_any_dtype(days) for days in bounds
    )


_KINDS: Mapping[str, Callable[[pd.DataFrame, str], bool]] = {
    "text": lambda table, name: is_string_dtype(table[name]),
    "date": lambda table, name: is_datetime64_any_dtype(table[name]),
    "edtf": _is_edtf,
    "integer": lambda table, name: is_integer_dtype(table[name]),
    "boolean": lambda table, name: is_bool_dtype(table[name]) and not table[name].hasnans,
}

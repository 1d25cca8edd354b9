"""The tables and their keys as a Mermaid entity-relationship diagram."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from scripts.codebook.book import Codebook, Link, Table

EVERY_TABLE_OF_CLAIMS = "every_table_of_claims"
"""The box that stands for all tables of claims, where they all have the same foreign key."""

_FEWEST = 3
"""Tables of claims from which on their common keys are drawn once."""


def common_links(book: Codebook) -> tuple[Link, ...]:
    """The foreign keys that all tables of claims share, as those of one box.

    Drawn from each table they would hide all others.
    """
    tables = [table for table in book.tables if table.is_of_claims]
    if len(tables) < _FEWEST:
        return ()
    return tuple(
        replace(link, table=EVERY_TABLE_OF_CLAIMS)
        for link in tables[0].links
        if all(any(_same_key(link, other) for other in table.links) for table in tables)
    )


def _same_key(one: Link, other: Link) -> bool:
    return replace(one, table="", required=True) == replace(other, table="", required=True)


def diagram(book: Codebook) -> str:
    """The diagram: a box for each table with its key, a line for all foreign keys of two tables.

    It runs from left to right, since from top to bottom most tables would stand side by side. A
    table that has no keys but the common ones is in the box of those.
    """
    common = common_links(book)
    own = [
        link
        for table in book.tables
        for link in table.links
        if not (table.is_of_claims and any(_same_key(link, each) for each in common))
    ]
    ends = {name for link in own for name in (link.table, link.target)}
    shown = [table for table in book.tables if table.name in ends or not table.is_of_claims]
    boxes = [line for table in (shown if common else book.tables) for line in _box(table, own)]
    by_ends: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in (*common, *own):
        by_ends[link.table, link.target].append(link)
    lines = [_line(table, target, links) for (table, target), links in by_ends.items()]
    return "\n".join(["erDiagram", *(f"    {line}" for line in ["direction LR", *boxes, *lines])])


def _box(table: Table, links: Sequence[Link]) -> list[str]:
    """A table with the columns of its key and of the foreign keys that are drawn from it."""
    foreign = {name for link in links if link.table == table.name for name in link.columns}
    roles = {
        column.name: [
            role
            for role, applies in (("PK", column.is_key), ("FK", column.name in foreign))
            if applies
        ]
        for column in table.columns
    }
    attributes = [
        f"    text {_word(name)} {', '.join(role)}" for name, role in roles.items() if role
    ]
    name = _word(table.name)
    return [f"{name} {{", *attributes, "}"] if attributes else [name]


def _line(table: str, target: str, links: Sequence[Link]) -> str:
    """The line from a table to its target: many to one, or to zero if the key may be empty."""
    one = "||" if all(link.required for link in links) else "o|"
    names = ", ".join(_word(name) for link in links for name in link.columns)
    return f'{_word(table)} }}o--{one} {_word(target)} : "{names}"'


def _word(name: str) -> str:
    """The name as one word, which is all that a diagram takes."""
    return re.sub(r"[^\w-]", "_", name)

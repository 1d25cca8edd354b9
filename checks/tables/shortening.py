"""Texts of bounded length, however much there is to say."""

from collections.abc import Iterable

ITEMS_AT_MOST = 10
"""How many items a list in a text names."""

LIST_AT_MOST = 300
"""Characters of a list within a message."""

MESSAGE_AT_MOST = 500
"""Characters of a message."""

CELL_AT_MOST = 32_767
"""Characters of a cell that every spreadsheet holds."""


def shortened(text: str, at_most: int = MESSAGE_AT_MOST) -> str:
    """The text, cut with a `…` at its end if it has more than `at_most` characters."""
    return text if len(text) <= at_most else f"{text[: at_most - 1].rstrip()}…"


def listed(
    items: Iterable[str], between: str = ", ", at_most: int = LIST_AT_MOST, last: str = ""
) -> str:
    """The items in a row: `Kolo, Marsh`. A long list ends after the first: `and 8,047 more`.

    Args:
        items: the texts to list.
        between: what separates two items.
        at_most: characters after which no further item is named; the first always is.
        last: what separates the last two items instead, if no item is left out.
    """
    every = list(items)
    first = [shortened(item, at_most) for item in every[:ITEMS_AT_MOST]]
    while len(first) > 1 and len(between.join(first)) > at_most:
        first.pop()
    if left := len(every) - len(first):
        return f"{between.join(first)} and {left:,} more"
    return between.join([*first[:-2], (last or between).join(first[-2:])])


def one_cell(parts: Iterable[str], separator: str) -> str:
    """The parts as one cell. Of more than a spreadsheet holds, the last are left out."""
    cell = separator.join(parts)
    if len(cell) <= CELL_AT_MOST:
        return cell
    return cell[: CELL_AT_MOST + 1].rpartition(separator)[0]

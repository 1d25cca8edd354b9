"""The tree of passages: each lies in its parent, siblings in their order and apart, no circle."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import pandas as pd

from checks.structure.table import ProblemList, Table
from checks.tables.arrays import Mask, Places
from checks.tables.problems import Problem
from checks.tables.text_columns import positions

NUMBERS = ("ordinal", "start", "end")
COLUMNS = ("passage_id", "document_id", "kind", "parent_id", *NUMBERS)
"""The columns by which a table is known to be that of passages."""

PARENT_KINDS = {"section": "section", "paragraph": "section", "sentence": "paragraph"}
"""The allowed parent kind of each kind; a passage need not have a parent."""

Fault: TypeAlias = tuple[str, Mask, Callable[[int], str]]
"""A column, a mask of passages that are wrong there, and the expectation of the one at a place."""


def check_outline(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """Passages that are out of place, each by the first rule that it breaks.

    Passages that already have a problem are skipped, also as parents and siblings of others.
    """
    passages = _passages(table, problems)
    if passages is None:
        return
    above = positions(passages["parent_id"], passages["passage_id"])
    in_place = np.ones(len(passages), dtype=bool)
    for fault in _by_parents(passages, above):
        yield from _problems(table, passages, fault, in_place)
        in_place &= ~fault[1]
    for fault in _by_siblings(passages[in_place]):
        yield from _problems(table, passages[in_place], fault)


def _passages(table: Table, problems: ProblemList) -> pd.DataFrame | None:
    """The passages that can be checked, with integers; None if the table is not of passages."""
    if not table.has(COLUMNS):
        return None
    if any(table.schema.field(name).type != "integer" for name in NUMBERS):
        return None
    is_usable = table.filled(NUMBERS) & ~problems.mask(table, COLUMNS)
    frame = table.frame.loc[is_usable, list(COLUMNS)]
    return frame.assign(**{name: frame[name].astype("int64") for name in NUMBERS})


def _problems(
    table: Table, passages: pd.DataFrame, fault: Fault, among: Mask | None = None
) -> Iterator[Problem]:
    column, wrong, expected = fault
    for place in np.flatnonzero(wrong if among is None else wrong & among).tolist():
        value = str(passages[column].iloc[place])
        yield table.problem("outline", passages.index[place], column, value, expected(place))


def _by_parents(passages: pd.DataFrame, above: Places) -> Iterator[Fault]:
    """What is wrong with a passage by itself and in its parent; `above` is where that stands."""
    parent, has_parent = np.maximum(above, 0), above >= 0
    start, end = passages["start"].to_numpy(), passages["end"].to_numpy()
    first, last = start[parent], end[parent]
    kind, kinds = pd.factorize(passages["kind"])
    is_wrong = [[_is_wrong_parent(upper, lower) for lower in kinds] for upper in kinds]
    is_of_wrong_kind = np.array(is_wrong, bool).reshape(len(kinds), len(kinds))[kind[parent], kind]
    document, documents = pd.factorize(passages["document_id"])

    def within(place: int) -> str:
        return f"a passage within its parent, which reaches from {first[place]} to {last[place]}"

    def holder(place: int) -> str:
        own, found = kinds[kind[place]], kinds[kind[parent[place]]]
        return f"a {PARENT_KINDS[own]} to hold a {own}, not a {found}"

    def of_parent(place: int) -> str:
        return f"the document of the parent, {documents[document[parent[place]]]}"

    yield "end", end <= start, lambda place: f"an end after the start, {start[place]}"
    yield "parent_id", in_circles(above), lambda _: "a parent that does not lie in this passage"
    yield "parent_id", has_parent & is_of_wrong_kind, holder
    yield "document_id", has_parent & (document != document[parent]), of_parent
    yield "start", has_parent & ((start < first) | (start >= last)), within
    yield "end", has_parent & (end > last), within


def _is_wrong_parent(parent: str, kind: str) -> bool:
    """Whether a passage of one kind may not hold one of the other; unknown kinds may."""
    return {parent, kind} <= set(PARENT_KINDS) and PARENT_KINDS[kind] != parent


def in_circles(above: Places) -> Mask:
    """Which passages hold themselves, directly or through others."""
    top = len(above)
    up = np.append(np.where(above < 0, top, above), top)
    for _ in range(top.bit_length()):  # so many times twice as far: beyond any line of parents
        up = up[up]
    mask = np.zeros(top + 1, dtype=bool)
    mask[up] = True
    return mask[:top]


def _by_siblings(passages: pd.DataFrame) -> Iterator[Fault]:
    """What is wrong with a passage beside the others of its parent."""
    documents, parents, kinds = (
        pd.factorize(passages[name])[0] for name in ("document_id", "parent_id", "kind")
    )
    parents += documents * (parents.max(initial=0) + 1)
    ordinal, start, end = (passages[name].to_numpy() for name in NUMBERS)
    rows = passages.index.to_numpy()

    order = np.lexsort([start, ordinal, parents])
    before = _before(order, parents)
    is_sibling = before >= 0
    again = is_sibling & (ordinal == ordinal[before])
    back = is_sibling & ~again & (start < start[before])
    yield (
        *("ordinal", again),
        lambda place: f"a number of its own under its parent; row {rows[before[place]]} has it too",
    )
    yield (
        *("ordinal", back),
        lambda place: f"numbers in the order of the text; row {rows[before[place]]} begins later",
    )

    family = parents * (kinds.max(initial=0) + 1) + kinds
    order = np.lexsort([ordinal, start, family])
    reach = pd.Series(end[order]).groupby(family[order], sort=False).cummax().to_numpy()
    ends = np.zeros(len(order), dtype=np.int64)
    ends[order[1:]] = reach[:-1]
    meets = (_before(order, family) >= 0) & (start < ends)
    yield (
        *("start", meets),
        lambda place: f"passages of a kind apart; one that begins before ends at {ends[place]}",
    )


def _before(order: Places, family: Places) -> Places:
    """For each passage, the one before it in an order if that is of its family, else -1."""
    before = np.full(len(order), -1)
    is_of_family = family[order[1:]] == family[order[:-1]]
    before[order[1:][is_of_family]] = order[:-1][is_of_family]
    return before

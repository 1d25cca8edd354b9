"""Finds the facts that two codings have in common: same table, same passage, same things."""

from collections.abc import Callable
from itertools import product

from rapidfuzz import fuzz

from scripts.reliability.codings import Coding, plain

ALIKE = 80
"""From this similarity on (rapidfuzz, 0 to 100), two labels or two printed words are the same."""

Row = dict[str, str]
Likeness = Callable[[Row, Row], float]
"""From 0, another fact, to 1, the same words for the same things."""


def matched(left: Coding, right: Coding, table: str) -> list[tuple[Row, Row]]:
    """Pairs of rows that state one fact: each row once at most, the likest pairs first."""
    likeness = _likeness(left, right, table)
    rows = [coding.tables[table].to_dict("records") for coding in (left, right)]
    by_passage = [
        {
            passage: list(group.index)
            for passage, group in coding.tables[table].groupby("passage_id")
        }
        for coding in (left, right)
    ]
    candidates = sorted(
        (-likeness(rows[0][i], rows[1][j]), i, j)
        for passage in by_passage[0].keys() & by_passage[1].keys()
        for i, j in product(by_passage[0][passage], by_passage[1][passage])
    )
    pairs: list[tuple[Row, Row]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for score, i, j in candidates:
        if score < 0 and i not in taken[0] and j not in taken[1]:
            pairs.append((rows[0][i], rows[1][j]))
            taken[0].add(i)
            taken[1].add(j)
    return pairs


def _likeness(left: Coding, right: Coding, table: str) -> Likeness:
    """What makes a fact of each table the same fact; the other columns may differ."""

    def entity(column: str, other: str = "") -> Likeness:
        def compare(one: Row, two: Row) -> float:
            return same_thing(left, one[column], right, two[other or column])

        return compare

    subject, thing = entity("subject_id"), entity("entity_id")
    either_way: Likeness = lambda one, two: max(  # noqa: E731
        _all(subject, entity("object_id"))(one, two),
        _all(entity("subject_id", "object_id"), entity("object_id", "subject_id"))(one, two),
    )
    return {
        "answers": _equal("percent", "low", "high"),
        "citations": _equal("position"),
        "comparisons": _words,
        "dates": _all(thing, _equal("date")),
        "figures": _equal("low", "best", "high"),
        "names": _equal("name"),
        "polls": _equal(),
        "questions": _words,
        "relations": either_way,
        "sequences": _all(entity("earlier_entity_id"), entity("later_entity_id")),
        "statements": _words,
    }[table]


def _all(*likenesses: Likeness) -> Likeness:
    """Alike in everything: the product, with the printed words to tell equal ones apart."""

    def compare(one: Row, two: Row) -> float:
        product_ = 1.0
        for likeness in likenesses:
            product_ *= likeness(one, two)
        return product_ * (1 + _words(one, two)) / 2

    return compare


def _equal(*columns: str) -> Likeness:
    """Equal in all of these columns, whatever the printed words."""

    def compare(one: Row, two: Row) -> float:
        if any(_number(one[column]) != _number(two[column]) for column in columns):
            return 0.0
        return (1 + _words(one, two)) / 2

    return compare


def _words(one: Row, two: Row) -> float:
    """How alike the printed words are: 0 below the threshold."""
    likeness = fuzz.token_set_ratio(plain(one["as_stated"]), plain(two["as_stated"]))
    return likeness / 100 if likeness >= ALIKE else 0.0


def _number(cell: str) -> str | float:
    try:
        return float(cell)
    except ValueError:
        return cell


def same_thing(left: Coding, one: str, right: Coding, two: str) -> float:
    """1 if two entities share a name, else how alike their likest names are (0: not alike)."""
    ours, theirs = left.names.get(one, frozenset()), right.names.get(two, frozenset())
    if ours & theirs:
        return 1.0
    likest = max((fuzz.token_sort_ratio(a, b) for a, b in product(ours, theirs)), default=0)
    return likest / 100 if likest >= ALIKE else 0.0

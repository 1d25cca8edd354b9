"""The page about reliability: what each coding found of the others, and how far they agree."""

from collections.abc import Sequence
from pathlib import Path

from scripts.reliability.agreement import Agreement, agreement
from scripts.reliability.codings import Coding
from scripts.reliability.matching import Row, matched, same_thing
from scripts.templates import Filters, render

TEMPLATE = Path(__file__).with_name("reliability.md.jinja")

TABLES = (
    "names",
    "dates",
    "figures",
    "relations",
    "sequences",
    "statements",
    "polls",
    "questions",
    "answers",
    "comparisons",
    "citations",
)
CATEGORIES = {
    "certainty": tuple(table for table in TABLES if table not in {"names", "citations"}),
    "attributed_to": tuple(table for table in TABLES if table not in {"names", "citations"}),
    "predicate_id": ("relations",),
    "roster": ("relations",),
    "property_id": ("dates",),
    "precision": ("dates",),
    "measure_id": ("figures",),
    "qualifier": ("figures", "answers"),
    "kind": ("names",),
    "quotation": ("statements",),
}
"""Each categorical column that is compared, and the tables that have it."""

Pair = tuple[Coding, Coding]
Matches = dict[str, list[tuple[Row, Row]]]


def render_page(pairs: Sequence[Pair]) -> str:
    """The page as Markdown, with the pairs of codings in this order."""
    matches = [{table: matched(*pair, table) for table in TABLES} for pair in pairs]
    counts = {
        table: [
            (len(found[table]), len(one.tables[table]), len(two.tables[table]))
            for (one, two), found in zip(pairs, matches, strict=True)
        ]
        for table in TABLES
    }
    agreements = {
        column: [
            _agreement(pair, found, column) for pair, found in zip(pairs, matches, strict=True)
        ]
        for column in CATEGORIES
    }
    filters: Filters = {"percent": _percent, "alpha": _alpha, "confusions": _confusions}
    text = render(TEMPLATE, filters, pairs=pairs, counts=counts, agreements=agreements)
    return text.strip() + "\n"


def _agreement(pair: Pair, matches: Matches, column: str) -> Agreement | None:
    codes = [
        (one.get(column, ""), two.get(column, ""))
        for table in CATEGORIES[column]
        for one, two in matches[table]
    ]
    if column == "attributed_to":
        codes = [_by_name(pair, *code) for code in codes]
    return agreement(codes)


def _by_name(pair: Pair, one: str, two: str) -> tuple[str, str]:
    """Two entities of one name as one: each coding has identifiers of its own."""
    same = one and two and same_thing(pair[0], one, pair[1], two)
    return (two, two) if same else (one, two)


def _percent(part: float, whole: float = 1) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def _alpha(found: Agreement) -> str:
    return "-" if found.alpha is None else f"{found.alpha:.2f}"


def _confusions(found: Agreement) -> str:
    """The three commonest confusions, as "a / b (3)"."""
    return ", ".join(
        f"{one or 'empty'} / {two or 'empty'} ({number})"
        for (one, two), number in found.confusions[:3]
    )

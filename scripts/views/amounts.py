"""Low, best and high out of all figures of one measure, without deciding between them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from checks.rules.common.intervals import wording
from scripts.views.rows import Part, Row, listed
from scripts.views.terms import Terms

_CONTEXT = ("population_id", "period", "as_of")


def measured_parts(
    quantities: Mapping[str, str],
    figures: Sequence[Row],
    vocabulary: Sequence[Row],
    partial: Sequence[str],
) -> list[Part]:
    """The columns of each of these quantities, of all figures of one entity."""
    additive = Terms(having=("additive", "true")).chosen(vocabulary)
    parts = []
    for name, quantity in quantities.items():
        measures = Terms(having=("quantity", quantity)).chosen(vocabulary)
        counted = [figure for figure in figures if figure["measure_id"] in measures]
        parts.append(_measured_part(name, counted, additive, partial))
    return parts


def _measured_part(
    name: str, figures: Sequence[Row], additive: frozenset[str], partial: Sequence[str]
) -> Part:
    """The columns `<name>`, `<name>_low`, `<name>_best` and `<name>_high` of some figures.

    Figures of the whole give the smallest lower and the largest upper bound that any of them
    states, and the one value that all which give a value agree on. Where there are only figures of
    parts, the whole is at least as much as the largest of them, or as the sum of those that do not
    overlap by their `partition`.

    Args:
        name: what the columns are called.
        figures: of one entity and one quantity.
        additive: the measures of which a part is never more than the whole.
        partial: columns of a figure that are filled if it is of a part; it is one, too, if it is
            coded as a part of another of these figures.
    """
    bounds = dict.fromkeys(("low", "best", "high"), "")
    own = {figure["claim_id"] for figure in figures}
    wholes = [
        figure
        for figure in figures
        if figure["part_of_claim_id"] not in own and not any(figure[name] for name in partial)
    ]
    if len({figure["unit"] for figure in figures}) == 1:  # others cannot be compared
        if wholes:
            bounds["low"] = min(_given(wholes, "low"), key=Decimal, default="")
            bounds["best"] = _agreed(_given(wholes, "best"))
            bounds["high"] = max(_given(wholes, "high"), key=Decimal, default="")
        elif all(figure["measure_id"] in additive for figure in figures):
            lows, highs = _sums(figures)
            bounds["low"] = max([*_given(figures, "low"), *lows], key=Decimal, default="")
            bounds["high"] = max(highs, key=Decimal, default="")
    named = {f"{name}_{bound}": value for bound, value in bounds.items()}
    return Part({name: _in_words(figures), **named}, tuple(figures))


def _sums(figures: Iterable[Row]) -> tuple[list[str], list[str]]:
    """What the parts of each division add up to, at least and at most.

    The parts of a division are of one total, or of one list without a total. Those that count the
    same are one part. They are at most their sum if they are a list that leaves nothing out.
    """
    divisions: defaultdict[tuple[str, str], defaultdict[tuple[str, ...], list[Row]]]
    divisions = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        if figure["partition"]:
            division = divisions[figure["part_of_claim_id"], figure.get("breakdown", "")]
            division[tuple(figure[column] for column in _CONTEXT)].append(figure)
    lows, highs = [], []
    for (total, _), parts in divisions.items():
        members = [figure for part in parts.values() for figure in part]
        lows.append(
            _sum(min(_given(part, "low"), key=Decimal, default="0") for part in parts.values())
        )
        if not total and all(row["partition"] == "exhaustive" and row["high"] for row in members):
            highs.append(_sum(max(_given(part, "high"), key=Decimal) for part in parts.values()))
    return lows, highs


def _sum(numbers: Iterable[str]) -> str:
    return f"{sum(map(Decimal, numbers)):f}"


def _given(figures: Iterable[Row], column: str) -> list[str]:
    return sorted({figure[column] for figure in figures if figure[column]})


def _agreed(values: Sequence[str]) -> str:
    return values[0] if len({Decimal(value) for value in values}) == 1 else ""


def _in_words(figures: Sequence[Row]) -> str:
    """The printed words of each figure, in brackets how it is coded, whom it counts and when."""
    if not figures:
        return ""
    columns = {"qualifier": "qualifier", "best": "value", "low": "low", "high": "high"}
    values = pd.DataFrame(figures, columns=list(columns), dtype="str").rename(columns=columns)
    return listed(
        f"“{figure['as_stated']}” ({value} {figure['unit']}{_context(figure)})"
        for value, figure in zip(wording(values, "best")["value"], figures, strict=True)
    )


def _context(figure: Row) -> str:
    return "".join(f", {figure[column]}" for column in _CONTEXT if figure[column])

"""Typed tables of figures, from literal rows about invented things."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pandas as pd
from hypothesis import strategies as st

from tests.helpers.claim_tables import Row, frame

KEYS = "entity_id|measure_id|unit|population_id|as_of"
MEASURES = [
    ("crew", KEYS, True, True, "count"),
    ("cargo", KEYS, True, True, ""),
    ("deck_area", KEYS, True, True, "amount"),
    ("speed", KEYS, True, False, "rate"),
    ("sightings", KEYS, False, True, ""),
    ("rumours", "", True, True, ""),
    ("tides", "entity_id|moon_phase", True, True, ""),
]


def measures() -> pd.DataFrame:
    """The vocabulary: what is single-valued, what adds up, and what makes it comparable."""
    columns = ["property_id", "comparability_keys", "single_valued", "additive", "kind_of_number"]
    return pd.DataFrame(MEASURES, columns=columns)


def stated(text: str) -> dict[str, str]:
    """Qualifier and bounds of `53`, `>=53`, `>150`, `<=170`, `<9`, `1..2`, `~95`, `many 200`.

    `almost 9` is nearly so many.
    """
    for sign, qualifier, column in (
        (">=", "at-least", "low"),
        (">", "more-than", "low"),
        ("<=", "up-to", "high"),
        ("<", "less-than", "high"),
        ("almost ", "nearly", "high"),
        ("~", "about", "best"),
        ("many ", "vague", "low"),
    ):
        if text.startswith(sign):
            return {"qualifier": qualifier, column: text.removeprefix(sign)}
    low, between, high = text.partition("..")
    if between:
        return {"qualifier": "between", "low": low, "high": high}
    return {"qualifier": "exactly", "low": text, "best": text, "high": text}


def figures(rows: Iterable[dict[str, str]]) -> dict[str, pd.DataFrame]:
    """Figures, each a dict with `value` as in `stated` and any other column that matters."""
    default = {
        "passage_id": "s1",
        "entity_id": "keel",
        "measure_id": "crew",
        "unit": "persons",
        "population_id": "",
        "as_of": "",
        "period": "",
        "part_of_claim_id": "",
        "partition": "",
        "as_stated": "",
        "rounded_to": "",
        "breakdown": "",
    }
    columns = ["claim_id", *default, "qualifier", "low", "best", "high"]
    complete = []
    for number, row in enumerate(rows):
        cells = {"claim_id": f"f{number}", **default, **row, **stated(row["value"])}
        complete.append(tuple(cells.get(column, "") for column in columns))
    table = frame(" ".join(columns), complete)
    no_day = pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]")
    return {
        "figures": table.assign(as_of_latest=no_day, period_latest=no_day),
        "properties": measures(),
    }


def as_printed(truth: Decimal, place: int, mode: str = ROUND_HALF_UP) -> dict[str, str]:
    """A true value as a text rounds it to a power of ten: in decimals, in whole numbers, or in
    millions; tens and hundreds are declared."""
    rounded = truth.quantize(Decimal(1).scaleb(place), rounding=mode)
    words = f"{rounded.scaleb(-6):f} million" if place > 2 else f"{rounded:f}"
    declared = {"rounded_to": str(10**place)} if place in (1, 2) else {}
    return {"value": f"{rounded:f}", "as_stated": words, **declared}


TRUTHS = st.integers(0, 10**10).map(lambda thousandths: Decimal(thousandths).scaleb(-3))
PRINTS = st.tuples(st.integers(-3, 6), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
"""Places and modes of rounding for `as_printed`."""


def crews(*values: str) -> dict[str, pd.DataFrame]:
    """Figures f0, f1, ... of one comparable crew."""
    return figures([{"value": value} for value in values])


def members(rows: Iterable[Row]) -> pd.DataFrame:
    """Relations (claim, passage, subject, predicate, object, certainty, roster)."""
    columns = "claim_id passage_id subject_id predicate_id object_id certainty roster"
    return frame(columns, rows)

"""Cells that follow from others of their row: the check compares them, and `build` fills them in.

Each derivation is declared once, in `DERIVATIONS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.tables import edtf
from checks.tables.table_schema import Schema
from checks.tables.text_columns import arrow_texts


@dataclass(frozen=True)
class Derivation:
    """Columns that follow from others of the same row.

    `values` takes the columns in `given` as text ("" = empty), and returns those in `columns`, NA
    where nothing follows. `code` is that of the structural problem of another value; it is None
    where a rule or another check compares them.
    """

    given: tuple[str, ...]
    columns: tuple[str, ...]
    values: Callable[[pd.DataFrame], pd.DataFrame]
    code: str | None = None


BOUNDS = ("low", "best", "high")
"""The columns of a figure that are equal where it is exact."""


def derivations_of(schema: Schema) -> Iterator[Derivation]:
    """The derivations for the columns of a table."""
    names = set(schema.field_names)
    for derivation in DERIVATIONS:
        is_of_date = edtf.DATE in derivation.given
        if names.issuperset([*derivation.given, *derivation.columns]) and (
            not is_of_date or schema.field(edtf.DATE).is_edtf
        ):
            yield derivation


def passages_of(claim_ids: pd.Series) -> pa.Array:
    """What each identifier of a claim names as its passage, before the last point; null if none."""
    own = arrow_texts(claim_ids)
    parts = pc.split_pattern(own, ".", max_splits=1, reverse=True)
    first = pc.list_element(parts, 0)
    return pc.if_else(pc.equal(first, own), pa.scalar(None, first.type), first)


def _of_date(rows: pd.DataFrame) -> pd.DataFrame:
    """The bounds of a date. One that the calendar does not have has a precision alone."""
    bounds = edtf.bounds(rows[edtf.DATE])
    for name in edtf.ENDS:
        bounds[name] = bounds[name].dt.strftime("%Y-%m-%d").fillna("").astype("str")
    return bounds.drop(columns=["written", "valid"]).where(bounds["written"])


def _of_claim_id(rows: pd.DataFrame) -> pd.DataFrame:
    passages = passages_of(rows["claim_id"]).to_pylist()
    return pd.DataFrame({"passage_id": pd.Series(passages, rows.index, "str")})


def _of_exact_value(rows: pd.DataFrame) -> pd.DataFrame:
    """The one value that an exact figure gives, for each of its bounds."""
    low, best, high = (rows[name] for name in BOUNDS)
    value = best.where(best != "", low.where(low != "", high))
    is_one = rows["qualifier"].eq("exactly") & value.ne("")
    for cells in (low, best, high):
        is_one &= cells.eq(value) | cells.eq("")
    return pd.DataFrame(dict.fromkeys(BOUNDS, value.where(is_one)))


def _of_name(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"as_stated": rows["name"].where(rows["name"] != "")})


DERIVATIONS = (
    Derivation((edtf.DATE,), (*edtf.ENDS, "precision"), _of_date, "derived-bounds"),
    Derivation(("claim_id",), ("passage_id",), _of_claim_id),
    Derivation(("qualifier", *BOUNDS), BOUNDS, _of_exact_value),
    Derivation(("entity_id", "name"), ("as_stated",), _of_name),
)
"""Every derivation. A table has those whose columns it has."""

"""Whether bounds and precision follow from the date beside them."""

from collections.abc import Iterator

import pandas as pd

from checks.structure.columns import Table
from checks.tables import edtf
from checks.tables.problems import Problem

DERIVED = ("earliest", "latest", "precision")
"""Columns that follow from the column `date` of the same table, if that is EDTF."""


def check_derived_bounds(table: Table) -> Iterator[Problem]:
    """Cells of `earliest`, `latest` and `precision` that do not follow from `date`."""
    if not derives_bounds(table):
        return
    dates = table.columns["date"]
    bounds = edtf.bounds(dates.values)
    valid = bounds.pop("valid").to_numpy(dtype=bool)
    for name in DERIVED:
        derived = bounds[name] if name == "precision" else _as_text(bounds[name])
        expected = derived if dates.codes is None else derived.take(dates.codes)
        expected = expected.set_axis(table.frame.index)
        cells = table.frame[name]
        wrong = (cells != expected) & dates.spread(valid)
        found = pd.DataFrame({"value": cells, "date": table.frame["date"], "right": expected})
        for item in found[wrong].itertuples():
            message = f"expected '{item.right}', which follows from the date '{item.date}'"
            if not item.right:
                message = f"expected an empty cell, which follows from the date '{item.date}'"
            place = table.resource.path, int(str(item.Index)), name
            yield Problem(*place, "derived-bounds", str(item.value), message)


def derives_bounds(table: Table) -> bool:
    """Whether the table has an EDTF date with its bounds and precision beside it."""
    return {"date", *DERIVED} <= set(table.frame.columns) and table.resource.schema.field(
        "date"
    ).is_edtf


def _as_text(days: pd.Series) -> pd.Series:
    texts: pd.Series = days.dt.strftime("%Y-%m-%d").fillna("").astype("str")
    return texts

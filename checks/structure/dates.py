"""Whether bounds and precision follow from the date beside them."""

from collections.abc import Iterator

from checks.structure.table import Table
from checks.tables import edtf
from checks.tables.problems import Problem

DERIVED = (*edtf.ENDS, "precision")
"""Columns that follow from the column `date` of the same table, if that is EDTF."""


def check_derived_bounds(table: Table) -> Iterator[Problem]:
    """Cells of `earliest`, `latest` and `precision` that do not follow from `date`.

    A date that the calendar does not have has a precision, and neither a first nor a last day.
    """
    if not table.has([edtf.DATE, *DERIVED]) or not table.schema.field(edtf.DATE).is_edtf:
        return
    dates = table.frame[edtf.DATE]
    bounds = edtf.bounds(dates)
    for name in DERIVED:
        derived, cells = bounds[name], table.frame[name]
        if name != "precision":
            derived = derived.dt.strftime("%Y-%m-%d").fillna("").astype("str")
        wrong = (cells != derived) & bounds["written"]
        for row, value, right, date in zip(
            cells.index[wrong], cells[wrong], derived[wrong], dates[wrong], strict=True
        ):
            due = f"'{right}'" if right else "an empty cell"
            expected = f"{due}, which follows from the date '{date}'"
            yield table.problem("derived-bounds", row, name, value, expected)

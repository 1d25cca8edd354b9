"""Typed tables: the text frames of a valid package, with the types that rules work on."""

from collections.abc import Mapping

import pandas as pd

from checks.tables import edtf
from checks.tables.package import Field, Package


def typed_tables(
    package: Package, text_frames: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Frames with typed columns, by resource, of texts that passed the structure check.

    integer becomes Int64, date datetime64[s] (NaT = empty), and boolean bool (`boolean`, with NA
    = empty, where the column is not required). A number stays the decimal text that the cell
    holds, and text stays text ("" = empty). A column of EDTF dates gets two more columns,
    `<name>_earliest` and `<name>_latest` (datetime64[s]; NaT = open or empty). The column `row`
    (int) is the spreadsheet row. Raises ValueError for a text that has not the type of its column.
    """
    return {
        name: _typed_table(package.resource(name).schema.fields, frame)
        for name, frame in text_frames.items()
    }


def _typed_table(fields: tuple[Field, ...], frame: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for field in fields:
        if field.name in frame.columns:
            cells = frame[field.name]
            columns[field.name] = _typed(cells, field)
            if field.is_edtf:
                bounds = edtf.bounds(cells)
                columns[f"{field.name}_earliest"] = bounds["earliest"]
                columns[f"{field.name}_latest"] = bounds["latest"]
    columns["row"] = frame.index.to_series().astype("int64")
    return pd.DataFrame(columns).reset_index(drop=True)


def _typed(cells: pd.Series, field: Field) -> pd.Series:
    if field.type == "integer":
        return cells.mask(cells == "").astype("Int64")
    if field.type == "boolean":
        return _booleans(cells, required=bool(field.constraints.get("required")))
    if field.type == "date":
        days = edtf.calendar_days(cells)
        if (days.isna() & (cells != "")).any():
            raise ValueError(f"column '{field.name}' holds a text that is no date")
        return days
    return cells


def _booleans(cells: pd.Series, *, required: bool) -> pd.Series:
    if not cells.isin(["true", "false", *([] if required else [""])]).all():
        raise ValueError(f"column '{cells.name}' holds a text that is no boolean")
    values = cells == "true"
    return values if required else values.astype("boolean").mask(cells == "")

"""Values that a source can print although they are impossible: a share of 185, 31 February.

A column of a table of claims declares by `possible` which of its values are possible. Any other
value is coded as printed, and is a finding about the source, if the words of the row print it;
else it is a slip of the coder.

    {"minimum": 0, "maximum": 100}   numbers
    {"limitsOf": "measure_id"}       numbers; `minimum` and `maximum` of the term of that column
    {"minimum": "1800"}              dates in EDTF that the calendar has, from that year on
    {"after": "start"}               dates in EDTF that do not end before that column begins
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from checks.tables import edtf
from checks.tables.arrays import Mask
from checks.tables.schema_checks import compares
from checks.tables.table_schema import Field, ForeignKey, Schema
from checks.tables.text_columns import positions

LIMITS: Mapping[str, tuple[str, str]] = {
    "minimum": ("ge", "at least"),
    "maximum": ("le", "at most"),
}
"""The limits of numbers: in declarations, and as columns of a vocabulary."""

NO_LIMITS = "no-limits"
"""The code of numbers whose term has no limits, so that nothing is known about them."""

_CALENDAR = ("edtf", "days that the calendar has")
_ORDER = ("edtf", "an end that does not precede the start")


@dataclass
class Verdicts:
    """What is said of each cell of a column: the place of its fault in `faults`, or 0.

    A fault is the code of a problem and what was expected, in words.
    """

    codes: NDArray[np.int8]
    faults: list[tuple[str, str]] = field(default_factory=lambda: [("", "")])

    def put(self, fault: tuple[str, str], mask: Mask) -> None:
        """Note a fault of the cells in a mask that have none yet."""
        mask = mask & (self.codes == 0)
        if mask.any():
            self.faults.append(fault)
            self.codes[mask] = len(self.faults) - 1

    @property
    def impossible(self) -> Mask:
        """A mask of the cells with an impossible value."""
        is_fault = np.array([code not in ("", NO_LIMITS) for code, _ in self.faults])
        mask: Mask = is_fault[self.codes]
        return mask

    def described(self, cells: pd.Series) -> pd.Series:
        """Each impossible value with what was expected, `185: expected at most 100`, as categories.

        NA for any other value, and "" where no limits are known.
        """
        codes = np.where(self.codes > 0, 0, -1)
        impossible = np.flatnonzero(self.impossible)
        texts = [
            f"{cells.iloc[place]}: expected {self.faults[self.codes[place]][1]}"
            for place in impossible.tolist()
        ]
        numbers, distinct = pd.factorize(np.array(texts, dtype=object))
        codes[impossible] = numbers + 1
        return pd.Series(pd.Categorical.from_codes(codes, pd.Index(["", *distinct])), cells.index)


def verdicts(schema: Schema, column: Field, frames: Mapping[str, pd.DataFrame]) -> Verdicts:
    """The verdicts on a column that declares `possible`, in a table that has it.

    Cells that are empty, or hold no number and no date at all, are not judged.

    Args:
        schema: the schema of the table; its name is that of the table in `frames`.
        column: the column.
        frames: tables of text.
    """
    frame, declared = frames[schema.name], column.descriptor["possible"]
    found = Verdicts(np.zeros(len(frame), dtype=np.int8))
    if column.is_edtf:
        _judge_dates(found, frame, column.name, declared)
        return found
    term = term_of(schema, declared["limitsOf"]) if "limitsOf" in declared else None
    for name, (operator, words) in LIMITS.items():
        if name in declared:
            limits = [(str(declared[name]), np.ones(len(frame), dtype=bool))]
        else:
            limits = list(_limits_of_terms(frame, term, name, frames)) if term else []
        for limit, concerned in limits:
            is_beyond = concerned & _is_beyond(frame[column.name], operator, limit)
            found.put((name, f"{words} {limit}"), is_beyond)
    if term:
        is_given = (frame[column.name] != "").to_numpy(dtype=bool)
        found.put((NO_LIMITS, ""), is_given & ~_has_limits(frame, term, frames))
    return found


def is_number(text: str) -> bool:
    """Whether a limit is a number."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def term_of(schema: Schema, column: str) -> ForeignKey | None:
    """The foreign key of a column of terms, into the vocabulary that has their limits."""
    keys = [key for key in schema.foreign_keys if key.fields == (column,)]
    return keys[0] if keys else None


def _is_beyond(cells: pd.Series, operator: Any, limit: str) -> Mask:
    """Whether each cell is a number on the wrong side of a limit; distinct ones are judged once."""
    codes, distinct = pd.factorize(cells)
    texts = pd.Series(distinct, dtype="str")
    is_fine = compares(texts, type="number", operator=operator, bound=limit, missing=[""])
    beyond = ~np.broadcast_to(np.asarray(is_fine, dtype=bool), len(texts))
    mask: Mask = beyond[codes]
    return mask


def _limits_of_terms(
    frame: pd.DataFrame, term: ForeignKey, name: str, frames: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, Mask]]:
    """Each limit that a vocabulary gives, and a mask of the rows with a term that has it."""
    limits = _cells_of_terms(frame, term, name, frames)
    for limit in sorted(filter(is_number, set(limits))):
        yield limit, limits == limit


def _has_limits(frame: pd.DataFrame, term: ForeignKey, frames: Mapping[str, pd.DataFrame]) -> Mask:
    has = [_cells_of_terms(frame, term, name, frames) != "" for name in LIMITS]
    mask: Mask = np.logical_or.reduce(has)
    return mask


def _cells_of_terms(
    frame: pd.DataFrame, term: ForeignKey, name: str, frames: Mapping[str, pd.DataFrame]
) -> NDArray[np.object_]:
    """For each row the cell of its term in a column of the vocabulary; "" where there is none."""
    vocabulary = frames.get(term.resource)
    key = term.reference_fields[0]
    if vocabulary is None or not {name, key} <= set(vocabulary) or term.fields[0] not in frame:
        return np.full(len(frame), "", dtype=object)
    cells = np.append(vocabulary[name].to_numpy(dtype=object), "")  # the last is that of no term
    found: NDArray[np.object_] = cells[positions(frame[term.fields[0]], vocabulary[key])]
    return found


def _judge_dates(
    found: Verdicts, frame: pd.DataFrame, name: str, declared: Mapping[str, Any]
) -> None:
    bounds = edtf.bounds(frame[name])
    is_odd = (bounds["written"] & ~bounds["valid"]).to_numpy(dtype=bool)
    if is_odd.any():
        odd = frame[name][is_odd]
        halves = odd.str.extract(r"^\[?(.*?)(?:/|\.\.)([0-9].*?)\]?$").fillna("")
        exist = [edtf.bounds(halves[side])["valid"] & halves[side].ne("") for side in halves]
        is_reversed = np.zeros(len(frame), dtype=bool)
        is_reversed[is_odd] = (exist[0] & exist[1]).to_numpy(dtype=bool)
        found.put(_ORDER, is_reversed)
        found.put(_CALENDAR, is_odd)
    for limit, side, compare, words in (
        ("minimum", "latest", np.less, "a date from {} on"),
        ("maximum", "earliest", np.greater, "a date until {}"),
    ):
        if limit in declared:
            day = edtf.bounds(pd.Series([declared[limit]], dtype="str"))
            end = "earliest" if limit == "minimum" else "latest"
            is_beyond = compare(bounds[side].to_numpy(), day[end].to_numpy()[0])
            found.put((limit, words.format(declared[limit])), is_beyond)
    if declared.get("after") in frame:
        starts = edtf.bounds(frame[declared["after"]])["earliest"]
        found.put(_ORDER, (bounds["latest"] < starts).to_numpy(dtype=bool))

"""One date to plot out of all that claims say, without deciding between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from checks.tables import edtf
from scripts.views.rows import Row, listed

_NEVER = "9999-99-99"
"""What an open end is compared as. An open start, the empty text, is earlier than any day."""


@dataclass(frozen=True)
class Dating:
    """An EDTF date with its first and last day, each empty where it is open or not known."""

    text: str = ""
    earliest: str = ""
    latest: str = ""

    def includes(self, other: "Dating") -> bool:
        """Whether every day that the other date allows is allowed by this one."""
        return self.earliest <= other.earliest and (other.latest or _NEVER) <= (
            self.latest or _NEVER
        )


def read_datings(texts: Sequence[str]) -> list[Dating]:
    """EDTF texts with their bounds; the empty text is a date that is not known."""
    bounds = edtf.bounds(pd.Series(texts, dtype="str"))
    days = [bounds[name].dt.strftime("%Y-%m-%d").fillna("") for name in ("earliest", "latest")]
    return [Dating(*cells) for cells in zip(texts, *days, strict=True)]


def precision_of(text: str) -> str:
    """The precision of an EDTF text, as the table of dates has it."""
    return str(edtf.bounds(pd.Series([text], dtype="str"))["precision"].iloc[0])


def resolved(texts: Iterable[str]) -> Dating:
    """One date out of several datings of one thing.

    The most precise one, if all others include it; else the span from the first day that any of
    them allows to the last.
    """
    given = sorted({text for text in texts if text})
    if not given:
        return Dating()
    datings = read_datings(given)
    common = [one for one in datings if all(other.includes(one) for other in datings)]
    if common:
        # Several have the same bounds if they differ in a mark like `~`: the cautious one stays.
        return max(common, key=lambda dating: (len(dating.text), dating.text))
    latest = max(dating.latest or _NEVER for dating in datings)
    return _span(min(dating.earliest for dating in datings), "" if latest == _NEVER else latest)


def extent(occurred: Dating, started: Dating, ended: Dating) -> Dating:
    """When an event took place: a date, or the time from a start to an end, either of them open."""
    if not (started.text or ended.text):
        return occurred
    known = [dating for dating in (occurred, started, ended) if dating.text]
    starts = [dating.earliest for dating in (occurred, started) if dating.text]
    ends = [dating.latest for dating in (occurred, ended) if dating.text]
    first = min(dating.earliest for dating in known if dating.earliest) if _closed(starts) else ""
    last = max(dating.latest for dating in known) if _closed(ends) else ""
    return _span(first, last)


def stated(claims: Sequence[Row]) -> str:
    """Every distinct dating of some claims after its term, as one cell."""
    return listed(f"{claim['property_id']} {claim['date']}" for claim in claims)


def dated_cells(name: str, dating: Dating) -> Row:
    """The columns `<name>`, `<name>_earliest` and `<name>_latest`."""
    bounds = {f"{name}_earliest": dating.earliest, f"{name}_latest": dating.latest}
    return {name: dating.text, **bounds}


def _closed(days: Sequence[str]) -> bool:
    return bool(days) and all(days)


def _span(earliest: str, latest: str) -> Dating:
    """The time from one day to another; an empty text is an open end."""
    if earliest == latest:
        return Dating(earliest, earliest, latest)
    return Dating(f"{earliest or '..'}/{latest or '..'}", earliest, latest)

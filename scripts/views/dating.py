"""One date to plot out of all dates that claims give, without a decision between them."""

from collections.abc import Iterable, Sequence

from scripts.dating import Dating, read_datings
from scripts.views.rows import Row, listed


def precision_of(text: str) -> str:
    """The precision of an EDTF text, as the table of dates has it."""
    return read_datings([text])[text].precision


def resolved(texts: Iterable[str]) -> Dating:
    """One date out of several datings of one thing; the empty date if there are no texts.

    The most precise date, if all others include it; else the span from the first day that any of
    them allows to the last.
    """
    datings = read_datings(filter(None, texts)).values()
    common = [one for one in datings if all(other.includes(one) for other in datings)]
    if common:
        # Several have the same bounds if they differ in a mark like `~`: the cautious one stays.
        return max(common, key=lambda dating: (len(dating.text), dating.text))
    return covering(dating.text for dating in datings)


def extent(occurred: Dating, started: Dating, ended: Dating) -> Dating:
    """When an event took place: a date, or the time from a start to an end, which may be open."""
    if not (started.text or ended.text):
        return occurred
    known = [dating for dating in (occurred, started, ended) if dating.text]
    starts = [dating.earliest for dating in (occurred, started) if dating.text]
    ends = [dating.latest for dating in (occurred, ended) if dating.text]
    first = min(dating.earliest for dating in known if dating.earliest) if _closed(starts) else ""
    last = max(dating.latest for dating in known) if _closed(ends) else ""
    return _span(first, last)


def covering(texts: Iterable[str]) -> Dating:
    """The time from the first to the last day of some datings; the empty date if there are none."""
    datings = list(read_datings(filter(None, texts)).values())
    if len(datings) < 2:
        return datings[0] if datings else Dating()
    latest = max(datings, key=lambda dating: dating.end).latest
    return _span(min(dating.earliest for dating in datings), latest)


def stated(claims: Sequence[Row]) -> str:
    """The distinct datings of some claims, each after its term, as one cell."""
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

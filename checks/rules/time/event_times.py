"""How far apart events certainly are, by the dates, orders and lags of a package together."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from checks.rules.columns import columns, columns_of
from checks.rules.common.days import FAR_AWAY
from checks.rules.rule import Tables
from checks.rules.time.conflict_sets import ORIGIN
from checks.rules.time.temporal_network import latest_days
from checks.rules.time.timeline import certain_bounds, timeline

ORDERING = columns(
    dates="entity_id? property_id? earliest:date? latest:date?",
    sequences=(
        "earlier_entity_id? earlier_property_id? later_entity_id? later_property_id? "
        "minimum_lag_days:integer? maximum_lag_days:integer?"
    ),
)
"""What says when events were, for `may_read` of a rule; `VOCABULARY` belongs to it."""

VOCABULARY = "single_valued:boolean? lifetime?"
"""What a rule reads of `properties`, beside `property_id`, to know when events were."""


@dataclass(frozen=True)
class EventTimes:
    """Events as points of a timeline.

    An event is a text: an entity, a blank, and one of its dated properties.

    Attributes:
        points: the number of the point of each event, by the event.
        edges: the bounds between points, as in `temporal_network`.
        count: how many points there are, the origin included.
    """

    points: pd.Series
    edges: pd.DataFrame
    count: int

    def first_days(self, events: pd.Series) -> "pd.Series[int]":
        """The first day that each event can have been on; minus `FAR_AWAY` if that is not known."""
        turned = self.edges.rename(columns={"source": "target", "target": "source"})
        return -self._at_most(turned, ORIGIN, self._points(events))

    def last_days(self, events: pd.Series) -> "pd.Series[int]":
        """The last day that each event can have been on; `FAR_AWAY` if that is not known."""
        return self._at_most(self.edges, ORIGIN, self._points(events))

    def lags(self, earlier: pd.Series, later: pd.Series) -> "pd.Series[int]":
        """At least how many days the one event is after the other; minus `FAR_AWAY` if unknown."""
        ends = pd.DataFrame({"earlier": self._points(earlier), "later": self._points(later)})
        known = ends[ends.ne(ORIGIN).all(axis=1)]
        lags = pd.Series(-FAR_AWAY, ends.index)
        for point, pairs in known.groupby("later"):
            lags[pairs.index] = -self._at_most(self.edges, int(str(point)), pairs["earlier"])
        return lags

    def _points(self, events: pd.Series) -> pd.Series:
        return events.map(self.points).fillna(ORIGIN).astype("int64")

    def _at_most(self, edges: pd.DataFrame, start: int, points: pd.Series) -> "pd.Series[int]":
        days = latest_days(edges, self.count, start)[points].clip(-FAR_AWAY, FAR_AWAY)
        return pd.Series(days, points.index).mask(points.eq(ORIGIN), FAR_AWAY)


def event_times(tables: Tables, events: pd.Series) -> EventTimes:
    """The times of events, as far as the package says something of them.

    An event that can have several dates is no point, and nothing is known of it. Dates and orders
    that cannot hold together are left out: `timeline-feasible` and `dates-agree` report them.

    Args:
        tables: without a column of `ORDERING` or `VOCABULARY` nothing is known of any event.
        events: "" where there is none.
    """
    named = pd.Series(events[events.ne("")].unique(), dtype="str")
    if named.empty or not _has_all({**ORDERING, "properties": f"property_id {VOCABULARY}"}, tables):
        edges = pd.DataFrame({"source": [], "target": [], "weight": []}, dtype="int64")
        return EventTimes(pd.Series(dtype="int64"), edges, 1)
    parts = named.str.split(" ", n=1, expand=True).set_axis(["entity_id", "property_id"], axis=1)
    line = timeline(tables, parts)
    return EventTimes(pd.Series(line.events, named), certain_bounds(line), line.count)


def _has_all(declared: Mapping[str, str], tables: Tables) -> bool:
    """Whether the tables have all columns that are declared, the optional ones too."""
    return all(
        name in tables and {column.name for column in columns_of(text)} <= set(tables[name])
        for name, text in declared.items()
    )

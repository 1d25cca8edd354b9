"""The timeline of a package: which dates and orders speak of the same day of the same thing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.rule import Tables
from checks.rules.time.conflict_sets import NO_CLAIM, ORIGIN
from checks.rules.time.temporal_network import in_doubt
from checks.tables.arrays import Integers, Mask

UNLIMITED = 10 * FAR_AWAY
"""A lag without a limit. A lag beyond the calendar is cut to `FAR_AWAY`: no less impossible."""

_KEYS = ["entity_id", "property_id"]
_COLUMNS = np.array(["date", "date", "minimum_lag_days", "maximum_lag_days"], dtype=object)
"""For each kind of bound (last day, first day, shortest lag, longest lag) its column in a table."""


@dataclass(frozen=True)
class Timeline:
    """Points in time, and what bounds them. A point is an entity with one of its properties.

    Points are numbered from 1; 0 is `ORIGIN`. Claims are numbered too: the rows of `dates`, then of
    `sequences`.

    Attributes:
        count: how many points there are, the origin included.
        datings: of points that an order touches: `claim`, `point`, `first` and `last` (days since
            1970, -FAR_AWAY and FAR_AWAY where an end is open).
        orders: `claim` (NO_CLAIM for the order of life, that nothing ends before it begins);
            `earlier` and `later` (points); `minimum` and `maximum` (days between them, -UNLIMITED
            and UNLIMITED where there is no limit); `is_definite` (it is said which dates of the two
            are meant); `is_usable` (it is, and minimum <= maximum).
        events: the points that were asked for; the origin where it is not said which date is meant.
    """

    count: int
    datings: pd.DataFrame
    orders: pd.DataFrame
    events: Integers


_NO_EVENTS = pd.DataFrame(columns=_KEYS, dtype="str")


def timeline(tables: Tables, events: pd.DataFrame = _NO_EVENTS) -> Timeline:
    """The timeline of a package: from `dates`, `sequences` and `properties`.

    All datings of a single-valued property of one entity bound one point. A property that can have
    many dates is a point only where the entity has exactly one dating of it; without that an order
    does not say which of the dates it means.

    Args:
        tables: the package.
        events: entities and properties (`entity_id`, `property_id`) whose points are asked for.
    """
    dates, sequences = tables["dates"], tables["sequences"]
    ends = [
        sequences[[f"{side}_entity_id", f"{side}_property_id"]].set_axis(_KEYS, axis=1)
        for side in ("earlier", "later")
    ]
    mentions = pd.concat([dates[_KEYS], *ends, events[_KEYS]], ignore_index=True)
    numbers = 1 + mentions.groupby(_KEYS, sort=False).ngroup().to_numpy()
    sizes = np.cumsum([len(dates), len(sequences), len(sequences)])
    dated, earlier, later, asked = np.split(numbers, sizes)
    properties = tables["properties"][["property_id", "single_valued", "lifetime"]]
    points = mentions.drop_duplicates().merge(properties, on="property_id", how="left")
    is_dated_once = np.bincount(dated, minlength=1 + len(points))[1:] == 1
    is_point = np.append(False, points["single_valued"].to_numpy(dtype=bool) | is_dated_once)
    stated = pd.DataFrame(
        {
            "claim": len(dates) + np.arange(len(sequences)),
            "earlier": earlier,
            "later": later,
            "minimum": _lags(sequences["minimum_lag_days"], -UNLIMITED),
            "maximum": _lags(sequences["maximum_lag_days"], UNLIMITED),
            "is_definite": is_point[earlier] & is_point[later],
        }
    )
    orders = pd.concat([stated, _lives(points, is_point)], ignore_index=True)
    is_usable = orders["is_definite"] & (orders["minimum"] <= orders["maximum"])
    is_used = np.isin(dated, np.append(orders[["earlier", "later"]], asked)) & is_point[dated]
    datings = _datings(dates).assign(point=dated)[is_used]
    found = np.where(is_point[asked], asked, ORIGIN).astype(np.int64)
    return Timeline(1 + len(points), datings, orders.assign(is_usable=is_usable), found)


def certain_bounds(line: Timeline) -> pd.DataFrame:
    """The edges of the components of a timeline that are consistent, as in `temporal_network`."""
    edges = _edges(line)
    return edges.drop(in_doubt(edges, line.count).index)


def doubtful_bounds(line: Timeline, tables: Tables) -> pd.DataFrame:
    """The edges of the components of a timeline that may not be consistent.

    They are sorted by claim, and claims and points are numbered in that order: neither the order of
    rows nor the names of entities influence what is found among them.

    Returns:
        Edges with their `component`, as from `in_doubt`; `claim_id` (missing for the order of
        life); `column` of its table; `order` (place in `Timeline.orders`, -1 for a date).
    """
    edges = in_doubt(_edges(line), line.count)
    claim_ids = pd.concat(
        [tables[name]["claim_id"] for name in ("dates", "sequences")], ignore_index=True
    )
    edges = edges.assign(claim_id=claim_ids.reindex(edges["claim"]).array)
    edges = edges.sort_values(["claim_id", "kind"])
    ends = edges[["source", "target"]].to_numpy()
    numbers = pd.factorize(np.append(ORIGIN, ends))[0][1:].reshape(ends.shape)
    edges = edges.assign(
        source=numbers[:, 0],
        target=numbers[:, 1],
        claim=pd.factorize(edges["claim_id"])[0],
        column=_COLUMNS[edges["kind"]],
    )
    return edges.sort_values(["claim_id", "kind", "target", "source"], ignore_index=True)


def _datings(dates: pd.DataFrame) -> pd.DataFrame:
    """All datings; one with reversed bounds allows no day, and is left open."""
    first, last = days_or(dates["earliest"], -FAR_AWAY), days_or(dates["latest"], FAR_AWAY)
    is_range = first <= last
    columns = {
        "claim": np.arange(len(dates)),
        "first": first.where(is_range, -FAR_AWAY),
        "last": last.where(is_range, FAR_AWAY),
    }
    return pd.DataFrame(columns)


def _lags(days: pd.Series, unlimited: int) -> "pd.Series[int]":
    return days.clip(-FAR_AWAY, FAR_AWAY).fillna(unlimited).astype("int64")


def _lives(points: pd.DataFrame, is_point: Mask) -> pd.DataFrame:
    """Of each entity, every point that begins it with every one that ends it, as orders."""
    points = points.assign(point=1 + np.arange(len(points)))[is_point[1:]]
    begins, ends = (points[points["lifetime"].eq(role)] for role in ("begins", "ends"))
    lives = begins.merge(ends, on="entity_id", suffixes=("_begin", "_end"))
    return pd.DataFrame(
        {
            "claim": NO_CLAIM,
            "earlier": lives["point_begin"],
            "later": lives["point_end"],
            "minimum": 0,
            "maximum": UNLIMITED,
            "is_definite": True,
        }
    )


def _edges(line: Timeline) -> pd.DataFrame:
    """All bounds: `source`, `target`, `weight`, `claim`, `order`, and their kind."""
    datings = line.datings.assign(origin=ORIGIN, order=-1)
    orders = line.orders[line.orders["is_usable"]]
    orders = orders.assign(order=orders.index)
    bounds = [
        (datings[datings["last"] < FAR_AWAY], "origin", "point", "last", 1),
        (datings[datings["first"] > -FAR_AWAY], "point", "origin", "first", -1),
        (orders[orders["minimum"] > -UNLIMITED], "later", "earlier", "minimum", -1),
        (orders[orders["maximum"] < UNLIMITED], "earlier", "later", "maximum", 1),
    ]
    frames = [
        rows[["claim", "order"]].assign(
            source=rows[source], target=rows[target], weight=sign * rows[days], kind=kind
        )
        for kind, (rows, source, target, days, sign) in enumerate(bounds)
    ]
    return pd.concat(frames, ignore_index=True)

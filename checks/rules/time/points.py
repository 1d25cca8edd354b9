"""The points of a timeline: which dates and orders speak of the same day of the same thing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.common.lookups import positions
from checks.rules.rule import Tables
from checks.rules.time.conflict_sets import NO_CLAIM
from checks.tables.arrays import Integers, Mask, Texts

UNLIMITED = 10 * FAR_AWAY
"""A lag without a limit. A lag beyond the calendar is cut to `FAR_AWAY`: no less impossible."""


@dataclass(frozen=True)
class Points:
    """Points in time, and what bounds them. A point is an entity with one of its properties.

    Points are numbered from 0. Claims are numbered too: the rows of `dates`, then of `sequences`.

    Attributes:
        count: how many points there are.
        datings: of points that an order touches: `claim`, `point`, `first` and `last` (days since
            1970, -FAR_AWAY and FAR_AWAY where an end is open).
        orders: `claim` (NO_CLAIM for the order of life, that nothing ends before it begins);
            `earlier` and `later` (points); `minimum` and `maximum` (days between them, -UNLIMITED
            and UNLIMITED where there is no limit); `is_definite` (it is said which dates of the two
            are meant); `is_usable` (it is, and minimum <= maximum).
    """

    count: int
    datings: pd.DataFrame
    orders: pd.DataFrame


@dataclass(frozen=True)
class _Mentions:
    """For each point its entity and its property; and the points that the rows mention."""

    entity: Integers
    term: Integers
    dated: Integers
    earlier: Integers
    later: Integers


def points_in_time(tables: Tables) -> Points:
    """The points of a package: from `dates`, `sequences` and `properties`.

    All datings of a single-valued property of one entity bound one point. A property that can have
    many dates is a point only where the entity has exactly one dating of it; without that an order
    does not say which of the dates it means.
    """
    properties, dates = tables["properties"], tables["dates"]
    mentions = _mentions(tables)
    count = len(mentions.entity)
    is_single = properties["single_valued"].to_numpy(dtype=bool)
    is_point = is_single[mentions.term] | (np.bincount(mentions.dated, minlength=count) == 1)
    stated = _stated_orders(tables["sequences"], mentions).assign(
        claim=len(dates) + np.arange(len(mentions.earlier)),
        is_definite=is_point[mentions.earlier] & is_point[mentions.later],
    )
    lives = _lives(mentions, properties["lifetime"].to_numpy()[mentions.term], is_point)
    orders = pd.concat([stated, lives], ignore_index=True)
    is_usable = orders["is_definite"] & (orders["minimum"] <= orders["maximum"])
    is_used = np.zeros(count, dtype=bool)
    is_used[orders["earlier"]] = is_used[orders["later"]] = True
    datings = _datings(dates, mentions.dated, is_used & is_point)
    return Points(count, datings, orders.assign(is_usable=is_usable))


def _mentions(tables: Tables) -> _Mentions:
    dates, sequences = tables["dates"], tables["sequences"]
    columns = [
        (dates["entity_id"], dates["property_id"]),
        (sequences["earlier_entity_id"], sequences["earlier_property_id"]),
        (sequences["later_entity_id"], sequences["later_property_id"]),
    ]
    vocabulary = tables["properties"]["property_id"]
    entity = pd.factorize(pd.concat([entity for entity, _ in columns]))[0].astype(np.int64)
    term = positions(pd.concat([term for _, term in columns]), vocabulary)
    numbers, pairs = pd.factorize(entity * len(vocabulary) + term)
    dated, earlier, later = np.split(numbers, [len(dates), len(dates) + len(sequences)])
    return _Mentions(*np.divmod(pairs, len(vocabulary)), dated, earlier, later)


def _datings(dates: pd.DataFrame, dated: Integers, is_kept: Mask) -> pd.DataFrame:
    """The datings of some points; those with reversed bounds allow no day and are left out."""
    datings = pd.DataFrame(
        {
            "claim": np.arange(len(dates)),
            "point": dated,
            "first": days_or(dates["earliest"], -FAR_AWAY).to_numpy(),
            "last": days_or(dates["latest"], FAR_AWAY).to_numpy(),
        }
    )
    return datings[is_kept[dated] & (datings["first"] <= datings["last"])]


def _stated_orders(sequences: pd.DataFrame, mentions: _Mentions) -> pd.DataFrame:
    minimum = sequences["minimum_lag_days"].clip(upper=FAR_AWAY).fillna(-UNLIMITED)
    maximum = sequences["maximum_lag_days"].clip(-FAR_AWAY, FAR_AWAY).fillna(UNLIMITED)
    return pd.DataFrame(
        {
            "earlier": mentions.earlier,
            "later": mentions.later,
            "minimum": minimum.to_numpy(np.int64),
            "maximum": maximum.to_numpy(np.int64),
        }
    )


def _lives(mentions: _Mentions, roles: Texts, is_point: Mask) -> pd.DataFrame:
    """Of each entity, every point that begins it with every one that ends it, as orders.

    Args:
        mentions: with the entity of each point.
        roles: for each point the `lifetime` of its property.
        is_point: which points an order can mean.
    """
    points = pd.DataFrame({"entity": mentions.entity, "point": np.arange(len(roles))})
    begins, ends = (points[(roles == role) & is_point] for role in ("begins", "ends"))
    lives = begins.merge(ends, on="entity", suffixes=("_begin", "_end"))
    return pd.DataFrame(
        {
            "earlier": lives["point_begin"],
            "later": lives["point_end"],
            "minimum": 0,
            "maximum": UNLIMITED,
            "claim": NO_CLAIM,
            "is_definite": True,
        }
    )

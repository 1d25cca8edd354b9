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
class Datings:
    """The datings of points, as columns.

    `first` and `last` are days since 1970, -FAR_AWAY and FAR_AWAY where an end is open.
    """

    claim: Integers
    point: Integers
    first: Integers
    last: Integers


@dataclass(frozen=True)
class Orders:
    """The orders of points, as columns.

    Attributes:
        claim: who says so; NO_CLAIM for the order of life, that nothing ends before it begins.
        earlier, later: numbers of points.
        minimum, maximum: days between them; -UNLIMITED and UNLIMITED where there is no limit.
        is_definite: whether it is said which dates of the two are meant, so that both are points.
    """

    claim: Integers
    earlier: Integers
    later: Integers
    minimum: Integers
    maximum: Integers
    is_definite: Mask

    @property
    def is_reversed(self) -> Mask:
        """Which orders have a minimum above their maximum."""
        is_reversed: Mask = self.minimum > self.maximum
        return is_reversed

    @property
    def is_usable(self) -> Mask:
        """Which orders bound the days between two points."""
        return self.is_definite & ~self.is_reversed


@dataclass(frozen=True)
class Points:
    """Points, numbered from 0 to `count`, and what bounds those that some order touches.

    Claims are numbers: the rows of `dates`, and after them the rows of `sequences`.
    """

    count: int
    datings: Datings
    orders: Orders


@dataclass(frozen=True)
class _Mentions:
    """An entity with one of its properties, for each number; and the numbers that rows mention."""

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
    is_definite = is_point[mentions.earlier] & is_point[mentions.later]
    lives = _lives(mentions, properties["lifetime"].to_numpy(), is_point)
    orders = _orders(tables["sequences"], mentions, is_definite, lives, len(dates))
    is_used = np.zeros(count, dtype=bool)
    is_used[orders.earlier] = is_used[orders.later] = True
    rows = np.flatnonzero((is_used & is_point)[mentions.dated])
    return Points(count, _datings(dates, rows, mentions.dated[rows]), orders)


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


def _lives(mentions: _Mentions, roles: Texts, is_point: Mask) -> tuple[Integers, Integers]:
    """Of each entity, every point that begins it with every one that ends it."""
    begins = np.flatnonzero((roles == "begins")[mentions.term] & is_point)
    ends = np.flatnonzero((roles == "ends")[mentions.term] & is_point)
    ends = ends[np.argsort(mentions.entity[ends], kind="stable")]
    first = np.searchsorted(mentions.entity[ends], mentions.entity[begins])
    many = np.searchsorted(mentions.entity[ends], mentions.entity[begins], side="right") - first
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(begins, many), ends[np.repeat(first, many) + within]


def _orders(
    sequences: pd.DataFrame,
    mentions: _Mentions,
    is_definite: Mask,
    lives: tuple[Integers, Integers],
    dates: int,
) -> Orders:
    """The orders of the table `sequences`, and after them those of life."""
    minimum = sequences["minimum_lag_days"].clip(upper=FAR_AWAY).fillna(-UNLIMITED).to_numpy()
    maximum = sequences["maximum_lag_days"].clip(-FAR_AWAY, FAR_AWAY).fillna(UNLIMITED).to_numpy()
    begin, end = lives
    return Orders(
        claim=np.concatenate([dates + np.arange(len(sequences)), np.full(len(begin), NO_CLAIM)]),
        earlier=np.concatenate([mentions.earlier, begin]),
        later=np.concatenate([mentions.later, end]),
        minimum=np.concatenate([minimum, np.zeros(len(begin), dtype=np.int64)]),
        maximum=np.concatenate([maximum, np.full(len(begin), UNLIMITED)]),
        is_definite=np.concatenate([is_definite, np.ones(len(begin), dtype=bool)]),
    )


def _datings(dates: pd.DataFrame, rows: Integers, points: Integers) -> Datings:
    """The days of datings; those with reversed bounds allow no day and are left out."""
    first = days_or(dates["earliest"], -FAR_AWAY).to_numpy()[rows]
    last = days_or(dates["latest"], FAR_AWAY).to_numpy()[rows]
    is_sound = first <= last
    return Datings(rows[is_sound], points[is_sound], first[is_sound], last[is_sound])

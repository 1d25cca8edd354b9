"""Rules about order: dates, orders and lags together, as one temporal network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from checks.rules.columns import columns
from checks.rules.common.days import OPEN, in_words
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables
from checks.rules.time.conflict_sets import NO_CLAIM, ORIGIN, Cycle
from checks.rules.time.points import UNLIMITED, Points, Truth, Whole, points_in_time
from checks.rules.time.temporal_network import Network, conflicts, doubtful, reached

Text = npt.NDArray[np.object_]

_COLUMNS = np.array(["date", "minimum_lag_days", "maximum_lag_days"], dtype=object)
"""The columns that bound points and differences of points."""


class TimelineFeasible(LegacyRule):
    """Dates, orders and lags can hold together.

    Statement: There are days for all dated things that satisfy every date, every stated order and
        lag, and the order of life: what begins a thing is not after what ends it.
    Formula: one simple temporal network. Its points are the entities with one of their dated
        properties; a date bounds a point, earliest <= t <= latest; a sequence bounds a difference,
        minimum lag <= t(later) - t(earlier) <= maximum lag; the order of life has minimum lag 0.
        They can hold exactly if no cycle of the network has a negative sum. gap = the days by which
        the sum is negative; the bound is gap <= 0.
    Inputs: `dates` (earliest, latest); `sequences` (minimum_lag_days, maximum_lag_days);
        `properties` (single_valued, lifetime). A group is an order: a sequence, or a beginning
        and an end of one entity. A finding takes the place of all orders that it uses; its claims
        are a minimal set, so that without any one of them the others can hold. Sets are disjoint:
        the claims of one are set aside before the next is sought.
    Severity rationale: error. No course of events satisfies all claims of the set.
    Source: Dechter, Meiri and Pearl, Temporal Constraint Networks (1991); conflict sets as in
        Reiter (1987); the R package errorlocate.
    Limits: Dates of one property of one entity that exclude each other are a set too, but left
        to `dates-agree`; a sequence whose own bounds are reversed is left to `bounds-ordered`. A
        property that can have many dates is a point only if the entity has exactly one date of it.
        Of several sets that share a claim one is found, as a rule the one with the fewest claims.
        Not evaluable: an order that touches such a property otherwise; an order whose earlier
        point no date bounds from below, or whose later point none bounds from above, directly or
        through other orders (with a maximum lag, dates the other way round do as well). An open
        end bounds nothing; `~`, `?` and `%` add no margin.
    """

    name = "timeline-feasible"
    family = "time"
    severity = "error"
    reads = columns(
        dates="claim_id entity_id property_id date earliest:date latest:date",
        sequences=(
            "claim_id earlier_entity_id earlier_property_id later_entity_id later_property_id "
            "minimum_lag_days:integer maximum_lag_days:integer"
        ),
        properties="property_id single_valued:boolean lifetime",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each set that cannot hold, and for each order that is in none.

        `cells` are the claims of a set, each with the column of its bound; `lives` (bool) says
        whether the order of life is a part of it.
        """
        points = points_in_time(tables)
        edges = _doubtful_edges(points, tables)
        found = [cycle for cycle in conflicts(edges.network) if _uses_an_order(cycle)]
        orders = np.arange(len(points.orders.claim))
        is_free = ~np.isin(orders, [edges.order[edge.number] for cycle in found for edge in cycle])
        others = int(is_free.sum())
        excess = [-sum(edge.weight for edge in cycle) for cycle in found]
        gap = pd.Series(np.concatenate([excess, np.zeros(others)]), dtype="Int64")
        is_known = np.concatenate([np.ones(len(found)), _is_evaluable(points)[is_free]])
        cells = [edges.cells(cycle) for cycle in found]
        lives = [any(edge.claim == NO_CLAIM for edge in cycle) for cycle in found]
        return pd.DataFrame(
            {
                "gap": gap.where(is_known.astype(bool)),
                "cells": pd.Series(cells + [()] * others),
                "lives": np.concatenate([lives, np.zeros(others)]).astype(bool),
            }
        )

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The dates and the sequences of each set."""
        cells = violations["cells"].explode().rename_axis("group").reset_index()
        cells[["claim_id", "column"]] = cells.pop("cells").tolist()
        read = pd.concat([_dates_read(tables, cells), _sequences_read(tables, cells)])
        return cells.merge(read, on="claim_id")

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Gives every date and order of the set, and by how much they miss."""
        claims = "; ".join(map(_in_words, evidence))
        life = ", as nothing ends before it begins" if group["lives"] else ""
        return f"{claims}: cannot hold together{life} ({in_words(group['gap'])} short)"


def _uses_an_order(cycle: Cycle) -> bool:
    """Whether it is more than two dates of one point."""
    return any(ORIGIN not in (edge.source, edge.target) for edge in cycle)


def _is_evaluable(points: Points) -> Truth:
    """Which orders a date could contradict, as `Limits` says."""
    orders, datings = points.orders, points.datings
    source, target = orders.earlier[orders.is_sound], orders.later[orders.is_sound]
    first = datings.point[datings.first > -OPEN]
    last = datings.point[datings.last < OPEN]
    has_first = reached(points.count, first, source, target)[orders.earlier]
    has_last = reached(points.count, last, target, source)[orders.later]
    is_spanned = np.isin(orders.earlier, last) & np.isin(orders.later, first)
    is_limited = orders.maximum < UNLIMITED
    is_evaluable: Truth = orders.is_sound & ((has_first & has_last) | (is_limited & is_spanned))
    return is_evaluable


def _dates_read(tables: Tables, cells: pd.DataFrame) -> pd.DataFrame:
    dates = tables["dates"][tables["dates"]["claim_id"].isin(cells["claim_id"])]
    label = dates["property_id"] + " of " + dates["entity_id"]
    return dates[["claim_id"]].assign(value=dates["date"], label=label)


def _sequences_read(tables: Tables, cells: pd.DataFrame) -> pd.DataFrame:
    orders = tables["sequences"][tables["sequences"]["claim_id"].isin(cells["claim_id"])]
    earlier, later = (
        orders[f"{side}_property_id"] + " of " + orders[f"{side}_entity_id"]
        for side in ("earlier", "later")
    )
    least, most = (
        orders[column].astype("str").where(orders[column].notna(), "")
        for column in ("minimum_lag_days", "maximum_lag_days")
    )
    label = "from " + earlier + " to " + later
    return orders[["claim_id"]].assign(value=least + ".." + most, label=label)


def _in_words(item: Evidence) -> str:
    """A claim of a set: `founded of league 2004`, `70 to 109 days from ... to ...`."""
    if item.column == "date":
        return f"{item.label} {item.value}"
    least, most = item.value.split("..")
    return f"{f'{least} to {most}' if most else f'at least {least}'} days {item.label}"


@dataclass(frozen=True)
class _Edges:
    """Edges of a network, with what each of them comes from.

    `claim_id` is "" for the order of life; `order` is the place among the orders, or -1 for a date.
    """

    network: Network
    claim_id: Text
    column: Text
    order: Whole

    def cells(self, cycle: Cycle) -> tuple[tuple[str, str], ...]:
        """The claims of a cycle, each with the column of its bound that matters."""
        numbers = [edge.number for edge in cycle if edge.claim != NO_CLAIM]
        return tuple((self.claim_id[number], self.column[number]) for number in numbers)


def _doubtful_edges(points: Points, tables: Tables) -> _Edges:
    """The edges of the parts that may not hold, sorted by claim; points numbered in that order.

    So neither the order of rows nor the names of entities have a part in what is found.
    """
    network, kind, order = _all_edges(points)
    rows = doubtful(network)
    claim = network.claim[rows]
    tables_of_claims = [tables[name]["claim_id"] for name in ("dates", "sequences")]
    claim_id = np.full(len(rows), "", dtype=object)
    is_claimed = claim != NO_CLAIM
    claim_id[is_claimed] = pd.concat(tables_of_claims).take(claim[is_claimed]).to_numpy()
    place = np.lexsort([np.arange(len(rows)), pd.factorize(claim_id, sort=True)[0], ~is_claimed])
    claimed = int(is_claimed.sum())
    ends = np.stack([network.source[rows], network.target[rows]], axis=1)[place]
    codes, known = pd.factorize(np.concatenate([[ORIGIN], ends.ravel()]))
    numbers = codes[1:].reshape(ends.shape)
    of_life = claimed + np.lexsort(numbers[claimed:].T)
    within = np.concatenate([np.arange(claimed), of_life])
    place, numbers = place[within], numbers[within]
    part = Network(
        points=len(known),
        source=numbers[:, 0],
        target=numbers[:, 1],
        weight=network.weight[rows][place],
        claim=np.where(is_claimed[place], pd.factorize(claim_id[place])[0], NO_CLAIM),
    )
    return _Edges(part, claim_id[place], _COLUMNS[kind[rows]][place], order[rows][place])


def _all_edges(points: Points) -> tuple[Network, Whole, Whole]:
    """All bounds as edges; of each the place of its column, and its order (-1 for a date)."""
    of, dated = points.orders, points.datings
    last, first = np.flatnonzero(dated.last < OPEN), np.flatnonzero(dated.first > -OPEN)
    least = np.flatnonzero(of.is_sound & (of.minimum > -UNLIMITED))
    most = np.flatnonzero(of.is_sound & (of.maximum < UNLIMITED))
    to_first, to_last = np.full(len(first), ORIGIN), np.full(len(last), ORIGIN)
    dates = len(last) + len(first)
    ends = [
        (to_last, 1 + dated.point[last]),
        (1 + dated.point[first], to_first),
        (1 + of.later[least], 1 + of.earlier[least]),
        (1 + of.earlier[most], 1 + of.later[most]),
    ]
    weights = [dated.last[last], -dated.first[first], -of.minimum[least], of.maximum[most]]
    claims = [dated.claim[last], dated.claim[first], of.claim[least], of.claim[most]]
    network = Network(
        points=1 + points.count,
        source=np.concatenate([source for source, _ in ends]),
        target=np.concatenate([target for _, target in ends]),
        weight=np.concatenate(weights),
        claim=np.concatenate(claims),
    )
    kind = np.repeat([0, 1, 2], [dates, len(least), len(most)])
    return network, kind, np.concatenate([np.full(dates, -1), least, most])

"""The rule `timeline-feasible`: dates, orders and lags together, as one temporal network."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, in_words
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.rules.time.conflict_sets import NO_CLAIM, Cycle
from checks.rules.time.temporal_network import conflicts, reached
from checks.rules.time.timeline import UNLIMITED, Timeline, doubtful_bounds, timeline
from checks.tables.shortening import listed


class Orders(RuleModel):
    """Orders of dated things; a set of claims that cannot hold together is one row for its orders.

    Bounds lead from one point in time to another, in days: the other is at most so many days later.
    """

    least_sum: Series[int] = pa.Field(
        description="least sum of bounds on a way from a point of the order back to itself, in "
        "days; 0 is the sum of no bounds at all"
    )

    @rule_check("timeline-feasible", "no cycle of bounds has a negative sum")
    def can_hold(cls, orders: pd.DataFrame) -> "pd.Series[bool]":
        """No point in time is certainly before itself."""
        return orders["least_sum"] >= 0


class TimelineFeasible(Rule):
    """Dates, orders and lags can hold together.

    Statement: There are days for all dated things that satisfy every date, every stated order and
        lag, and the order of life: what begins a thing is not after what ends it.
    Formula: least_sum >= 0, in one simple temporal network. Its points are the entities with one of
        their dated properties; a date bounds a point, earliest <= t <= latest; a sequence bounds a
        difference, minimum lag <= t(later) - t(earlier) <= maximum lag; the order of life has
        minimum lag 0. They can hold exactly if no cycle of the network has a negative sum;
        -least_sum is the number of days that are missing.
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
    model = Orders
    reads = columns(
        dates="claim_id entity_id property_id date earliest:date latest:date",
        sequences=(
            "claim_id earlier_entity_id earlier_property_id later_entity_id later_property_id "
            "minimum_lag_days:integer maximum_lag_days:integer"
        ),
        properties="property_id single_valued:boolean lifetime",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each set that cannot hold, and for each order that is in none.

        `cells` are the claims of a set, each with the column of its bound; `follows_life` (bool)
        says whether the order of life is a part of it.
        """
        line = timeline(tables)
        bounds = doubtful_bounds(line, tables)
        cycles = conflicts(bounds)
        sets = pd.DataFrame(
            {
                "least_sum": np.array([sum(edge.weight for edge in c) for c in cycles], int),
                "cells": pd.Series([_cells(cycle, bounds) for cycle in cycles], dtype=object),
                "follows_life": [any(edge.claim == NO_CLAIM for edge in c) for c in cycles],
            }
        )
        numbers = [edge.number for cycle in cycles for edge in cycle]
        others = _not_evaluable(line).drop(bounds["order"].take(numbers), errors="ignore")
        orders = pd.DataFrame({"least_sum": 0, "not_evaluable": others})
        return pd.concat([sets, orders], ignore_index=True)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The dates and the sequences of each set."""
        cells = failures["cells"].explode().rename_axis("group").reset_index()
        cells[["claim_id", "column"]] = cells.pop("cells").tolist()
        read = pd.concat([_dates_read(tables, cells), _sequences_read(tables, cells)])
        return cells.merge(read, on="claim_id")

    def headline(self, violation: Violation) -> str:
        """`Kolo Front (founded) and Kolo League (ended): dates and orders that cannot all hold`."""
        dated = [item.label for item in violation.evidence if item.column == "date"]
        orders = [item.label for item in violation.evidence if item.column != "date"]
        named = dated or [point for label in orders for point in _ends(label)]
        kinds = " and ".join([*["dates"] * bool(dated), *["orders"] * bool(orders)])
        things = listed(dict.fromkeys(map(violation.label, named)), at_most=70, last=" and ")
        return f"{things}: {kinds} that cannot all hold"

    def explanation(self, violation: Violation) -> str:
        """Every date and order of the set, and by how much they miss."""
        claims = listed((self.side(violation, item) for item in violation.evidence), "; ", 220)
        life = " Nothing ends before it begins." if violation["follows_life"] else ""
        short = in_words(-violation["least_sum"])
        return f"They fall short by at least {short}: {claims}.{life}"

    def side(self, violation: Violation, item: Evidence) -> str:
        """A date, or an order: `70 to 109 days from Kolo Front (founded) to ...`."""
        if item.column == "date":
            return super().side(violation, item)
        earlier, later = map(violation.label, _ends(item.label))
        least, most = item.value.split("..")
        if (least, most) == ("0", ""):
            return f"{later} not before {earlier}"
        days = in_words(int(most or least))
        span = f"{int(least):,} to " if least and most else "at least " if least else "at most "
        return f"{span}{days} from {earlier} to {later}"


def _ends(order: str) -> list[str]:
    """The earlier and the later point of an order, from its label."""
    return order.removeprefix("from ").split(" to ")


def _cells(cycle: Cycle, bounds: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """The claims of a cycle, each with the column of its bound that matters."""
    claimed = bounds.take([edge.number for edge in cycle if edge.claim != NO_CLAIM])
    return tuple(zip(claimed["claim_id"], claimed["column"], strict=True))


def _not_evaluable(line: Timeline) -> pd.Series:
    """Why no date could contradict an order, as `Limits` says; missing where one could."""
    orders, datings = line.orders, line.datings
    earlier, later = orders["earlier"].to_numpy(), orders["later"].to_numpy()
    is_usable = orders["is_usable"].to_numpy()
    first = datings["point"].to_numpy()[datings["first"] > -FAR_AWAY]
    last = datings["point"].to_numpy()[datings["last"] < FAR_AWAY]
    is_after = reached(line.count, first, earlier[is_usable], later[is_usable])[earlier]
    is_before = reached(line.count, last, later[is_usable], earlier[is_usable])[later]
    is_limited = orders["maximum"] < UNLIMITED
    is_spanned = is_limited & np.isin(earlier, last) & np.isin(later, first)
    return reasons(
        orders.index,
        (~orders["is_definite"], "a property of the order does not have exactly one date"),
        (~is_usable, "the shortest lag is longer than the longest"),
        (~is_after & ~is_spanned, "no date bounds the earlier one from below"),
        (~is_before & ~is_spanned, "no date bounds the later one from above"),
    )


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

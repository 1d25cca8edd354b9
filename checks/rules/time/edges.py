"""Dates, orders and lags as edges of a temporal network."""

import numpy as np
import pandas as pd

from checks.rules.common.days import FAR_AWAY
from checks.rules.rule import Tables
from checks.rules.time.conflict_sets import ORIGIN
from checks.rules.time.points import UNLIMITED, Points
from checks.rules.time.temporal_network import Network, doubtful_edges

_COLUMNS = np.array(["date", "date", "minimum_lag_days", "maximum_lag_days"], dtype=object)
"""For each kind of bound (last day, first day, shortest lag, longest lag) its column in a table."""


def doubtful_bounds(points: Points, tables: Tables) -> pd.DataFrame:
    """The edges of the components of a timeline that may not be consistent.

    They are sorted by claim, and claims and points are numbered in that order: neither the order of
    rows nor the names of entities influence what is found among them.

    Returns:
        `source`, `target`, `weight` and `claim` as in `Network`; `claim_id` (missing for the order
        of life); `column` of its table; `order` (place in `points.orders`, -1 for a date).
    """
    edges = _edges(points)
    edges = edges.take(doubtful_edges(as_network(edges)))
    claim_ids = pd.concat(
        [tables[name]["claim_id"] for name in ("dates", "sequences")], ignore_index=True
    )
    edges = edges.assign(claim_id=claim_ids.reindex(edges["claim"]).array)
    edges = edges.sort_values(["claim_id", "kind"])
    ends = edges[["source", "target"]].to_numpy()
    numbers = pd.factorize(np.concatenate([[ORIGIN], ends.ravel()]))[0][1:].reshape(ends.shape)
    edges = edges.assign(
        source=numbers[:, 0],
        target=numbers[:, 1],
        claim=pd.factorize(edges["claim_id"])[0],
        column=_COLUMNS[edges["kind"]],
    )
    return edges.sort_values(["claim_id", "kind", "target", "source"], ignore_index=True)


def as_network(edges: pd.DataFrame) -> Network:
    """The network of some edges: `source`, `target`, `weight` and `claim`."""
    columns = (edges[name].to_numpy() for name in ("source", "target", "weight", "claim"))
    points = 1 + max(edges["source"].max(), edges["target"].max()) if len(edges) else 1
    return Network(int(points), *columns)


def _edges(points: Points) -> pd.DataFrame:
    """All bounds of a timeline: `source`, `target`, `weight`, `claim`, `order`, and their kind."""
    datings = points.datings.assign(origin=ORIGIN, point=1 + points.datings["point"], order=-1)
    orders = points.orders[points.orders["is_usable"]]
    orders = orders.assign(
        earlier=1 + orders["earlier"], later=1 + orders["later"], order=orders.index
    )
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

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
    edges = edges.sort_values(["claim_id", "bound"])
    ends = edges[["source", "target"]].to_numpy()
    numbers = pd.factorize(np.concatenate([[ORIGIN], ends.ravel()]))[0][1:].reshape(ends.shape)
    edges = edges.assign(
        source=numbers[:, 0],
        target=numbers[:, 1],
        claim=pd.factorize(edges["claim_id"])[0],
        column=_COLUMNS[edges["bound"]],
    )
    return edges.sort_values(["claim_id", "bound", "target", "source"], ignore_index=True)


def as_network(edges: pd.DataFrame) -> Network:
    """The network of some edges: `source`, `target`, `weight` and `claim`."""
    columns = (edges[name].to_numpy() for name in ("source", "target", "weight", "claim"))
    points = 1 + max(edges["source"].max(), edges["target"].max()) if len(edges) else 1
    return Network(int(points), *columns)


def _edges(points: Points) -> pd.DataFrame:
    """All bounds of a timeline: `source`, `target`, `weight`, `claim`, `bound`, `order`."""
    orders, datings = points.orders, points.datings
    last = np.flatnonzero(datings.last < FAR_AWAY)
    first = np.flatnonzero(datings.first > -FAR_AWAY)
    least = np.flatnonzero(orders.is_usable & (orders.minimum > -UNLIMITED))
    most = np.flatnonzero(orders.is_usable & (orders.maximum < UNLIMITED))
    earlier, later, dated = 1 + orders.earlier, 1 + orders.later, 1 + datings.point
    bounds = [
        (ORIGIN, dated[last], datings.last[last], datings.claim[last], -1),
        (dated[first], ORIGIN, -datings.first[first], datings.claim[first], -1),
        (later[least], earlier[least], -orders.minimum[least], orders.claim[least], least),
        (earlier[most], later[most], orders.maximum[most], orders.claim[most], most),
    ]
    names = ["source", "target", "weight", "claim", "order"]
    frames = [
        pd.DataFrame(dict(zip(names, columns, strict=True))).assign(bound=kind)
        for kind, columns in enumerate(bounds)
    ]
    return pd.concat(frames, ignore_index=True)

"""Lifetimes: when an actor may have existed, beside the first and the last of its acts."""

from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from checks.rules.actors.acts import act_labels, acts
from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, at_least, days_or
from checks.rules.rule import Rule, Tables, Violation, reasons
from checks.tables.shortening import listed
from checks.tables.written_dates import on_date

_KEYS = ["actor_id", "lifetime"]


class ActsWithinLifetime(Rule):
    """What the rules about acts within a lifetime share.

    Attributes:
        of_persons: whether the actors are persons, or all others.
        beyond: the ends of a lifetime that are examined (`begins`, `ends`), with the words for an
            act beyond them.
    """

    family = "actors"
    reads = columns(
        dates="claim_id entity_id property_id date earliest:date latest:date",
        entities="entity_id type",
        properties="property_id agency lifetime",
        relations="claim_id subject_id predicate_id object_id start:edtf",
    )
    of_persons: ClassVar[bool]
    beyond: ClassVar[Mapping[str, str]]

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each actor with an act, and each end of its lifetime that has a date."""
        groups = _lifetimes(tables)
        is_examined = groups["lifetime"].isin([*self.beyond])
        return groups[is_examined & groups["type"].eq("person").eq(self.of_persons)]

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The dates of that end of the lifetime, and the acts beyond it."""
        limits = [*_KEYS, "earliest_begin", "latest_end"]
        groups = failures[limits].rename_axis("group").reset_index()
        datings = _datings(tables).merge(groups, on=_KEYS)
        datings = datings.assign(column="date", value=datings["date"], label=datings["property_id"])
        deeds = acts(tables).merge(groups, on="actor_id")
        is_early = deeds["act_latest"] < deeds["earliest_begin"]
        is_late = deeds["act_earliest"] > deeds["latest_end"]
        return pd.concat([datings, deeds[is_early | is_late].assign(label=act_labels)])

    def headline(self, violation: Violation) -> str:
        """`Ana Kolo acts after a reported death: died in 1931, appeared in 1932`."""
        dated = dict.fromkeys(
            f"{violation.label(item.label)} {on_date(item.value)}" for item in violation.evidence
        )
        actor, beyond = violation.label(violation["actor_id"]), self.beyond[violation["lifetime"]]
        acts = f"{actor} acts {beyond}: "
        return acts + listed(dated, at_most=110 - len(acts))

    def explanation(self, violation: Violation) -> str:
        """The days between the end of the lifetime and the farthest act."""
        early = violation["earliest_begin"] - violation["earliest_act"]
        late = violation["latest_act"] - violation["latest_end"]
        days = at_least(max(early, late), [item.value for item in violation.evidence])
        return f"The dates are {days} apart."


@cached
def _lifetimes(tables: Tables) -> pd.DataFrame:
    """The dated ends of lifetimes, each beside the acts of the same actor.

    Returns:
        One row for each actor with an act, and each end of its lifetime (`lifetime`: `begins` or
        `ends`) that has a date: `type` (of entity), `earliest_begin` and `latest_end` (at
        `FAR_AWAY` if the row is about the other end), `earliest_act` and `latest_act` (int64, days
        since 1970), and `not_evaluable`.
    """
    datings = _datings(tables)
    is_begin = datings["lifetime"].eq("begins")
    days = datings[_KEYS].assign(
        earliest_begin=days_or(datings["earliest"], -FAR_AWAY).where(is_begin, -FAR_AWAY),
        latest_end=days_or(datings["latest"], FAR_AWAY).mask(is_begin, FAR_AWAY),
    )
    of_ends = days.groupby(_KEYS, sort=False)
    ends = of_ends["earliest_begin"].min().to_frame().join(of_ends["latest_end"].max())
    of_actors = acts(tables).groupby("actor_id", sort=False)
    spans = of_actors.agg(earliest_act=("act_latest", "min"), latest_act=("act_earliest", "max"))
    actors = tables["entities"][["entity_id", "type"]].rename(columns={"entity_id": "actor_id"})
    groups = ends.reset_index().merge(actors, on="actor_id").merge(spans, on="actor_id")
    begins = groups["lifetime"].eq("begins")
    no_begin = begins & groups["earliest_begin"].eq(-FAR_AWAY)
    no_end = ~begins & groups["latest_end"].eq(FAR_AWAY)
    not_evaluable = reasons(
        groups.index,
        (no_begin, "a date of the beginning has no first day"),
        (begins & groups["earliest_act"].eq(FAR_AWAY), "no act has a last day"),
        (no_end, "a date of the end has no last day"),
        (~begins & groups["latest_act"].eq(-FAR_AWAY), "no act has a first day"),
    )
    return groups.assign(not_evaluable=not_evaluable)


def _datings(tables: Tables) -> pd.DataFrame:
    """The dates at the ends of lifetimes: `actor_id`, `lifetime`, and the dating."""
    properties, dates = tables["properties"], tables["dates"]
    terms = properties.loc[properties["lifetime"].ne(""), ["property_id", "lifetime"]]
    columns = ["claim_id", "entity_id", "property_id", "date", "earliest", "latest"]
    datings = dates.loc[dates["date"].ne(""), columns].merge(terms, on="property_id")
    return datings.rename(columns={"entity_id": "actor_id"})

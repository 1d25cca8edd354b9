"""Rules about lifetimes: nothing acts before it begins or after it ends."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.actors.acts import act_labels, acts
from checks.rules.columns import columns
from checks.rules.common.days import OPEN, days_or, in_words
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_PERSON = "person"
_KEYS = ["actor_id", "lifetime"]

_READS = columns(
    dates="claim_id entity_id property_id date earliest:date latest:date",
    entities="entity_id type",
    properties="property_id agency lifetime",
    relations="claim_id subject_id predicate_id object_id start:edtf",
)


class ActorsActWithinLifetime(LegacyRule):
    """Actors act within their lifetime.

    Statement: Nothing acts certainly before it began to exist, or certainly after its existence
        ended.
    Formula: begin = min(earliest) of the dates that begin the actor, end = max(latest) of those
        that end it; gap = begin - min(latest of its acts) and max(earliest of its acts) - end, in
        days; the bound is gap <= 0.
    Inputs: `dates` and `properties` (lifetime: begins or ends); acts from `relations` (start) and
        `dates` by `properties` (agency); `entities` (type: not a person). A group is an actor with
        an act, and one end of its lifetime. The claims of a finding are the dates of that end, and
        the acts that lie beyond all of them.
    Severity rationale: error. What does not exist cannot act, so the claims cannot all be true.
    Source: Allen's interval algebra (1983); the contemporary constraint of Wikidata.
    Limits: Dates of one end that contradict each other are the matter of `dates-agree`: here an act
        violates only if it violates every one of them. What is founded again after its end has one
        life here, from the first begin to the last end. Preparations for a founding are acts of
        the founders. Not evaluable: an end that some date leaves open, acts that are all open
        towards it.
    """

    name = "actors-act-within-lifetime"
    family = "actors"
    severity = "error"
    reads = _READS

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each actor and end of its lifetime: `limit` is a day."""
        return _groups(tables, persons=False, ends=("begins", "ends"))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The dates of that end of the lifetime, and the acts beyond it."""
        return _evidence(tables, violations)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the actor, the end of its lifetime, and the acts beyond it."""
        begins = group["lifetime"] == "begins"
        return _message(group, evidence, "before it begins" if begins else "after it ends")


class PeopleActWhileAlive(LegacyRule):
    """People act while they are alive.

    Statement: No person acts certainly after the date of a reported death.
    Formula: end = max(latest) of the dates that end the person's life; gap = max(earliest of the
        acts) - end, in days; the bound is gap <= 0.
    Inputs: acts from `relations` and `dates` by `properties` (agency, lifetime), as in
        `actors-act-within-lifetime`, for `entities` of type person and dates that end a lifetime.
        A group is a person with a reported death and an act.
    Severity rationale: warning. Reports of a death are often premature, and a text may tell of a
        death that it does not vouch for; both claims hold if the death was only reported.
    Source: as `actors-act-within-lifetime`.
    Limits: What is published, shown or honoured after a death is an act only where the property
        gives agency to the person. Disagreeing dates of death: an act violates only if it comes
        after all of them. Not evaluable: a death without a latest day, acts without an earliest.
    """

    name = "people-act-while-alive"
    family = "actors"
    severity = "warning"
    reads = _READS

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each person with a reported death and an act: `limit` is a day."""
        return _groups(tables, persons=True, ends=("ends",))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The dates of death, and the acts after them."""
        return _evidence(tables, violations)

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the person, the dates of death, and the acts after them."""
        return _message(group, evidence, "after a reported death")


def _datings(tables: Tables, ends: Collection[str]) -> pd.DataFrame:
    """The dates at some ends of lifetimes: `actor_id`, `lifetime`, and the dating."""
    properties, dates = tables["properties"], tables["dates"]
    terms = properties.loc[properties["lifetime"].isin(ends), ["property_id", "lifetime"]]
    datings = dates[dates["property_id"].isin(terms["property_id"]) & dates["date"].ne("")]
    return datings.rename(columns={"entity_id": "actor_id"}).merge(terms, on="property_id")


def _groups(tables: Tables, *, persons: bool, ends: Collection[str]) -> pd.DataFrame:
    """One row for each actor and end of its lifetime: `limit` (a day) and `gap`.

    Args:
        tables: as in `derive`.
        persons: whether the actors are persons, or all others.
        ends: `begins` or `ends` or both.
    """
    datings = _datings(tables, ends)
    days = datings[_KEYS].assign(
        earliest=days_or(datings["earliest"], -OPEN), latest=days_or(datings["latest"], OPEN)
    )
    of_lifetimes = days.groupby(_KEYS, sort=False, as_index=False)
    lifetimes = of_lifetimes.agg(earliest=("earliest", "min"), latest=("latest", "max"))
    entities = tables["entities"].rename(columns={"entity_id": "actor_id"})
    actors = entities.loc[entities["type"].eq(_PERSON) == persons, ["actor_id"]]
    of_acts = acts(tables).groupby("actor_id", sort=False)
    spans = of_acts.agg(soonest=("last", "min"), furthest=("first", "max"))
    groups = lifetimes.merge(actors, on="actor_id").merge(spans, on="actor_id")
    begins = groups["lifetime"].eq("begins")
    limit = groups["earliest"].where(begins, groups["latest"])
    act = groups["soonest"].where(begins, groups["furthest"])
    gap = (limit - act).where(begins, act - limit).astype("Int64")
    is_known = limit.abs().ne(OPEN) & act.abs().ne(OPEN)
    return groups[_KEYS].assign(limit=limit, gap=gap.where(is_known))


def _evidence(tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
    """The dates of one end of the lifetime of each group, and the acts beyond it."""
    groups = violations[[*_KEYS, "limit"]].rename_axis("group").reset_index()
    datings = _datings(tables, set(groups["lifetime"])).merge(groups, on=_KEYS)
    datings = datings.assign(column="date", value=datings["date"], label=datings["property_id"])
    deeds = acts(tables).merge(groups, on="actor_id")
    begins = deeds["lifetime"].eq("begins")
    is_beyond = (deeds["last"] < deeds["limit"]).where(begins, deeds["first"] > deeds["limit"])
    columns = ["group", "claim_id", "column", "value", "label"]
    deeds = deeds[is_beyond].assign(label=act_labels)
    return pd.concat([datings[columns], deeds[columns]])


def _message(group: Mapping[str, Any], evidence: Sequence[Evidence], when: str) -> str:
    """The actor, the values, and the days between the end of the lifetime and the furthest act."""
    values = ", ".join(dict.fromkeys(f"{item.label} {item.value}" for item in evidence))
    return f"{group['actor_id']} acts {when}: {values} ({in_words(group['gap'])} apart)"

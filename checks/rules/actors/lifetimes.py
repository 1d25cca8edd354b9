"""Lifetimes: when an actor may have existed, beside the first and the last of its acts."""

import pandas as pd

from checks.rules.actors.acts import act_labels, acts
from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, days_or, in_words
from checks.rules.rule import Tables, Violation, reasons

READS = columns(
    dates="claim_id entity_id property_id date earliest:date latest:date",
    entities="entity_id type",
    properties="property_id agency lifetime",
    relations="claim_id subject_id predicate_id object_id start:edtf",
)

_PERSON = "person"
_KEYS = ["actor_id", "lifetime"]


def lifetimes(tables: Tables, *, of_persons: bool) -> pd.DataFrame:
    """The dated ends of lifetimes, each beside the acts of the same actor.

    Args:
        tables: with the columns in `READS`.
        of_persons: whether the actors are persons, or all others.

    Returns:
        One row for each actor with an act, and each end of its lifetime (`lifetime`: `begins` or
        `ends`) that has a date: `earliest_begin` and `latest_end` (at `FAR_AWAY` if the row
        is about the other end), `earliest_act` and `latest_act` (int64, days since 1970), and
        `not_evaluable`.
    """
    datings = _datings(tables)
    begins = datings["lifetime"].eq("begins")
    days = datings[_KEYS].assign(
        earliest_begin=days_or(datings["earliest"], -FAR_AWAY).where(begins, -FAR_AWAY),
        latest_end=days_or(datings["latest"], FAR_AWAY).mask(begins, FAR_AWAY),
    )
    ends = days.groupby(_KEYS, sort=False, as_index=False).agg(
        {"earliest_begin": "min", "latest_end": "max"}
    )
    entities = tables["entities"].rename(columns={"entity_id": "actor_id"})
    actors = entities.loc[entities["type"].eq(_PERSON) == of_persons, ["actor_id"]]
    of_actors = acts(tables).groupby("actor_id", sort=False)
    spans = of_actors.agg(earliest_act=("act_latest", "min"), latest_act=("act_earliest", "max"))
    groups = ends.merge(actors, on="actor_id").merge(spans, on="actor_id")
    return groups.assign(not_evaluable=_reasons(groups))


def acts_beyond(tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
    """The dates of one end of some lifetimes, and the acts beyond it, as evidence.

    Args:
        tables: with the columns in `READS`.
        failures: some rows from `lifetimes`.
    """
    limits = [*_KEYS, "earliest_begin", "latest_end"]
    groups = failures[limits].rename_axis("group").reset_index()
    datings = _datings(tables).merge(groups, on=_KEYS)
    datings = datings.assign(column="date", value=datings["date"], label=datings["property_id"])
    deeds = acts(tables).merge(groups, on="actor_id")
    is_early = deeds["act_latest"] < deeds["earliest_begin"]
    is_late = deeds["act_earliest"] > deeds["latest_end"]
    return pd.concat([datings, deeds[is_early | is_late].assign(label=act_labels)])


def sentence(violation: Violation, when: str) -> str:
    """The actor, the values, and the days between the end of the lifetime and the furthest act."""
    values = ", ".join(dict.fromkeys(f"{item.label} {item.value}" for item in violation.evidence))
    early = violation["earliest_begin"] - violation["earliest_act"]
    late = violation["latest_act"] - violation["latest_end"]
    days = in_words(max(early, late))
    return f"{violation['actor_id']} acts {when}: {values} ({days} apart)"


def _datings(tables: Tables) -> pd.DataFrame:
    """The dates at the ends of lifetimes: `actor_id`, `lifetime`, and the dating."""
    properties, dates = tables["properties"], tables["dates"]
    terms = properties.loc[
        properties["lifetime"].isin(["begins", "ends"]), ["property_id", "lifetime"]
    ]
    datings = dates[dates["property_id"].isin(terms["property_id"]) & dates["date"].ne("")]
    return datings.rename(columns={"entity_id": "actor_id"}).merge(terms, on="property_id")


def _reasons(groups: pd.DataFrame) -> pd.Series:
    """Why the acts cannot be compared with an end of the lifetime."""
    begins = groups["lifetime"].eq("begins")
    ends = ~begins
    return reasons(
        groups.index,
        (
            begins & groups["earliest_begin"].eq(-FAR_AWAY),
            "a date of the beginning has no first day",
        ),
        (begins & groups["earliest_act"].eq(FAR_AWAY), "no act has a last day"),
        (ends & groups["latest_end"].eq(FAR_AWAY), "a date of the end has no last day"),
        (ends & groups["latest_act"].eq(-FAR_AWAY), "no act has a first day"),
    )

"""Rules about actors: who has become a part of another no longer acts on its own."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.actors.acts import act_labels, acts
from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import OPEN, day_numbers, days_or, in_words
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_NEVER = OPEN + 1
"""Day number behind every act, one with an open end included."""

_ENDING = ["actor_id", "predicate_id", "object_id"]


class ActorsActWhileIndependent(LegacyRule):
    """Actors act while they are independent.

    Statement: An actor that joined, merged into or was absorbed by another does not act as a
        separate party afterwards.
    Formula: for an ending of independence in [e1, e2] and an act in [a1, a2] of the same actor,
        gap = a1 - e2 in days, unless the actor may be independent again by a2; the bound is
        gap <= 0. It may be so from the first day on which the relation may have ended, or on which
        the opposite relation between the same two, not certainly before e1, may have begun.
    Inputs: `relations` (subject, predicate, object, start, end), `dates`, and `properties`
        (ends_independence, agency, opposite). An act is a relation with a start whose predicate
        gives agency to that side, or a dated property with agency. A group is an actor, and a
        predicate and object by which its independence ends, with another act of it; the claims of
        a finding are the endings that some act follows, and the acts that follow some ending.
    Severity rationale: warning. Both hold if the actor kept its name and some freedom of action, or
        left again; the text says neither.
    Source: the mergers and splits of groups in the UCDP Actor Dataset; the contemporary constraint
        of Wikidata.
    Limits: Acts without a start are not seen, nor is a lasting relation that merely goes on. Claims
        of the same predicate and object are one ending and no acts. Which of several members of a
        merged body acts is not asked. Not evaluable: an ending without a latest day, acts without
        an earliest.
    """

    name = "actors-act-while-independent"
    family = "actors"
    severity = "warning"
    reads = columns(
        dates="claim_id entity_id property_id date earliest:date latest:date",
        properties="property_id opposite ends_independence:boolean agency",
        relations="claim_id subject_id predicate_id object_id start:edtf end:edtf",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each actor and ending with another act: `gap` of the furthest act."""
        endings = _endings(tables).drop_duplicates([*_ENDING, "ended", "until"])
        deeds = acts(tables).drop_duplicates(["actor_id", "term", "partner_id", "first", "last"])
        groups = _pairs(endings, deeds).groupby(_ENDING, sort=False, as_index=False)
        return groups.agg(gap=("gap", "max"))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The endings that an act follows, and the acts that follow an ending."""
        groups = violations[_ENDING].rename_axis("group").reset_index()
        pairs = _pairs(_endings(tables).merge(groups, on=_ENDING), acts(tables))
        pairs = pairs[pairs["gap"].gt(0).fillna(False).astype(bool)]
        endings = pairs[["group", "claim_id", "start"]].rename(columns={"start": "value"})
        endings = endings.assign(column="start", label="ending")
        columns = ["group", "claim_id", "column", "value", "label"]
        deeds = pairs.assign(claim_id=pairs["claim_id_act"], label=act_labels)[columns]
        return pd.concat([endings[columns], deeds]).drop_duplicates()

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the actor, how and when its independence ended, and the later acts."""
        ended = sorted({item.value for item in evidence if item.label == "ending"})
        deeds = {f"{item.label} {item.value}": None for item in evidence if item.label != "ending"}
        return (
            f"{group['actor_id']} {group['predicate_id']} {group['object_id']} "
            f"({' and '.join(ended)}), and acts separately up to {in_words(group['gap'])} later: "
            f"{', '.join(deeds)}"
        )


def _pairs(endings: pd.DataFrame, deeds: pd.DataFrame) -> pd.DataFrame:
    """Each ending beside each act of the same actor that is not that ending; `gap` in days."""
    pairs = endings.merge(deeds, on="actor_id", suffixes=("", "_act"))
    is_same = pairs["term"].eq(pairs["predicate_id"]) & pairs["partner_id"].eq(pairs["object_id"])
    pairs = pairs[~is_same]
    days = pairs["first"] - pairs["ended"].where(pairs["first"].ne(-OPEN))
    is_bound = pairs["last"] < pairs["until"]
    return pairs.assign(gap=days.where(is_bound, days.clip(upper=0)))


@cached
def _endings(tables: Tables) -> pd.DataFrame:
    """The relations by which an actor stops being independent.

    Returns:
        One row for each: `claim_id`, `actor_id`, `predicate_id`, `object_id`, `start`; `ended`, the
        day by which it has happened (Int64, NA if open), and `until`, the first day on which the
        actor may be independent again.
    """
    relations, properties = tables["relations"], tables["properties"]
    terms = properties.loc[properties["ends_independence"], "property_id"]
    rows = relations[relations["predicate_id"].isin(terms)]
    may_end = days_or(rows["end_earliest"], -OPEN).where(rows["end"].ne(""), _NEVER)
    endings = pd.DataFrame(
        {
            "claim_id": rows["claim_id"],
            "actor_id": rows["subject_id"],
            "predicate_id": rows["predicate_id"],
            "object_id": rows["object_id"],
            "start": rows["start"],
            "begun": days_or(rows["start_earliest"], -OPEN),
            "ended": day_numbers(rows["start_latest"]),
        }
    )
    undone = endings["claim_id"].map(_undone(endings, tables)).fillna(_NEVER).astype("int64")
    return endings.assign(until=may_end.where(may_end < undone, undone))


def _undone(endings: pd.DataFrame, tables: Tables) -> pd.Series:
    """The first day on which the opposite relation may have begun, by the claim of the ending."""
    relations = tables["relations"]
    declared = tables["properties"][["property_id", "opposite"]].set_axis(["term", "other"], axis=1)
    swapped = declared.rename(columns={"term": "other", "other": "term"})
    opposites = pd.concat([declared, swapped]).drop_duplicates()
    opposites = opposites[opposites["term"].isin(endings["predicate_id"].unique())]
    rows = relations[relations["predicate_id"].isin(opposites["other"])]
    reversals = pd.DataFrame(
        {
            "actor_id": rows["subject_id"],
            "other": rows["predicate_id"],
            "object_id": rows["object_id"],
            "earliest": days_or(rows["start_earliest"], -OPEN),
            "latest": days_or(rows["start_latest"], OPEN),
        }
    )
    pairs = endings.merge(opposites, left_on="predicate_id", right_on="term")
    pairs = pairs.merge(reversals, on=["actor_id", "other", "object_id"])
    pairs = pairs[pairs["latest"] >= pairs["begun"]]
    return pairs.groupby("claim_id")["earliest"].min()

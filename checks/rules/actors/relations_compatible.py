"""The rule `relations-compatible`: opposite relations do not hold at one time."""

import pandas as pd
from pandera.typing import Series

from checks.rules.actors.opposites import opposites
from checks.rules.actors.relation_times import (
    EVENT_COLUMNS,
    TIMES,
    RelationPairs,
    certainly_together,
    compared,
    in_text,
    relation_times,
)
from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import in_words
from checks.rules.rule import Rule, Tables, Violation, reasons, rule_check
from checks.rules.time.event_times import ORDERING, VOCABULARY
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_KEYS = ["one_id", "other_id", "predicate", "opposite"]


class OppositeRelations(RelationPairs):
    """Two opposite relations of the same two entities, and how long each lasts beside the other."""

    one_id: Series[Text]
    other_id: Series[Text]
    predicate: Series[Text]
    opposite: Series[Text]

    @rule_check("relations-compatible", "two opposite relations may hold at different times")
    def at_different_times(cls, pairs: pd.DataFrame) -> "pd.Series[bool]":
        """One of the two may have ended before the other begins."""
        return ~certainly_together(pairs)


class RelationsCompatible(Rule):
    """Relations between two entities are compatible.

    Statement: Two relations of which one excludes the other do not certainly hold between the same
        two entities at the same time.
    Formula: lasts_after < 0 or lasts_after_other < 0. A relation with start [s1, s2] and end
        [e1, e2] may begin on s1, has begun by s2 or e2, and lasts at least to s1 or to the day
        before e1, whichever is later. lasts_after is the number of days from the day by which the
        other has begun to the day to which the one lasts. An event stands in place of a date that
        is missing; its bounds, and lags between two events, are those of the temporal network of
        `timeline-feasible`.
    Inputs: `relations` (subject, predicate, object; start and end, each as a date or as an entity
        and a dated property); `properties` (opposite, symmetric); `dates` and `sequences`, if an
        event is named. A group is two entities, unordered if either predicate is symmetric, and two
        opposite predicates that both relate them; of these relations it holds the two that overlap
        longest. A finding has the claims that certainly hold at the same time as an opposite one.
    Severity rationale: warning. Both can hold if they concern different members or places of the
        two; the text does not say so.
    Source: Allen's interval algebra (1983); the conflicts-with constraint of Wikidata; Dechter,
        Meiri and Pearl, Temporal Constraint Networks (1991).
    Limits: A relation without an end is only known to hold at its start. One that ends on the day,
        or with the event, on which its opposite starts gives way to it. An event is looked at only
        where there is no date; the dates and orders that place it are not part of a finding. Not
        evaluable: two relations of which one has no start, or an open one, where neither a date nor
        an order says which of the two began first.
    """

    name = "relations-compatible"
    family = "actors"
    severity = "warning"
    model = OppositeRelations
    reads = columns(
        properties=f"property_id {VOCABULARY} symmetric:boolean opposite",
        relations=f"claim_id subject_id predicate_id object_id start:edtf end:edtf {EVENT_COLUMNS}",
    )
    may_read = ORDERING

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for two entities and two opposite predicates: the relations that overlap most."""
        pairs = _pairs(
            _with_opposites(tables).drop_duplicates([*_KEYS, "is_opposite", *TIMES]), tables
        )
        overlaps = ~OppositeRelations.at_different_times(pairs)
        is_unknown = pairs["not_evaluable"].notna()
        pairs = pairs.assign(rank=pairs["days"] + overlaps - is_unknown)
        return pairs.loc[pairs.groupby(_KEYS, sort=False)["rank"].idxmax()]

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The relations that certainly hold together with an opposite one."""
        groups = failures[_KEYS].rename_axis("group").reset_index()
        relations = _with_opposites(tables).merge(groups, on=_KEYS)
        pairs = _pairs(relations, tables)
        pairs = pairs[~OppositeRelations.at_different_times(pairs)]
        keys = [*_KEYS, "claim_id"]
        opposed = pairs[[*_KEYS, "claim_id_other"]].set_axis(keys, axis=1)
        named = pd.concat([pairs[keys], opposed]).drop_duplicates()
        members = relations.merge(named, on=keys)
        return members[["group", "claim_id"]].assign(
            column="start", value=in_text(members), label=members["predicate_id"]
        )

    def message(self, violation: Violation) -> str:
        """Names the two entities, and both relations with their times."""
        held = dict.fromkeys(f"{item.label} ({item.value})" for item in violation.evidence)
        days = in_words(max(violation["days"], 1))
        return (
            f"{violation['one_id']} and {violation['other_id']} at one time (at least {days}): "
            f"{listed(held, ' and ')}"
        )


@cached
def _with_opposites(tables: Tables) -> pd.DataFrame:
    """The relations whose predicate has an opposite, with `_KEYS` and `TIMES`.

    `predicate` comes before `opposite` in the alphabet, and so does `one_id` before `other_id` if
    either predicate is symmetric. `is_opposite` says that the relation is one of `opposite`. A
    relation whose predicate has several opposites has a row for each.
    """
    relations = tables["relations"].merge(_opposites(tables["properties"]), on="predicate_id")
    one, other = relations["subject_id"], relations["object_id"]
    is_swapped = relations["is_unordered"] & (one > other)
    relations = relations.assign(
        one_id=one.mask(is_swapped, other), other_id=other.mask(is_swapped, one)
    )
    return relations.join(relation_times(relations, tables))


def _opposites(properties: pd.DataFrame) -> pd.DataFrame:
    """Each predicate that has an opposite, with the two in alphabetical order."""
    pairs = opposites(properties)
    one, other = pairs["predicate_id"], pairs["opposite_id"]
    symmetric = properties.loc[properties["symmetric"], "property_id"]
    pairs = pairs[["predicate_id"]].assign(
        predicate=one.mask(one > other, other),
        opposite=other.mask(one > other, one),
        is_opposite=one > other,
        is_unordered=one.isin(symmetric) | other.isin(symmetric),
    )
    return pairs[one != other]


def _pairs(relations: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Each relation beside each opposite one of the same two entities.

    Returns:
        The columns of the model, `claim_id` and `claim_id_other`, and `days`, the number of days
        on which both certainly hold.
    """
    sides = relations[[*_KEYS, "claim_id", *TIMES]]
    is_opposite = relations["is_opposite"]
    pairs = sides[~is_opposite].merge(sides[is_opposite], on=_KEYS, suffixes=("", "_other"))
    pairs = compared(pairs, tables)
    begun = pairs[["started_by", "started_by_other"]].max(axis=1)
    last = pairs[["lasts_to", "lasts_to_other"]].min(axis=1)
    unknown = "neither a date nor an order says which relation began first"
    return pairs.assign(
        days=(last - begun + 1).clip(lower=0),
        not_evaluable=reasons(pairs.index, (pairs["is_unknown"], unknown)),
    )

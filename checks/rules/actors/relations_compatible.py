"""The rule `relations-compatible`: opposite relations do not hold at one time."""

import pandas as pd
from pandera.typing import Series

from checks.rules.actors.opposites import opposites
from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import in_words
from checks.rules.common.relation_times import (
    DAYS,
    RelationPairs,
    certainly_together,
    common_days,
    is_open,
    relation_days,
)
from checks.rules.rule import Evidence, Rule, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import written_date

_KEYS = ["one_id", "other_id", "predicate", "opposite"]


class OppositeRelations(RelationPairs):
    """Two opposite relations of the same two entities, with the days of each."""

    one_id: Series[Text]
    other_id: Series[Text]
    predicate: Series[Text]
    opposite: Series[Text]

    @rule_check("relations-compatible", "two opposite relations may hold at different times")
    def at_different_times(cls, pairs: pd.DataFrame) -> "pd.Series[bool]":
        """No day is certainly one of both, and neither certainly lasts while the other starts."""
        return ~certainly_together(pairs)


class RelationsCompatible(Rule):
    """Relations between two entities are compatible.

    Statement: Two relations of which one excludes the other do not certainly hold between the same
        two entities at the same time.
    Formula: a relation with start [s1, s2] and end [e1, e2] starts on some day from starts_from =
        s1 to starts_by = s2; it certainly holds from holds_from = s2 to holds_to = the day before
        e1, if e1 is later than s2; or on s2 alone, if not and s1 = s2. Later of the two holds_from
        > earlier of the two holds_to; and neither relation certainly holds on all days from
        starts_from to starts_by of the other one.
    Inputs: `relations` (subject, predicate, object, start, end); `properties` (opposite,
        symmetric). A group is two entities, unordered if either predicate is symmetric, and two
        opposite predicates that both relate them; of these relations it holds the two that overlap
        longest. A finding has the claims that certainly hold at the same time as an opposite one.
    Severity rationale: warning. Both can hold if they concern different members or places of the
        two; the text does not say so.
    Source: Allen's interval algebra (1983); the conflicts-with constraint of Wikidata.
    Limits: A relation without an end is only known to hold at its start. One that ends on the day
        on which its opposite starts gives way to it. Not evaluable: a relation without a start, or
        with an open one, beside any opposite.
    """

    name = "relations-compatible"
    family = "actors"
    severity = "warning"
    model = OppositeRelations
    reads = columns(
        properties="property_id symmetric:boolean opposite",
        relations="claim_id subject_id predicate_id object_id start:edtf end:edtf",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for two entities and two opposite predicates: the relations that overlap most."""
        pairs = _pairs(_with_opposites(tables).drop_duplicates([*_KEYS, "is_opposite", *DAYS]))
        overlaps = ~OppositeRelations.at_different_times(pairs)
        is_unknown = pairs["not_evaluable"].notna()
        pairs = pairs.assign(rank=pairs["days"] + overlaps - is_unknown)
        return pairs.loc[pairs.groupby(_KEYS, sort=False)["rank"].idxmax()]

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The relations that certainly hold together with an opposite one."""
        groups = failures[_KEYS].rename_axis("group").reset_index()
        relations = _with_opposites(tables).merge(groups, on=_KEYS)
        pairs = _pairs(relations)
        pairs = pairs[~OppositeRelations.at_different_times(pairs)]
        keys = [*_KEYS, "claim_id"]
        opposed = pairs[[*_KEYS, "claim_id_other"]].set_axis(keys, axis=1)
        named = pd.concat([pairs[keys], opposed]).drop_duplicates()
        members = relations.merge(named, on=keys)
        times = members["start"].str.cat(members["end"], sep=" to ")
        return members[["group", "claim_id"]].assign(
            column="start",
            value=times.where(members["end"].ne(""), members["start"]),
            label=members["predicate_id"],
        )

    def headline(self, violation: Violation) -> str:
        """`Kolo Front and Kolo League: allied with and fought at one time`."""
        terms = dict.fromkeys(violation.label(item.label) for item in violation.evidence)
        one, other = (violation.label(violation[key]) for key in ("one_id", "other_id"))
        return f"{one} and {other}: {listed(terms, ' and ')} at one time"

    def explanation(self, violation: Violation) -> str:
        """Both relations with their times, and the days on which both hold."""
        held = dict.fromkeys(self.side(violation, item) for item in violation.evidence)
        days = in_words(max(violation["days"], 1))
        return f"Both hold on at least {days}: {listed(held, ' and ')}."

    def side(self, violation: Violation, item: Evidence) -> str:
        """A relation with its times: `allied with (1931 to 1932)`."""
        times = " to ".join(map(written_date, item.value.split(" to ")))
        return f"{violation.label(item.label)} ({times})"


@cached
def _with_opposites(tables: Tables) -> pd.DataFrame:
    """The relations whose predicate has an opposite, with `_KEYS` and `DAYS`.

    `predicate` comes before `opposite` in the alphabet, and so does `one_id` before `other_id` if
    either predicate is symmetric. `is_opposite` says that the relation is one of `opposite`. A
    relation whose predicate has several opposites has a row for each.
    """
    sides = ["subject_id", "predicate_id", "object_id"]
    times = ["start", "end", "start_earliest", "start_latest", "end_earliest"]
    relations = tables["relations"][["claim_id", *sides, *times]]
    relations = relations.merge(_opposites(tables["properties"]), on="predicate_id")
    one, other = relations["subject_id"], relations["object_id"]
    is_swapped = relations["is_unordered"] & (one > other)
    relations = relations.assign(
        one_id=one.mask(is_swapped, other), other_id=other.mask(is_swapped, one)
    )
    return relations.join(relation_days(relations))


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


def _pairs(relations: pd.DataFrame) -> pd.DataFrame:
    """Each relation beside each opposite one of the same two entities.

    Returns:
        The columns of the model, `claim_id` and `claim_id_other`, and `days`, the number of days
        on which both certainly hold.
    """
    sides = relations[[*_KEYS, "claim_id", *DAYS]]
    is_opposite = relations["is_opposite"]
    pairs = sides[~is_opposite].merge(sides[is_opposite], on=_KEYS, suffixes=("", "_other"))
    latest_start, earliest_end = common_days(pairs)
    is_unknown = is_open(pairs, "") | is_open(pairs, "_other")
    return pairs.assign(
        days=(earliest_end - latest_start + 1).clip(lower=0),
        not_evaluable=reasons(pairs.index, (is_unknown, "the start of a relation is open")),
    )

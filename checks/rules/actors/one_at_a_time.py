"""The rule `one-at-a-time`: what can have one value at a time has one, such as a capital."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.actors.holders import KEYS, held_relations, pairs_of_holders
from checks.rules.actors.relation_times import (
    EVENT_COLUMNS,
    RelationPairs,
    certainly_together,
    in_text,
    times_in_words,
)
from checks.rules.columns import columns
from checks.rules.rule import Evidence, Rule, Tables, Violation, rule_check
from checks.rules.time.event_times import ORDERING, VOCABULARY
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text


class RelationsOfHolders(RelationPairs):
    """Two relations of an entity that has one at a time, and how long each lasts at least."""

    holder_id: Series[Text] = pa.Field(description="who has one object, or one subject, at a time")
    predicate_id: Series[Text]
    side: Series[Text] = pa.Field(description="what there is one of: object or subject")
    one_id: Series[Text]
    other_id: Series[Text]
    differ: Series[pd.BooleanDtype] = pa.Field(
        nullable=True,
        description="whether the two are certainly different things; missing if not known",
    )
    at_one_time: Series[bool] = pa.Field(
        description="whether all that is said of the holder is of one time"
    )

    @rule_check("one-at-a-time", "two relations name one thing, or may hold at different times")
    def one_thing(cls, pairs: pd.DataFrame) -> "pd.Series[bool]":
        """Two that may be one, or of different times, contradict nothing."""
        return ~(pairs["differ"].fillna(False) & (pairs["at_one_time"] | certainly_together(pairs)))


class OneAtATime(Rule):
    """A relation that has one object at a time has one.

    Statement: What has one object, or one subject, of a predicate at a time is not related to two
        that certainly differ, at times that certainly overlap.
    Formula: not (differ and (at_one_time or overlap)). Two relations overlap as those of
        `relations-compatible` do. Two entities differ unless one is a part of the other, directly
        or through others, or has a printed name of the other. Two places of a predicate of part
        and whole must also be, or lie in, two things of one kind, and in no common one; the kind
        `area`, places without a kind, and kinds whose things lie in each other do not count.
    Inputs: `relations` (subject, predicate, object; start and end, each as a date or as an entity
        and a dated property); `properties` (one_object_at_a_time, one_subject_at_a_time,
        at_one_time, containment); `entities` (type, kind); `names` (name); `dates` (what takes
        place once) and `sequences`, if there are any. A group is an entity and a predicate, with
        two or more entities on the other side; it holds the pair that is nearest to a
        contradiction. A finding has the claims that contradict another one.
    Severity rationale: error. A state has one capital at a time, so the claims cannot all be true.
    Source: Allen's interval algebra (1983); the single-value constraint of Wikidata with start and
        end time as separators.
    Limits: A relation without an end is only known to hold at its start; one that ends on the day
        on which another starts gives way to it. A passage that names several places of one event
        lists them, and is not compared. An entity without a name of its own counts as another one.
        Not evaluable: relations without a start, unless they are of something that takes place
        once, or something says which of the two began first; places of which nothing says whether
        one lies in the other.
    """

    name = "one-at-a-time"
    family = "actors"
    severity = "error"
    model = RelationsOfHolders
    reads = columns(
        entities="entity_id type kind",
        properties=(
            "property_id containment one_object_at_a_time? one_subject_at_a_time? at_one_time? "
            f"{VOCABULARY}"
        ),
        relations=(
            "claim_id passage_id subject_id predicate_id object_id start:edtf end:edtf "
            f"{EVENT_COLUMNS}"
        ),
    )
    may_read = columns(
        dates="entity_id property_id earliest:date? latest:date?",
        sequences=ORDERING["sequences"],
        names="entity_id name",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each holder and predicate: the pair of relations nearest to a finding."""
        pairs = pairs_of_holders(held_relations(tables), tables)
        fails = ~RelationsOfHolders.one_thing(pairs)
        rank = 2 * fails.astype(int) - pairs["not_evaluable"].notna()
        return pairs.loc[rank.groupby([pairs[key] for key in KEYS], sort=False).idxmax()]

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The relations that contradict another one."""
        groups = failures[KEYS].rename_axis("group").reset_index()
        held = held_relations(tables).merge(groups, on=KEYS)
        pairs = pairs_of_holders(held, tables)
        pairs = pairs[~RelationsOfHolders.one_thing(pairs)]
        members = held[held["same"].isin(pd.concat([pairs["same"], pairs["same_other"]]))]
        times, value = in_text(members), members["value_id"]
        return members[["group", "claim_id"]].assign(
            column=members["side"] + "_id",
            value=value.where(times.eq(""), value + " (" + times + ")"),
            label=value,
        )

    def headline(self, violation: Violation) -> str:
        """`Kolo has the capital Ana and the capital Bel at one time`, in the words of its term."""
        named = dict.fromkeys(violation.label(item.label) for item in violation.evidence)
        holder, term = (violation.label(violation[key]) for key in ("holder_id", "predicate_id"))
        things = listed(named, at_most=80, last=" and ")
        sides = (holder, things) if violation["side"] == "object" else (things, holder)
        return f"{f' {term} '.join(sides)} at one time"

    def explanation(self, violation: Violation) -> str:
        """What is related, with its times."""
        named = dict.fromkeys(self.side(violation, item) for item in violation.evidence)
        return f"Only one of them is possible at a time: {listed(named, ' and ')}."

    def side(self, violation: Violation, item: Evidence) -> str:
        """What is on the other side, with its times: `Ana (1931 to 1932)`."""
        times = item.value.removeprefix(item.label).removeprefix(" (").removesuffix(")")
        written = f" ({times_in_words(times, violation)})" if times else ""
        return violation.label(item.label) + written

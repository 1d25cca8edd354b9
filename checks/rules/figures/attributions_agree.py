"""The rule about who is said to have done something."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_EVENT = ["subject_id", "role"]


class EventActors(RuleModel):
    """The actors of one event in one role, as the passages that attribute it name them."""

    subject_id: Series[Text]
    role: Series[Text]
    actors_left_out: Series[int] = pa.Field(
        description="how many actors some passage with a full list does not name"
    )
    actors_of_varying_certainty: Series[int] = pa.Field(
        description="how many actors are named with different certainties"
    )

    @rule_check("attributions-agree", "all passages name the same actors with the same certainty")
    def same_actors(cls, events: pd.DataFrame) -> "pd.Series[bool]":
        """Nobody is left out anywhere, and nobody is surer in one place than in another."""
        return events["actors_left_out"].eq(0) & events["actors_of_varying_certainty"].eq(0)


class AttributionsAgree(Rule):
    """Attributions of one event agree.

    Statement: Wherever the text says who did something, or who claimed it, it names the same
        actors, each with the same certainty.
    Formula: actors_left_out = 0, the number of actors that are not named in every passage that
        attributes the event in this role; actors_of_varying_certainty = 0.
    Inputs: `relations` (subject_id, object_id, predicate_id, passage_id, certainty, roster);
        `properties` (attribution). A group is an event (the subject) and a role, attributed in two
        or more passages. The claims of a finding are all attributions of the group.
    Severity rationale: info. Different names can mean the same people, or some of them, and a text
        may grow surer of an attribution; a reader should know that there are two versions.
    Source: the separate actor and claimant codings of event datasets such as the Global Terrorism
        Database; Wikidata's practice of keeping attributed statements side by side.
    Limits: Who carried something out is not compared with who claimed it. A passage with a
        `partial` list names only some, so that nobody is missing from it. The certainty `inferred`
        tells how a value was coded, not how firmly the text puts it, and differs from none. That
        one actor is a part of another is not taken into account. An event attributed in one
        passage is not examined.
    """

    name = "attributions-agree"
    family = "figures"
    severity = "info"
    model = EventActors
    reads = columns(
        relations="claim_id passage_id subject_id predicate_id object_id certainty roster",
        properties="property_id attribution",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each event and role that two passages attribute."""
        attributions = _attributions(tables)
        passages = attributions.drop_duplicates([*_EVENT, "passage_id"])
        events = passages.groupby(_EVENT, sort=False, as_index=False).agg(
            passages=("passage_id", "size"), full_lists=("is_full", "sum")
        )
        actors = _actors(attributions).merge(events[events["passages"] > 1], on=_EVENT)
        actors["is_left_out"] = actors["naming_lists"] < actors["full_lists"]
        counts = actors.groupby(_EVENT, as_index=False).agg(
            actors_left_out=("is_left_out", "sum"), actors_of_varying_certainty=("varies", "sum")
        )
        return counts.assign(not_evaluable=reasons(counts.index))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """All attributions of the event in that role."""
        groups = failures[_EVENT].rename_axis("group").reset_index()
        members = _attributions(tables).merge(groups, on=_EVENT)
        certainty = " (" + members["certainty"] + ")"
        value = members["object_id"] + certainty.mask(members["certainty"].eq("inferred"), "")
        return members[["group", "claim_id"]].assign(
            column="object_id", value=value, label=members["passage_id"]
        )

    def headline(self, violation: Violation) -> str:
        """`Raid on Kolo: perpetrator Kolo Front; elsewhere gunmen`."""
        versions = self._versions(violation, with_certainty=False)
        if len(versions) == 1:
            versions = self._versions(violation, with_certainty=True)
        event = f"{violation.label(violation['subject_id'])}: {violation['role']} "
        return event + listed(versions, "; elsewhere ", 118 - len(event))

    def explanation(self, violation: Violation) -> str:
        """The actors of each passage, with the certainty."""
        versions = self._versions(violation, with_certainty=True)
        return f"The passages name different actors or certainties: {listed(versions, '; ')}."

    def side(self, violation: Violation, item: Evidence) -> str:
        """The actor, with the certainty."""
        return violation.value(item)

    def _versions(self, violation: Violation, *, with_certainty: bool) -> list[str]:
        """What each passage says, in words; passages that say the same count once."""
        named: dict[str, set[str]] = {}
        for item in violation.evidence:
            value = item.value if with_certainty else item.value.partition(" ")[0]
            named.setdefault(item.label, set()).add(violation.label(value))
        return sorted({listed(sorted(actors)) for actors in named.values()})


@cached
def _attributions(tables: Tables) -> pd.DataFrame:
    """The relations that tie an event to an actor: their `role`, and whether the list `is_full`."""
    relations, properties = tables["relations"], tables["properties"]
    found = looked_up(relations["predicate_id"], properties, "property_id", ["attribution"])
    role = found["attribution"]
    columns = ["claim_id", "passage_id", "subject_id", "object_id", "certainty", "roster"]
    attributions = relations[columns].assign(role=role)[role.ne("")]
    is_full = attributions["roster"].ne("partial")
    passage = [attributions[name] for name in (*_EVENT, "passage_id")]
    return attributions.assign(is_full=is_full.groupby(passage).transform("all"))


def _actors(attributions: pd.DataFrame) -> pd.DataFrame:
    """For each event, role and actor: how many full lists name it, and if its certainty varies."""
    actor = [*_EVENT, "object_id"]
    stated = attributions["certainty"].mask(attributions["certainty"].eq("inferred"))
    certainties = attributions.assign(certainty=stated).groupby(actor)["certainty"].nunique()
    once = attributions.drop_duplicates([*actor, "passage_id"])
    naming = once.groupby(actor)["is_full"].sum()
    return pd.DataFrame({"naming_lists": naming, "varies": certainties.gt(1)}).reset_index()

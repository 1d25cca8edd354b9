"""Rules about who is said to have done something."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.lookups import looked_up
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_KEYS = ["subject_id", "role"]


class AttributionsAgree(LegacyRule):
    """Attributions of one event agree.

    Statement: Wherever the text says who did something, or who claimed it, it names the same
        actors, each with the same certainty.
    Formula: gap = number of actors that are not named in every passage that attributes the event
        in this role + number of actors whose certainty differs; the bound is gap <= 0.
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
    reads = columns(
        relations="claim_id passage_id subject_id predicate_id object_id certainty roster",
        properties="property_id attribution",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each event and role: `passages`, `not_everywhere`, `differing`, `gap`."""
        attributions = _attributions(tables)
        passages = attributions.groupby([*_KEYS, "passage_id"], as_index=False).agg(
            is_full=("is_full", "all")
        )
        attributions = attributions.drop(columns="is_full").merge(
            passages, on=[*_KEYS, "passage_id"]
        )
        groups = passages.groupby(_KEYS, sort=False, as_index=False).agg(
            passages=("passage_id", "size"), full=("is_full", "sum")
        )
        actors = _actors(attributions).merge(groups, on=_KEYS)
        counts = actors.assign(not_everywhere=actors["named"] < actors["full"])
        counts = counts.groupby(_KEYS).agg(
            not_everywhere=("not_everywhere", "sum"), differing=("differing", "sum")
        )
        groups = groups[groups["passages"] > 1].merge(counts, on=_KEYS)
        gap = (groups["not_everywhere"] + groups["differing"]).astype("Int64")
        return groups.assign(gap=gap)

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """All attributions of the event in that role."""
        groups = violations[_KEYS].rename_axis("group").reset_index()
        members = _attributions(tables).merge(groups, on=_KEYS)
        certainty = " (" + members["certainty"] + ")"
        value = members["object_id"] + certainty.mask(members["certainty"].eq("inferred"), "")
        return members[["group", "claim_id"]].assign(
            column="object_id", value=value, label=members["passage_id"]
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the event, the role, and the actors of each passage."""
        named: dict[str, list[str]] = {}
        for item in evidence:
            named.setdefault(item.label, []).append(item.value)
        versions = sorted({", ".join(sorted(set(actors))) for actors in named.values()})
        return f"{group['role']} of {group['subject_id']}: {'; elsewhere '.join(versions)}"


@cached
def _attributions(tables: Tables) -> pd.DataFrame:
    """The relations that tie an event to an actor, with their `role`."""
    relations, properties = tables["relations"], tables["properties"]
    role = looked_up(relations["predicate_id"], properties, "property_id", ["attribution"])
    is_attribution = role["attribution"].ne("")
    columns = ["claim_id", "passage_id", "subject_id", "object_id", "certainty", "roster"]
    attributions = relations.loc[is_attribution, columns]
    return attributions.assign(
        role=role["attribution"], is_full=attributions["roster"].ne("partial")
    )


def _actors(attributions: pd.DataFrame) -> pd.DataFrame:
    """One row for each event, role and actor.

    `named` is the number of passages with a full account that name the actor, `differing` whether
    its certainty differs between attributions.
    """
    keys = [*_KEYS, "object_id"]
    firmness = attributions["certainty"].mask(attributions["certainty"].eq("inferred"))
    certainties = attributions.assign(firmness=firmness).groupby(keys)["firmness"].nunique()
    once = attributions.drop_duplicates([*keys, "passage_id"])
    named = once.groupby(keys)["is_full"].sum()
    actors = pd.DataFrame({"named": named, "differing": certainties.gt(1)})
    return actors.reset_index()

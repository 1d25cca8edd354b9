"""The rule about names: one thing is spelled in one way, and two things are not called alike."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.columns import columns
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables
from checks.rules.text.likeness import near_names, spellings
from checks.rules.text.spelling import is_acronym, words_of

_KINDS = ("full", "short", "variant")
"""The kinds of names that are spellings: an acronym, an adjective or a translation is none."""

_SIDES = ("form", "other_form")

_PAIR = ["entity_id", "other_id"]

_FAR = 3
"""Letters that names of two things should differ in, at least."""


class NamesSpelledOneWay(LegacyRule):
    """A thing is spelled in one way, and unlike other things.

    Statement: The printed names of one entity that are one name are spelled in one way; and names
        of two entities of one type differ in more than one or two letters.
    Formula: Two words differ in the letters of the longer one outside their longest common
        subsequence; a letter replaced, dropped, added or moved counts one. Names of one entity are
        one name if, without case, accents, punctuation and Arabic articles, they are the same
        letters, or as many words that differ word by word in no more than a fifth of the letters
        (one at least, two at most; none in a word of one or two letters). gap = its spellings - 1,
        summed over the names of an entity. Names of two entities are near if they have the same
        words but for one, in which one or two letters differ, no more than two fifths, after the
        same two first letters; or if they are one word each, of four letters at least, and differ
        in one. gap = 3 - letters. The bound is gap <= 0.
    Inputs: `names` (kinds full, short, variant) and `citations` (as printed), whichever the package
        has; `entities` (type, iso_3166); `passages` (document_id, start). A group is an entity with
        a name, or a pair of entities with near names. The claims of a finding are the first of each
        printed form.
    Severity rationale: info. Another spelling is no contradiction; but readers search for one
        spelling, and take two things with nearly one name for each other.
    Source: record linkage by longest common subsequence and deletion neighbourhoods (SymSpell);
        name authority files in libraries, which gather the variants of a name.
    Limits: Not seen as spellings: other words or another order of words (a short form), plural and
        possessive, an English article or a capital in front, kinds of apostrophe and hyphen.
        Numbers and acronyms must be the same. Transliterations that share few letters are missed.
        Two entities with exactly one name (a city and its region) are no near names, nor are two
        places that both have an ISO 3166 code: their names are settled elsewhere.
    """

    name = "names-spelled-one-way"
    family = "text"
    severity = "info"
    reads = columns(
        names="claim_id passage_id entity_id name kind",
        citations="claim_id passage_id entity_id as_stated",
        entities="entity_id type iso_3166",
        passages="passage_id document_id start:integer",
    )

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """`names` and `citations` may stand in for each other."""
        missing = set(super().missing(tables))
        is_enough = not missing & {"entities", "passages"} and not missing >= {"names", "citations"}
        return () if is_enough else super().missing(tables)

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each entity (`other_id` is empty), and for each pair with near names."""
        forms = _forms(tables)
        words = words_of(forms["printed"])
        extra = spellings(forms, words).drop_duplicates()
        extra = extra.assign(gap=extra["spellings"] - 1, other_id="")
        pairs = near_names(forms, words)
        pairs = pairs.assign(gap=_FAR - pairs["letters"])
        groups = [
            extra.groupby(_PAIR, as_index=False, sort=False).agg(gap=("gap", "sum")),
            pairs.groupby(_PAIR, as_index=False, sort=False).agg(gap=("gap", "max")),
        ]
        return pd.concat([group.astype({"gap": "Int64"}) for group in groups])

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The printed forms concerned, each with the claim that has it first."""
        forms = _forms(tables, pd.concat([violations[column] for column in _PAIR]))
        words = words_of(forms["printed"])
        of_entities = spellings(forms, words)
        near = near_names(forms, words)
        sides = [near[[*_PAIR, side]].set_axis([*_PAIR, "form"], axis=1) for side in _SIDES]
        several = of_entities[of_entities["spellings"] > 1]
        found = pd.concat(
            [several.assign(other_id="", form=several.index)[[*_PAIR, "form"]], *sides]
        ).drop_duplicates()
        groups = violations[_PAIR].rename_axis("group").reset_index()
        members = found.merge(groups, on=_PAIR)
        form = forms.loc[members["form"]].set_axis(members.index)
        is_pair = members["other_id"].ne("")
        return form[["claim_id", "column"]].assign(
            group=members["group"],
            value=form["printed"],
            label=form["entity_id"].where(is_pair, ""),
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Lists the spellings, or the near names with how many letters they differ in."""
        if not group["other_id"]:
            return f"{group['entity_id']} is spelled {_listed(evidence)}"
        letters = _FAR - int(group["gap"])
        names = [
            f"{entity} ({_listed([item for item in evidence if item.label == entity])})"
            for entity in (group["entity_id"], group["other_id"])
        ]
        return f"names of {' and '.join(names)} differ in {letters} letter{'s'[: letters - 1]}"


def _forms(tables: Tables, entities: pd.Series | None = None) -> pd.DataFrame:
    """The printed forms of the names of each entity (or of `entities` alone), each once.

    Returns:
        `entity_id`, its `type` and `iso_3166`, `printed`, and of a claim that has the form (with
        `entities`: the first in the text) `claim_id` and `column`. The index counts from 0.
    """
    parts = []
    if "names" in tables:
        names = tables["names"]
        names = names[names["kind"].isin(_KINDS)]
        parts.append(names.assign(printed=names["name"], column="name"))
    if "citations" in tables:
        citations = tables["citations"]
        parts.append(citations.assign(printed=citations["as_stated"], column="as_stated"))
    columns = ["entity_id", "printed", "claim_id", "column"]
    forms = pd.concat([part[[*columns, "passage_id"]] for part in parts])
    if entities is not None:
        forms = _in_text_order(
            forms[forms["entity_id"].isin(entities.unique())], tables["passages"]
        )
    forms = forms.drop_duplicates(["entity_id", "printed"])
    forms = forms[~is_acronym(forms["printed"])]
    described = tables["entities"][["entity_id", "type", "iso_3166"]]
    return forms[columns].merge(described, on="entity_id")


def _in_text_order(claims: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    order = passages[["passage_id", "document_id", "start"]]
    placed = claims.merge(order, on="passage_id", how="left")
    return placed.sort_values(["document_id", "start", "claim_id"])


def _listed(evidence: Sequence[Evidence]) -> str:
    """The printed forms, each once: “Kolo” and “Kollo”."""
    return " and ".join(f"“{name}”" for name in dict.fromkeys(item.value for item in evidence))

"""The rule about names: one thing is spelled in one way, and two things are not called alike."""

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.rules.text.likeness import near_names, spellings
from checks.rules.text.spelling import is_acronym, words_of
from checks.tables.text_dtype import Text

_KINDS = ("full", "short", "variant")
"""The kinds of names that are spellings: an acronym, an adjective or a translation is none."""

_SIDES = ("form", "other_form")

_PAIR = ["entity_id", "other_id"]

_FAR = 3
"""Letters that names of two things should differ in, at least."""


class NamedEntities(RuleModel):
    """Entities with their names, and pairs of entities with names that are nearly the same."""

    entity_id: Series[Text]
    other_id: Series[Text] = pa.Field(description="the second entity of a pair, else empty")
    names: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="different names of the entity; missing for a pair"
    )
    spellings: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="spellings of all these names; missing for a pair"
    )
    letters: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="the fewest letters in which near names of the pair differ"
    )

    @rule_check("names-spelled-one-way", "a name has one spelling, and is unlike those of others")
    def spelled_one_way(cls, entities: pd.DataFrame) -> "pd.Series[bool]":
        """Each name of an entity has one spelling, or names of two entities are far apart."""
        has_one_spelling = entities["spellings"] == entities["names"]
        is_far = entities["letters"] >= _FAR
        return has_one_spelling.where(entities["other_id"].eq(""), is_far)


class NamesSpelledOneWay(Rule):
    """A thing is spelled in one way, and unlike other things.

    Statement: The printed names of one entity that are one name are spelled in one way; and names
        of two entities of one type differ in more than one or two letters.
    Formula: Two words differ in the letters of the longer one outside their longest common
        subsequence; a letter replaced, dropped, added or moved counts one. Names of one entity are
        one name if, without case, accents, punctuation and Arabic articles, they are the same
        letters, or as many words that differ word by word in no more than a fifth of the letters
        (one at least, two at most; none in a word of one or two letters). For an entity, spellings
        = names. Names of two entities are near if they have the same words but for one, in which
        one or two letters differ, no more than two fifths, after the same two first letters; or if
        they are one word each, of four letters at least, and differ in one. For a pair of entities
        with near names, letters >= 3.
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
    model = NamedEntities
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

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each entity, and one for each pair with near names."""
        forms = _forms(tables)
        words = words_of(forms["printed"])
        names = spellings(forms, words).drop_duplicates().groupby("entity_id", sort=False)
        near = near_names(forms, words).groupby(_PAIR, as_index=False, sort=False)
        entities = names.agg(names=("cluster", "size"), spellings=("spellings", "sum"))
        pairs = near.agg(letters=("letters", "min"))
        rows = pd.concat([entities.reset_index().assign(other_id=""), pairs], ignore_index=True)
        numbers = dict.fromkeys(["names", "spellings", "letters"], "Int64")
        return rows.astype(numbers).assign(not_evaluable=reasons(rows.index))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The printed forms concerned, each with the claim that has it first."""
        forms = _forms(tables, pd.concat([failures[column] for column in _PAIR]))
        words = words_of(forms["printed"])
        of_entities = spellings(forms, words)
        near = near_names(forms, words)
        sides = [near[[*_PAIR, side]].set_axis([*_PAIR, "form"], axis=1) for side in _SIDES]
        several = of_entities[of_entities["spellings"] > 1]
        found = pd.concat(
            [several.assign(other_id="", form=several.index)[[*_PAIR, "form"]], *sides]
        ).drop_duplicates()
        groups = failures[_PAIR].rename_axis("group").reset_index()
        members = found.merge(groups, on=_PAIR)
        form = forms.loc[members["form"]].set_axis(members.index)
        is_pair = members["other_id"].ne("")
        return form[["claim_id", "column"]].assign(
            group=members["group"],
            value=form["printed"],
            label=form["entity_id"].where(is_pair, ""),
        )

    def message(self, violation: Violation) -> str:
        """Lists the spellings, or the near names with how many letters they differ in."""
        entity, other = violation["entity_id"], violation["other_id"]
        if not other:
            return f"{entity} is spelled {_listed(violation.evidence)}"
        letters = int(violation["letters"])
        names = [
            f"{each} ({_listed([item for item in violation.evidence if item.label == each])})"
            for each in (entity, other)
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

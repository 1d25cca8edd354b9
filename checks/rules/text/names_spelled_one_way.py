"""The rule about names: one thing is spelled in one way, and two things are not called alike."""

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.rules.text.likeness import near_names, spellings
from checks.rules.text.spelling import is_acronym, words_of
from checks.tables.shortening import listed
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
    between_documents = False
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
        spelled = _spellings(tables).drop_duplicates().groupby("entity_id", sort=False)
        near = _near_names(tables).groupby(_PAIR, as_index=False, sort=False)
        entities = spelled.agg(names=("cluster", "size"), spellings=("spellings", "sum"))
        pairs = near.agg(letters=("letters", "min"))
        rows = pd.concat([entities.reset_index().assign(other_id=""), pairs], ignore_index=True)
        numbers = dict.fromkeys(["names", "spellings", "letters"], "Int64")
        return rows.astype(numbers).assign(not_evaluable=reasons(rows.index))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The printed forms concerned, each with the claim that has it first."""
        spelled, near = _spellings(tables), _near_names(tables)
        several = spelled[spelled["spellings"] > 1]
        sides = [near[[*_PAIR, side]].set_axis([*_PAIR, "form"], axis=1) for side in _SIDES]
        found = pd.concat(
            [several.assign(other_id="", form=several.index)[[*_PAIR, "form"]], *sides]
        ).drop_duplicates()
        groups = failures[_PAIR].rename_axis("group").reset_index()
        members = found.merge(groups, on=_PAIR)[["group", "other_id", "form"]]
        forms = _forms(tables)[["entity_id", "printed"]]
        members = members.merge(forms, left_on="form", right_index=True)
        members = members.merge(_first_claims(tables, members["entity_id"]))
        is_pair = members["other_id"].ne("")
        return members[["group", "claim_id", "column"]].assign(
            value=members["printed"], label=members["entity_id"].where(is_pair, "")
        )

    def headline(self, violation: Violation) -> str:
        """`Kolo is spelled “Kolo” and “Kollo”`, or two names that differ in few letters."""
        entity, other = violation["entity_id"], violation["other_id"]
        if not other:
            name = f"{violation.label(entity)} is spelled "
            return name + _listed(violation.evidence, 118 - len(name))
        letters = int(violation["letters"])
        names = [
            _listed([item for item in violation.evidence if item.label == each], 40)
            for each in (entity, other)
        ]
        return f"{' and '.join(names)} differ in {letters} letter{'s'[: letters - 1]}"

    def explanation(self, violation: Violation) -> str:
        """Why that is worth a look."""
        if not violation["other_id"]:
            number = len({item.value for item in violation.evidence})
            return f"The text spells one name in {number:,} ways."
        one, other = (violation.label(violation[key]) for key in _PAIR)
        return f"They are coded as two things, {one} and {other}; it may be one name."

    def side(self, violation: Violation, item: Evidence) -> str:  # noqa: ARG002 - as printed
        """The name as printed."""
        return item.value


def _names(tables: Tables) -> pd.DataFrame:
    """The claims that print a name of an entity: `entity_id`, `printed`, and where that stands."""
    parts = []
    if "names" in tables:
        names = tables["names"]
        names = names[names["kind"].isin(_KINDS)]
        parts.append(names.assign(printed=names["name"], column="name"))
    if "citations" in tables:
        citations = tables["citations"]
        parts.append(citations.assign(printed=citations["as_stated"], column="as_stated"))
    columns = ["entity_id", "printed", "claim_id", "column", "passage_id"]
    return pd.concat([part[columns] for part in parts])


@cached
def _forms(tables: Tables) -> pd.DataFrame:
    """The printed forms of the names of each entity, each once.

    Returns:
        `entity_id`, its `type` and `iso_3166`, and `printed`. The index counts from 0.
    """
    forms = _names(tables)[["entity_id", "printed"]].drop_duplicates()
    forms = forms[~is_acronym(forms["printed"])]
    described = tables["entities"][["entity_id", "type", "iso_3166"]]
    return forms.merge(described, on="entity_id")


@cached
def _words(tables: Tables) -> pd.DataFrame:
    """The words of each printed form."""
    return words_of(_forms(tables)["printed"])


@cached
def _spellings(tables: Tables) -> pd.DataFrame:
    """The printed forms that are one name of one entity, as from `spellings`."""
    return spellings(_forms(tables), _words(tables))


@cached
def _near_names(tables: Tables) -> pd.DataFrame:
    """The pairs of forms that are near names of two entities, as from `near_names`."""
    return near_names(_forms(tables), _words(tables))


def _first_claims(tables: Tables, entities: pd.Series) -> pd.DataFrame:
    """Of each printed form of some entities, the claim that has it first in the text."""
    names = _names(tables)
    names = names[names["entity_id"].isin(entities.unique())]
    order = tables["passages"][["passage_id", "document_id", "start"]]
    placed = names.merge(order, on="passage_id", how="left")
    placed = placed.sort_values(["document_id", "start", "claim_id"])
    first = placed.drop_duplicates(["entity_id", "printed"])
    return first[["entity_id", "printed", "claim_id", "column"]]


def _listed(evidence: Sequence[Evidence], at_most: int) -> str:
    """The printed forms, each once: “Kolo” and “Kollo”."""
    names = dict.fromkeys(item.value for item in evidence)
    return listed((f"“{name}”" for name in names), at_most=at_most, last=" and ")

"""Rules about the text as a whole: what it says twice, and what it announces."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_string_dtype

from checks.rules.lookups import are_among
from checks.rules.outline import ancestry
from checks.rules.rule import Evidence, Rule, Tables

_PROPOSITIONS = {
    "dates": "date",
    "figures": "measure_id",
    "relations": "predicate_id",
    "answers": "option",
    "sequences": "later_entity_id",
}
"""The tables whose claims are propositions, and the column that a reader looks at first."""

_AROUND = frozenset(
    {
        *("claim_id", "passage_id", "row", "as_stated", "attributed_to", "certainty", "note"),
        *("anchor_passage_id", "roster", "part_of_claim_id", "partition"),
        *("earliest", "latest", "precision", "stance"),
    }
)
"""Columns that say where and how a thing is said, how it hangs together with other claims of its
passage, or what follows from another column."""

_READING_ORDER = (
    *("subject_id", "predicate_id", "object_id", "entity_id", "property_id", "measure_id"),
    *("earlier_entity_id", "earlier_property_id", "later_entity_id", "later_property_id"),
    *("question_id", "population_id", "option", "date", "low", "best", "high", "percent", "unit"),
)
"""The columns that come first in the wording of a proposition, whatever the order in its table."""

_CONTENTS = ("dates", "figures", "names")
"""The tables that show that a section has something to say about a thing."""


class ClaimsStatedOnce(Rule):
    """A thing is said in one place.

    Statement: No two passages say the same: each proposition is claimed in one passage only.
    Formula: gap = passages that claim a proposition - 1; the bound is gap <= 0. Two claims are one
        proposition if all columns of content are equal, the two sides of a symmetric relation in
        either order. An answer counts with the question that it answers, whatever mention of it,
        and with the population that it is about.
    Inputs: `dates`, `figures`, `relations`, `answers` (with `questions`: question_id,
        population_id), `sequences`, whichever the package has; `properties` (symmetric), if it is
        there. Content are all columns but those of the claim itself, of its wording, certainty and
        origin, of the list or total of which it is a part, and derived bounds. A group is a
        proposition.
    Severity rationale: info. A restatement is no mistake; but a correction must reach every place,
        and two places are no two witnesses.
    Source: the once-and-only-once rule of single sourcing in technical writing; statement-level
        references in Wikidata, where equal statements are one.
    Limits: Only equal content counts: a day and its month, a rounded figure, or a relation with and
        without a date are other propositions. Rows of one sentence are no restatement. Not
        evaluable: an answer to a question that is not there.
    """

    name = "claims-stated-once"
    family = "text"
    severity = "info"
    reads = (*_PROPOSITIONS, "questions", "properties")

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """Nothing, when the package has any table of propositions: each is checked for itself."""
        missing = super().missing(tables)
        return missing if set(missing) >= set(_PROPOSITIONS) else ()

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each proposition: `table`, the `place` of its first claim there, the gap."""
        present = [name for name in _PROPOSITIONS if name in tables]
        return pd.concat([_propositions(tables, name) for name in present], ignore_index=True)

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """All claims of the proposition, each with the whole of it as value."""
        parts = []
        for name, groups in violations.groupby("table"):
            content = _content(tables, str(name))
            said = content.iloc[groups["place"].tolist()].assign(group=groups.index)
            members = content[content[said.columns[0]].isin(said.iloc[:, 0])].reset_index()
            members = members.merge(said, on=list(content.columns))
            claims = tables[str(name)]["claim_id"].to_numpy()[members["index"]]
            value = _phrase(members[list(content.columns)])
            column = _PROPOSITIONS[str(name)]
            parts.append(
                members[["group"]].assign(claim_id=claims, column=column, value=value.to_numpy())
            )
        return pd.concat(parts, ignore_index=True)

    def message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Says what is said, and in how many passages."""
        return f"said in {int(group['gap']) + 1} passages ({group['table']}): {evidence[0].value}"


class SectionsHaveContent(Rule):
    """A section holds what its heading announces.

    Statement: Every section holds a paragraph; and one whose heading announces things of some type
        dates, counts or names at least one thing of that type.
    Formula: gap = 0 if the section, or one inside it, holds a paragraph and, where its heading
        announces a type, a claim about an entity of that type; else 1. The bound is gap <= 0.
    Inputs: `passages` (kind, parent_id); `headings` (announces); `entities` (type); `dates`,
        `figures` and `names` (except adjectives) of all passages in the section, whichever of them
        the package has. A group is a section.
    Severity rationale: info. Nothing false is said; but a reader takes silence under a heading for
        the absence of the thing.
    Source: the completeness dimension of data quality (ISO/IEC 25012); the check for empty elements
        that validators of document formats make.
    Limits: One claim is enough: how complete the section is, is not judged. A thing that only a
        relation or a statement mentions is not dated, counted or named there. Not evaluable: a
        section without a coded heading; an announced type, when the package has none of the tables.
    """

    name = "sections-have-content"
    family = "text"
    severity = "info"
    reads = ("passages", "headings", "entities", *_CONTENTS)

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """The tables of contents may be missing: then no section is empty for want of claims."""
        return tuple(name for name in super().missing(tables) if name not in _CONTENTS)

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each section: `passage_id`, `announces`, whether it `has_text`, the gap."""
        passages, headings = tables["passages"], tables["headings"]
        sections = passages.loc[passages["kind"].eq("section"), ["passage_id"]]
        tree = ancestry(passages, "section")
        paragraphs = passages.loc[passages["kind"].eq("paragraph"), ["passage_id"]]
        filled = tree.merge(paragraphs, on="passage_id")["ancestor_id"]
        headings = headings[["passage_id", "claim_id", "announces", "as_stated"]]
        groups = sections.merge(headings, on="passage_id", how="left")
        has_text = are_among(groups["passage_id"], filled)
        announced = groups["announces"].fillna("")
        held = groups.assign(type=announced).merge(
            _types_in(tables, tree), how="left", indicator=True
        )
        is_kept = announced.eq("") | held["_merge"].eq("both")
        gap = (~(has_text & is_kept)).astype("Int64")
        is_unread = has_text & announced.ne("") & (not any(name in tables for name in _CONTENTS))
        return groups.assign(has_text=has_text, gap=gap.mask(is_unread | groups["claim_id"].isna()))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002 - the groups suffice
        """The heading, with what it announces."""
        announced = violations["announces"]
        announces = announced.ne("")
        return violations[["claim_id"]].assign(
            group=violations.index,
            column=announces.map({True: "announces", False: "as_stated"}),
            value=announced.where(announces, violations["as_stated"]),
        )

    def message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:  # noqa: ARG002 - the group says it all
        """Names the section, and what it lacks."""
        section = f"section {group['passage_id']} “{group['as_stated']}”"
        if not group["has_text"]:
            return f"{section} holds no paragraph"
        return (
            f"{section} announces entities of type {group['announces']}, "
            "and dates, counts or names none"
        )


def _propositions(tables: Tables, name: str) -> pd.DataFrame:
    """The part of the derived frame of `ClaimsStatedOnce` that is about one table."""
    content = _content(tables, name)
    number = content.groupby(list(content.columns), sort=False).ngroup()
    said = pd.DataFrame({"number": number, "passage_id": tables[name]["passage_id"].to_numpy()})
    passages = said.drop_duplicates().groupby("number", sort=True).size()
    place = np.flatnonzero(~number.duplicated())
    gap = pd.Series((passages - 1).to_numpy(), dtype="Int64")
    if "question_id" in content:
        gap = gap.mask(content["question_id"].iloc[place].eq("").to_numpy())
    return pd.DataFrame({"table": name, "place": place, "gap": gap})


def _content(tables: Tables, name: str) -> pd.DataFrame:
    """The columns of a table that make the proposition, as texts; the index counts from 0."""
    table = tables[name].reset_index(drop=True)
    derived = [f"{column}_{end}" for column in table for end in ("earliest", "latest")]
    content = table.drop(columns=[*_AROUND, *derived], errors="ignore")
    if name == "answers":
        asked = ["question_id", "population_id"]
        questions = tables.get("questions", pd.DataFrame(columns=["claim_id", *asked]))
        mentions = content.pop("question_claim_id")
        for place, column in enumerate(asked):
            values = mentions.map(questions.set_index("claim_id")[column])
            content.insert(place, column, values.astype("str").fillna(""))
    if name == "relations" and "properties" in tables:
        properties = tables["properties"]
        symmetric = properties.loc[properties["symmetric"], "property_id"]
        swap = content["predicate_id"].isin(symmetric) & (
            content["subject_id"] > content["object_id"]
        )
        sides = content[["object_id", "subject_id"]].set_axis(["subject_id", "object_id"], axis=1)
        content.update(sides[swap])
    texts = content.columns[[not is_string_dtype(kind) for kind in content.dtypes]]
    return content.assign(**{column: _as_text(content[column]) for column in texts})


def _as_text(values: pd.Series) -> pd.Series:
    return values.astype("str").where(values.notna(), "")


def _phrase(content: pd.DataFrame) -> pd.Series:
    """A proposition in one line: identifiers as they are, other values with their column."""
    phrase = pd.Series("", index=content.index)
    first = [column for column in _READING_ORDER if column in content]
    for column in [*first, *sorted(set(content.columns) - set(first))]:
        prefix = "" if str(column).endswith("_id") else f"{column}="
        phrase += (" " + prefix + content[column]).where(content[column].ne(""), "")
    return phrase.str.strip()


def _types_in(tables: Tables, tree: pd.DataFrame) -> pd.DataFrame:
    """The types of the things that each section dates, counts or names: `passage_id`, `type`."""
    claims = [_about(tables[name]) for name in _CONTENTS if name in tables]
    if not claims:
        return pd.DataFrame({"passage_id": [], "type": []}, dtype="str")
    types = tables["entities"][["entity_id", "type"]]
    said = pd.concat(claims).drop_duplicates().merge(types, on="entity_id")
    said = said[["passage_id", "type"]].drop_duplicates()
    within = said.merge(tree, on="passage_id")[["ancestor_id", "type"]].drop_duplicates()
    return within.rename(columns={"ancestor_id": "passage_id"})


def _about(table: pd.DataFrame) -> pd.DataFrame:
    """Where a table says something about which entity; an adjective is not yet a name."""
    rows = table[table["kind"].ne("adjective")] if "kind" in table else table
    return rows[["passage_id", "entity_id"]]

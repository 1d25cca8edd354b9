"""The rule about what the text says twice."""

import pandas as pd
import pandera.pandas as pa
from pandas.api.types import is_string_dtype
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text

_PROPOSITIONS = {
    "dates": "date",
    "figures": "measure_id",
    "relations": "predicate_id",
    "answers": "option",
    "sequences": "later_entity_id",
}
"""The tables whose claims are propositions, and the column that a reader looks at first."""

_CONTEXT = frozenset(
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


class Propositions(RuleModel):
    """What claims of one table say, whoever says it, and wherever."""

    table: Series[Text]
    passages: Series[int] = pa.Field(description="how many passages claim it")

    @rule_check("claims-stated-once", "one passage alone claims the proposition")
    def one_passage(cls, propositions: pd.DataFrame) -> "pd.Series[bool]":
        """Claims of one passage may repeat each other."""
        return propositions["passages"].eq(1)


class ClaimsStatedOnce(Rule):
    """A thing is said in one place.

    Statement: No two passages say the same: each proposition is claimed in one passage only.
    Formula: passages = 1, the number of passages that claim a proposition. Two claims are one
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
    model = Propositions
    between_documents = False
    reads = columns(
        dates="claim_id passage_id date *",
        figures="claim_id passage_id measure_id *",
        relations="claim_id passage_id subject_id predicate_id object_id *",
        answers="claim_id passage_id question_claim_id option *",
        sequences="claim_id passage_id later_entity_id *",
        questions="claim_id question_id population_id",
        properties="property_id symmetric:boolean",
    )

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """Nothing, when the package has any table of propositions: each is checked for itself."""
        missing = super().missing(tables)
        return missing if set(missing) >= set(_PROPOSITIONS) else ()

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each proposition, with the `number` that it has in its table."""
        present = [name for name in _PROPOSITIONS if name in tables]
        return pd.concat([_propositions(tables, name) for name in present], ignore_index=True)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """All claims of the proposition, each with the whole of it as value."""
        parts = []
        for name, groups in failures.groupby("table"):
            content = _content(tables, str(name))
            number = pd.Series(content.index, index=tables[str(name)].index)
            is_said = number.isin(groups["number"])
            part = {
                "group": number[is_said].map(pd.Series(groups.index, groups["number"])),
                "claim_id": tables[str(name)]["claim_id"],
                "column": _PROPOSITIONS[str(name)],
                "value": _phrase(content[is_said.to_numpy()]).to_numpy(),
            }
            parts.append(pd.DataFrame(part, index=number[is_said].index))
        return pd.concat(parts)

    def message(self, violation: Violation) -> str:
        """Says what is said, and in how many passages."""
        said = violation.evidence[0].value
        return f"said in {violation['passages']} passages ({violation['table']}): {said}"


def _propositions(tables: Tables, name: str) -> pd.DataFrame:
    """The propositions of one table."""
    content = _content(tables, name)
    passages = tables[name]["passage_id"].groupby(content.index.to_numpy()).nunique()
    frame = pd.DataFrame({"table": name, "number": passages.index, "passages": passages})
    is_unasked = name == "answers" and content.groupby(level=0)["question_id"].first().eq("")
    unasked = (is_unasked, "the question is not in the package")
    return frame.assign(not_evaluable=reasons(frame.index, unasked))


@cached
def _content(tables: Tables, name: str) -> pd.DataFrame:
    """The columns of a table that make the proposition, as texts; the index is its number."""
    table = tables[name]
    endings = ("earliest", "latest", "impossible")
    derived = [f"{column}_{end}" for column in table for end in endings]
    content = table.drop(columns=[*_CONTEXT, *derived], errors="ignore")
    if name == "answers":
        content = _with_questions(content, tables)
    if name == "relations" and "properties" in tables:
        content = _in_one_order(content, tables["properties"])
    others = content.columns[[not is_string_dtype(kind) for kind in content.dtypes]]
    content = content.assign(**{column: _as_text(content[column]) for column in others})
    return content.set_index(content.groupby(list(content), sort=False).ngroup())


def _with_questions(answers: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The answers with the question and the population of the mention that they answer."""
    questions = tables.get("questions", pd.DataFrame())
    mentions = answers.pop("question_claim_id")
    asked = looked_up(mentions, questions, "claim_id", ["question_id", "population_id"])
    return asked.join(answers.drop(columns=asked.columns, errors="ignore"))


def _in_one_order(relations: pd.DataFrame, properties: pd.DataFrame) -> pd.DataFrame:
    """The relations, the sides of a symmetric one in alphabetical order."""
    symmetric = properties.loc[properties["symmetric"], "property_id"]
    subjects, objects = relations["subject_id"], relations["object_id"]
    swap = relations["predicate_id"].isin(symmetric) & (subjects > objects)
    return relations.assign(
        subject_id=subjects.mask(swap, objects), object_id=objects.mask(swap, subjects)
    )


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

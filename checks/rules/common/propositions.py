"""What claims say, whoever says it and wherever. Claims that say the same restate each other."""

import pandas as pd
from pandas.api.types import is_string_dtype

from checks.rules.caching import cached
from checks.rules.columns import ANY, columns
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables
from checks.tables.edtf import bounds

READS = columns(
    answers="claim_id passage_id question_claim_id",
    questions="claim_id question_id population_id",
    relations="claim_id passage_id subject_id predicate_id object_id",
    properties="property_id symmetric:boolean",
    **{ANY: "claim_id? passage_id? left_claim_id? *"},
)
"""What is read of the tables, as far as they are there."""

_NO_PROPOSITIONS = frozenset({"names", "citations", "headings"})
"""The tables whose claims are about the wording and the outline of the text."""

_CONTEXT = frozenset(
    {
        *("claim_id", "passage_id", "row", "as_stated", "attributed_to", "certainty", "note"),
        *("anchor_passage_id", "roster", "part_of_claim_id", "partition"),
        *("earliest", "latest", "precision", "stance"),
    }
)
"""Columns that say where and how a thing is said, how it hangs together with other claims of its
passage, or what follows from another column."""

_TIMES = ("start", "end")
_EVENTS = tuple(f"{time}_{part}_id" for time in _TIMES for part in ("entity", "property"))
"""Columns that a passage may leave open and another one supply: dates, and events in their place.
"""

_ENDS = ("earliest", "latest")


@cached
def propositions(tables: Tables) -> pd.DataFrame:
    """The proposition of each claim, names, citations and headings left out.

    Claims of one table have one proposition if all columns of content are equal, the two sides of
    a symmetric relation in either order. A start or an end may be empty, or less precise. If there
    is no day that all starts (or ends) of otherwise equal claims allow, or if they name two events,
    these are equal only where start and end are the same. An answer counts with the question that
    it answers and its population, a comparison with what the compared claims say.

    Returns:
        `claim_id`, `passage_id`, and `proposition`, a number as text; "" where the question of an
        answer is not in the package.
    """
    parts = [pd.DataFrame({"claim_id": [], "passage_id": [], "proposition": []}, dtype="str")]
    count = 0
    for name in _in_order(tables):
        content = _content(tables, name, pd.concat(parts))
        number = _numbers(content, tables[name])
        said = (number + count).astype("str")
        if name == "answers":
            said = said.mask(content["question_id"].eq(""), "")
        parts.append(tables[name][["claim_id", "passage_id"]].assign(proposition=said))
        count += len(number)
    return pd.concat(parts, ignore_index=True)


def _in_order(tables: Tables) -> list[str]:
    """The tables of propositions, those that compare other claims last."""
    names = [
        name
        for name, table in tables.items()
        if {"claim_id", "passage_id"} <= set(table) and name not in _NO_PROPOSITIONS
    ]
    return sorted(names, key=lambda name: "left_claim_id" in tables[name])


def _content(tables: Tables, name: str, known: pd.DataFrame) -> pd.DataFrame:
    """The columns of a table that make the proposition, as texts; `known` are those before."""
    table = tables[name]
    derived = [f"{column}_{end}" for column in table for end in (*_ENDS, "impossible")]
    content = table.drop(columns=[*_CONTEXT, *derived], errors="ignore")
    if name == "answers":
        content = _with_questions(content, tables)
    if name == "relations" and "properties" in tables:
        content = _in_one_order(content, tables["properties"])
    for column in content.columns[content.columns.str.endswith("_claim_id")]:
        said = looked_up(content[column], known, "claim_id", ["proposition"])["proposition"]
        content[column] = said.where(said.ne(""), content[column])
    others = content.columns[[not is_string_dtype(kind) for kind in content.dtypes]]
    return content.assign(**{column: _as_text(content[column]) for column in others})


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


def _numbers(content: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Numbers from 0 for equal rows; times are equal if they allow a day in common."""
    times = [name for name in _TIMES if name in content]
    events = [name for name in _EVENTS if name in content]
    timeless = [name for name in content if name not in (*times, *events)]
    number = content.groupby(timeless, sort=False).ngroup()
    if not times and not events:
        return number
    disagree = pd.Series(False, index=content.index)
    for name in times:
        days = _days(table, name)
        latest_start = days["earliest"].groupby(number).transform("max")
        disagree |= latest_start > days["latest"].groupby(number).transform("min")
    for name in events:
        named = content[name].mask(content[name].eq(""))
        disagree |= named.groupby(number).transform("nunique") > 1
    told_apart = content[[*times, *events]].where(disagree, "").assign(number=number)
    return told_apart.groupby(list(told_apart), sort=False).ngroup()


def _days(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The first and the last day that each date allows."""
    derived = [f"{name}_{end}" for end in _ENDS]
    if set(derived) <= set(table):
        return table[derived].set_axis(_ENDS, axis=1)
    return bounds(table[name])[list(_ENDS)]

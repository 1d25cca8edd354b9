"""All claims of a package as one flat table, in words and with their identifiers beside them.

A row is a claim of any table. Which columns name the thing, the term and the other thing follows
from the foreign keys of its table; which ones hold the value is declared in `_CONTENTS`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from checks.findings.places import PassageNames
from checks.rules.common.intervals import answer_values, figure_values, wording
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables, disputes
from checks.tables.package import Package, Resource

COLUMNS = (
    *("claim_id", "table", "document_id", "place"),
    *("subject_id", "subject", "property_id", "property", "object_id", "object"),
    *("value", "low", "best", "high", "unit", "earliest", "latest"),
    *("printed", "certainty", "attributed_to", "disputed", "findings"),
)
"""The columns of the flat table. `disputed` and `findings` follow from the register."""

_LABELLED = {"subject": "entities", "property": "properties", "object": "entities"}
_NUMBERS = ("low", "best", "high")

Words: TypeAlias = Callable[[pd.DataFrame, Tables], pd.Series]


@dataclass(frozen=True)
class _Content:
    """What a table has as the value of a claim.

    Attributes:
        value: the text, from the claims and all tables; or the name of its column.
        numbers: the columns of the lowest, the best and the highest number.
        unit: the unit of the numbers; `unit` stands for the column of that name.
        dated: the columns of dates in EDTF; the first one that is not empty counts.
        has_term: whether the first term of the vocabulary that it refers to is what it says.
        by: the column with a claim of another table, whose thing and term this claim is about.
    """

    value: str | Words = ""
    numbers: tuple[str, ...] = ()
    unit: str = ""
    dated: tuple[str, ...] = ()
    has_term: bool = True
    by: str = ""


def _of_figure(figures: pd.DataFrame, tables: Tables) -> pd.Series:  # noqa: ARG001 - one interface
    return wording(figure_values(figures), "best")["value"]


def _of_answer(answers: pd.DataFrame, tables: Tables) -> pd.Series:
    asked = looked_up(answers["question_claim_id"], tables["questions"], "claim_id", ["topic"])
    share = wording(answer_values(answers, tables), "percent")["value"]
    share = (share + " %").where(share.ne(""), "")
    return _words(asked["topic"]) + ": " + (_words(answers["option"]) + " " + share).str.strip()


def _of_relation(relations: pd.DataFrame, tables: Tables) -> pd.Series:  # noqa: ARG001 - as above
    start, end = relations["start"], relations["end"]
    return start.where(end.eq(""), (start + " to " + end).str.removeprefix(" "))


def _of_sequence(orders: pd.DataFrame, tables: Tables) -> pd.Series:
    least, most = (
        orders[f"{end}_lag_days"].astype("str").where(orders[f"{end}_lag_days"].notna(), "")
        for end in ("minimum", "maximum")
    )
    days = ("at least " + least).where(most.eq(""), least + " to " + most)
    later = looked_up(orders["later_property_id"], tables["properties"], "property_id", ["label"])
    lag = (days + " days ").mask(days.eq("at least 0"), "")
    return lag + "before: " + later["label"]


def _of_comparison(comparisons: pd.DataFrame, tables: Tables) -> pd.Series:
    """The relation with what it compares with: `less “51 percent”`."""
    compared = [tables[name] for name in ("answers", "figures") if name in tables]
    printed = pd.concat([table[["claim_id", "as_stated"]] for table in compared])
    right = looked_up(comparisons["right_claim_id"], printed, "claim_id", ["as_stated"])
    quoted = ("“" + right["as_stated"] + "”").where(right["as_stated"].ne(""), "")
    factor = pd.Series(comparisons.get("factor", ""), comparisons.index)
    said = _words(comparisons["relation"]) + " " + factor + " " + comparisons["constant"]
    return (said + " " + quoted).str.split().str.join(" ")


def _words(codes: pd.Series) -> pd.Series:
    return codes.str.replace("-", " ")


def _of_question(questions: pd.DataFrame, tables: Tables) -> pd.Series:  # noqa: ARG001 - as above
    return _words(questions["topic"])


_CONTENTS: Mapping[str, _Content] = {
    "answers": _Content(_of_answer, ("low", "percent", "high"), "percent", by="question_claim_id"),
    "citations": _Content("list_label"),
    "comparisons": _Content(_of_comparison, by="left_claim_id"),
    "dates": _Content("date", dated=("date",)),
    "figures": _Content(_of_figure, _NUMBERS, "unit", ("as_of",)),
    "headings": _Content("as_stated"),
    "names": _Content("name"),
    "polls": _Content(
        "fieldwork", ("", "sample_size", ""), "respondents", ("fieldwork", "published")
    ),
    "questions": _Content(_of_question, dated=("asked",), has_term=False),
    "relations": _Content(_of_relation, dated=("start",)),
    "sequences": _Content(_of_sequence),
    "statements": _Content("summary"),
}
"""The contents of the tables of the profile. A claim of another table has printed words alone."""


def flat_claims(
    package: Package, tables: Tables, findings: Iterable[Mapping[str, str]]
) -> list[dict[str, str]]:
    """The rows of the flat table, in the order of the text.

    Args:
        package: says which tables are of claims, and what their columns refer to.
        tables: its typed tables. One that lacks a column that is needed has printed words alone.
        findings: rows of the register: `finding_id`, `claims`, and perhaps `severity`.
    """
    resources = {item.name: item for item in package.resources if item.schema.is_of_claims}
    parts = {
        name: _flat(resource, tables[name], tables)
        for name, resource in resources.items()
        if name in tables
    }
    if not parts:
        return []
    for name, content in _CONTENTS.items():
        if name in parts and content.by:
            parts[name] = _with_subject(parts[name], tables[name][content.by], parts)
    return _placed(pd.concat(parts.values(), ignore_index=True), tables, findings)


def _flat(resource: Resource, claims: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The claims of one table, without what depends on other claims."""
    content = _CONTENTS.get(resource.name, _Content())
    flat = pd.DataFrame("", claims.index, COLUMNS, dtype="str")
    flat = flat.assign(table=resource.name, printed=claims["as_stated"])
    flat[["claim_id", "passage_id"]] = claims[["claim_id", "passage_id"]]
    for name, column in _named(resource, content).items():
        flat[f"{name}_id"] = claims[column]
    for name in ("certainty", "attributed_to"):
        flat[name] = claims.get(name, flat[name])
    try:
        return _filled(flat, content, claims, tables)
    except KeyError:
        return flat


def _filled(
    flat: pd.DataFrame, content: _Content, claims: pd.DataFrame, tables: Tables
) -> pd.DataFrame:
    """The claims with their value, numbers and days."""
    value = content.value
    if value:
        flat["value"] = claims[value] if isinstance(value, str) else value(claims, tables)
    for name, column in zip(_NUMBERS, content.numbers, strict=False):
        if column:
            flat[name] = claims[column].astype("str").where(claims[column].notna(), "")
    is_given = flat["low"].ne("") | flat["best"].ne("") | flat["high"].ne("")
    unit = claims["unit"] if content.unit == "unit" else content.unit
    flat["unit"] = pd.Series(unit, flat.index, dtype="str").where(is_given, "")
    for end in ("earliest", "latest"):
        for column in reversed(content.dated):
            days = claims[end if column == "date" else f"{column}_{end}"]
            texts = days.dt.strftime("%Y-%m-%d").fillna("").astype("str")
            flat[end] = texts.where(claims[column].ne(""), flat[end])
    return flat


def _named(resource: Resource, content: _Content) -> dict[str, str]:
    """The columns that name the thing (`subject`), the term and the other thing (`object`)."""
    targets = [
        (key.fields[0], key.resource)
        for key in resource.schema.foreign_keys
        if len(key.fields) == 1 and key.fields[0] != "attributed_to"
    ]
    things = [column for column, target in targets if target == "entities"]
    terms = [column for column, target in targets if target == "properties"]
    named = dict(zip(("subject", "object"), things, strict=False))
    return named | ({"property": terms[0]} if terms and content.has_term else {})


def _with_subject(
    flat: pd.DataFrame, other_claims: pd.Series, parts: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Claims about other claims, with the thing and the term of these."""
    columns = ["subject_id", "property_id", "object_id"]
    others = pd.concat(parts.values())[["claim_id", *columns]].drop_duplicates("claim_id")
    flat[columns] = looked_up(other_claims, others, "claim_id", columns)
    return flat


def _placed(
    flat: pd.DataFrame, tables: Tables, findings: Iterable[Mapping[str, str]]
) -> list[dict[str, str]]:
    """The rows with labels, places and findings, in the order of the text."""
    for name, table in _LABELLED.items():
        flat[name] = _labels(flat[f"{name}_id"], tables.get(table))
    flat["attributed_to"] = _labels(flat["attributed_to"], tables.get("entities"))
    passages = tables["passages"][["passage_id", "document_id", "start"]]
    where = flat[["passage_id"]].merge(passages, on="passage_id", how="left").set_index(flat.index)
    place = flat["passage_id"].map(PassageNames(tables).of)
    flat = flat.assign(document_id=where["document_id"].fillna(""), place=place)
    said = _said_of(findings).reindex(flat["claim_id"]).set_axis(flat.index)
    flat["findings"] = said["findings"].fillna("")
    flat["disputed"] = said["disputed"].eq(True).map({True: "true", False: "false"})
    flat = flat.assign(start=where["start"]).sort_values(["document_id", "start", "claim_id"])
    rows = flat[list(COLUMNS)].itertuples(index=False, name=None)
    return [dict(zip(COLUMNS, map(str, row), strict=True)) for row in rows]


def _labels(identifiers: pd.Series, table: pd.DataFrame | None) -> pd.Series:
    """The labels of entities or of terms; the identifier itself where there is none."""
    if table is None:
        return identifiers
    labels = looked_up(identifiers, table, str(table.columns[0]), ["label"])["label"]
    return labels.where(labels.ne(""), identifiers)


def _said_of(findings: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """The findings of each claim, and whether one of them is a dispute; the index is the claim."""
    rows = [
        (claim, finding["finding_id"], disputes(finding.get("severity")))
        for finding in findings
        for claim in finding["claims"].split("|")
    ]
    said = pd.DataFrame(sorted(rows), columns=["claim_id", "findings", "disputed"])
    return said.groupby("claim_id").agg(
        findings=("findings", "|".join), disputed=("disputed", "any")
    )

"""Rules read the columns that they declare: no more, and no less."""

import csv
import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from checks.checking import build_report
from checks.findings.evaluation import evaluate
from checks.rules.columns import ANY, BOUNDS, columns_of, reads_more
from checks.rules.registry import own_rules, rule_named
from checks.rules.rule import Rule
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import operators_of
from scripts.world import typed_tables_of
from tests.helpers.builders import describe, read_descriptor

WITH_FAULTS = [rule.name for rule in own_rules() if operators_of(rule.name)]
"""The rules for which there are tables with findings."""


@cache
def faulty(rule: str) -> dict[str, pd.DataFrame]:
    """Tables of small countries, each with a fault that the rule finds, as of one document."""
    cases = make_cases(31, operators_of(rule))
    tables = typed_tables_of([case.country for case in cases])
    documents = tables["documents"].iloc[:1]
    passages = tables["passages"].assign(document_id=documents["document_id"].iloc[0])
    tables = {**tables, "documents": documents, "passages": passages}
    order = tables["sequences"].iloc[:1]  # said again in another passage, as no fault does
    again = order.assign(claim_id="again", passage_id=tables["passages"]["passage_id"].iloc[0])
    return {**tables, "sequences": pd.concat([tables["sequences"], again], ignore_index=True)}


FOR_WORDS = {
    "entities": {"entity_id", "label"},
    "properties": {"property_id", "label"},
    "passages": {"passage_id", "kind", "parent_id", "ordinal"},
    "headings": {"passage_id", "as_stated"},
}
"""The columns with which messages name things and places, whatever a rule declares."""


def declared(rule: Rule) -> dict[str, str]:
    return {**rule.reads, **rule.may_read}


def only_declared(rule: Rule) -> dict[str, pd.DataFrame]:
    """The tables that a rule declares, with the columns that it declares; labels for messages."""
    declarations, kept = declared(rule), {}
    for name, table in faulty(rule.name).items():
        texts = [declarations[key] for key in (name, ANY) if key in declarations]
        own = {column.name for text in texts for column in columns_of(text)}
        own |= {f"{column}_{end}" for column in own for end in BOUNDS}
        own |= FOR_WORDS.get(name, set())
        more = any(reads_more(text) for text in texts)
        if own or more:
            kept[name] = table.loc[:, [more or column in own for column in table]]
    return kept


def said(rule: Rule, tables: dict[str, pd.DataFrame]):
    """What a rule says of tables, though they may lack columns; None if it cannot do without."""
    bare = {"obstacles": lambda *_: (), "__doc__": type(rule).__doc__}
    blind = type("Blind", (type(rule),), bare)()
    try:
        evaluation = evaluate([blind], tables)
    except (KeyError, AttributeError):
        return None
    return evaluation.counts, [
        (item.id, item.message, item.value_hash) for item in evaluation.findings
    ]


@pytest.mark.parametrize("name", WITH_FAULTS)
def test_a_rule_does_with_the_columns_that_it_declares_and_needs_each_of_them(name):
    rule, tables = rule_named(name), only_declared(rule_named(name))
    usual = said(rule, tables)
    assert usual == said(rule, faulty(name))
    assert usual[0][0].found > 0
    unread = [
        f"{table}.{column.name}"
        for table, declaration in declared(rule).items()
        for column in (columns_of(declaration) if table != ANY else ())
        if not column.is_optional
        and said(rule, {**tables, table: without(tables[table], column.name)}) == usual
    ]
    assert unread == []


def without(table: pd.DataFrame, *names: str) -> pd.DataFrame:
    """A table without some columns, and without what is derived from these."""
    gone = [*names, *(f"{name}_{end}" for name in names for end in BOUNDS)]
    return table.drop(columns=gone, errors="ignore")


@pytest.mark.parametrize("name", WITH_FAULTS)
def test_a_rule_runs_without_the_columns_that_it_can_do_without(name):
    rule, tables = rule_named(name), faulty(name)
    for table, declaration in declared(rule).items():
        optional = [column.name for column in columns_of(declaration) if column.is_optional]
        if table in tables:
            tables = {**tables, table: without(tables[table], *optional)}
    assert evaluate([rule], tables).counts[0].not_run is None


# The same in a package: the schema and the file lack the column.


def drop(folder: Path, table: str, column: str) -> None:
    """Drop a column of a table, in its file, its schema, and all that refers to it."""
    file = folder / f"data/{table}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = [name for name in rows[0] if name != column]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    path = folder / next(
        item["schema"] for item in read_descriptor(folder)["resources"] if item["name"] == table
    )
    schema = json.loads(path.read_text("utf-8"))
    schema["fields"] = [field for field in schema["fields"] if field["name"] != column]
    if schema["primaryKey"] in (column, [column]):
        del schema["primaryKey"]
    schema["foreignKeys"] = [
        key for key in schema.get("foreignKeys", []) if column not in key["fields"]
    ]
    path.write_text(json.dumps(schema), encoding="utf-8")
    describe(folder)


@pytest.mark.parametrize(
    ("table", "column", "rules"),
    [
        ("names", "claim_id", {"names-spelled-one-way"}),
        ("dates", "anchor_passage_id", {"relative-dates-anchored", "status-continuous"}),
        (
            "answers",
            "stance",
            {"answers-leave-no-residual", "answers-sum-to-100", "opposed-polls-compatible"},
        ),
    ],
)
def test_a_package_without_a_column_has_rules_that_were_not_run_and_says_why(
    small: Path, table: str, column: str, rules: set[str]
) -> None:
    drop(small, table, column)
    report = build_report(small)
    not_run = {rule.rule: rule.not_run for rule in report.rules if rule.not_run}
    assert report.structure == ()
    assert not_run == dict.fromkeys(rules, f"the table {table} has no column {column}")


@pytest.mark.parametrize("column", ["passage_id", "as_stated"])
def test_a_table_of_claims_without_what_all_of_them_have_is_a_problem_of_its_schema(
    small: Path, column: str
) -> None:
    drop(small, "names", column)
    report = build_report(small)
    (problem,) = report.structure
    assert (problem.code, problem.file) == ("schema", "schemas/names.json")
    assert column in problem.message
    not_run = {rule.rule: rule.not_run for rule in report.rules if rule.not_run}
    assert not_run["names-spelled-one-way"] == "names could not be read"
    assert "dates-agree" not in not_run

"""Rules read the columns that they declare, and no others; without one of them they are not run."""

import csv
import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from checks.checking import build_report
from checks.findings.evaluation import evaluate
from checks.rules.columns import ANY, Column, columns, columns_of, lacking, reads_more
from checks.rules.registry import all_rules
from checks.rules.rule import Rule
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import operators_of
from scripts.world import typed_tables_of
from tests.helpers.builders import describe, read_descriptor

BOUNDS = ("earliest", "latest")

RULES = all_rules()
WITH_FAULTS = [rule for rule in RULES if operators_of(rule.name)]
"""The rules for which there are tables with findings."""


@cache
def faulty(rule: str) -> dict[str, pd.DataFrame]:
    """Tables of small countries, each with a fault that the rule finds."""
    cases = make_cases(31, operators_of(rule))
    tables = typed_tables_of([case.country for case in cases])
    order = tables["sequences"].iloc[:1]  # said again in another passage, as no fault does
    again = order.assign(claim_id="again", passage_id=tables["passages"]["passage_id"].iloc[-1])
    return {**tables, "sequences": pd.concat([tables["sequences"], again], ignore_index=True)}


def without(tables: dict[str, pd.DataFrame], table: str, *names: str) -> dict[str, pd.DataFrame]:
    """The tables without some columns of one, and without what is derived from these."""
    gone = [*names, *(f"{name}_{end}" for name in names for end in BOUNDS)]
    return {**tables, table: tables[table].drop(columns=gone, errors="ignore")}


def declared(rule: Rule) -> dict[str, str]:
    return {**rule.reads, **rule.may_read}


def declared_columns(rule: Rule) -> list[tuple[str, Column]]:
    """The columns of tables that a rule names, with their tables."""
    return [
        (table, column)
        for table, declaration in declared(rule).items()
        if table != ANY
        for column in columns_of(declaration)
    ]


def verdict(rule: Rule, tables: dict[str, pd.DataFrame]):
    evaluation = evaluate([rule], tables)
    return evaluation.counts, evaluation.findings


@cache
def usual(rule: Rule):
    return verdict(rule, faulty(rule.name))


CASES = [
    pytest.param(rule, table, column, id=f"{rule.name}: {table}.{column.name}")
    for rule in WITH_FAULTS
    for table, column in declared_columns(rule)
]


@pytest.mark.parametrize(("rule", "table", "column"), CASES)
def test_without_a_column_that_it_declares_a_rule_is_not_run_and_says_so(rule, table, column):
    if column.is_optional:
        return
    ((count,), findings) = verdict(rule, without(faulty(rule.name), table, column.name))
    assert (count.not_run, findings) == (f"the table {table} has no column {column.name}", ())
    assert (count.examined, count.passed, count.found, count.not_evaluable) == (0, 0, 0, 0)


@pytest.mark.parametrize(("rule", "table", "column"), CASES)
def test_a_column_of_another_kind_keeps_a_rule_from_running_and_is_named(rule, table, column):
    tables = faulty(rule.name)
    other = 1 if column.kind in ("text", "edtf") else "perhaps"
    tables = {**tables, table: tables[table].assign(**{column.name: other})}
    ((count,), _) = verdict(rule, tables)
    assert f"the column {column.name} of the table {table} holds no " in (count.not_run or "")


@pytest.mark.parametrize(("rule", "table", "column"), CASES)
def test_a_column_that_is_declared_is_read(rule, table, column):
    blind = type("Blind", (type(rule),), {"obstacles": lambda *_: ()})()
    tables = faulty(rule.name)
    try:
        seen = verdict(blind, without(tables, table, column.name))
    except (KeyError, AttributeError):
        return
    assert column.is_optional or seen != usual(rule)


@pytest.mark.parametrize("rule", WITH_FAULTS, ids=lambda rule: rule.name)
def test_what_a_rule_does_not_declare_it_does_not_read(rule):
    tables = faulty(rule.name)
    kept = {}
    for name, table in tables.items():
        declarations = [declared(rule).get(name, ""), declared(rule).get(ANY, "")]
        own = [column.name for each in declarations for column in columns_of(each)]
        own += [f"{column}_{end}" for column in own for end in BOUNDS]
        if name in declared(rule) or ANY in declared(rule):
            is_read = [reads_more(declarations[0]) or column in own for column in table]
            kept[name] = table.loc[:, is_read]
    assert verdict(rule, kept) == usual(rule)
    assert usual(rule)[0][0].found > 0


@pytest.mark.parametrize("rule", WITH_FAULTS, ids=lambda rule: rule.name)
def test_a_rule_runs_without_the_columns_that_it_can_do_without(rule):
    tables = faulty(rule.name)
    for table, declaration in declared(rule).items():
        for name in tables if table == ANY else [table]:
            kinds = columns_of(declaration)
            tables = without(tables, name, *(item.name for item in kinds if item.is_optional))
    if ANY not in declared(rule):  # else the columns are others' own
        ((count,), _) = verdict(rule, tables)
        assert count.not_run is None


# The same in a package: the schema and the file lack the column.


def drop(folder: Path, dropped: dict[str, str]) -> None:
    """Drop a column of each table, in its file, its schema, and all that mentions it there."""
    for table, column in dropped.items():
        file = folder / f"data/{table}.csv"
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        names = [name for name in rows[0] if name != column]
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    for resource in read_descriptor(folder)["resources"]:
        path, table = folder / resource["schema"], resource["name"]
        schema = json.loads(path.read_text("utf-8"))
        gone = dropped.get(table)
        schema["fields"] = [field for field in schema["fields"] if field["name"] != gone]
        key = schema["primaryKey"]
        if gone in ([key] if isinstance(key, str) else key):
            del schema["primaryKey"]
        schema["foreignKeys"] = [
            key
            for key in schema.get("foreignKeys", [])
            if gone not in key["fields"]
            and dropped.get(key["reference"]["resource"] or table) not in key["reference"]["fields"]
        ]
        for field in schema["fields"]:
            for extension in ("term", "carries", "requiredWhen"):
                field.pop(extension, None)
        path.write_text(json.dumps(schema), encoding="utf-8")
    describe(folder)


OF_CLAIMS = ("claim_id", "passage_id", "as_stated")


def rounds() -> list[dict[str, str]]:
    """In each round a column of every table, so that all have their turn, but those of claims."""
    of_tables: dict[str, list[str]] = {}
    for rule in RULES:
        for table, column in declared_columns(rule):
            columns_there = of_tables.setdefault(table, [])
            if column.name not in columns_there:
                columns_there.append(column.name)
    no_claims = ("passages", "entities", "properties", "documents")
    for table, names in of_tables.items():
        if table not in no_claims:
            of_tables[table] = [name for name in names if name not in OF_CLAIMS]
    longest = max(map(len, of_tables.values()))
    return [
        {table: names[number] for table, names in of_tables.items() if number < len(names)}
        for number in range(longest)
    ]


@pytest.mark.parametrize("dropped", rounds(), ids=lambda dropped: ", ".join(dropped.values()))
def test_a_package_without_columns_has_rules_that_were_not_run_for_want_of_them(
    small: Path, dropped: dict[str, str]
) -> None:
    drop(small, dropped)
    report = build_report(small)
    assert report.rules_ran, report.structure
    for rule, summary in zip(RULES, report.rules, strict=True):
        needed = {
            (table, column.name)
            for table, column in declared_columns(rule)
            if not column.is_optional
        }
        lacks = [
            f"the table {table} has no column {dropped[table]}"
            for table in declared(rule)
            if (table, dropped.get(table)) in needed
        ]
        assert summary.not_run == ("; ".join(lacks) or None), rule.name


@pytest.mark.parametrize("column", ["passage_id", "as_stated"])
def test_a_table_of_claims_without_what_all_of_them_have_is_a_problem_of_its_schema(
    small: Path, column: str
) -> None:
    drop(small, {"names": column})
    report = build_report(small)
    (problem,) = report.structure
    assert (problem.code, problem.file) == ("schema", "schemas/names.json")
    assert column in problem.message
    assert not report.rules_ran


def test_a_table_without_identifiers_of_claims_is_no_table_of_claims(small: Path) -> None:
    drop(small, {"names": "claim_id"})
    report = build_report(small)
    assert report.structure == ()
    not_run = {rule.rule: rule.not_run for rule in report.rules if rule.not_run}
    assert not_run == {"names-spelled-one-way": "the table names has no column claim_id"}


# The declarations themselves.


def test_a_declaration_is_read_word_by_word():
    assert columns_of("claim_id start:edtf kind? size:integer? *") == (
        Column("claim_id", "text", False),
        Column("start", "edtf", False),
        Column("kind", "text", True),
        Column("size", "integer", True),
    )
    assert (reads_more("claim_id *"), reads_more("claim_id")) == (True, False)


@pytest.mark.parametrize("declaration", ["start:day", "Start", "start:", "?", "start edtf:x"])
def test_what_is_no_declaration_is_refused(declaration):
    with pytest.raises(ValueError, match="declares no column") as refusal:
        columns(names="name kind?", dates=f"claim_id {declaration}")
    assert str(refusal.value) == f"{declaration.split()[-1]!r} declares no column"


def test_declarations_are_kept_by_table_and_cannot_be_changed():
    declared = columns(names="name kind?", dates="date:edtf")
    assert dict(declared) == {"names": "name kind?", "dates": "date:edtf"}
    with pytest.raises(TypeError):
        declared["names"] = "name"


DAY = pd.to_datetime(["2001-02-03"]).astype("datetime64[s]")
EDTF = pd.DataFrame({"at": ["2001-02"], "at_earliest": DAY, "at_latest": DAY})
KINDS = {
    "at": (pd.DataFrame({"at": ["1"]}), pd.DataFrame({"at": [1]}), "text or decimal numbers"),
    "at:date": (pd.DataFrame({"at": DAY}), pd.DataFrame({"at": ["2001"]}), "dates"),
    "at:edtf": (EDTF, EDTF[["at", "at_earliest"]], "dates in EDTF"),
    "at:integer": (pd.DataFrame({"at": [1]}), pd.DataFrame({"at": ["1"]}), "integers"),
    "at:boolean": (
        pd.DataFrame({"at": [True]}),
        pd.DataFrame({"at": [1]}),
        "booleans, in every row",
    ),
}


@pytest.mark.parametrize("declaration", KINDS)
def test_a_column_is_of_the_kind_that_is_declared_or_the_kind_is_named(declaration):
    good, bad, in_words = KINDS[declaration]
    assert list(lacking({"terms": declaration}, {"terms": good})) == []
    assert list(lacking({"terms": declaration}, {"terms": bad})) == [
        f"the column at of the table terms holds no {in_words}"
    ]


@pytest.mark.parametrize(
    "change",
    [{"at": [1]}, {"at_earliest": ["2001-02-01"]}, {"at_latest": ["2001-02-28"]}],
    ids=lambda change: next(iter(change)),
)
def test_a_date_in_edtf_is_a_text_with_a_first_and_a_last_day(change):
    assert list(lacking({"terms": "at:edtf"}, {"terms": EDTF.assign(**change)})) == [
        "the column at of the table terms holds no dates in EDTF"
    ]


def test_all_columns_that_a_table_lacks_are_named_in_one_line_but_the_optional():
    assert list(lacking({"terms": "name size:integer kind? at:date"}, {"terms": EDTF})) == [
        "the table terms has no column name, size",
        "the column at of the table terms holds no dates",
    ]


def test_a_boolean_that_is_not_always_given_is_none():
    flags = pd.DataFrame({"flag": pd.array([True, None], dtype="boolean")})
    assert list(lacking(columns(terms="flag:boolean"), {"terms": flags})) == [
        "the column flag of the table terms holds no booleans, in every row"
    ]
    assert list(lacking(columns(terms="flag:boolean"), {"terms": flags.iloc[:1]})) == []


def test_a_table_that_is_not_there_lacks_nothing():
    assert list(lacking(columns(terms="flag:boolean"), {})) == []


def test_columns_of_any_table_are_looked_at_in_each():
    tables = {"one": pd.DataFrame({"size": [1]}), "other": pd.DataFrame({"size": ["1"]})}
    lack = ["the column size of the table one holds no text or decimal numbers"]
    assert list(lacking(columns(**{ANY: "size?"}), tables)) == lack
    assert list(lacking(columns(one="size?"), tables)) == lack
    assert list(lacking(columns(other="size?"), tables)) == []

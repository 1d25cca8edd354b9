"""What each rule finds in this project's own package, which has a register of all findings."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from checks.findings.evaluation import evaluate
from checks.rules.registry import all_rules
from checks.rules.rule import Rule
from checks.structure import check_structure
from checks.tables.package import read_package
from checks.tables.typed import typed_tables

PROJECT = Path(__file__).parents[2]


@cache
def tables() -> dict[str, pd.DataFrame]:
    """The typed tables of the package."""
    package = read_package(PROJECT)
    return dict(typed_tables(package, check_structure(package).tables))


@cache
def registered() -> list[dict[str, str]]:
    """The rows of the register."""
    with (PROJECT / "data/findings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_finds_what_the_register_says_and_says_it_in_the_same_words(rule: Rule) -> None:
    evaluation = evaluate([rule], tables())
    found = [
        (finding.id, "|".join(finding.claims), finding.message, finding.value_hash)
        for finding in evaluation.findings
    ]
    columns = ("finding_id", "claims", "message", "value_hash")
    expected = [
        tuple(row[column] for column in columns) for row in registered() if row["rule"] == rule.name
    ]
    assert sorted(found) == sorted(expected)


def test_a_table_of_claims_without_rows_is_no_error() -> None:
    claims = [name for name, table in tables().items() if "claim_id" in table]
    assert len(claims) > 10
    emptied = [{**tables(), name: tables()[name].iloc[:0]} for name in claims]
    emptied.append({name: table.iloc[:0] for name, table in tables().items()})
    evaluations = [evaluate(all_rules(), each) for each in emptied]
    assert [count.not_run for each in evaluations for count in each.counts if count.not_run] == []
    assert sum(count.examined for count in evaluations[-1].counts) == 0

"""The SQL of the benchmark finds as much as the rules: it is fair to compare their times."""

import subprocess
import sys

import pytest

from checks.checking import build_report
from checks.rules.registry import all_rules
from checks.tables.package import read_package
from scripts.bench.sql import finding_counts, rule_names
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import all_operators
from scripts.world import write_package
from tests.helpers.builders import ROOT

pytest.importorskip("duckdb")

Counts = dict[str, int]

WITH_FAULTS = sorted({operator.rule for operator in all_operators()} & set(rule_names()))


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Counts, Counts]:
    """Findings by rule in countries with a fault each: of the rules, and of the SQL."""
    folder = tmp_path_factory.mktemp("faulty") / "package"
    write_package(folder, [case.country for case in make_cases(8, all_operators())])
    report = build_report(folder)
    assert report.rules_ran, report.structure
    return {item.rule: item.found for item in report.rules}, finding_counts(read_package(folder))


def test_every_query_is_of_a_rule() -> None:
    assert set(rule_names()) <= {rule.name for rule in all_rules()}


@pytest.mark.parametrize("rule", WITH_FAULTS)
def test_a_query_counts_the_findings_of_its_rule(rule: str, counts: tuple[Counts, Counts]) -> None:
    of_rules, of_queries = counts
    assert of_queries[rule] == of_rules[rule]
    assert of_rules[rule] > 0


def test_queries_count_the_findings_of_the_real_package() -> None:
    of_queries = finding_counts(read_package(ROOT))
    of_rules = {item.rule: item.found for item in build_report(ROOT).rules}
    assert of_queries == {rule: of_rules[rule] for rule in rule_names()}


@pytest.mark.parametrize(
    ("argument", "status", "complaint"),
    [("nowhere", 2, "bench: nowhere: there is no such file or folder"), ("--help", 0, "")],
)
def test_the_command_answers_bad_usage_and_a_call_for_help_without_a_traceback(
    argument: str, status: int, complaint: str
) -> None:
    command = [sys.executable, "-m", "scripts.bench.sql", argument]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (status, complaint)

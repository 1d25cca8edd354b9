"""The SQL of the benchmark finds as much as the rules: it is fair to compare their times."""

import subprocess
import sys
from pathlib import Path

import pytest

from checks.checking import build_report
from checks.rules.registry import all_rules
from checks.tables.package import read_package
from scripts.bench.packages import write_package
from scripts.bench.sql import LEFT_OUT, finding_counts, rule_names
from tests.helpers.builders import ROOT
from tests.helpers.planted_faults import FAULTS, plant

pytest.importorskip("duckdb")

Counts = dict[str, int]


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Counts, Counts]:
    """Findings by rule in a package with planted faults: of the rules, and of the SQL."""
    folder = tmp_path_factory.mktemp("faulty") / "package"
    write_package(read_package(ROOT), 2_000, folder)
    plant(folder, FAULTS)
    report = build_report(folder)
    assert report.rules_ran, report.structure
    return {item.rule: item.found for item in report.rules}, finding_counts(read_package(folder))


def test_every_rule_has_a_query_or_a_reason_for_having_none() -> None:
    assert sorted([*rule_names(), *LEFT_OUT]) == sorted(rule.name for rule in all_rules())


def test_every_query_has_a_planted_fault() -> None:
    assert sorted(FAULTS) == sorted(rule_names())


@pytest.mark.parametrize("rule", rule_names())
def test_a_query_counts_the_findings_of_its_rule(rule: str, counts: tuple[Counts, Counts]) -> None:
    of_rules, of_queries = counts
    assert of_queries[rule] == of_rules[rule]
    assert of_rules[rule] > 0


def test_queries_count_the_findings_of_the_real_package() -> None:
    of_queries = finding_counts(read_package(ROOT))
    of_rules = {item.rule: item.found for item in build_report(ROOT).rules}
    assert of_queries == {rule: of_rules[rule] for rule in of_queries}


def test_a_package_cannot_be_modelled_on_one_that_is_not_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.bench.packages", "nowhere", "1000", tmp_path / "new"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    complaint = "bench: nowhere: there is no such file or folder\n"
    assert (done.returncode, done.stderr) == (1, complaint)


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

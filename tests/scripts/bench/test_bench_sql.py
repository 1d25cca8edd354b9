"""The SQL of the benchmark finds as much as the rules: it is fair to compare their times."""

import subprocess
import sys
from pathlib import Path

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


def test_every_query_is_of_a_rule() -> None:
    assert set(rule_names()) <= {rule.name for rule in all_rules()}


def test_queries_count_the_findings_of_the_rules(tmp_path: Path) -> None:
    cases = make_cases(8, all_operators())
    write_package(tmp_path / "faulty", [case.country for case in cases])
    with_faults = {case.operator.rule for case in cases}
    for folder, expected in ((tmp_path / "faulty", with_faults), (ROOT, set())):
        report = build_report(folder)
        of_rules = {item.rule: item.found for item in report.rules if item.rule in rule_names()}
        assert finding_counts(read_package(folder)) == of_rules
        assert [rule for rule in expected & of_rules.keys() if not of_rules[rule]] == []


def test_the_command_names_a_package_that_is_not_there_in_one_line() -> None:
    command = [sys.executable, "-m", "scripts.bench.sql", "nowhere"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "bench.sql: nowhere: there is no such file or folder\n"

"""No package that is valid in structure makes a rule fail, whatever it says."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checks.checking import build_report_with_update
from checks.findings.evaluation import evaluate
from checks.rules.registry import all_rules
from scripts.inject_faults.drafts import typed
from tests.helpers.builders import write_package
from tests.helpers.random_packages import random_tables, text_frames
from tests.helpers.verdicts import problems_of

SEEDS = st.integers(0, 10**9)


@pytest.mark.parametrize("seed", range(3))
def test_the_packages_are_valid_in_structure(tmp_path: Path, seed: int) -> None:
    write_package(tmp_path / "package", random_tables(seed))
    assert problems_of(tmp_path / "package") == ()


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(SEEDS)
def test_every_rule_runs_to_its_end_and_counts_each_group_once(seed: int) -> None:
    evaluation = evaluate(all_rules(), typed(text_frames(random_tables(seed))))
    for count in evaluation.counts:
        assert count.not_run is None
        assert count.examined == count.passed + count.found + count.not_evaluable
        assert count.found == sum(item.rule == count.rule for item in evaluation.findings)
    identifiers = [item.id for item in evaluation.findings]
    assert len(identifiers) == len(set(identifiers))
    assert all(item.claims and item.message for item in evaluation.findings)


@settings(max_examples=5, phases=[Phase.generate])
@given(SEEDS)
def test_passages_in_circles_and_terms_out_of_place_make_no_rule_fail(seed: int) -> None:
    tables, chance = random_tables(seed), Random(seed)
    for row in tables["passages"]:
        row["parent_id"] = chance.choice(tables["passages"])["passage_id"]
    for row in tables["properties"]:
        row["used_in"] = chance.choice(["dates", "figures", "relations"])
        row["subject_types"] = row["object_types"] = chance.choice(["", "person", "group|state"])
    counts = evaluate(all_rules(), typed(text_frames(tables))).counts
    assert [count.not_run for count in counts] == [None] * len(all_rules())


@settings(max_examples=5, phases=[Phase.generate])
@given(SEEDS)
def test_what_is_found_does_not_depend_on_the_order_of_rows(seed: int) -> None:
    tables = random_tables(seed)
    shuffled = {name: Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}
    assert written(tables) == written(shuffled)


def written(tables):
    findings = evaluate(all_rules(), typed(text_frames(tables))).findings
    return [(item.id, item.value_hash, item.message) for item in findings]


def test_the_register_of_such_a_package_can_be_brought_up_to_date(tmp_path: Path) -> None:
    tables = random_tables(4)
    tables["rules"] = [
        {"rule": rule.name, "family": rule.family, "title": "x", "severity": rule.severity,
         "statement": "x", "tables": "|".join(sorted(rule.reads))}
        for rule in all_rules()
    ]  # fmt: skip
    write_package(tmp_path / "package", tables)
    report = build_report_with_update(tmp_path / "package")
    assert report.valid
    assert len(report.findings) > 20

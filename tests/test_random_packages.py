"""No claims make a rule fail, whatever they say: the cells of a world are moved about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.checking import build_report_with_update
from checks.findings.evaluation import evaluate
from checks.rules.registry import all_rules
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import all_operators
from scripts.world import text_frames, write_package
from scripts.world.package import typed
from scripts.world.profile import profile

FACTS = {
    "dates": [["date", "earliest", "latest", "precision"]],
    "figures": [["part_of_claim_id", "partition"], ["low", "best", "high"]],
}
"""Columns that move together; any other column moves alone."""

FEW = settings(max_examples=8)


@pytest.fixture(scope="module")
def frames():
    """The texts of a few countries with faults."""
    return text_frames([case.country for case in make_cases(3, all_operators()[::20])])


@st.composite
def moves(draw):
    """By table, how many rows down each group of columns moves; the keys stay."""
    by_table = {}
    for resource in profile().resources:
        name, schema = resource.name, resource.schema
        together = FACTS.get(name, [])
        kept = {*schema.primary_key, *(column for group in together for column in group)}
        groups = [*together, *([column] for column in schema.field_names if column not in kept)]
        by_table[name] = [(group, draw(st.integers(0, 40))) for group in groups]
    return by_table


def moved(frames, by_table):
    """The cells of each group of columns, so many rows further down in their table."""
    result = {}
    for name, frame in frames.items():
        table = frame.copy()
        for group, rows in by_table[name] if len(frame) else []:
            order = [(place + rows) % len(frame) for place in range(len(frame))]
            table[group] = frame[group].iloc[order].to_numpy()
        result[name] = table
    return result


@FEW
@given(by_table=moves())
def test_every_rule_runs_to_its_end_and_counts_each_group_once(frames, by_table):
    evaluation = evaluate(all_rules(), typed(moved(frames, by_table)))
    assert sum(count.examined for count in evaluation.counts) > 0
    for count in evaluation.counts:
        assert count.not_run is None
        assert count.examined == count.passed + count.found + count.not_evaluable
        assert count.found == sum(item.rule == count.rule for item in evaluation.findings)
    identifiers = [item.id for item in evaluation.findings]
    assert len(identifiers) == len(set(identifiers))
    assert all(item.claims and item.message for item in evaluation.findings)


def test_the_register_of_a_package_with_a_fault_of_every_kind_can_be_brought_up_to_date(tmp_path):
    cases = make_cases(4, all_operators())
    write_package(tmp_path / "package", [case.country for case in cases])
    report = build_report_with_update(tmp_path / "package")
    assert report.valid
    assert len(report.findings) >= len(cases)

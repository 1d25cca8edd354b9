"""Properties that all rules have together, on countries that carry a fault for every operator."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checks.checking import build_report_with_update
from checks.findings.evaluation import evaluate
from checks.rules.registry import all_rules
from checks.tables.edtf import bounds
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import all_operators
from scripts.world import text_frames, typed_tables_of, write_package
from scripts.world.package import typed
from tests.helpers.builders import all_tables, schema_of

FEW = settings(max_examples=3, phases=[Phase.explicit, Phase.generate])
"""Each example runs all rules on ten thousand claims; a smaller one would say no more."""

CALENDAR_CYCLE = 400  # years after which the Gregorian calendar repeats, to the day of the week
CONFLICTS = ("error", "warning")
LACKING = {"status-continuous"}
"""Rules that find that something is lacking: without one of the claims it lacks all the more."""

CASES = make_cases(77, all_operators())
COUNTRIES = [case.country for case in CASES]
SEVERITY = {rule.name: rule.severity for rule in all_rules()}


def found(tables):
    return evaluate(all_rules(), tables).findings


def identities(findings):
    return sorted((finding.rule, finding.claims) for finding in findings)


def written(findings):
    return [(finding.id, finding.value_hash, finding.message) for finding in findings]


@pytest.fixture(scope="module")
def findings():
    return found(typed_tables_of(COUNTRIES))


def test_the_faults_are_what_is_found(findings):
    labels = [(case.operator.rule, tuple(sorted(case.label))) for case in CASES]
    assert identities(findings) == sorted(labels) != []


@FEW
@given(countries=st.permutations(COUNTRIES), data=st.data())
def test_the_order_of_rows_and_columns_does_not_matter(findings, countries, data):
    tables = {}
    for name, table in typed_tables_of(countries).items():
        columns = data.draw(st.permutations(list(table)), name)
        tables[name] = table[columns].iloc[:: data.draw(st.sampled_from([1, -1]))]
    assert written(found(tables)) == written(findings)


@FEW
@given(alphabet=st.permutations("abcdefghijklmnopqrstuvwxyz"))
def test_renaming_every_entity_finds_the_same_claims(findings, alphabet):
    frames = text_frames(COUNTRIES)
    letters = str.maketrans("abcdefghijklmnopqrstuvwxyz", "".join(alphabet))
    for table, frame in frames.items():
        own = ["entity_id"] if table == "entities" else []
        keys = schema_of(table).foreign_keys
        for column in own + [name for key in keys if key.resource == "entities"
                             for name in key.fields]:  # fmt: skip
            frame[column] = frame[column].str.translate(letters)
    assert set(frames["entities"]["entity_id"]) & set(frames["dates"]["entity_id"])
    assert identities(found(typed(frames))) == identities(findings)


@FEW
@given(cycles=st.integers(-3, 15).filter(bool))
def test_moving_all_dates_by_cycles_of_the_calendar_keeps_every_finding(findings, cycles):
    frames = text_frames(COUNTRIES)

    def later(cell):
        return re.sub(
            r"(?<![0-9-])[0-9]{4}", lambda year: f"{int(year[0]) + cycles * CALENDAR_CYCLE}", cell
        )

    for table in all_tables():
        for field in schema_of(table).fields:
            if field.is_edtf or field.type == "date":
                frames[table][field.name] = frames[table][field.name].map(later)
    assert identities(found(typed(frames))) == identities(findings)


@FEW
@given(first=st.integers(0, 2), before=st.integers(0, 800), after=st.integers(0, 800))
def test_wider_dates_and_numbers_bring_no_claim_into_a_conflict(findings, first, before, after):
    frames = text_frames(COUNTRIES)
    widen(frames, first, before, after)
    known = {(finding.rule, claim) for finding in findings for claim in finding.claims}
    conflicts = [item for item in found(typed(frames)) if item.severity in CONFLICTS]
    new = [item for item in conflicts if not known & {(item.rule, each) for each in item.claims}]
    assert [(item.rule, item.message) for item in new] == []


def widen(frames, first, before, after):
    """Let every third date, number, share and lag allow more values, from the first one on."""
    for table in all_tables():
        for field in schema_of(table).fields:
            if field.is_edtf:
                cells = frames[table][field.name]
                chosen = cells[cells.ne("")].iloc[first::3]
                frames[table].loc[chosen.index, field.name] = wider(chosen, before, after)
    dates = frames["dates"]
    days = bounds(dates["date"])
    for end in ("earliest", "latest"):
        dates[end] = days[end].dt.strftime("%Y-%m-%d").where(days[end].notna(), "")
    dates["precision"] = days["precision"]
    figures = frames["figures"].query("qualifier == 'exactly'").iloc[first::3]
    number = figures["best"].astype(int)
    least_number = (number - before).clip(lower=0)  # a count below zero would be impossible
    put("between", frames["figures"], low=least_number, high=number + after, best="")
    answers = frames["answers"].query("qualifier == 'exactly'").iloc[first::3]
    share = answers["percent"].astype(float).astype(int)
    low, high = (share - 1).clip(lower=0), (share + 2).clip(upper=100)
    put("between", frames["answers"], low=low, high=high, percent="")
    lags = frames["sequences"].iloc[first::3]
    least = lags["minimum_lag_days"].astype(int) - before
    frames["sequences"].loc[lags.index, "minimum_lag_days"] = least.astype(str)


def wider(cells, before, after):
    """For each EDTF text one that allows its days, and some before and after."""
    days = bounds(cells)
    first = (days["earliest"] - pd.Timedelta(days=before)).dt.strftime("%Y-%m-%d").fillna("")
    last = (days["latest"] + pd.Timedelta(days=after)).dt.strftime("%Y-%m-%d").fillna("")
    return "[" + first + ".." + last + "]"


def put(qualifier, frame, low, high, **emptied):
    cells = {"low": low.astype(str), "high": high.astype(str), "qualifier": qualifier, **emptied}
    for column, value in cells.items():
        frame.loc[low.index, column] = value


@pytest.mark.parametrize("side", [0, 1])
def test_a_conflict_of_two_claims_is_gone_without_one_of_them(side):
    pairs = [
        case
        for case in make_cases(78, all_operators())
        if len(case.label) == 2
        and case.operator.rule not in LACKING
        and SEVERITY[case.operator.rule] in CONFLICTS
    ]
    assert len(pairs) > 10
    for case in pairs:
        case.country.remove(sorted(case.label)[side])
    rules = {case.country.prefix: case.operator.rule for case in pairs}
    left = [
        finding
        for finding in found(typed_tables_of([case.country for case in pairs]))
        if rules[finding.claims[0].partition("-")[0]] == finding.rule
    ]
    assert identities(left) == []


# No claims make a rule fail, whatever they say: cells are moved about.

FACTS = {
    "dates": [["date", "earliest", "latest", "precision"]],
    "figures": [["part_of_claim_id", "partition"], ["low", "best", "high"]],
}
"""Columns that move together; any other column moves alone."""


def movable(table):
    """The columns that move, in groups; the key stays."""
    schema, together = schema_of(table), FACTS.get(table, [])
    kept = {*schema.primary_key, *(column for group in together for column in group)}
    return [*together, *([column] for column in schema.field_names if column not in kept)]


@settings(FEW, max_examples=8)
@given(data=st.data())
def test_every_rule_runs_to_its_end_and_counts_each_group_once(data):
    frames = text_frames(COUNTRIES[::20])
    for table, frame in frames.items():
        for group in movable(table):
            rows = data.draw(st.integers(0, 40))
            frame[group] = np.roll(frame[group].to_numpy(), rows, axis=0)
    evaluation = evaluate(all_rules(), typed(frames))
    assert sum(count.examined for count in evaluation.counts) > 0
    for count in evaluation.counts:
        assert count.not_run is None
        assert count.examined == count.passed + count.found + count.not_evaluable
        assert count.found == sum(item.rule == count.rule for item in evaluation.findings)
    identifiers = [item.id for item in evaluation.findings]
    assert len(identifiers) == len(set(identifiers))
    assert all(item.claims and item.message for item in evaluation.findings)


def test_the_register_of_a_package_with_a_fault_of_every_kind_can_be_brought_up_to_date(tmp_path):
    write_package(tmp_path / "package", COUNTRIES)
    report = build_report_with_update(tmp_path / "package")
    assert report.valid
    assert len(report.findings) >= len(CASES)

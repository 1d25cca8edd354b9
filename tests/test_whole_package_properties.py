"""Properties that all rules have together, on packages that carry one fault for every operator.

Each package is about as many invented countries as there are fault operators, one fault in each;
what changes and what must not is drawn by Hypothesis.
"""

import re
from random import Random

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import Finding, evaluate
from checks.rules.registry import all_rules
from checks.tables.edtf import bounds
from scripts.inject_faults.campaign import Case, make_case
from scripts.inject_faults.drafts import Draft, tables_of, text_frames, typed
from scripts.inject_faults.ground_truth.country import countries
from scripts.inject_faults.operators import all_operators
from tests.helpers.builders import all_tables, schema_of

FEW = settings(max_examples=2, phases=[Phase.generate])
"""Each example runs all rules on thousands of claims, and none is simpler than another."""

SEEDS = st.integers(0, 10**6)
SEED = 77

CONFLICTS = ("error", "warning")
CALENDAR_CYCLE = 400  # years after which the Gregorian calendar repeats, to the day of the week


class Faulty:
    """Countries in which nothing is wrong, one for each operator, and the same with a fault each.

    No dataclass: Hypothesis would print all that is in it beside a failure.
    """

    def __init__(self, truth: list[Draft], cases: list[Case], findings: tuple[Finding, ...]):
        self.truth, self.cases, self.findings = truth, cases, findings

    @property
    def drafts(self):
        return [case.draft for case in self.cases]


@pytest.fixture(scope="module")
def faulty():
    operators = all_operators()
    world = countries(SEED, len(operators))
    cases = [
        make_case(SEED, number, country, operator, wrong=True)
        for number, (country, operator) in enumerate(zip(world, operators, strict=True))
    ]
    findings = found(tables_of([case.draft for case in cases]))
    return Faulty([country.story.draft for country in world], cases, findings)


def found(tables):
    return evaluate(all_rules(), tables).findings


def identities(findings):
    return sorted((finding.rule, finding.claims) for finding in findings)


def conflicts(findings):
    return [finding for finding in findings if finding.severity in CONFLICTS]


# What is found does not depend on how the package is written down.


@FEW
@given(SEEDS)
def test_permuting_tables_rows_and_columns_changes_nothing(faulty, seed):
    chance, tables = Random(seed), tables_of(faulty.drafts)
    permuted = {
        name: tables[name]
        .sample(frac=1, random_state=chance.randrange(2**32))
        .reset_index(drop=True)[chance.sample(list(tables[name]), len(tables[name].columns))]
        for name in chance.sample(list(tables), len(tables))
    }
    assert written(found(permuted)) == written(faulty.findings)


def written(findings):
    return [(finding.id, finding.value_hash, finding.message) for finding in findings]


@FEW
@given(SEEDS)
def test_renaming_all_entities_finds_the_same_claims(faulty, seed):
    frames = text_frames(faulty.drafts)
    entities = frames["entities"]["entity_id"].tolist()
    numbers = Random(seed).sample(range(len(entities)), len(entities))
    new_name = {entity: f"e{number}" for entity, number in zip(entities, numbers, strict=True)}
    for table in all_tables():
        for column in columns_of_entities(table):
            frames[table][column] = frames[table][column].map(lambda name: new_name.get(name, name))
    assert identities(found(typed(frames))) == identities(faulty.findings)


def columns_of_entities(table):
    """The columns whose values are entities, as the schema says."""
    own = ["entity_id"] if table == "entities" else []
    keys = schema_of(table).foreign_keys
    return own + [name for key in keys if key.resource == "entities" for name in key.fields]


def test_columns_of_entities_are_found_in_the_schemas():
    assert columns_of_entities("relations") == ["subject_id", "object_id", "attributed_to"]
    assert "place_id" in columns_of_entities("entities")


@FEW
@given(SEEDS)
def test_the_union_of_two_packages_has_the_findings_of_both(faulty, seed):
    chance = Random(seed)
    in_first = [chance.random() < 0.5 for _ in faulty.drafts]
    parts = [
        [draft for draft, first in zip(faulty.drafts, in_first, strict=True) if first == part]
        for part in (True, False)
    ]
    apart = [item for part in parts for item in found(tables_of(part))]
    assert sorted(apart, key=lambda item: item.id) == sorted(
        faulty.findings, key=lambda item: item.id
    )


# Time has no origin.


@FEW
@given(st.integers(-3, 15))
def test_shifting_all_dates_by_cycles_of_the_calendar_keeps_every_verdict(faulty, cycles):
    frames = text_frames(faulty.drafts)

    def shifted(cell):
        return re.sub(
            r"(?<![0-9-])[0-9]{4}", lambda year: f"{int(year[0]) + cycles * CALENDAR_CYCLE}", cell
        )

    for table in all_tables():
        for field in schema_of(table).fields:
            if field.is_edtf or field.type == "date":
                frames[table][field.name] = frames[table][field.name].map(shifted)
    assert identities(found(typed(frames))) == identities(faulty.findings)


@FEW
@given(st.integers(-100_000, 300_000))
def test_shifting_all_days_by_any_number_of_days_keeps_every_verdict(faulty, days):
    shifted = {
        name: table.assign(
            **{
                column: table[column] + pd.Timedelta(days=days)
                for column in table.columns
                if pd.api.types.is_datetime64_any_dtype(table[column])
            }
        )
        for name, table in tables_of(faulty.drafts).items()
    }
    assert identities(found(shifted)) == identities(faulty.findings)


# What is said less precisely contradicts no more than before.


@FEW
@given(SEEDS)
def test_truth_that_is_rounded_or_coarsened_has_no_finding(seed):
    drafts = [country.story.draft for country in countries(seed, 12)]
    assert identities(found(tables_of(drafts))) == []


@FEW
@given(SEEDS)
def test_coarsening_truth_again_makes_no_conflict(faulty, seed):
    frames = text_frames(faulty.truth)
    coarsen(frames, Random(seed))
    widen(frames, Random(seed))
    assert identities(conflicts(found(typed(frames)))) == []


@FEW
@given(SEEDS)
def test_coarsening_dates_adds_no_conflict(faulty, seed):
    frames = text_frames(faulty.drafts)
    coarsen(frames, Random(seed))
    assert new_conflicts(found(typed(frames)), faulty.findings) == []


@FEW
@given(SEEDS)
def test_widening_intervals_adds_no_conflict(faulty, seed):
    frames = text_frames(faulty.drafts)
    widen(frames, Random(seed))
    assert new_conflicts(found(typed(frames)), faulty.findings) == []


def new_conflicts(after, before):
    """The conflicts of a rule that share no claim with one that it found before."""
    known = {(finding.rule, claim) for finding in conflicts(before) for claim in finding.claims}
    return [
        (finding.rule, finding.message)
        for finding in conflicts(after)
        if not any((finding.rule, claim) in known for claim in finding.claims)
    ]


def coarsen(frames, chance):
    """Let one in three dates allow more days: a few more, a wider form, or one end open."""
    for table in all_tables():
        for field in schema_of(table).fields:
            if field.is_edtf:
                cells = frames[table][field.name]
                chosen = [bool(cell) and chance.random() < 1 / 3 for cell in cells]
                frames[table][field.name] = cells.mask(chosen, coarser(cells, chance))
    dates = frames["dates"]
    days = bounds(dates["date"])
    for end in ("earliest", "latest"):
        dates[end] = days[end].dt.strftime("%Y-%m-%d").where(days[end].notna(), "")
    dates["precision"] = days["precision"]


def coarser(cells, chance):
    """For each EDTF text, one that allows its days and more."""
    texts = []
    for first, last in bounds(cells)[["earliest", "latest"]].itertuples(index=False):
        before = None if pd.isna(first) else first - pd.Timedelta(days=chance.randint(0, 800))
        after = None if pd.isna(last) else last + pd.Timedelta(days=chance.randint(0, 800))
        if before is not None and after is not None and chance.random() < 0.2:
            before, after = chance.choice([(before, None), (None, after)])
        ends = ["" if end is None else f"{end:%Y-%m-%d}" for end in (before, after)]
        texts.append(f"[{ends[0]}..{ends[1]}]")
    return pd.Series(texts, index=cells.index, dtype="str")


def widen(frames, chance):
    """Replace one in three plain numbers by a range around it; widen one in three lags."""
    for row, cells in chosen_rows(frames["figures"], chance):
        if cells["qualifier"] == "exactly" and cells["best"]:
            number = int(cells["best"])
            ends = {"low": number - chance.randint(0, 90), "high": number + chance.randint(0, 90)}
            put(frames["figures"], row, qualifier="between", best="", **ends)
    for row, cells in chosen_rows(frames["answers"], chance):
        if cells["qualifier"] == "exactly":
            whole = int(cells["percent"].partition(".")[0])
            ends = {"low": max(0, whole - 1), "high": min(100, whole + 2)}
            put(frames["answers"], row, qualifier="between", percent="", **ends)
    for row, cells in chosen_rows(frames["sequences"], chance):
        least = int(cells["minimum_lag_days"]) - chance.randint(0, 90)
        most = cells["maximum_lag_days"] and int(cells["maximum_lag_days"]) + chance.randint(0, 90)
        put(frames["sequences"], row, minimum_lag_days=least, maximum_lag_days=most)


def chosen_rows(frame, chance):
    return [(row, cells) for row, cells in frame.iterrows() if chance.random() < 1 / 3]


def put(frame, row, **cells):
    for column, value in cells.items():
        frame.loc[row, column] = str(value)


def test_a_coarser_text_allows_the_days_of_the_text_before():
    cells = pd.Series(["2001-02-03", "2001", "[..2001]", "2001-02/2001-05", "[2001..]"])
    before, after = bounds(cells), bounds(coarser(cells, Random(5)))
    assert after["valid"].all()
    assert (after["earliest"].isna() | (after["earliest"] <= before["earliest"])).all()
    assert (after["latest"].isna() | (after["latest"] >= before["latest"])).all()


# A conflict is one of all its claims.

LACKING = {"status-continuous"}
"""Rules that find that something is lacking: without one of the claims it lacks all the more."""


def test_a_conflict_of_two_claims_is_gone_without_one_of_them(faulty):
    pairs = {
        case.operator.name: case
        for case in faulty.cases
        if len(case.label) == 2
        and case.operator.rule not in LACKING
        and severity(case.operator.rule) in CONFLICTS
    }
    assert len(pairs) > 20
    for side in (0, 1):
        reduced = []
        for case in pairs.values():
            draft = case.draft.copy()
            draft.remove(sorted(case.label)[side])
            reduced.append(draft)
        rule_of = {case.draft.prefix: case.operator.rule for case in pairs.values()}
        left = [
            finding
            for finding in found(tables_of(reduced))
            if rule_of[finding.claims[0].partition(".")[0]] == finding.rule
        ]
        assert identities(left) == []


def severity(name):
    return next(rule.severity for rule in all_rules() if rule.name == name)


def test_the_faults_are_what_is_found(faulty):
    labels = [(case.operator.rule, tuple(sorted(case.label))) for case in faulty.cases]
    assert identities(faulty.findings) == sorted(labels)

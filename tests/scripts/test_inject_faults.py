"""Fault injection: the rules on labelled faults and benign twins, and the harness on itself."""

import json
from collections import Counter
from datetime import date
from itertools import combinations
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import evaluate
from checks.rules.registry import all_rules
from checks.rules.time.dates_agree import DatesAgree
from checks.tables.edtf import bounds
from scripts.inject_faults.__main__ import main
from scripts.inject_faults.campaign import make_case, operators_for, plan, run_batches
from scripts.inject_faults.datings import by, coarsened, one_of, since
from scripts.inject_faults.drafts import tables_of, text_frames
from scripts.inject_faults.ground_truth.country import countries
from scripts.inject_faults.ground_truth.surveys import rounded
from scripts.inject_faults.naming import Namer, misspelt
from scripts.inject_faults.operators import all_operators
from scripts.inject_faults.parallel import try_rules
from scripts.inject_faults.reporting import as_text
from scripts.inject_faults.scoring import wilson
from tests.helpers.builders import build_package, read_rows, write_package
from tests.helpers.verdicts import problems_of

ROUNDS = 2
CASES = 2 * ROUNDS * len(all_operators())


@pytest.fixture(scope="module")
def scores():
    """All rules on every fault and its twin, twice."""
    return try_rules(all_rules(), CASES, seed=2024, workers=1)


# The rules.


def test_no_rule_misses_a_fault_raises_a_false_alarm_or_crashes(scores):
    assert scores.shortfalls == []


def test_every_rule_found_every_fault_of_each_of_its_operators(scores):
    operators = Counter(operator.rule for operator in all_operators())
    found = {rule: score.found for rule, score in scores.rules.items()}
    assert found == {rule: ROUNDS * number for rule, number in operators.items()}


def test_every_rule_has_at_least_two_operators():
    operators = Counter(operator.rule for operator in all_operators())
    assert {rule.name: min(operators[rule.name], 2) for rule in all_rules()} == {
        rule.name: 2 for rule in all_rules()
    }


def test_no_operator_is_for_a_rule_that_does_not_exist():
    assert operators_for(all_rules())[1] == ()


def test_every_operator_says_what_it_does_and_what_its_twin_does():
    for operator in all_operators():
        assert operator.edit.__doc__, operator.name
        assert "twin" in operator.edit.__doc__, operator.name


def test_operators_have_names_of_their_own():
    names = [operator.name for operator in all_operators()]
    assert sorted(set(names)) == sorted(names)


# The generated packages.


def test_a_country_without_a_fault_has_no_finding():
    drafts = [country.story.draft for country in countries(5, 60)]
    findings = evaluate(all_rules(), tables_of(drafts)).findings
    assert [(finding.rule, finding.message) for finding in findings] == []


def test_a_country_gives_every_rule_something_to_examine():
    drafts = [country.story.draft for country in countries(6, 1)]
    counts = evaluate(all_rules(), tables_of(drafts)).counts
    unexamined = [count.rule for count in counts if count.passed == 0]
    # Nothing is said twice of one thing or in words that label a share: only faults do that.
    assert unexamined == ["figures-agree", "labels-match-figures"]


def test_a_generated_package_is_valid_in_structure_and_refers_to_nothing_that_is_missing(tmp_path):
    (country,) = countries(7, 1)
    tables = {name: rows for name, rows in country.story.draft.tables.items() if rows}
    properties = tables_of([])["properties"]
    tables["properties"] = text_rows(properties)
    numbers = {name: len(rows) for name, rows in tables.items()}
    build_package(tmp_path / "package", **tables)
    written = {name: len(read_rows(tmp_path / "package", name)) for name in tables}
    assert problems_of(tmp_path / "package") == ()
    assert written == numbers


@pytest.mark.parametrize("wrong", [True, False])
def test_faults_and_their_twins_leave_the_structure_of_the_package_valid(tmp_path, wrong):
    operators = all_operators()
    cases = [
        make_case(77, number, country, operator, wrong=wrong)
        for number, (country, operator) in enumerate(
            zip(countries(77, len(operators)), operators, strict=True)
        )
    ]
    frames = text_frames([case.draft for case in cases])
    tables = {name: frame.to_dict("records") for name, frame in frames.items()}
    write_package(tmp_path / "package", tables)
    assert problems_of(tmp_path / "package") == ()


def text_rows(properties):
    columns = [name for name in properties if name != "row"]
    texts = properties[columns].astype("str").replace({"True": "true", "False": "false"})
    return texts.mask(properties[columns].isna(), "").to_dict("records")


def test_the_same_seed_makes_the_same_countries_whatever_their_number():
    small, large = countries(3, 2), countries(3, 4)
    assert [country.story.draft.tables for country in small] == [
        country.story.draft.tables for country in large[:2]
    ]


def test_another_seed_makes_another_country():
    one, other = countries(3, 1)[0], countries(4, 1)[0]
    assert one.story.draft.tables["dates"] != other.story.draft.tables["dates"]


def test_an_operator_leaves_the_country_itself_as_it_was():
    (country,) = countries(8, 1)
    before = country.copy(Random(0)).story.draft.tables
    for operator in all_operators():
        make_case(8, 0, country, operator, wrong=True)
    assert country.story.draft.tables == before


def test_every_fault_changes_the_claims():
    assert operators_without_effect(wrong=True) == set()


def test_a_twin_changes_the_claims_unless_it_draws_what_was_there():
    may_draw_the_same = {"day-out-of-its-month", "member-left-out"}
    assert operators_without_effect(wrong=False) <= may_draw_the_same


def operators_without_effect(*, wrong):
    (country,) = countries(9, 1)
    before = country.story.draft.tables
    return {
        operator.name
        for operator in all_operators()
        if make_case(9, 0, country, operator, wrong=wrong).draft.tables == before
    }


def test_names_differ_in_four_letters_at_least():
    namer, chance = Namer(), Random(1)
    words = [namer.word(chance) for _ in range(80)]
    assert min(letters_apart(*pair) for pair in combinations(words, 2)) >= 4


def test_a_misspelt_name_differs_in_one_letter():
    chance = Random(2)
    assert letters_apart("Kobalomen", misspelt("Kobalomen", chance)) == 1


def letters_apart(one, other):
    """Letters of the longer word outside the longest common subsequence, by the textbook."""
    one, other = one.lower(), other.lower()
    row = [0] * (len(other) + 1)
    for letter in one:
        previous = row
        row = [0]
        for place, each in enumerate(other):
            same = previous[place] + 1 if letter == each else 0
            row.append(max(same, row[place], previous[place + 1]))
    return max(len(one), len(other)) - row[-1]


DAYS = st.dates(date(1400, 1, 1), date(2600, 12, 31))


@given(DAYS, st.integers(0, 1000))
def test_a_coarsened_date_allows_its_day(day, seed):
    first, last = coarsened(day, Random(seed)).span()
    assert first <= day <= last


@given(DAYS, st.integers(0, 1000))
def test_the_text_of_a_date_means_the_days_that_it_was_made_to_allow(day, seed):
    datings = [coarsened(day, Random(seed)), by(day), since(day), one_of(day, day)]
    read = bounds(pd.Series([dating.text for dating in datings], dtype="str"))
    for dating, (earliest, latest, precision, valid) in zip(
        datings, read.itertuples(index=False), strict=True
    ):
        assert valid
        assert (dating.first, dating.last, dating.precision) == (
            None if pd.isna(earliest) else earliest.date(),
            None if pd.isna(latest) else latest.date(),
            precision,
        )


@pytest.mark.parametrize(
    ("count", "size", "decimals", "share"),
    [
        (1, 3, 0, "33"),
        (2, 3, 0, "67"),
        (1, 8, 0, "13"),
        (1, 3, 1, "33.3"),
        (1, 2, 1, "50.0"),
        (0, 7, 1, "0.0"),
        (7, 7, 0, "100"),
        (1, 200, 1, "0.5"),
    ],
)
def test_a_share_is_rounded_half_up_and_keeps_its_decimals(count, size, decimals, share):
    assert rounded(count, size, decimals) == share


# The harness.


class Silent(DatesAgree):
    """A rule that examines nothing."""

    def derive(self, tables):
        return super().derive(tables).iloc[:0]


class Hasty(DatesAgree):
    """A rule that objects to every group."""

    def derive(self, tables):
        groups = super().derive(tables)
        return groups.assign(gap=groups["gap"].abs() + 1, first=10**7, last=-(10**7))


class Broken(DatesAgree):
    """A rule that fails when two claims disagree, and sees nothing otherwise."""

    def derive(self, tables):
        groups = super().derive(tables)
        if groups["gap"].gt(0).any():
            raise ZeroDivisionError
        return groups


class Vague(DatesAgree):
    """A rule that finds what is wrong, and names one claim too few."""

    def evidence(self, tables, violations):
        return super().evidence(tables, violations).drop_duplicates("group")


def tried(rule, cases=24):
    scores = try_rules([rule], cases, 11, ["dates-agree"], workers=1)
    return scores, scores.of("dates-agree")


def test_a_rule_that_is_switched_off_misses_every_fault():
    scores, score = tried(Silent())
    assert (score.faults, score.found, score.missed, score.recall) == (12, 0, 12, 0.0)
    assert {shortfall.kind for shortfall in scores.shortfalls} == {"missed"}


def test_a_rule_that_finds_the_fault_in_other_claims_misses_it_and_raises_a_false_alarm():
    score = tried(Vague())[1]
    assert (score.found, score.false_alarms, score.alarmed) == (0, 12, 0)


def test_a_rule_that_always_objects_alarms_at_every_twin():
    score = tried(Hasty())[1]
    assert (score.twins, score.alarmed, score.alarms_per_100) == (12, 12, 100.0)
    assert score.precision < 0.5


def test_a_crash_is_counted_where_it_happens_and_only_there():
    scores, score = tried(Broken())
    assert (score.crashes, score.missed, score.alarmed) == (12, 12, 0)
    assert Counter(shortfall.kind for shortfall in scores.shortfalls) == {
        "crash": 12,
        "missed": 12,
    }


def test_operators_of_a_rule_that_is_not_there_are_skipped_and_counted():
    scores = try_rules([DatesAgree()], 6, 11, ["dates-agree", "figures-agree"], workers=1)
    skipped = scores.of("figures-agree").skipped
    assert (skipped, scores.cases) == (3, 6)
    assert f"{skipped} operators were skipped: their rule is not registered" in as_text(scores, 11)


def test_a_skipped_rule_is_a_shortfall():
    assert try_rules([], 6, 11, ["dates-agree"], workers=1).falls_short


def test_every_fault_is_followed_by_its_twin_in_the_same_country():
    faults, twins = plan(30, all_operators())
    assert (faults.wrong, twins.wrong) == (True, False)
    assert faults.cases == twins.cases
    assert len(faults.cases) == 15


def test_processes_share_the_work_without_changing_the_result():
    shared = try_rules([DatesAgree()], 24, 12, ["dates-agree"], workers=2)
    alone = run_batches(12, [DatesAgree()], plan(24, operators_for([DatesAgree()])[0]))
    assert shared == alone


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # The mirror image of 0 of 20.
        (20, 20, 0.8389, 1.0),
    ],
)
def test_the_wilson_interval_is_the_published_one(successes, trials, low, high):
    assert wilson(successes, trials) == pytest.approx((low, high), abs=0.00005)


def test_without_a_trial_a_proportion_can_be_anything():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2)])
def test_more_successes_than_trials_are_refused(successes, trials):
    with pytest.raises(ValueError, match="is no proportion"):
        wilson(successes, trials)


# The command.


def test_the_command_prints_a_line_for_each_rule_and_ends_well_without_a_shortfall(
    tmp_path, capsys
):
    file = tmp_path / "scores.json"
    status = main(["--cases", "12", "--seed", "2", "--rule", "dates-agree", "--json", str(file)])
    printed, scores = capsys.readouterr().out, json.loads(file.read_text("utf-8"))
    assert status == 0
    assert "12 cases, 0 shortfalls" in printed
    assert scores["rules"]["dates-agree"]["recall"] == 1.0
    assert scores["rules"]["dates-agree"]["recall_interval"] == pytest.approx([0.6097, 1], abs=1e-4)


def test_the_command_runs_one_case_and_its_twin_alone(capsys):
    assert main(["--seed", "2", "--operator", "order-turned", "--case", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "fault: timeline-feasible, order-turned, case 3"
    assert lines[1].count("c003.") == 3
    assert lines[2:] == ["twin: timeline-feasible, order-turned, case 3", "  label: none"]


def test_a_shortfall_is_listed_with_what_runs_it_again():
    scores = tried(Silent(), cases=6)[0]
    lines = as_text(scores, 11).splitlines()
    assert "6 cases, 3 shortfalls" in lines
    assert "  --seed 11 --operator another-day --case 0" in lines


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--rule", "nosuch"], "there is no rule with faults 'nosuch'"),
        (["--rule", "dates-agree", "dates-agre"], "'dates-agre': did you mean dates-agree"),
        (["--cases", "1"], "argument --cases: expected at least 2: a fault and its twin"),
        (["--json", "nosuch/scores.json"], "--json: there is no folder nosuch"),
        (["--operator", "nosuch"], "there is no operator 'nosuch'"),
        (["--operator", "order-turnd"], "'order-turnd': did you mean order-turned"),
    ],
)
def test_what_leads_to_no_scores_is_refused_in_one_line_before_anything_is_tried(
    arguments, complaint, capsys
):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    line = capsys.readouterr().err.splitlines()[-1]
    assert ended.value.code == 2
    assert complaint in line
    assert len(line) < 200


def test_help_says_what_is_taken_by_default(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "faults and twins together (default: 10000)" in shown
    assert "of all chance (default: 1)" in shown

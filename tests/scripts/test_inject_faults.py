"""Fault injection: the operators, and the campaign on rules that are wrong in known ways."""

import json
from collections import Counter

import pytest

from checks.findings.evaluation import evaluate
from checks.rules.registry import all_rules
from checks.rules.time.dates_agree import DatesAgree
from scripts.inject_faults.__main__ import main
from scripts.inject_faults.campaign import make_case, make_cases, try_operators
from scripts.inject_faults.operators import all_operators, operators_of
from scripts.inject_faults.scores import as_json, as_text, wilson
from scripts.world import countries, write_package
from tests.helpers.verdicts import problems_of

# The operators.


def test_no_rule_misses_a_fault_raises_a_false_alarm_or_crashes():
    operators = all_operators()
    scores = try_operators(all_rules(), operators, 2 * len(operators), seed=2024)
    assert scores.shortfalls == []
    found = {rule: score.found for rule, score in scores.rules.items() if score.faults}
    assert found == Counter(operator.rule for operator in operators)


def test_every_operator_is_of_a_rule_and_says_what_it_does_and_what_its_twin_does():
    rules = {rule.name for rule in all_rules()}
    assert [each.name for each in all_operators() if each.rule not in rules] == []
    assert [each.name for each in all_operators() if "twin" not in (each.edit.__doc__ or "")] == []


def test_operators_have_names_of_their_own():
    names = [operator.name for operator in all_operators()]
    assert sorted(set(names)) == sorted(names) != []


@pytest.mark.parametrize("wrong", [True, False])
def test_faults_and_their_twins_leave_the_structure_of_the_package_valid(tmp_path, wrong):
    cases = make_cases(77, all_operators(), wrong=wrong)
    write_package(tmp_path / "package", [case.country for case in cases])
    assert problems_of(tmp_path / "package") == ()


def test_an_operator_changes_a_copy_and_leaves_the_country_as_it_was():
    (country,) = countries(9, 1)
    before = countries(9, 1)[0].tables
    for operator in all_operators():
        case = make_case(9, 0, country, operator, wrong=True)
        assert case.country.tables != before, operator.name
    assert country.tables == before


# The campaign.


class Silent(DatesAgree):  # a rule that examines nothing
    __doc__ = DatesAgree.__doc__

    def fill(self, tables):
        return super().fill(tables).iloc[:0]


class Hasty(DatesAgree):  # a rule that objects to every group
    __doc__ = DatesAgree.__doc__

    def fill(self, tables):
        groups = super().fill(tables)
        day = groups["earliest_end"].max() + 1
        return groups.assign(latest_start=day, earliest_end=groups["earliest_end"].min() - 1)


class Broken(DatesAgree):  # a rule that crashes when two claims disagree
    __doc__ = DatesAgree.__doc__

    def fill(self, tables):
        if evaluate([DatesAgree()], tables).findings:
            raise ZeroDivisionError
        return super().fill(tables)


class Vague(DatesAgree):  # a rule that finds what is wrong, and names one claim too few
    __doc__ = DatesAgree.__doc__

    def evidence(self, tables, failures):
        return super().evidence(tables, failures).drop_duplicates("group")


def tried(rule, cases=24):
    scores = try_operators([rule], operators_of("dates-agree"), cases, seed=11)
    return scores, scores.of("dates-agree")


def test_a_rule_that_is_switched_off_misses_every_fault():
    scores, score = tried(Silent())
    assert (score.faults, score.found, score.derived["missed"]) == (12, 0, 12)
    assert {shortfall.kind for shortfall in scores.shortfalls} == {"missed"}


def test_a_rule_that_finds_the_fault_in_other_claims_misses_it_and_raises_a_false_alarm():
    score = tried(Vague())[1]
    assert (score.found, score.false_alarms, score.alarmed) == (0, 12, 0)


def test_a_rule_that_always_objects_alarms_at_every_twin():
    score = tried(Hasty())[1]
    assert (score.twins, score.alarmed, score.derived["alarms_per_100_twins"]) == (12, 12, 100)
    assert score.derived["precision"] < 0.5


def test_a_crash_is_counted_where_it_happens_and_only_there():
    scores, score = tried(Broken())
    assert (score.crashes, score.derived["missed"], score.alarmed) == (12, 12, 0)
    assert Counter(shortfall.kind for shortfall in scores.shortfalls) == {
        "crash": 12,
        "missed": 12,
    }


@pytest.mark.parametrize(("operators", "cases"), [((), 10), (all_operators(), 1)])
def test_a_campaign_without_anything_to_try_is_refused(operators, cases):
    with pytest.raises(ValueError, match="nothing to try"):
        try_operators([DatesAgree()], operators, cases, seed=1)


def test_a_shortfall_is_listed_with_what_runs_it_again():
    lines = as_text(tried(Silent(), cases=6)[0], seed=11).splitlines()
    assert "6 cases, 3 shortfalls" in lines
    assert "  --seed 11 --operator another-day --case 0" in lines


def test_a_rule_without_an_operator_is_reported_as_such():
    scores = tried(DatesAgree(), cases=2)[0]
    assert "moons-agree                    has no fault operator" in as_text(
        scores, 11, ["moons-agree"]
    )
    assert as_json(scores, 11, ["moons-agree"])["without_operator"] == ["moons-agree"]


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
        # Without a trial it can be anything.
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_wilson_interval_is_the_published_one(successes, trials, low, high):
    assert wilson(successes, trials) == pytest.approx((low, high), abs=0.00005)


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


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--rule", "nosuch"], "there is no rule 'nosuch'"),
        (["--rule", "dates-agree", "dates-agre"], "'dates-agre': did you mean dates-agree"),
        (["--cases", "1"], "argument --cases: expected at least 2: a fault and its twin"),
        (["--json", "nosuch/scores.json"], "--json: there is no folder nosuch"),
        (["--operator", "nosuch"], "there is no operator 'nosuch'"),
        (["--operator", "order-turnd"], "'order-turnd': did you mean order-turned"),
    ],
)
def test_a_wrong_option_is_refused_in_one_line_before_anything_is_tried(
    arguments, complaint, capsys
):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    line = capsys.readouterr().err.splitlines()[-1]
    assert ended.value.code == 2
    assert complaint in line
    assert len(line) < 200

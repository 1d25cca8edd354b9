"""Fault injection: the operators, and the campaign on rules that are wrong in known ways."""

import pytest

from checks.rules.registry import all_rules
from checks.rules.time.dates_agree import DatesAgree
from scripts.inject_faults.__main__ import main
from scripts.inject_faults.campaign import make_case, make_cases, summary, try_operators
from scripts.inject_faults.operators import all_operators, operators_of
from scripts.world import countries, write_package
from tests.helpers.verdicts import problems_of

# The operators.


def test_every_operator_has_a_name_of_its_own_and_says_what_its_twin_does():
    operators = {operator.name: operator for operator in all_operators()}
    assert len(operators) == len(all_operators())
    assert [
        name for name, each in operators.items() if "twin" not in (each.edit.__doc__ or "")
    ] == []


def test_every_operator_is_of_a_rule():
    assert {each.rule for each in all_operators()} <= {rule.name for rule in all_rules()}


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
        return super().fill(tables).assign(latest_start=1, earliest_end=0)

    def evidence(self, tables, failures):
        groups = failures[["entity_id", "property_id"]].rename_axis("group").reset_index()
        dates = tables["dates"].merge(groups, on=["entity_id", "property_id"])
        return dates[["group", "claim_id"]].assign(column="date", value=dates["date"])


class Vague(DatesAgree):  # a rule that finds what is wrong, and names one claim too few
    __doc__ = DatesAgree.__doc__

    def evidence(self, tables, failures):
        return super().evidence(tables, failures).drop_duplicates("group")


@pytest.mark.parametrize(
    ("rule", "found", "false_alarms"),
    [
        (DatesAgree(), 12, 0),
        (Silent(), 0, 0),
        (Vague(), 0, 12),
        (Hasty(), 12, 36),  # one group more in each country, and the twin of each fault
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_rule_misses_and_its_false_alarms_are_counted(rule, found, false_alarms):
    cases = try_operators([rule], operators_of(rule.name), range(12), seed=11)
    table, shortfalls = summary([rule], cases, seed=11)
    counts = [("dates-agree", 12, found, 12, false_alarms), ("all", 12, found, 12, false_alarms)]
    assert list(table.itertuples(index=False, name=None)) == counts
    assert len(shortfalls) == 12 - found + false_alarms


def test_a_shortfall_comes_with_the_options_that_repeat_it():
    operators = operators_of("dates-agree")
    both, alone = (
        summary([Silent()], try_operators([Silent()], chosen, numbers, seed=11), seed=11)[1]
        for chosen, numbers in ((operators, [6, 7]), (operators[:1], [6]))
    )
    problem, again = both[0].splitlines()
    assert problem.startswith("dates-agree: missed: w006-")
    assert again == "  fault: --seed 11 --operator dated-too-late --case 6"
    assert alone == both[:1]


# The command.


def test_no_rule_misses_a_fault_or_raises_a_false_alarm(capsys):
    cases = 2 * len(all_operators())
    assert main(["--cases", str(cases), "--seed", "2024"]) == 0
    assert f"{cases} cases, 0 shortfalls" in capsys.readouterr().out


def test_the_command_repeats_one_case_and_its_twin(capsys):
    assert main(["--seed", "2", "--operator", "lag-too-long", "--case", "3"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["timeline-feasible", "1", "1", "1", "0"] in lines


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--rule", "nosuch"], "argument --rule: invalid choice: 'nosuch'"),
        (["--cases", "1"], "--cases: expected at least 2: a fault and its twin"),
        (["--operator", "nosuch"], "there is no such fault operator"),
    ],
)
def test_a_wrong_option_is_refused_in_one_line(arguments, complaint, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert complaint in capsys.readouterr().err.splitlines()[-1]

"""Shares that are rounded to a declared unit: all rules that compare shares take it exactly."""

import pytest

from checks.rules.figures.labels_match_figures import LabelsMatchFigures
from checks.rules.polls.answers_leave_no_residual import AnswersLeaveNoResidual
from checks.rules.polls.answers_sum_to_100 import AnswersSumTo100
from checks.rules.polls.opposed_polls_compatible import OpposedPollsCompatible
from checks.rules.polls.subgroups_bracket_total import SubgroupsBracketTotal
from checks.rules.polls.trends_match_series import TrendsMatchSeries
from tests.helpers.claim_tables import frame
from tests.helpers.poll_tables import answers, compared, contained
from tests.helpers.rule_frames import verdict

NO = {"option": "no", "stance": "unfavourable", "question_claim_id": "q0"}
COMPLETE = {"exhaustive": "yes"}
LATER = {"poll_id": "later-poll"}


def sum_of(one, other, **changes):
    return answers([{"value": one, **changes}, {"value": other, **NO}])


def two_polls(one, other):
    return answers([{"value": one}, {"value": other, **LATER}])


def rising(one, other):
    return {**two_polls(one, other), "comparisons": compared([("a1", "rose", "a0", "")])}


def more(one, other):
    return {**two_polls(one, other), "comparisons": compared([("a1", "more", "a0", "")])}


def parts(whole, part):
    ties = contained([("s", "sailors", "lies_in", "islanders", "complete")])
    populations = frame("entity_id place_id", [("islanders", ""), ("sailors", "")])
    rows = [{"value": whole}, {"value": part, "population_id": "sailors"}]
    return {**answers(rows), **ties, "entities": populations}


@pytest.mark.parametrize(
    ("rule", "tables", "in_halves", "as_printed"),
    [
        (AnswersSumTo100(), sum_of("60", "39", **COMPLETE), "found", "passed"),
        (AnswersSumTo100(), sum_of("60", "39.5", **COMPLETE), "passed", "passed"),
        (AnswersSumTo100(), sum_of("60.0", "39.5", **COMPLETE), "passed", "found"),
        (AnswersLeaveNoResidual(), sum_of("60", "39"), "found", "passed"),
        (OpposedPollsCompatible(), two_polls("60", "61"), "found", "passed"),
        (OpposedPollsCompatible(), two_polls("60.0", "60.5"), "passed", "found"),
        (SubgroupsBracketTotal(), parts("60", "61"), "found", "passed"),
        (TrendsMatchSeries(), rising("60.5", "60"), "found", "passed"),
        (TrendsMatchSeries(), rising("60.3", "60.0"), "passed", "found"),
        (LabelsMatchFigures(), more("60.5", "60"), "found", "passed"),
    ],
)
def test_a_declared_rounded_to_takes_the_place_of_the_last_decimal(
    rule, tables, in_halves, as_printed
):
    halves = {**tables, "questions": tables["questions"].assign(rounded_to="0.5")}
    assert (verdict(rule, halves), verdict(rule, tables)) == (in_halves, as_printed)

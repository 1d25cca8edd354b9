"""The rule `trends-match-series`: what rose is larger, what fell is smaller."""

import pytest

from checks.rules.polls.trends_match_series import TrendsMatchSeries
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.figure_tables import figures
from tests.helpers.poll_tables import answers, compared

RULE = TrendsMatchSeries()


def shares(left, relation, right, **changes):
    """A share a0 of a second poll, said to have risen or fallen from a1 of a first one."""
    values = [{"value": left, "poll_id": "second"}, {"value": right, **changes}]
    return {**answers(values), "comparisons": compared([("a0", relation, "a1", "")])}


def counts(left, relation, right, **changes):
    values = [{"value": left, "as_of": "2002"}, {"value": right, "as_of": "2001", **changes}]
    return {**figures(values), "comparisons": compared([("f0", relation, "f1", "")])}


@pytest.mark.parametrize(
    ("left", "relation", "right"),
    [
        ("58", "rose", "61"),
        ("58", "rose", "59"),
        ("61", "fell", "58"),
        ("58.2", "fell", "58.1"),
        ("<=58", "rose", ">58"),
    ],
)
def test_a_trend_against_its_own_values_is_found(left, relation, right):
    assert claims_found(RULE, shares(left, relation, right)) == [("a0", "a1", "c0")]


@pytest.mark.parametrize(
    ("left", "relation", "right"),
    [
        ("61", "rose", "58"),
        ("58", "rose", "58"),
        ("58", "fell", "58.4"),
        ("58", "fell", "61"),
        (">58", "rose", "<=58"),
        (">=10", "rose", "90"),
    ],
)
def test_a_trend_that_the_values_allow_passes(left, relation, right):
    count, findings = outcome(RULE, shares(left, relation, right))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


@pytest.mark.parametrize(
    "changes", [{"topic": "ferry"}, {"option": "no"}, {"population_id": "sailors"}]
)
def test_answers_to_something_else_are_not_evaluable(changes):
    count, findings = outcome(RULE, shares("58", "rose", "61", **changes))
    assert (findings, count.examined, count.not_evaluable) == ((), 1, 1)


@pytest.mark.parametrize("right", ["~61", ""])
def test_a_trend_since_nothing_that_is_known_is_not_evaluable(right):
    tables = shares("58", "rose", right or "61")
    if not right:
        tables["comparisons"]["right_claim_id"] = ""
    count, findings = outcome(RULE, tables)
    assert (findings, count.not_evaluable) == ((), 1)


def test_figures_of_one_series_differ_in_time_only():
    assert claims_found(RULE, counts("20", "rose", "20")) == [("c0", "f0", "f1")]
    assert claims_found(RULE, counts("20", "rose", "19")) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"entity_id": "hull"},
        {"measure_id": "cargo"},
        {"population_id": "stokers"},
        {"unit": "boats"},
        {"measure_id": "rumours"},
    ],
)
def test_figures_of_different_series_are_not_evaluable(changes):
    count, findings = outcome(RULE, counts("20", "rose", "30", **changes))
    assert (findings, count.not_evaluable) == ((), 1)


def test_an_answer_and_a_figure_are_no_series():
    shares = [{"value": "20"}, {"value": "20", "topic": "ferry"}]
    numbers = [{"value": "30", "unit": "percent", "entity_id": name} for name in ("keel", "hull")]
    said = [(f"a{one}", "rose", f"f{other}", "") for one in (0, 1) for other in (0, 1)]
    tables = {**answers(shares), **figures(numbers), "comparisons": compared(said)}
    count, findings = outcome(RULE, tables)
    assert (findings, count.not_evaluable) == ((), 4)


def test_a_constant_is_an_earlier_value():
    tables = {**answers([{"value": "51"}]), "comparisons": compared([("a0", "rose", "", "60")])}
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == "51 is said to have risen from 60"


def test_a_finding_gives_what_is_said_and_both_values_with_their_sides():
    (finding,) = outcome(RULE, shares("51", "rose", ">63"))[1]
    assert cells(finding) == [
        ("a0", "percent", "51", "left"),
        ("a1", "low", "more than 63", "right"),
        ("c0", "relation", "rose", ""),
    ]
    (finding,) = outcome(RULE, counts("51", "rose", "63"))[1]
    assert cells(finding) == [
        ("c0", "relation", "rose", ""),
        ("f0", "best", "51", "left"),
        ("f1", "best", "63", "right"),
    ]


def test_a_fall_has_its_words():
    (finding,) = outcome(RULE, shares("61", "fell", "58"))[1]
    assert finding.message == "61 is said to have fallen from 58"


def test_labels_and_other_comparisons_are_not_the_matter_of_this_rule():
    assert outcome(RULE, shares("58", "more", "61"))[0].examined == 0


@pytest.mark.parametrize(
    ("tables", "name"),
    [(shares("58", "rose", "61"), "questions"), (counts("58", "rose", "61"), "properties")],
)
def test_without_the_table_that_makes_a_series_or_without_its_rows_nothing_is_evaluable(
    tables, name
):
    others = {other: table for other, table in tables.items() if other != name}
    for fewer in (others, {**others, name: tables[name].iloc[:0]}):
        count, findings = outcome(RULE, fewer)
        assert (findings, count.not_evaluable) == ((), 1)


def test_answers_to_questions_that_are_not_there_are_no_series():
    tables = shares("58", "rose", "61", question_claim_id="elsewhere")
    tables["answers"]["question_claim_id"] = ["nowhere", "elsewhere"]
    count, findings = outcome(RULE, tables)
    assert (findings, count.not_evaluable) == ((), 1)


def test_figures_of_a_measure_that_is_never_compared_are_no_series():
    tables = figures([{"value": value, "measure_id": "rumours"} for value in ("20", "30")])
    tables["comparisons"] = compared([("f0", "rose", "f1", "")])
    count, findings = outcome(RULE, tables)
    assert (findings, count.not_evaluable) == ((), 1)

"""The rule `trends-match-series`: what rose is larger, what fell is smaller."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.trends_match_series import Trends, TrendsMatchSeries
from tests.helpers.claim_tables import cells, outcome
from tests.helpers.figure_tables import figures
from tests.helpers.poll_tables import answers, compared
from tests.helpers.rule_frames import judged, verdict

RULE = TrendsMatchSeries()


def test_the_model_says_that_left_can_be_larger_where_it_rose_and_smaller_where_it_fell():
    trends = judged(
        Trends,
        claim_id=["up", "not-up", "down", "not-down", "open-up", "open-down", "unknown"],
        relation=["rose", "rose", "fell", "fell", "rose", "fell", "rose"],
        low_left=[0, 0, 4, 5, 0, None, 0],
        high_left=[6, 5, 9, 9, None, 9, 0],
        low_right=[5, 5, 0, 0, 5, 0, 9],
        high_right=[9, 9, 5, 5, 9, 5, 9],
        not_evaluable=[None] * 6 + ["the values are not of one series"],
    )
    assert failing(Trends, trends)["claim_id"].tolist() == ["not-up", "not-down"]


def shares(left, relation, right, **changes):
    """A share a0 of a second poll, said to have risen or fallen from a1 of a first one."""
    values = [{"value": left, "poll_id": "second"}, {"value": right, **changes}]
    return {**answers(values), "comparisons": compared([("a0", relation, "a1", "")])}


def counts(left, relation, right, **changes):
    values = [{"value": left, "as_of": "2002"}, {"value": right, "as_of": "2001", **changes}]
    return {**figures(values), "comparisons": compared([("f0", relation, "f1", "")])}


OTHER_SERIES = "the values are not of one series"
UNKNOWN_SERIES = "the series of a value is not known"


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (shares("58", "rose", "59"), "found"),
        (shares("61", "fell", "58"), "found"),
        (shares("<=58", "rose", ">58"), "found"),
        (shares("58", "rose", "58"), "passed"),
        (shares("58", "fell", "58.4"), "passed"),
        (shares("58", "rose", "61", topic="ferry"), OTHER_SERIES),
        (shares("58", "rose", "61", option="no"), OTHER_SERIES),
        (shares("58", "rose", "61", population_id="sailors"), OTHER_SERIES),
        (shares("58", "rose", "~61"), "the extent of a value is not known"),
        (shares("58", "more", "61"), ""),  # no trend
        (counts("20", "rose", "20"), "found"),
        (counts("20", "rose", "19"), "passed"),
        (counts("20", "rose", "30", measure_id="cargo"), OTHER_SERIES),
        (counts("20", "rose", "30", measure_id="rumours"), UNKNOWN_SERIES),  # never compared
    ],
)
def test_a_trend_is_compared_with_the_values_of_its_series(tables, expected):
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("tables", "name"),
    [(shares("58", "rose", "61"), "questions"), (counts("58", "rose", "61"), "properties")],
)
def test_without_the_table_that_makes_a_series_or_without_its_rows_none_is_known(tables, name):
    others = {other: table for other, table in tables.items() if other != name}
    assert verdict(RULE, others) == UNKNOWN_SERIES
    assert verdict(RULE, {**others, name: tables[name].iloc[:0]}) == UNKNOWN_SERIES


def test_values_in_different_units_are_not_compared_even_in_one_series():
    tables = counts("20", "rose", "30", unit="boats")
    tables["properties"]["comparability_keys"] = "entity_id"
    assert verdict(RULE, tables) == "the values have different units"


@pytest.mark.parametrize(
    ("constant", "expected"),
    [("60", "found"), ("50", "passed"), ("", "nothing is coded since when")],
)
def test_a_constant_is_an_earlier_value(constant, expected):
    tables = {**answers([{"value": "51"}]), "comparisons": compared([("a0", "rose", "", constant)])}
    assert verdict(RULE, tables) == expected


def test_a_finding_gives_what_is_said_and_both_values_with_their_sides():
    (finding,) = outcome(RULE, shares("51", "rose", ">63"))[1]
    assert finding.message == (
        "“yes” on “bridge”: said to have risen from more than 63 to 51 %. "
        "The later value is lower by at least 11.5 percentage points."
    )
    words = ["later: 51 %", "earlier: more than 63 %", "rose"]
    assert [item.words for item in finding.evidence] == words
    assert cells(finding) == [
        ("a0", "percent", "51", "left"),
        ("a1", "low", "more than 63", "right"),
        ("c0", "relation", "rose", ""),
    ]
    (finding,) = outcome(RULE, counts("63", "fell", "51"))[1]
    assert finding.message == (
        "keel (crew): said to have fallen from 51 to 63 persons. "
        "The later value is higher by at least 12 persons."
    )
    assert [cell[1] for cell in cells(finding)] == ["relation", "best", "best"]

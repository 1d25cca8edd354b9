"""The rule `dates-agree`: one thing that happens once happens on one day."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.time.dates_agree import DatesAgree, Datings
from tests.helpers.claim_tables import cells, claims_found, dated, outcome, sides
from tests.helpers.rule_frames import verdict

RULE = DatesAgree()


def test_the_model_states_that_the_latest_start_is_not_after_the_earliest_end():
    groups = pd.DataFrame(
        [
            ("league", "founded", 10, 11, None),
            ("union", "founded", 11, 11, None),
            ("ferry", "founded", 12, 11, None),
            ("bridge", "founded", 12, 11, "fewer than two of the dates have a bound"),
        ],
        columns=["entity_id", "property_id", "latest_start", "earliest_end", "not_evaluable"],
    )
    groups = groups.astype({"not_evaluable": "str"})
    assert failing(Datings, groups)["entity_id"].tolist() == ["ferry"]


def datings(*dates):
    return dated((f"c{number}", "league", "founded", text) for number, text in enumerate(dates))


@pytest.mark.parametrize(
    ("dates", "claims", "gap"),
    [
        (["2001", "2004"], ("c0", "c1"), "at least 731 days"),
        (["2004", "2001"], ("c0", "c1"), "at least 731 days"),
        (["2001-12-31", "2002-01-01"], ("c0", "c1"), "1 day"),
        (["2001-02", "2001-03"], ("c0", "c1"), "at least 1 day"),
        (["2001~", "2002?"], ("c0", "c1"), "at least 1 day"),
        (["[..2001]", "2003-01-01"], ("c0", "c1"), "at least 366 days"),
        (["[2004..]", "2003-12-30"], ("c0", "c1"), "at least 2 days"),
        (["2001-01/2001-03", "2001-05"], ("c0", "c1"), "at least 31 days"),
        (["2001", "2002", "2001/2002"], ("c0", "c1"), "at least 1 day"),
        (["2001", "2001-05", "2003"], ("c0", "c1", "c2"), "at least 580 days"),
        (["1999", "2001-05", "2001-05-07", ""], ("c0", "c1", "c2"), "at least 493 days"),
    ],
)
def test_dates_without_a_common_day_are_found_with_the_days_between_them(dates, claims, gap):
    count, findings = outcome(RULE, datings(*dates))
    assert [finding.claims for finding in findings] == [claims]
    assert findings[0].explanation == f"The dates do not overlap ({gap} apart)."
    assert (count.examined, count.passed, count.found, count.not_evaluable) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2001-05", "2001-05-07"], "passed"),
        (["2001", "2001-05", "2001-05-31"], "passed"),
        (["2001/2004", "2004-12-31"], "passed"),
        (["[..2001]", "[2001..]"], "passed"),
        (["[..2001]", "[..1950]"], "passed"),
        (["2001-02", "2001-01-31/2001-02-01"], "passed"),
        (["2001", ""], "fewer than two of the dates have a bound"),
        (["2001"], ""),
    ],
)
def test_dates_that_share_a_day_pass_whatever_their_precision(dates, expected):
    assert verdict(RULE, datings(*dates)) == expected


@pytest.mark.parametrize(
    "agreeing",
    ["2001/2005", "2001-12-31/2005", "2001/2005-01-01", "2001-12-31/2005-01-01", "[..2005-01-01]"],
)
def test_a_claim_that_agrees_with_all_others_of_its_group_is_no_part_of_the_finding(agreeing):
    assert claims_found(RULE, datings("2001", agreeing, "2005")) == [("c0", "c2")]


def test_dates_of_different_things_and_of_properties_with_several_dates_are_not_compared():
    founded = [("c0", "league", "founded", "2001"), ("c1", "union", "founded", "2004")]
    others = [("c2", "league", "ended", "2009"), ("c3", "league", "met", "2001")]
    assert verdict(RULE, dated([*founded, *others, ("c4", "league", "met", "2004")])) == ""


def test_a_finding_asks_which_of_the_dates_is_right():
    (finding,) = outcome(RULE, datings("2001", "2004-02", "[2009..]"))[1]
    assert finding.headline == ("league: founded in 2001, in February 2004 or not before 2009?")
    assert cells(finding)[:2] == [("c0", "date", "2001", ""), ("c1", "date", "2004-02", "")]
    assert sides(finding) == ["2001", "February 2004", "2009 or later"]


days = st.dates(min_value=date(1990, 1, 1), max_value=date(1992, 12, 31))


def forms(day: date) -> list[str]:
    """Texts that are true of a day, from the finest to the coarsest."""
    later = day + timedelta(days=40)
    return [
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m}",
        f"{day:%Y}",
        f"{day:%Y-%m-%d}/{later:%Y-%m-%d}",
        f"[..{later:%Y-%m}]",
        f"[{day:%Y}..]",
    ]


form = st.integers(min_value=0, max_value=5)
truths = st.lists(st.tuples(st.sampled_from("xyz"), days, form), min_size=1, max_size=8)


def claimed(rows):
    """Each row (entity, day, form) as a dating."""
    return [
        (f"c{number}", entity, "founded", forms(day)[shape])
        for number, (entity, day, shape) in enumerate(rows)
    ]


@settings(max_examples=40)
@given(rows=truths)
def test_the_rule_agrees_with_comparing_every_pair_of_days(rows):
    tables = dated(claimed(rows))
    table = tables["dates"]
    first = table["earliest"].fillna("1800-01-01")
    last = table["latest"].fillna("2200-01-01")
    expected = set()
    for one, (entity, _, _) in enumerate(rows):
        for other, (another, _, _) in enumerate(rows):
            if entity == another and last[one] < first[other]:
                expected |= {f"c{one}", f"c{other}"}
    assert {claim for claims in claims_found(RULE, tables) for claim in claims} == expected

"""The rule `actors-act-within-lifetime`: nothing acts before it begins or after it ends."""

import pytest

from checks.rules.actors.actors_act_within_lifetime import ActorsActWithinLifetime
from tests.helpers.actor_tables import harbour
from tests.helpers.claim_tables import cells, claims_found, outcome

RULE = ActorsActWithinLifetime()


def found(dates, relations):
    """The claims of the findings about datings (claim, entity, property, date) and relations."""
    return claims_found(RULE, harbour(relations, dates))


def raid(date, claim="a"):
    return (claim, "gull", "raided", "cove", date)


@pytest.mark.parametrize(
    ("life", "act", "gap"),
    [
        (("l", "gull", "launched", "2004"), "2003", "1 day"),
        (("l", "gull", "launched", "2004-03"), "2004-01", "30 days"),
        (("l", "gull", "launched", "2004-02-29"), "2004-02-28", "1 day"),
        (("l", "gull", "launched", "[2004..]"), "[..2002]", "366 days"),
        (("l", "gull", "scrapped", "2004"), "2005", "1 day"),
        (("l", "gull", "scrapped", "[..2004]"), "[2006..]", "366 days"),
        (("l", "gull", "scrapped", "2004-02"), "2004-03-01", "1 day"),
    ],
)
def test_acts_certainly_beyond_the_lifetime_are_found_with_the_days_between(life, act, gap):
    (finding,) = outcome(RULE, harbour([raid(act)], [life]))[1]
    assert finding.claims == ("a", "l")
    assert f"({gap} apart)" in finding.message


@pytest.mark.parametrize(
    ("life", "act"),
    [
        (("l", "gull", "launched", "2004"), "2004"),
        (("l", "gull", "launched", "2004-06"), "2004"),
        (("l", "gull", "launched", "2004"), "2004-01-01"),
        (("l", "gull", "launched", "2004"), "2003/2004"),
        (("l", "gull", "launched", "2004"), "[2001..]"),
        (("l", "gull", "launched", "2004"), "2050"),
        (("l", "gull", "scrapped", "2004"), "2004-12-31"),
        (("l", "gull", "scrapped", "2004"), "[..2009]"),
        (("l", "gull", "scrapped", "2004"), "1950"),
        (("l", "gull", "painted", "2004"), "2003"),
        (("l", "cove", "launched", "2004"), "2003"),
    ],
)
def test_acts_that_may_fall_within_the_lifetime_pass(life, act):
    assert found([life], [raid(act)]) == []


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (("a", "cove", "rescued_by", "gull", "2003"), [("a", "l")]),
        (("a", "gull", "feuded_with", "cove", "2003"), [("a", "l")]),
        (("a", "cove", "feuded_with", "gull", "2003"), [("a", "l")]),
        (("a", "cove", "raided", "gull", "2003"), []),
        (("a", "gull", "rescued_by", "cove", "2003"), []),
        (("a", "gull", "near", "cove", "2003"), []),
    ],
)
def test_only_the_side_that_acts_must_exist(act, expected):
    assert found([("l", "gull", "launched", "2004")], [act]) == expected


def test_a_dated_property_with_agency_is_an_act():
    dates = [("l", "gull", "launched", "2004"), ("a", "gull", "sailed", "2003")]
    assert found(dates, []) == [("a", "l")]


@pytest.mark.parametrize(
    ("other", "act", "expected"),
    [
        (("m", "gull", "launched", "2002"), "2003", []),
        (("m", "gull", "launched", "2002"), "2001", [("a", "l", "m")]),
        (("m", "gull", "rebuilt", "2002"), "2003", []),
        (("m", "gull", "launched", "[..2006]"), "2001", []),
    ],
)
def test_an_act_violates_only_if_it_comes_before_every_date_of_the_begin(other, act, expected):
    assert found([("l", "gull", "launched", "2004"), other], [raid(act)]) == expected


@pytest.mark.parametrize(
    ("other", "act", "expected"),
    [
        ("2006", "2005", []),
        ("2006", "2007", [("a", "l", "m")]),
        ("[2002..]", "2007", []),
    ],
)
def test_an_act_violates_only_if_it_comes_after_every_date_of_the_end(other, act, expected):
    dates = [("l", "gull", "scrapped", "2004"), ("m", "gull", "scrapped", other)]
    assert found(dates, [raid(act)]) == expected


def test_a_begin_without_a_date_says_nothing():
    dates = [("l", "gull", "launched", "2004"), ("m", "gull", "launched", "")]
    assert found(dates, [raid("2003")]) == [("a", "l")]


def test_begin_and_end_are_two_findings_each_with_all_acts_beyond_it():
    dates = [("l", "gull", "launched", "2004"), ("m", "gull", "scrapped", "2006")]
    acts = [raid("2001", "a"), raid("2002", "b"), raid("2005", "c"), raid("2008", "d")]
    assert found(dates, acts) == [("a", "b", "l"), ("d", "m")]


@pytest.mark.parametrize(
    ("life", "act"),
    [
        (("l", "gull", "launched", "[..2004]"), "2003"),
        (("l", "gull", "scrapped", "[2004..]"), "2005"),
        (("l", "gull", "launched", "2004"), "[2003..]"),
        (("l", "gull", "scrapped", "2004"), "[..2005]"),
    ],
)
def test_an_open_end_of_the_lifetime_or_of_all_acts_is_not_evaluable(life, act):
    count, findings = outcome(RULE, harbour([raid(act)], [life]))
    assert findings == ()
    assert (count.examined, count.passed, count.not_evaluable) == (1, 0, 1)


def test_persons_are_not_the_matter_of_this_rule():
    dates = [("l", "ada", "launched", "2004")]
    tables = harbour([("a", "ada", "raided", "cove", "2003")], dates, people=["ada"])
    assert outcome(RULE, tables)[0].examined == 0


def test_a_finding_names_the_actor_the_end_of_its_lifetime_and_the_acts():
    (finding,) = outcome(RULE, harbour([raid("2003")], [("l", "gull", "launched", "2004-03")]))[1]
    assert finding.message == (
        "gull acts before it begins: raided cove 2003, launched 2004-03 (61 days apart)"
    )
    assert [(item.claim, item.column, item.value) for item in finding.evidence] == [
        ("a", "start", "2003"),
        ("l", "date", "2004-03"),
    ]


def test_a_finding_tells_the_end_of_the_lifetime_from_the_acts():
    dates = [("l", "gull", "launched", "2004-03"), ("s", "gull", "sailed", "2002")]
    (finding,) = outcome(RULE, harbour([raid("2003")], dates))[1]
    assert cells(finding) == [
        ("a", "start", "2003", "raided cove"),
        ("l", "date", "2004-03", "launched"),
        ("s", "date", "2002", "sailed"),
    ]


@pytest.mark.parametrize(
    ("dates", "deed", "message"),
    [
        (
            [("l", "gull", "launched", "2004-03-01"), ("s", "gull", "sailed", "2004-03-01")],
            "2004-02-28",
            "before it begins: raided cove 2004-02-28, launched 2004-03-01 (2 days apart)",
        ),
        (
            [("l", "gull", "scrapped", "2004-03-01"), ("s", "gull", "sailed", "2004-03-01")],
            "2004-03-04",
            "after it ends: raided cove 2004-03-04, scrapped 2004-03-01 (3 days apart)",
        ),
    ],
)
def test_an_act_on_the_very_day_of_an_end_is_no_part_of_the_finding(dates, deed, message):
    (finding,) = outcome(RULE, harbour([raid(deed)], dates))[1]
    assert finding.claims == ("a", "l")
    assert finding.message == f"gull acts {message}"

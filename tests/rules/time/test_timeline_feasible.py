"""The rule `timeline-feasible`: dates, orders and lags can all be true of one course of events."""

from datetime import date, timedelta
from itertools import pairwise, permutations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.time.timeline_feasible import Orders, TimelineFeasible
from tests.helpers.claim_tables import cells, claims_found, ordered, outcome, sides

RULE = TimelineFeasible()


def test_the_model_states_that_no_sum_of_bounds_is_negative():
    groups = pd.DataFrame(
        [("holds", 0, None), ("one day short", -1, None), ("unknown", -1, "no dates")],
        columns=["order", "least_sum", "not_evaluable"],
    )
    groups = groups.astype({"not_evaluable": "str"})
    assert failing(Orders, groups)["order"].tolist() == ["one day short"]


def founded(claim, entity, text):
    return (claim, entity, "founded", text)


def ended(claim, entity, text):
    return (claim, entity, "ended", text)


def club(text):
    return founded("a", "club", text)


def cup(text):
    return founded("b", "cup", text)


def after(claim, earlier, later, least="0", most=""):
    """`later` was founded after `earlier`."""
    return (claim, earlier, "founded", later, "founded", least, most)


def lag(least="0", most=""):
    return [after("s", "club", "cup", least, most)]


CLUB_MET_BEFORE_CUP = [("s", "club", "met", "cup", "founded", "0", "")]


@pytest.mark.parametrize(
    ("dates", "sequences", "claims", "short"),
    [
        ([club("2004"), cup("2003")], lag(), "a b s", "1 day"),
        ([club("2004-05-11"), cup("2004-05-11")], lag("3"), "a b s", "3 days"),
        ([club("2004-05"), cup("2004-09-01")], lag("0", "31"), "a b s", "62 days"),
        # The closed ends of two open dates.
        ([club("[2004..]"), cup("[..2002]")], lag(), "a b s", "366 days"),
        # Through a thing that has no date.
        (
            [club("2004"), founded("b", "shield", "2001")],
            [*lag(), after("t", "cup", "shield")],
            "a b s t",
            "731 days",
        ),
        # Two orders against each other, without a date.
        ([], [*lag("1"), after("t", "cup", "club")], "s t", "1 day"),
        # An end before the beginning.
        ([club("2004"), ended("b", "club", "2001-12-30")], [], "a b", "732 days"),
        # An end without a date, before another thing began.
        (
            [club("2004"), cup("2001")],
            [("s", "club", "ended", "cup", "founded", "0", "")],
            "a b s",
            "731 days",
        ),
        # The only dating of a property that can have many.
        ([("a", "club", "met", "2004"), cup("2003")], CLUB_MET_BEFORE_CUP, "a b s", "1 day"),
        # Two dates of the club exclude each other, which is left to `dates-agree`.
        ([club("2004"), founded("d", "club", "2001"), cup("2003")], lag(), "a b s", "1 day"),
    ],
)
def test_a_minimal_set_of_claims_is_found_when_no_days_satisfy_all(dates, sequences, claims, short):
    count, findings = outcome(RULE, ordered(dates, sequences))
    assert [finding.claims for finding in findings] == [tuple(claims.split())]
    assert findings[0].explanation.startswith(f"They fall short by at least {short}: ")
    assert (count.passed, count.found, count.not_evaluable) == (0, 1, 0)


@pytest.mark.parametrize(
    ("dates", "sequences"),
    [
        ([club("2003"), cup("2004")], lag()),
        ([club("2004-05"), cup("2004")], lag()),
        ([club("2004-05-11"), cup("2004-05-11")], lag()),
        ([club("2004-05"), cup("2004-09-01")], lag("0", "93")),
        ([club("2004"), cup("2001")], lag("", "31")),
        ([club("2004"), ended("b", "club", "2004")], []),
        # Open ends that only a longest lag can compare.
        ([club("[..2004]"), cup("[2005..]")], lag("0", "1")),
        ([club("[..2004]"), cup("[2005..]")], lag("0", "999999999")),
        # Two dates of the club exclude each other, which is left to `dates-agree`.
        ([club("2001"), founded("d", "club", "2004"), cup("2007")], lag()),
    ],
)
def test_claims_that_some_days_satisfy_pass(dates, sequences):
    count, findings = outcome(RULE, ordered(dates, sequences))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


UNCERTAIN = "a property of the order does not have exactly one date"
NO_FIRST_DAY = "no date bounds the earlier one from below"
NO_LAST_DAY = "no date bounds the later one from above"


@pytest.mark.parametrize(
    ("dates", "sequences", "reason"),
    [
        ([], lag(), NO_FIRST_DAY),
        ([club("2004")], lag(), NO_LAST_DAY),
        ([club("[..2004]"), cup("2001")], lag(), NO_FIRST_DAY),
        ([club("2004"), cup("[2001..]")], lag(), NO_LAST_DAY),
        ([club("[..2004]"), cup("[2001..]")], lag(), NO_FIRST_DAY),
        ([club("[..2004]")], lag("0", "1"), NO_FIRST_DAY),
        ([cup("[2005..]")], lag("0", "1"), NO_FIRST_DAY),
        ([("a", "club", "met", "2004"), ("c", "club", "met", "2005"), cup("2003")],
            CLUB_MET_BEFORE_CUP, UNCERTAIN),
        ([cup("2003")], CLUB_MET_BEFORE_CUP, UNCERTAIN),
        ([club("2003"), cup("2006")], lag("9", "2"), "the shortest lag is longer than the longest"),
    ],
)  # fmt: skip
def test_an_order_that_no_date_could_contradict_is_not_evaluable(dates, sequences, reason):
    count, findings = outcome(RULE, ordered(dates, sequences))
    assert (findings, count.examined) == ((), 1)
    assert count.reasons == {reason: 1}


def test_a_beginning_that_can_have_many_dates_is_held_against_the_end_only_if_it_has_one():
    end = ended("c", "club", "2003")
    for dates, examined in (
        ([club("2001"), end], 1),
        ([club("2001"), founded("b", "club", "2002"), end], 0),
    ):
        tables = ordered(dates, [])
        tables["properties"]["single_valued"] = False
        assert outcome(RULE, tables)[0].examined == examined


@pytest.mark.parametrize(("least", "most"), [("9" + "0" * 18, ""), ("-9" + "0" * 18,) * 2])
def test_a_lag_beyond_every_calendar_is_impossible_however_long(least, most):
    """Sums of such lags do not fit into 64 bits."""
    lags = [*lag(least, most), after("t", "cup", "shield", least, most)]
    tables = ordered([club("2004"), founded("b", "shield", "2004")], lags)
    assert claims_found(RULE, tables) == [("a", "b", "s", "t")]


def test_where_no_limit_is_stated_any_number_of_lags_beyond_every_calendar_has_room():
    things = [f"thing-{number}" for number in range(12)]
    lags = [after(f"s{n:02}", *pair, "99999999") for n, pair in enumerate(pairwise(things))]
    no_longest = after("t", things[0], things[-1], "0")
    no_shortest = after("u", things[-1], things[0], "", "0")
    tables = ordered([], [*lags, no_longest, no_shortest])
    assert claims_found(RULE, tables) == []


def test_whatever_ends_a_thing_is_held_against_whatever_begins_it():
    dates = [
        *(club("2004"), ended("d", "club", "2005"), ("f", "club", "sunk", "2003")),
        *(cup("2004"), ended("c", "cup", "2005"), ("e", "cup", "sunk", "2002")),
    ]
    tables = ordered(dates, [])
    sunk = {"property_id": "sunk", "single_valued": True, "lifetime": "ends"}
    tables["properties"] = pd.concat([tables["properties"], pd.DataFrame([sunk])])
    assert claims_found(RULE, tables) == [("a", "f"), ("b", "e")]
    assert outcome(RULE, tables)[0].examined == 4


def test_of_two_ways_from_date_to_date_the_first_by_name_is_taken_whatever_life_adds():
    dates = [club("2004"), cup("2003"), ended("c", "club", "2010"), ended("d", "cup", "2010")]
    through_bowl = [after("s", "bowl", "cup"), after("z", "club", "bowl")]
    through_shield = [after("t", "shield", "cup"), after("y", "club", "shield")]
    tables = ordered(dates, [*through_bowl, *through_shield])
    assert claims_found(RULE, tables) == [("a", "b", "t", "y")]


def test_all_disjoint_sets_are_found_also_around_one_thing():
    dates = [club("2004"), cup("2001"), founded("c", "club", "2004-05")]
    orders = [*lag(), after("t", "club", "shield")]
    found = claims_found(RULE, ordered([*dates, founded("d", "shield", "2002")], orders))
    assert len(found) == 2
    assert sorted(claim for claims in found for claim in claims) == ["a", "b", "c", "d", "s", "t"]


def test_orders_outside_of_a_conflict_are_counted_for_themselves():
    orders = [*lag(), after("t", "cup", "shield"), after("u", "shield", "bowl")]
    tables = ordered([club("2004"), cup("2001"), founded("c", "shield", "2006")], orders)
    count = outcome(RULE, tables)[0]
    assert (count.examined, count.found, count.passed, count.not_evaluable) == (3, 1, 1, 1)


CLUB_AND_CUP = "club (founded) and cup (founded): dates and orders that cannot all hold"


@pytest.mark.parametrize(
    ("dates", "sequences", "headline", "explanation", "cell"),
    [
        (
            [club("2004"), cup("2003-12-30")],
            lag("0", "31"),
            CLUB_AND_CUP,
            (
                "They fall short by at least 2 days: club (founded) 2004; "
                "cup (founded) 30 December 2003; 0 to 31 days from club (founded) to cup (founded)."
            ),
            ("s", "minimum_lag_days", "0..31", "from founded of club to founded of cup"),
        ),
        (
            [club("2004-01"), cup("2004-04")],
            lag("", "31"),
            CLUB_AND_CUP,
            (
                "They fall short by at least 30 days: club (founded) January 2004; "
                "cup (founded) April 2004; at most 31 days from club (founded) to cup (founded)."
            ),
            ("s", "maximum_lag_days", "..31", "from founded of club to founded of cup"),
        ),
        (
            [club("2004"), cup("2004-01-01")],
            lag("1"),
            CLUB_AND_CUP,
            (
                "They fall short by at least 1 day: club (founded) 2004; "
                "cup (founded) 1 January 2004; at least 1 day from club (founded) to cup (founded)."
            ),
            ("s", "minimum_lag_days", "1..", "from founded of club to founded of cup"),
        ),
        (
            [club("2004"), ended("b", "club", "2003")],
            [],
            "club (founded) and club (ended): dates that cannot all hold",
            (
                "They fall short by at least 1 day: club (founded) 2004; club (ended) 2003. "
                "Nothing ends before it begins."
            ),
            ("b", "date", "2003", "ended of club"),
        ),
        (
            [],
            [*lag("1500"), after("t", "cup", "club")],
            "club (founded) and cup (founded): orders that cannot all hold",
            (
                "They fall short by at least 1,500 days: "
                "at least 1,500 days from club (founded) to cup (founded); "
                "club (founded) not before cup (founded)."
            ),
            ("t", "minimum_lag_days", "0..", "from founded of cup to founded of club"),
        ),
    ],
)
def test_a_finding_gives_every_claim_in_words_and_the_days_that_are_missing(
    dates, sequences, headline, explanation, cell
):
    (finding,) = outcome(RULE, ordered(dates, sequences))[1]
    assert finding.headline == headline
    assert finding.explanation == explanation
    assert cells(finding)[-1] == cell
    assert all(words in explanation for words in sides(finding))


THINGS = ("club", "cup")
points = st.tuples(st.sampled_from(THINGS), st.sampled_from(["founded", "ended", "met"]))


def written(day):
    return f"{date(2001, 3, 1) + timedelta(day)}"


@given(truth=st.dictionaries(points, st.integers(0, 4)), data=st.data())
def test_truth_that_is_only_coarsened_has_no_finding(truth, data):
    for entity in THINGS:
        if truth.get((entity, "ended"), 9) < truth.get((entity, "founded"), 0):
            del truth[entity, "ended"]
    some, longest = st.integers(0, 9), st.sampled_from(["", "9"])
    dates = [
        (f"a{n}", *point, f"{written(day - data.draw(some))}/{written(day + data.draw(some))}")
        for n, (point, day) in enumerate(truth.items())
    ]
    orders = [
        (f"s{n}", *p, *q, str(data.draw(st.integers(0, truth[q] - truth[p]))), data.draw(longest))
        for n, (p, q) in enumerate(permutations(truth, 2))
        if truth[p] <= truth[q]
    ]
    assert claims_found(RULE, ordered(dates, orders)) == []

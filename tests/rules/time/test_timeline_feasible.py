"""The rule `timeline-feasible`: dates, orders and lags can all be true of one course of events."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, pairwise, product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.time.timeline_feasible import TimelineFeasible
from tests.helpers.claim_tables import claims_found, ordered, outcome

RULE = TimelineFeasible()


def founded(claim, entity, text):
    return (claim, entity, "founded", text)


def after(claim, earlier, later, least="0", most=""):
    """`later` was founded after `earlier`."""
    return (claim, earlier, "founded", later, "founded", least, most)


CLUB_THEN_CUP = [after("s", "club", "cup")]


@pytest.mark.parametrize(
    ("dates", "sequences", "claims", "gap"),
    [
        pytest.param(
            [founded("a", "club", "2004"), founded("b", "cup", "2003")],
            CLUB_THEN_CUP,
            ("a", "b", "s"),
            "1 day",
            id="the later one is earlier",
        ),
        pytest.param(
            [founded("a", "club", "2004-05-11"), founded("b", "cup", "2004-05-11")],
            [after("s", "club", "cup", "3")],
            ("a", "b", "s"),
            "3 days",
            id="the lag is too short",
        ),
        pytest.param(
            [founded("a", "club", "2004-05"), founded("b", "cup", "2004-09-01")],
            [after("s", "club", "cup", "0", "31")],
            ("a", "b", "s"),
            "62 days",
            id="the lag is too long",
        ),
        pytest.param(
            [founded("a", "club", "[2004..]"), founded("b", "cup", "[..2002]")],
            CLUB_THEN_CUP,
            ("a", "b", "s"),
            "366 days",
            id="the closed ends of two open dates",
        ),
        pytest.param(
            [founded("a", "club", "2004"), founded("b", "shield", "2001")],
            [after("s", "club", "cup"), after("t", "cup", "shield")],
            ("a", "b", "s", "t"),
            "731 days",
            id="through a thing that has no date",
        ),
        pytest.param(
            [],
            [after("s", "club", "cup", "1"), after("t", "cup", "club")],
            ("s", "t"),
            "1 day",
            id="two orders against each other, without a date",
        ),
        pytest.param(
            [founded("a", "club", "2004"), ("b", "club", "ended", "2001-12-30")],
            [],
            ("a", "b"),
            "732 days",
            id="an end before the beginning",
        ),
        pytest.param(
            [founded("a", "club", "2004"), founded("b", "cup", "2001")],
            [("s", "club", "ended", "cup", "founded", "0", "")],
            ("a", "b", "s"),
            "731 days",
            id="an end without a date, before another thing began",
        ),
        pytest.param(
            [("a", "club", "met", "2004"), founded("b", "cup", "2003")],
            [("s", "club", "met", "cup", "founded", "0", "")],
            ("a", "b", "s"),
            "1 day",
            id="the only dating of a property that can have many",
        ),
    ],
)
def test_a_minimal_set_of_claims_is_found_when_no_days_satisfy_all(dates, sequences, claims, gap):
    count, findings = outcome(RULE, ordered(dates, sequences))
    assert [finding.claims for finding in findings] == [claims]
    assert f"({gap} short)" in findings[0].message
    assert (count.passed, count.found, count.not_evaluable) == (0, 1, 0)


@pytest.mark.parametrize(
    ("dates", "sequences"),
    [
        pytest.param(
            [founded("a", "club", "2003"), founded("b", "cup", "2004")],
            CLUB_THEN_CUP,
            id="in order",
        ),
        pytest.param(
            [founded("a", "club", "2004-05"), founded("b", "cup", "2004")],
            CLUB_THEN_CUP,
            id="a month and the year around it",
        ),
        pytest.param(
            [founded("a", "club", "2004-05-11"), founded("b", "cup", "2004-05-11")],
            CLUB_THEN_CUP,
            id="the same day",
        ),
        pytest.param(
            [founded("a", "club", "2004-05"), founded("b", "cup", "2004-09-01")],
            [after("s", "club", "cup", "0", "93")],
            id="just within the longest lag",
        ),
        pytest.param(
            [founded("a", "club", "2004"), ("b", "club", "ended", "2004")],
            [],
            id="began and ended in one year",
        ),
        pytest.param(
            [founded("a", "club", "[..2004]"), founded("b", "cup", "[2005..]")],
            [after("s", "club", "cup", "0", "1")],
            id="open ends that only a longest lag can compare",
        ),
        pytest.param(
            [founded("a", "club", "[..2004]"), founded("b", "cup", "[2005..]")],
            [after("s", "club", "cup", "0", "999999999")],
            id="open ends and a longest lag beyond the calendar",
        ),
        pytest.param(
            [founded("a", "club", "2004"), founded("b", "cup", "2001")],
            [after("s", "club", "cup", "", "31")],
            id="an order without a shortest lag",
        ),
    ],
)
def test_claims_that_some_days_satisfy_pass(dates, sequences):
    count, findings = outcome(RULE, ordered(dates, sequences))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize(
    ("dates", "sequences"),
    [
        pytest.param([], CLUB_THEN_CUP, id="no dates"),
        pytest.param([founded("a", "club", "2004")], CLUB_THEN_CUP, id="only the earlier is dated"),
        pytest.param(
            [founded("a", "club", "[..2004]"), founded("b", "cup", "[2001..]")],
            CLUB_THEN_CUP,
            id="the ends that could be compared are open",
        ),
        pytest.param(
            [founded("a", "club", "[..2004]"), founded("b", "cup", "2001")],
            CLUB_THEN_CUP,
            id="the earlier one has no first day",
        ),
        pytest.param(
            [founded("a", "club", "2004"), founded("b", "cup", "[2001..]")],
            CLUB_THEN_CUP,
            id="the later one has no last day",
        ),
        pytest.param(
            [founded("a", "club", "[..2004]")],
            [after("s", "club", "cup", "0", "1")],
            id="a longest lag, and the later one has no first day",
        ),
        pytest.param(
            [founded("b", "cup", "[2005..]")],
            [after("s", "club", "cup", "0", "1")],
            id="a longest lag, and the earlier one has no last day",
        ),
        pytest.param(
            [
                ("a", "club", "met", "2004"),
                ("b", "club", "met", "2005"),
                founded("c", "cup", "2003"),
            ],
            [("s", "club", "met", "cup", "founded", "0", "")],
            id="it is not said which of several dates is meant",
        ),
        pytest.param(
            [founded("a", "club", "2003"), founded("b", "cup", "2006")],
            [after("s", "club", "cup", "9", "2")],
            id="bounds of the lag in reverse order",
        ),
    ],
)
def test_an_order_that_no_date_could_contradict_is_not_evaluable(dates, sequences):
    count, findings = outcome(RULE, ordered(dates, sequences))
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


def test_a_beginning_that_can_have_many_dates_is_held_against_the_end_only_if_it_has_one():
    end = ("c", "club", "ended", "2003")
    for dates, examined in (
        ([founded("a", "club", "2001"), end], 1),
        ([founded("a", "club", "2001"), founded("b", "club", "2002"), end], 0),
    ):
        tables = ordered(dates, [])
        tables["properties"]["single_valued"] = False
        assert outcome(RULE, tables)[0].examined == examined


@pytest.mark.parametrize(("least", "most"), [("9" + "0" * 18, ""), ("-9" + "0" * 18,) * 2])
def test_a_lag_beyond_every_calendar_is_impossible_however_long(least, most):
    """Sums of such lags do not fit into 64 bits."""
    lags = [after("s", "club", "cup", least, most), after("t", "cup", "shield", least, most)]
    tables = ordered([founded("a", "club", "2004"), founded("b", "shield", "2004")], lags)
    assert claims_found(RULE, tables) == [("a", "b", "s", "t")]


@pytest.mark.parametrize(
    ("first", "last"), [("2004", "[2005..]"), ("[..2004]", "2004"), ("[..2004]", "[2004..]")]
)
def test_an_open_end_leaves_room_for_lags_beyond_every_calendar(first, last):
    lags = [after("s", "club", "cup", "99999999"), after("t", "cup", "shield", "99999999")]
    tables = ordered([founded("a", "club", first), founded("b", "shield", last)], lags)
    assert claims_found(RULE, tables) == []


def test_where_no_limit_is_stated_any_number_of_lags_beyond_every_calendar_has_room():
    things = [f"thing-{number}" for number in range(12)]
    lags = [after(f"s{n:02}", *pair, "99999999") for n, pair in enumerate(pairwise(things))]
    no_longest = after("t", things[0], things[-1], "0")
    no_shortest = after("u", things[-1], things[0], "", "0")
    tables = ordered([], [*lags, no_longest, no_shortest])
    assert claims_found(RULE, tables) == []


def test_whatever_ends_a_thing_is_held_against_whatever_begins_it():
    dates = [
        founded("a", "club", "2004"),
        founded("b", "cup", "2004"),
        ("c", "cup", "ended", "2005"),
        ("d", "club", "ended", "2005"),
        ("e", "cup", "sunk", "2002"),
        ("f", "club", "sunk", "2003"),
    ]
    tables = ordered(dates, [])
    sunk = {"property_id": "sunk", "single_valued": True, "lifetime": "ends"}
    tables["properties"] = pd.concat(
        [tables["properties"], pd.DataFrame([sunk])], ignore_index=True
    )
    assert claims_found(RULE, tables) == [("a", "f"), ("b", "e")]
    assert outcome(RULE, tables)[0].examined == 4


@pytest.mark.parametrize("sequences", [["s", "t"], ["t", "s"]])
def test_of_two_sets_that_differ_in_one_claim_the_first_by_name_is_taken(sequences):
    dates = [founded("a", "club", "2004"), founded("b", "cup", "2003")]
    tables = ordered(dates, [after(claim, "club", "cup") for claim in sequences])
    assert claims_found(RULE, tables) == [("a", "b", "s")]


def test_of_two_ways_from_date_to_date_the_first_by_name_is_taken_whatever_life_adds():
    dates = [
        founded("a", "club", "2004"),
        founded("b", "cup", "2003"),
        ("c", "club", "ended", "2010"),
        ("d", "cup", "ended", "2010"),
    ]
    through_bowl = [after("s", "bowl", "cup"), after("z", "club", "bowl")]
    through_shield = [after("t", "shield", "cup"), after("y", "club", "shield")]
    tables = ordered(dates, [*through_bowl, *through_shield])
    assert claims_found(RULE, tables) == [("a", "b", "t", "y")]


def test_two_dates_of_one_property_are_left_to_the_rule_about_them():
    tables = ordered(
        [founded("a", "club", "2001"), founded("b", "club", "2004"), founded("c", "cup", "2007")],
        CLUB_THEN_CUP,
    )
    assert claims_found(RULE, tables) == []


def test_a_date_in_conflict_with_another_of_its_kind_is_still_held_against_orders():
    tables = ordered(
        [founded("a", "club", "2001"), founded("b", "club", "2004"), founded("c", "cup", "2003")],
        CLUB_THEN_CUP,
    )
    assert claims_found(RULE, tables) == [("b", "c", "s")]


def test_all_disjoint_sets_are_found_also_around_one_thing():
    tables = ordered(
        [
            founded("a", "club", "2004"),
            founded("b", "cup", "2001"),
            founded("c", "club", "2004-05"),
            founded("d", "shield", "2002"),
        ],
        [after("s", "club", "cup"), after("t", "club", "shield")],
    )
    found = claims_found(RULE, tables)
    assert len(found) == 2
    assert set(found[0]).isdisjoint(found[1])
    assert {claim for claims in found for claim in claims} == {"a", "b", "c", "d", "s", "t"}


def test_orders_outside_of_a_conflict_are_counted_for_themselves():
    tables = ordered(
        [
            founded("a", "club", "2004"),
            founded("b", "cup", "2001"),
            founded("c", "shield", "2006"),
        ],
        [
            after("s", "club", "cup"),
            after("t", "cup", "shield"),
            after("u", "shield", "bowl"),
        ],
    )
    count = outcome(RULE, tables)[0]
    assert (count.examined, count.found, count.passed, count.not_evaluable) == (3, 1, 1, 1)


def test_a_finding_gives_every_claim_in_words_and_the_days_that_are_missing():
    tables = ordered(
        [founded("a", "club", "2004"), founded("b", "cup", "2003-12-30")],
        [after("s", "club", "cup", "0", "31")],
    )
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == (
        "founded of club 2004; founded of cup 2003-12-30; "
        "0 to 31 days from founded of club to founded of cup: cannot hold together (2 days short)"
    )
    cells = [(item.claim, item.column, item.value) for item in finding.evidence]
    assert cells == [
        ("a", "date", "2004"),
        ("b", "date", "2003-12-30"),
        ("s", "minimum_lag_days", "0..31"),
    ]


def test_a_finding_about_a_longest_lag_shows_it_where_it_stands():
    dates = [founded("a", "club", "2004-01-01"), founded("b", "cup", "2004-03-01")]
    (finding,) = outcome(RULE, ordered(dates, [after("s", "club", "cup", "0", "31")]))[1]
    assert [(item.claim, item.column, item.value) for item in finding.evidence] == [
        ("a", "date", "2004-01-01"),
        ("b", "date", "2004-03-01"),
        ("s", "maximum_lag_days", "0..31"),
    ]


def test_a_lag_without_a_longest_is_at_least_the_shortest():
    tables = ordered(
        [founded("a", "club", "2004"), founded("b", "cup", "2004-01-02")],
        [after("s", "club", "cup", "3")],
    )
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == (
        "founded of club 2004; founded of cup 2004-01-02; "
        "at least 3 days from founded of club to founded of cup: "
        "cannot hold together (2 days short)"
    )
    assert finding.evidence[-1].value == "3.."


def test_a_finding_says_so_when_the_order_of_life_has_a_part_in_it():
    tables = ordered([founded("a", "club", "2004"), ("b", "club", "ended", "2003")], [])
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == (
        "founded of club 2004; ended of club 2003: cannot hold together, "
        "as nothing ends before it begins (1 day short)"
    )


FIRST_DAY = date(2001, 3, 1)
THINGS = ("club", "cup")
PROPERTIES = ("founded", "ended", "met")
thing, term = st.sampled_from(THINGS), st.sampled_from(PROPERTIES)
day = st.integers(0, 4)
datings = st.lists(st.tuples(thing, term, day, st.integers(0, 2)), max_size=5)
lags = st.lists(
    st.tuples(thing, term, thing, term, st.integers(0, 3), st.sampled_from(["", 0, 2])), max_size=4
)


def claimed(dates, orders, shift=0, names=THINGS):
    """Tables of datings (thing, property, day, days more) and orders; `a...` and `s...`."""
    renamed = dict(zip(THINGS, names, strict=True))

    def text(number):
        return f"{FIRST_DAY + timedelta(days=number + shift):%Y-%m-%d}"

    return ordered(
        [
            (f"a{number}", renamed[entity], term, f"{text(first)}/{text(first + more)}")
            for number, (entity, term, first, more) in enumerate(dates)
        ],
        [
            (
                f"s{number}",
                renamed[earlier],
                one,
                renamed[later],
                other,
                str(least),
                most if most == "" else str(least + most),
            )
            for number, (earlier, one, later, other, least, most) in enumerate(orders)
        ],
    )


def satisfiable(dates, orders, chosen):
    """Whether some days satisfy the chosen claims.

    For every two points the longest lag that is allowed, closed over all third points.
    """
    known = [None, *known_points(dates, orders)]
    most = {(one, other): 10_000 for one in known for other in known}
    limits = [((point, point), 0) for point in known]
    for number, (entity, term, first, more) in enumerate(dates):
        if f"a{number}" in chosen:
            point = entity, term
            limits += [((None, point), first + more), ((point, None), -first)]
    for number, (*ends, least, longer) in enumerate(orders):
        if f"s{number}" in chosen:
            earlier, later = tuple(ends[:2]), tuple(ends[2:])
            limits += [((later, earlier), -least)]
            limits += [((earlier, later), least + longer)] if longer != "" else []
    limits += [(((entity, "ended"), (entity, "founded")), 0) for entity in THINGS]
    for pair, days in limits:
        if pair in most:
            most[pair] = min(most[pair], days)
    for middle, one, other in product(known, repeat=3):
        most[one, other] = min(most[one, other], most[one, middle] + most[middle, other])
    return all(most[point, point] >= 0 for point in known)


def known_points(dates, orders):
    """Things with a property; one that can have many dates only if it has exactly one."""
    datings = Counter(row[:2] for row in dates)
    points = {*datings, *(row[:2] for row in orders), *(row[2:4] for row in orders)}
    return sorted(point for point in points if point[1] != "met" or datings[point] == 1)


def same_date(dates, claims):
    """Whether the claims are datings of one property of one thing."""
    return all(claim.startswith("a") for claim in claims) and (
        len({dates[int(claim[1:])][:2] for claim in claims}) == 1
    )


def sets_found(tables):
    """The sets of claims that the rule derives, without the schema and the findings around it."""
    groups = RULE.derive(tables)
    return [{claim for claim, _ in cells} for cells in groups["cells"][groups["gap"] > 0]]


@given(dates=datings, orders=lags)
def test_it_agrees_with_comparing_every_two_points(dates, orders):
    everything = {f"a{n}" for n in range(len(dates))} | {f"s{n}" for n in range(len(orders))}
    found = sets_found(claimed(dates, orders))
    for claims in found:
        assert not satisfiable(dates, orders, claims)
        assert all(satisfiable(dates, orders, claims - {claim}) for claim in claims)
    assert all(one.isdisjoint(other) for one, other in combinations(found, 2))
    left = everything.difference(*found)
    for one, other in combinations(sorted(left), 2):
        if same_date(dates, (one, other)) and not satisfiable(dates, orders, {one, other}):
            left -= {one, other}
    assert satisfiable(dates, orders, left)


@settings(max_examples=40)
@given(dates=datings, orders=lags, data=st.data())
def test_the_order_of_rows_changes_nothing(dates, orders, data):
    tables = claimed(dates, orders)
    permuted = {
        name: table.iloc[data.draw(st.permutations(range(len(table))))]
        for name, table in tables.items()
    }
    assert outcome(RULE, permuted) == outcome(RULE, tables)


@settings(max_examples=40)
@given(dates=datings, orders=lags)
def test_renaming_all_entities_keeps_every_finding(dates, orders):
    renamed = outcome(RULE, claimed(dates, orders, names=("zither", "abacus")))[1]
    assert [(finding.id, finding.value_hash) for finding in renamed] == [
        (finding.id, finding.value_hash) for finding in outcome(RULE, claimed(dates, orders))[1]
    ]


@settings(max_examples=40)
@given(dates=datings, orders=lags, shift=st.integers(-4000, 4000))
def test_shifting_all_dates_keeps_every_verdict(dates, orders, shift):
    shifted = outcome(RULE, claimed(dates, orders, shift))
    count, findings = outcome(RULE, claimed(dates, orders))
    assert shifted[0] == count
    assert [finding.claims for finding in shifted[1]] == [finding.claims for finding in findings]


@given(truth=st.dictionaries(st.tuples(thing, term), day), data=st.data())
def test_truth_that_is_only_coarsened_has_no_finding(truth, data):
    for entity in THINGS:
        if truth.get((entity, "ended"), 9) < truth.get((entity, "founded"), 0):
            del truth[entity, "ended"]
    dates = [
        (*point, day - data.draw(st.integers(0, 9)), 9 + data.draw(st.integers(0, 9)))
        for point, day in truth.items()
    ]
    pairs = [(p, q) for p, q in combinations(truth, 2) if truth[p] <= truth[q]]
    orders = [
        (
            *p,
            *q,
            data.draw(st.integers(0, truth[q] - truth[p])),
            data.draw(st.sampled_from(["", 9])),
        )
        for p, q in pairs
    ]
    assert sets_found(claimed(dates, orders)) == []


@given(dates=datings, orders=lags, chosen=st.integers(0, 4))
def test_widening_a_date_never_makes_the_possible_impossible(dates, orders, chosen):
    if sets_found(claimed(dates, orders)) == []:
        wider = [
            (entity, term, first - 3, more + 6) if number == chosen else (entity, term, first, more)
            for number, (entity, term, first, more) in enumerate(dates)
        ]
        assert sets_found(claimed(wider, orders)) == []

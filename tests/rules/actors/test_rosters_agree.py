"""The rule `rosters-agree`: complete lists of members are equal, and as long as it is said."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.actors.rosters_agree import Rosters, RostersAgree
from tests.helpers.actor_tables import harbour, model_frame, reasons_of, verdict
from tests.helpers.claim_tables import Row, cells, claims_found, outcome

RULE = RostersAgree()


def listed(passage, members, start="", roster="complete", body="fleet", **ends):
    """A list of crew, one letter for each member, as relations: p1-a, p1-b, ...

    Members can have an end: `listed("p1", "abc", c="2009")`.
    """
    return [
        (
            f"{passage}-{member}",
            member,
            "crew_of",
            body,
            start,
            ends.get(member, ""),
            passage,
            roster,
        )
        for member in members
    ]


def stated(
    qualifier: str, low="", best="", high="", as_of="", period="", passage="p9", claim="n"
) -> Row:
    """A number of the crew of the fleet."""
    return (claim, "fleet", "head_count", qualifier, low, best, high, "", as_of, period, passage)


def exactly(number, **more):
    return stated("exactly", number, number, number, **more)


def test_the_model_asks_for_the_same_members_and_as_many_as_stated():
    present, stated = "fewest_present most_present", "stated_at_least stated_at_most"
    fleet = ("fleet", "crew_of")
    frame = model_frame(
        f"object_id predicate_id case unmatched {present} {stated}",
        (*fleet, "the same list", 0, None, None, None, None, None),
        (*fleet, "another list", 1, None, None, None, None, None),
        (*fleet, "as many", 0, 3, 4, 4, 4, None),
        (*fleet, "too many stated", 0, 3, 4, 5, None, None),
        (*fleet, "too few stated", 0, 3, 4, None, 2, None),
        (*fleet, "no bounds", 0, 3, 4, None, None, "unknown"),
    )
    numbers = ["unmatched", *present.split(), *stated.split()]
    failures = failing(Rosters, frame.astype(dict.fromkeys(numbers, "Int64")))
    assert failures["case"].tolist() == ["another list", "too many stated", "too few stated"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("abc", "abd"), ("abc", "ab"), ("a", "b"), ("abc", "def"), ("abcd", "ab")],
)
def test_two_complete_lists_of_one_body_with_other_members_are_found(one, other):
    relations = [*listed("p1", one), *listed("p2", other)]
    count, (finding,) = outcome(RULE, harbour(relations))
    assert finding.claims == tuple(sorted(row[0] for row in relations))
    assert finding.message == (
        f"crew_of fleet: two complete lists differ in {', '.join(sorted(set(one) ^ set(other)))}"
    )
    assert (count.examined, count.found) == (1, 1)


@pytest.mark.parametrize(
    "relations",
    [
        [*listed("p1", "abc"), *listed("p2", "cab")],
        [*listed("p1", "abc"), *listed("p2", "abcb")],
        [*listed("p1", "abc", "2004"), *listed("p2", "abc", "2009")],
        [*listed("p1", "abc", "2004"), *listed("p2", "abc", "2004-05")],
        [*listed("p1", "abc", c="2009"), *listed("p2", "abc")],
    ],
)
def test_lists_with_the_same_members_agree_in_any_order_and_at_any_time(relations):
    assert verdict(RULE, harbour(relations)) == "passes"


@pytest.mark.parametrize(
    "relations",
    [
        listed("p1", "abc"),
        [*listed("p1", "abc"), *listed("p2", "ab", roster="partial")],
        [*listed("p1", "abc"), *listed("p2", "abd", roster="partial")],
        [*listed("p1", "abc"), *listed("p2", "ab", roster="")],
        [*listed("p1", "abc"), *listed("p2", "ab", body="other-fleet")],
        [*listed("p1", "abc"), ("x", "a", "near", "fleet", "", "", "p2", "complete")],
        [*listed("p1", "abc", "2004"), *listed("p2", "ab", "2005")],
    ],
)
def test_partial_lists_other_bodies_and_other_times_are_not_compared(relations):
    assert verdict(RULE, harbour(relations)) == "not compared"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2004", "2004-05"),
        ("2004-05-05", "2004-05-05"),
        ("", "2004"),
        ("", ""),
        ("[..2004]", "2001"),
        ("2004/2006", "2006/2009"),
    ],
)
def test_lists_that_may_be_of_one_time_are_compared(one, other):
    relations = [*listed("p1", "abc", one), *listed("p2", "ab", other)]
    assert len(claims_found(RULE, harbour(relations))) == 1


# A list is complete when the last of its members has joined, until all of them have left.


@pytest.mark.parametrize(
    ("other", "start", "expected"),
    [
        ("ab", "2001", 0),
        ("ab", "2004", 0),
        ("a", "2004", 0),
        ("axy", "2004", 0),
        ("ab", "2008", 1),
        ("ab", "2008-05", 1),
        ("ab", "", 1),
        ("ab", "2009", 0),
        ("abc", "2008", 0),
    ],
)
def test_a_list_whose_members_joined_one_after_the_other_is_of_the_time_of_the_last(
    other, start, expected
):
    early = [*listed("p1", "ab", "2001"), *listed("p1", "c", "2008")]
    relations = [*early, *listed("p2", other, start)]
    assert len(claims_found(RULE, harbour(relations))) == expected


def test_a_member_who_joined_at_some_unknown_time_leaves_open_how_late_the_list_is():
    early = [*listed("p1", "ab", "2001"), *listed("p1", "c")]
    assert claims_found(RULE, harbour([*early, *listed("p2", "ab", "1999")])) == []
    assert len(claims_found(RULE, harbour([*early, *listed("p2", "ab", "2009")]))) == 1


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        ("", "2012", 1),
        ("2009", "2012", 0),
        ("2009", "2009", 0),
        ("2009", "2008", 1),
        ("2009-06", "2009-05", 1),
        ("2009-06", "2009-06", 0),
        ("2009-06-15", "2009-06-14", 1),
        ("2009-06-15", "2009-06-15", 0),
        ("2009", "", 0),
        ("2007/2013", "2008", 0),
        ("[..2009]", "2004", 0),
        ("[2009..]", "2004", 1),
    ],
)
def test_a_member_who_may_have_left_by_then_is_not_missing_from_a_list(end, start, expected):
    relations = [*listed("p1", "abc", c=end), *listed("p2", "ab", start)]
    assert len(claims_found(RULE, harbour(relations))) == expected
    turned = [*listed("p1", "ab", start), *listed("p2", "abc", c=end)]
    assert len(claims_found(RULE, harbour(turned))) == expected


def test_a_finding_names_those_who_are_missing_and_not_those_who_have_left():
    relations = [*listed("p1", "abc", c="2009-06-15"), *listed("p2", "ax", "2009-06-15")]
    (finding,) = outcome(RULE, harbour(relations))[1]
    assert finding.message == "crew_of fleet: two complete lists differ in b, x"
    assert cells(finding) == [
        ("p1-a", "subject_id", "a", ""),
        ("p1-b", "subject_id", "b", "only here:"),
        ("p1-c", "subject_id", "c", "until 2009-06-15:"),
        ("p2-a", "subject_id", "a", ""),
        ("p2-x", "subject_id", "x", "only here:"),
    ]


def test_who_has_left_is_no_difference_of_two_lists_and_the_lists_pass():
    relations = [*listed("p1", "abc", c="2009"), *listed("p2", "ab", "2012")]
    count, _ = outcome(RULE, harbour(relations))
    assert (count.examined, count.passed, count.found) == (1, 1, 0)
    again = harbour([*relations, *listed("p3", "abc", c="2009")])
    assert (outcome(RULE, again)[0].examined, outcome(RULE, again)[0].passed) == (2, 2)


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [("2009", "2008", 1), ("2009", "2009", 1), ("2009", "2012", 0), ("[2009..]", "2012", 1)],
)
def test_a_list_of_which_all_have_left_is_of_an_earlier_time(end, start, expected):
    relations = [*listed("p1", "ab", a="2005", b=end), *listed("p2", "xy", start)]
    assert len(claims_found(RULE, harbour(relations))) == expected


def test_a_list_that_is_over_before_it_is_complete_is_of_no_day():
    relations = [*listed("p1", "a", "2001", a="2003"), *listed("p1", "b", "2008", b="2007")]
    relations += listed("p2", "cd")
    count, findings = outcome(RULE, harbour(relations, figures=[exactly("2")]))
    assert (findings, count.examined) == ((), 1)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (exactly("3", as_of="2008"), 0),
        (exactly("2", as_of="2008"), 1),
        (exactly("2", as_of="2012"), 0),
        (exactly("3", as_of="2012"), 1),
        (exactly("2", as_of="2009"), 0),
        (exactly("3", as_of="2009"), 0),
        (exactly("2"), 0),
        (exactly("3"), 0),
        (exactly("4"), 1),
        (exactly("1"), 1),
        (exactly("2", as_of="2012", passage="p1"), 0),
        (exactly("3", as_of="2012", passage="p1"), 1),
    ],
)
def test_a_number_counts_those_who_are_or_may_be_members_at_its_time(number, expected):
    relations = listed("p1", "abc", c="2009")
    assert len(claims_found(RULE, harbour(relations, figures=[number]))) == expected


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ("3", "2009-06-14", 0),
        ("2", "2009-06-14", 1),
        ("3", "2009-06-15", 1),
        ("2", "2009-06-15", 0),
    ],
)
def test_a_member_is_not_counted_from_the_day_of_leaving_on(number, day, expected):
    for relations in (
        listed("p1", "abc", c="2009-06-15"),
        [*listed("p1", "abc", c="2009-06-15"), *listed("p1", "c")],
    ):
        tables = harbour(relations, figures=[exactly(number, as_of=day)])
        assert len(claims_found(RULE, tables)) == expected


@pytest.mark.parametrize(
    ("relations", "figures", "expected", "examined"),
    [
        (
            listed("p1", "abc", c="2009"),
            [exactly("3", as_of="2008", passage="p1"), exactly("2", as_of="2012", claim="m")],
            [],
            2,
        ),
        (
            [*listed("p1", "abc", "2004"), *listed("p2", "abcd", "2009")],
            [exactly("5", as_of="2004-05"), exactly("4", as_of="2009", claim="m")],
            [("n", "p1-a", "p1-b", "p1-c")],
            2,
        ),
        (
            [*listed("p1", "abc", c="2009"), *listed("p2", "abc")],
            [exactly("2", as_of="2012")],
            [("n", "p2-a", "p2-b", "p2-c")],
            3,
        ),
        (
            [*listed("p1", "abc", "2004"), *listed("p2", "abcd", "2009")],
            [exactly("4", passage="p2")],
            [],
            1,
        ),
    ],
    ids=["members of its time", "lists of its time", "lists with other ends", "in its passage"],
)
def test_a_number_is_held_against_the_lists_and_members_of_its_time(
    relations, figures, expected, examined
):
    count, findings = outcome(RULE, harbour(relations, figures=figures))
    assert [finding.claims for finding in findings] == expected
    assert count.examined == count.passed + count.found == examined


def test_a_name_that_ends_like_a_date_is_not_taken_for_a_name_and_an_end():
    lists = {
        "p1": [("gull", ""), ("gull2004", ""), ("gull2004", "2005")],
        "p2": [("gull", ""), ("gull", "2004"), ("gull2004", "2005")],
    }
    relations = [
        (f"{passage}-{number}", member, "crew_of", "fleet", "", end, passage, "complete")
        for passage, members in lists.items()
        for number, (member, end) in enumerate(members)
    ]
    assert len(claims_found(RULE, harbour(relations, figures=[exactly("9")]))) == 2


@pytest.mark.parametrize("twice", [(), ("p2-again",)])
def test_lists_that_agree_stand_together_against_one_that_differs(twice):
    relations = [*listed("p1", "ab"), *listed("p2", "ba"), *listed("p3", "ac")]
    relations += [(claim, "b", "crew_of", "fleet", "", "", "p2", "complete") for claim in twice]
    count, (finding,) = outcome(RULE, harbour(relations))
    assert finding.claims == ("p1-a", "p1-b", "p2-a", *twice, "p2-b", "p3-a", "p3-c")
    assert (count.examined, count.passed, count.found) == (2, 1, 1)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (exactly("3"), 0),
        (exactly("3.0"), 0),
        (exactly("4"), 1),
        (exactly("2"), 1),
        (stated("at-least", low="3"), 0),
        (stated("at-least", low="4"), 1),
        (stated("more-than", low="2"), 0),
        (stated("more-than", low="3"), 1),
        (stated("up-to", high="3"), 0),
        (stated("up-to", high="2"), 1),
        (stated("between", low="2", high="3"), 0),
        (stated("between", low="4", high="9"), 1),
    ],
)
def test_a_stated_number_must_allow_the_length_of_the_list(number, expected):
    count, findings = outcome(RULE, harbour(listed("p1", "abc"), figures=[number]))
    assert [finding.claims for finding in findings] == [("n", "p1-a", "p1-b", "p1-c")] * expected
    assert (count.examined, count.passed, count.found) == (1, 1 - expected, expected)


def test_a_number_without_bounds_is_not_evaluable():
    figures = [stated("about", best="4")]
    tables = harbour(listed("p1", "abc"), figures=figures)
    assert verdict(RULE, tables) == "not evaluable"
    assert reasons_of(RULE, tables) == ["the stated number has no bounds"]


def test_a_member_that_is_listed_twice_counts_once():
    relations = [*listed("p1", "ab"), ("x", "a", "crew_of", "fleet", "", "", "p1", "complete")]
    assert claims_found(RULE, harbour(relations, figures=[exactly("2")])) == []


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        ("2004", exactly("4", as_of="2004-05"), 1),
        ("2004", exactly("4", period="2003/2005"), 1),
        ("2004", exactly("4"), 1),
        ("2004-05-05", exactly("4", as_of="2004-05-05"), 1),
        ("", exactly("4", as_of="2004"), 1),
        ("2004", exactly("4", as_of="2009"), 0),
        ("2004", exactly("4", as_of="2009", passage="p1"), 1),
    ],
)
def test_a_number_of_certainly_another_time_is_only_compared_in_its_own_passage(
    start, number, expected
):
    tables = harbour(listed("p1", "abc", start), figures=[number])
    assert len(claims_found(RULE, tables)) == expected


@pytest.mark.parametrize(
    "number",
    [
        ("n", "fleet", "sailors", "exactly", "4", "4", "4"),
        ("n", "other-fleet", "head_count", "exactly", "4", "4", "4"),
    ],
)
def test_numbers_of_something_else_are_not_compared(number):
    tables = harbour(listed("p1", "abc"), figures=[number])
    assert verdict(RULE, tables) == "not compared"


@pytest.mark.parametrize(
    ("number", "column", "words"),
    [(stated("at-least", low="4"), "low", "at least 4"), (exactly("4"), "best", "4")],
)
def test_a_finding_shows_the_number_beside_the_list(number, column, words):
    tables = harbour(listed("p1", "ab"), figures=[number])
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == f"crew_of fleet: {words} stated, 2 listed"
    assert [(item.claim, item.column, item.value, item.label) for item in finding.evidence] == [
        ("n", column, words, "number"),
        ("p1-a", "subject_id", "a", ""),
        ("p1-b", "subject_id", "b", ""),
    ]


crew = st.sets(st.sampled_from("abcd"), min_size=1)


@settings(max_examples=30)
@given(lists=st.lists(st.tuples(st.sampled_from(["", "2004", "2005"]), crew), max_size=5))
def test_found_is_every_pair_of_different_lists_that_may_be_of_one_time(lists):
    relations, expected = [], []
    for number, (start, members) in enumerate(lists):
        relations += listed(f"p{number}", sorted(members), start)
    for one, other in combinations({(start, frozenset(crew)) for start, crew in lists}, 2):
        if one[1] != other[1] and (one[0] == other[0] or "" in (one[0], other[0])):
            expected.append({one, other})
    found = claims_found(RULE, harbour(relations))
    sets = [
        {(lists[int(claim[1])][0], frozenset(lists[int(claim[1])][1])) for claim in claims}
        for claims in found
    ]
    assert len(found) == len(expected)
    assert all(pair in expected for pair in sets)


@settings(max_examples=30)
@given(order=st.permutations(range(8)))
def test_the_order_of_rows_changes_nothing(order):
    rows = [*listed("p1", "abc", c="2009"), *listed("p2", "ax", "2004"), *listed("p3", "cab")]
    figures = [exactly("4", as_of="2008"), stated("at-least", low="3", claim="m")]
    shuffled = [rows[place] for place in order]
    assert (
        outcome(RULE, harbour(shuffled, figures=figures[::-1]))[1]
        == (outcome(RULE, harbour(rows, figures=figures))[1])
    )

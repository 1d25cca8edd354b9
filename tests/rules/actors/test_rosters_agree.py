"""The rule `rosters-agree`: complete lists of members are equal, and as long as it is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.actors.rosters_agree import Rosters, RostersAgree
from tests.helpers.actor_tables import harbour, model_frame, verdict
from tests.helpers.claim_tables import Row, cells, claims_found, outcome, sides

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


JOINED_ONE_BY_ONE = [*listed("p1", "ab", "2001"), *listed("p1", "c", "2008")]
JOINED_AT_SOME_TIME = [*listed("p1", "ab", "2001"), *listed("p1", "c")]

FOUND, PASSED, NOT_COMPARED = "found", "passes", "not compared"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The same members, in any order and at any time.
        (listed("p1", "abc"), listed("p2", "cab"), PASSED),
        (listed("p1", "abc"), listed("p2", "abcb"), PASSED),
        (listed("p1", "abc", "2004"), listed("p2", "abc", "2009"), PASSED),
        (listed("p1", "abc", c="2009"), listed("p2", "abc"), PASSED),
        # Other members.
        (listed("p1", "abc"), listed("p2", "abd"), FOUND),
        (listed("p1", "abc"), listed("p2", "ab"), FOUND),
        (listed("p1", "a"), listed("p2", "b"), FOUND),
        # Lists that are not complete, or not of the same body, or not of members.
        (listed("p1", "abc"), listed("p2", "ab", roster="partial"), NOT_COMPARED),
        (listed("p1", "abc"), listed("p2", "ab", roster=""), NOT_COMPARED),
        (listed("p1", "abc"), listed("p2", "ab", body="other-fleet"), NOT_COMPARED),
        (
            listed("p1", "abc"),
            [("x", "a", "near", "fleet", "", "", "p2", "complete")],
            NOT_COMPARED,
        ),
        # Times that may be one, or not.
        (listed("p1", "abc", "2004"), listed("p2", "ab", "2004-05"), FOUND),
        (listed("p1", "abc"), listed("p2", "ab", "2004"), FOUND),
        (listed("p1", "abc", "[..2004]"), listed("p2", "ab", "2001"), FOUND),
        (listed("p1", "abc", "2004/2006"), listed("p2", "ab", "2006/2009"), FOUND),
        (listed("p1", "abc", "2004"), listed("p2", "ab", "2005"), NOT_COMPARED),
        # A list is complete when the last of its members has joined.
        (JOINED_ONE_BY_ONE, listed("p2", "ab", "2004"), NOT_COMPARED),
        (JOINED_ONE_BY_ONE, listed("p2", "ab", "2008-05"), FOUND),
        (JOINED_ONE_BY_ONE, listed("p2", "ab", "2009"), NOT_COMPARED),
        (JOINED_AT_SOME_TIME, listed("p2", "ab", "1999"), NOT_COMPARED),
        (JOINED_AT_SOME_TIME, listed("p2", "ab", "2009"), FOUND),
        # Who may have left by then is not missing.
        (listed("p1", "abc", c="2009"), listed("p2", "ab", "2012"), PASSED),
        (listed("p1", "abc", c="2009"), listed("p2", "ab", "2009"), PASSED),
        (listed("p1", "abc", c="2009"), listed("p2", "ab", "2008"), FOUND),
        (listed("p1", "abc", c="2009-06-15"), listed("p2", "ab", "2009-06-14"), FOUND),
        (listed("p1", "abc", c="2009-06-15"), listed("p2", "ab", "2009-06-15"), PASSED),
        (listed("p1", "abc", c="2009"), listed("p2", "ab"), PASSED),
        (listed("p1", "abc", c="2007/2013"), listed("p2", "ab", "2008"), PASSED),
        (listed("p1", "abc", c="[..2009]"), listed("p2", "ab", "2004"), PASSED),
        (listed("p1", "abc", c="[2009..]"), listed("p2", "ab", "2004"), FOUND),
        # Told twice in one list, once without an end.
        (
            [*listed("p1", "abc", c="2009"), *listed("p1", "c")],
            listed("p2", "ab", "2012"),
            PASSED,
        ),
        # A list of which all have left is of an earlier time.
        (listed("p1", "ab", a="2005", b="2009"), listed("p2", "xy", "2008"), FOUND),
        (listed("p1", "ab", a="2005", b="2009"), listed("p2", "xy", "2012"), NOT_COMPARED),
        (listed("p1", "ab", a="2005", b="[2009..]"), listed("p2", "xy", "2012"), FOUND),
        # One that is over before it is complete is of no day.
        (
            [*listed("p1", "a", "2001", a="2003"), *listed("p1", "b", "2008", b="2007")],
            listed("p2", "cd"),
            NOT_COMPARED,
        ),
    ],
)
def test_complete_lists_of_one_body_and_time_have_the_same_members(one, other, expected):
    assert verdict(RULE, harbour([*one, *other])) == expected
    assert verdict(RULE, harbour([*other, *one])) == expected


def test_a_finding_names_those_who_are_missing_and_not_those_who_have_left():
    relations = [*listed("p1", "abc", c="2009-06-15"), *listed("p2", "ax", "2009-06-15")]
    (finding,) = outcome(RULE, harbour(relations))[1]
    assert finding.message == (
        "Fleet (crew of): two complete lists differ in B, X. "
        "Both lists are said to be complete and can be of one day."
    )
    assert sides(finding) == ["A", "only here: B", "until 15 June 2009: C", "A", "only here: X"]
    assert cells(finding) == [
        ("p1-a", "subject_id", "a", ""),
        ("p1-b", "subject_id", "b", "only here:"),
        ("p1-c", "subject_id", "c", "until 2009-06-15:"),
        ("p2-a", "subject_id", "a", ""),
        ("p2-x", "subject_id", "x", "only here:"),
    ]


NO_BOUNDS = "the stated number has no bounds"


@pytest.mark.parametrize(
    ("members", "number", "expected"),
    [
        (listed("p1", "abc"), exactly("3"), PASSED),
        (listed("p1", "abc"), exactly("3.0"), PASSED),
        (listed("p1", "abc"), exactly("4"), FOUND),
        (listed("p1", "abc"), exactly("2"), FOUND),
        (listed("p1", "abca"), exactly("3"), PASSED),
        (listed("p1", "abc"), stated("at-least", low="3"), PASSED),
        (listed("p1", "abc"), stated("at-least", low="4"), FOUND),
        (listed("p1", "abc"), stated("more-than", low="2"), PASSED),
        (listed("p1", "abc"), stated("more-than", low="3"), FOUND),
        (listed("p1", "abc"), stated("up-to", high="3"), PASSED),
        (listed("p1", "abc"), stated("up-to", high="2"), FOUND),
        (listed("p1", "abc"), stated("less-than", high="4"), PASSED),
        (listed("p1", "abc"), stated("less-than", high="3"), FOUND),
        (listed("p1", "abc"), stated("nearly", high="3"), PASSED),
        (listed("p1", "abc"), stated("between", low="4", high="9"), FOUND),
        (listed("p1", "abc"), stated("about", best="4"), NO_BOUNDS),
        # Numbers of something else.
        (
            listed("p1", "abc"),
            ("n", "fleet", "sailors", "exactly", "4", "4", "4"),
            NOT_COMPARED,
        ),
        (listed("p1", "abc", body="other-fleet"), exactly("4"), NOT_COMPARED),
        # Members who have left, or may have, at the time of the number.
        (listed("p1", "abc", c="2009"), exactly("3", as_of="2008"), PASSED),
        (listed("p1", "abc", c="2009"), exactly("2", as_of="2008"), FOUND),
        (listed("p1", "abc", c="2009"), exactly("2", as_of="2012"), PASSED),
        (listed("p1", "abc", c="2009"), exactly("3", as_of="2012"), FOUND),
        (listed("p1", "abc", c="2009"), exactly("2", as_of="2009"), PASSED),
        (listed("p1", "abc", c="2009"), exactly("3"), PASSED),
        (listed("p1", "abc", c="2009"), exactly("1"), FOUND),
        (listed("p1", "abc", c="2009-06-15"), exactly("2", as_of="2009-06-14"), FOUND),
        (listed("p1", "abc", c="2009-06-15"), exactly("3", as_of="2009-06-15"), FOUND),
        # Told twice, once without an end.
        (
            [*listed("p1", "abc", c="2009-06-15"), *listed("p1", "c")],
            exactly("3", as_of="2009-06-15"),
            FOUND,
        ),
        # Lists of another time, and in the passage of the number.
        (listed("p1", "abc", "2004"), exactly("4", as_of="2004-05"), FOUND),
        (listed("p1", "abc", "2004"), exactly("4", period="2003/2005"), FOUND),
        (listed("p1", "abc", "2004"), exactly("4", as_of="2009"), NOT_COMPARED),
        (listed("p1", "abc", "2004"), exactly("4", as_of="2009", passage="p1"), FOUND),
    ],
)
def test_a_stated_number_must_allow_the_length_of_the_list(members, number, expected):
    tables = harbour(members, figures=[number])
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("relations", "figures", "expected", "examined"),
    [
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
    ids=["lists of its time", "lists with other ends", "in its passage"],
)
def test_a_number_is_held_against_the_lists_of_its_passage_or_of_its_time(
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
    ("number", "column", "words"),
    [(stated("at-least", low="4"), "low", "at least 4"), (exactly("4"), "best", "4")],
)
def test_a_finding_shows_the_number_beside_the_list(number, column, words):
    tables = harbour(listed("p1", "ab"), figures=[number])
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == (
        f"Fleet (crew of): {words} stated, 2 listed. "
        "The list is said to be complete, so it should be as long as the number says."
    )
    assert sides(finding) == [f"{words} stated", "A", "B"]
    assert [(item.claim, item.column, item.value, item.label) for item in finding.evidence] == [
        ("n", column, words, "number"),
        ("p1-a", "subject_id", "a", ""),
        ("p1-b", "subject_id", "b", ""),
    ]


@settings(max_examples=20)
@given(order=st.permutations(range(8)))
def test_the_order_of_rows_changes_nothing(order):
    rows = [*listed("p1", "abc", c="2009"), *listed("p2", "ax", "2004"), *listed("p3", "cab")]
    figures = [exactly("4", as_of="2008"), stated("at-least", low="3", claim="m")]
    shuffled = [rows[place] for place in order]
    assert (
        outcome(RULE, harbour(shuffled, figures=figures[::-1]))[1]
        == (outcome(RULE, harbour(rows, figures=figures))[1])
    )


FOUNDERS = {"joined": "subject", "bought_by": "object"}
"""Terms of the harbour whose subjects, or objects, are founders of the other side."""


def founders(predicate, passage, members, start="2004-05", roster="complete", end=""):
    """What these ships merged into, or who bought the fleet together: p1-a, p1-b, ..."""
    rows = []
    for member in members:
        sides = (member, predicate, "fleet")
        sides = sides if FOUNDERS[predicate] == "subject" else sides[::-1]
        rows.append((f"{passage}-{member}", *sides, start, end, passage, roster))
    return rows


def founded(*lists):
    tables = harbour([row for rows in lists for row in rows])
    terms = tables["properties"]
    listed_side = terms["property_id"].map(FOUNDERS).fillna("").astype("str")
    return {**tables, "properties": terms.assign(lists_founders=listed_side)}


@pytest.mark.parametrize("predicate", FOUNDERS)
@pytest.mark.parametrize(
    ("members", "more", "expected"),
    [
        ("cab", {}, PASSED),
        ("abd", {}, FOUND),
        ("ab", {}, FOUND),
        ("ab", {"start": "2004"}, FOUND),
        ("ab", {"start": ""}, FOUND),
        # A founder remains one.
        ("ab", {"start": "2004", "end": "2003"}, FOUND),
        # Lists that are not complete, or of another date.
        ("ab", {"roster": "partial"}, NOT_COMPARED),
        ("ab", {"roster": ""}, NOT_COMPARED),
        ("ab", {"start": "2006"}, NOT_COMPARED),
    ],
)
def test_complete_lists_of_the_founders_of_one_date_agree(predicate, members, more, expected):
    tables = founded(founders(predicate, "p1", "abc"), founders(predicate, "p2", members, **more))
    assert verdict(RULE, tables) == expected


def test_who_merged_later_is_in_a_list_of_its_own():
    first, later = founders("joined", "p1", "ab"), founders("joined", "p1", "c", "2009")
    assert verdict(RULE, founded(first, later, founders("joined", "p2", "ab"))) == PASSED
    other = founders("joined", "p2", "d", "2009")
    assert claims_found(RULE, founded(first, later, other)) == [("p1-c", "p2-d")]


def test_a_finding_about_founders_points_to_the_column_in_which_they_stand():
    lists = founders("bought_by", "p1", "ab"), founders("bought_by", "p2", "ax")
    (finding,) = outcome(RULE, founded(*lists))[1]
    assert finding.headline == "Fleet (bought by): two complete lists differ in B, X"
    assert cells(finding)[:2] == [
        ("p1-a", "object_id", "a", ""),
        ("p1-b", "object_id", "b", "only here:"),
    ]


def test_a_vocabulary_without_founders_compares_none():
    lists = founders("joined", "p1", "ab"), founders("joined", "p2", "ax")
    assert verdict(RULE, harbour([*lists[0], *lists[1]])) == NOT_COMPARED

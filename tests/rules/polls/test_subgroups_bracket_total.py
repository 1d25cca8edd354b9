"""The rule `subgroups-bracket-total`: a total lies between its subgroups."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.polls.subgroups_bracket_total import SubgroupsBracketTotal
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.poll_tables import answers, contained

RULE = SubgroupsBracketTotal()
ENTITIES = frame(
    "entity_id type place_id",
    [
        ("islanders", "community", "isle"),
        ("isle", "place", ""),
        ("north", "place", ""),
        ("southerners", "community", "south"),
        ("south", "place", ""),
        ("east", "place", ""),
    ],
)
HALVES = [
    ("s1", "north", "lies_in", "isle", "complete"),
    ("s1", "isle", "holds", "south", "complete"),
]
THIRDS = [*HALVES, ("s1", "east", "lies_in", "isle", "complete")]


def asked(relations, *rows):
    """Answers a0, a1, ...: (population, value) with changes."""
    values = [
        {"population_id": population, "value": value, **dict(*changes)}
        for population, value, *changes in rows
    ]
    return {**answers(values), **contained(relations), "entities": ENTITIES}


def test_questions_of_no_poll_are_not_compared():
    nowhere = {"poll_id": ""}
    values = [("islanders", "78"), ("north", "60"), ("southerners", "70")]
    assert outcome(RULE, asked(HALVES, *values))[0].found == 1
    tables = asked(HALVES, *((*row, nowhere) for row in values))
    assert outcome(RULE, tables)[0].examined == 0


@pytest.mark.parametrize(
    ("total", "north", "south", "distance"),
    [
        ("78", "60", "70", "7"),
        ("50", "60", "70", "9"),
        ("62.4", "60", "61", "0.85"),
        (">80", "60", "70", "9.5"),
        ("50", ">=60", ">=70", "9.5"),
    ],
)
def test_a_total_outside_of_its_parts_is_found_with_its_distance(total, north, south, distance):
    rows = [("islanders", total), ("north", north), ("southerners", south)]
    (finding,) = outcome(RULE, asked(HALVES, *rows))[1]
    assert finding.claims == ("a0", "a1", "a2")
    assert f"by {distance} beyond rounding" in finding.message


@pytest.mark.parametrize(
    ("total", "north", "south"),
    [
        ("65", "60", "70"),
        ("60", "60", "70"),
        ("71", "60", "70"),
        ("70.5", "60", "70"),
        ("60", "60", "60"),
        (">65", "60", "70"),
        ("5", "<=60", "70"),
    ],
)
def test_a_total_that_rounding_and_bounds_allow_between_its_parts_passes(total, north, south):
    rows = [("islanders", total), ("north", north), ("southerners", south)]
    count, findings = outcome(RULE, asked(HALVES, *rows))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


PARTIAL = [(*row[:4], "partial") for row in HALVES]
NO_LIST = [(*row[:4], "") for row in HALVES]
ROWS = [("islanders", "78"), ("north", "60"), ("southerners", "70")]


@pytest.mark.parametrize(
    ("relations", "rows"),
    [
        (PARTIAL, ROWS),
        (NO_LIST, ROWS),
        (THIRDS, ROWS),
        (HALVES, ROWS[:2]),
        ([HALVES[0], PARTIAL[1]], [("islanders", "78"), ("north", "~60")]),
        (HALVES, [("islanders", "~78"), *ROWS[1:]]),
        (HALVES, [*ROWS[:2], ("southerners", "~70")]),
        (HALVES, [*ROWS, ("north", "20")]),
        (HALVES, [*ROWS, ("islanders", "20")]),
    ],
)
def test_without_a_complete_list_of_known_parts_nothing_is_evaluable(relations, rows):
    count, findings = outcome(RULE, asked(relations, *rows))
    assert (findings, count.examined, count.not_evaluable) == ((), 1, 1)


@pytest.mark.parametrize(
    "changes", [{"poll_id": "another-poll"}, {"question_id": "other"}, {"option": "no"}]
)
def test_parts_of_another_poll_question_or_option_are_not_compared(changes):
    rows = [ROWS[0], ("north", "60", changes), ("southerners", "70", changes)]
    assert outcome(RULE, asked(HALVES, *rows))[0].examined == 0


def test_populations_without_a_tie_are_not_compared():
    visits = [(*row[:2], "visited", *row[3:]) for row in HALVES]
    assert outcome(RULE, asked(visits, *ROWS))[0].examined == 0


def test_a_population_is_no_part_of_itself():
    relations = [("s1", "islanders", "lies_in", "isle", "complete")]
    assert outcome(RULE, asked(relations, *ROWS))[0].examined == 0


def test_the_complete_list_of_one_passage_is_not_filled_up_from_another():
    relations = [HALVES[0], ("s2", *THIRDS[2][1:]), ("s2", "south", "lies_in", "isle", "complete")]
    rows = [("islanders", "78"), ("north", "60"), ("southerners", "70"), ("east", "79")]
    (finding,) = outcome(RULE, asked(relations, *rows))[1]
    assert finding.claims == ("a0", "a1")


def test_of_several_complete_lists_the_one_that_is_missed_most_is_shown():
    relations = [*HALVES, ("s2", "east", "lies_in", "isle", "complete")]
    rows = [*ROWS, ("east", "79")]
    count, findings = outcome(RULE, asked(relations, *rows))
    assert [finding.claims for finding in findings] == [("a0", "a1", "a2")]
    assert count.examined == 1


def test_of_complete_lists_that_are_missed_alike_the_first_is_shown():
    relations = [("s10", "east", "lies_in", "isle", "complete"), *HALVES]
    rows = [*ROWS, ("east", "70")]
    assert claims_found(RULE, asked(relations, *rows)) == [("a0", "a1", "a2")]


def test_restatements_of_a_total_are_all_shown():
    rows = [*ROWS, ("islanders", "78.2")]
    (finding,) = outcome(RULE, asked(HALVES, *rows))[1]
    assert finding.claims == ("a0", "a1", "a2", "a3")


def test_restatements_that_rounding_just_lets_agree_are_evaluable():
    rows = [*ROWS, ("islanders", "79")]
    assert claims_found(RULE, asked(HALVES, *rows)) == [("a0", "a1", "a2", "a3")]


def test_a_finding_gives_the_shares_of_the_whole_and_of_its_parts():
    (finding,) = outcome(RULE, asked(HALVES, ROWS[0], ROWS[1], ("southerners", "<=70")))[1]
    assert cells(finding) == [
        ("a0", "percent", "78", "islanders"),
        ("a1", "percent", "60", "north"),
        ("a2", "high", "up to 70", "southerners"),
    ]
    assert finding.message == (
        "yes: islanders 78 lies outside of all its parts (north 60, southerners up to 70), "
        "by 7.5 beyond rounding"
    )


sizes = st.integers(min_value=1, max_value=40)


@settings(max_examples=25)
@given(north=sizes, south=sizes, data=st.data())
def test_true_shares_that_are_only_rounded_have_no_finding(north, south, data):
    northern, southern = data.draw(st.integers(0, north)), data.draw(st.integers(0, south))
    pairs = [(northern + southern, north + south), (northern, north), (southern, south)]
    rounded = [str((200 * yes + all_asked) // (2 * all_asked)) for yes, all_asked in pairs]
    populations = ("islanders", "north", "southerners")
    assert claims_found(RULE, asked(HALVES, *zip(populations, rounded, strict=True))) == []


@settings(max_examples=25)
@given(order=st.permutations(range(3)))
def test_the_order_of_rows_changes_nothing(order):
    tables = asked(THIRDS, *ROWS, ("east", "61"))
    tables["relations"] = tables["relations"].iloc[order]
    tables["answers"] = tables["answers"].iloc[[*order, 3]]
    assert claims_found(RULE, tables) == [("a0", "a1", "a2", "a3")]

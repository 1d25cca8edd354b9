"""The rule `subgroups-bracket-total`: a total lies between its subgroups."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.polls.subgroups_bracket_total import SubgroupsBracketTotal, WholesAndParts
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.poll_tables import answers, contained
from tests.helpers.rule_frames import judged, verdict

RULE = SubgroupsBracketTotal()


def test_the_model_says_that_the_whole_can_lie_between_the_least_and_the_largest_part():
    wholes = ["between", "touching", "above", "below", "no-list"]
    shares = judged(
        WholesAndParts,
        **dict.fromkeys(["poll_id", "question_id", "option"], ["x"] * 5),
        whole=wholes,
        low=[60, 80, 81, 40, 60],
        high=[62, 82, 83, 49, 62],
        least=[50, 50, 50, 50, None],
        most=[80, 80, 80, 80, None],
        not_evaluable=[None] * 4 + ["no passage lists all parts"],
    )
    assert failing(WholesAndParts, shares)["whole"].tolist() == ["above", "below"]


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
PARTIAL = [(*row[:4], "partial") for row in HALVES]
ROWS = [("islanders", "78"), ("north", "60"), ("southerners", "70")]


def asked(relations, *rows):
    """Answers a0, a1, ...: (population, value) with changes."""
    values = [
        {"population_id": population, "value": value, **dict(*changes)}
        for population, value, *changes in rows
    ]
    return {**answers(values), **contained(relations), "entities": ENTITIES}


@pytest.mark.parametrize(
    ("total", "north", "south", "distance"),
    [
        ("78", "60", "70", "7"),
        ("62.4", "60", "61", "0.85"),
        ("50", ">=60", ">=70", "9.5"),
        ("65", "60", "70", None),
        ("70.5", "60", "70", None),
        (">65", "60", "70", None),
    ],
)
def test_a_total_that_no_rounding_and_no_bound_puts_between_its_parts_is_found(
    total, north, south, distance
):
    rows = [("islanders", total), ("north", north), ("southerners", south)]
    count, findings = outcome(RULE, asked(HALVES, *rows))
    assert (count.examined, count.passed) == (1, int(distance is None))
    assert all(
        f"at least {distance} percentage points" in finding.explanation for finding in findings
    )


NO_LIST = "no passage lists all parts"
UNKNOWN_PART = "the share of a listed part is not known"


@pytest.mark.parametrize(
    ("relations", "rows", "expected"),
    [
        (PARTIAL, ROWS, NO_LIST),
        (THIRDS, ROWS, UNKNOWN_PART),
        (HALVES, [*ROWS[:2], ("southerners", "~70")], UNKNOWN_PART),
        (HALVES, [("islanders", "~78"), *ROWS[1:]], "the share of the whole is not known"),
        (HALVES, [*ROWS, ("islanders", "20")], "the mentions of the whole exclude each other"),
        (HALVES, [*ROWS, ("islanders", "79")], "found"),  # 78.5 is in both
        ([(*row[:2], "visited", *row[3:]) for row in HALVES], ROWS, ""),
        ([("s1", "islanders", "lies_in", "isle", "complete")], ROWS, ""),  # no part of itself
        (HALVES, [(*row, {"poll_id": ""}) for row in ROWS], ""),
    ],
)
def test_a_total_is_compared_with_a_complete_list_of_known_parts(relations, rows, expected):
    assert verdict(RULE, asked(relations, *rows)) == expected


@pytest.mark.parametrize(
    "changes", [{"poll_id": "another-poll"}, {"question_id": "other"}, {"option": "no"}]
)
def test_parts_of_another_poll_question_or_option_are_not_compared(changes):
    rows = [ROWS[0], ("north", "60", changes), ("southerners", "70", changes)]
    assert verdict(RULE, asked(HALVES, *rows)) == ""


@pytest.mark.parametrize(
    ("more", "east", "claims"),
    [
        # A list is that of one passage, and is not filled up from another.
        ([("s2", "east", "lies_in", "isle", "complete")], "79", ("a0", "a1", "a2")),
        # Of two that are missed alike, the first is shown.
        ([("s10", "east", "lies_in", "isle", "complete")], "70", ("a0", "a1", "a2")),
        # One that is missed by more comes first.
        ([("s2", "east", "lies_in", "isle", "complete")], "20", ("a0", "a3")),
    ],
)
def test_of_several_complete_lists_the_one_that_is_missed_most_is_shown(more, east, claims):
    tables = asked([*more, *HALVES], *ROWS, ("east", east))
    assert (claims_found(RULE, tables), verdict(RULE, tables)) == ([claims], "found")


def test_a_finding_gives_every_mention_of_the_whole_and_of_its_parts():
    rows = [*ROWS[:2], ("southerners", "<=70"), ("islanders", "78")]
    (finding,) = outcome(RULE, asked(HALVES, *rows))[1]
    assert cells(finding) == [
        ("a0", "percent", "78", "islanders"),
        ("a1", "percent", "60", "north"),
        ("a2", "high", "up to 70", "southerners"),
        ("a3", "percent", "78", "islanders"),
    ]
    assert finding.message == (
        "harbour-poll: “yes” 78 % of islanders lies outside the range of its parts. It is at least "
        "7.5 percentage points away from the nearest part (north 60 %, southerners up to 70 %)."
    )

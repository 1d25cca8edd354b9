"""The rule `opposed-polls-compatible`: polls on one topic leave a common support."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.polls.opposed_polls_compatible import OpposedPollsCompatible, PolledTopics
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.poll_tables import answers, compared
from tests.helpers.rule_frames import judged, verdict

RULE = OpposedPollsCompatible()


def test_the_model_says_that_two_polls_have_a_support_in_common_or_are_one_series():
    topics = judged(
        PolledTopics,
        topic=["fits", "touches", "apart", "linked", "unknown"],
        population_id=["islanders"] * 5,
        low=[40, 50, 51, None, None],
        high=[50, 50, 50, None, None],
        one_series=[False, False, False, True, False],
        not_evaluable=[None] * 4 + ["fewer than two polls have a known share"],
    )
    assert failing(PolledTopics, topics)["topic"].tolist() == ["apart"]


AGAINST = {"option": "no", "stance": "unfavourable"}
VAGUE = {"exclusive": "not-stated"}
OLD, NEW = ("old", "+", "63"), ("new", "-", "51")


def polled(*rows, trends=()):
    """Answers a0, a1, ...: (poll, `+` or `-`, value) with changes; trends between them."""
    values = [
        {"poll_id": poll, "value": value, **(AGAINST if sign == "-" else {}), **dict(*changes)}
        for poll, sign, value, *changes in rows
    ]
    return {**answers(values), "comparisons": compared((*trend, "") for trend in trends)}


@pytest.mark.parametrize(
    ("rows", "claims", "distance"),
    [
        ([OLD, NEW], ("a0", "a1"), "13"),
        ([OLD, ("new", "+", "51")], ("a0", "a1"), "11"),
        ([("old", "+", "50.1"), ("new", "-", "50.1")], ("a0", "a1"), "0.1"),
        ([OLD, ("new", "+", "63"), ("mid", "-", "51")], ("a0", "a1", "a2"), "13"),
        # Answers that meet the others, or say nothing, are no part of a finding.
        ([OLD, NEW, ("mid", "+", "49.5..70")], ("a0", "a1"), "13"),
        ([OLD, NEW, ("mid", "+", "~20")], ("a0", "a1"), "13"),
        # Whether a question is exclusive does not matter for one favourable answer.
        ([(*OLD, VAGUE), ("new", "+", "51", VAGUE)], ("a0", "a1"), "11"),
        # Answers to one question are added, from 0 to 100.
        ([("old", "+", "30"), ("old", "+", "31", {"question_claim_id": "q0", "option": "rather"}),
          ("new", "-", "51")], ("a0", "a1", "a2"), "10.5"),
        ([("old", "+", "60"), ("old", "+", "40", {"question_claim_id": "q0", "option": "rather"}),
          ("new", "+", "20")], ("a0", "a1", "a2"), "78.5"),
        ([OLD, ("new", "-", "60"), ("new", "-", "60", {"question_claim_id": "q1", "option": "x"})],
         ("a0", "a1", "a2"), "62.5"),
    ],
)  # fmt: skip
def test_polls_without_a_common_support_are_found_with_their_distance(rows, claims, distance):
    (finding,) = outcome(RULE, polled(*rows))[1]
    assert finding.claims == claims
    assert f"“bridge” are at least {distance} points apart" in finding.headline


FEW = "fewer than two polls have a known share"
CONTRADICTORY = "the shares of a poll exclude each other"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([OLD, ("new", "-", "37")], "passed"),
        ([("old", "-", "80"), ("new", "-", "20")], "passed"),
        ([("old", "+", ">60"), ("new", "+", "95")], "passed"),
        ([OLD, ("new", "-", "20"), ("mid", "+", "~20")], "passed"),
        ([("old", "+", "~63"), NEW], FEW),
        ([OLD, (*NEW, VAGUE)], FEW),
        ([OLD, ("old", "+", "70"), NEW], CONTRADICTORY),
        ([("old", "+", "60"), ("old", "+", "60", {"question_claim_id": "q0", "option": "rather"}),
          ("new", "+", "20")], CONTRADICTORY),
        ([("old", "+", "30", VAGUE), ("old", "+", "31", {"question_claim_id": "q0", "option": "x"}),
          NEW], FEW),  # not added, for they may be the same people
        ([OLD, (*NEW, {"topic": "ferry"})], ""),
        ([OLD, (*NEW, {"population_id": "sailors"})], ""),
        ([OLD, (*NEW, {"stance": "neutral"})], ""),
        ([("", "+", "63"), NEW], ""),  # a question of no poll
        ([OLD, ("old", "-", "51")], ""),  # of one poll only
    ],
)  # fmt: skip
def test_polls_are_compared_as_far_as_their_support_is_known(rows, expected):
    assert verdict(RULE, polled(*rows)) == expected


THREE = [("old", "+", "20"), ("mid", "+", "40"), ("new", "+", "60")]


@pytest.mark.parametrize(
    ("rows", "trends", "claims"),
    [
        (THREE, [("a1", "rose", "a0")], ("a0", "a1", "a2")),
        (THREE, [("a0", "fell", "a1"), ("a2", "rose", "a1")], None),
        ([*THREE[:2], ("new", "+", "20")], [("a1", "rose", "a0")], ("a1", "a2")),
        ([OLD, NEW], [("a1", "differs", "a0")], ("a0", "a1")),
        # A poll that contradicts itself says nothing of its series.
        ([("old", "+", "80"), ("new", "+", "80"), ("mid", "+", "63"), ("mid", "-", "51")],
         [("a0", "rose", "a2")], None),
    ],
)  # fmt: skip
def test_a_trend_that_the_text_states_explains_the_difference(rows, trends, claims):
    tables = polled(*rows, trends=trends)
    assert claims_found(RULE, tables) == ([claims] if claims else [])
    assert verdict(RULE, tables) == ("found" if claims else "passed")


def test_a_finding_gives_topic_population_and_each_answer_with_its_poll_and_option():
    (finding,) = outcome(RULE, polled(("old", "+", ">63"), NEW))[1]
    assert cells(finding) == [
        ("a0", "low", "more than 63", "old: yes"),
        ("a1", "percent", "51", "new: no"),
    ]
    assert finding.message == (
        "Polls of islanders on “bridge” are at least 13.5 points apart. "
        "No share in favour fits both polls (old: “yes” more than 63 %; new: “no” 51 %)."
    )


opinions = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("+-"), st.integers(0, 100)),
    max_size=6,
    unique_by=lambda row: row[0],
)


@settings(max_examples=40)
@given(rows=opinions, is_linked=st.booleans())
def test_the_rule_agrees_with_comparing_every_pair(rows, is_linked):
    series = [0, 0, 2, 3] if is_linked and len(rows) > 1 else range(4)

    def support(row):
        _, sign, value = row
        return (value - 0.5, value + 0.5) if sign == "+" else (0, 100 - value + 0.5)

    expected = {
        f"a{number}"
        for one, row in enumerate(rows)
        for other, another in enumerate(rows)
        if series[one] != series[other] and support(row)[0] > min(100, support(another)[1])
        for number in (one, other)
    }
    trends = [("a1", "rose", "a0")] if is_linked else []
    tables = polled(*((poll, sign, str(n)) for poll, sign, n in rows), trends=trends)
    assert {claim for claims in claims_found(RULE, tables) for claim in claims} == expected

"""The rule `opposed-polls-compatible`: polls on one topic leave a common support."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.polls.opposed_polls_compatible import OpposedPollsCompatible
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.poll_tables import answers, compared

RULE = OpposedPollsCompatible()
AGAINST = {"option": "no", "stance": "unfavourable"}
VAGUE = {"exclusive": "not-stated"}


def polled(*rows):
    """Answers a0, a1, ...: (poll, `+` or `-`, value) with changes."""
    return answers(
        [
            {"poll_id": poll, "value": value, **(AGAINST if sign == "-" else {}), **dict(*changes)}
            for poll, sign, value, *changes in rows
        ]
    )


@pytest.mark.parametrize(
    ("rows", "claims", "distance"),
    [
        ([("old", "+", "63"), ("new", "-", "51")], ("a0", "a1"), "13 percent"),
        ([("old", "+", "63"), ("new", "+", "51")], ("a0", "a1"), "11 percent"),
        ([("old", "+", "50.1"), ("new", "-", "50.1")], ("a0", "a1"), "0.1 percent"),
        ([("old", "+", ">60"), ("new", "-", ">60")], ("a0", "a1"), "20 percent"),
        ([("old", "+", "63"), ("new", "+", "63"), ("mid", "-", "51")], ("a0", "a1", "a2"), "13"),
        ([("old", "+", "63"), ("new", "-", "51"), ("mid", "-", "20")], ("a0", "a1"), "13"),
        ([("old", "+", "63"), ("new", "-", "51"), ("mid", "+", "~20")], ("a0", "a1"), "13"),
        ([("old", "+", "63", VAGUE), ("new", "+", "51", VAGUE)], ("a0", "a1"), "11 percent"),
        ([("old", "+", "63"), ("new", "+", "60..70"), ("new", "-", "51")], None, ""),
    ],
)
def test_polls_without_a_common_support_are_found_with_their_distance(rows, claims, distance):
    count, findings = outcome(RULE, polled(*rows))
    if claims is None:
        assert (findings, count.not_evaluable) == ((), 1)
    else:
        assert [finding.claims for finding in findings] == [claims]
        assert f"{distance}" in findings[0].message


@pytest.mark.parametrize(
    "rows",
    [
        [("old", "+", "63"), ("new", "-", "37")],
        [("old", "+", "63"), ("new", "-", "20")],
        [("old", "-", "80"), ("new", "-", "20")],
        [("old", "+", "63"), ("new", "+", "63.4")],
        [("old", "+", "50"), ("new", "-", "51")],
        [("old", "+", ">60"), ("new", "+", "95")],
        [("old", "+", "63"), ("new", "+", "63"), ("mid", "-", "30")],
    ],
)
def test_polls_that_some_support_fits_pass(rows):
    count, findings = outcome(RULE, polled(*rows))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


@pytest.mark.parametrize(
    "changes", [{"topic": "ferry"}, {"population_id": "sailors"}, {"stance": "neutral"}]
)
def test_other_topics_populations_and_stances_are_not_compared(changes):
    tables = polled(("old", "+", "63"), ("new", "-", "51", changes))
    assert outcome(RULE, tables)[0].examined == 0


def test_questions_of_no_poll_are_not_compared():
    assert outcome(RULE, polled(("", "+", "63"), ("new", "-", "51")))[0].examined == 0


def test_answers_of_one_poll_are_not_compared_with_each_other():
    tables = polled(("old", "+", "63"), ("old", "-", "51"), ("old", "+", "20"))
    assert outcome(RULE, tables)[0].examined == 0


@pytest.mark.parametrize(
    "rows",
    [
        [("old", "+", "~63"), ("new", "-", "51")],
        [("old", "+", "63"), ("old", "+", "70"), ("new", "-", "51")],
        [("old", "+", "63"), ("new", "-", "51", VAGUE)],
        [("old", "+", "~63"), ("new", "-", "~51")],
    ],
)
def test_with_fewer_than_two_known_polls_nothing_is_evaluable(rows):
    count, findings = outcome(RULE, polled(*rows))
    assert (findings, count.examined, count.not_evaluable) == ((), 1, 1)


def test_several_favourable_answers_to_one_question_are_added():
    rather = {"option": "rather", "question_claim_id": "q0"}
    tables = polled(("old", "+", "30"), ("old", "+", "31", rather), ("new", "-", "51"))
    assert claims_found(RULE, tables) == [("a0", "a1", "a2")]
    tables["questions"]["exclusive"] = ["not-stated", "yes"]
    assert outcome(RULE, tables)[0].not_evaluable == 1


@pytest.mark.parametrize(
    "answer",
    [
        ("mid", "+", "49.5..70"),
        ("mid", "+", "20..62.5"),
        ("mid", "-", "37.5..50"),
        ("old", "+", "~20"),
        ("new", "-", "~20"),
        ("new", "+", "~20"),
    ],
)
def test_an_answer_that_only_meets_the_others_or_says_nothing_is_no_part_of_a_finding(answer):
    tables = polled(("old", "+", "63"), ("new", "-", "51"), answer)
    assert claims_found(RULE, tables) == [("a0", "a1")]


def test_a_poll_of_unknown_extent_adds_nothing_to_two_that_agree():
    tables = polled(("old", "+", "63"), ("new", "-", "20"), ("mid", "+", "~20"))
    count, findings = outcome(RULE, tables)
    assert (findings, count.passed) == ((), 1)


def test_unfavourable_answers_of_one_question_leave_no_less_than_nothing():
    hardly = {"option": "hardly", "question_claim_id": "q1"}
    tables = polled(("old", "+", "63"), ("new", "-", "60"), ("new", "-", "60", hardly))
    (finding,) = outcome(RULE, tables)[1]
    assert "which are 62.5 percent or more apart" in finding.message


def test_favourable_answers_of_one_question_are_no_more_than_all():
    rather = {"option": "rather", "question_claim_id": "q0"}
    tables = polled(("old", "+", "60"), ("old", "+", "40", rather), ("new", "+", "20"))
    (finding,) = outcome(RULE, tables)[1]
    assert "which are 78.5 percent or more apart" in finding.message


def test_a_poll_whose_favourable_answers_exceed_100_percent_is_not_known():
    rather = {"option": "rather", "question_claim_id": "q0"}
    tables = polled(("old", "+", "60"), ("old", "+", "60", rather), ("new", "+", "20"))
    count, findings = outcome(RULE, tables)
    assert (findings, count.not_evaluable) == ((), 1)


def linked(*relations):
    """Three polls that exclude each other, with trends between their answers."""
    tables = polled(("old", "+", "20"), ("mid", "+", "40"), ("new", "+", "60"))
    return {**tables, "comparisons": compared([(*relation, "") for relation in relations])}


def test_a_trend_that_the_text_states_explains_the_difference():
    assert claims_found(RULE, linked()) == [("a0", "a1", "a2")]
    assert claims_found(RULE, linked(("a1", "rose", "a0"))) == [("a0", "a1", "a2")]
    for trends in (
        [("a1", "rose", "a0"), ("a1", "fell", "a2")],
        [("a0", "fell", "a1"), ("a2", "rose", "a1")],
    ):
        count, findings = outcome(RULE, linked(*trends))
        assert (findings, count.passed) == ((), 1)


def test_a_poll_that_contradicts_itself_says_nothing_of_the_series_to_which_it_belongs():
    tables = polled(("old", "+", "80"), ("new", "+", "80"), ("mid", "+", "63"), ("mid", "-", "51"))
    tables["comparisons"] = compared([("a0", "rose", "a2", "")])
    count, findings = outcome(RULE, tables)
    assert (findings, count.passed) == ((), 1)


@pytest.mark.parametrize("relation", ["differs", "more", "less", "much-more"])
def test_to_say_that_two_polls_differ_explains_nothing(relation):
    tables = polled(("old", "+", "63"), ("new", "-", "51"))
    comparisons = compared([("a1", relation, "a0", "")])
    assert claims_found(RULE, {**tables, "comparisons": comparisons}) == [("a0", "a1")]


def test_a_trend_explains_only_what_lies_between_its_two_polls():
    tables = polled(("old", "+", "20"), ("mid", "+", "40"), ("new", "+", "20"))
    comparisons = compared([("a1", "rose", "a0", "")])
    assert claims_found(RULE, {**tables, "comparisons": comparisons}) == [("a1", "a2")]


def test_a_finding_names_topic_population_and_answers():
    (finding,) = outcome(RULE, polled(("old", "+", "63"), ("new", "-", "51")))[1]
    assert finding.message == (
        "bridge among islanders: no support fits all polls, which are 13 percent or more apart "
        "(new: no 51; old: yes 63)"
    )


def test_a_finding_gives_each_answer_with_its_poll_and_option():
    (finding,) = outcome(RULE, polled(("old", "+", ">63"), ("new", "-", "51")))[1]
    assert cells(finding) == [
        ("a0", "low", "more than 63", "old: yes"),
        ("a1", "percent", "51", "new: no"),
    ]


opinions = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("+-"), st.integers(0, 100)),
    max_size=6,
    unique_by=lambda row: row[0],
)


@settings(max_examples=25)
@given(rows=opinions, links=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=2))
def test_the_rule_agrees_with_comparing_every_pair(rows, links):
    links = [(one, other) for one, other in links if max(one, other) < len(rows)]
    series = list(range(len(rows)))
    for one, other in links:
        series = [series[one] if number == series[other] else number for number in series]

    def support(row):
        _, sign, value = row
        half = 1 / 2
        return (value - half, value + half) if sign == "+" else (0, 100 - value + half)

    expected = set()
    for one, row in enumerate(rows):
        for other, another in enumerate(rows):
            if series[one] != series[other] and support(row)[0] > min(100, support(another)[1]):
                expected |= {f"a{one}", f"a{other}"}
    comparisons = compared([(f"a{one}", "rose", f"a{other}", "") for one, other in links])
    tables = {
        **polled(*((poll, sign, str(n)) for poll, sign, n in rows)),
        "comparisons": comparisons,
    }
    found = claims_found(RULE, tables)
    assert {claim for claims in found for claim in claims} == expected


@settings(max_examples=25)
@given(rows=opinions, data=st.data())
def test_the_order_of_rows_changes_nothing(rows, data):
    tables = polled(*((poll, sign, str(n)) for poll, sign, n in rows))
    order = list(data.draw(st.permutations(range(len(rows)))))
    permuted = {name: table.iloc[order] for name, table in tables.items()}
    assert outcome(RULE, permuted) == outcome(RULE, tables)

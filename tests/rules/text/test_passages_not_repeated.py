"""The rule `passages-not-repeated`: a passage says something that no other one says."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.text.passages_not_repeated import PassagesNotRepeated, RepeatedPassages
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.rule_frames import judged

RULE = PassagesNotRepeated()


def test_the_model_fails_where_another_passage_states_all_claims():
    passages = judged(
        RepeatedPassages,
        passage_id=["own", "partly", "all", "unknown"],
        claims=[2, 3, 3, 3],
        repeated=[0, 2, 3, 3],
        not_evaluable=[None, None, None, "the question of an answer is not in the package"],
    )
    assert failing(RepeatedPassages, passages)["passage_id"].tolist() == ["all"]


def text(*passages, documents=("gazette",) * 9):
    """Passages p1, p2, ... in this order; "ab" states that the ferry met a, and that it met b."""
    said = [
        (f"p{number}.{thing}{place}", f"p{number}", "ferry", "met", thing, f"“{thing}” {number}")
        for number, things in enumerate(passages, start=1)
        for place, thing in enumerate(things)
    ]
    columns = "claim_id passage_id subject_id predicate_id object_id as_stated"
    tree = frame(
        "passage_id document_id",
        [(f"p{number}", documents[number - 1]) for number in range(1, len(passages) + 1)],
    )
    return {
        "relations": frame(columns, said),
        "passages": tree.assign(start=pd.array(range(len(tree)), "Int64")),
    }


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        (("ab", "ab"), ["p2 repeats p1"]),
        (("ab", "c", "ba"), ["p3 repeats p1"]),
        (("ab", "abc"), ["p1 repeats p2"]),
        (("abc", "d", "bc"), ["p3 repeats p1"]),
        (("ab", "ab", "ab"), ["p2 repeats p1", "p3 repeats p1"]),
        (("aab", "ab"), ["p2 repeats p1"]),  # what is said twice in one passage is one claim
        (("ab", "ac"), []),
        (("ab", "ac", "bc"), []),  # all of the third is restated, but not in one passage
        (("a", "a"), []),  # a single claim
        (("aa", "a"), []),
        (("ab", "cd"), []),
        ((), []),
    ],
)
def test_a_passage_is_found_if_another_one_states_all_of_it(passages, expected):
    found = outcome(RULE, text(*passages))[1]
    assert sorted(item.headline for item in found) == expected


def test_a_finding_has_the_claims_of_both_passages_that_say_the_same():
    (finding,) = outcome(RULE, text("abc", "ca"))[1]
    assert cells(finding) == [
        ("p1.a0", "passage_id", "p1", ""),
        ("p1.c2", "passage_id", "p1", ""),
        ("p2.a1", "passage_id", "p2", ""),
        ("p2.c0", "passage_id", "p2", ""),
    ]
    assert finding.message == (
        "p2 repeats p1. All 2 claims of the one stand in the other as well (p1)."
    )


def test_names_and_citations_of_a_passage_do_not_count():
    tables = text("ab", "ab")
    tables["names"] = frame("claim_id passage_id entity_id", [("p2.n", "p2", "ferry")])
    tables["citations"] = frame("claim_id passage_id entity_id", [("p2.s", "p2", "gazette")])
    assert [len(claims) for claims in claims_found(RULE, tables)] == [4]
    remarks = [("p1.r", "p1", "ferry"), ("p2.r", "p2", "gazette")]
    more = {"remarks": frame("claim_id passage_id entity_id", remarks)}
    assert claims_found(RULE, {**tables, **more}) == []


def test_what_another_document_says_is_no_repetition():
    assert claims_found(RULE, text("ab", "ab", documents=("gazette", "almanac"))) == []


def test_a_passage_with_an_answer_to_an_unknown_question_is_not_evaluable():
    tables = text("ab", "ab", "cd")
    columns = "claim_id passage_id question_claim_id option"
    tables["answers"] = frame(columns, [("p2.x", "p2", "q", "yes")])
    count, findings = outcome(RULE, tables)
    # All that the first passage states is in the second, whatever else is there.
    assert count.reasons == {"the question of an answer is not in the package": 1}
    assert [finding.headline.split()[0] for finding in findings] == ["p1"]


def test_without_passages_the_rule_is_not_run():
    tables = text("ab")
    del tables["passages"]
    assert outcome(RULE, tables)[0].not_run == "the package has no table passages"


@settings(max_examples=60)
@given(st.lists(st.text("abcd", max_size=4), max_size=6))
def test_the_rule_agrees_with_comparing_every_pair_of_passages(passages):
    things = [set(passage) for passage in passages]

    def repeats(number, other):
        is_larger = things[number] < things[other]
        return is_larger or (things[number] == things[other] and other < number)

    expected = {
        f"p{number + 1}"
        for number, own in enumerate(things)
        if len(own) > 1 and any(repeats(number, other) for other in range(len(things)))
    }
    found = outcome(RULE, text(*passages))[1]
    named = {passage for item in found for passage in re.findall(r"(p\d) repeats", item.message)}
    assert named == expected

"""The rule `attributions-agree`: one deed has one set of doers, wherever it is told."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.attributions_agree import AttributionsAgree, EventActors
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.figure_tables import members

RULE = AttributionsAgree()
ROLES = frame(
    "property_id attribution",
    [
        ("done_by", "perpetrator"),
        ("ordered_by", "perpetrator"),
        ("boasted_by", "claimant"),
        ("seen_by", ""),
    ],
)


def events(*rows):
    """Rows of the model: actors left out, actors of varying certainty, not_evaluable."""
    names = ["actors_left_out", "actors_of_varying_certainty", "not_evaluable"]
    frame = pd.DataFrame(rows, columns=names).astype({"not_evaluable": "str"})
    return frame.assign(subject_id="raid", role="perpetrator")


def test_the_model_fails_where_an_actor_is_left_out_or_its_certainty_varies():
    groups = events((0, 0, None), (1, 0, None), (0, 1, None), (1, 1, "not judged"))
    assert failing(EventActors, groups).index.tolist() == [1, 2]


def told(*rows):
    """Attributions r0, r1, ... of one raid, each `passage actor` with changes to the rest."""
    relations = []
    for number, row in enumerate(rows):
        passage, actor, predicate, certainty, roster = (*row, *("", "", "", "", "")[len(row) :])
        relations.append(
            (
                f"r{number}",
                passage,
                "raid",
                predicate or "done_by",
                actor,
                certainty or "stated",
                roster,
            )
        )
    return {"relations": members(relations), "properties": ROLES}


@pytest.mark.parametrize(
    ("rows", "left_out", "varying"),
    [
        ([("s1", "gulls"), ("s2", "terns")], 2, 0),
        ([("s1", "gulls"), ("s2", "gulls"), ("s2", "terns")], 1, 0),
        ([("s1", "gulls"), ("s1", "gulls"), ("s2", "terns")], 2, 0),
        ([("s1", "gulls"), ("s2", "gulls", "", "suspected")], 0, 1),
        ([("s1", "gulls"), ("s2", "terns"), ("s3", "gulls", "", "reported")], 2, 1),
        ([("s1", "gulls"), ("s2", "terns", "ordered_by")], 2, 0),
        ([("s1", "gulls"), ("s2", "gulls"), ("s3", "gulls"), ("s3", "terns")], 1, 0),
    ],
)
def test_different_actors_and_different_certainties_are_counted(rows, left_out, varying):
    tables = told(*rows)
    groups = RULE.fill(tables)
    assert groups["actors_left_out"].tolist() == [left_out]
    assert groups["actors_of_varying_certainty"].tolist() == [varying]
    assert claims_found(RULE, tables) == [tuple(f"r{number}" for number in range(len(rows)))]


@pytest.mark.parametrize(
    "rows",
    [
        [("s1", "gulls"), ("s2", "gulls")],
        [("s1", "gulls"), ("s1", "terns"), ("s2", "terns"), ("s2", "gulls")],
        [("s1", "gulls"), ("s2", "gulls", "", "inferred")],
        [("s1", "gulls", "", "suspected"), ("s2", "gulls", "", "suspected")],
        [("s1", "gulls"), ("s1", "gulls"), ("s2", "gulls")],
        [("s1", "gulls", "", "", "partial"), ("s2", "gulls"), ("s2", "terns")],
        [("s1", "gulls"), ("s2", "gulls"), ("s2", "terns", "seen_by")],
    ],
)
def test_the_same_actors_in_any_order_or_part_of_an_open_list_pass(rows):
    count, findings = outcome(RULE, told(*rows))
    assert (findings, count.examined, count.passed) == ((), 1, 1)


def test_an_actor_that_an_open_list_names_can_be_missing_elsewhere():
    rows = [("s1", "gulls", "", "", "partial"), ("s1", "skuas", "", "", "partial"), ("s2", "gulls")]
    assert claims_found(RULE, told(*rows)) == [("r0", "r1", "r2")]


def test_who_did_it_is_not_compared_with_who_claims_it():
    rows = [("s1", "gulls"), ("s2", "terns", "boasted_by")]
    assert outcome(RULE, told(*rows))[0].examined == 0


def test_each_role_is_compared_for_itself():
    rows = [("s1", "gulls"), ("s2", "gulls")]
    claims = [("s1", "gulls", "boasted_by"), ("s2", "terns", "boasted_by")]
    assert claims_found(RULE, told(*rows, *claims)) == [("r2", "r3")]


def test_an_event_attributed_in_one_passage_is_not_examined():
    rows = [("s1", "gulls"), ("s1", "terns"), ("s1", "gulls", "", "suspected")]
    assert outcome(RULE, told(*rows))[0].examined == 0


def test_a_finding_gives_each_actor_with_its_certainty_and_passage():
    rows = [("s1", "terns"), ("s2", "gulls", "", "suspected"), ("s2", "skuas", "", "inferred")]
    (finding,) = outcome(RULE, told(*rows))[1]
    assert cells(finding) == [
        ("r0", "object_id", "terns (stated)", "s1"),
        ("r1", "object_id", "gulls (suspected)", "s2"),
        ("r2", "object_id", "skuas", "s2"),
    ]
    assert finding.message == (
        "perpetrator of raid: gulls (suspected), skuas; elsewhere terns (stated)"
    )


passages = st.lists(
    st.tuples(
        st.sampled_from(["s1", "s2", "s3"]),
        st.sampled_from(["gulls", "terns", "skuas"]),
        st.sampled_from(["done_by", "boasted_by"]),
        st.sampled_from(["stated", "reported", "inferred"]),
    ),
    max_size=7,
)


@settings(max_examples=25)
@given(rows=passages)
def test_the_rule_agrees_with_comparing_every_pair_of_passages(rows):
    expected = set()
    for role in ("done_by", "boasted_by"):
        mine = [row for row in rows if row[2] == role]
        sets = {
            passage: {actor for place, actor, _, _ in mine if place == passage}
            for passage, _, _, _ in mine
        }
        firm = {
            actor: {certainty for _, who, _, certainty in mine if who == actor} - {"inferred"}
            for _, actor, _, _ in mine
        }
        differ = len(set(map(frozenset, sets.values()))) > 1
        if len(sets) > 1 and (differ or any(len(known) > 1 for known in firm.values())):
            expected.add(role)
    claims = {claim for found in claims_found(RULE, told(*rows)) for claim in found}
    assert claims == {f"r{n}" for n, row in enumerate(rows) if row[2] in expected}

"""The rule `attributions-agree`: one deed has one set of doers, wherever it is told."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.figures.attributions_agree import AttributionsAgree, EventActors
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.figure_tables import members
from tests.helpers.rule_frames import judged, verdict

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


def test_the_model_fails_where_an_actor_is_left_out_or_its_certainty_varies():
    events = judged(
        EventActors,
        subject_id=["agreed", "left-out", "varying", "unknown"],
        role=["perpetrator"] * 4,
        actors_left_out=[0, 1, 0, 1],
        actors_of_varying_certainty=[0, 0, 1, 1],
        not_evaluable=[None] * 3 + ["not judged"],
    )
    assert failing(EventActors, events)["subject_id"].tolist() == ["left-out", "varying"]


def told(*rows):
    """Attributions r0, r1, ... of one raid: passage, actor, predicate, certainty and roster."""
    usual = ("s1", "gulls", "done_by", "stated", "")
    relations = []
    for number, row in enumerate(rows):
        passage, actor, *others = (*row, *usual[len(row) :])
        relations.append((f"r{number}", passage, "raid", others[0], actor, *others[1:]))
    return {"relations": members(relations), "properties": ROLES}


PARTIAL = ("done_by", "stated", "partial")


@pytest.mark.parametrize(
    "rows",
    [
        [("s1", "gulls"), ("s2", "terns")],
        [("s1", "gulls"), ("s2", "gulls"), ("s2", "terns")],
        [("s1", "gulls"), ("s2", "gulls", "done_by", "suspected")],
        [("s1", "gulls"), ("s2", "terns", "ordered_by")],
        # An actor that an open list names can be missing elsewhere.
        [("s1", "gulls", *PARTIAL), ("s1", "skuas", *PARTIAL), ("s2", "gulls")],
    ],
)
def test_other_actors_or_certainties_elsewhere_are_found_with_all_attributions(rows):
    assert claims_found(RULE, told(*rows)) == [tuple(f"r{number}" for number in range(len(rows)))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("s1", "gulls"), ("s1", "terns"), ("s2", "terns"), ("s2", "gulls")], "passed"),
        ([("s1", "gulls"), ("s2", "gulls", "done_by", "inferred")], "passed"),
        ([("s1", "gulls"), ("s1", "gulls"), ("s2", "gulls")], "passed"),
        ([("s1", "gulls", *PARTIAL), ("s2", "gulls"), ("s2", "terns")], "passed"),
        ([("s1", "gulls"), ("s2", "gulls"), ("s2", "terns", "seen_by")], "passed"),
        ([("s1", "gulls"), ("s2", "terns", "boasted_by")], ""),
        ([("s1", "gulls"), ("s1", "terns"), ("s1", "gulls", "done_by", "suspected")], ""),
    ],
)
def test_the_same_actors_pass_and_roles_and_single_passages_are_not_compared(rows, expected):
    assert verdict(RULE, told(*rows)) == expected


def test_a_finding_gives_each_actor_with_its_certainty_and_passage():
    unsure = [("s2", "gulls", "done_by", "suspected"), ("s2", "skuas", "done_by", "inferred")]
    (finding,) = outcome(RULE, told(("s1", "terns"), *unsure))[1]
    assert cells(finding) == [
        ("r0", "object_id", "terns (stated)", "s1"),
        ("r1", "object_id", "gulls (suspected)", "s2"),
        ("r2", "object_id", "skuas", "s2"),
    ]
    assert finding.headline == "raid: perpetrator gulls, skuas; elsewhere terns"
    assert finding.explanation == (
        "The passages name different actors or certainties: "
        "gulls (suspected), skuas; terns (stated)."
    )

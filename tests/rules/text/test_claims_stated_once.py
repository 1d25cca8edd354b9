"""The rule `claims-stated-once`: the same proposition is claimed in one passage."""

import pandas as pd
import pytest
from checks.rules.text.claims_stated_once import ClaimsStatedOnce, Propositions
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.rule_frames import judged, verdict

RULE = ClaimsStatedOnce()
AROUND = "as_stated attributed_to certainty note"
SAID = ("as printed", "", "stated", "")


def test_the_model_fails_where_two_passages_claim_a_proposition():
    why = [None, None, "the question is not in the package"]
    propositions = judged(
        Propositions, table=["dates", "figures", "answers"], passages=[1, 2, 3], not_evaluable=why
    )
    assert failing(Propositions, propositions)["table"].tolist() == ["figures"]


def claims(columns, rows):
    """Claims c0, c1, ..., each said in a passage, in a table with these columns."""
    said = [(f"c{number}", *row, *SAID) for number, row in enumerate(rows)]
    return frame(f"claim_id passage_id {columns} {AROUND}", said)


def relations(*rows):
    """Relations (passage, subject, predicate, object, start); to be `allied` is symmetric."""
    terms = frame("property_id", [("allied",), ("joined",)]).assign(symmetric=[True, False])
    columns = "subject_id predicate_id object_id start"
    return {"relations": claims(columns, rows), "properties": terms}


def figures(*rows):
    """Figures (passage, entity, measure, low, high)."""
    return {"figures": claims("entity_id measure_id low high", rows)}


def sequences(*rows):
    """Orders (passage, earlier, later, maximum lag or None)."""
    table = claims("earlier_entity_id later_entity_id", [row[:3] for row in rows])
    return {"sequences": table.assign(maximum_lag_days=pd.array([row[3] for row in rows], "Int64"))}


def answers(*rows):
    """Answers (percent, question and population of its mention) in a passage each."""
    said = [(f"p{number}", f"q{number}", "yes", row[0]) for number, row in enumerate(rows)]
    asked = [(f"q{number}", *row[1:]) for number, row in enumerate(rows)]
    return {
        "answers": claims("question_claim_id option percent", said),
        "questions": frame("claim_id question_id population_id", asked),
    }


FERRIES = [("p1", "a", "ferries", "12", "12"), ("p2", "a", "ferries", "12", "12")]
POLLED = ("67", "tides", "all")


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (relations(("p1", "a", "joined", "b", "11"), ("p2", "a", "joined", "b", "11")), "found"),
        (relations(("p1", "a", "allied", "b", ""), ("p2", "b", "allied", "a", "")), "found"),
        (figures(*FERRIES), "found"),
        (sequences(("p1", "a", "b", None), ("p2", "a", "b", None)), "found"),
        (sequences(("p1", "a", "b", 30), ("p2", "a", "b", 30)), "found"),
        (answers(POLLED, POLLED), "found"),
        (relations(("p1", "a", "joined", "b", ""), ("p1", "a", "joined", "b", "")), "passed"),
        (relations(("p1", "a", "joined", "b", "11"), ("p2", "a", "joined", "b", "")), "passed"),
        (relations(("p1", "a", "joined", "b", ""), ("p2", "b", "joined", "a", "")), "passed"),
        (figures(FERRIES[0], ("p2", "a", "ferries", "12", "")), "passed"),
        (sequences(("p1", "a", "b", None), ("p2", "a", "b", 30)), "passed"),
        (answers(POLLED, ("67", "winds", "all")), "passed"),
        (answers(POLLED, ("67", "tides", "some")), "passed"),
        (answers(POLLED, ("67.0", "tides", "all")), "passed"),
    ],
)
def test_what_two_passages_say_in_the_same_words_of_content_is_found(tables, expected):
    count, findings = outcome(RULE, tables)
    assert [finding.claims for finding in findings] == [("c0", "c1")] * (expected == "found")
    assert count.passed == count.examined - len(findings)


@pytest.mark.parametrize(
    "column",
    [
        *("as_stated", "attributed_to", "certainty", "note", "anchor_passage_id", "roster", "row"),
        *("part_of_claim_id", "partition", "precision", "stance", "at_earliest", "at_latest"),
    ],
)
def test_wording_origin_and_context_do_not_make_another_proposition(column):
    table = figures(*FERRIES)["figures"].assign(at="2011")
    table[column] = ["x", "y"]
    assert claims_found(RULE, {"figures": table}) == [("c0", "c1")]


@pytest.mark.parametrize("column", ["at", "index", "group", "number", "question_id"])
def test_columns_of_any_other_name_are_content(column):
    table = figures(*FERRIES)["figures"]
    assert verdict(RULE, {"figures": table.assign(**{column: "x"})}) == "found"
    assert claims_found(RULE, {"figures": table.assign(**{column: ["x", "y"]})}) == []


def test_each_restated_proposition_is_a_finding_with_all_its_claims():
    said = [("p1", "d"), ("p1", "c"), ("p2", "c"), ("p2", "c"), ("p1", "b"), ("p2", "d")]
    tables = relations(*((passage, "a", "joined", other, "") for passage, other in said))
    one, other = outcome(RULE, tables)[1]
    assert (one.claims, one.message) == (("c0", "c5"), "said in 2 passages (relations): a joined d")
    assert cells(other) == [
        (claim, "predicate_id", "a joined c", "") for claim in ("c1", "c2", "c3")
    ]


@pytest.mark.parametrize("absent", ["rows", "table"])
def test_an_answer_to_a_question_that_is_not_there_is_not_evaluable(absent):
    tables = answers(POLLED)
    tables["questions"] = tables["questions"].iloc[:0]
    if absent == "table":
        del tables["questions"]
    assert verdict(RULE, tables) == "the question is not in the package"


@pytest.mark.parametrize(
    ("table", "columns", "said", "wording"),
    [
        (
            "relations",
            "aspect end start object_id predicate_id subject_id",
            ("wide", "2012", "2011", "b", "joined", "a"),
            "a joined b aspect=wide end=2012 start=2011",
        ),
        (
            "figures",
            "unit percent high best low date population_id measure_id entity_id",
            ("km", "4", "3", "2", "1", "2011", "all", "ferries", "a"),
            "a ferries all date=2011 low=1 best=2 high=3 percent=4 unit=km",
        ),
        (
            "sequences",
            "later_property_id later_entity_id earlier_property_id earlier_entity_id",
            ("ended", "b", "founded", "a"),
            "a founded b ended",
        ),
    ],
)
def test_a_proposition_is_worded_in_the_order_in_which_it_is_read(table, columns, said, wording):
    rows = [("c0", "p1", *said), ("c1", "p2", *said)]
    (finding,) = outcome(RULE, {table: frame(f"claim_id passage_id {columns}", rows)})[1]
    assert finding.message == f"said in 2 passages ({table}): {wording}"


def test_an_answer_counts_with_the_question_of_its_mention_whatever_it_says_itself():
    tables = answers(POLLED, POLLED)
    tables["answers"]["question_id"] = ["tides", "winds"]
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == "said in 2 passages (answers): tides all option=yes percent=67"


def test_without_any_table_of_propositions_the_rule_is_not_run():
    assert outcome(RULE, {"properties": relations()["properties"]})[0].not_run == (
        "the package has no table dates, figures, relations, answers, sequences, questions"
    )


row = st.tuples(
    st.sampled_from(["p1", "p2", "p3"]),
    st.sampled_from("ab"),
    st.sampled_from(["allied", "joined"]),
    st.sampled_from("ab"),
    st.sampled_from(["", "2011"]),
)


@settings(max_examples=40)
@given(rows=st.lists(row, max_size=8))
def test_the_rule_agrees_with_comparing_every_pair_of_claims(rows):
    def content(relation):
        _, subject, predicate, other, start = relation
        sides = (subject, other) if predicate == "joined" else tuple(sorted((subject, other)))
        return predicate, sides, start

    expected = {
        f"c{number}"
        for number, one in enumerate(rows)
        for other in rows
        if content(one) == content(other)
        and len({each[0] for each in rows if content(each) == content(one)}) > 1
    }
    found = claims_found(RULE, relations(*rows))
    assert {claim for claims in found for claim in claims} == expected

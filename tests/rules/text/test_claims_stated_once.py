"""The rule `claims-stated-once`: the same proposition is claimed in one passage."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.text.claims_stated_once import ClaimsStatedOnce, Propositions
from tests.helpers.claim_tables import cells, claims_found, frame, outcome

RULE = ClaimsStatedOnce()
AROUND = "as_stated attributed_to certainty note"
SAID = ("as printed", "", "stated", "")


def test_the_model_fails_where_two_passages_claim_a_proposition():
    rows = [(1, None), (2, None), (3, "the question is not in the package")]
    propositions = pd.DataFrame(rows, columns=["passages", "not_evaluable"])
    propositions = propositions.assign(table="answers").astype({"not_evaluable": "str"})
    assert failing(Propositions, propositions).index.tolist() == [1]


def relations(*rows):
    """Relations (passage, subject, predicate, object, start); to be `allied` is symmetric."""
    columns = f"claim_id passage_id subject_id predicate_id object_id start {AROUND}"
    return {
        "relations": frame(
            columns, [(f"c{number}", *row, *SAID) for number, row in enumerate(rows)]
        ),
        "properties": frame("property_id", [("allied",), ("joined",)]).assign(
            symmetric=[True, False]
        ),
    }


def figures(*rows):
    """Figures (passage, entity, measure, low, high)."""
    columns = f"claim_id passage_id entity_id measure_id low high {AROUND}"
    return {
        "figures": frame(columns, [(f"c{number}", *row, *SAID) for number, row in enumerate(rows)])
    }


def sequences(*rows):
    """Orders (passage, earlier, later, maximum lag or None)."""
    table = frame(
        f"claim_id passage_id earlier_entity_id later_entity_id {AROUND}",
        [(f"c{number}", *row[:3], *SAID) for number, row in enumerate(rows)],
    )
    return {"sequences": table.assign(maximum_lag_days=pd.array([row[3] for row in rows], "Int64"))}


def answers(*rows, questions):
    """Answers (passage, mention, option, percent) and mentions (claim, question, population)."""
    columns = f"claim_id passage_id question_claim_id option percent {AROUND}"
    return {
        "answers": frame(columns, [(f"c{number}", *row, *SAID) for number, row in enumerate(rows)]),
        "questions": frame("claim_id question_id population_id", questions),
    }


RESTATED = {
    "a relation": relations(("p1", "a", "joined", "b", ""), ("p2", "a", "joined", "b", "")),
    "a dated one": relations(
        ("p1", "a", "joined", "b", "2011"), ("p2", "a", "joined", "b", "2011")
    ),
    "a symmetric one": relations(("p1", "a", "allied", "b", ""), ("p2", "b", "allied", "a", "")),
    "a figure": figures(("p1", "a", "ferries", "12", "12"), ("p2", "a", "ferries", "12", "12")),
    "an order": sequences(("p1", "a", "b", None), ("p2", "a", "b", None)),
    "a lag": sequences(("p1", "a", "b", 30), ("p2", "a", "b", 30)),
    "an answer": answers(
        ("p1", "q1", "yes", "67"),
        ("p2", "q2", "yes", "67"),
        questions=[("q1", "tides", "all"), ("q2", "tides", "all")],
    ),
}

DIFFERENT = {
    "one sentence": relations(("p1", "a", "joined", "b", ""), ("p1", "a", "joined", "b", "")),
    "another object": relations(("p1", "a", "joined", "b", ""), ("p2", "a", "joined", "c", "")),
    "another date": relations(("p1", "a", "joined", "b", "2011"), ("p2", "a", "joined", "b", "")),
    "the way round": relations(("p1", "a", "joined", "b", ""), ("p2", "b", "joined", "a", "")),
    "another bound": figures(("p1", "a", "ferries", "12", "12"), ("p2", "a", "ferries", "12", "")),
    "another lag": sequences(("p1", "a", "b", None), ("p2", "a", "b", 30)),
    "another question": answers(
        ("p1", "q1", "yes", "67"),
        ("p2", "q2", "yes", "67"),
        questions=[("q1", "tides", "all"), ("q2", "winds", "all")],
    ),
    "another population": answers(
        ("p1", "q1", "yes", "67"),
        ("p2", "q2", "yes", "67"),
        questions=[("q1", "tides", "all"), ("q2", "tides", "some")],
    ),
    "other decimals": answers(
        ("p1", "q1", "yes", "67"),
        ("p2", "q2", "yes", "67.0"),
        questions=[("q1", "tides", "all"), ("q2", "tides", "all")],
    ),
}


@pytest.mark.parametrize("tables", RESTATED.values(), ids=RESTATED)
def test_a_proposition_of_two_passages_is_one_finding_with_both_claims(tables):
    count, findings = outcome(RULE, tables)
    assert [finding.claims for finding in findings] == [("c0", "c1")]
    assert (count.examined, count.passed, count.found, count.not_evaluable) == (1, 0, 1, 0)


@pytest.mark.parametrize("tables", DIFFERENT.values(), ids=DIFFERENT)
def test_other_content_or_the_same_sentence_is_no_restatement(tables):
    count, findings = outcome(RULE, tables)
    assert findings == ()
    assert count.passed == count.examined


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("as_stated", "other words"),
        ("attributed_to", "somebody"),
        ("certainty", "reported"),
        ("note", "a remark"),
        ("anchor_passage_id", "p9"),
        ("roster", "partial"),
        ("part_of_claim_id", "c9"),
        ("partition", "disjoint"),
        ("precision", "open"),
        ("stance", "neutral"),
    ],
)
def test_wording_origin_certainty_and_context_do_not_make_another_proposition(column, value):
    tables = figures(("p1", "a", "ferries", "12", "12"), ("p2", "a", "ferries", "12", "12"))
    tables["figures"][column] = ["", value]
    assert claims_found(RULE, tables) == [("c0", "c1")]


def test_derived_bounds_and_rows_are_no_content():
    tables = relations(("p1", "a", "joined", "b", "2011"), ("p2", "a", "joined", "b", "2011"))
    days = pd.to_datetime(["2011-01-01", "2011-01-02"]).astype("datetime64[s]")
    tables["relations"] = tables["relations"].assign(
        start_earliest=days, start_latest=days, row=[2, 3]
    )
    assert claims_found(RULE, tables) == [("c0", "c1")]


def test_every_claim_of_a_restated_proposition_is_in_its_finding():
    row = ("a", "joined", "b", "")
    tables = relations(("p1", *row), ("p2", *row), ("p2", *row), ("p3", *row))
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == ("c0", "c1", "c2", "c3")
    assert finding.message == "said in 3 passages (relations): a joined b"


def test_each_restated_proposition_is_a_finding_beside_what_is_said_once():
    said = [("p1", "d"), ("p1", "c"), ("p2", "c"), ("p1", "b"), ("p2", "d")]
    tables = relations(*((passage, "a", "joined", other, "") for passage, other in said))
    assert claims_found(RULE, tables) == [("c0", "c4"), ("c1", "c2")]


@pytest.mark.parametrize("questions", [[], [("q1", "tides", "all")], None])
def test_an_answer_to_a_question_that_is_not_there_is_not_evaluable(questions):
    tables = answers(("p1", "q9", "yes", "67"), questions=questions or [])
    if questions is None:
        del tables["questions"]
    count, findings = outcome(RULE, tables)
    assert (findings, count.examined) == ((), 1)
    assert count.reasons == {"the question is not in the package": 1}


def test_a_question_that_another_table_does_not_name_is_content_like_any():
    tables = figures(("p1", "a", "ferries", "12", "12"), ("p2", "a", "ferries", "12", "12"))
    tables["figures"]["question_id"] = ""
    assert claims_found(RULE, tables) == [("c0", "c1")]


READING_ORDERS = {
    "relations": (
        "aspect end start object_id predicate_id subject_id",
        ("wide", "2012", "2011", "b", "joined", "a"),
        "a joined b aspect=wide end=2012 start=2011",
    ),
    "dates": (
        "aspect date property_id entity_id",
        ("wide", "2011", "founded", "a"),
        "a founded date=2011 aspect=wide",
    ),
    "figures": (
        "aspect unit percent high best low date population_id measure_id entity_id",
        ("wide", "km", "4", "3", "2", "1", "2011", "all", "ferries", "a"),
        "a ferries all date=2011 low=1 best=2 high=3 percent=4 unit=km aspect=wide",
    ),
    "sequences": (
        "aspect later_property_id later_entity_id earlier_property_id earlier_entity_id",
        ("wide", "ended", "b", "founded", "a"),
        "a founded b ended aspect=wide",
    ),
    "answers": (
        "aspect percent option question_claim_id",
        ("wide", "67", "yes", "q1"),
        "tides all option=yes percent=67 aspect=wide",
    ),
}


@pytest.mark.parametrize("table", READING_ORDERS)
def test_a_proposition_is_worded_in_the_order_in_which_it_is_read(table):
    columns, said, wording = READING_ORDERS[table]
    rows = [("c0", "p1", *said), ("c1", "p2", *said)]
    tables = {
        table: frame(f"claim_id passage_id {columns}", rows),
        "questions": frame("claim_id question_id population_id", [("q1", "tides", "all")]),
    }
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message == f"said in 2 passages ({table}): {wording}"


@pytest.mark.parametrize("column", ["index", "group", "number", "place"])
def test_columns_of_any_name_are_content(column):
    tables = figures(("p1", "a", "ferries", "12", "12"), ("p2", "a", "ferries", "12", "12"))
    tables["figures"][column] = "x"
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message.endswith(f"a ferries low=12 high=12 {column}=x")
    tables["figures"][column] = ["x", "y"]
    assert claims_found(RULE, tables) == []


def test_an_answer_counts_with_the_question_of_its_mention_whatever_it_says_itself():
    tables = RESTATED["an answer"]
    named = tables["answers"].assign(question_id=["tides", "winds"])
    (finding,) = outcome(RULE, {**tables, "answers": named})[1]
    assert finding.message == "said in 2 passages (answers): tides all option=yes percent=67"


def test_a_finding_gives_the_whole_proposition_of_each_claim():
    (finding,) = outcome(RULE, RESTATED["a dated one"])[1]
    said = ("predicate_id", "a joined b start=2011", "")
    assert cells(finding) == [("c0", *said), ("c1", *said)]


def test_tables_are_checked_each_for_itself():
    tables = {
        **relations(("p1", "a", "joined", "b", "")),
        "figures": figures(("p2", "a", "joined", "b", ""))["figures"].replace("c0", "c9"),
    }
    assert outcome(RULE, tables)[0].passed == 2


def test_without_any_table_of_propositions_the_rule_is_not_run():
    tables = {**relations(), **answers(questions=[])}
    tables = {name: tables[name] for name in ("properties", "questions")}
    assert outcome(RULE, tables)[0].not_run == (
        "the package has no table dates, figures, relations, answers, sequences"
    )
    assert outcome(RULE, relations())[0].examined == 0


row = st.tuples(
    st.sampled_from(["p1", "p2", "p3"]),
    st.sampled_from("ab"),
    st.sampled_from(["allied", "joined"]),
    st.sampled_from("ab"),
    st.sampled_from(["", "2011"]),
)


@settings(max_examples=40)
@given(rows=st.lists(row, max_size=8), data=st.data())
def test_the_order_of_rows_changes_nothing(rows, data):
    tables = relations(*rows)
    order = data.draw(st.permutations(range(len(rows))))
    permuted = {**tables, "relations": tables["relations"].iloc[list(order)]}
    assert outcome(RULE, permuted) == outcome(RULE, tables)


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

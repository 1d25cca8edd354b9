"""Which claims say the same."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.common.propositions import propositions
from tests.helpers.claim_tables import frame

AROUND = "as_stated attributed_to certainty note"
SAID = ("as printed", "", "stated", "")
JOINED = ("a", "joined", "b")


def claims(columns, rows):
    """Claims c0, c1, ..., said in p0, p1, ..., in a table with these columns."""
    said = [(f"c{number}", f"p{number}", *row, *SAID) for number, row in enumerate(rows)]
    return frame(f"claim_id passage_id {columns} {AROUND}", said)


def relations(*rows):
    """Relations (subject, predicate, object, perhaps start and end); `allied` is symmetric."""
    rows = [(*row, *("", "")[len(row) - 3 :]) for row in rows]
    terms = frame("property_id", [("allied",), ("joined",)]).assign(symmetric=[True, False])
    columns = "subject_id predicate_id object_id start end"
    return {"relations": claims(columns, rows), "properties": terms}


def figures(*rows):
    """Figures (entity, measure, low, high)."""
    return {"figures": claims("entity_id measure_id low high", rows)}


def sequences(*rows):
    """Orders (earlier, later, maximum lag or None)."""
    table = claims("earlier_entity_id later_entity_id", [row[:2] for row in rows])
    return {"sequences": table.assign(maximum_lag_days=pd.array([row[2] for row in rows], "Int64"))}


def answers(*rows):
    """Answers (percent, question and population of its mention) in a passage each."""
    said = [(f"q{number}", "yes", row[0]) for number, row in enumerate(rows)]
    asked = [(f"q{number}", f"s{number}", *row[1:]) for number, row in enumerate(rows)]
    return {
        "answers": claims("question_claim_id option percent", said),
        "questions": frame("claim_id passage_id question_id population_id", asked),
    }


def alike(tables):
    """The groups of two or more claims c0, c1, ... that say the same."""
    said = propositions(tables)
    said = said[said["claim_id"].str.startswith("c") & said["proposition"].ne("")]
    groups = said.groupby("proposition", sort=False)["claim_id"].agg("".join)
    return sorted(group for group in groups if group.count("c") > 1)


FERRIES = ("a", "ferries", "12", "12")
POLLED = ("67", "tides", "all")


@pytest.mark.parametrize(
    "tables",
    [
        relations(JOINED, JOINED),
        relations(("a", "allied", "b"), ("b", "allied", "a")),
        figures(FERRIES, FERRIES),
        sequences(("a", "b", None), ("a", "b", None)),
        sequences(("a", "b", 30), ("a", "b", 30)),
        answers(POLLED, POLLED),
        {"remarks": claims("subject_id summary", [("a", "It sank."), ("a", "It sank.")])},
    ],
)
def test_claims_whose_content_is_equal_say_the_same(tables):
    assert alike(tables) == ["c0c1"]


@pytest.mark.parametrize(
    "tables",
    [
        relations(JOINED, ("b", "joined", "a")),
        relations(JOINED, ("a", "allied", "b")),
        figures(FERRIES, ("a", "ferries", "12", "")),
        sequences(("a", "b", None), ("a", "b", 30)),
        answers(POLLED, ("67", "winds", "all")),
        answers(POLLED, ("67", "tides", "some")),
        answers(POLLED, ("67.0", "tides", "all")),
        {"names": claims("entity_id name", [("a", "Ferry"), ("a", "Ferry")])},
        {"citations": claims("entity_id", [("a",), ("a",)])},
        {"headings": claims("announces", [("event",), ("event",)])},
        figures(FERRIES) | {"dates": claims("entity_id measure_id low high", [FERRIES])},
    ],
)
def test_claims_whose_content_differs_and_names_citations_and_headings_do_not(tables):
    assert alike(tables) == []


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([("2011", ""), ("", "")], ["c0c1"]),
        ([("2011", ""), ("2011-04", ""), ("", "2013")], ["c0c1c2"]),
        ([("[..2015]", "2016"), ("2011", "")], ["c0c1"]),
        ([("2011", ""), ("2012", "")], []),
        ([("2011", "2013"), ("2011", "2014")], []),
        # What contradicts itself is told apart, and then an open time is like an open one only.
        ([("2011", ""), ("2012", ""), ("", ""), ("", ""), ("2011", "")], ["c0c4", "c2c3"]),
    ],
)
def test_a_start_or_an_end_may_be_empty_or_less_precise(times, expected):
    assert alike(relations(*((*JOINED, *each) for each in times))) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["storm", ""], ["c0c1"]),
        (["storm", "storm", ""], ["c0c1c2"]),
        (["storm", "truce"], []),
        (["storm", "truce", "", ""], ["c2c3"]),
    ],
)
def test_an_event_in_place_of_a_date_may_be_left_open(events, expected):
    tables = relations(*(JOINED for _ in events))
    table = tables["relations"].assign(start_entity_id=pd.Series(events, dtype="str"))
    assert alike({**tables, "relations": table}) == expected


@pytest.mark.parametrize(
    "column",
    [
        *("as_stated", "attributed_to", "certainty", "note", "anchor_passage_id", "roster", "row"),
        *("part_of_claim_id", "partition", "precision", "stance", "at_earliest", "at_latest"),
    ],
)
def test_wording_origin_and_context_do_not_make_another_proposition(column):
    table = figures(FERRIES, FERRIES)["figures"].assign(at="2011")
    table[column] = ["x", "y"]
    assert alike({"figures": table}) == ["c0c1"]


@pytest.mark.parametrize("column", ["at", "index", "group", "number", "question_id"])
def test_columns_of_any_other_name_are_content(column):
    table = figures(FERRIES, FERRIES)["figures"]
    assert alike({"figures": table.assign(**{column: "x"})}) == ["c0c1"]
    assert alike({"figures": table.assign(**{column: ["x", "y"]})}) == []


@pytest.mark.parametrize("absent", ["rows", "table"])
def test_an_answer_to_a_question_that_is_not_there_has_no_proposition(absent):
    tables = answers(POLLED)
    tables["questions"] = tables["questions"].iloc[:0]
    if absent == "table":
        del tables["questions"]
    assert propositions(tables)["proposition"].tolist() == [""]


def test_an_answer_counts_with_the_question_of_its_mention_whatever_it_says_itself():
    tables = answers(POLLED, POLLED)
    tables["answers"]["question_id"] = ["tides", "winds"]
    assert alike(tables) == ["c0c1"]


@pytest.mark.parametrize(("second", "expected"), [(POLLED, ["c8c9"]), (("9", "tides", "all"), [])])
def test_comparisons_say_the_same_of_claims_that_say_the_same(second, expected):
    tables = answers(POLLED, second)
    compared = [("c8", "p8", "c0", "majority", ""), ("c9", "p9", "c1", "majority", "")]
    columns = "claim_id passage_id left_claim_id relation right_claim_id"
    assert alike({"comparisons": frame(columns, compared), **tables})[-1:] == (
        expected or alike(tables)[-1:]
    )


row = st.tuples(
    st.sampled_from("ab"),
    st.sampled_from(["allied", "joined"]),
    st.sampled_from("ab"),
    st.sampled_from(["", "2011", "2012"]),
)


@settings(max_examples=40)
@given(rows=st.lists(row, max_size=8))
def test_it_agrees_with_comparing_every_pair_of_claims(rows):
    def sides(relation):
        subject, predicate, other, _ = relation
        pair = (subject, other) if predicate == "joined" else tuple(sorted((subject, other)))
        return predicate, pair

    def same(one, other):
        starts = {each[3] for each in rows if sides(each) == sides(one)} - {""}
        return sides(one) == sides(other) and (len(starts) < 2 or one[3] == other[3])

    expected = {
        "".join(f"c{place}" for place, other in enumerate(rows) if same(each, other))
        for each in rows
    }
    found = alike(relations(*rows))
    assert found == sorted(group for group in expected if group.count("c") > 1)

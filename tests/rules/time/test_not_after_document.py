"""The rule `not-after-document`: nothing is dated after its document."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.time.not_after_document import DatesInDocuments, NotAfterDocument
from tests.helpers.actor_tables import padded
from tests.helpers.claim_tables import (
    cells,
    claims_found,
    documented,
    frame,
    outcome,
    sides,
    with_bounds,
)
from tests.helpers.rule_frames import judged, verdict

RULE = NotAfterDocument()

COLUMNS = {
    "dates": "claim_id passage_id entity_id property_id date",
    "figures": "claim_id passage_id entity_id measure_id as_of period",
    "relations": "claim_id passage_id subject_id predicate_id start end",
    "polls": "claim_id passage_id poll_id fieldwork published",
    "questions": "claim_id passage_id poll_id asked",
}
TERMS = [("sailed", ""), ("planned", "yes"), ("chartered", "end"), ("crew", ""), ("orders", "yes")]


def said(document="2010-03", **rows):
    """Tables of claims, each of which begins with its claim and passage."""
    tables = {}
    for name, claims in rows.items():
        table = padded(COLUMNS[name], claims)
        if name == "dates":
            days = with_bounds(table.copy(), "date")
            tables[name] = table.assign(earliest=days["date_earliest"], latest=days["date_latest"])
        else:
            columns = COLUMNS[name].split()
            tables[name] = with_bounds(
                table, *columns[3 if name in ("polls", "questions") else 4 :]
            )
    passages = [("p1", "gazette", "0"), ("p2", "almanac", "0")]
    tables["properties"] = frame("property_id may_be_future", TERMS)
    return documented(tables, passages, [("gazette", document), ("almanac", "2015")])


def dated(text, document="2010-03", term="sailed"):
    return said(document, dates=[("d", "p1", "ferry", term, text)])


def test_the_model_asks_that_the_first_day_is_not_after_the_last_day_of_the_document():
    frame = judged(
        DatesInDocuments,
        passage_id=["p"] * 5,
        date=["before", "on the last day", "after", "open", "unknown"],
        first_day=[9, 10, 11, None, 11],
        last_day_of_document=[10, 10, 10, 10, None],
        not_evaluable=[None] * 4 + ["not judged"],
    )
    assert failing(DatesInDocuments, frame)["date"].tolist() == ["after"]


NO_LAST_DAY = "the date of the document has no last day"


@pytest.mark.parametrize(
    ("text", "document", "expected"),
    [
        ("2010-04", "2010-03", "found"),
        ("2010-04-01", "2010-03", "found"),
        ("2011", "2010", "found"),
        ("[2010-04..]", "2010-03", "found"),
        ("2010-05/2010-06", "2010-03", "found"),
        ("2010-04~", "2010-03", "found"),
        # What can be of the time of the document, or earlier.
        ("2010-03-31", "2010-03", "passed"),
        ("2010-03", "2010-03-01", "passed"),
        ("2010", "2010-03", "passed"),
        ("2010-01/2010-12", "2010-03", "passed"),
        ("[..2031]", "2010-03", "passed"),
        ("2031", "[2010..]", NO_LAST_DAY),
        ("2031", "2010/..", NO_LAST_DAY),
        ("2031", "[..2010]", "found"),
    ],
)
def test_a_date_is_found_if_it_begins_after_the_last_day_of_its_document(text, document, expected):
    assert verdict(RULE, dated(text, document)) == expected


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("dates", ("ferry", "sailed", "2010-04")),
        ("figures", ("ferry", "crew", "2010-04")),
        ("figures", ("ferry", "crew", "", "2010-04/2010-09")),
        ("relations", ("ferry", "sailed", "2010-04")),
        ("relations", ("ferry", "sailed", "", "2010-04")),
        ("relations", ("ferry", "chartered", "2010-04")),
        ("polls", ("tide-poll", "2010-04")),
        ("polls", ("tide-poll", "", "2010-04")),
        ("questions", ("tide-poll", "2010-04")),
    ],
)
def test_whatever_is_dated_measured_asked_or_published_is_compared_with_its_own_document(
    table, row
):
    assert claims_found(RULE, said(**{table: [("c", "p1", *row)]})) == [("c",)]
    assert claims_found(RULE, said(**{table: [("c", "p2", *row)]})) == []


@pytest.mark.parametrize(
    "rows",
    [
        {"dates": [("d", "p1", "ferry", "planned", "2031")]},
        {"figures": [("f", "p1", "ferry", "orders", "2031", "2031")]},
        {"relations": [("r", "p1", "ferry", "planned", "2031", "2032")]},
        {"relations": [("r", "p1", "ferry", "chartered", "", "2032")]},
        {"dates": [("d", "p1", "ferry", "sailed", "")]},
        {"figures": [("f", "p1", "ferry", "crew")]},
    ],
)
def test_what_may_be_of_the_future_and_what_has_no_date_is_not_examined(rows):
    assert verdict(RULE, said(**rows)) == ""


def test_a_vocabulary_that_declares_nothing_of_the_future_has_no_such_terms():
    tables = dated("2031", term="planned")
    for properties in (tables["properties"].drop(columns="may_be_future"), None):
        others = {name: table for name, table in tables.items() if name != "properties"}
        known = others if properties is None else {**others, "properties": properties}
        assert verdict(RULE, known) == "found"


def test_one_slip_in_a_passage_is_one_finding_with_all_that_has_the_date():
    tables = said(
        dates=[("d", "p1", "ferry", "sailed", "2031"), ("e", "p1", "ferry", "sailed", "2032")],
        relations=[
            ("r", "p1", "tug", "sailed", "2031", "2031"),
            ("q", "p2", "tug", "sailed", "2031"),
        ],
    )
    first, *others = outcome(RULE, tables)[1]
    assert first.claims == ("d", "r")
    assert [finding.claims for finding in others] == [("e",), ("q",)]
    assert cells(first) == [
        ("d", "date", "2031", "ferry"),
        ("r", "end", "2031", "tug"),
        ("r", "start", "2031", "tug"),
    ]
    assert first.headline == "ferry, tug: 2031 is after the document's date"
    assert first.explanation == "The document is of March 2010, at least 7,581 days earlier."
    assert sides(first) == ["ferry 2031", "tug 2031", "tug 2031"]


def test_a_headline_names_the_first_things_and_counts_the_others():
    rows = [(f"d{number}", "p1", f"ferry-{number}", "sailed", "2031") for number in range(1203)]
    (finding,) = outcome(RULE, said(dates=rows))[1]
    assert finding.headline == (
        "ferry-0, ferry-1, ferry-10, ferry-100, ferry-1000, ferry-1001 and 1,197 more: "
        "2031 is after the document's date"
    )


def test_the_rule_needs_the_documents_and_one_table_of_claims():
    tables = dated("2031")
    for missing in ("documents", "passages", "dates"):
        rest = {name: table for name, table in tables.items() if name != missing}
        assert outcome(RULE, rest)[0].not_run is not None
    assert isinstance(RULE.fill(tables), pd.DataFrame)

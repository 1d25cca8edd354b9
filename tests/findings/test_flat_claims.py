"""The flat table of all claims: one row for each, in words, with its findings."""

from pathlib import Path

import pytest

from checks.commands.main import main
from checks.findings.flat_claims import COLUMNS
from tests.helpers.builders import Row, build_package, read_rows, schema_of

ENTITIES = [
    {"entity_id": "front", "type": "group", "label": "Kolo Front"},
    {"entity_id": "league", "type": "group", "label": "Kolo League (KL)"},
    {"entity_id": "survey", "type": "poll", "label": "Kolo poll"},
    {"entity_id": "islanders", "type": "community", "label": "Islanders"},
]
PROPERTIES = [
    {"property_id": "began", "used_in": "dates", "label": "founded"},
    {"property_id": "ended", "used_in": "dates", "label": "came to an end"},
    {"property_id": "force", "used_in": "figures", "label": "fighters"},
    {"property_id": "within", "used_in": "relations", "label": "part of"},
]
PASSAGES = [
    {"passage_id": "h1", "document_id": "isles", "kind": "section"},
    {"passage_id": "p1", "document_id": "isles", "kind": "paragraph", "parent_id": "h1"},
]
HEADING = {"claim_id": "h1.a", "passage_id": "h1", "as_stated": "History", "level": "1"}


def flat(folder: Path, findings: list[Row] | None = None, **claims: list[Row]) -> dict[str, Row]:
    """The cells that are not empty of the flat table of some claims of p1, by claim."""
    for rows in claims.values():
        for row in rows:
            row.update(claim_id=f"p1.{row['claim_id']}", passage_id="p1", as_stated="so it says")
    given = {
        "documents": [{"document_id": "isles"}],
        "entities": ENTITIES,
        "properties": PROPERTIES,
        "passages": PASSAGES,
        "headings": [HEADING],
        "findings": findings or [],
    }
    copies = {name: [dict(row) for row in rows] for name, rows in given.items()}
    build_package(folder, claims=[], **copies, **claims)
    assert main(["build", str(folder)]) == 0
    rows = read_rows(folder, "claims")
    return {row["claim_id"]: {name: cell for name, cell in row.items() if cell} for row in rows}


def test_a_row_has_labels_the_place_in_words_and_what_the_document_prints(tmp_path):
    date = {"entity_id": "front", "property_id": "began", "date": "1931-02"}
    rows = flat(tmp_path, dates=[{"claim_id": "a", **date, "attributed_to": "league"}])
    assert rows["p1.a"] == {
        "claim_id": "p1.a",
        "table": "dates",
        "document_id": "isles",
        "place": "History, paragraph 1",
        "subject_id": "front",
        "subject": "Kolo Front",
        "property_id": "began",
        "property": "founded",
        "value": "1931-02",
        "earliest": "1931-02-01",
        "latest": "1931-02-28",
        "printed": "so it says",
        "certainty": "stated",
        "attributed_to": "Kolo League (KL)",
        "disputed": "false",
    }
    assert rows["h1.a"]["place"] == rows["h1.a"]["value"] == "History"


ABOUT = {"entity_id": "front", "measure_id": "force", "unit": "persons"}
ORDER = {
    "earlier_entity_id": "front",
    "earlier_property_id": "began",
    "later_entity_id": "league",
    "later_property_id": "ended",
}
PART = {"subject_id": "front", "predicate_id": "within", "object_id": "league"}


@pytest.mark.parametrize(
    ("table", "claim", "expected"),
    [
        (
            "figures",
            {**ABOUT, "qualifier": "at-least", "low": "53", "population_id": "islanders"},
            {"value": "at least 53", "low": "53", "unit": "persons", "object": "Islanders"},
        ),
        (
            "figures",
            {
                **ABOUT,
                "qualifier": "exactly",
                "low": "5",
                "best": "5",
                "high": "5",
                "as_of": "1931",
            },
            {"value": "5", "best": "5", "earliest": "1931-01-01", "latest": "1931-12-31"},
        ),
        (
            "relations",
            {**PART, "start": "1931", "end": "1932"},
            {"value": "1931 to 1932", "subject": "Kolo Front", "object": "Kolo League (KL)"},
        ),
        ("relations", PART, {"property": "part of", "object_id": "league"}),
        (
            "sequences",
            {**ORDER, "minimum_lag_days": "30"},
            {"value": "at least 30 days before: came to an end", "object": "Kolo League (KL)"},
        ),
        ("sequences", {**ORDER, "minimum_lag_days": "0"}, {"value": "before: came to an end"}),
        (
            "names",
            {"entity_id": "front", "name": "Front"},
            {"value": "Front", "subject_id": "front"},
        ),
        (
            "polls",
            {
                "poll_id": "survey",
                "pollster_id": "league",
                "fieldwork": "1931",
                "sample_size": "90",
            },
            {"value": "1931", "best": "90", "unit": "respondents", "object": "Kolo League (KL)"},
        ),
        (
            "polls",
            {"poll_id": "survey", "fieldwork": "", "published": "1932", "sample_size": ""},
            {"earliest": "1932-01-01", "latest": "1932-12-31"},
        ),
        (
            "statements",
            {"subject_id": "front", "summary": "The Front fishes."},
            {"value": "The Front fishes.", "subject": "Kolo Front"},
        ),
    ],
)
def test_the_value_of_a_claim_is_in_words_and_in_numbers(tmp_path, table, claim, expected):
    row = flat(tmp_path, **{table: [{"claim_id": "a", **claim}]})["p1.a"]
    assert {name: row.get(name) for name in expected} == expected


def test_claims_about_other_claims_have_the_thing_of_these(tmp_path):
    question = {"poll_id": "survey", "topic": "ferry-fares", "population_id": "islanders"}
    answer = {"question_claim_id": "p1.q", "qualifier": "exactly", "percent": "54.3"}
    comparison = {"left_claim_id": "p1.yes", "relation": "more", "right_claim_id": "p1.no"}
    rows = flat(
        tmp_path,
        questions=[{"claim_id": "q", "question_id": "fares", **question}],
        answers=[
            {"claim_id": "yes", "option": "too-high", **answer},
            {"claim_id": "no", "option": "too-low", **answer},
        ],
        comparisons=[{"claim_id": "c", "constant": "", **comparison}],
    )
    assert rows["p1.yes"]["value"] == "ferry fares: too high 54.3 %"
    assert (rows["p1.yes"]["best"], rows["p1.yes"]["unit"]) == ("54.3", "percent")
    assert rows["p1.c"]["value"] == "more “so it says”"
    for claim in ("p1.q", "p1.yes", "p1.c"):
        assert (rows[claim]["subject"], rows[claim]["object"]) == ("Kolo poll", "Islanders")


@pytest.mark.parametrize(
    ("severity", "disputed"), [("error", "true"), ("warning", "true"), ("info", "false")]
)
def test_a_claim_is_disputed_if_an_error_or_a_warning_compares_it(tmp_path, severity, disputed):
    date = {"entity_id": "front", "property_id": "began", "date": "1931"}
    finding = {"rule": "dates-agree", "severity": severity, "headline": "Founded when?"}
    findings = [
        {"finding_id": "dates-agree-2", "claims": "p1.a|p1.b", **finding},
        {"finding_id": "dates-agree-1", "claims": "p1.a", **finding, "severity": "info"},
    ]
    rows = flat(tmp_path, findings, dates=[{"claim_id": claim, **date} for claim in "abc"])
    assert (rows["p1.a"]["disputed"], rows["p1.c"]["disputed"]) == (disputed, "false")
    assert rows["p1.a"]["findings"] == "dates-agree-1|dates-agree-2"
    assert "findings" not in rows["p1.c"]


def test_the_columns_are_those_of_the_schema():
    assert schema_of("claims").field_names == COLUMNS

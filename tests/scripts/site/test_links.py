"""Addresses on the site, and the ties between rows that they follow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.links import (
    anchor,
    column_anchor,
    finding_page,
    row_address,
    table_page,
    to_root,
    web_address,
)
from scripts.site.references import References
from scripts.site.source import read_source
from tests.helpers.builders import build_package, small_package


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("p05.s01.date01", "p05.s01.date01"),
        ("reed guild", "reed~20~guild"),
        ("../x", "..~2f~x"),
        ("a~b", "a~7e~b"),
        ("é", "~e9~"),
        ("", "~"),
    ],
)
def test_a_name_in_an_address_is_the_text_where_that_is_safe(text, name):
    assert anchor(text) == name


@given(st.text(), st.text())
def test_different_texts_have_different_names_that_need_no_escaping(one, other):
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", anchor(one))
    assert (anchor(one) == anchor(other)) == (one == other)


def test_addresses_count_from_the_root_of_the_site():
    assert row_address("dates", "p1.s1.date01") == "tables/dates.html#p1.s1.date01"
    assert table_page("a/b") == "tables/a~2f~b.html"
    assert finding_page("dates-agree-0123456789") == "findings/dates-agree-0123456789.html"
    assert column_anchor("dates", "date") == "dates..date"
    assert [to_root(page) for page in ("index.html", "tables/dates.html")] == ["", "../"]


@pytest.mark.parametrize("text", ["https://example.org/a?b=c#d", "http://example.org"])
def test_an_address_of_the_web_can_be_followed(text):
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://a b",
        'https://a"b',
        " https://example.org",
        "https://example.org\njavascript:alert(1)",
        "",
    ],
)
def test_nothing_else_can_be_followed(text):
    assert web_address(text) is None


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return read_source(small_package(tmp_path_factory.mktemp("tied") / "package"))


def test_a_cell_names_the_row_that_its_foreign_key_names(source):
    answer = source.tables["answers"].by_key["p01.s01.answers-01"]
    (part,) = References(source).parts(answer, "question_claim_id")
    assert (part.text, part.target.table, part.target.key) == (
        "p01.s01.questions-01",
        "questions",
        "p01.s01.questions-01",
    )


def test_a_list_of_claims_names_each_of_them_in_whatever_table(source):
    (finding,) = source.tables["findings"].rows
    parts = References(source).parts(finding, "claims")
    assert [(part.text, part.target.table) for part in parts] == [
        ("p01.s01.dates-01", "dates"),
        ("p01.s02.dates-02", "dates"),
    ]


def test_an_empty_cell_has_no_parts_and_any_other_cell_is_one(source):
    row = source.tables["entities"].by_key["ferry-union"]
    references = References(source)
    assert references.parts(row, "place_id") == ()
    (part,) = references.parts(row, "label")
    assert (part.text, part.target) == ("Ferry Union", None)


def test_a_row_knows_where_it_is_named_by_table_and_column(source):
    row = source.tables["entities"].by_key["islanders"]
    named = {
        (item.table.name, item.column): [other.key for other in item.rows]
        for item in References(source).mentions(row)
    }
    assert named == {
        ("polls", "population_id"): ["p01.s01.polls-01"],
        ("questions", "population_id"): ["p01.s01.questions-01"],
        ("relations", "attributed_to"): ["p01.s01.relations-01"],
    }


def test_a_table_can_refer_to_itself(tmp_path):
    package = build_package(
        tmp_path / "package",
        entities=[
            {"entity_id": "quay", "type": "place"},
            {"entity_id": "harbour", "type": "place", "place_id": "quay"},
        ],
    )
    source = read_source(package)
    (mention,) = References(source).mentions(source.tables["entities"].by_key["quay"])
    assert (mention.column, [row.key for row in mention.rows]) == ("place_id", ["harbour"])

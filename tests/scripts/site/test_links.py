"""Addresses on the site, and the ties between rows that they follow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.links import anchor, column_in_codebook, finding_page, row_address, web_address
from scripts.site.references import Part, References
from scripts.site.source import read_source
from tests.helpers.builders import build_package, small_package, write_cell


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
    assert row_address("a/b", "p1.s1.date01") == "tables/a~2f~b.html#p1.s1.date01"
    assert finding_page("dates-agree-0123456789") == "findings/dates-agree-0123456789.html"
    assert column_in_codebook("dates", "date") == "codebook.html#dates..date"


@pytest.mark.parametrize(
    ("text", "is_web"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://a b", False),
        ('https://a"b', False),
        (" https://example.org", False),
        ("https://example.org\njavascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_can_be_followed(text, is_web):
    assert web_address(text) == (text if is_web else None)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return read_source(small_package(tmp_path_factory.mktemp("tied") / "package"))


@pytest.mark.parametrize(
    ("table", "row", "column", "parts"),
    [
        pytest.param(
            *("answers", "p01.s01.answers-01", "question_claim_id"),
            [Part("p01.s01.questions-01", "tables/questions.html#p01.s01.questions-01")],
            id="a foreign key",
        ),
        pytest.param(
            *("findings", None, "claims"),
            [
                Part("p01.s01.dates-01", "tables/dates.html#p01.s01.dates-01"),
                Part("p01.s02.dates-02", "tables/dates.html#p01.s02.dates-02"),
            ],
            id="a list of claims",
        ),
        pytest.param("entities", "ferry-union", "place_id", [], id="an empty cell"),
        pytest.param(
            "entities", "ferry-union", "label", [Part("Ferry Union", "")], id="any other cell"
        ),
    ],
)
def test_parts_of_a_cell_lead_to_the_rows_that_they_name(source, table, row, column, parts):
    found = source.tables[table].by_key[row] if row else source.tables[table].rows[0]
    field = source.tables[table].schema.field(column)
    assert References(source).parts(found, field) == parts


def test_a_row_knows_where_it_is_named_by_table_and_column(source):
    mentions = References(source).mentions(source.tables["entities"].by_key["islanders"])
    assert {place: list(rows) for place, rows in mentions.items()} == {
        ("polls", "population_id"): ["p01.s01.polls-01"],
        ("questions", "population_id"): ["p01.s01.questions-01"],
        ("relations", "attributed_to"): ["p01.s01.relations-01"],
    }


def test_a_label_of_the_flat_table_leads_to_its_thing_which_it_does_not_name_anew(source, tmp_path):
    package = small_package(tmp_path / "package")
    write_cell(package.parent, "claims", 2, "subject_id", "islanders")
    write_cell(package.parent, "claims", 2, "subject", "The islanders")
    with_label = read_source(package)
    claims = with_label.tables["claims"]
    parts = References(with_label).parts(claims.rows[0], claims.schema.field("subject"))
    assert parts == [Part("The islanders", "tables/entities.html#islanders")]
    named, before = (
        References(each).mentions(each.tables["entities"].by_key["islanders"])
        for each in (with_label, source)
    )
    assert named == before


def test_a_table_can_refer_to_itself(tmp_path):
    quay = {"entity_id": "quay", "type": "place"}
    harbour = {"entity_id": "harbour", "type": "place", "place_id": "quay"}
    source = read_source(build_package(tmp_path / "package", entities=[quay, harbour]))
    mentions = References(source).mentions(source.tables["entities"].by_key["quay"])
    assert {place: list(rows) for place, rows in mentions.items()} == {
        ("entities", "place_id"): ["harbour"]
    }

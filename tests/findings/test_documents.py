"""The documents of a package: their names, their editions, and what they have in common."""

import itertools

import pytest

from checks.findings.documents import Documents
from tests.helpers.claim_tables import dated, frame
from tests.helpers.document_tables import Told, by_publisher, documents, founding, placed_in

FOUNDINGS = {"a": ["1931"], "b": ["1934"], "c": ["1936"]}


def of(**publishers):
    return Documents(placed_in(dated([]), by_publisher(**publishers)))


def test_without_documents_or_with_one_there_are_not_several():
    for tables in ({}, {"dates": dated([])["dates"]}, documents({"a": Told("Annals", "A")})):
        found = Documents(tables)
        assert not found.are_several
        assert [part is tables for part in found.apart()] == [True]


def test_documents_are_known_by_their_passages_where_no_table_names_them():
    tables = documents(founding(by_publisher(a="Annals", b="Bugle"), FOUNDINGS))
    del tables["documents"]
    found = Documents(tables)
    assert found.are_several
    assert found.of_claims({"a1", "b1", "z9"}) == {"a1": "a", "b1": "b"}
    assert found.names == {"a": "(a)", "b": "(b)"}
    assert found.severity("error", {"a", "b"}) == "error"  # nobody knows of two publishers


def test_a_document_goes_by_its_title_and_those_of_one_title_by_their_identifiers_too():
    titles = {"a": "Annals", "b": "Bugle", "c": "Annals"}
    found = Documents(documents({name: Told(title, "A") for name, title in titles.items()}))
    assert found.names == {"a": "Annals (a)", "b": "Bugle", "c": "Annals (c)"}


@pytest.mark.parametrize(
    ("found", "editions"),
    [
        (of(a="A", b="A of a", c="A of a", d="A"), {"abc"}),
        (of(a="A", b="A of a", c="A of b", d="A of c"), {"abcd"}),
        (of(a="A", b="A of a", c="C", d="C of c"), {"ab", "cd"}),
        (of(a="A", b="A", c="A", d="A"), set()),
    ],
)
def test_editions_are_those_of_one_document_in_any_line(found, editions):
    for first, second in itertools.combinations("abcd", 2):
        is_edition = any({first, second} <= set(line) for line in editions)
        assert found.are_editions({first, second}) == is_edition
    assert found.are_editions(set("abcd")) == ("abcd" in editions)


def test_a_circle_of_editions_which_the_structure_check_names_comes_to_an_end():
    assert of(a="A of b", b="A of a", c="A of c").are_editions({"c"})


def test_findings_are_less_severe_between_publishers_and_still_less_between_editions():
    found = of(a="A", b="A of a", c="C", d="A")
    severities = ["error", "warning", "info"]
    assert [found.severity(each, {"a"}) for each in severities] == severities
    assert [found.severity(each, {"a", "d"}) for each in severities] == severities
    assert [found.severity(each, {"a", "c"}) for each in severities] == [
        "warning",
        "warning",
        "info",
    ]
    assert [found.severity(each, {"a", "b"}) for each in severities] == ["info"] * 3


def parts_of(tables):
    """The claims of each part, in order."""
    return [sorted(part["dates"]["claim_id"]) for part in Documents(tables).apart()]


def test_documents_that_name_one_thing_are_apart_and_all_others_together():
    foundings = {"a": "reed", "b": "salt", "c": "reed", "d": "coal"}
    told = {name: Told(name, "A", "", ((thing, "1931"),)) for name, thing in foundings.items()}
    assert parts_of(documents(told)) == [["b1", "d1"], ["a1"], ["c1"]]
    told = {name: Told(name, "A", "", (("reed", "1931"),)) for name in "abc"}
    assert parts_of(documents(told)) == [["a1"], ["b1"], ["c1"]]
    told = {name: Told(name, "A", "", ((name, "1931"),)) for name in "abc"}
    assert parts_of(documents(told)) == [["a1", "b1", "c1"]]  # terms of the vocabulary tie nothing


def test_a_part_has_the_rows_of_its_documents_and_the_tables_that_belong_to_none():
    tables = documents(founding(by_publisher(a="Annals", b="Bugle"), FOUNDINGS))
    tables["entities"] = frame("entity_id", [("reed-guild",)])
    for part, name in zip(Documents(tables).apart(), "ab", strict=True):
        assert part["passages"]["passage_id"].tolist() == [f"p-{name}"]
        assert part["documents"]["document_id"].tolist() == [name]
        assert part["dates"].index.tolist() == [0]
        assert part["entities"] is tables["entities"]
        assert part["properties"] is tables["properties"]


def test_a_claim_of_no_known_passage_is_in_no_document():
    tables = documents(founding(by_publisher(a="Annals", b="Bugle"), FOUNDINGS))
    tables["dates"].loc[0, "passage_id"] = "p-lost"
    assert Documents(tables).of_claims({"a1", "b1"}) == {"b1": "b"}

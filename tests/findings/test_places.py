"""A place in the text names its document if the package has several of them."""

from pathlib import Path

import pytest

from checks.checking import check_with_tables
from checks.findings.places import places
from checks.tables.package import read_package
from tests.helpers.builders import build_package

A_PARAGRAPH, B_PARAGRAPH = "paragraph 1, sentence 1", "The guilds, paragraph 1"


def written(folder: Path, *titles: str) -> Path:
    """Documents `a`, `b` with these titles, each with a dated sentence or paragraph."""
    passages = [
        {"passage_id": "p01", "document_id": "a", "kind": "paragraph"},
        {"passage_id": "p01.s01", "document_id": "a", "parent_id": "p01"},
        {"passage_id": "b-h01", "document_id": "b", "kind": "section"},
        {"passage_id": "b-p01", "document_id": "b", "kind": "paragraph", "parent_id": "b-h01"},
    ]
    names = "ab"[: len(titles)]
    build_package(
        folder,
        documents=[
            {"document_id": name, "title": title, "prefix": name.removeprefix("a")}
            for name, title in zip(names, titles, strict=True)
        ],
        passages=[row for row in passages if row["document_id"] in names],
        headings=[{"passage_id": "b-h01", "as_stated": "The guilds"}][: len(names) - 1],
        dates=[{"passage_id": at, "date": "1931"} for at in ("p01.s01", "b-p01")][: len(names)],
    )
    return folder


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Annals"], [("", A_PARAGRAPH)]),
        (["Annals", "Bugle"], [("a", f"Annals, {A_PARAGRAPH}"), ("b", f"Bugle, {B_PARAGRAPH}")]),
        (
            ["Annals", "Annals"],
            [("a", f"Annals (a), {A_PARAGRAPH}"), ("b", f"Annals (b), {B_PARAGRAPH}")],
        ),
    ],
)
def test_a_place_is_named_after_its_document_if_there_are_several(
    tmp_path: Path, titles: list[str], expected: list[tuple[str, str]]
) -> None:
    package = read_package(written(tmp_path / "package", *titles))
    checked = check_with_tables(package)
    assert checked.report.structure == ()
    found = places(package, checked.tables, set(checked.tables["dates"]["claim_id"]))
    assert sorted((place.document, place.passage) for place in found.values()) == expected


def test_a_place_has_the_certainty_of_its_claim_and_the_label_of_its_origin(tmp_path: Path) -> None:
    build_package(
        tmp_path / "package",
        entities=[{"entity_id": "reed-guild", "label": "Reed Guild"}],
        dates=[{"certainty": "reported", "attributed_to": "reed-guild", "note": "By a letter."}],
    )
    package = read_package(tmp_path / "package")
    tables = dict(check_with_tables(package).tables)
    claims = set(tables["dates"]["claim_id"])
    (place,) = places(package, tables, claims).values()
    assert (place.certainty, place.attributed_to) == ("reported", "reed-guild")
    assert (place.origin, place.note) == ("Reed Guild", "By a letter.")
    tables["dates"] = tables["dates"].drop(columns=["certainty", "attributed_to", "note"])
    (place,) = places(package, tables, claims).values()
    assert (place.certainty, place.attributed_to, place.origin, place.note) == ("", "", "", "")

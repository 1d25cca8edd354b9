"""How the dataset and the document that it codes are cited."""

import csv
from datetime import date
from pathlib import Path

import pytest

from checks.tables.package import Package, read_package
from scripts.citation import Citations, citations, example_finding, month_named
from scripts.publication import publication
from tests.helpers.builders import ROOT
from tests.helpers.citable_package import DOCUMENTS, RELEASED, citable_package


def cited_as(package: Package, released: date | None) -> Citations:
    return citations(publication(package, released))


def test_a_released_dataset_is_cited_with_its_year_and_version(tmp_path: Path) -> None:
    cited = cited_as(citable_package(tmp_path / "package"), RELEASED)
    assert cited.dataset_apa == (
        "Isles & Data Group. (2024). Ferry claims (Version 1.2.3) [Data set]."
    )
    assert cited.dataset_bibtex == (
        "@misc{small-1.2.3,\n"
        "  author       = {{Isles \\& Data Group}},\n"
        "  title        = {{Ferry claims}},\n"
        "  year         = {2024},\n"
        "  howpublished = {Data set},\n"
        "  note         = {Version 1.2.3},\n"
        "}"
    )


def test_an_unreleased_dataset_has_no_date_and_says_so(tmp_path: Path) -> None:
    cited = cited_as(citable_package(tmp_path / "package"), None)
    assert cited.dataset_apa == (
        "Isles & Data Group. (unreleased). Ferry claims (Version 1.2.3) [Data set]."
    )
    assert "year" not in cited.dataset_bibtex
    assert "note         = {Version 1.2.3, unreleased}," in cited.dataset_bibtex


def test_the_document_is_cited_as_a_page_that_was_retrieved(tmp_path: Path) -> None:
    cited = cited_as(citable_package(tmp_path / "package"), RELEASED)
    assert cited.report_apa == (
        "Almanac Press. (n.d.). Ferries 100% & more. "
        "Retrieved March 2018, from https://almanac.example/ferries_2018"
    )
    assert cited.report_bibtex == (
        "@misc{islands,\n"
        "  author = {{Almanac Press}},\n"
        "  title  = {{Ferries 100\\% \\& more}},\n"
        "  note   = {As captured in March 2018},\n"
        "  url    = {https://almanac.example/ferries_2018},\n"
        "}"
    )


def test_each_of_several_documents_is_cited_without_an_address_if_it_has_none(
    tmp_path: Path,
) -> None:
    reefs = {**DOCUMENTS[0], "document_id": "reefs", "title": "Reefs", "url": ""}
    cited = cited_as(citable_package(tmp_path / "package", [*DOCUMENTS, reefs]), RELEASED)
    first, second = cited.report_apa.split("\n\n")
    assert first.startswith("Almanac Press. (n.d.). Ferries 100% & more. Retrieved March 2018")
    assert second == "Almanac Press. (n.d.). Reefs. As captured in March 2018."
    assert cited.report_bibtex.count("@misc{") == 2
    assert cited.report_bibtex.count("url") == 1


def test_a_package_that_names_no_creator_is_cited_by_its_title(tmp_path: Path) -> None:
    package = citable_package(tmp_path / "package", contributors=[])
    cited = cited_as(package, RELEASED)
    assert cited.dataset_apa == "Ferry claims (Version 1.2.3) [Data set]. (2024)."
    assert "author" not in cited.dataset_bibtex


@pytest.mark.parametrize(
    ("about", "address", "doi"),
    [
        ({"id": "ferries"}, "", ""),
        ({"homepage": "https://ferries.example/"}, "https://ferries.example/", ""),
        ({"id": "doi:10.1234/x"}, "https://doi.org/10.1234/x", "10.1234/x"),
        (
            {"id": "https://doi.org/10.1234/x", "homepage": "https://ferries.example/"},
            "https://doi.org/10.1234/x",
            "10.1234/x",
        ),
    ],
)
def test_an_identifier_or_a_homepage_in_the_descriptor_is_cited(
    tmp_path: Path, about: dict[str, str], address: str, doi: str
) -> None:
    cited = cited_as(citable_package(tmp_path / "package", **about), RELEASED)
    text = "Isles & Data Group. (2024). Ferry claims (Version 1.2.3) [Data set]."
    assert cited.dataset_apa == (f"{text} {address}" if address else text)
    assert ("  doi " in cited.dataset_bibtex, "  url " in cited.dataset_bibtex) == (
        bool(doi),
        bool(address),
    )
    assert f"{{{address}}}" in cited.dataset_bibtex or not address


@pytest.mark.parametrize(
    ("edtf", "text"),
    [
        ("2019-11", "November 2019"),
        ("2019-01-05", "January 5, 2019"),
        ("2019", "2019"),
        ("2019-11~", "2019-11~"),
        ("2019-13", "2019-13"),
        ("2019-10/2019-12", "2019-10/2019-12"),
    ],
)
def test_dates_are_named_as_far_as_english_has_a_name(edtf: str, text: str) -> None:
    assert month_named(edtf) == text


@pytest.mark.parametrize(
    ("about", "end"),
    [({}, ""), ({"homepage": "https://ferries.example/"}, " https://ferries.example/")],
)
def test_a_finding_is_cited_by_its_identifier_before_the_address(
    tmp_path: Path, about: dict[str, str], end: str
) -> None:
    facts = publication(citable_package(tmp_path / "package", **about), RELEASED)
    cited = citations(facts, "dates-agree-0123456789")
    assert cited.finding_apa == (
        "Isles & Data Group. (2024). Ferry claims (Version 1.2.3, finding dates-agree-0123456789) "
        f"[Data set].{end}"
    )
    assert cited.finding_latex == r"\cite[finding dates-agree-0123456789]{small-1.2.3}"


def test_the_example_is_the_first_finding_of_the_register(tmp_path: Path) -> None:
    assert example_finding(citable_package(tmp_path / "package")) == ""
    with (ROOT / "data/findings.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert example_finding(read_package(ROOT)) == first["finding_id"]


def test_another_program_reads_the_bibtex_and_prints_what_was_meant(tmp_path: Path) -> None:
    from pybtex.database import parse_string
    from pybtex.richtext import Text

    cited = cited_as(citable_package(tmp_path / "package", title="50% & 1_2 #3"), RELEASED)
    text = f"{cited.dataset_bibtex}\n\n{cited.report_bibtex}\n"
    printed = {
        key: [
            Text.from_latex(entry.fields["title"]).render_as("text"),
            *(Text.from_latex(str(author)).render_as("text") for author in entry.persons["author"]),
        ]
        for key, entry in parse_string(text, bib_format="bibtex").entries.items()
    }
    assert printed == {
        "small-1.2.3": ["50% & 1_2 #3", "Isles & Data Group"],
        "islands": ["Ferries 100% & more", "Almanac Press"],
    }

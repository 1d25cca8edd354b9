"""The codebook says what the schemas, the rows and the findings say, and all of it."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from checks.checking import build_report
from checks.reports.report import Report
from checks.tables.description import code_meanings
from checks.tables.package import read_package
from checks.tables.table_schema import Field
from scripts.codebook import Codebook, codebook, render_markdown
from scripts.codebook.book import Column, Table
from scripts.codebook.diagram import diagram
from scripts.codebook.phrases import constraint_phrases, type_phrase
from tests.helpers.builders import ROOT, build_package, read_descriptor, write_descriptor
from tests.helpers.contradictory_package import contradictory_package


def book_of(folder: Path) -> Codebook:
    return codebook(read_package(folder), build_report(folder))


@pytest.fixture(scope="module")
def guilds(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    """Of the package about guilds, with two contradictions."""
    return book_of(contradictory_package(tmp_path_factory.mktemp("guilds") / "p"))


@pytest.fixture(scope="module")
def own(own_report: Report) -> Codebook:
    """Of the package of this project."""
    return codebook(read_package(ROOT), own_report)


@pytest.fixture(scope="module")
def page(own: Codebook) -> str:
    return render_markdown(own)


def table(book: Codebook, name: str) -> Table:
    (found,) = (each for each in book.tables if each.name == name)
    return found


def column(book: Codebook, of: str, name: str) -> Column:
    (found,) = (each for each in table(book, of).columns if each.name == name)
    return found


def field(**descriptor: Any) -> Field:
    return Field("x", descriptor.get("type", "string"), descriptor)


# Tables and columns


def test_rows_filled_cells_and_codes_are_counted(guilds: Codebook) -> None:
    dates = table(guilds, "dates")
    assert (dates.rows, dates.path, dates.key) == (3, "data/dates.csv", ("claim_id",))
    assert column(guilds, "dates", "date").filled == 3
    assert column(guilds, "dates", "note").filled == 0
    precisions = {code.value: code.rows for code in column(guilds, "dates", "precision").codes}
    assert precisions == {"day": 0, "month": 1, "year": 2, "interval": 0, "open": 0}


def test_keys_lead_there_and_back(guilds: Codebook) -> None:
    (link,) = column(guilds, "answers", "question_claim_id").links
    assert (link.target, link.target_columns, link.required) == ("questions", ("claim_id",), True)
    assert link in table(guilds, "questions").linked_from
    (attributed,) = column(guilds, "answers", "attributed_to").links
    assert (attributed.target, attributed.required) == ("entities", False)


def test_a_finding_stands_with_the_columns_whose_values_it_compares(guilds: Codebook) -> None:
    touching = {
        (each.name, column.name): [finding.rule for finding in column.findings]
        for each in guilds.tables
        for column in each.columns
        if column.findings
    }
    assert touching == {
        ("dates", "date"): ["dates-agree"],
        ("answers", "percent"): ["answers-leave-no-residual"],
    }
    assert [finding.rule for finding in table(guilds, "dates").findings] == ["dates-agree"]


@pytest.mark.parametrize(
    ("descriptor", "phrase"),
    [
        ({"type": "string"}, "text"),
        ({"type": "string", "format": "uri"}, "web address"),
        ({"type": "string", "syntax": "edtf"}, "date in EDTF"),
        ({"type": "string", "references": "claim"}, "claim"),
        ({"type": "string", "references": "claim", "listSeparator": "|"}, "list of claims"),
        ({"type": "boolean"}, "`true` or `false`"),
        ({"type": "geopoint"}, "geopoint"),
    ],
)
def test_types_are_told_in_words(descriptor: dict[str, Any], phrase: str) -> None:
    assert type_phrase(field(**descriptor)) == phrase


@pytest.mark.parametrize(
    ("constraints", "phrases"),
    [
        ({"required": True, "unique": True}, ("required", "unique")),
        ({"required": False, "enum": ["a", "b"]}, ()),
        ({"minimum": 0, "maximum": 9}, ("at least 0", "at most 9")),
        ({"minLength": 1, "maxLength": 8}, ("at least 1 character", "at most 8 characters")),
        ({"pattern": "[0-9a-f]{64}"}, ("64 hexadecimal digits in lower case",)),
        ({"pattern": "[abc]+"}, ("matches `[abc]+`",)),
    ],
)
def test_constraints_are_told_in_words(
    constraints: dict[str, Any], phrases: tuple[str, ...]
) -> None:
    assert constraint_phrases(field(constraints=constraints)) == phrases


@pytest.mark.parametrize(
    ("description", "meanings"),
    [
        ("Either `a` (one thing) or `b`.", {"a": "one thing", "b": ""}),
        ("`a`: one thing; `b`: another.", {"a": "one thing", "b": "another"}),
        ("`a`: one. `b`: two; or three.", {"a": "one", "b": "two; or three"}),
        ("No codes here.", {"a": "", "b": ""}),
    ],
)
def test_meanings_of_codes_are_those_that_the_description_gives(
    description: str, meanings: dict[str, str]
) -> None:
    coded = field(description=description, constraints={"enum": ["a", "b"]})
    assert code_meanings(coded) == meanings


def test_codes_that_a_table_leaves_to_another_take_their_meaning_from_there(own: Codebook) -> None:
    meanings = {
        name: {code.value: code.meaning for code in column(own, name, "qualifier").codes}
        for name in ("figures", "answers")
    }
    assert meanings["answers"] == meanings["figures"]
    assert meanings["answers"]["exactly"] == "no qualifier printed"


# The vocabulary


def test_terms_say_where_and_how_often_they_are_used(own: Codebook) -> None:
    lines = (ROOT / "data/dates.csv").read_text("utf-8").splitlines()
    (founded,) = (term for term in own.terms if term.id == "founded")
    assert founded.table == "dates"
    assert founded.rows == sum(",founded," in line for line in lines) > 0
    assert [trait.value for trait in founded.traits] == ["true", "begins"]


def test_a_column_of_the_vocabulary_names_the_rules_that_declare_it(own: Codebook) -> None:
    assert set(own.readers["single_valued"]) == {
        "dates-agree",
        "figures-agree",
        "one-at-a-time",
        "polled-events-happened",
        "relations-compatible",
        "timeline-feasible",
    }
    assert set(own.readers["valid_for_days"]) == {"figures-current"}
    assert all(own.readers.values())


def test_a_package_without_a_vocabulary_has_no_chapter_about_it(tmp_path: Path) -> None:
    book = book_of(build_package(tmp_path / "p", documents=[]))
    assert (book.vocabulary, book.terms) == ("", ())
    assert "## Vocabulary" not in render_markdown(book)


# As Markdown


def test_every_table_has_a_row_for_each_column_and_names_each_finding(
    own: Codebook, page: str
) -> None:
    for each in own.tables:
        section = page.split(f"\n## {each.name}\n")[1].split("\n## ", maxsplit=1)[0]
        rows = cells(section)[1:]
        assert [row[:2] for row in rows] == [
            [f"**`{column.name}`**", column.description] for column in each.columns
        ]
        assert {len(row) for row in rows} == {6}
        assert re.findall(r"^- `([a-z0-9-]+)`", section, re.MULTILINE) == [
            finding.id for finding in each.findings
        ]


def cells(markdown: str) -> list[list[str]]:
    """The cells of all table rows, as a Markdown parser sees them."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level > 3:
            rows[-1].append(token.content)
    return rows


def test_a_bar_in_a_pattern_or_an_example_does_not_end_its_cell(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    build_package(folder, documents=[])
    descriptor = read_descriptor(folder)
    odd = {"name": "x", "type": "string", "example": "a|b_c"}
    odd["constraints"] = {"pattern": r"a\|b*|<c>"}
    schema = {"fields": [odd]}
    descriptor["resources"].append({"name": "odd", "path": "odd.csv", "schema": schema})
    write_descriptor(folder, descriptor)
    (folder / "odd.csv").write_text("x\na|b\n", encoding="utf-8")
    section = render_markdown(book_of(folder)).split("## odd")[1]
    html = MarkdownIt("commonmark").enable("table").render(section)
    (row,) = re.findall(r"<tr>\s*<td><strong>.*?</tr>", html, flags=re.DOTALL)
    shown = [unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row)]
    assert shown == ["x", "", r"text, matches a\|b*|<c>", "a|b_c", "all", ""]


def test_every_link_leads_somewhere(page: str) -> None:
    headings = {f"#{name.lower()}" for name in re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)}
    rules = (ROOT / "docs/rules.md").read_text("utf-8")
    links = set(re.findall(r"\]\(([^)]+)\)", page))
    for link in links:
        file, _, anchor = link.partition("#")
        if not file:
            assert link in headings
        elif file == "rules.md" and anchor:
            assert f"\n### {anchor}\n" in rules
        else:
            assert (ROOT / "docs" / file).is_file()
    assert len(links) > len(headings) / 2


# The diagram


def test_the_diagram_has_a_box_for_each_table_and_a_line_for_each_pair(guilds: Codebook) -> None:
    lines = [line.strip() for line in diagram(guilds).splitlines()]
    assert lines[0] == "erDiagram"
    assert "dates {" in lines
    assert "text claim_id PK" in lines
    assert 'dates }o--|| properties : "property_id"' in lines
    assert 'passages }o--o| passages : "parent_id"' in lines
    assert 'sequences }o--|| entities : "earlier_entity_id, later_entity_id"' in lines


def test_every_foreign_key_is_drawn_and_common_keys_of_claims_only_once(own: Codebook) -> None:
    drawn = [
        (end, target, name)
        for end, target, names in re.findall(
            r"(\w+) \}o--[|o]\| (\w+) : \"([^\"]+)\"", diagram(own)
        )
        for name in names.split(", ")
    ]
    common = {("passages", "passage_id"), ("entities", "attributed_to")}
    expected = set()
    for each in own.tables:
        for key in [(link.target, name) for link in each.links for name in link.columns]:
            is_common = each.is_of_claims and key in common
            expected.add(("every_table_of_claims" if is_common else each.name, *key))
    assert sorted(drawn) == sorted(expected)

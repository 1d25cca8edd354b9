"""`claims-check segment` writes the passages of a text, and says what it could not decide."""

import json
import shutil
from pathlib import Path

import pytest

from checks.commands.main import main
from tests.helpers.builders import describe, read_rows, schema_of, write_table

TEXT = """\
The Isles

It sank in 1931. The U.N. sent a boat. (Sources: Oru Gazette, Almanac)

Ports

Keel met the U.N. The envoy left.
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def files(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with the text of one document, and the text beside it."""
    folder = tmp_path_factory.mktemp("template")
    assert main(["init", str(folder / "isles")]) == 0
    (folder / "isles.txt").write_text(TEXT, encoding="utf-8")
    assert main(segment(folder)) == 0
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "work"))


def segment(folder: Path, name: str = "isles.txt", document: str = "isles-1950") -> list[str]:
    return ["segment", str(folder / name), str(folder / "isles"), "--document", document]


def add(folder: Path, table: str, **cells: str) -> None:
    """Add a row to a table of the package."""
    rows = read_rows(folder / "isles", table)
    names = schema_of(table).field_names
    write_table(folder / "isles", table, [*rows, {name: cells.get(name, "") for name in names}])
    describe(folder / "isles")


def cells_of(folder: Path, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in columns) for row in read_rows(folder / "isles", table)]


def test_a_text_becomes_documents_passages_headings_and_citations(template: Path) -> None:
    columns = ("document_id", "title", "characters")
    assert cells_of(template, "documents", *columns) == [
        ("isles-1950", "The Isles", str(len(TEXT)))
    ]
    passages = cells_of(template, "passages", "passage_id", "parent_id", "start", "end")
    assert {
        (name, parent): TEXT[int(start) : int(end)].replace("\n\n", " | ")
        for name, parent, start, end in passages
    } == {
        ("h01", ""): TEXT[:81].replace("\n\n", " | "),
        ("h02", ""): "Ports | Keel met the U.N. The envoy left.",
        ("p01", "h01"): TEXT[11:81],
        ("p01.s01", "p01"): "It sank in 1931.",
        ("p01.s02", "p01"): "The U.N. sent a boat.",
        ("p02", "h02"): "Keel met the U.N. The envoy left.",
        ("p02.s01", "p02"): "Keel met the U.N. The envoy left.",
    }
    assert cells_of(template, "headings", "claim_id", "level", "as_stated", "certainty") == [
        ("h01.heading01", "1", "The Isles", "stated"),
        ("h02.heading01", "1", "Ports", "stated"),
    ]
    columns = ("claim_id", "passage_id", "position", "list_label", "entity_id", "as_stated")
    assert cells_of(template, "citations", *columns) == [
        ("p01.citation01", "p01", "1", "Sources", "", "Oru Gazette"),
        ("p01.citation02", "p01", "2", "Sources", "", "Almanac"),
    ]


def test_it_says_what_is_undecided_what_is_left_and_what_was_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["init", str(tmp_path / "isles")])
    (tmp_path / "isles.txt").write_text(TEXT, encoding="utf-8")
    capsys.readouterr()
    status, out, err = run(capsys, *segment(tmp_path))
    assert (status, err) == (0, "")
    assert out == (
        "isles-1950: 2 sections, 2 paragraphs, 3 sentences.\n"
        "Headings, all of level 1 for now. Correct the levels in the table of headings, delete "
        "there what is no heading, add what is one (its passage and level), and segment again:\n"
        "  line 1, h01: The Isles\n  line 5, h02: Ports\n"
        "Undecided, and not split there:\n"
        "  line 7, offset 106, p02.s01: a sentence may end with this abbreviation: "
        "anac) Ports Keel met the U.N⟨. The envoy left.\n"
        "to fill in: data/documents.csv: publisher (1), as_of (1), language (1)\n"
        "to fill in: data/citations.csv: entity_id (2)\n"
        "written: data/claims.csv\nwritten: data/documents.csv\nwritten: data/passages.csv\n"
        "written: data/headings.csv\nwritten: data/citations.csv\nwritten: datapackage.json\n"
    )


def test_passages_are_listed_with_their_first_words_in_the_order_of_the_text(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "b.txt").write_text(
        "Keel\n\nIt rose. It\n" + "sank again, " * 9 + "today.\n", "utf-8"
    )
    status, out, _ = run(capsys, *segment(folder, "b.txt", "b"), "--show")
    assert status == 0
    assert [line for line in out.splitlines() if line.startswith("b-")] == [
        "b-h01: Keel",
        "b-p01.s01: It rose.",
        "b-p01.s02: It sank again, sank again, sank again, sank again, sank again, sank …",
    ]


def test_the_package_lacks_only_what_the_coder_must_fill_in(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    for label in ("Oru Gazette", "Almanac"):
        add(
            folder,
            "entities",
            entity_id=label.lower().replace(" ", "-"),
            type="publication",
            label=label,
        )
    (row,) = read_rows(folder / "isles", "documents")
    given = {"publisher": "Oru Press", "as_of": "1950", "language": "en"}
    write_table(folder / "isles", "documents", [{**row, **given}])
    assert run(capsys, "build", folder / "isles")[0] == 0
    status, out, _ = run(capsys, folder / "isles")
    assert "structure OK" in out, out
    assert status == 0


def test_the_same_text_again_changes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    add(
        folder, "statements", claim_id="p02.s01.statement01", passage_id="p02.s01", as_stated="left"
    )
    before = files(folder)
    status, out, _ = run(capsys, *segment(folder))
    assert (status, out.splitlines()[-1]) == (0, "Nothing has changed.")
    assert files(folder) == before


def test_corrected_levels_nest_sections_and_what_coders_wrote_stays(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    rows = read_rows(folder / "isles", "headings")
    rows[1] |= {"level": "2", "announces": "place", "note": "A list of ports."}
    write_table(folder / "isles", "headings", rows)
    citations = read_rows(folder / "isles", "citations")
    citations[0]["entity_id"] = "oru-gazette"
    write_table(folder / "isles", "citations", citations)
    assert run(capsys, *segment(folder))[0] == 0
    sections = cells_of(folder, "passages", "passage_id", "parent_id", "end")[:2]
    end = str(len(TEXT) - 1)
    assert sections == [("h01", "", end), ("h02", "h01", end)]
    assert read_rows(folder / "isles", "headings") == rows
    assert read_rows(folder / "isles", "citations") == citations


def test_a_heading_that_is_deleted_is_a_paragraph_and_what_coders_wrote_moves_with_its_words(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    text = "Keel\n\nBy A. Vale\n\nIt sank. (Source: Almanac)\n\nPorts\n\nIt rose. (Source: A; B)\n"
    (folder / "b.txt").write_text(text, encoding="utf-8")
    assert run(capsys, *segment(folder, "b.txt", "b"))[0] == 0
    headings = read_rows(folder / "isles", "headings")
    (gone,) = (row for row in headings if row["as_stated"] == "By A. Vale")
    headings.remove(gone)
    headings[1]["note"] = "Ports of Keel."
    write_table(folder / "isles", "headings", headings)
    citations = read_rows(folder / "isles", "citations")
    citations[1]["entity_id"] = "gazette"
    (wrong,) = (row for row in citations if row["as_stated"] == "B")
    citations.remove(wrong)
    write_table(folder / "isles", "citations", citations)
    for _ in range(2):
        assert run(capsys, *segment(folder, "b.txt", "b"))[0] == 0
        columns = ("claim_id", "passage_id", "as_stated", "note")
        assert cells_of(folder, "headings", *columns)[:2] == [
            ("b-h01.heading01", "b-h01", "Keel", ""),
            ("b-h02.heading01", "b-h02", "Ports", "Ports of Keel."),
        ]
        columns = ("claim_id", "passage_id", "as_stated", "entity_id")
        assert cells_of(folder, "citations", *columns)[:2] == [
            ("b-p02.citation01", "b-p02", "Almanac", ""),
            ("b-p03.citation01", "b-p03", "A", "gazette"),
        ]


def test_a_paragraph_with_a_row_in_the_table_of_headings_is_a_heading(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "b.txt").write_text("Keel\n\nBy A. Vale\n\nPorts\n\nIt rose. (Source: B)\n", "utf-8")
    assert run(capsys, *segment(folder, "b.txt", "b"))[0] == 0
    for passage, level in (("b-p01", "1"), ("b-p03", "2")):
        add(folder, "headings", passage_id=passage, level=level)
    assert run(capsys, *segment(folder, "b.txt", "b"))[0] == 0
    columns = ("claim_id", "level", "as_stated")
    assert cells_of(folder, "headings", *columns)[:2] == [
        ("b-h01.heading01", "1", "Keel"),
        ("b-h02.heading01", "2", "Ports"),
    ]
    passages = dict(cells_of(folder, "passages", "passage_id", "parent_id"))
    assert [passages[name] for name in ("b-h02", "b-p01", "b-p02")] == ["b-h01", "b-h01", "b-h02"]
    assert cells_of(folder, "citations", "claim_id")[0] == ("b-p02.citation01",)


def test_headings_that_are_all_deleted_do_not_come_back(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    write_table(folder / "isles", "headings", [])
    for _ in range(2):
        assert run(capsys, *segment(folder))[0] == 0
        assert read_rows(folder / "isles", "headings") == []


def test_a_further_document_has_a_prefix_and_leaves_the_first_as_it_is(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    before = {name: read_rows(folder / "isles", name) for name in ("passages", "headings")}
    (folder / "second.txt").write_text("Keel\n\nIt rose. (Source: Almanac)\n", encoding="utf-8")
    (folder / "third.txt").write_text("It fell.\n", encoding="utf-8")
    assert run(capsys, *segment(folder, "second.txt", "isles-1960.b"))[0] == 0
    assert run(capsys, *segment(folder, "third.txt", "keel"), "--prefix", "k")[0] == 0
    ids = [row["passage_id"] for row in read_rows(folder / "isles", "passages")]
    assert ids == [
        *(row["passage_id"] for row in before["passages"][:2]),
        *("isles1960b-h01", "isles1960b-p01", "isles1960b-p01.s01", "k-p01", "k-p01.s01"),
        *(row["passage_id"] for row in before["passages"][2:]),
    ]
    claims = cells_of(folder, "citations", "claim_id")
    assert claims[0] == ("isles1960b-p01.citation01",)
    assert all(row in read_rows(folder / "isles", "headings") for row in before["headings"])
    after = files(folder)
    for arguments in (("second.txt", "isles-1960.b"), ("third.txt", "keel"), ()):
        assert run(capsys, *segment(folder, *arguments))[0] == 0
    assert files(folder) == after


def test_a_changed_text_replaces_passages_from_which_nothing_is_coded(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    rows = read_rows(folder / "isles", "headings")
    rows[0]["note"] = "The same words as before."
    write_table(folder / "isles", "headings", rows)
    changed = TEXT.replace("Ports", "Harbours").replace("1931", "May 1931")
    (folder / "isles.txt").write_text(changed, encoding="utf-8")
    assert run(capsys, *segment(folder))[0] == 0
    assert cells_of(folder, "headings", "as_stated", "note") == [
        ("The Isles", "The same words as before."),
        ("Harbours", ""),
    ]
    assert cells_of(folder, "documents", "characters") == [(str(len(changed)),)]


@pytest.mark.parametrize(
    ("table", "column"), [("statements", "passage_id"), ("dates", "anchor_passage_id")]
)
def test_a_changed_text_is_refused_where_claims_are_coded_from_it(
    capsys: pytest.CaptureFixture[str], folder: Path, table: str, column: str
) -> None:
    add(folder, table, claim_id="x.y", **{column: "p01.s02"})
    (folder / "isles.txt").write_text(TEXT.replace("1931", "1932"), encoding="utf-8")
    before = files(folder)
    status, out, err = run(capsys, *segment(folder))
    assert (status, out) == (2, "")
    assert (
        f"the text has changed, and 1 passages of it are in use, as in data/{table}.csv, row 2"
        in err
    )
    assert files(folder) == before


def test_passages_that_claims_need_are_not_moved(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    rows = read_rows(folder / "isles", "passages")
    rows[-1]["end"] = str(int(rows[-1]["end"]) - 16)  # split by hand
    write_table(folder / "isles", "passages", rows)
    add(folder, "statements", claim_id="p02.s01.statement01", passage_id="p02.s01", as_stated="met")
    before = files(folder)
    status, _, err = run(capsys, *segment(folder))
    assert status == 2
    assert "p02.s01 would be another part of the text, and data/statements.csv, row 2" in err
    assert files(folder) == before


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        (b" \n\xc2\xa0\n", ["--document", "b"], "b.txt: the text is empty"),
        (b"It \xe9 sank.\n", ["--document", "b"], "b.txt: not UTF-8 (line 1)"),
        (None, ["--document", "b"], "b.txt: cannot be read (No such file or directory)"),
        (TEXT.encode(), ["--document", "b"], "this text already, as the document 'isles-1950'"),
        (b"It rose.", ["--document", "B 2"], "--document: expected small letters and digits"),
        (b"It rose.", ["--document", "b", "--prefix", "b-2"], "--prefix: expected small letters"),
        (b"It rose.", [], "--document"),
    ],
)
def test_what_cannot_be_added_is_refused_in_one_line_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    text: bytes | None,
    arguments: list[str],
    message: str,
) -> None:
    if text is not None:
        (folder / "b.txt").write_bytes(text)
    before = files(folder)
    status, out, err = run(capsys, "segment", folder / "b.txt", folder / "isles", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err
    assert files(folder) == before


def test_a_prefix_is_of_one_document(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    for name, words in (("b.txt", "It rose."), ("c.txt", "It fell.")):
        (folder / name).write_text(words, encoding="utf-8")
    assert run(capsys, *segment(folder, "b.txt", "b"))[0] == 0
    status, _, err = run(capsys, *segment(folder, "c.txt", "c"), "--prefix", "b")
    assert (status, "no prefix of another document, not 'b'" in err) == (2, True)
    status, _, err = run(capsys, *segment(folder, "b.txt", "b"), "--prefix", "d")
    assert (status, "has passages with the prefix 'b'" in err) == (2, True)


@pytest.mark.parametrize("level", ["0", "two"])
def test_a_level_is_a_number_from_one_on(
    capsys: pytest.CaptureFixture[str], folder: Path, level: str
) -> None:
    rows = read_rows(folder / "isles", "headings")
    rows[1]["level"] = level
    write_table(folder / "isles", "headings", rows)
    status, _, err = run(capsys, *segment(folder))
    assert (status, f"the heading of h02 has the level '{level}'" in err) == (2, True)


@pytest.mark.parametrize(("missing", "status"), [("headings", 0), ("passages", 2)])
def test_a_package_need_not_have_headings(
    capsys: pytest.CaptureFixture[str], folder: Path, missing: str, status: int
) -> None:
    file = folder / "isles/datapackage.json"
    descriptor = json.loads(file.read_text("utf-8"))
    descriptor["resources"] = [item for item in descriptor["resources"] if item["name"] != missing]
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    found, _, err = run(capsys, *segment(folder))
    assert (found, bool(err)) == (status, bool(status))

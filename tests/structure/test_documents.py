"""Several documents in a package: each but one has a prefix, and none is an edition of itself."""

from pathlib import Path

import pytest

from tests.helpers.builders import build_package, change_schema, schema_of, write_cell
from tests.helpers.verdicts import frictionless_accepts, places_of, problems_of

DOCUMENTS, PASSAGES = "data/documents.csv", "data/passages.csv"


def documented(folder: Path, documents: dict[str, str], **passages: str) -> Path:
    """A package of documents with these prefixes; passages by their document."""
    rows = [{"document_id": name, "prefix": prefix} for name, prefix in documents.items()]
    held = [
        {"passage_id": passage, "document_id": document}
        for document, listed in passages.items()
        for passage in listed.split()
    ]
    build_package(folder / "package", documents=rows, passages=held)
    return folder / "package"


def edited(folder: Path, **edition_of: str) -> Path:
    """A package of documents, each with a prefix and what it is an edition of."""
    rows = [
        {"document_id": name, "prefix": name, "edition_of": other}
        for name, other in edition_of.items()
    ]
    build_package(folder / "package", documents=rows)
    return folder / "package"


@pytest.mark.parametrize(
    ("documents", "passages"),
    [
        ({"log": ""}, {"log": "p01 p01.s01 b-p01"}),
        ({"log": "l"}, {"log": "l-p01 l-p01.s01"}),
        ({"log": "", "diary": "b"}, {"log": "p01 c-p01", "diary": "b-p01 b-p01.s01"}),
        ({"log": "l", "diary": "b"}, {"log": "l-p01", "diary": "b-p01"}),
        ({"log": "", "diary": "b", "notes": "bb"}, {"diary": "b-p01", "notes": "bb-p01 bb-b-p2"}),
    ],
)
def test_each_further_document_has_a_prefix_of_its_own(
    tmp_path: Path, documents: dict[str, str], passages: dict[str, str]
) -> None:
    assert places_of(documented(tmp_path, documents, **passages)) == []


@pytest.mark.parametrize(
    ("documents", "passages", "file", "row", "column"),
    [
        # The rows are sorted: `diary` comes before `log`.
        ({"diary": "", "log": ""}, {"log": "p01"}, DOCUMENTS, 3, "prefix"),
        ({"diary": "b", "log": "b"}, {"log": "b-p01"}, DOCUMENTS, 3, "prefix"),
        ({"diary": "b", "log": ""}, {"diary": "p01"}, PASSAGES, 2, "passage_id"),
        ({"diary": "b", "log": ""}, {"diary": "b.p01"}, PASSAGES, 2, "passage_id"),
        ({"diary": "b", "log": ""}, {"log": "b-p01"}, PASSAGES, 2, "passage_id"),
        ({"diary": "b", "log": "c"}, {"log": "b-p01"}, PASSAGES, 2, "passage_id"),
        ({"diary": "b"}, {"diary": "bb-p01"}, PASSAGES, 2, "passage_id"),
    ],
)
def test_a_prefix_that_lacks_or_is_of_another_document_is_a_problem(
    tmp_path: Path, documents: dict[str, str], passages: dict[str, str], file: str, row: int,
    column: str,
) -> None:  # fmt: skip
    assert places_of(documented(tmp_path, documents, **passages)) == [("prefix", file, row, column)]


def test_the_problems_say_what_is_expected(tmp_path: Path) -> None:
    folder = documented(
        tmp_path, {"diary": "", "log": "", "notes": "n"}, diary="n-p01", notes="p01"
    )
    assert [problem.message for problem in problems_of(folder)] == [
        "expected a prefix of its own; the document in row 2 has none",
        "expected no prefix of another document: 'diary' has none",
        "expected an identifier that begins with 'n-', the prefix of 'notes'",
    ]


def test_a_package_whose_documents_have_no_such_column_may_hold_one_document(
    tmp_path: Path,
) -> None:
    for names, wrong in ((["log"], []), (["diary", "log"], [3])):
        folder = documented(tmp_path / str(len(names)), dict.fromkeys(names, ""), log="p01")
        fields = schema_of("documents").descriptor["fields"][:-2]
        change_schema(folder, "documents", fields=fields, foreignKeys=[])
        file = folder / DOCUMENTS
        lines = file.read_text("utf-8").splitlines()
        file.write_text("".join(",".join(line.split(",")[:-2]) + "\n" for line in lines), "utf-8")
        problems = [problem for problem in problems_of(folder) if problem.code == "prefix"]
        assert [(problem.row, problem.column) for problem in problems] == [
            (row, "prefix") for row in wrong
        ]


def test_a_prefix_has_no_hyphen_and_a_broken_one_is_one_problem(tmp_path: Path) -> None:
    folder = documented(tmp_path, {"diary": "b-c", "log": ""}, log="p01")
    assert places_of(folder) == [("pattern", DOCUMENTS, 2, "prefix")]


def test_a_passage_of_no_document_has_one_problem(tmp_path: Path) -> None:
    folder = documented(tmp_path, {"diary": "b", "log": ""}, diary="b-p01", log="p01")
    write_cell(folder, "passages", 2, "document_id", "ledger")
    assert places_of(folder) == [("foreign-key", PASSAGES, 2, "document_id")]


def test_an_edition_may_be_one_of_an_edition(tmp_path: Path) -> None:
    folder = edited(tmp_path, first="", second="first", third="second", other="")
    assert places_of(folder) == []
    assert frictionless_accepts(folder)


@pytest.mark.parametrize(
    ("editions", "rows"),
    [
        ({"first": "first"}, [2]),
        ({"first": "second", "second": "first", "third": "second"}, [2, 3]),
    ],
)
def test_no_document_is_an_edition_of_itself(
    tmp_path: Path, editions: dict[str, str], rows: list[int]
) -> None:
    folder = edited(tmp_path, **editions)
    assert places_of(folder) == [("edition", DOCUMENTS, row, "edition_of") for row in rows]


def test_an_edition_is_one_of_a_document_of_the_package(tmp_path: Path) -> None:
    folder = edited(tmp_path, first="", second="first")
    write_cell(folder, "documents", 3, "edition_of", "zeroth")
    assert places_of(folder) == [("foreign-key", DOCUMENTS, 3, "edition_of")]
    assert not frictionless_accepts(folder)


@pytest.mark.parametrize(
    ("characters", "refused"), [("25801", False), ("90", False), ("89", True), ("1", True)]
)
def test_a_document_is_as_long_as_the_passage_that_ends_last(
    tmp_path: Path, characters: str, refused: bool
) -> None:
    held = [
        {"passage_id": "p01", "document_id": "log", "ordinal": "1", "start": "0", "end": "90"},
        {"passage_id": "p02", "document_id": "diary", "ordinal": "1", "start": "0", "end": "500"},
    ]
    documents = [
        {"document_id": "log", "characters": characters},
        {"document_id": "diary", "prefix": "p02"},
    ]
    held[1]["passage_id"] = "p02-p01"
    build_package(tmp_path / "package", documents=documents, passages=held)
    found = [
        (item.code, item.file, item.row, item.column) for item in problems_of(tmp_path / "package")
    ]
    assert found == ([("outline", DOCUMENTS, 3, "characters")] if refused else [])

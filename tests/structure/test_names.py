"""Names that leave a folder or clash in a release are problems, and so are hidden texts."""

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import (
    change_field,
    change_schema,
    read_descriptor,
    schema_of,
    write_descriptor,
)
from tests.helpers.verdicts import problems_of

DESCRIPTOR, SCHEMA = "datapackage.json", "schemas/dates.json"


def refused(package: Path) -> list[tuple[str, str, str | None]]:
    return [(item.code, item.file, item.value) for item in problems_of(package)]


def with_file(package: Path, name: str, path: str = "docs/map.txt") -> Path:
    """The package with a resource that is no table."""
    descriptor = read_descriptor(package)
    descriptor["resources"].append({"name": name, "path": path})
    write_descriptor(package, descriptor)
    (package / "docs").mkdir()
    (package / "docs/map.txt").write_text("Here.\n", "utf-8")
    return package


@pytest.mark.parametrize("name", ["small", "Small_2.b-c", "2", "x" * 100])
def test_a_name_of_letters_and_digits_is_one_of_a_package(package: Path, name: str) -> None:
    write_descriptor(package, read_descriptor(package) | {"name": name})
    assert refused(package) == []


HOSTILE_NAMES = ["../../x", "/x", "a/b", "a\\b", ".x", "x.", "a b", "::stop-commands::x", "x" * 101]
HOSTILE_NAMES += ["<b>", "é", "x\n", "con", "LPT1.x"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_that_leaves_a_folder_or_names_no_file_is_not(package: Path, name: str) -> None:
    write_descriptor(package, read_descriptor(package) | {"name": name})
    assert refused(package) == [("name", DESCRIPTOR, name)]


@pytest.mark.parametrize("name", ["map", "a" * 31, "about-us", "codebooks", "x.sqlite_x", "date"])
def test_a_resource_may_have_a_name_that_nobody_else_has(package: Path, name: str) -> None:
    assert refused(with_file(package, name)) == []


TAKEN = ["about", "Codebook", "history", "sqlite_x", "SQLITE_master", "nul", "../map", "a b"]


@pytest.mark.parametrize("name", TAKEN)
def test_names_that_a_release_uses_itself_are_taken(package: Path, name: str) -> None:
    assert refused(with_file(package, name)) == [("name", DESCRIPTOR, name)]


def renamed(package: Path, old: str, new: str) -> None:
    descriptor = read_descriptor(package)
    for resource in descriptor["resources"]:
        resource["name"] = new if resource["name"] == old else resource["name"]
    write_descriptor(package, descriptor)


@pytest.mark.parametrize(
    ("names", "clashes"),
    [
        (("fer-ries", "figures-2"), []),
        (("fer-ries", "fer_ries"), ["fer_ries"]),
        (("ferries", "Ferries"), ["Ferries"]),
        (("findings_claims", "figures-2"), ["findings_claims"]),  # a view of the database
        (("x" * 32, "figures-2"), ["x" * 32]),
    ],
)
def test_tables_differ_in_more_than_capitals_and_hyphens(
    package: Path, names: tuple[str, str], clashes: list[str]
) -> None:
    renamed(package, "citations", names[0])
    renamed(package, "comparisons", names[1])
    found = [value for code, _, value in refused(package) if code == "name"]
    assert found == clashes


@pytest.mark.parametrize(
    ("path", "is_refused"),
    [("docs/map.txt", False), ("data/Dates.csv", True), ("data/dates.csv", True)],
)
def test_each_resource_has_a_file_of_its_own(package: Path, path: str, is_refused: bool) -> None:
    found = [item for item in refused(with_file(package, "map", path)) if item[0] == "name"]
    assert found == ([("name", DESCRIPTOR, path)] if is_refused else [])


@pytest.mark.parametrize(
    ("column", "is_refused"),
    [
        ("GDP (USD)", False),
        ("größe", False),
        ("notes", False),
        ("Note", True),
        ("=1+1", True),
        (" x", True),
        ("a\u202eb", True),
        ("a\nb", True),
        ("a\ud800", True),
    ],
)
def test_a_column_has_a_name_that_a_cell_may_have_and_that_no_other_has(
    package: Path, column: str, is_refused: bool
) -> None:
    fields: list[dict[str, Any]] = [field.descriptor for field in schema_of("dates").fields]
    change_schema(package, "dates", fields=[*fields, {"name": column, "type": "string"}])
    found = {code for code, _, _ in refused(package)}
    assert found - {"invisible-character"} == ({"schema"} if is_refused else {"missing-column"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two lines\nand\ta tab", ""),
        ("می\u200cخواهم", ""),
        ("gnp.\u202eexe", "U+202E"),
        ("a\x1b[2J", "U+001B"),
        ("a\x9b", "U+009B"),
        ("a\ud800", "U+D800"),
        ("a\u200b", "U+200B"),
        ("\ufeffa", "U+FEFF"),
    ],
)
def test_texts_of_descriptor_and_schemas_hide_nothing(package: Path, text: str, found: str) -> None:
    file = package / DESCRIPTOR
    lone = text.encode("ascii", "backslashreplace").decode() if "\ud800" in text else None
    write_descriptor(package, read_descriptor(package) | {"description": "?" if lone else text})
    change_field(package, "dates", "note", title=text)
    if lone:
        file.write_text(file.read_text("utf-8").replace('"?"', f'"{lone}"'), "utf-8")
    problems = problems_of(package)
    assert [(item.code, item.file) for item in problems] == (
        [("invisible-character", DESCRIPTOR), ("invisible-character", SCHEMA)] if found else []
    )
    assert all(f"(found {found})" in item.message for item in problems)

"""What changed between two versions, and which number that requires."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.write.rewriting import canonical_json
from scripts.versions import snapshot
from scripts.versions.__main__ import main
from scripts.versions.comparison import Comparison, Correction, compare
from scripts.versions.history import make_manifest
from scripts.versions.numbering import Level, VersionError, read_version
from scripts.versions.rendering import as_json, as_markdown, as_text
from scripts.versions.snapshot import read_snapshot
from tests.helpers.kite_packages import Kites


def compared(folder: Path, alter: Callable[[Kites], Any], version: str = "2.0.0") -> Comparison:
    """The package and the same one altered, as version 1.4.2 and another one."""
    later = Kites(version)
    alter(later)
    return compare(Kites().snapshot(folder / "old"), later.snapshot(folder / "new"))


def reasons(comparison: Comparison) -> list[str]:
    return [f"{reason.level.word} {reason.text}" for reason in comparison.reasons]


Alter: TypeAlias = Callable[[Kites], Any]


def constrain(column: str, **constraints: Any) -> Alter:
    """Set constraints of a column; None lifts one."""

    def alter(kites: Kites) -> None:
        given = {**kites.constraints(column), **constraints}
        kites.field(column)["constraints"] = {k: v for k, v in given.items() if v is not None}

    return alter


def say(column: str, **properties: Any) -> Alter:
    return lambda kites: kites.field(column).update(properties)


def schema(table: str, **properties: Any) -> Alter:
    return lambda kites: kites.schema(table).update(properties)


def package(**properties: Any) -> Alter:
    return lambda kites: kites.descriptor.update(properties)


def reorder(kites: Kites) -> None:
    kites.remove("kite_id")
    kites.insert(3, "kite_id")
    kites.rows["kites"] = []


def refer_to_kites(kites: Kites) -> None:
    kites.schema()["foreignKeys"][0]["reference"]["resource"] = "kites"


def add_table(kites: Kites) -> None:
    flyers = {**kites.resource("makers"), "name": "flyers", "path": "flyers.csv"}
    kites.descriptor["resources"].append(flyers)
    kites.rows["flyers"] = []


CASES: list[tuple[Alter, *tuple[str, ...]]] = [
    # Removed or narrower
    (lambda kites: kites.drop("findings"), "major table findings removed"),
    (lambda kites: kites.rows["kites"].pop(), "major kites: 1 row removed"),
    (lambda kites: kites.remove("colour"), "major kites: column colour removed"),
    (say("span", name="width"), "major kites: column span renamed to width"),
    (lambda kites: kites.insert(1, "tail"), "major kites: column tail inserted before others"),
    (
        reorder,
        "major kites: columns reordered",
        "major kites: 3 rows removed",
        "patch kites: column kite_id: description reworded",
    ),
    (
        say("span", type="number"),
        "major kites: column span: type changed from integer to number",
    ),
    (
        constrain("colour", enum=["red", "blue"]),
        "major kites: column colour: enumeration lost white",
    ),
    (constrain("maker", enum=["anna", "berta"]), "major kites: column maker: enum set"),
    (constrain("span", required=True), "major kites: column span: became required"),
    (constrain("span", minimum=5), "major kites: column span: minimum tightened from 1 to 5"),
    (constrain("span", maximum=89), "major kites: column span: maximum tightened from 90 to 89"),
    (constrain("span", pattern="[0-9]{2}"), "major kites: column span: pattern changed"),
    (say("colour", syntax="edtf"), "major kites: column colour: syntax set"),
    (schema("makers", primaryKey=[]), "major makers: primary key changed"),
    (
        schema("kites", uniqueKeys=[["colour", "span"]]),
        "major kites: colour, span became a unique key",
    ),
    (
        refer_to_kites,
        "major kites: maker → kites(maker) became a foreign key",
        "minor kites: maker → makers(maker) no longer a foreign key",
    ),
    (
        schema("kites", missingValues=["", "-"]),
        "major kites: other texts stand for a missing value",
    ),
    (
        lambda kites: kites.resource().update(path="all-kites.csv"),
        "major kites: resource: path changed",
    ),
    (package(licenses=[{"name": "CC0-1.0"}]), "major package: licenses changed"),
    # More or wider
    (
        lambda kites: kites.rows["kites"].append(["k4", "red", "3", "anna"]),
        "minor kites: 1 row added",
    ),
    (lambda kites: kites.insert(4, "tail"), "minor kites: column tail added at the end"),
    (add_table, "minor table flyers added"),
    (
        constrain("colour", enum=["red", "blue", "white", "green"]),
        "minor kites: column colour: enumeration gained green",
    ),
    (constrain("colour", enum=None), "minor kites: column colour: enum lifted"),
    (constrain("maker", required=None), "minor kites: column maker: no longer required"),
    (constrain("span", minimum=0), "minor kites: column span: minimum loosened from 1 to 0"),
    # Corrected
    (lambda kites: kites.rows["kites"][0].__setitem__(2, "13"), "patch kites: 1 value corrected"),
    *(
        (
            lambda kites, derived=derived: kites.rows[derived].pop(),
            f"patch {derived}: 1 row removed",
        )
        for derived in ("findings", "claims", "restatements")
    ),
    (
        say("kite_id", description="The kite.", example="k7"),
        "patch kites: column kite_id: description, example reworded",
    ),
    (schema("kites", title="All kites"), "patch kites: title or description reworded"),
    (package(title="All kites"), "patch package: title changed"),
    # The same
    (lambda kites: kites.rows["kites"].reverse(),),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: ", ".join(case[1:]) or "the same")
def test_each_kind_of_change_requires_its_level(
    tmp_path: Path, case: tuple[Alter, *tuple[str, ...]]
) -> None:
    alter, *expected = case
    comparison = compared(tmp_path, alter)
    assert reasons(comparison) == expected
    levels = [Level[text.split()[0].upper()] for text in expected]
    assert comparison.level == max(levels, default=Level.NONE)


def with_file(folder: Path, content: bytes | None) -> Path:
    """The package with a resource that is no table, if there is content for it."""
    Kites().write(folder)
    if content is not None:
        (folder / "map.png").write_bytes(content)
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
        descriptor["resources"].append({"name": "map", "path": "map.png"})
        (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (b"1", b"1", []),
        (b"1", b"2", ["patch file map changed"]),
        (None, b"1", ["minor file map added"]),
        (b"1", None, ["major file map removed"]),
    ],
)
def test_a_file_that_is_no_table_is_compared_by_its_bytes(
    tmp_path: Path, before: bytes | None, after: bytes | None, expected: list[str]
) -> None:
    old, new = (
        read_snapshot(str(with_file(tmp_path / name, content)), tmp_path)
        for name, content in (("old", before), ("new", after))
    )
    assert reasons(compare(old, new)) == expected


ROWS = st.dictionaries(
    st.sampled_from(["k1", "k2", "k3", "k4"]),
    st.tuples(st.sampled_from(["red", ""]), st.sampled_from(["1", "2"])),
)


@given(ROWS, ROWS)
def test_every_difference_of_rows_is_found_and_mirrored_on_the_way_back(
    tmp_path_factory: pytest.TempPathFactory,
    old: dict[str, tuple[str, str]],
    new: dict[str, tuple[str, str]],
) -> None:
    snapshots = []
    for rows in (old, new):
        kites = Kites()
        kites.rows["kites"] = [[key, *cells, "anna"] for key, cells in rows.items()]
        snapshots.append(kites.snapshot(tmp_path_factory.mktemp("kites") / "package"))
    there, back = compare(*snapshots), compare(*reversed(snapshots))
    assert bool(there.reasons) == bool(back.reasons) == (old != new)
    for forth, again in zip(there.tables, back.tables, strict=True):
        assert set(forth.added) == set(again.removed) == {*new} - {*old}
        assert set(forth.removed) == set(again.added) == {*old} - {*new}
        assert {(each.key, each.column, each.old, each.new) for each in forth.corrections} == {
            (each.key, each.column, each.new, each.old) for each in again.corrections
        }


def test_values_of_a_renamed_column_are_compared_under_its_new_name(tmp_path: Path) -> None:
    def alter(kites: Kites) -> None:
        kites.field("span")["name"] = "width"
        kites.rows["kites"][1][1] = ""

    (changes,) = compared(tmp_path, alter).tables
    assert changes.corrections == (Correction("k2", "colour", "blue", ""),)


def test_a_column_with_other_values_is_not_a_renamed_one(tmp_path: Path) -> None:
    def alter(kites: Kites) -> None:
        kites.field("span")["name"] = "width"
        kites.rows["kites"][0][2] = "13"

    assert reasons(compared(tmp_path, alter)) == [
        "major kites: column span removed",
        "major kites: column width inserted before others",
    ]


@pytest.mark.parametrize(
    ("level", "required"),
    [
        (Level.NONE, "1.4.2"),
        (Level.PATCH, "1.4.3"),
        (Level.MINOR, "1.5.0"),
        (Level.MAJOR, "2.0.0"),
    ],
)
def test_the_required_version_is_the_least_of_its_level(level: Level, required: str) -> None:
    assert str(read_version("1.4.2").after(level)) == required


@pytest.mark.parametrize("text", ["1.2", "1.2.3-rc1", "v1.2.3", "01.2.3", ""])
def test_a_version_has_three_numbers(text: str) -> None:
    with pytest.raises(VersionError, match="expected three numbers"):
        read_version(text)


# How it is shown


@pytest.fixture
def restated(tmp_path: Path) -> Comparison:
    """A row removed, a row added, and two values corrected, for a version that is too small."""

    def restate_all(kites: Kites) -> None:
        kites.rows["kites"] = [["k9", "red", "1", "anna"], ["k1", "red", "13", "anna"]]
        kites.rows["kites"].append(["k2", "", "40", "anna"])

    return compared(tmp_path, restate_all, "1.5.0")


def test_text_shows_every_change_and_then_what_it_requires(restated: Comparison) -> None:
    assert as_text(restated) == (
        "1.4.2 → 1.5.0\n"
        "\n"
        "kites\n"
        "  - k3\n"
        "  + k9\n"
        "  k1  span: 12 → 13\n"
        "  k2  colour: blue → (empty)\n"
        "\n"
        "Required: a major version, 2.0.0 or later; 1.5.0 is too small.\n"
        "  major  kites: 1 row removed\n"
        "  minor  kites: 1 row added\n"
        "  patch  kites: 2 values corrected\n"
    )


def test_json_holds_the_same(restated: Comparison) -> None:
    document = json.loads(as_json(restated))
    corrections = [
        {"key": "k1", "column": "span", "old": "12", "new": "13"},
        {"key": "k2", "column": "colour", "old": "blue", "new": ""},
    ]
    assert document == {
        "from": "1.4.2",
        "to": "1.5.0",
        "required": "2.0.0",
        "level": "major",
        "sufficient": False,
        "reasons": [
            {"level": "major", "text": "kites: 1 row removed"},
            {"level": "minor", "text": "kites: 1 row added"},
            {"level": "patch", "text": "kites: 2 values corrected"},
        ],
        "tables": {
            "kites": {
                "added": ["k9"],
                "removed": ["k3"],
                "corrections": corrections,
                "structure": [],
            }
        },
    }


def test_markdown_lists_errata_as_a_table(tmp_path: Path) -> None:
    def alter(kites: Kites) -> None:
        kites.rows["kites"][0][2] = ""
        kites.rows["findings"][0][2] = "k1"

    assert as_markdown(compared(tmp_path, alter)) == (
        "- *patch*: kites: 1 value corrected\n"
        "- *patch*: findings: 1 value corrected\n"
        "\n"
        "Corrected in `kites`:\n"
        "\n"
        "| row | column | was | is |\n"
        "|---|---|---|---|\n"
        "| `k1` | `span` | 12 | *(empty)* |\n"
    )


# Where versions are


def release(kites: Kites, releases: Path) -> Path:
    """Keep an archive of the package, and its manifest, as a release does."""
    name, version = kites.descriptor["name"], kites.descriptor["version"]
    kites.write(releases / version)
    stem = str(releases / f"{name}-{version}")
    archive = Path(shutil.make_archive(stem, "zip", releases / version))
    manifest = make_manifest(name, version, "2026-11-25", {archive.name: archive.read_bytes()})
    (releases / f"{version}.json").write_bytes(canonical_json(manifest))
    return archive


def test_a_version_is_read_from_a_folder_a_descriptor_an_archive_and_by_its_number(
    tmp_path: Path,
) -> None:
    releases = tmp_path / "releases"
    release(Kites("1.4.2"), releases)
    archive = release(Kites("1.10.0"), releases)
    folder = Kites("0.9.0").write(tmp_path / "folder")
    places = (str(folder), str(folder / "datapackage.json"), str(archive), "1.4.2", "latest")
    assert [str(read_snapshot(place, releases).version) for place in places] == [
        *("0.9.0", "0.9.0", "1.10.0", "1.4.2", "1.10.0")
    ]


def test_an_archive_may_hold_its_package_in_a_folder(tmp_path: Path) -> None:
    Kites().write(tmp_path / "kites/kites-1.4.2")
    archive = shutil.make_archive(str(tmp_path / "kites"), "zip", tmp_path / "kites")
    assert str(read_snapshot(archive, tmp_path).version) == "1.4.2"


def refusal(place: Path | str, releases: Path) -> str:
    with pytest.raises(VersionError) as caught:
        read_snapshot(str(place), releases)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_place_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    empty = shutil.make_archive(str(tmp_path / "empty"), "zip", tmp_path / "empty")
    twice = Kites()
    twice.rows["makers"].append(["anna"])
    bare = Kites("1.4")
    assert "no version of those in" in refusal("9.9.9", tmp_path)
    assert "cannot be unpacked" in refusal(tmp_path / "broken.zip", tmp_path)
    assert "no data package here" in refusal(empty, tmp_path)
    assert "two rows have the key anna" in refusal(twice.write(tmp_path / "twice"), tmp_path)
    assert "'1.4' is no version" in refusal(bare.write(tmp_path / "bare"), tmp_path)


def archive_of(folder: Path, content: bytes, **changed: int) -> Path:
    """An archive of one file, deflated, whose two headers say something else of it."""
    file = folder / "odd.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", content)
    data = bytearray(file.read_bytes())
    for start, shift in ((data.index(b"PK\3\4"), 0), (data.index(b"PK\1\2"), 2)):
        for field, value in changed.items():
            place = start + shift + {"flags": 6, "compression": 8}[field]
            data[place : place + 2] = value.to_bytes(2, "little")
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"flags": 1}, "password required"),
        ({"compression": 97}, "compression method is not supported"),
        ({"compression": 12}, "cannot be unpacked"),  # bzip2, which it is not
        ({"compression": 14}, "cannot be unpacked"),  # LZMA, which it is not
        ({}, "must hold a JSON object"),
    ],
)
def test_an_archive_that_cannot_be_unpacked_is_refused_in_one_line(
    tmp_path: Path, changed: dict[str, int], reason: str
) -> None:
    assert reason in refusal(archive_of(tmp_path, b"[" + b" " * 99 + b"]", **changed), tmp_path)


def test_an_archive_that_holds_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Kites().write(tmp_path / "kites/kites-1.4.2")
    archive = shutil.make_archive(str(tmp_path / "kites"), "zip", tmp_path / "kites")
    monkeypatch.setattr(snapshot, "_LARGEST", 100)
    assert "it holds more than 100 bytes" in refusal(archive, tmp_path)


def test_a_release_that_is_not_as_it_was_is_refused(tmp_path: Path) -> None:
    archive = release(Kites("1.4.2"), tmp_path)
    with archive.open("ab") as file:
        file.write(b" ")
    assert refusal("1.4.2", tmp_path) == f"{archive}: not the bytes that were released"
    archive.unlink()
    assert refusal("latest", tmp_path) == f"{archive}: not there"
    (tmp_path / "1.4.2.json").write_text("{", encoding="utf-8")
    assert f"{tmp_path / '1.4.2.json'}" in refusal("latest", tmp_path)


# The command


def test_before_the_first_release_any_number_will_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["latest", str(Kites().write(tmp_path / "new")), "--check"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "versions: no version has been released yet: any number will do\n"


@pytest.mark.parametrize(
    ("version", "status", "verdict"),
    [
        ("1.4.3", 1, "1.4.3 is too small"),
        ("1.5.0", 0, "1.5.0 is sufficient"),
        ("1.10.0", 0, "1.10.0 is sufficient"),
    ],
)
def test_the_command_fails_only_when_asked_to_check_a_version_that_is_too_small(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], version: str, status: int, verdict: str
) -> None:
    later = Kites(version)
    later.rows["kites"].append(["k4", "red", "3", "anna"])
    places = [str(Kites().write(tmp_path / "old")), str(later.write(tmp_path / "new"))]
    assert main(places) == 0
    assert f"Required: a minor version, 1.5.0 or later; {verdict}.\n" in capsys.readouterr().out
    assert main([*places, "--check"]) == status


def test_the_command_refuses_a_place_that_it_cannot_read_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere"), str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("versions: ")
    assert printed.err.count("\n") == 1

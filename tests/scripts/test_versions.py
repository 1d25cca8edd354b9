"""What changed between two versions, and which number that requires."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.versions.__main__ import main
from scripts.versions.comparison import Comparison, Correction, compare
from scripts.versions.history import manifest_of
from scripts.versions.numbering import Level, VersionError, read_version
from scripts.versions.rendering import as_json, as_markdown, as_text
from scripts.versions.snapshot import SnapshotError, read_snapshot
from tests.helpers.kite_packages import Kites

MAJOR, MINOR, PATCH = Level.MAJOR, Level.MINOR, Level.PATCH


def compared(folder: Path, alter: Callable[[Kites], object], version: str = "2.0.0") -> Comparison:
    """The package and the same one altered, as version 1.4.2 and another one."""
    later = Kites(version)
    alter(later)
    return compare(Kites().snapshot(folder / "old"), later.snapshot(folder / "new"))


def reasons(comparison: Comparison) -> list[tuple[Level, str]]:
    return [(reason.level, reason.text) for reason in comparison.reasons]


def rename(kites: Kites) -> None:
    kites.field("span")["name"] = "width"


def restate_all(kites: Kites) -> None:
    kites.rows["kites"] = [["k9", "red", "1", "anna"], ["k1", "red", "13", "anna"]]
    kites.rows["kites"].append(["k2", "blue", "41", "anna"])


CASES = {
    # What is gone or narrower
    "a table removed": (
        lambda kites: kites.drop("findings"),
        [(MAJOR, "table findings removed")],
    ),
    "a row removed": (
        lambda kites: kites.rows["kites"].pop(),
        [(MAJOR, "kites: 1 row removed")],
    ),
    "an identifier renamed": (
        lambda kites: kites.rows["kites"].__setitem__(2, ["k4", "white", "7", "berta"]),
        [(MAJOR, "kites: 1 row removed"), (MINOR, "kites: 1 row added")],
    ),
    "a column removed": (
        lambda kites: kites.remove("colour"),
        [(MAJOR, "kites: column colour removed")],
    ),
    "a column renamed": (rename, [(MAJOR, "kites: column span renamed to width")]),
    "a column inserted": (
        lambda kites: kites.insert(1, "tail"),
        [(MAJOR, "kites: column tail inserted before others")],
    ),
    "columns reordered": (
        lambda kites: (
            (kites.remove("kite_id"), kites.insert(3, "kite_id"))
            and kites.rows.__setitem__("kites", [])
        ),
        [
            (MAJOR, "kites: columns reordered"),
            (MAJOR, "kites: 3 rows removed"),
            (PATCH, "kites: column kite_id: description reworded"),
        ],
    ),
    "a type changed": (
        lambda kites: kites.field("span").update(type="number"),
        [(MAJOR, "kites: column span: type changed from integer to number")],
    ),
    "an enumeration tightened": (
        lambda kites: kites.constraints("colour")["enum"].remove("white"),
        [(MAJOR, "kites: column colour: enumeration lost white")],
    ),
    "an enumeration set": (
        lambda kites: kites.constraints("maker").update(enum=["anna", "berta"]),
        [(MAJOR, "kites: column maker: enum set")],
    ),
    "a column required": (
        lambda kites: kites.constraints("span").update(required=True),
        [(MAJOR, "kites: column span: became required")],
    ),
    "a minimum raised": (
        lambda kites: kites.constraints("span").update(minimum=5),
        [(MAJOR, "kites: column span: minimum tightened from 1 to 5")],
    ),
    "a maximum lowered": (
        lambda kites: kites.constraints("span").update(maximum=89),
        [(MAJOR, "kites: column span: maximum tightened from 90 to 89")],
    ),
    "a pattern changed": (
        lambda kites: kites.constraints("span").update(pattern="[0-9]{2}"),
        [(MAJOR, "kites: column span: pattern changed")],
    ),
    "a syntax set": (
        lambda kites: kites.field("colour").update(syntax="edtf"),
        [(MAJOR, "kites: column colour: syntax set")],
    ),
    "another primary key": (
        lambda kites: kites.schema("makers").pop("primaryKey"),
        [(MAJOR, "makers: primary key changed")],
    ),
    "a unique key": (
        lambda kites: kites.schema().update(uniqueKeys=[["colour", "span"]]),
        [(MAJOR, "kites: colour, span became a unique key")],
    ),
    "another foreign key": (
        lambda kites: kites.schema()["foreignKeys"][0]["reference"].update(resource="kites"),
        [
            (MAJOR, "kites: maker → kites(maker) became a foreign key"),
            (MINOR, "kites: maker → makers(maker) no longer a foreign key"),
        ],
    ),
    "other missing values": (
        lambda kites: kites.schema().update(missingValues=["", "-"]),
        [(MAJOR, "kites: other texts stand for a missing value")],
    ),
    "a file moved": (
        lambda kites: kites.resource().update(path="all-kites.csv"),
        [(MAJOR, "kites: resource: path changed")],
    ),
    "another licence": (
        lambda kites: kites.descriptor.update(licenses=[{"name": "CC0-1.0"}]),
        [(MAJOR, "package: licenses changed")],
    ),
    # What is more or wider
    "a row added": (
        lambda kites: kites.rows["kites"].append(["k4", "red", "3", "anna"]),
        [(MINOR, "kites: 1 row added")],
    ),
    "a trailing column added": (
        lambda kites: kites.insert(4, "tail"),
        [(MINOR, "kites: column tail added at the end")],
    ),
    "a table added": (
        lambda kites: (
            kites.descriptor["resources"].append(
                {**kites.resource("makers"), "name": "flyers", "path": "flyers.csv"}
            ),
            kites.rows.update(flyers=[]),
        ),
        [(MINOR, "table flyers added")],
    ),
    "an enumeration widened": (
        lambda kites: kites.constraints("colour")["enum"].append("green"),
        [(MINOR, "kites: column colour: enumeration gained green")],
    ),
    "an enumeration lifted": (
        lambda kites: kites.constraints("colour").pop("enum"),
        [(MINOR, "kites: column colour: enum lifted")],
    ),
    "a column no longer required": (
        lambda kites: kites.constraints("maker").pop("required"),
        [(MINOR, "kites: column maker: no longer required")],
    ),
    "a minimum lowered": (
        lambda kites: kites.constraints("span").update(minimum=0),
        [(MINOR, "kites: column span: minimum loosened from 1 to 0")],
    ),
    "a maximum raised": (
        lambda kites: kites.constraints("span").update(maximum=100),
        [(MINOR, "kites: column span: maximum loosened from 90 to 100")],
    ),
    "a finding added": (
        lambda kites: kites.rows["findings"].append(["f2", "spans-agree", "k3", "editorial"]),
        [(MINOR, "findings: 1 row added")],
    ),
    # What was corrected
    "a value corrected": (
        lambda kites: kites.rows["kites"][0].__setitem__(2, "13"),
        [(PATCH, "kites: 1 value corrected")],
    ),
    "a finding gone, as follows from a correction": (
        lambda kites: kites.rows["findings"].pop(),
        [(PATCH, "findings: 1 row removed")],
    ),
    "a description reworded": (
        lambda kites: kites.field("kite_id").update(description="The kite.", example="k7"),
        [(PATCH, "kites: column kite_id: description, example reworded")],
    ),
    "a title reworded": (
        lambda kites: kites.descriptor.update(title="All kites"),
        [(PATCH, "package: title changed")],
    ),
    # Nothing
    "rows in another order": (lambda kites: kites.rows["kites"].reverse(), []),
    "nothing": (lambda _: None, []),
}


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_change_requires_its_level(tmp_path: Path, case: str) -> None:
    alter, expected = CASES[case]
    comparison = compared(tmp_path, alter)
    assert reasons(comparison) == expected
    assert comparison.level == max([level for level, _ in expected], default=Level.NONE)


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


def test_all_reasons_count_and_each_stands_once(tmp_path: Path) -> None:
    comparison = compared(tmp_path, restate_all)
    assert reasons(comparison) == [
        (MAJOR, "kites: 1 row removed"),
        (MINOR, "kites: 1 row added"),
        (PATCH, "kites: 2 values corrected"),
    ]
    assert str(comparison.required) == "2.0.0"


def test_a_corrected_cell_has_its_old_and_its_new_value(tmp_path: Path) -> None:
    (changes,) = compared(tmp_path, restate_all).tables
    assert (changes.added, changes.removed) == (("k9",), ("k3",))
    assert changes.corrections == (
        Correction("k1", "span", "12", "13"),
        Correction("k2", "span", "40", "41"),
    )


def test_values_of_a_renamed_column_are_compared_under_its_new_name(tmp_path: Path) -> None:
    def alter(kites: Kites) -> None:
        rename(kites)
        kites.rows["kites"][1][1] = ""

    (changes,) = compared(tmp_path, alter).tables
    assert changes.corrections == (Correction("k2", "colour", "blue", ""),)


def test_a_column_with_other_values_is_no_renamed_one(tmp_path: Path) -> None:
    def alter(kites: Kites) -> None:
        rename(kites)
        kites.rows["kites"][0][2] = "13"

    assert reasons(compared(tmp_path, alter)) == [
        (MAJOR, "kites: column span removed"),
        (MAJOR, "kites: column width inserted before others"),
    ]


@pytest.mark.parametrize(
    ("level", "required"),
    [(Level.NONE, "1.4.2"), (PATCH, "1.4.3"), (MINOR, "1.5.0"), (MAJOR, "2.0.0")],
)
def test_the_required_version_is_the_least_of_its_level(level: Level, required: str) -> None:
    assert str(read_version("1.4.2").after(level)) == required


@pytest.mark.parametrize(
    ("version", "is_sufficient"),
    [("1.4.3", False), ("1.5.0", True), ("1.5.1", True), ("2.0.0", True), ("1.10.0", True)],
)
def test_a_version_is_sufficient_from_the_required_one_on(
    tmp_path: Path, version: str, is_sufficient: bool
) -> None:
    alter = CASES["a row added"][0]
    assert compared(tmp_path, alter, version).is_sufficient == is_sufficient


@pytest.mark.parametrize("text", ["1.2", "1.2.3-rc1", "v1.2.3", "01.2.3", ""])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(VersionError, match="expected three numbers"):
        read_version(text)


# How it is shown


def test_text_shows_every_change_and_then_what_it_requires(tmp_path: Path) -> None:
    assert as_text(compared(tmp_path, restate_all, "1.5.0")) == (
        "1.4.2 → 1.5.0\n"
        "\n"
        "kites\n"
        "  - k3\n"
        "  + k9\n"
        "  k1  span: 12 → 13\n"
        "  k2  span: 40 → 41\n"
        "\n"
        "Required: a major version, 2.0.0 or later; 1.5.0 is too small.\n"
        "  major  kites: 1 row removed\n"
        "  minor  kites: 1 row added\n"
        "  patch  kites: 2 values corrected\n"
    )


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


def test_json_holds_the_same(tmp_path: Path) -> None:
    document = json.loads(as_json(compared(tmp_path, restate_all, "1.5.0")))
    assert {name: document[name] for name in ("from", "to", "required", "level", "sufficient")} == {
        "from": "1.4.2",
        "to": "1.5.0",
        "required": "2.0.0",
        "level": "major",
        "sufficient": False,
    }
    assert document["reasons"][0] == {"level": "major", "text": "kites: 1 row removed"}
    assert document["tables"]["kites"]["added"] == ["k9"]
    assert document["tables"]["kites"]["corrections"][0] == {
        "key": "k1",
        "column": "span",
        "old": "12",
        "new": "13",
    }


# Where versions are


def released(kites: Kites, releases: Path) -> Path:
    """Keep an archive of the package, and its manifest, as a release does."""
    name, version = kites.descriptor["name"], kites.descriptor["version"]
    kites.write(releases / version)
    stem = str(releases / f"{name}-{version}")
    archive = Path(shutil.make_archive(stem, "zip", releases / version))
    manifest = manifest_of(name, version, "2026-11-25", {archive.name: archive.read_bytes()})
    (releases / f"{version}.json").write_bytes(manifest.as_json())
    return archive


def test_a_version_is_read_from_a_folder_a_descriptor_an_archive_and_by_its_number(
    tmp_path: Path,
) -> None:
    releases = tmp_path / "releases"
    released(Kites("1.4.2"), releases)
    archive = released(Kites("1.10.0"), releases)
    folder = Kites("0.9.0").write(tmp_path / "folder")
    found = {
        place: str(read_snapshot(place, releases).version)
        for place in (
            *(str(folder), str(folder / "datapackage.json"), str(archive)),
            *("1.4.2", "latest"),
        )
    }
    assert list(found.values()) == ["0.9.0", "0.9.0", "1.10.0", "1.4.2", "1.10.0"]


def test_an_archive_may_hold_its_package_in_a_folder(tmp_path: Path) -> None:
    Kites().write(tmp_path / "kites/kites-1.4.2")
    archive = shutil.make_archive(str(tmp_path / "kites"), "zip", tmp_path / "kites")
    assert str(read_snapshot(archive, tmp_path).version) == "1.4.2"


def refusal(place: Path | str, releases: Path) -> str:
    with pytest.raises(SnapshotError) as caught:
        read_snapshot(str(place), releases)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
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


def test_a_release_that_is_not_as_it_was_is_refused(tmp_path: Path) -> None:
    archive = released(Kites("1.4.2"), tmp_path)
    with archive.open("ab") as file:
        file.write(b" ")
    assert refusal("1.4.2", tmp_path) == f"{archive}: not the bytes that were released"
    archive.unlink()
    assert refusal("latest", tmp_path) == f"{archive}: not there"
    (tmp_path / "1.4.2.json").write_text("{", encoding="utf-8")
    assert f"{tmp_path / '1.4.2.json'}" in refusal("latest", tmp_path)


# The command


def test_before_the_first_release_there_is_nothing_to_compare_with_and_any_number_will_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["latest", str(Kites().write(tmp_path / "new")), "--check"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "versions: no version has been released yet: any number will do\n"


def test_the_command_prints_the_difference_and_fails_only_when_asked_to_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = Kites("1.4.3")
    later.rows["kites"].append(["k4", "red", "3", "anna"])
    places = [str(Kites().write(tmp_path / "old")), str(later.write(tmp_path / "new"))]
    assert main(places) == 0
    assert "Required: a minor version, 1.5.0 or later; 1.4.3 is too small." in (
        capsys.readouterr().out
    )
    assert main([*places, "--check"]) == 1
    assert main([places[0], places[0], "--check"]) == 0


def test_the_command_refuses_what_it_cannot_read_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere"), str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("versions: ")
    assert printed.err.count("\n") == 1

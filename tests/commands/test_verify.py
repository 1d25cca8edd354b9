"""`claims-check verify`: a release against its checksums and its manifest."""

import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.commands.main import main
from scripts.release.archive import checksums, zipped
from scripts.versions.history import make_manifest
from tests.helpers.builders import ROOT

FILES = {
    "data/dates.csv": b"claim_id\nd1\n",
    "datapackage.json": b"{}\n",
    "README.md": b"# Reeds\n",
}
NAME = "reeds-1.2.0.zip"

Files = dict[str, bytes]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive as it was released, without its manifest."""
    return write(tmp_path, {**FILES, "SHA256SUMS": checksums(FILES)})


def write(folder: Path, files: Files) -> Path:
    (folder / NAME).write_bytes(zipped(sorted(files.items())))
    return folder / NAME


def write_manifest(archive: Path, name: str = "reeds-1.2.0.json") -> Path:
    files = {archive.name: archive.read_bytes()}
    manifest = make_manifest("reeds", "1.2.0", "2020-02-29", files)
    (archive.parent / name).write_text(json.dumps(manifest), encoding="utf-8")
    return archive.parent / name


def verify(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str]]:
    """The exit status, and what was printed."""
    status = main(["verify", *map(str, arguments)])
    printed = capsys.readouterr()
    assert bool(printed.err) == (status == 2)
    return status, (printed.err or printed.out).splitlines()


@pytest.mark.parametrize("name", ["reeds-1.2.0.json", "1.2.0.json"])
def test_an_archive_as_it_was_released_passes(archive, capsys, name):
    write_manifest(archive, name)
    assert verify(capsys, archive) == (
        *(0, [f"As released: the archive is as in {name}, and its files as in SHA256SUMS."]),
    )


@pytest.mark.parametrize("other", [None, "1.2.1.json", "notes-1.2.0.json"])
def test_without_its_manifest_an_archive_passes_with_a_reservation(archive, capsys, other):
    if other:
        (archive.parent / other).write_text('{"files": [{"path": "x"}]}', encoding="utf-8")
    status, (line,) = verify(capsys, archive)
    assert status == 0
    assert line.startswith(
        "All files are as in SHA256SUMS. There is no manifest beside the archive"
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            lambda files: files.update({"data/new.csv": b"x\n"}),
            "data/new.csv: was added: SHA256SUMS",
        ),
        (lambda files: files.update({"a\x1b[2Jb": b""}), "a\\x1b[2Jb: was added: SHA256SUMS"),
        (lambda files: files.update({"::error::x": b""}), ": :error::x: was added: SHA256SUMS"),
        (lambda files: files.update({"folder/": b""}), "folder/: was added: SHA256SUMS"),
        (lambda files: files.pop("README.md"), "README.md: was removed: SHA256SUMS has it"),
        (
            lambda files: files.update({"README.md": b"# Weed\n"}),
            "README.md: was changed: SHA256SUMS",
        ),
        (
            lambda files: files.update({"SHA256SUMS": files["SHA256SUMS"] + b"no sum\n"}),
            "SHA256SUMS: line 4 is no checksum with a path",
        ),
    ],
)
def test_each_difference_from_the_checksums_is_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Files], object], line: str
) -> None:
    files = {**FILES, "SHA256SUMS": checksums(FILES)}
    change(files)
    status, (first, verdict) = verify(capsys, write(tmp_path, files))
    assert status == 1
    assert first.startswith(line)
    assert verdict == "Not as released: 1 difference."


def test_a_second_file_of_the_same_path_is_named(archive, capsys):
    with zipfile.ZipFile(archive, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("README.md", b"# Weed\n")
    assert verify(capsys, archive) == (
        1,
        [
            "README.md: is in the archive 2 times",
            "README.md: was changed: SHA256SUMS has another SHA-256",
            "Not as released: 2 differences.",
        ],
    )


def test_a_file_that_cannot_be_read_is_named_with_the_reason(archive, capsys):
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"# Reeds\n", b"# Weeds\n"))
    status, (line, _) = verify(capsys, archive)
    assert (status, line) == (1, "README.md: cannot be read (Bad CRC-32 for file 'README.md')")


def test_an_archive_with_other_files_and_new_checksums_differs_from_its_manifest(archive, capsys):
    write_manifest(archive)
    files = {**FILES, "data/new.csv": b"x\n"}
    write(archive.parent, {**files, "SHA256SUMS": checksums(files)})
    status, (size, digest, verdict) = verify(capsys, archive)
    assert status == 1
    assert size.startswith(f"{NAME}: has ")
    assert digest == f"{NAME}: was changed: reeds-1.2.0.json has another SHA-256"
    assert verdict == "Not as released: 2 differences."


def test_a_manifest_elsewhere_can_be_named(archive, capsys, tmp_path):
    (tmp_path / "else").mkdir()
    manifest = write_manifest(archive).rename(tmp_path / "else/manifest")
    assert verify(capsys, archive, "--manifest", manifest)[0] == 0
    archive.write_bytes(archive.read_bytes() + b"more")
    assert verify(capsys, archive, "--manifest", manifest)[0] == 1
    manifest.write_text("[]", encoding="utf-8")
    assert verify(capsys, archive, "--manifest", manifest) == (
        *(2, [f"checks: {manifest}: is no manifest of a release with {NAME}"]),
    )


def cut(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:200])


def encrypted(archive: Path) -> None:
    """Sets the flag that says so in all headers, of the files and of the directory."""
    content = archive.read_bytes()
    content = content.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0")
    archive.write_bytes(content.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"))


def without_checksums(archive: Path) -> None:
    write(archive.parent, FILES)


def as_a_bomb(archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("zeros", bytes(1_000_000))


def as_a_pipe(archive: Path) -> None:
    archive.unlink()
    os.mkfifo(archive)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (cut, "cannot be read as a zip archive (File is not a zip file)"),
        (encrypted, "is encrypted, password required for extraction"),
        (without_checksums, "there is no SHA256SUMS in it to compare with"),
        (as_a_bomb, "holds more than 100 times its size: not read"),
        (as_a_pipe, "there is no such file"),
        (Path.unlink, "there is no such file"),
    ],
)
def test_an_archive_that_cannot_be_compared_is_refused_in_one_line(archive, capsys, damage, reason):
    damage(archive)
    status, (line,) = verify(capsys, archive)
    assert status == 2
    assert line.startswith(f"checks: {archive}: ")
    assert reason in line


def test_no_change_of_a_byte_ends_in_an_exception_or_passes(archive, capsys):
    write_manifest(archive)
    content = archive.read_bytes()
    for place in random.Random(0).sample(range(len(content)), 150):
        archive.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        status, lines = verify(capsys, archive)
        assert status in (1, 2), place
        assert status == 1 or len(lines) == 1


@pytest.mark.parametrize("version", ["1.0.0", "1.0.1"])
def test_the_releases_of_this_project_are_as_released(version, capsys):
    archive = ROOT / f"releases/mali-extremism-claims-{version}.zip"
    assert verify(capsys, archive)[0] == 0

"""Files are opened for reading in one place: regular ones only, within a bound, in the package."""

import ast
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.commands.main import main
from checks.tables.files import LARGEST, largest_of, read_bytes
from tests.helpers.builders import ROOT, read_descriptor, write_descriptor


def in_place_of(file: Path, put: Callable[[Path], object]) -> Path:
    file.unlink(missing_ok=True)
    put(file)
    return file


def huge(file: Path) -> None:
    """A file of a tebibyte, of which the disk holds nothing."""
    file.touch()
    os.truncate(file, 1 << 40)


NO_FILES = {
    "a pipe": (os.mkfifo, "not a regular file"),
    "a device": (lambda file: file.symlink_to("/dev/zero"), "not a regular file"),
    "a huge file": (huge, "larger than"),
    "a folder": (Path.mkdir, "Is a directory"),
    "a loop of links": (lambda file: file.symlink_to(file.name), "Too many levels"),
}
"""What can stand in the place of a file, with the reason why it is not read."""


@pytest.mark.parametrize("kind", NO_FILES)
def test_only_a_regular_file_within_the_bound_is_read(tmp_path: Path, kind: str) -> None:
    put, reason = NO_FILES[kind]
    with pytest.raises(OSError, match=reason):
        read_bytes(in_place_of(tmp_path / "dates.csv", put))


@pytest.mark.parametrize("name", ["x" * 300, "\ud800", "a\0b", "nowhere/dates.csv"])
def test_a_name_that_no_file_has_is_an_error_of_the_system(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - each system words it in its own way
        read_bytes(tmp_path / name)
    assert caught.value.strerror


def test_a_file_may_have_as_many_bytes_as_the_bound_and_be_reached_by_a_link(
    tmp_path: Path,
) -> None:
    (tmp_path / "tides.csv").write_bytes(b"tide\n")
    (tmp_path / "link.csv").symlink_to("tides.csv")
    assert read_bytes(tmp_path / "link.csv", largest=5) == b"tide\n"
    with pytest.raises(OSError, match="larger than 4 bytes"):
        read_bytes(tmp_path / "link.csv", largest=4)


def test_the_bound_follows_the_size_that_a_descriptor_states() -> None:
    assert 1_000 < largest_of(1_000) < LARGEST
    assert largest_of(10**10) > 10**10
    assert largest_of(None) == largest_of("many") == LARGEST


# In a package


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("kind", ["a pipe", "a huge file", "a folder"])
def test_a_table_that_is_no_file_is_a_problem_and_stops_what_needs_it(
    small: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    put, reason = NO_FILES[kind]
    in_place_of(small / "data/dates.csv", put)
    status, out, _ = run(capsys, small, "--format", "github")
    assert status == 1
    assert f"expected a file that can be read ({reason}" in out
    for command in ("describe", "build"):
        status, out, err = run(capsys, command, small)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert f"data/dates.csv: cannot be read ({reason}" in err


@pytest.mark.parametrize("kind", ["a pipe", "a huge file", "a device", "a folder"])
@pytest.mark.parametrize("file", ["datapackage.json", "schemas/dates.json"])
def test_a_descriptor_or_a_schema_that_is_no_file_is_refused_in_one_line(
    small: Path, capsys: pytest.CaptureFixture[str], file: str, kind: str
) -> None:
    in_place_of(small / file, NO_FILES[kind][0])
    for command in ([], ["build"], ["describe"]):
        status, out, err = run(capsys, *command, small)
        assert (status, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("file", ["datapackage.json", "schemas/dates.json", "data/dates.csv"])
def test_a_link_is_followed_inside_the_package_only(
    small: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    kept = small / "kept"
    shutil.move(small / file, kept)
    (small / file).symlink_to(kept)
    assert run(capsys, "describe", small)[0] == 0
    shutil.move(kept, small.parent / "elsewhere")
    in_place_of(small / file, lambda link: link.symlink_to(small.parent / "elsewhere"))
    status, _, err = run(capsys, small)
    assert (status, err.count("\n")) == (2, 1)
    assert "leaves the package by a link" in err


@pytest.mark.parametrize("path", ["x" * 300, f"data/{'x' * 300}.csv", "data/\ud800.csv"])
def test_a_path_that_no_file_can_have_is_a_missing_file(
    small: Path, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    descriptor = read_descriptor(small)
    (dates,) = (each for each in descriptor["resources"] if each["name"] == "dates")
    dates["path"] = path
    (small / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    for command, expected in (([], (1, 2)), (["build"], (2,)), (["describe"], (2,))):
        status, _, err = run(capsys, *command, small)
        assert status in expected
        assert err.count("\n") == (status == 2)


def test_a_schema_path_of_300_characters_is_refused(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    descriptor = read_descriptor(small)
    descriptor["resources"][0]["schema"] = "x" * 300
    write_descriptor(small, descriptor)
    for command in ([], ["build"], ["describe"]):
        status, out, err = run(capsys, *command, small)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "no schema file" in err


# One place

OPENING = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
"""Functions and methods that open files."""

MAY_OPEN = {
    "tables/files.py",
    "write/rewriting.py",
    "write/locking.py",
    "commands/process.py",  # /dev/null, in the place of a stream that is closed
    "commands/main.py",  # a pipe that --output names
    "commands/usage.py",  # the version of the program
    "commands/verify.py",  # an archive, which is hashed part by part
}


def test_no_other_module_opens_files() -> None:
    found = {
        file.relative_to(ROOT / "checks").as_posix()
        for file in (ROOT / "checks").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and called(call) in OPENING and not is_ours(call)
    }
    assert found <= MAY_OPEN
    assert "tables/files.py" in found


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def is_ours(call: ast.Call) -> bool:
    """Whether a call is of the function of this program, or of a resource, which calls it."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id == "read_bytes"
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "resource"

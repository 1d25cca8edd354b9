"""The wheel and the source archive of the program."""

import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from scripts.release.archive import rezipped, tarred
from scripts.release.edition import ReleaseError
from scripts.release.program import SOURCES, program_files
from tests.helpers.builders import ROOT

NAMES = ("mali_extremism_claims-{}-py3-none-any.whl", "mali_extremism_claims-{}.tar.gz")


@pytest.fixture(scope="module")
def program() -> dict[str, bytes]:
    return dict(program_files(ROOT))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The sources of the program in another folder, with later times and fewer permissions."""
    folder = tmp_path / "another clone"
    folder.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for file in folder.rglob("*"):
        os.utime(file, (2_000_000_000, 2_000_000_000))
        file.chmod(0o700)
    return folder


def version() -> str:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return text.partition('version = "')[2].partition('"')[0]


def test_both_have_the_names_that_pip_expects(program):
    assert list(program) == [name.format(version()) for name in NAMES]


def test_another_clone_gives_the_same_bytes_and_another_program_others(program, clone):
    assert program_files(clone) == program
    with (clone / "checks/__init__.py").open("a") as module:
        module.write("# Changed.\n")
    for name, content in program_files(clone).items():
        assert content != program[name]


def test_the_source_archive_builds_the_same_wheel(program, tmp_path):
    wheel, source = program
    (tmp_path / source).write_bytes(program[source])
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "wheel"]
    here = ["--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path]
    subprocess.run([*pip, *here, tmp_path / source], check=True)
    assert rezipped((tmp_path / wheel).read_bytes()) == program[wheel]


def test_both_hold_the_program_and_the_profile_and_no_tests_or_claims(program):
    wheel, source = (program[name] for name in program)
    names = set(zipfile.ZipFile(io.BytesIO(wheel)).namelist())
    assert {"checks/commands/verify.py", "checks/proof/words.csv"} <= names
    top = f"mali_extremism_claims-{version()}/"
    with tarfile.open(fileobj=io.BytesIO(source)) as archive:
        names = {name.removeprefix(top) for name in archive.getnames()}
    assert {"checks/commands/verify.py", "pyproject.toml", "data/properties.csv"} <= names
    assert not [name for name in names if name.startswith(("tests/", "data/dates", "scripts/"))]


def test_a_package_without_a_program_has_neither(tmp_path):
    assert program_files(tmp_path) == {}


def test_a_program_that_cannot_be_built_is_refused_with_the_reason(clone):
    (clone / "pyproject.toml").write_text("[project]\nname = 3\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match="the program cannot be built: "):
        program_files(clone)


@pytest.mark.parametrize("size", [0, 1, 0xFFFF - 1536, 0xFFFF, 200_000])
def test_an_archive_is_read_as_it_was_written_whatever_its_size(size):
    content = bytes(index % 251 for index in range(size))
    packed = tarred([("a/b.txt", content), ("c.txt", b"")])
    assert len(gzip.decompress(packed)) % 512 == 0
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        first, second = archive.getmembers()
        assert archive.extractfile(first).read() == content
    assert [(each.name, each.mode, each.uid, each.mtime) for each in (first, second)] == [
        ("a/b.txt", 0o644, 0, 315_532_800),
        ("c.txt", 0o644, 0, 315_532_800),
    ]

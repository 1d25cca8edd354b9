"""The program of the checkout, to be installed: a wheel and a source archive."""

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scripts.release.archive import rezipped, tarred
from scripts.release.edition import ReleaseError

SOURCES = (
    *("checks", "data", "schemas", "datapackage.json"),
    *("pyproject.toml", "README.md", "LICENSE", "LICENSE-CODE"),
)
"""The files and folders of the checkout that setuptools makes both from."""

_BUILD = "from setuptools import build_meta as make; make.build_sdist('..'); make.build_wheel('..')"


def program_files(checkout: Path) -> Mapping[str, bytes]:
    """The wheel and the source archive, by the names that pip expects; empty without a program.

    setuptools works in a copy. Its archives are packed again, because they hold times, and are
    compressed.

    Raises:
        ReleaseError: setuptools fails; the message is its last line.
    """
    if not (checkout / "checks").is_dir():
        return {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _copy(checkout, folder / "source")
        command = [sys.executable, "-I", "-c", _BUILD]
        done = subprocess.run(
            command, cwd=folder / "source", capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ReleaseError(f"the program cannot be built: {done.stderr.splitlines()[-1]}")
        (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
        return {wheel.name: rezipped(wheel.read_bytes()), source.name: _packed_again(source)}


def _copy(checkout: Path, folder: Path) -> None:
    folder.mkdir()
    for name in SOURCES:
        if (checkout / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(checkout / name, folder / name, ignore=ignored)
        else:
            shutil.copy(checkout / name, folder)


def _packed_again(source: Path) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(source.read_bytes())) as archive:
        files = {
            member.name: opened.read()
            for member in archive.getmembers()
            if (opened := archive.extractfile(member))
        }
    return tarred(sorted(files.items()))

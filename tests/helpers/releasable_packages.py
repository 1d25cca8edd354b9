"""Packages with everything that a release needs: an invented one, and a copy of this checkout."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from checks.checking import build_report_with_update
from scripts.release.contents import COPIED
from tests.helpers.builders import ROOT, describe, read_descriptor, write_descriptor
from tests.helpers.contradictory_package import contradictory_package

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "4711",
}
"""Another day, an encoding that is not UTF-8, and another order of sets."""

README = """# Guilds

## Load a table

With any program that reads CSV.

<!-- Only in a checkout -->
`make guilds` lists them.
<!-- Everywhere again -->

Or with a spreadsheet.

## More

No more.
"""


def releasable(folder: Path, version: str = "1.2.3", day: str = "2020-02-29") -> Path:
    """A small valid package of that version, and what belongs into its archive."""
    contradictory_package(folder)
    shutil.copytree(ROOT / "schemas/views", folder / "schemas/views")
    descriptor = read_descriptor(folder) | {
        "title": "Guilds of nowhere",
        "description": "What is said of guilds.",
        "licenses": [{"name": "CC-BY-4.0"}],
        "contributors": [{"title": "Guild readers", "roles": ["creator"]}],
    }
    write_descriptor(folder, descriptor)
    build_report_with_update(folder)
    (folder / "docs").mkdir()
    for path in COPIED:
        (folder / path).write_text(f"{path} of the guilds.\n", encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")
    number(folder, version, day)
    return folder


def number(folder: Path, version: str, day: str = "2020-02-29", notes: str = "News.") -> None:
    """Give the small package a version, in each place that has one."""
    descriptor = read_descriptor(folder) | {"version": version}
    write_descriptor(folder, descriptor)
    describe(folder)
    changelog = folder / "CHANGELOG.md"
    before = changelog.read_text(encoding="utf-8") if changelog.exists() else ""
    text = f"## {version} - {day}\n\n{notes}\n\n{before}"
    changelog.write_text(text, encoding="utf-8")


def checkout(folder: Path, day: str = "2020-02-29") -> Path:
    """A copy of what this checkout is released from, with a day for its version."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("checks", "data", "docs", "schemas", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for file in ("*.md", "*.cff", "LICENSE*", "datapackage.json", "pyproject.toml"):
        for path in ROOT.glob(file):
            shutil.copy(path, folder)
    version = json.loads((folder / "datapackage.json").read_text("utf-8"))["version"]
    edit(folder / "CHANGELOG.md", rf"^## {re.escape(version)} - \S+$", f"## {version} - {day}")
    return folder


def build(folder: Path, environment: Mapping[str, str], umask: int = 0o022) -> None:
    """Build release and site of a copy of the checkout, each in a process of its own."""
    checkout(folder)
    for module in ("scripts.release", "scripts.site"):
        done = subprocess.run(
            [sys.executable, "-m", module, "--quiet"],
            cwd=folder,
            env={"PATH": os.environ["PATH"], **environment},
            umask=umask,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr.decode()) == (0, ""), module


def edit(file: Path, pattern: str, replacement: str) -> None:
    text = re.sub(pattern, replacement, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")

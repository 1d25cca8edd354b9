"""Imports go one way: load, structure, rules, findings, register, reports."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.builders import ROOT

MAY_USE = {
    "tables": set(),
    "structure": {"tables"},
    "rules": {"tables"},
    "findings": {"tables", "structure", "rules"},
    "passages": {"tables"},
    "proof": {"tables", "passages"},
    "write": {"tables", "rules", "findings", "passages"},
    "register": {"tables", "findings", "write"},
    "reports": {"tables", "rules", "findings"},
}
"""The folders of the program, each with those that it may import from, beside itself."""


def imported(file: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    whole = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return whole | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("folder", MAY_USE)
def test_a_folder_imports_from_itself_and_from_those_before_it(folder: str) -> None:
    files = list((ROOT / "checks" / folder).rglob("*.py"))
    assert files
    used = {name for file in files for name in imported(file) if name.startswith("checks")}
    assert {name.split(".")[1] for name in used} <= MAY_USE[folder] | {folder}


def test_the_checks_import_nothing_of_the_commands_for_maintainers_or_of_the_tests() -> None:
    used = {name for file in (ROOT / "checks").rglob("*.py") for name in imported(file)}
    assert not [name for name in used if name.split(".")[0] in ("scripts", "tests")]


@pytest.mark.parametrize("module", ["checks.tables.reading", "checks.structure.cells"])
def test_a_module_can_be_imported_first(module: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {module}"], cwd=ROOT, check=True)

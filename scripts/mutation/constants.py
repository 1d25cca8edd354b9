"""Mutants of constants: mutmut changes functions alone, and rules have vocabularies and names.

The changes are mutmut's own. Each is tried in a process forked from one that has imported the heavy
libraries: it imports the changed module in place of the real one, and runs the tests that reach it.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from scripts.mutation.results import CONSTANTS, MUTANTS, differing, read_constants, verdict_of
from scripts.mutation.tree import TREE

_HEAVY = ("hypothesis", "pandas", "pandera.pandas", "pyarrow.compute", "pytest")


@dataclass(frozen=True)
class ChangedModule:
    """A module with one change outside of its functions."""

    name: str
    original: str
    mutant: str
    code: str


def changed_modules(source: Path) -> Iterator[ChangedModule]:
    """Every change that mutmut knows, of what stands outside of functions."""
    import libcst
    from mutmut.mutation.file_mutation import create_mutations, deep_replace

    text = (TREE / source).read_text("utf-8")
    module, mutations, *_ = create_mutations(str(source), text)
    name = ".".join(source.with_suffix("").parts)
    outside = [
        mutation
        for mutation in mutations
        if not isinstance(mutation.contained_by_top_level_function, libcst.FunctionDef)
    ]
    for number, mutation in enumerate(outside, start=1):
        code = deep_replace(module, mutation.original_node, mutation.mutated_node).code
        changed = differing(text.splitlines(), code.splitlines())
        yield ChangedModule(f"{name}.constant__mutmut_{number}", *changed, code)


def try_constants(source: Path, *, survivors_only: bool) -> None:
    """Run the tests on every mutant of the constants of a source file, and record the results.

    Args:
        source: the path of the file in the checkout.
        survivors_only: keep the results of those that are known to be killed.
    """
    recorded = read_constants()
    before = recorded.get(source.as_posix(), {})
    known = {(found["original"], found["mutant"]): found["code"] for found in before.values()}
    results: dict[str, dict[str, Any]] = {}
    tests = _tests_of(source)
    for changed in changed_modules(source):
        code = known.get((changed.original, changed.mutant))
        if code is None or not (survivors_only and verdict_of(code) != "survived"):
            code = _exit_code(changed, source, tests)
        results[changed.name] = {
            "original": changed.original,
            "mutant": changed.mutant,
            "code": code,
        }
    recorded[source.as_posix()] = results
    CONSTANTS.write_text(json.dumps(recorded, indent=1), encoding="utf-8")


def _tests_of(source: Path) -> list[str]:
    """The tests that reach a function of the module, as mutmut has recorded them."""
    prefix = ".".join(source.with_suffix("").parts) + "."
    statistics = json.loads((MUTANTS / "mutmut-stats.json").read_text("utf-8"))
    return sorted(
        test
        for test, functions in statistics["reached"].items()
        if any(function.startswith(prefix) for function in functions)
    )


def _exit_code(changed: ChangedModule, source: Path, tests: Sequence[str]) -> int:
    """What pytest says to a changed module, in a process of its own."""
    for name in _HEAVY:
        importlib.import_module(name)
    process = os.fork()
    if process == 0:
        code = 1
        try:
            code = _run_tests(changed, source, tests)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _run_tests(changed: ChangedModule, source: Path, tests: Sequence[str]) -> int:
    import pytest

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.environ["MUTANT_UNDER_TEST"] = changed.name
    os.chdir(MUTANTS)
    sys.path.insert(0, str(Path.cwd()))
    module = ".".join(source.with_suffix("").parts)
    sys.meta_path.insert(0, _InPlace(module, str(source.absolute()), changed.code))
    options = ["-x", "-q", "-p", "scripts.mutation.quickest_first", "-p", "no:cacheprovider"]
    return int(pytest.main([*options, "--hypothesis-profile=mutation", "--rootdir=.", *tests]))


class _InPlace(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and loads one module from a text in place of its file."""

    def __init__(self, module: str, path: str, code: str) -> None:
        self._module, self._path, self._code = module, path, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A specification for that module, and none for any other."""
        del path, target
        if fullname != self._module:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self._path)

    def exec_module(self, module: ModuleType) -> None:
        """Run the text as the module."""
        exec(compile(self._code, self._path, "exec"), module.__dict__)

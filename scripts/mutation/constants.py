"""Mutants of constants: mutmut changes functions alone, and rules have vocabularies and names.

The changes are mutmut's own. A process that has imported a module becomes one with a changed module
by running the changed text in its place: functions that stand elsewhere see the new constants, and
classes take the new attributes.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, is_dataclass
from hashlib import sha256
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from scripts.mutation.results import CONSTANTS, differing

_KEPT = {"__dict__", "__weakref__", "__module__", "_abc_impl", "__abstractmethods__"}


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

    text = source.read_text("utf-8")
    module, mutations, *_ = create_mutations(str(source), text)
    outside = [
        mutation
        for mutation in mutations
        if not isinstance(mutation.contained_by_top_level_function, libcst.FunctionDef)
    ]
    for number, mutation in enumerate(outside, start=1):
        code = deep_replace(module, mutation.original_node, mutation.mutated_node).code
        changed = differing(text.splitlines(), code.splitlines())
        yield ChangedModule(f"{_module(source)}.constant__mutmut_{number}", *changed, code)


def write_changes(source: Path, mutants: Path) -> None:
    """Write the changes of a source file beside its mutants, and forget results of other texts.

    Args:
        source: the file, as mutmut names it.
        mutants: the folder of the mutants.
    """
    digest = sha256(source.read_bytes()).hexdigest()
    written = mutants / f"{source}.constants"
    if written.is_file() and json.loads(written.read_text("utf-8"))["digest"] == digest:
        return
    changes = [asdict(changed) for changed in changed_modules(source)]
    written.write_text(json.dumps({"digest": digest, "changes": changes}), encoding="utf-8")
    path = mutants / CONSTANTS.name
    recorded = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    before = recorded.get(source.as_posix(), {}).values()
    known = {(found["original"], found["mutant"]): found for found in before}
    recorded[source.as_posix()] = {
        changed["name"]: known.get(
            (changed["original"], changed["mutant"]),
            {"original": changed["original"], "mutant": changed["mutant"], "code": None},
        )
        for changed in changes
    }
    path.write_text(json.dumps(recorded, indent=1), encoding="utf-8")


def read_changes(mutants: Path) -> dict[str, ChangedModule]:
    """The changes of all files, by their names."""
    changes = {}
    for path in sorted(mutants.glob("checks/**/*.constants")):
        for changed in json.loads(path.read_text("utf-8"))["changes"]:
            changes[changed["name"]] = ChangedModule(**changed)
    return changes


def become(name: str, code: str) -> None:
    """Let this process have imported a module with this text."""
    module = sys.modules[name]
    before = dict(vars(module))
    exec(compile(code, str(module.__file__), "exec"), vars(module))
    for key, old in before.items():
        new = vars(module)[key]
        if new is old or key.startswith("__"):
            continue
        if isinstance(old, type) and isinstance(new, type):
            _take_over(old, new)
            setattr(module, key, old)
        else:
            _replace(key, old, new)


def _take_over(old: type[Any], new: type[Any]) -> None:
    """Give a class the attributes of another; its methods find all else in the module.

    The method that makes an object of a dataclass is its own: it holds the default values.
    """
    for key, value in vars(new).items():
        is_method = isinstance(value, FunctionType)
        if key not in _KEPT and (not is_method or (key == "__init__" and is_dataclass(new))):
            setattr(old, key, value)


def _replace(key: str, old: object, new: object) -> None:
    """Put a new value in the place of an old one in every module that has imported it."""
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and vars(module).get(key) is old:
            setattr(module, key, new)


def _module(source: Path) -> str:
    return ".".join(source.with_suffix("").parts)

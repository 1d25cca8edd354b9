"""What a mutation run has left behind: the verdict on each mutant, and the text of those alive."""

import difflib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, Literal

from scripts.mutation.tree import TREE

MUTANTS = TREE / "mutants"
"""Where mutmut keeps the mutated code, a copy of the tests, and its results."""

CONSTANTS = MUTANTS / "constants.json"
"""The results for what mutmut leaves alone: constants of modules and classes."""

Verdict = Literal["killed", "timeout", "survived", "untested"]

_VERDICTS: dict[int | None, Verdict] = {
    0: "survived",
    1: "killed",
    3: "killed",  # an error inside pytest
    5: "untested",
    33: "untested",
    36: "timeout",
    152: "timeout",
    255: "timeout",
    -9: "timeout",
    -24: "timeout",
    None: "untested",
}


@dataclass(frozen=True)
class Mutant:
    """A change of the code, and what the tests said to it.

    `original` and `mutant` are the lines that differ, without indentation, one after the other.
    `budget` is how many seconds the tests that it met may have taken together.
    """

    name: str
    source: str
    function: str
    original: str
    mutant: str
    verdict: Verdict
    budget: float = inf


def options() -> list[str]:
    """The options for pytest in the folder of the mutants: which tests, in which order."""
    settings: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    mutmut = settings["tool"]["mutmut"]
    chosen = [*mutmut["pytest_add_cli_args"], *mutmut["pytest_add_cli_args_test_selection"]]
    return ["-q", "-p", "no:cacheprovider", "--rootdir=.", *chosen]


def mutated_sources() -> list[Path]:
    """The source files that have mutants, sorted, by their paths in the checkout."""
    found = [path.relative_to(TREE) for path in TREE.glob("checks/**/*.py")]
    return sorted(path for path in found if (MUTANTS / f"{path}.meta").is_file())


def mutants_of(source: Path) -> Iterator[Mutant]:
    """All mutants of one source file: those of functions, then those of constants."""
    text = (MUTANTS / source).read_text("utf-8").splitlines()
    spans = _read(MUTANTS / f"{source}.spans")["spans"]
    metadata = _read(MUTANTS / f"{source}.meta")
    for name, code in metadata["exit_code_by_key"].items():
        generated = name.rpartition(".")[2]
        base = generated.rpartition("__mutmut_")[0]
        one, other = (
            text[spans[key][0] - 1 : spans[key][1]] for key in (f"{base}__mutmut_orig", generated)
        )
        changed = differing(one, other)
        place, budget = source.as_posix(), metadata["durations_by_key"].get(name, inf)
        yield Mutant(name, place, _readable(base), *changed, verdict_of(code), budget)
    for name, found in read_constants().get(source.as_posix(), {}).items():
        yield Mutant(
            name,
            source.as_posix(),
            "constants",
            found["original"],
            found["mutant"],
            verdict_of(found["code"]),
            found.get("budget", inf),
        )


def read_constants() -> dict[str, dict[str, Any]]:
    """The results for constants: by source file, then by name."""
    return _read(CONSTANTS) if CONSTANTS.is_file() else {}


def differing(one: list[str], other: list[str]) -> tuple[str, str]:
    """The lines that two texts do not share, of each text as one line."""
    texts = [[line.strip() for line in lines if "__mutmut_" not in line] for lines in (one, other)]
    matcher = difflib.SequenceMatcher(a=texts[0], b=texts[1], autojunk=False)
    changes = [change[1:] for change in matcher.get_opcodes() if change[0] != "equal"]
    return (
        " ".join(line for start, end, _, _ in changes for line in texts[0][start:end]),
        " ".join(line for _, _, start, end in changes for line in texts[1][start:end]),
    )


def verdict_of(code: int | None) -> Verdict:
    """What an exit code of the tests says; one that is not known is a kill by a signal."""
    return _VERDICTS.get(code, "killed")


def _read(path: Path) -> dict[str, Any]:
    contents: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return contents


def _readable(mangled: str) -> str:
    """`xǁDatesAgreeǁderive` is `DatesAgree.derive`, and `x_places` is `places`."""
    return mangled.removeprefix("xǁ").removeprefix("x_").replace("ǁ", ".")

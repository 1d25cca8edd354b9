"""Why a mutant that no test notices is no gap in the tests: the rows of `equivalents.csv`.

A row gives a change as a fragment of the code and what stands in its place, where it applies (a
pattern for `file function`), and the reason why no test can tell the two apart.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from scripts.mutation.results import Mutant

EXPLANATIONS = Path(__file__).with_name("equivalents.csv")


@dataclass(frozen=True)
class Explanation:
    """A change that makes no difference, and why."""

    where: str
    original: str
    mutant: str
    reason: str

    def fits(self, mutant: Mutant) -> bool:
        """Whether the mutant is this change, in a place where it makes no difference."""
        place = f"{mutant.source.removeprefix('checks/')} {mutant.function}"
        return fnmatchcase(place, self.where) and any(
            mutant.original[:start] + self.mutant + mutant.original[start + len(self.original) :]
            == mutant.mutant
            for start in _places(self.original, mutant.original)
        )


def _places(fragment: str, text: str) -> Iterable[int]:
    """Where the fragment begins in the text."""
    start = text.find(fragment)
    while start >= 0:
        yield start
        start = text.find(fragment, start + 1)


def read_explanations() -> tuple[Explanation, ...]:
    """The rows of `equivalents.csv`."""
    with EXPLANATIONS.open(encoding="utf-8", newline="") as file:
        return tuple(Explanation(**row) for row in csv.DictReader(file))


def reason_for(mutant: Mutant, explanations: Iterable[Explanation]) -> str | None:
    """Why no test notices the mutant; None where nobody has said so yet."""
    return next((item.reason for item in explanations if item.fits(mutant)), None)

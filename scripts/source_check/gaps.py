"""Gaps between coding and text, and the exceptions that allow some of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from checks.tables.rows import TableError, read_csv

COLUMNS = ("passage_id", "check", "token", "reason")

Exceptions: TypeAlias = frozenset[tuple[str, str, str]]
"""Passage, check and token of each gap that is allowed."""


@dataclass(frozen=True, order=True)
class Gap:
    """A token of the text that is not coded, or a part of the coding that the text lacks."""

    passage_id: str
    check: str
    token: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """The result of one check: how many things of each kind it examined, and its gaps."""

    check: str
    examined: Counter[str] = field(default_factory=Counter)
    gaps: list[Gap] = field(default_factory=list)

    def gap(self, passage_id: str, token: str, message: str) -> None:
        """Add a gap."""
        self.gaps.append(Gap(passage_id, self.check, token, message))


def read_exceptions(file: Path, name: str) -> Exceptions:
    """The exceptions in a CSV file; empty if there is no such file.

    Raises:
        TableError: the file has other columns, a row without a reason, or the same row twice.
    """
    if not file.exists():
        return frozenset()
    exceptions = set()
    for row in read_csv(file, name, COLUMNS):
        key = (row["passage_id"], row["check"], row["token"])
        if not row["reason"].strip():
            raise TableError(f"{name}: the exception {key} has no reason")
        if key in exceptions:
            raise TableError(f"{name}: the exception {key} is listed twice")
        exceptions.add(key)
    return frozenset(exceptions)


def without_exceptions(outcomes: Iterable[Outcome], exceptions: Exceptions) -> list[Outcome]:
    """The outcomes without the allowed gaps, and one more outcome about the exceptions.

    An exception without its gap is a gap itself: the coding or the text has changed.
    """
    remaining = []
    unused = set(exceptions)
    for outcome in outcomes:
        keys = {gap: (gap.passage_id, gap.check, gap.token) for gap in outcome.gaps}
        unused -= set(keys.values())
        gaps = [gap for gap in outcome.gaps if keys[gap] not in exceptions]
        remaining.append(Outcome(outcome.check, outcome.examined, gaps))
    itself = Outcome("exceptions", Counter({"exceptions": len(exceptions)}))
    for passage_id, check, token in sorted(unused):
        itself.gap(passage_id, token, f"exception to the check {check!r} is not needed any more")
    return [*remaining, itself]

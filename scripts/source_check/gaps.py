"""Gaps between coding and text, and the list of those that are meant to be."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from checks.tables.rows import TableError, read_csv

COLUMNS = ("passage_id", "check", "token", "reason")


@dataclass(frozen=True, order=True)
class Gap:
    """One thing of the text that the coding misses, or of the coding that the text lacks."""

    passage_id: str
    check: str
    token: str
    missing: str


@dataclass(frozen=True)
class Outcome:
    """What one check looked at, by kind, and the gaps it found."""

    check: str
    examined: Counter[str] = field(default_factory=Counter)
    gaps: list[Gap] = field(default_factory=list)

    def gap(self, passage_id: str, token: str, missing: str) -> None:
        """Note a gap of this check."""
        self.gaps.append(Gap(passage_id, self.check, token, missing))


def read_exceptions(file: Path, name: str) -> dict[tuple[str, str, str], str]:
    """The reason of each exception, by passage, check and token. No file: none.

    Raises:
        TableError: the file is no such table, repeats an exception, or one has no reason.
    """
    if not file.exists():
        return {}
    reasons: dict[tuple[str, str, str], str] = {}
    for row in read_csv(file, name, COLUMNS):
        key = (row["passage_id"], row["check"], row["token"])
        if not row["reason"].strip():
            raise TableError(f"{name}: no reason is given for {key}")
        if key in reasons:
            raise TableError(f"{name}: {key} stands there twice")
        reasons[key] = row["reason"]
    return reasons


def without_exceptions(
    outcomes: Iterable[Outcome], reasons: dict[tuple[str, str, str], str]
) -> list[Outcome]:
    """The outcomes less the gaps that are excepted, and one more for the exceptions themselves.

    An exception that excepts nothing is a gap: the coding or the text has moved on.
    """
    remaining = []
    used = set()
    for outcome in outcomes:
        excepted = {(gap.passage_id, gap.check, gap.token) for gap in outcome.gaps} & set(reasons)
        used |= excepted
        gaps = [
            gap for gap in outcome.gaps if (gap.passage_id, gap.check, gap.token) not in excepted
        ]
        remaining.append(Outcome(outcome.check, outcome.examined, gaps))
    itself = Outcome("exceptions", Counter({"exceptions": len(reasons)}))
    for passage_id, check, token in sorted(set(reasons) - used):
        itself.gap(passage_id, token, f"the exception for the check {check!r} is not needed")
    return [*remaining, itself]

"""How many findings there are of each severity and disposition, for documents and pages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checks.rules.rule import SEVERITIES
from checks.tables.description import code_meanings
from checks.tables.package import Resource

Judged: TypeAlias = Iterable[tuple[str, str]]
"""The severity and the disposition of each finding."""

NOUNS = {"error": "error", "warning": "warning", "info": "remark"}
"""What findings of a severity are called."""

MEANINGS = {
    "error": "the claims cannot all be true",
    "warning": "all can be true, but only if something holds that the text does not say",
    "info": "worth a reader's look: form, currency, coverage or attribution",
}
"""What a severity means, in the words that the documents share."""


@dataclass(frozen=True)
class Tally:
    """A disposition, its meaning, and the number of its findings by severity."""

    disposition: str
    meaning: str
    numbers: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many findings have the disposition."""
        return sum(self.numbers.values())


def dispositions(register: Resource) -> Mapping[str, str]:
    """The dispositions that a register allows, in order, with their meanings."""
    return code_meanings(register.schema.field("disposition"))


def tallies(judged: Judged, meanings: Mapping[str, str]) -> list[Tally]:
    """A tally for each disposition that findings have.

    Args:
        judged: severity and disposition of each finding.
        meanings: as `dispositions` returns them. Other dispositions come last. What follows a comma
            (`editorial, to review`) has no part in the meaning.
    """
    numbers = Counter(judged)
    order = [*meanings]
    found = sorted(
        {disposition for _, disposition in numbers},
        key=lambda item: (order.index(_code(item)) if _code(item) in order else len(order), item),
    )
    return [
        Tally(
            disposition,
            meanings.get(_code(disposition), ""),
            {severity: numbers[severity, disposition] for severity in SEVERITIES},
        )
        for disposition in found
    ]


def _code(disposition: str) -> str:
    return disposition.partition(",")[0]


def as_table(of: Iterable[Tally]) -> str:
    """Tallies as a Markdown table, with one column for each severity."""
    head = " | ".join(f"{noun}s" for noun in NOUNS.values())
    lines = [f"| disposition | meaning | {head} |", f"|---|---|{'--:|' * len(NOUNS)}"]
    lines += [
        f"| `{tally.disposition}` | {tally.meaning} | "
        + " | ".join(f"{tally.numbers[severity]:,}" for severity in NOUNS)
        + " |"
        for tally in of
    ]
    return "\n".join(lines) + "\n"

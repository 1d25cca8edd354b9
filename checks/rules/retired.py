"""Rules that there were. A retired rule keeps its name, which no other rule ever gets."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RetiredRule:
    """A rule that is no longer run.

    Attributes:
        name: its name.
        version: the version of this project that no longer has it.
        reason: why, in a sentence without its full stop.
        instead: what to use in its place, such as `the rule dates-agree`; empty for nothing.
    """

    name: str
    version: str
    reason: str
    instead: str = ""

    def __str__(self) -> str:
        """One sentence: `the rule x was retired in 2.0.0: use y (reason)`."""
        use = f": use {self.instead}" if self.instead else ""
        return f"the rule {self.name} was retired in {self.version}{use} ({self.reason})"


RETIRED: tuple[RetiredRule, ...] = (
    RetiredRule(
        "claims-stated-once",
        "2.0.0",
        "that two passages say the same is a link between claims, and no inconsistency",
        "data/restatements.csv",
    ),
)
"""All of them, by name. Who takes a rule away adds it here."""


def retired_rules() -> tuple[RetiredRule, ...]:
    """All rules that there are no more."""
    return RETIRED


def retired_rule(name: str) -> RetiredRule | None:
    """The retired rule of that name, if there is one."""
    return next((rule for rule in retired_rules() if rule.name == name), None)

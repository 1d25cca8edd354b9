"""What the rules made of the cases: counts, intervals, and every shortfall."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from math import sqrt

Z_95 = 1.959963984540054
"""The 97.5 percent quantile of the standard normal distribution."""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The Wilson 95 percent score interval of a proportion; (0, 1) without a trial.

    Raises:
        ValueError: more successes than trials, or a negative number.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no proportion")
    if trials == 0:
        return 0.0, 1.0
    share, square = successes / trials, Z_95**2
    middle = share + square / (2 * trials)
    margin = Z_95 * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    low, high = ((middle + sign * margin) / (1 + square / trials) for sign in (-1, 1))
    return (0.0 if successes == 0 else low), (1.0 if successes == trials else high)


@dataclass(frozen=True, order=True)
class Shortfall:
    """Something that fell short of the label: what, of which rule, in which case."""

    rule: str
    kind: str
    operator: str
    twin: bool
    case: int
    detail: str


@dataclass
class Score:
    """How one rule did.

    Attributes:
        faults: cases with a fault for it.
        found: of these, those in which it found the fault, with exactly the labelled claims.
        twins: benign twins of these.
        alarmed: of these, those in which it found something.
        false_alarms: its findings, in all cases, that no label speaks of.
        examined: comparable groups in all cases.
        not_evaluable: of these, those that lacked an input.
        crashes: cases in which it raised an exception.
        skipped: faults and twins that were not tried, because there is no such rule.
    """

    faults: int = 0
    found: int = 0
    twins: int = 0
    alarmed: int = 0
    false_alarms: int = 0
    examined: int = 0
    not_evaluable: int = 0
    crashes: int = 0
    skipped: int = 0

    @property
    def missed(self) -> int:
        """Faults that were not found."""
        return self.faults - self.found

    @property
    def recall(self) -> float:
        """Share of the faults that were found; 1 if there were none."""
        return self.found / self.faults if self.faults else 1.0

    @property
    def precision(self) -> float:
        """Share of the findings that were faults; 1 if there were none."""
        findings = self.found + self.false_alarms
        return self.found / findings if findings else 1.0

    @property
    def alarms_per_100(self) -> float:
        """Of 100 benign twins, in how many the rule finds something."""
        return 100 * self.alarmed / self.twins if self.twins else 0.0

    @property
    def not_evaluable_rate(self) -> float:
        """Share of the comparable groups that lacked an input."""
        return self.not_evaluable / self.examined if self.examined else 0.0

    @property
    def falls_short(self) -> bool:
        """Whether a fault was missed or not tried, an alarm was false, or the rule crashed."""
        return bool(self.missed or self.false_alarms or self.crashes or self.skipped)

    def add(self, other: "Score") -> None:
        """Add the counts of another part of the cases."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass
class Scores:
    """The scores of all rules by name, and the shortfalls."""

    rules: dict[str, Score] = field(default_factory=dict)
    shortfalls: list[Shortfall] = field(default_factory=list)

    def of(self, rule: str) -> Score:
        """The score of one rule, which is empty at first."""
        return self.rules.setdefault(rule, Score())

    @property
    def cases(self) -> int:
        """Faults and twins of all rules, without those that were skipped."""
        return sum(score.faults + score.twins for score in self.rules.values())

    @property
    def falls_short(self) -> bool:
        """Whether any rule does."""
        return any(score.falls_short for score in self.rules.values())

    def add(self, others: Iterable["Scores"]) -> None:
        """Add the counts and shortfalls of other parts of the cases."""
        for other in others:
            self.shortfalls.extend(other.shortfalls)
            for rule, score in other.rules.items():
                self.of(rule).add(score)

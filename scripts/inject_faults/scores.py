"""What the rules made of the cases: counts, intervals, and every shortfall, for people and JSON."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

Z_95 = 1.959963984540054
"""The 97.5 percent quantile of the standard normal distribution."""

_HEAD = (
    f"{'rule':<30} {'cases':>6} {'found':>6} {'missed':>6}  {'recall':<22} {'precision':<22} "
    f"{'alarms/100':>10} {'not eval.':>9} {'crashes':>7}"
)
_MOST_EXAMPLES = 5
"""Shortfalls of one kind and operator that are listed in full."""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The Wilson 95 percent score interval of a proportion; (0, 1) without a trial."""
    if trials == 0:
        return 0.0, 1.0
    share, square = successes / trials, Z_95**2
    middle = share + square / (2 * trials)
    margin = Z_95 * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    low, high = ((middle + sign * margin) / (1 + square / trials) for sign in (-1, 1))
    return (0.0 if successes == 0 else low), (1.0 if successes == trials else high)


@dataclass(frozen=True, order=True)
class Shortfall:
    """A fault that was missed, a false alarm or a crash: of which rule, in which case."""

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
    """

    faults: int = 0
    found: int = 0
    twins: int = 0
    alarmed: int = 0
    false_alarms: int = 0
    examined: int = 0
    not_evaluable: int = 0
    crashes: int = 0

    @property
    def derived(self) -> dict[str, Any]:
        """Misses, rates and intervals; a rate without a trial is None."""
        findings = self.found + self.false_alarms
        return {
            "missed": self.faults - self.found,
            "recall": _rate(self.found, self.faults),
            "recall_interval": wilson(self.found, self.faults),
            "precision": _rate(self.found, findings),
            "precision_interval": wilson(self.found, findings),
            "alarms_per_100_twins": _rate(100 * self.alarmed, self.twins),
            "not_evaluable_rate": _rate(self.not_evaluable, self.examined),
        }


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
        """Faults and twins of all rules."""
        return sum(score.faults + score.twins for score in self.rules.values())


def as_text(scores: Scores, seed: int, without: Sequence[str] = ()) -> str:
    """A table of the rules, and every shortfall with what runs it again.

    Args:
        scores: what the rules made of the cases.
        seed: of the campaign.
        without: rules that have no fault operator.
    """
    tried = {rule: score for rule, score in scores.rules.items() if rule not in without}
    lines = [_HEAD, *(_line(rule, score) for rule, score in sorted(tried.items()))]
    total = Score()
    for score in tried.values():
        for name, value in vars(score).items():
            setattr(total, name, getattr(total, name) + value)
    lines += [_line("all", total)]
    lines += [f"{rule:<30} has no fault operator" for rule in without]
    lines += ["", f"{scores.cases:,} cases, {len(scores.shortfalls):,} shortfalls"]
    return "\n".join([*lines, *_listed(scores.shortfalls, seed)])


def as_json(scores: Scores, seed: int, without: Sequence[str] = ()) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "seed": seed,
        "cases": scores.cases,
        "rules": {
            rule: {**vars(score), **score.derived} for rule, score in sorted(scores.rules.items())
        },
        "without_operator": list(without),
        "shortfalls": [vars(shortfall) for shortfall in sorted(scores.shortfalls)],
    }


def _rate(successes: int, trials: int) -> float | None:
    return successes / trials if trials else None


def _line(rule: str, score: Score) -> str:
    derived = score.derived
    alarms, lacking = derived["alarms_per_100_twins"] or 0, derived["not_evaluable_rate"] or 0
    return (
        f"{rule:<30} {score.faults + score.twins:>6} {score.found:>6} {derived['missed']:>6}  "
        f"{_with_interval(derived, 'recall'):<22} {_with_interval(derived, 'precision'):<22} "
        f"{alarms:>10.2f} {lacking:>9.1%} {score.crashes:>7}"
    )


def _with_interval(derived: dict[str, Any], name: str) -> str:
    """A proportion with its interval: `1.000 [0.987, 1.000]`; `-` without a trial."""
    low, high = derived[f"{name}_interval"]
    return "-" if derived[name] is None else f"{derived[name]:.3f} [{low:.3f}, {high:.3f}]"


def _listed(shortfalls: list[Shortfall], seed: int) -> list[str]:
    """Each shortfall with the command for it alone; of many alike, the first few."""
    lines, seen = [], Counter[tuple[str, str, str, bool]]()
    for each in sorted(shortfalls):
        alike = (each.rule, each.kind, each.operator, each.twin)
        seen[alike] += 1
        if seen[alike] <= _MOST_EXAMPLES:
            made = f"{'twin of ' if each.twin else ''}{each.operator}"
            lines.append(f"{each.kind}: {each.rule}, in a case of {made}: {each.detail}")
            lines.append(f"  --seed {seed} --operator {each.operator} --case {each.case}")
    more = sum(max(0, number - _MOST_EXAMPLES) for number in seen.values())
    return [*lines, *([f"and {more:,} more of the same kinds"] if more else [])]

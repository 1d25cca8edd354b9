"""The scores for people and for programs."""

from collections import Counter
from typing import Any

from scripts.inject_faults.scoring import Score, Scores, Shortfall, wilson

_HEAD = (
    f"{'rule':<30} {'cases':>6} {'found':>6} {'missed':>6}  {'recall':<22} {'precision':<22} "
    f"{'alarms/100':>10} {'not eval.':>9} {'crashes':>7}"
)
_MOST_EXAMPLES = 5
"""Shortfalls of one kind and operator that are listed in full."""


def as_text(scores: Scores, seed: int) -> str:
    """A table of the rules, and every shortfall, with what runs it again."""
    lines = [_HEAD]
    lines += [_line(rule, score) for rule, score in sorted(scores.rules.items())]
    total = Score()
    for score in scores.rules.values():
        total.add(score)
    lines += [_line("all", total), ""]
    if total.skipped:
        lines.append(f"{total.skipped} operators were skipped: their rule is not registered")
    lines.append(f"{scores.cases:,} cases, {len(scores.shortfalls):,} shortfalls")
    return "\n".join([*lines, *_listed(scores.shortfalls, seed)])


def as_json(scores: Scores, seed: int) -> dict[str, Any]:
    """The same as plain data; recall and precision with their intervals."""
    return {
        "seed": seed,
        "cases": scores.cases,
        "rules": {rule: _plain(score) for rule, score in sorted(scores.rules.items())},
        "shortfalls": [vars(shortfall) for shortfall in sorted(scores.shortfalls)],
    }


def _line(rule: str, score: Score) -> str:
    if not score.faults and score.skipped:
        return f"{rule:<30} rule not registered: {score.skipped} operators skipped"
    cases = score.faults + score.twins
    recall = _with_interval(score.found, score.faults)
    precision = _with_interval(score.found, score.found + score.false_alarms)
    return (
        f"{rule:<30} {cases:>6} {score.found:>6} {score.missed:>6}  {recall:<22} {precision:<22} "
        f"{score.alarms_per_100:>10.2f} {score.not_evaluable_rate:>9.1%} {score.crashes:>7}"
    )


def _with_interval(successes: int, trials: int) -> str:
    """A proportion with its Wilson interval: `1.000 [0.987, 1.000]`."""
    if not trials:
        return "-"
    low, high = wilson(successes, trials)
    return f"{successes / trials:.3f} [{low:.3f}, {high:.3f}]"


def _plain(score: Score) -> dict[str, Any]:
    return {
        **vars(score),
        "missed": score.missed,
        "recall": score.recall,
        "recall_interval": wilson(score.found, score.faults),
        "precision": score.precision,
        "precision_interval": wilson(score.found, score.found + score.false_alarms),
        "alarms_per_100_twins": score.alarms_per_100,
        "not_evaluable_rate": score.not_evaluable_rate,
    }


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

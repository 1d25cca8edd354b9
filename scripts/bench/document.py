"""The document of a benchmark: what was measured, beside what was aimed at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from scripts.bench.contestants import CHECKS, CHECKS_AS_SQL, CONTESTANTS, FRICTIONLESS, SQL
from scripts.bench.measurement import Measurement
from scripts.bench.sql import LEFT_OUT

_MEBIBYTE = 2**20

_TITLES = {contestant.name: contestant.title for contestant in CONTESTANTS}


@dataclass(frozen=True)
class Result:
    """What one contestant took for one package: the median of so many runs."""

    contestant: str
    measurement: Measurement
    runs: int


@dataclass(frozen=True)
class Trial:
    """A package, and what each contestant took for it. `claims` is None for the real package."""

    name: str
    claims: int | None
    rows: int
    size: int
    results: tuple[Result, ...]

    def of(self, contestant: str) -> Measurement | None:
        """What a contestant took, if it took part."""
        found = (item.measurement for item in self.results if item.contestant == contestant)
        return next(found, None)


@dataclass(frozen=True)
class Target:
    """Something aimed at, what was measured (None: nothing was), and whether that meets it."""

    aim: str
    measured: str | None
    is_met: bool


def targets(trials: Sequence[Trial]) -> list[Target]:
    """The targets of the design, with the ratios of this run."""
    real = [trial for trial in trials if trial.claims is None]
    grown = sorted((trial for trial in trials if trial.claims), key=lambda trial: trial.claims or 0)
    largest = grown[-1:]
    size = f"{grown[-1].claims:,} claims" if grown else "no claims"
    exponent = _exponent(grown[-2:])
    peaks = [found.peak / _MEBIBYTE for trial in largest if (found := trial.of(CHECKS))]
    span = " to ".join(f"{trial.claims:,}" for trial in grown[-2:])
    return [
        _ratio(
            "real package: at most 3 times the time of Frictionless", real, CHECKS, FRICTIONLESS, 3
        ),
        _speed_up(f"{size}: at least 8 times faster than Frictionless", largest, 8),
        _ratio(f"{size}: at most 4 times the time of SQL", largest, CHECKS_AS_SQL, SQL, 4),
        Target(
            f"growth from {span} claims: exponent of at most 1.05",
            None if exponent is None else f"{exponent:.2f}",
            exponent is not None and exponent <= 1.05,
        ),
        Target(
            f"{size}: at most 2,048 MiB",
            f"{peaks[0]:,.0f} MiB" if peaks else None,
            bool(peaks) and peaks[0] <= 2_048,
        ),
    ]


def _ratio(aim: str, trials: Iterable[Trial], one: str, other: str, most: float) -> Target:
    for trial in trials:
        ours, theirs = trial.of(one), trial.of(other)
        if ours and theirs:
            ratio = ours.wall / theirs.wall
            return Target(aim, f"{ratio:.2f} times", ratio <= most)
    return Target(aim, None, False)


def _speed_up(aim: str, trials: Iterable[Trial], least: float) -> Target:
    for trial in trials:
        ours, theirs = trial.of(CHECKS), trial.of(FRICTIONLESS)
        if ours and theirs:
            ratio = theirs.wall / ours.wall
            return Target(aim, f"{ratio:.1f} times", ratio >= least)
    return Target(aim, None, False)


def _exponent(trials: Sequence[Trial]) -> float | None:
    """The slope of the time over the claims, both as logarithms; None without two sizes."""
    points = [(trial.claims, found.wall) for trial in trials if (found := trial.of(CHECKS))]
    if len(points) < 2:
        return None
    (small, before), (large, after) = points
    return log(after / before) / log((large or 1) / (small or 1))


def document(
    command: str, conditions: Iterable[tuple[str, str]], shares: str, trials: Sequence[Trial]
) -> str:
    """The whole document, in Markdown.

    Args:
        command: what to type for another run.
        conditions: what it was measured on, as pairs of a label and a text.
        shares: how claims are distributed, in Markdown.
        trials: what was measured.
    """
    left_out = "\n".join(f"- `{rule}`: {reason}" for rule, reason in sorted(LEFT_OUT.items()))
    return _DOCUMENT.format(
        command=command,
        targets=_table(
            ("target", "measured", "met"),
            [
                (item.aim, item.measured or "not measured", _verdict(item))
                for item in targets(trials)
            ],
        ),
        times=_table(_COLUMNS, [row for trial in trials for row in _rows(trial)]),
        left_out=left_out,
        shares=shares,
        conditions="\n".join(f"- {label}: {text}" for label, text in conditions),
    )


def _verdict(target: Target) -> str:
    if target.measured is None:
        return "not measured"
    return "yes" if target.is_met else "**no**"


_COLUMNS = (
    "package",
    "program",
    "seconds",
    "processor seconds",
    "peak MiB",
    "rows a second",
    "runs",
)


def _rows(trial: Trial) -> Iterable[tuple[str, ...]]:
    name = f"{trial.name} ({trial.rows:,} rows, {trial.size / 1e6:,.1f} MB)"
    for result in trial.results:
        taken = result.measurement
        yield (
            name,
            _TITLES[result.contestant],
            f"{taken.wall:,.2f}",
            f"{taken.processor:,.2f}",
            f"{taken.peak / _MEBIBYTE:,.0f}",
            f"{trial.rows / taken.wall:,.0f}",
            str(result.runs),
        )
        name = ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_DOCUMENT = """# Benchmark

Written by `{command}`. Each program runs as a process of its own, from a cold start to its exit;
the programs take turns, and the table shows the median of their runs. All ratios are between
medians of this one run. Files are in the cache of the operating system.

## Targets

{targets}

## Measurements

{times}

"Seconds" are those of a clock; "processor seconds" add up what all processors worked. Rows are
those of all tables.

## What is compared

- **This program** reads and checks structure, runs the rules, and writes the JSON report.
- **Frictionless** checks structure alone, and less strictly: no `uniqueKeys`, canonical form,
  order, EDTF dates, derived bounds, or references to claims of any table.
- **SQL** is hand-written for DuckDB (`scripts/bench/sql`): it loads the files, and counts the
  findings of each rule. It checks no structure, names no claims, writes no messages, and does not
  say what could not be evaluated. A test holds its counts equal to those of this program. For the
  ratio, this program leaves out the same rules as the SQL, which are:

{left_out}

## Packages

The real package is the one of this repository. The others are invented, consistent packages of the
same profile: no rule finds anything in them, and their registers are empty. They hold reports of a
thousand claims each, spread over the tables as in the real package:

{shares}

Vocabulary, rules and schemas are copied from the real package. Everything that a report tells
follows from one course of events: dates are coarsened from true days, shares rounded from whole
numbers of respondents, totals split into parts. Most entities belong to one report; sources and
states recur in many reports, few of them in very many. The same seed gives the same bytes.

## Conditions

{conditions}
"""

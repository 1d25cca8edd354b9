"""The document of a benchmark: what was measured, beside the targets."""

import csv
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

_RULES = Path(__file__).resolve().parents[2] / "data/rules.csv"
_LIBRARIES = ("pandas", "numpy", "pyarrow", "pandera", "frictionless", "duckdb")

_TITLES = {
    "checks": "this program: structure, all rules",
    "checks-as-sql": "this program: structure, the rules that the SQL has",
    "sql": "DuckDB SQL: rules only",
    "frictionless": "Frictionless: structure only",
}


class Result(NamedTuple):
    """What one program took for one package: seconds on the clock, seconds of processors, MiB."""

    wall: float
    processor: float
    peak: float


@dataclass(frozen=True)
class Trial:
    """A package (its title, rows, and size in bytes), and what each program took for it."""

    title: str
    rows: int
    size: int
    results: Mapping[str, Result]


_TARGETS = (
    ("real package", "checks", "frictionless", "at most", 1.6),
    ("1,000,000 claims", "frictionless", "checks", "at least", 12),
    ("1,000,000 claims", "checks-as-sql", "sql", "at most", 2.5),
)
"""Package, two programs, and what the ratio of their times should be."""


def targets(trials: Iterable[Trial]) -> list[tuple[str, str, str]]:
    """Each target, the ratio of this run, and whether that meets it."""
    by_title = {trial.title: trial.results for trial in trials}
    rows = []
    for title, one, other, words, limit in _TARGETS:
        results, measured = by_title.get(title, {}), ("not measured", "not measured")
        if one in results and other in results:
            ratio = results[one].wall / results[other].wall
            is_met = ratio <= limit if words == "at most" else ratio >= limit
            measured = f"{ratio:.2f}", "yes" if is_met else "**no**"
        rows.append((f"{title}: {one} / {other} {words} {limit}", *measured))
    return rows


def document(trials: Sequence[Trial], repeats: int, sql_rules: Sequence[str]) -> str:
    """The document in Markdown: medians of so many runs, and which rules have no query in SQL."""
    with _RULES.open(encoding="utf-8", newline="") as stream:
        names = [row["rule"] for row in csv.DictReader(stream)]
    return _DOCUMENT.format(
        repeats=repeats,
        targets=_table(("target", "ratio", "met"), targets(trials)),
        times=_table(("package", "program", "seconds", "of processors", "peak MiB"), _rows(trials)),
        without=", ".join(f"`{name}`" for name in sorted(set(names) - set(sql_rules))) or "none",
        conditions=_table(("", ""), _conditions()),
    )


def _rows(trials: Iterable[Trial]) -> Iterable[tuple[str, ...]]:
    for trial in trials:
        name = f"{trial.title} ({trial.rows:,} rows, {trial.size / 1e6:,.1f} MB)"
        for program, result in trial.results.items():
            seconds = f"{result.wall:,.2f}", f"{result.processor:,.2f}"
            yield name, _TITLES[program], *seconds, f"{result.peak:,.0f}"
            name = ""


def _conditions() -> Iterable[tuple[str, str]]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield "date", datetime.now(UTC).date().isoformat()
    yield "machine", f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory"
    yield "load at the end", f"{os.getloadavg()[2]:.1f} processes in 15 minutes, these among them"
    yield "system", f"{platform.system()}, Python {platform.python_version()}"
    yield from ((library, version(library)) for library in _LIBRARIES)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_DOCUMENT = """# Benchmark

Written by `make bench`. Each program runs as a process of its own, from a cold start to its exit.
The programs take turns; the tables show the medians of {repeats} runs. Targets are about the time
on the clock. Where other processes load the machine, that of the processors says more.

## Targets

{targets}

## Measurements

{times}

## What is compared

- **This program** checks structure, runs the rules, and writes the JSON report.
- **Frictionless** checks structure alone, and less strictly: no `uniqueKeys`, canonical form,
  order, EDTF dates, derived bounds, or references to claims of any table.
- **SQL** is hand-written for DuckDB (`scripts/bench/sql`): it loads the files and counts the
  findings of each rule. It checks no structure and writes no messages. A test compares its counts
  with those of this program. Rules without a query: {without}.

The real package is the one of this repository. The others are invented and have no finding
(`python -m scripts.world`): 64 countries, repeated under other identifiers and names.

## Conditions

{conditions}
"""

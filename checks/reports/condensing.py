"""Reports that stay readable, however many values a finding compares and however long they are."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from checks.reports.report import Reading, Report, ReportedFinding
from checks.tables.problems import Problem
from checks.tables.shortening import ITEMS_AT_MOST, shortened

Item = TypeVar("Item")

FEW = 200
"""Up to how many problems, or findings, are a few, so that a person would read all of them."""

_TEXTS = ("value", "words", "as_stated", "passage", "note", "origin")


def condensed(report: Report) -> Report:
    """The report with the first readings of each finding, and with long texts cut.

    `left_out` of a finding counts its other readings. Comments stay whole. Every format but JSON,
    which is for programs, shows this in place of the report itself.
    """
    return replace(
        report,
        structure=tuple(map(_problem, report.structure)),
        findings=tuple(map(_finding, report.findings)),
    )


def first_of_each(items: Sequence[Item], kind: Callable[[Item], object]) -> list[tuple[Item, int]]:
    """The first item of each kind, with how many more there are of it. Of a few items, all."""
    if len(items) <= FEW:
        return [(item, 0) for item in items]
    kinds: dict[object, list[Item]] = {}
    for item in items:
        kinds.setdefault(kind(item), []).append(item)
    return [(of_kind[0], len(of_kind) - 1) for of_kind in kinds.values()]


def _problem(problem: Problem) -> Problem:
    if problem.value is None or shortened(problem.value) == problem.value:
        return problem
    return replace(problem, value=shortened(problem.value))


def _finding(finding: ReportedFinding) -> ReportedFinding:
    shown = tuple(map(_reading, finding.readings[:ITEMS_AT_MOST]))
    return replace(finding, readings=shown, left_out=len(finding.readings) - len(shown))


def _reading(reading: Reading) -> Reading:
    texts = {name: getattr(reading, name) for name in _TEXTS}
    short: dict[str, Any] = {name: shortened(text) for name, text in texts.items()}
    return reading if short == texts else replace(reading, **short)

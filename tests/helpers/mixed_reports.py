"""Reports written out literally that have everything at once, too much, or awkward texts."""

from dataclasses import replace

from checks.reports.report import Report
from checks.tables.problems import Problem
from tests.helpers.reports import (
    ABSENT,
    BROKEN,
    CHANGED,
    FINDING,
    LEFT_OUT,
    NOT_REGISTERED,
    READINGS,
    RULE,
    VALID,
)

CLEAN = replace(VALID, rules=(replace(RULE, passed=1204, found=0),), findings=())
"""Nothing wrong, and nothing found."""

MISSING = replace(
    FINDING,
    id="dates-agree-1111111111",
    headline="Salt Guild: founded in 1931 or in February 1934?",
    registered=False,
    disposition=None,
    comment=None,
)

OUTDATED = replace(
    FINDING,
    id="bounds-ordered-2222222222",
    rule="bounds-ordered",
    severity="warning",
    headline="Bounds in reverse order: low 9, high 7",
    explanation="They differ by 2.",
    changed=("message", "value_hash"),
    disposition="editorial",
    comment="",
)

REMARK = replace(
    MISSING,
    id="answers-sum-to-100-3333333333",
    rule="answers-sum-to-100",
    severity="info",
    headline="The answers sum to 97 %",
    explanation="Rounding explains 99.5 to 100.5 %.",
)

(GONE,) = ABSENT.absent

MIXED = replace(
    VALID,
    rules=(
        replace(RULE, examined=9, passed=6, found=2, not_evaluable=1),
        replace(RULE, rule="bounds-ordered", family="figures", severity="warning"),
        replace(RULE, rule="answers-sum-to-100", family="polls", severity="info"),
        replace(
            RULE,
            rule="answers-leave-no-residual",
            family="polls",
            examined=0,
            passed=0,
            found=0,
            not_evaluable=0,
            not_run="the package has no table answers",
        ),
    ),
    findings=(REMARK, FINDING, OUTDATED, MISSING),
    absent=(GONE,),
)
"""A registered finding, two that are not registered, one that changed, and one that is gone."""

SEVERAL = replace(
    NOT_REGISTERED,
    findings=tuple(
        replace(
            finding,
            scope="between-documents",
            readings=tuple(
                replace(item, document=document, passage=f"{title}, {item.passage}")
                for item, document, title in zip(
                    READINGS,
                    ("annals-1", "bugle-7"),
                    ("Annals of Tarvel", "The Bugle"),
                    strict=True,
                )
            ),
        )
        for finding in (
            replace(MISSING, severity="warning"),
            replace(FINDING, severity="info", id="dates-agree-4444444444"),
        )
    ),
)
"""Findings of two documents, less severe than their rule; the second is registered."""

AWKWARD = (
    "<script>alert('1')</script> a|b `code` *star* _low_ [x](y) & &lt; \"q\" "
    "{0} 100% 50%25 $x$ ~no~ \\ ::error::x, ü 中 ]]> --> #1"
)
"""A text in which every format has something to escape, on one line."""

UNPRINTABLE = "a\nb\rc\x00d\x1be\u2028f\u202eg"
"""Line breaks, control characters and a turn of the direction of writing."""


def awkward_report() -> Report:
    """A finding and a structure problem that consist of awkward text as far as they can."""
    readings = tuple(
        replace(item, value=AWKWARD, words=AWKWARD, as_stated=AWKWARD, passage=AWKWARD)
        for item in READINGS
    )
    finding = replace(
        MISSING, headline=AWKWARD, explanation=AWKWARD, readings=readings, comment=AWKWARD
    )
    problem = Problem("data/names.csv", 5, "note", "type", UNPRINTABLE, AWKWARD)
    return replace(VALID, structure=(problem,), findings=(finding,))


REPORTS = (
    CLEAN,
    VALID,
    BROKEN,
    NOT_REGISTERED,
    CHANGED,
    ABSENT,
    LEFT_OUT,
    MIXED,
    SEVERAL,
    awkward_report(),
)
"""One report of each kind, for what holds of them all."""


def with_problems(number: int) -> Report:
    """Broken in as many places."""
    problem = BROKEN.structure[0]
    return replace(
        BROKEN, structure=tuple(replace(problem, row=row) for row in range(2, number + 2))
    )


def with_findings(number: int, **changes: object) -> Report:
    """With as many findings that are not registered, all alike but for their identifiers."""
    findings = (
        replace(MISSING, id=f"dates-agree-{item:010}", **changes)  # type: ignore[arg-type]
        for item in range(number)
    )
    return replace(VALID, findings=tuple(findings))

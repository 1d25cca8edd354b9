"""The checks of the proof, and their outcome for a document."""

from dataclasses import dataclass

from checks.proof.attribution import citations, quotations
from checks.proof.case import Case, ProofCheck
from checks.proof.certainty import certainty, hedges
from checks.proof.coding import Coding
from checks.proof.places import as_stated, claims, coverage, passages
from checks.proof.relating import events, open_lists
from checks.proof.reproduction import reproduction
from checks.proof.wording import names, values

CHECKS: tuple[ProofCheck, ...] = (
    passages,
    coverage,
    as_stated,
    values,
    names,
    quotations,
    claims,
    citations,
    hedges,
    certainty,
    open_lists,
    events,
    reproduction,
)
"""All checks, in the order of the report."""

EXCEPTIONS = "proof_exceptions"
"""The table of gaps that a package allows: passage, check and token of each, and the reason."""


@dataclass(frozen=True)
class Outcome:
    """How many things a check examined in a document, and those that are gaps."""

    check: str
    examined: int
    gaps: tuple[Case, ...]


def prove(coding: Coding) -> list[Outcome]:
    """The outcome of each check, without the gaps that the package allows.

    The last outcome is about these exceptions. One that allows no gap is a gap itself: the coding
    has changed since.
    """
    exceptions = {
        (row["passage_id"], row["check_name"], row["token"]): row
        for row in coding.tables.get(EXCEPTIONS, ())
        if row["passage_id"] in coding.passages
    }
    outcomes, used = [], set()
    for check in CHECKS:
        cases = list(check.examine(coding))
        gaps = {case: (case.passage_id, check.name, case.token) for case in cases if case.gap}
        used |= {key for key in gaps.values() if key in exceptions}
        left = tuple(case for case, key in gaps.items() if key not in exceptions)
        outcomes.append(Outcome(check.name, len(cases), left))
    unused = (row for key, row in exceptions.items() if key not in used)
    gaps_left = tuple(
        row.case("token", f"there is no such gap in {row['check_name']}") for row in unused
    )
    return [*outcomes, Outcome("exceptions", len(exceptions), gaps_left)]

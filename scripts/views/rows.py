"""Rows of views, put together from parts with the claims behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checks.tables.shortening import one_cell

Row: TypeAlias = dict[str, str]
Tables: TypeAlias = Mapping[str, Sequence[Row]]
"""The rows of each table, by the name of the table."""

SEPARATOR = "|"

NO_DISPUTE = frozenset({"reconciled", "out-of-date", "editorial", "not-comparable"})
"""Dispositions that a maintainer gives to a finding which calls no value into question."""


@dataclass(frozen=True)
class Part:
    """Cells of a row of a view, and the claims that they were made from."""

    cells: Row
    claims: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Register:
    """The findings that touch each claim, those that are disputes, and the restated claims."""

    findings: Mapping[str, frozenset[str]]
    disputes: frozenset[str]
    restated: frozenset[str] = frozenset()


def read_register(rows: Iterable[Row], restatements: Iterable[Row] = ()) -> Register:
    """The register, from the rows of its table and of that of restatements."""
    findings: defaultdict[str, set[str]] = defaultdict(set)
    disputes = set()
    for row in rows:
        for claim in row["claims"].split(SEPARATOR):
            findings[claim].add(row["finding_id"])
        if row["disposition"] not in NO_DISPUTE:
            disputes.add(row["finding_id"])
    return Register(
        {claim: frozenset(ids) for claim, ids in findings.items()},
        frozenset(disputes),
        frozenset(row["claim_id"] for row in restatements),
    )


def row_of(parts: Sequence[Part], register: Register) -> Row:
    """A row of a view: the cells of its parts, and what all views say of where they are from.

    `claims` are the claims that the row was made from, `passages` the places that state them,
    `findings` what the register says of any of these claims, `disputed` those that are disputes,
    `restated` the claims that other passages state, too.
    """
    cells = {name: cell for part in parts for name, cell in part.cells.items()}
    claims = {claim["claim_id"]: claim for part in parts for claim in part.claims}
    findings = {
        finding for claim in claims for finding in register.findings.get(claim, frozenset())
    }
    return cells | {
        "claims": listed(claims),
        "passages": listed(claim["passage_id"] for claim in claims.values()),
        "disputed": listed(findings & register.disputes),
        "findings": listed(findings),
        "restated": listed(register.restated & claims.keys()),
    }


def listed(values: Iterable[str]) -> str:
    """Distinct values as one cell, sorted; none gives an empty cell, and too many are cut off."""
    return one_cell(sorted({value for value in values if value}), SEPARATOR)


def grouped(rows: Iterable[Row], column: str) -> Mapping[str, list[Row]]:
    """Rows by their value in a column; a value that no row has gives no rows."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups

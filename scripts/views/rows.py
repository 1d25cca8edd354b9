"""Rows of views, put together from parts with the claims behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checks.rules.rule import disputes
from checks.tables.shortening import one_cell

Row: TypeAlias = dict[str, str]
Tables: TypeAlias = Mapping[str, Sequence[Row]]
"""The rows of each table, by the name of the table."""

SEPARATOR = "|"


@dataclass(frozen=True)
class Part:
    """Cells of a row of a view, and the claims that they were made from."""

    cells: Row
    claims: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Register:
    """The findings that compare each claim, the disputed claims, and the restated ones."""

    findings: Mapping[str, Sequence[str]]
    disputed: frozenset[str]
    restated: frozenset[str]


def read_register(rows: Iterable[Row], restatements: Iterable[Row]) -> Register:
    """The register, from the rows of its table and of that of restatements."""
    findings, disputed = defaultdict(list), set()
    for row in rows:
        claims = row["claims"].split(SEPARATOR)
        for claim in claims:
            findings[claim].append(row["finding_id"])
        if disputes(row.get("severity")):
            disputed.update(claims)
    restated = frozenset(row["claim_id"] for row in restatements)
    return Register(findings, frozenset(disputed), restated)


def row_of(parts: Sequence[Part], register: Register) -> Row:
    """A row of a view: the cells of its parts, and what all views say of where they are from.

    `claims` are the claims that the row was made from, `passages` the places that state them,
    `findings` what the register says of any of these claims, `disputed` whether one of these is an
    error or a warning, `restated` the claims that other passages state, too.
    """
    cells = {name: cell for part in parts for name, cell in part.cells.items()}
    claims = {claim["claim_id"]: claim for part in parts for claim in part.claims}
    return cells | {
        "claims": listed(claims),
        "passages": listed(claim["passage_id"] for claim in claims.values()),
        "disputed": "true" if register.disputed & claims.keys() else "false",
        "findings": listed(name for claim in claims for name in register.findings.get(claim, ())),
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

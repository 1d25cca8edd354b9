"""Whether cells are what follows from others of their row, such as the bounds of a date."""

from collections.abc import Iterator

from checks.structure.table import Table
from checks.tables.derived import derivations_of
from checks.tables.problems import Problem


def check_derived(table: Table) -> Iterator[Problem]:
    """Cells that differ from what follows from others of their row."""
    for derivation in derivations_of(table.schema):
        if derivation.code is None or not table.has([*derivation.given, *derivation.columns]):
            continue
        given = derivation.given[0]
        values = derivation.values(table.frame)
        for name in derivation.columns:
            cells, right = table.frame[name], values[name]
            wrong = right.notna() & (cells != right)
            for row, value, due, origin in zip(
                cells.index[wrong],
                cells[wrong],
                right[wrong],
                table.frame.loc[wrong, given],
                strict=True,
            ):
                expected = f"'{due}'" if due else "an empty cell"
                expected += f", which follows from the {given} '{origin}'"
                yield table.problem(derivation.code, row, name, value, expected)

"""Tables that the program generates, such as that of the rules, hold what it generates."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from checks.structure.table import Table
from checks.tables.problems import Problem


def check_generated(table: Table, expected: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    """One problem at the first row that differs, as another version of the program made it."""
    names = table.schema.field_names
    if not table.has(names):
        return
    key = table.schema.primary_key
    wanted = sorted(expected, key=lambda row: [row[name] for name in key])
    found = zip(table.frame.index, table.frame[list(names)].to_numpy(), strict=True)
    for held, row in zip_longest(found, wanted):
        if held is None or row is None or [*held[1]] != [row[name] for name in names]:
            place = int(held[0]) if held else None
            message = "expected the rows that this version of the program generates: run build"
            yield Problem(table.resource.path, place, None, "generated", None, message)
            return

"""Comparing two versions of a package: rows by their keys, schemas, and descriptors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.versions.numbering import Level, Reason, Version
from scripts.versions.schema_changes import schema_changes
from scripts.versions.snapshot import Row, Snapshot, Table

_FIXITY = ("bytes", "hash", "schema")
_FORM = ("path", "format", "mediatype", "encoding", "dialect", "type")
"""Properties of a resource by which its file is found and read."""

_TERMS = ("name", "licenses", "$schema")
"""Properties of a package that its users rely on; the version is what is compared with."""


@dataclass(frozen=True)
class Correction:
    """A cell that has another value."""

    key: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class TableChanges:
    """What changed in a table that both versions have; keys with several parts are joined by ", ".

    `is_derived`: the rows follow from those of other tables.
    """

    table: str
    is_derived: bool
    structure: tuple[Reason, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    corrections: tuple[Correction, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every change of the table, in one line each, with the level that it requires."""
        removal = Level.PATCH if self.is_derived else Level.MAJOR
        rows = (
            (removal, _count(self.removed, "row") + " removed", self.removed),
            (Level.MINOR, _count(self.added, "row") + " added", self.added),
            (Level.PATCH, _count(self.corrections, "value") + " corrected", self.corrections),
        )
        return (
            *(Reason(each.level, f"{self.table}: {each.text}") for each in self.structure),
            *(Reason(level, f"{self.table}: {text}") for level, text, changes in rows if changes),
        )


@dataclass(frozen=True)
class Comparison:
    """All that changed from one version of a package to another."""

    old: Version
    new: Version
    package: tuple[Reason, ...]
    tables: tuple[TableChanges, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All changes, those that require the highest level first."""
        found = [*self.package, *(reason for table in self.tables for reason in table.reasons)]
        return tuple(sorted(found, key=lambda reason: -reason.level))

    @property
    def level(self) -> Level:
        """The level that all changes together require."""
        return max((reason.level for reason in self.reasons), default=Level.NONE)

    @property
    def required(self) -> Version:
        """The least version that the later one may have."""
        return self.old.after(self.level)

    @property
    def is_sufficient(self) -> bool:
        """Whether the later version is at least the required one."""
        return self.new >= self.required


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Compare two versions of a package."""
    both = [name for name in old.tables if name in new.tables]
    return Comparison(
        old=old.version,
        new=new.version,
        package=tuple(_package_changes(old, new)),
        tables=tuple(
            changes
            for changes in (_table_changes(old.tables[name], new.tables[name]) for name in both)
            if changes.reasons
        ),
    )


def _package_changes(old: Snapshot, new: Snapshot) -> Iterator[Reason]:
    for name in sorted({*old.tables} - {*new.tables}):
        yield Reason(Level.MAJOR, f"table {name} removed")
    for name in sorted({*new.tables} - {*old.tables}):
        yield Reason(Level.MINOR, f"table {name} added")
    for name in sorted({*old.files, *new.files}):
        if name not in new.files:
            yield Reason(Level.MAJOR, f"file {name} removed")
        elif old.files.get(name) != new.files[name]:
            is_new = name not in old.files
            level = Level.MINOR if is_new else Level.PATCH
            yield Reason(level, f"file {name} {'added' if is_new else 'changed'}")
    for name in _differing(old.descriptor, new.descriptor, ("version", "bytes", "hash")):
        yield Reason(Level.MAJOR if name in _TERMS else Level.PATCH, f"package: {name} changed")


def _table_changes(old: Table, new: Table) -> TableChanges:
    renamed = _renamed_columns(old, new)
    staying = [name for name in old.schema.field_names if name in new.schema.field_names]
    pairs = {**{name: name for name in staying}, **renamed}
    return TableChanges(
        table=old.name,
        is_derived=new.is_derived,
        structure=(
            *_resource_changes(old.descriptor, new.descriptor),
            *schema_changes(old.schema, new.schema, renamed),
        ),
        added=tuple(", ".join(key) for key in sorted({*new.rows} - {*old.rows})),
        removed=tuple(", ".join(key) for key in sorted({*old.rows} - {*new.rows})),
        corrections=tuple(
            Correction(", ".join(key), after, old.rows[key][before], new.rows[key][after])
            for key in sorted({*old.rows} & {*new.rows})
            for before, after in pairs.items()
            if old.rows[key][before] != new.rows[key][after]
        ),
    )


def _resource_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Reason]:
    for name in _differing(old, new, (*_FIXITY, "title", "description")):
        yield Reason(Level.MAJOR if name in _FORM else Level.PATCH, f"resource: {name} changed")


def _differing(
    old: Mapping[str, Any], new: Mapping[str, Any], ignored: tuple[str, ...]
) -> list[str]:
    names = [name for name in dict.fromkeys([*old, *new]) if name not in ignored]
    return [name for name in names if old.get(name) != new.get(name)]


def _renamed_columns(old: Table, new: Table) -> dict[str, str]:
    """Removed columns whose cells are all the same as those of an added column, from old to new."""
    added = [name for name in new.schema.field_names if name not in old.schema.field_names]
    shared = [(old.rows[key], new.rows[key]) for key in old.rows if key in new.rows]
    renamed: dict[str, str] = {}
    for name in old.schema.field_names:
        if name not in new.schema.field_names:
            for candidate in added:
                if candidate not in renamed.values() and _same_cells(shared, name, candidate):
                    renamed[name] = candidate
                    break
    return renamed


def _same_cells(rows: list[tuple[Row, Row]], before: str, after: str) -> bool:
    return any(old[before] for old, _ in rows) and all(
        old[before] == new[after] for old, new in rows
    )


def _count(items: tuple[object, ...], thing: str) -> str:
    return f"1 {thing}" if len(items) == 1 else f"{len(items):,} {thing}s"

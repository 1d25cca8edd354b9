"""What changed between two versions of a Table Schema, and what each change requires."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from checks.tables.package import Field, ForeignKey, Schema
from scripts.versions.numbering import Level, Reason

_FLAGS = ("required", "unique")
_LOWER = ("minLength", "minimum", "exclusiveMinimum")
_UPPER = ("maxLength", "maximum", "exclusiveMaximum")
_RESTRICTIONS = ("format", "syntax", "references", "listSeparator")
"""Besides constraints: properties of a column whose presence narrows what a cell may hold."""

_TEXTS = ("title", "description", "example")


def schema_changes(old: Schema, new: Schema, renamed: Mapping[str, str]) -> Iterator[Reason]:
    """Every change of columns, keys and texts, each once, without the name of the table.

    Args:
        old: the schema of the earlier version.
        new: the schema of the later one.
        renamed: columns that have another name in the later version, from old to new.
    """
    yield from _column_changes(old.field_names, new.field_names, renamed)
    for field in old.fields:
        name = renamed.get(field.name, field.name)
        if name in new.field_names:
            for level, text in _field_changes(field, new.field(name)):
                yield Reason(level, f"column {name}: {text}")
    yield from _key_changes(old, new, renamed)
    if old.missing_values != new.missing_values:
        yield Reason(Level.MAJOR, "other texts stand for a missing value")
    before, after = old.descriptor, new.descriptor
    if any(before.get(name) != after.get(name) for name in ("title", "description")):
        yield Reason(Level.PATCH, "title or description reworded")


def _column_changes(
    old: tuple[str, ...], new: tuple[str, ...], renamed: Mapping[str, str]
) -> Iterator[Reason]:
    for before, after in renamed.items():
        yield Reason(Level.MAJOR, f"column {before} renamed to {after}")
    staying = [renamed.get(name, name) for name in old if renamed.get(name, name) in new]
    for name in old:
        if name not in new and name not in renamed:
            yield Reason(Level.MAJOR, f"column {name} removed")
    if staying != [name for name in new if name in staying]:
        yield Reason(Level.MAJOR, "columns reordered")
    last = max((new.index(name) for name in staying), default=-1)
    for place, name in enumerate(new):
        if name not in staying and place > last:
            yield Reason(Level.MINOR, f"column {name} added at the end")
        elif name not in staying:
            yield Reason(Level.MAJOR, f"column {name} inserted before others")


def _field_changes(old: Field, new: Field) -> Iterator[tuple[Level, str]]:
    if old.type != new.type:
        yield Level.MAJOR, f"type changed from {old.type} to {new.type}"
    for name in _RESTRICTIONS:
        before, after = old.descriptor.get(name), new.descriptor.get(name)
        if before != after:
            yield _presence(name, before, after)
    for name in dict.fromkeys([*old.constraints, *new.constraints]):
        before, after = old.constraints.get(name), new.constraints.get(name)
        if before != after:
            yield from _constraint_changes(name, before, after)
    reworded = [name for name in _TEXTS if old.descriptor.get(name) != new.descriptor.get(name)]
    if reworded:
        yield Level.PATCH, f"{', '.join(reworded)} reworded"


def _constraint_changes(name: str, before: Any, after: Any) -> Iterator[tuple[Level, str]]:
    if name == "enum" and before is not None and after is not None:
        gone = [str(value) for value in before if value not in after]
        more = [str(value) for value in after if value not in before]
        if gone:
            yield Level.MAJOR, f"enumeration lost {', '.join(gone)}"
        if more:
            yield Level.MINOR, f"enumeration gained {', '.join(more)}"
    elif name in _FLAGS:
        if bool(before) != bool(after):
            yield ((Level.MAJOR, f"became {name}") if after else (Level.MINOR, f"no longer {name}"))
    elif name in (*_LOWER, *_UPPER) and None not in (before, after):
        rose = _rose(before, after)
        is_tighter = rose is None or rose == (name in _LOWER)
        level, word = (Level.MAJOR, "tightened") if is_tighter else (Level.MINOR, "loosened")
        yield level, f"{name} {word} from {before} to {after}"
    else:
        yield _presence(name, before, after)


def _presence(name: str, before: Any, after: Any) -> tuple[Level, str]:
    """A restriction that came, went, or became another one (which nobody can compare)."""
    if before is None:
        return Level.MAJOR, f"{name} set"
    if after is None:
        return Level.MINOR, f"{name} lifted"
    return Level.MAJOR, f"{name} changed"


def _rose(before: Any, after: Any) -> bool | None:
    """Whether a bound is higher than it was; None if it is neither a number nor a day."""
    try:
        return Decimal(str(before)) < Decimal(str(after))
    except InvalidOperation:
        pass
    return before < after if isinstance(before, str) and isinstance(after, str) else None


def _key_changes(old: Schema, new: Schema, renamed: Mapping[str, str]) -> Iterator[Reason]:
    def named(columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(renamed.get(name, name) for name in columns)

    if named(old.primary_key) != new.primary_key:
        yield Reason(Level.MAJOR, "primary key changed")
    unique = {", ".join(named(key)) for key in old.unique_keys}
    foreign = {_reference(key, named(key.fields)) for key in old.foreign_keys}
    for kind, before, after in (
        ("unique", unique, {", ".join(key) for key in new.unique_keys}),
        ("foreign", foreign, {_reference(key, key.fields) for key in new.foreign_keys}),
    ):
        for key in sorted(after - before):
            yield Reason(Level.MAJOR, f"{key} became a {kind} key")
        for key in sorted(before - after):
            yield Reason(Level.MINOR, f"{key} no longer a {kind} key")


def _reference(key: ForeignKey, columns: tuple[str, ...]) -> str:
    return f"{', '.join(columns)} → {key.resource}({', '.join(key.reference_fields)})"

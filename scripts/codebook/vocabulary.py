"""The chapter of the codebook about the vocabulary: its terms, and the rules that read it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from checks.reports.report import RuleSummary
from checks.tables.package import Package, Resource
from scripts.codebook.model import Term, Trait

_KEY = "property_id"
_DESCRIBED = (_KEY, "used_in", "label", "definition", "value_kind", "subject_types", "object_types")
_SAYING_NOTHING = ("", "false", "none")
"""Values of a column that give a term no trait."""


def vocabulary_of(package: Package) -> Resource | None:
    """The table of terms, known by its columns, or None."""
    for resource in package.resources:
        if set(_DESCRIBED) <= set(resource.schema.field_names):
            return resource
    return None


def readers_of(vocabulary: Resource, rules: Iterable[RuleSummary]) -> dict[str, tuple[str, ...]]:
    """The rules that read each column of the vocabulary, by column.

    A rule that reads the table names it and its columns in its documentation, under Inputs.
    """
    inputs = {rule.rule: rule.documentation.inputs for rule in rules}
    return {
        column: tuple(
            rule
            for rule, text in inputs.items()
            if f"`{vocabulary.name}`" in text and re.search(rf"\b{re.escape(column)}\b", text)
        )
        for column in vocabulary.schema.field_names
        if column not in _DESCRIBED
    }


def terms_of(
    vocabulary: Resource,
    rows: Mapping[str, Sequence[Mapping[str, str]]],
    package: Package,
    readers: Mapping[str, tuple[str, ...]],
) -> tuple[Term, ...]:
    """The terms in the order of their table, given the rows of all tables by name."""
    uses = _uses(vocabulary, rows, package)
    return tuple(
        Term(
            id=row[_KEY],
            table=row["used_in"],
            label=row["label"],
            definition=row["definition"],
            subject_types=_parts(row["subject_types"]),
            object_types=_parts(row["object_types"]),
            traits=_traits(vocabulary, row, readers),
            rows=uses[row["used_in"], row[_KEY]],
        )
        for row in rows[vocabulary.name]
    )


def _traits(
    vocabulary: Resource, row: Mapping[str, str], readers: Mapping[str, tuple[str, ...]]
) -> tuple[Trait, ...]:
    return tuple(
        Trait(
            column=field.name,
            title=str(field.descriptor.get("title") or field.name),
            value=row[field.name],
            rules=readers[field.name],
        )
        for field in vocabulary.schema.fields
        if field.name in readers and row[field.name] not in _SAYING_NOTHING
    )


def _uses(
    vocabulary: Resource, rows: Mapping[str, Sequence[Mapping[str, str]]], package: Package
) -> Counter[tuple[str, str]]:
    """In how many rows each term stands, by table and term, in columns that refer to terms."""
    return Counter(
        (resource.name, row[column])
        for resource in package.resources
        for key in resource.schema.foreign_keys
        if key.resource == vocabulary.name
        for column in key.fields
        for row in rows[resource.name]
    )


def _parts(value: str) -> tuple[str, ...]:
    return tuple(value.split("|")) if value else ()

"""The codebook as frozen objects, computed from descriptor, schemas, rows and findings."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from checks.reports.report import Report, ReportedFinding
from checks.rules.columns import columns_of
from checks.rules.registry import all_rules
from checks.tables.description import Meanings, code_meanings, meanings_of
from checks.tables.package import Package, Resource
from checks.tables.rows import read_rows
from checks.tables.table_schema import Field
from scripts.codebook.phrases import constraint_phrases, type_phrase

Rows: TypeAlias = Sequence[Mapping[str, str]]
Findings: TypeAlias = Mapping[tuple[str, str], Sequence[ReportedFinding]]
"""Findings by file and column; all findings of a file are under the column ""."""

_DESCRIBED = (
    *("property_id", "used_in", "label", "definition", "value_kind"),
    *("subject_types", "object_types"),
)
"""The columns that make a table a vocabulary; its other columns give traits to a term."""

_NO_TRAIT = ("", "false", "none")


@dataclass(frozen=True)
class Code:
    """A value that a column may have, its meaning (or ""), and how many rows have it."""

    value: str
    meaning: str
    rows: int


@dataclass(frozen=True)
class Link:
    """A foreign key from `table` to `target`; `required` if every row must have a value."""

    table: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]
    required: bool


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `type` and `constraints` are phrases in Markdown. `codes` are empty without an enumeration.
    `filled` counts the rows with a value. `findings` compare a value of this column.
    """

    name: str
    title: str
    description: str
    type: str
    constraints: tuple[str, ...]
    codes: tuple[Code, ...]
    example: str
    filled: int
    is_key: bool
    links: tuple[Link, ...]
    findings: Sequence[ReportedFinding]


@dataclass(frozen=True)
class Table:
    """A table, the foreign keys from it and to it, and the findings about its claims."""

    name: str
    title: str
    description: str
    path: str
    rows: int
    is_of_claims: bool
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    linked_from: tuple[Link, ...]
    findings: Sequence[ReportedFinding]


@dataclass(frozen=True)
class Trait:
    """A value that a column of the vocabulary gives to a term, with the title of the column."""

    title: str
    value: str


@dataclass(frozen=True)
class Term:
    """A term of the vocabulary; `rows` counts where `table` uses it."""

    id: str
    table: str
    label: str
    definition: str
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]
    traits: tuple[Trait, ...]
    rows: int


@dataclass(frozen=True)
class Codebook:
    """The tables in the order of the descriptor, and the terms in the order of the vocabulary.

    `vocabulary` is the name of the table of terms, or "". `readers` gives, for each column of it
    that rules act on, the names of these rules.
    """

    title: str
    version: str
    tables: tuple[Table, ...]
    vocabulary: str
    readers: Mapping[str, Sequence[str]]
    terms: tuple[Term, ...]


def codebook(package: Package, report: Report) -> Codebook:
    """The codebook of a package, given the report on it.

    Raises:
        TableError: a table cannot be read.
    """
    rows = {resource.name: read_rows(resource) for resource in package.resources}
    links = [link for resource in package.resources for link in _links(resource)]
    meanings = meanings_of(resource.schema for resource in package.resources)
    findings = _findings(report)
    vocabulary = next((each for each in package.resources if _has_terms(each)), None)
    return Codebook(
        title=_text(package.descriptor, "title", package.name),
        version=package.version,
        tables=tuple(
            _table(resource, rows[resource.name], links, meanings, findings)
            for resource in package.resources
        ),
        vocabulary=vocabulary.name if vocabulary else "",
        readers=_readers(vocabulary, package) if vocabulary else {},
        terms=tuple(_terms(vocabulary, rows, package)) if vocabulary else (),
    )


def _text(descriptor: Mapping[str, Any], name: str, default: str = "") -> str:
    return str(descriptor.get(name) or default)


def _links(resource: Resource) -> Iterator[Link]:
    for key in resource.schema.foreign_keys:
        fields = [resource.schema.field(name) for name in key.fields]
        required = all(field.constraints.get("required", False) for field in fields)
        yield Link(resource.name, key.fields, key.resource, key.reference_fields, required)


def _findings(report: Report) -> Findings:
    touched: dict[tuple[str, str], dict[str, ReportedFinding]] = defaultdict(dict)
    for finding in report.findings:
        for reading in finding.readings:
            for column in (reading.column, ""):
                touched[reading.file, column][finding.id] = finding
    return {place: [each for _, each in sorted(found.items())] for place, found in touched.items()}


def _table(
    resource: Resource, rows: Rows, links: list[Link], meanings: Meanings, findings: Findings
) -> Table:
    def column(field: Field) -> Column:
        counts = Counter(row[field.name] for row in rows)
        return Column(
            name=field.name,
            title=_text(field.descriptor, "title", field.name),
            description=_text(field.descriptor, "description"),
            type=type_phrase(field),
            constraints=constraint_phrases(field),
            codes=tuple(
                Code(code, meaning or meanings.get((field.name, code), ""), counts[code])
                for code, meaning in code_meanings(field).items()
            ),
            example=_text(field.descriptor, "example"),
            filled=len(rows) - counts[""],
            is_key=field.name in resource.schema.primary_key,
            links=tuple(link for link in outgoing if field.name in link.columns),
            findings=findings.get((resource.path, field.name), ()),
        )

    outgoing = tuple(link for link in links if link.table == resource.name)
    return Table(
        name=resource.name,
        title=_text(resource.descriptor, "title", resource.name),
        description=_text(resource.descriptor, "description"),
        path=resource.path,
        rows=len(rows),
        is_of_claims=resource.schema.is_of_claims,
        key=resource.schema.primary_key,
        columns=tuple(map(column, resource.schema.fields)),
        links=outgoing,
        linked_from=tuple(link for link in links if link.target == resource.name),
        findings=findings.get((resource.path, ""), ()),
    )


def _has_terms(resource: Resource) -> bool:
    return set(_DESCRIBED) <= set(resource.schema.field_names)


def _traits(vocabulary: Resource) -> list[Field]:
    return [field for field in vocabulary.schema.fields if field.name not in _DESCRIBED]


def _readers(vocabulary: Resource, package: Package) -> Mapping[str, Sequence[str]]:
    """The rules that declare each column of the vocabulary as one that they read."""
    declared = {
        rule.name: {column.name for column in columns_of(declaration)}
        for rule in all_rules(package.extra_rules)
        for declarations in (rule.reads, rule.may_read)
        if (declaration := declarations.get(vocabulary.name))
    }
    return {
        field.name: [rule for rule, names in declared.items() if field.name in names]
        for field in _traits(vocabulary)
    }


def _terms(vocabulary: Resource, rows: Mapping[str, Rows], package: Package) -> Iterator[Term]:
    uses = Counter(
        (resource.name, row[column])
        for resource in package.resources
        for key in resource.schema.foreign_keys
        if key.resource == vocabulary.name
        for column in key.fields
        for row in rows[resource.name]
    )
    for row in rows[vocabulary.name]:
        subjects, objects = (row[name].split("|") for name in ("subject_types", "object_types"))
        yield Term(
            id=row["property_id"],
            table=row["used_in"],
            label=row["label"],
            definition=row["definition"],
            subject_types=tuple(filter(None, subjects)),
            object_types=tuple(filter(None, objects)),
            traits=tuple(
                Trait(_text(field.descriptor, "title", field.name), row[field.name])
                for field in _traits(vocabulary)
                if row[field.name] not in _NO_TRAIT
            ),
            rows=uses[row["used_in"], row["property_id"]],
        )

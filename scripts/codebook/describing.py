"""The codebook of a package, computed from its descriptor, schemas, rows and findings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from checks.reports.report import Report, ReportedFinding
from checks.tables.package import Package, Resource
from checks.tables.rows import read_rows
from checks.tables.table_schema import Field, ForeignKey
from scripts.codebook.model import Code, Codebook, Column, Link, Table
from scripts.codebook.phrases import code_meanings, constraint_phrases, type_phrase
from scripts.codebook.vocabulary import readers_of, terms_of, vocabulary_of

Rows = Sequence[Mapping[str, str]]
Findings = Mapping[tuple[str, str], tuple[ReportedFinding, ...]]


def codebook(package: Package, report: Report | None = None) -> Codebook:
    """The codebook of a package.

    Args:
        package: the descriptor and the schemas.
        report: the report on the package; by default the package is checked.

    Raises:
        TableError: a table cannot be read.
    """
    if report is None:
        from checks.checking import build_report  # imports pandas

        report = build_report(package.descriptor_file)
    rows = {resource.name: read_rows(resource) for resource in package.resources}
    links = [link for resource in package.resources for link in _links(resource)]
    meanings = _meanings(package)
    findings = _findings(report)
    vocabulary = vocabulary_of(package)
    readers = readers_of(vocabulary, report.rules) if vocabulary else {}
    return Codebook(
        title=str(package.descriptor.get("title") or package.name),
        version=package.version,
        tables=tuple(
            _table(resource, rows[resource.name], links, meanings, findings)
            for resource in package.resources
        ),
        vocabulary=vocabulary.name if vocabulary else "",
        readers=tuple(readers.items()),
        terms=terms_of(vocabulary, rows, package, readers) if vocabulary else (),
    )


def _links(resource: Resource) -> list[Link]:
    return [_link(resource, key) for key in resource.schema.foreign_keys]


def _link(resource: Resource, key: ForeignKey) -> Link:
    fields = [resource.schema.field(name) for name in key.fields]
    required = all(field.constraints.get("required", False) for field in fields)
    return Link(resource.name, key.fields, key.resource, key.reference_fields, required)


def _meanings(package: Package) -> Mapping[tuple[str, str], str]:
    """The meanings of codes by column and code, for columns of one name that several tables have.

    A column whose description leaves the codes to another table takes them from there.
    """
    return {
        (field.name, code): meaning
        for resource in package.resources
        for field in resource.schema.fields
        for code, meaning in code_meanings(field).items()
        if meaning
    }


def _findings(report: Report) -> Findings:
    """The findings by file and column, and all findings of a file under the column ""."""
    touched: dict[tuple[str, str], dict[str, ReportedFinding]] = defaultdict(dict)
    for finding in report.findings:
        for reading in finding.readings:
            for column in (reading.column, ""):
                touched[reading.file, column][finding.id] = finding
    return {
        place: tuple(found[identifier] for identifier in sorted(found))
        for place, found in touched.items()
    }


def _table(
    resource: Resource,
    rows: Rows,
    links: Iterable[Link],
    meanings: Mapping[tuple[str, str], str],
    findings: Findings,
) -> Table:
    schema, descriptor = resource.schema, resource.descriptor
    outgoing = tuple(link for link in links if link.table == resource.name)
    return Table(
        name=resource.name,
        title=str(descriptor.get("title") or resource.name),
        description=str(descriptor.get("description", "")),
        path=resource.path,
        rows=len(rows),
        is_of_claims=schema.is_of_claims,
        key=schema.primary_key,
        columns=tuple(
            Column(
                name=field.name,
                title=str(field.descriptor.get("title") or field.name),
                description=str(field.descriptor.get("description", "")),
                type=type_phrase(field),
                constraints=constraint_phrases(field),
                codes=_codes(field, rows, meanings),
                example=str(field.descriptor.get("example", "")),
                filled=sum(bool(row[field.name]) for row in rows),
                is_key=field.name in schema.primary_key,
                links=tuple(link for link in outgoing if field.name in link.columns),
                findings=findings.get((resource.path, field.name), ()),
            )
            for field in schema.fields
        ),
        links=outgoing,
        linked_from=tuple(link for link in links if link.target == resource.name),
        findings=findings.get((resource.path, ""), ()),
    )


def _codes(field: Field, rows: Rows, meanings: Mapping[tuple[str, str], str]) -> tuple[Code, ...]:
    counts = Counter(row[field.name] for row in rows)
    return tuple(
        Code(code, meaning or meanings.get((field.name, code), ""), counts[code])
        for code, meaning in code_meanings(field).items()
    )

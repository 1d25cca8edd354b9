"""References between rows: foreign keys and lists of claims, in both directions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.tables.table_schema import Field
from checks.write.derived import holds_flat_claims, register_resource
from scripts.site.links import finding_page, row_address, rule_address, web_address
from scripts.site.source import Source
from scripts.site.tables import Row, Table

Mentions = Mapping[tuple[str, str], Mapping[str, Row]]
"""The rows that name a row, by their table and column, and by their keys."""


@dataclass(frozen=True)
class Part:
    """A part of a cell as it is printed, and where it leads: into the site, to the web, or ""."""

    text: str
    address: str


class References:
    """The references between all rows of a package."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._own_pages = _own_pages(source)
        self._targets: dict[tuple[str, str, str], Row] = {}
        self._mentions: dict[tuple[str, str], dict[tuple[str, str], dict[str, Row]]] = {}
        for table in source.tables.values():
            for field in table.schema.fields:
                for row, target in self._references(table, field):
                    if holds_flat_claims(table.resource):
                        continue
                    mentions = self._mentions.setdefault((target.table, target.key), {})
                    mentions.setdefault((table.name, field.name), {})[row.key] = row

    def parts(self, row: Row, field: Field) -> list[Part]:
        """The parts of a cell: a list of claims has many, an empty cell has no parts."""
        return [Part(text, self._address(row, field, text)) for text in _texts(row, field)]

    def mentions(self, row: Row) -> Mentions:
        """Where other rows name this row, in the order of the descriptor."""
        return self._mentions.get((row.table, row.key), {})

    def _references(self, table: Table, field: Field) -> Iterator[tuple[Row, Row]]:
        """The rows that name another row in a column, each with that row.

        A foreign key of several columns counts for its first column.
        """
        for key in table.schema.foreign_keys:
            if key.fields[0] == field.name and key.resource in self._source.tables:
                rows = self._source.tables[key.resource].rows
                index = {
                    tuple(row.cells[name] for name in key.reference_fields): row for row in rows
                }
                for row in table.rows:
                    if target := index.get(tuple(row.cells[name] for name in key.fields)):
                        for name in key.fields:
                            self._targets[row.table, row.key, name] = target
                        yield row, target
        if field.refers_to_claims:
            for row in table.rows:
                for text in _texts(row, field):
                    if target := self._source.claims.get(text):
                        yield row, target

    def _address(self, row: Row, field: Field, text: str) -> str:
        schema = self._source.tables[row.table].schema
        if schema.primary_key == (field.name,) and text in self._own_pages.get(row.table, {}):
            return self._own_pages[row.table][text]
        if field.refers_to_claims:
            target = self._source.claims.get(text)
        else:
            names = (field.name, f"{field.name}_id")  # a label leads where its identifier does
            found = (self._targets.get((row.table, row.key, name)) for name in names)
            target = next(filter(None, found), None)
        if target:
            return row_address(target.table, target.key)
        return (web_address(text) or "") if field.descriptor.get("format") == "uri" else ""


def _texts(row: Row, field: Field) -> list[str]:
    separator = field.list_separator if field.refers_to_claims else None
    text = row.cells[field.name]
    return [part for part in text.split(separator) if part] if separator else [text] * bool(text)


def _own_pages(source: Source) -> dict[str, dict[str, str]]:
    """The pages that tell more about findings and rules than their rows do, by table."""
    register = register_resource(source.package)
    if register is None:
        return {}
    pages = {
        key.resource: {rule: rule_address(rule) for rule in source.rules}
        for key in register.schema.foreign_keys
    }
    findings = {finding.id: finding_page(finding.id) for finding in source.report.findings}
    return pages | {register.name: findings}

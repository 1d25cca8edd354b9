"""Tables: every row of every table, tied to the rows that it names and that name it."""

from collections.abc import Iterator

from scripts.site.downloads import Download
from scripts.site.links import table_page
from scripts.site.pages.cells import show_columns, show_row
from scripts.site.pages.page import Page
from scripts.site.references import References
from scripts.site.source import Source, Table


def tables_pages(
    source: Source, references: References, downloads: dict[str, Download]
) -> Iterator[Page]:
    """The page that lists all tables, and one for each."""
    yield Page(
        address="tables.html",
        template="tables.html",
        title="Tables",
        description=f"The tables of {source.title}: what one row is, and how many there are.",
        section="tables.html",
        content={
            "tables": [(table, table_page(table.name)) for table in source.tables.values()],
            "rows": sum(len(table.rows) for table in source.tables.values()),
            "downloads": downloads,
        },
    )
    for table in source.tables.values():
        yield _page(source, references, table, downloads)


def _page(
    source: Source, references: References, table: Table, downloads: dict[str, Download]
) -> Page:
    columns = show_columns(table)
    rows = [show_row(source, references, table, row, columns) for row in table.rows]
    key = table.resource.schema.primary_key
    return Page(
        address=table_page(table.name),
        template="table.html",
        title=f"Table {table.name}",
        description=table.description or f"The table {table.name} of {source.title}.",
        section="tables.html",
        content={
            "table": table,
            "columns": columns,
            "key": key[0] if key else columns[0].name,
            "rows": rows,
            "has_badges": any(row.badges for row in rows),
            "has_mentions": any(row.mentions for row in rows),
            "download": downloads.get(table.resource.path),
        },
    )

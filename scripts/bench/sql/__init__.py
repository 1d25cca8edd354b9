"""Hand-written DuckDB SQL for the rules: `prepare.sql`, and queries in `rules`.

A rule may have a query, in the file of its name. `timeline-feasible` has none, since minimal sets
of claims need a search; neither has `names-spelled-one-way`, since near words need more than SQL
offers. A query returns one row for each finding: the group that breaks the rule. It does not say
which claims, with which words, nor what could not be evaluated.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from checks.tables.package import Package, Resource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDER = Path(__file__).parent


def rule_names() -> tuple[str, ...]:
    """The rules that have a query."""
    return tuple(sorted(file.stem for file in (FOLDER / "rules").glob("*.sql")))


def finding_counts(package: Package) -> dict[str, int]:
    """How many findings each rule has in a package with all tables of the real one."""
    import duckdb

    with duckdb.connect() as database:
        database.execute("CREATE SCHEMA cells")
        for resource in package.resources:
            _view(database, resource)
        database.execute((FOLDER / "prepare.sql").read_text(encoding="utf-8"))
        return {name: _count(database, name) for name in rule_names()}


def _view(database: "DuckDBPyConnection", resource: Resource) -> None:
    """The file of a table as a view of texts; it is read when the view is."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in resource.schema.field_names)
    file = str(resource.file).replace("'", "''")
    database.execute(
        f"CREATE VIEW cells.{resource.name} AS FROM read_csv('{file}', header = true, delim = ',', "
        f"quote = '\"', escape = '\"', auto_detect = false, columns = {{{columns}}})"
    )


def _count(database: "DuckDBPyConnection", rule: str) -> int:
    query = (FOLDER / "rules" / f"{rule}.sql").read_text(encoding="utf-8")
    row = database.execute(f"SELECT count(*) FROM ({query})").fetchone()
    return int(row[0]) if row else 0

"""The whole site: all its files by their addresses."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from checks.reports.wording import verdict, worst_first
from checks.write.derived import flat_table, holds_flat_claims
from scripts.codebook import codebook
from scripts.people import people
from scripts.progress import Say, silent
from scripts.site.citing import Citing, citing
from scripts.site.downloads import Download, metadata_downloads, package_files, release_files
from scripts.site.links import table_page
from scripts.site.pages.actors import actors_page
from scripts.site.pages.findings import by_severity, findings_pages
from scripts.site.pages.polls import polls_page
from scripts.site.pages.timeline import timeline_page
from scripts.site.references import References
from scripts.site.rendering import Page, Renderer
from scripts.site.source import Source, conflicts, read_source
from scripts.site.tables import Column

_CARDS = 12
"""How many findings of a severity the overview shows as cards."""

_FLAT = (
    *("claim_id", "subject", "property", "object", "value", "printed", "place", "certainty"),
    *("attributed_to", "unit", "low", "best", "high", "earliest", "latest", "table"),
)
"""The columns of the flat table as its page shows them; labels lead to what they name."""

_ASSETS = Path(__file__).parent / "assets"

Downloads = tuple[Download, ...]


def build_site(package: Path, release: Path | None = None, say: Say = silent) -> dict[str, bytes]:
    """The files of the site of a package, by their addresses.

    Args:
        package: a datapackage.json, or its folder.
        release: a folder with the files of a release, if there is one.
        say: is told each of the two steps before it begins.

    Raises:
        PackageError: the package cannot be read, or its structure is not right.
        OSError: a file of the release cannot be read.
    """
    say("the package is checked")
    source = read_source(package)
    references = References(source)
    cited = citing(source.package)
    files = package_files(source.package)
    metadata = metadata_downloads(cited.metadata)
    released = release_files(source.package, release)
    pages = [
        _overview_page(source, cited),
        *findings_pages(source),
        timeline_page(source),
        polls_page(source),
        actors_page(source),
        *_tables_pages(source, references, files),
        Page("codebook.html", {"book": codebook(source.package, source.report)}),
        Page("rules.html", {}),
        _download_page(source, files, metadata, released),
    ]
    say(f"{len(pages)} pages")
    renderer = Renderer(site=source, cited=cited, references=references)
    site = {page.address: renderer.render(page) for page in pages}
    site |= {item.address: item.content for item in (*files.values(), *metadata, *released)}
    site |= {f"assets/{file.name}": file.read_bytes() for file in sorted(_ASSETS.iterdir())}
    return site


def _overview_page(source: Source, cited: Citing) -> Page:
    """What the package is, how much there is in it, and where it contradicts itself."""
    report = source.report
    content = {
        "verdict": verdict(report),
        "severities": by_severity(report.findings),
        "cards": _CARDS,
        "most": max((rule.found for rule in report.rules), default=0),
        "people": people(source.package, cited.publication),
        "flat": flat_table(source.package),
    }
    return Page("index.html", content)


def _tables_pages(
    source: Source, references: References, files: dict[str, Download]
) -> Iterator[Page]:
    """The page that lists all tables, and one for each."""
    yield Page("tables.html", {"downloads": files})
    for table in source.tables.values():
        key = table.schema.primary_key
        is_flat = holds_flat_claims(table.resource)
        claims = [row.key for row in table.rows] if table.schema.is_of_claims or is_flat else []
        findings = {claim: source.findings_about([claim]) for claim in claims}
        content = {
            "table": table,
            "columns": _in_order(table.columns, _FLAT) if is_flat else table.columns,
            "is_flat": is_flat,
            "findings": {claim: found for claim, found in findings.items() if found},
            "disputed": {claim for claim, found in findings.items() if conflicts(found)},
            "has_mentions": any(map(references.mentions, table.rows)),
            "key": key[0] if key else table.columns[0].name,
            "download": files.get(table.resource.path),
        }
        yield Page(table_page(table.name), content, "table.html")


def _in_order(columns: Iterable[Column], names: Iterable[str]) -> list[Column]:
    """The columns that have these names, in the order of the names."""
    by_name = {column.name: column for column in columns}
    return [by_name[name] for name in names if name in by_name]


def _download_page(
    source: Source, files: dict[str, Download], metadata: Downloads, released: Downloads
) -> Page:
    """Files, each with its purpose; references, licence, and what changed."""
    descriptor = source.package.descriptor_file.name
    resources = [*source.package.resources, *source.package.others]
    named = {descriptor, *(item.path for item in resources)}
    flat = flat_table(source.package)
    found = worst_first(source.report.findings)
    content = {
        "flat": flat,
        "flat_file": files[flat.path] if flat else None,
        "example": found[0].id if found else "",
        "release": [item for item in released if "/" not in item.name],
        "parts": [item for item in released if "/" in item.name],
        "metadata": metadata,
        "descriptor": files[descriptor],
        "tables": [files[item.path] for item in resources if item is not flat],
        "schemas": [item for path, item in files.items() if path not in named],
    }
    return Page("download.html", content)

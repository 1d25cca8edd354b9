"""The whole site: all its files by their addresses."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checks.reports.wording import verdict, worst_first
from checks.rules.rule import SEVERITIES
from scripts.codebook import codebook
from scripts.progress import Say, silent
from scripts.site.citing import citing
from scripts.site.downloads import Download, metadata_downloads, package_files, release_files
from scripts.site.links import table_page
from scripts.site.pages.actors import actors_page
from scripts.site.pages.findings import HEADINGS, findings_pages
from scripts.site.pages.polls import polls_page
from scripts.site.pages.timeline import timeline_page
from scripts.site.references import References
from scripts.site.rendering import Page, Renderer
from scripts.site.source import Source, read_source

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
        _overview_page(source),
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


def _overview_page(source: Source) -> Page:
    """What the package is, how much there is in it, and where it contradicts itself."""
    report = source.report
    counts = Counter(finding.severity for finding in report.findings)
    found = worst_first(report.findings)
    content = {
        "verdict": verdict(report),
        "severities": [(name, *HEADINGS[name], counts[name]) for name in SEVERITIES],
        "most": max((rule.found for rule in report.rules), default=0),
        "worst": [item for item in found if item.severity == "error"][:3],
        "conflicts": [item for item in found if item.severity == "warning"],
    }
    return Page("index.html", content)


def _tables_pages(
    source: Source, references: References, files: dict[str, Download]
) -> Iterator[Page]:
    """The page that lists all tables, and one for each."""
    yield Page("tables.html", {"downloads": files})
    for table in source.tables.values():
        key = table.schema.primary_key
        claims = [row.key for row in table.rows] if table.schema.is_of_claims else []
        findings = {claim: source.findings_about([claim]) for claim in claims}
        content = {
            "table": table,
            "findings": {claim: found for claim, found in findings.items() if found},
            "has_mentions": any(map(references.mentions, table.rows)),
            "key": key[0] if key else table.columns[0].name,
            "download": files.get(table.resource.path),
        }
        yield Page(table_page(table.name), content, "table.html")


def _download_page(
    source: Source, files: dict[str, Download], metadata: Downloads, released: Downloads
) -> Page:
    """Files, each with its purpose; references, licence, and what changed."""
    descriptor = source.package.descriptor_file.name
    tables = {resource.path for resource in source.package.resources}
    content = {
        "release": [item for item in released if "/" not in item.name],
        "parts": [item for item in released if "/" in item.name],
        "metadata": metadata,
        "descriptor": files[descriptor],
        "tables": [item for path, item in files.items() if path in tables],
        "schemas": [item for path, item in files.items() if path not in tables | {descriptor}],
    }
    return Page("download.html", content)

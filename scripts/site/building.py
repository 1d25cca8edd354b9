"""The whole site, page by page: everything in it by its address."""

from collections.abc import Iterator
from pathlib import Path

from scripts.codebook import codebook
from scripts.site.citing import Citing, citing
from scripts.site.downloads import Download, metadata_downloads, package_files, release_files
from scripts.site.pages.actors import actors_page
from scripts.site.pages.codebook import codebook_page
from scripts.site.pages.download import download_page
from scripts.site.pages.findings import all_findings, findings_pages
from scripts.site.pages.overview import overview_page
from scripts.site.pages.page import Page
from scripts.site.pages.polls import polls_page
from scripts.site.pages.rules import rules_page
from scripts.site.pages.tables import tables_pages
from scripts.site.pages.timeline import timeline_page
from scripts.site.references import References
from scripts.site.rendering import Renderer
from scripts.site.source import Source, read_source

_ASSETS = Path(__file__).parent / "assets"


def build_site(package: Path, release: Path | None = None) -> dict[str, bytes]:
    """The files of the site of a package, by their addresses.

    Args:
        package: a datapackage.json, or its folder.
        release: a folder with the files of a release, if there is one.

    Raises:
        PackageError: the package cannot be read, or its structure is not right.
        OSError: a file of the release cannot be read.
    """
    source = read_source(package)
    cited = citing(source.package)
    files = package_files(source.package)
    released = release_files(source.package, release)
    renderer = Renderer(source)
    site = {page.address: renderer.render(page) for page in _pages(source, cited, files, released)}
    downloads = (*files.values(), *metadata_downloads(cited.metadata), *released)
    site |= {item.address: item.content for item in downloads}
    site |= {f"assets/{file.name}": file.read_bytes() for file in sorted(_ASSETS.iterdir())}
    return site


def _pages(
    source: Source,
    cited: Citing,
    files: dict[str, Download],
    released: tuple[Download, ...],
) -> Iterator[Page]:
    references = References(source)
    findings = all_findings(source, cited)
    yield overview_page(source, findings, cited)
    yield from findings_pages(source, references, findings)
    yield timeline_page(source)
    yield polls_page(source)
    yield actors_page(source)
    yield from tables_pages(source, references, files)
    yield codebook_page(source, codebook(source.package, source.report))
    yield rules_page(source)
    yield download_page(source, cited, files, released)

"""Download and cite: files with what they are for, references, licence, and what changed."""

from scripts.site.citing import Citing
from scripts.site.downloads import Download, metadata_downloads
from scripts.site.pages.page import Page
from scripts.site.source import Source


def download_page(
    source: Source,
    cited: Citing,
    package: dict[str, Download],
    release: tuple[Download, ...],
) -> Page:
    """The page, with the files of the package and those of a release."""
    descriptor = source.package.descriptor_file.name
    tables = {resource.path for resource in source.package.resources}
    return Page(
        address="download.html",
        template="download.html",
        title="Download and cite",
        description=f"The files of {source.title}, what each is for, how to verify them, and how "
        "to cite the dataset and the document.",
        section="download.html",
        content={
            "cited": cited,
            "release": [item for item in release if "/" not in item.name],
            "parts": [item for item in release if "/" in item.name],
            "metadata": metadata_downloads(cited.metadata),
            "descriptor": package[descriptor],
            "tables": [item for path, item in package.items() if path in tables],
            "schemas": [
                item for path, item in package.items() if path not in tables | {descriptor}
            ],
        },
    )

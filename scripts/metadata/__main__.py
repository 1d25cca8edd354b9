"""``python -m scripts.metadata FOLDER``: write the metadata files beside a copy of the package."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from checks.commands.process import command, run
from checks.explaining import explained_by
from checks.tables.files import read_bytes
from checks.tables.package import read_package
from checks.tables.rows import decoded
from checks.write.rewriting import rewrite
from scripts.changelog import entry_of
from scripts.metadata import metadata_files


@command("metadata")
def main(arguments: Sequence[str] | None = None) -> int:
    """Write a package and its metadata files into a folder. Exit status 2: unreadable."""
    parser = argparse.ArgumentParser(prog="python -m scripts.metadata", description=main.__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write them")
    parser.add_argument("--package", type=Path, default=Path(), help="default: here")
    chosen = parser.parse_args(arguments)
    package = read_package(chosen.package)
    changelog = decoded(package.folder / "CHANGELOG.md", "CHANGELOG.md")
    with explained_by(package):
        files = metadata_files(package, entry_of(changelog, package.version).released)
    copied = {path: read_bytes(file) for path, file in package.files.items()}
    targets = {chosen.folder / path: each for path, each in {**copied, **files}.items()}
    rewrite(targets, make_folders=True)
    print("\n".join(str(chosen.folder / path) for path in files))
    return 0


if __name__ == "__main__":
    run(main, "metadata")

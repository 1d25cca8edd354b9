"""``python -m scripts.metadata FOLDER``: write the metadata files beside a copy of the package."""

import argparse
import sys
from pathlib import Path

from checks.tables.escaping import complaint
from checks.tables.package import PackageError, read_package
from checks.tables.rows import TableError, decoded
from checks.write.rewriting import refusal, rewrite
from scripts.changelog import ChangelogError, entry_of
from scripts.metadata import metadata_files


def main(arguments: list[str] | None = None) -> int:
    """Write a package and its metadata files into a folder. Exit status 2: unreadable."""
    parser = argparse.ArgumentParser(prog="python -m scripts.metadata", description=main.__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write them")
    parser.add_argument("--package", type=Path, default=Path(), help="default: here")
    chosen = parser.parse_args(arguments)
    try:
        package = read_package(chosen.package)
        changelog = decoded(package.folder / "CHANGELOG.md", "CHANGELOG.md")
        files = metadata_files(package, entry_of(changelog, package.version).released)
        copied = {path: file.read_bytes() for path, file in package.files.items()}
        targets = {chosen.folder / path: each for path, each in {**copied, **files}.items()}
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
        rewrite(targets)
    except (PackageError, TableError, ChangelogError) as error:
        print(complaint("metadata", error), file=sys.stderr)
        return 2
    except OSError as error:
        print(complaint("metadata", refusal(error, chosen.folder)), file=sys.stderr)
        return 2
    print("\n".join(str(chosen.folder / path) for path in files))
    return 0


if __name__ == "__main__":
    sys.exit(main())

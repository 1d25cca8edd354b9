"""``python -m scripts.site``: build the web page of a package.

The folder works without a server and without a network: open its index.html, or put it on any
host.
"""

import argparse
import sys
from pathlib import Path

from checks.tables.escaping import complaint
from checks.tables.package import PackageError
from checks.tables.rows import TableError
from scripts.progress import steps

_RELEASE = "dist"
_OUTPUT = "site"


def main(arguments: list[str] | None = None) -> int:
    """Build the web page. Exit status 2: it cannot be built, and nothing was changed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.site", description=main.__doc__)
    add = parser.add_argument
    add("package", type=Path, nargs="?", default=Path(), help="default: here")
    add("--output", metavar="FOLDER", type=Path, default=Path(_OUTPUT), help=f"default: {_OUTPUT}")
    add(
        "--with-files",
        metavar="FOLDER",
        type=Path,
        help=f"offer the files of the release in FOLDER (default: {_RELEASE} in the package)",
    )
    add("--quiet", action="store_true", help="print no steps")
    chosen = parser.parse_args(arguments)
    say = steps("site", 3, quiet=chosen.quiet)

    from scripts.site.building import build_site
    from scripts.site.writing import SiteError, write_site

    try:
        files = build_site(chosen.package, _release(chosen.package, chosen.with_files), say)
        say(f"{len(files)} files are written into {chosen.output}")
        write_site(files, chosen.output)
    except (PackageError, TableError, SiteError) as error:
        print(complaint("site", error), file=sys.stderr)
        return 2
    except OSError as error:
        print(complaint("site", f"{error.filename}: {error.strerror}"), file=sys.stderr)
        return 2
    pages = sum(address.endswith(".html") for address in files)
    print(f"{chosen.output / 'index.html'}: {pages} pages")
    return 0


def _release(package: Path, chosen: Path | None) -> Path | None:
    """The folder given on the command line, or the folder that `make release` writes."""
    if chosen is not None:
        if not chosen.is_dir():
            raise FileNotFoundError(2, "no such folder", str(chosen))
        return chosen
    return (package if package.is_dir() else package.parent) / _RELEASE


if __name__ == "__main__":
    sys.exit(main())

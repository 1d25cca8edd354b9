"""``python -m scripts.site``: build the web page of a package.

The folder works without a server and without a network: open its index.html, or put it on any
host.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from checks.commands.process import command, run
from scripts.progress import steps

_RELEASE = "dist"
_OUTPUT = "site"


@command("site")
def main(arguments: Sequence[str] | None = None) -> int:
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
    from scripts.site.writing import write_site

    files = build_site(chosen.package, _release(chosen.package, chosen.with_files), say)
    say(f"{len(files)} files are written into {chosen.output}")
    write_site(files, chosen.output)
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
    run(main, "site")

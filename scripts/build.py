"""``python -m scripts.build``: bring up to date what follows from other files of the package.

As `python -m checks build` does it for any package (see `checks.write.building`), with the
catalogue of rules in `docs/` for this one, and with `--check` to learn what is out of date without
changing it.
"""

import argparse
import os
import sys
from pathlib import Path

from checks.load.package import PackageError, read_package
from checks.write.building import BuildError, contents
from checks.write.rewriting import rewrite, stale
from scripts.catalogue import catalogue


def main(arguments: list[str] | None = None) -> int:
    """Bring the package up to date. Exit status 1: stale (with --check), 2: unreadable."""
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=main.__doc__)
    parser.add_argument("package", type=Path, nargs="?", default=Path(), help="default: here")
    parser.add_argument("--check", action="store_true", help="change nothing, name what is stale")
    chosen = parser.parse_args(arguments)
    try:
        package = read_package(chosen.package)
        files = _documents(package.folder) | contents(package)
    except (PackageError, BuildError) as error:
        for line in str(error).split("\n"):
            print(f"build: {line}", file=sys.stderr)
        return 2
    changed = stale(files)
    try:
        if not chosen.check:
            rewrite(files)
    except OSError as error:
        print(f"build: cannot be written ({error})", file=sys.stderr)
        return 2
    for file in changed:
        name = os.path.relpath(file, package.folder)
        print(f"{'stale' if chosen.check else 'written'}: {name}")
    if not changed:
        print("Everything is up to date.")
    return 1 if chosen.check and changed else 0


def _documents(folder: Path) -> dict[Path, bytes]:
    """The generated documents of this project; another package has none."""
    is_own = folder.resolve() == Path(__file__).resolve().parent.parent
    return {folder / "docs" / "rules.md": catalogue().encode()} if is_own else {}


if __name__ == "__main__":
    sys.exit(main())

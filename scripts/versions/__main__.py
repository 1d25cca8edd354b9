"""``python -m scripts.versions FROM TO``: what changed, and which version that requires."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from checks.commands.process import command, run
from checks.tables.escaping import complaint, for_terminal
from scripts.versions.comparison import compare
from scripts.versions.rendering import FORMATS
from scripts.versions.snapshot import NothingReleasedError, read_snapshot

RELEASES = Path("releases")


@command("versions")
def main(arguments: Sequence[str] | None = None) -> int:
    """Compare two versions. Exit status 1: the later is too small (with --check), 2: unreadable."""
    parser = argparse.ArgumentParser(prog="python -m scripts.versions", description=main.__doc__)
    place = "a package, an archive, the number of a version in releases/, or 'latest'"
    parser.add_argument("old", metavar="FROM", help=place)
    parser.add_argument("new", metavar="TO", help=place)
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument("--check", action="store_true", help="fail if the version is too small")
    chosen = parser.parse_args(arguments)
    try:
        comparison = compare(
            read_snapshot(chosen.old, RELEASES), read_snapshot(chosen.new, RELEASES)
        )
    except NothingReleasedError as error:
        print(complaint("versions", error), file=sys.stderr)
        return 0
    print(for_terminal(FORMATS[chosen.format](comparison)), end="")
    return 1 if chosen.check and not comparison.is_sufficient else 0


if __name__ == "__main__":
    run(main, "versions")

"""``python -m scripts.bench.sql PACKAGE``: the findings of each rule, counted in SQL, as JSON."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from checks.tables.package import PackageError, read_package
from scripts.bench.sql import finding_counts


def main(arguments: Sequence[str] | None = None) -> int:
    """Count the findings of each rule in SQL, and print them. Exit status 2: no such package."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.bench.sql",
        description="Count the findings of each rule in SQL, and print them as JSON.",
    )
    parser.add_argument("package", type=Path, metavar="PACKAGE")
    chosen = parser.parse_args(arguments)
    try:
        package = read_package(chosen.package)
    except PackageError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(json.dumps(finding_counts(package), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m scripts.bench.sql PACKAGE``: the findings of each rule, counted in SQL, as JSON."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from checks.commands.process import command, run
from checks.tables.package import read_package
from scripts.bench.sql import finding_counts


@command("bench.sql")
def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.sql", description=__doc__)
    parser.add_argument("package", type=Path, metavar="PACKAGE")
    package = read_package(parser.parse_args(arguments).package)
    print(json.dumps(finding_counts(package), indent=2))
    return 0


if __name__ == "__main__":
    run(main, "bench.sql")

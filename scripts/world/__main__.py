"""``python -m scripts.world FOLDER --claims N``: write an invented package of any size."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from checks.commands.process import command, run
from scripts.world import countries, write_package

COUNTRIES = 64
"""Countries that are made; a larger package repeats them."""


@command("world")
def main(arguments: Sequence[str] | None = None) -> int:
    """Write the package into a new folder."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.world", description="Write an invented package without a finding."
    )
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("--claims", type=int, default=1_000, help="at least (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of all chance (default: %(default)s)")
    options = parser.parse_args(arguments)
    if options.claims < 1:
        parser.error("--claims: expected at least 1")
    write_package(options.folder, countries(options.seed, COUNTRIES), options.claims)
    return 0


if __name__ == "__main__":
    run(main, "world")

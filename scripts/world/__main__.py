"""``python -m scripts.world FOLDER --claims N``: write an invented package of any size."""

import argparse
from pathlib import Path

from checks.write.skeleton import SkeletonError
from scripts.world import countries, write_package

COUNTRIES = 64
"""Countries that are made; a larger package repeats them."""


def main() -> None:
    """Write the package into a new folder."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.world", description="Write an invented package without a finding."
    )
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("--claims", type=int, default=1_000, help="at least (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of all chance (default: %(default)s)")
    options = parser.parse_args()
    if options.claims < 1:
        parser.error("--claims: expected at least 1")
    try:
        write_package(options.folder, countries(options.seed, COUNTRIES), options.claims)
    except SkeletonError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()

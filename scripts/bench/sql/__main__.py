"""``python -m scripts.bench.sql PACKAGE``: the findings of each rule, counted in SQL, as JSON."""

import argparse
import json
from pathlib import Path

from checks.tables.package import PackageError, read_package
from scripts.bench.sql import finding_counts

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.sql", description=__doc__)
    parser.add_argument("package", type=Path, metavar="PACKAGE")
    try:
        package = read_package(parser.parse_args().package)
    except PackageError as error:
        parser.error(str(error))
    print(json.dumps(finding_counts(package), indent=2))

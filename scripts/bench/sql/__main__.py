"""``python -m scripts.bench.sql PACKAGE``: the findings of each rule, counted in SQL, as JSON."""

import json
import sys
from pathlib import Path

from checks.load.package import read_package
from scripts.bench.sql import finding_counts

print(json.dumps(finding_counts(read_package(Path(sys.argv[1]))), indent=2))

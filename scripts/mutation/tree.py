"""A copy of the code and its tests, for a tool that changes one and runs the other.

Functions that are decorated only so that they keep what they derive stand there without: mutmut
leaves decorated functions alone, and what is kept is of no matter for what is found.
"""

import os
import re
import shutil
from pathlib import Path

TREE = Path("build/mutation")
"""Where the copy is: it is made anew from the checkout, and holds mutmut's results."""

_COPIED = ("checks", "data", "schemas", "scripts", "tests")
_KEEPS = re.compile(r"^@cached\n", re.MULTILINE)


def lay_out() -> None:
    """Bring the copy up to date. A file that has not changed keeps its time, and so its results."""
    TREE.mkdir(parents=True, exist_ok=True)
    for name in ("pyproject.toml", "datapackage.json"):
        shutil.copy2(name, TREE)
    for folder in _COPIED:
        sources = {path for path in Path(folder).rglob("*") if _is_copied(path)}
        for path in sources:
            _copy(path, TREE / path)
        for path in (TREE / folder).rglob("*.py"):
            if path.relative_to(TREE) not in sources:
                path.unlink()
                (TREE / "mutants" / path.relative_to(TREE)).unlink(missing_ok=True)


def _is_copied(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".py" and source.parts[0] == "checks":
        target.write_text(_KEEPS.sub("", source.read_text("utf-8")), encoding="utf-8")
        times = source.stat()
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))
    else:
        shutil.copy2(source, target)

"""Writes docs/reliability.md from the codings in docs/reliability and the tables in data."""

import argparse
import zipfile
from collections.abc import Sequence
from pathlib import Path

from checks.commands.process import command, run
from checks.write.rewriting import rewrite
from scripts.reliability.codings import Folder, read_coding
from scripts.reliability.page import TABLES, render_page

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reliability.md"
COMPARED = [("A", "B"), ("A", "1.0.1"), ("B", "1.0.1"), ("A", "now"), ("B", "now")]


def page() -> str:
    """The page for the codings in the repository and the published data."""
    folders: dict[str, Folder] = {
        "A": ROOT / "docs/reliability/a",
        "B": ROOT / "docs/reliability/b",
        "1.0.1": zipfile.Path(ROOT / "releases/mali-extremism-claims-1.0.1.zip") / "data",
        "now": ROOT / "data",
    }
    codings = {name: read_coding(name, folder, TABLES) for name, folder in folders.items()}
    return render_page([(codings[one], codings[two]) for one, two in COMPARED])


@command("reliability")
def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page."""
    argparse.ArgumentParser(prog="python -m scripts.reliability", description=__doc__).parse_args(
        arguments
    )
    rewrite({PAGE: page().encode()})
    return 0


if __name__ == "__main__":
    run(main, "reliability")

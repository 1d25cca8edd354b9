"""Writes docs/reliability.md from the codings in docs/reliability and the tables in data."""

import zipfile
from pathlib import Path

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


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

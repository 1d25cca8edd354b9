"""A comparison of two versions as text, Markdown and JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from checks.tables.escaping import code, json_text, markdown
from scripts.templates import render
from scripts.versions.comparison import Comparison

FOLDER = Path(__file__).parent


def as_text(comparison: Comparison) -> str:
    """What changed, table by table, each corrected cell as old → new; then what it requires."""
    return render(FOLDER / "changes.txt.jinja", comparison=comparison)


def as_markdown(comparison: Comparison) -> str:
    """What changed, for a changelog: a list of all reasons, and the errata as tables."""
    filters = {"code": code, "markdown": markdown}
    return render(FOLDER / "changes.md.jinja", filters, comparison=comparison)


def as_json(comparison: Comparison) -> str:
    """The comparison as a JSON object."""
    document = {
        "from": str(comparison.old),
        "to": str(comparison.new),
        "required": str(comparison.required),
        "level": comparison.level.word,
        "sufficient": comparison.is_sufficient,
        "reasons": [{"level": each.level.word, "text": each.text} for each in comparison.reasons],
        "tables": {
            changes.table: {
                "added": changes.added,
                "removed": changes.removed,
                "corrections": [asdict(each) for each in changes.corrections],
                "structure": [each.text for each in changes.structure],
            }
            for changes in comparison.tables
        },
    }
    return json_text(document)


FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    "json": as_json,
    "markdown": as_markdown,
    "text": as_text,
}

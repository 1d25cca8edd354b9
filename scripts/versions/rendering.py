"""A comparison of two versions as text, Markdown and JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict

from checks.tables.escaping import code, json_text, markdown
from scripts.versions.comparison import Comparison, TableChanges

_EMPTY = "(empty)"


def as_text(comparison: Comparison) -> str:
    """What changed, table by table, each corrected cell as old → new; then what it requires."""
    lines = [f"{comparison.old} → {comparison.new}"]
    if comparison.package:
        lines += ["", "package", *(f"  {reason.text}" for reason in comparison.package)]
    for table in comparison.tables:
        lines += ["", table.table]
        lines += [f"  {reason.text}" for reason in table.structure]
        lines += [f"  - {key}" for key in table.removed]
        lines += [f"  + {key}" for key in table.added]
        lines += [
            f"  {each.key}  {each.column}: {each.old or _EMPTY} → {each.new or _EMPTY}"
            for each in table.corrections
        ]
    return "\n".join([*lines, "", *_verdict(comparison)]) + "\n"


def _verdict(comparison: Comparison) -> list[str]:
    if not comparison.reasons:
        return ["No difference: any version will do."]
    fits = "sufficient" if comparison.is_sufficient else "too small"
    required = f"a {comparison.level.word} version, {comparison.required} or later"
    return [
        f"Required: {required}; {comparison.new} is {fits}.",
        *(f"  {reason.level.word:<6} {reason.text}" for reason in comparison.reasons),
    ]


def as_markdown(comparison: Comparison) -> str:
    """What changed, for a changelog: a list of all reasons, and the errata as tables.

    Values of tables that follow from others are counted, and not repeated.
    """
    lines = [f"- *{reason.level.word}*: {markdown(reason.text)}" for reason in comparison.reasons]
    for table in comparison.tables:
        if not table.is_derived:
            lines += _markdown_lines(table)
    return "\n".join(lines or ["Nothing that concerns the data."]) + "\n"


def _markdown_lines(changes: TableChanges) -> list[str]:
    lines = []
    for kind, keys in (("Added", changes.added), ("Removed", changes.removed)):
        if keys:
            listed = ", ".join(map(code, keys))
            lines += ["", f"{kind} in {code(changes.table)}: {listed}"]
    if changes.corrections:
        lines += ["", f"Corrected in {code(changes.table)}:", ""]
        lines += ["| row | column | was | is |", "|---|---|---|---|"]
        lines += [
            f"| {code(each.key)} | {code(each.column)} | {_cell(each.old)} | {_cell(each.new)} |"
            for each in changes.corrections
        ]
    return lines


def _cell(value: str) -> str:
    return markdown(value) or f"*{_EMPTY}*"


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

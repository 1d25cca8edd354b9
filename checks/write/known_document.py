"""What of a document is in a package already, and what of its rows stays with a text."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks.passages.blocks import Block, make_heading, make_paragraph, read_blocks
from checks.passages.claims import Expected, as_stated
from checks.passages.tree import sha256_of
from checks.tables.problems import UserError
from checks.write.filling import Cells


class RefusalError(UserError):
    """The text cannot be added to the package as it is; the message is one line."""


@dataclass(frozen=True)
class KnownDocument:
    """A document in a package: its row, its passages by identifier, and its prefix.

    `has_changed`: the package has it with another text.
    """

    document: Cells
    own: Mapping[str, Cells]
    prefix: str
    has_changed: bool


def blocks_of(text: str, rows: Sequence[Cells] | None, target: KnownDocument) -> list[Block]:
    """The blocks of the text. Those of the same text have the headings that coders gave them.

    `rows` are those of the table of headings, None if the package has no such table.
    """
    blocks = read_blocks(text)
    if rows is None or not target.own or target.has_changed:
        return blocks
    starts = {
        target.own[row["passage_id"]]["start"] for row in rows if row["passage_id"] in target.own
    }
    for block in blocks:
        is_heading = str(block.span.start) in starts
        if block.is_heading and not is_heading:
            make_paragraph(text, block)
        elif is_heading and not block.is_heading:
            make_heading(block)
    return blocks


def renamed_passages(
    text: str, blocks: Mapping[str, Block], rows: Sequence[Cells], target: KnownDocument
) -> dict[str, str]:
    """The new identifier of each passage of the document whose words are still there.

    In the same text it is known by its place; else a paragraph by its hash, and a section by the
    words of its heading.
    """
    words = {row["passage_id"]: row["as_stated"] for row in rows}
    places: defaultdict[str, list[str]] = defaultdict(list)
    for passage_id, block in blocks.items():
        printed = text[slice(*block.span)]
        key = as_stated(printed) if block.is_heading else sha256_of(printed)
        places[key if target.has_changed else str(block.span.start)].append(passage_id)
    renamed = {}
    for passage_id, row in target.own.items():
        key = words.get(passage_id, row["sha256"])
        known = places[key if target.has_changed else row["start"]]
        if known and row["kind"] != "sentence":
            renamed[passage_id] = known.pop(0)
    return renamed


def kept_rows(
    existing: Sequence[Cells], renamed: Mapping[str, str], target: KnownDocument
) -> list[Cells]:
    """The rows of the document that stay: all of the same text, those of known passages else."""
    kept = []
    for row in existing:
        old = row["passage_id"]
        if old in target.own and (old in renamed or not target.has_changed):
            new, rest = renamed.get(old, old), row["claim_id"].removeprefix(f"{old}.")
            claim_id = f"{new}.{rest}" if rest != row["claim_id"] else row["claim_id"]
            kept.append({**row, "passage_id": new, "claim_id": claim_id})
    return kept


def missing_rows(
    expected: Expected, kept: Sequence[Cells], target: KnownDocument
) -> Iterator[Mapping[str, str]]:
    """The rows to add: none to those that coders left of the same text."""
    keys = {_key(row) for row in kept}
    if kept and not target.has_changed:
        return iter(())
    return (row for key, row in expected.items() if key not in keys)


def completed(rows: Sequence[Cells], expected: Expected) -> list[Mapping[str, str]]:
    """The rows, those without printed words filled in from what the text prints there."""
    return [
        row if row["as_stated"] else {**row, **expected.get(_key(row), {}), **_given(row)}
        for row in rows
    ]


def _given(row: Cells) -> Cells:
    return {name: cell for name, cell in row.items() if cell}


def _key(row: Mapping[str, str]) -> tuple[str, str]:
    return row["passage_id"], row.get("position", "")


def levels_of(rows: Sequence[Cells], known: Collection[str]) -> dict[str, int]:
    """The level of each heading that has one. Raises RefusalError for another one than 1, 2, ..."""
    levels = {}
    for row in rows:
        if row["passage_id"] in known and (level := row["level"].strip()):
            if not re.fullmatch("0*[1-9][0-9]?", level):
                place = f"the heading of {row['passage_id']}"
                raise RefusalError(f"{place} has the level {level!r}: expected 1, 2 and so on")
            levels[row["passage_id"]] = int(level)
    return levels

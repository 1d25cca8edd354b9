"""The passages of a text as rows of a package: documents, passages, headings and citations.

What coders wrote stays. Once a document is in the package, its table of headings says which lines
are headings, and of which level. Passages from which claims are coded keep their place, or nothing
is written.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checks.passages.claims import citations, headings, title_of
from checks.passages.spans import Doubt
from checks.passages.tree import COLUMNS, Passage, as_row, numbered, passages, sha256_of
from checks.tables.package import Package
from checks.tables.rows import numbered_rows, read_rows
from checks.write.building import Built, build
from checks.write.filling import CITATION, Cells
from checks.write.known_document import (
    KnownDocument,
    RefusalError,
    blocks_of,
    completed,
    kept_rows,
    levels_of,
    missing_rows,
    renamed_passages,
)

DOCUMENTS, PASSAGES, HEADINGS, CITATIONS = "documents", "passages", "headings", "citations"

_NEEDED: Mapping[str, Collection[str]] = {
    DOCUMENTS: ("document_id", "sha256", "characters"),
    PASSAGES: COLUMNS,
    HEADINGS: ("claim_id", "passage_id", "level", "as_stated"),
    CITATIONS: ("claim_id", "passage_id", *sorted(CITATION)),
}
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")

_Tables: TypeAlias = Mapping[str, list[Cells]]


@dataclass(frozen=True)
class Segmented:
    """A text as passages of a package.

    `doubts` are those about its passages, each with the identifier of its block; `new_headings`
    are the sections that got the level 1 because nobody has given them a level yet.
    """

    built: Built
    passages: tuple[Passage, ...]
    doubts: tuple[tuple[str, Doubt], ...]
    new_headings: tuple[str, ...]


def segmented(
    package: Package, text: str, document_id: str, title: str = "", prefix: str = ""
) -> Segmented:
    """What the files of a package should hold with the passages of a text.

    Args:
        package: the package; it may have the document already.
        text: the text of the document.
        document_id: its identifier.
        title: its title; by default the first line, if that is a heading.
        prefix: what identifiers of its passages begin with; by default nothing for the first
            document, and the letters and digits of `document_id` for a further one.

    Raises:
        RefusalError: the text cannot be added to the package as it is.
        TableError, BuildError: a table cannot be read.
    """
    tables = _tables(package)
    target = _target(tables, document_id, sha256_of(text), prefix)
    has_headings = any(resource.name == HEADINGS for resource in package.resources)
    given = tables[HEADINGS] if has_headings else None
    blocks = numbered(blocks_of(text, given, target), target.prefix)
    if not blocks:
        raise RefusalError("the text is empty")
    expected = {HEADINGS: headings(text, blocks), CITATIONS: citations(blocks)}
    renamed = renamed_passages(text, blocks, tables[HEADINGS], target)
    kept = {name: kept_rows(tables[name], renamed, target) for name in expected}
    levels = {passage_id: 1 for passage_id, _ in expected[HEADINGS]}
    coded = levels_of(kept[HEADINGS], levels)
    found = passages(text, document_id, blocks, {**levels, **coded})
    _refuse_to_move(package, target, found)
    document = {
        **target.document,
        "document_id": document_id,
        "title": title or target.document.get("title") or title_of(text, blocks),
        "sha256": sha256_of(text),
        "characters": str(len(text)),
        "prefix": target.prefix,
    }
    rows: dict[str, Sequence[Mapping[str, str]]] = {
        DOCUMENTS: [document],
        PASSAGES: [as_row(passage) for passage in found],
        **{
            name: [
                *completed(kept[name], expected[name]),
                *missing_rows(expected[name], kept[name], target),
            ]
            for name in expected
        },
    }
    built = build(package, _replaced(package, tables, target, document_id, rows))
    doubts = ((key, doubt) for key, block in blocks.items() for doubt in block.doubts)
    new = tuple(passage_id for passage_id in levels if passage_id not in coded)
    return Segmented(built, found, tuple(doubts), new)


def _tables(package: Package) -> _Tables:
    """The rows of the tables that are written; none of headings and citations if they are missing.

    Raises RefusalError for a table that has not the columns of this profile.
    """
    tables: dict[str, list[Cells]] = {}
    columns = {resource.name: resource.schema.field_names for resource in package.resources}
    for name, needed in _NEEDED.items():
        if name not in columns and name in (DOCUMENTS, PASSAGES):
            raise RefusalError(f"the package has no table '{name}'")
        if lacking := [each for each in needed if each not in columns.get(name, needed)]:
            raise RefusalError(f"the table '{name}' has no column '{lacking[0]}'")
        tables[name] = read_rows(package.resource(name)) if name in columns else []
    return tables


def _target(tables: _Tables, document_id: str, digest: str, prefix: str) -> KnownDocument:
    """The document in the package. Raises RefusalError if the text or the prefix is another's."""
    if not _IDENTIFIER.fullmatch(document_id):
        form = "small letters and digits, with points or hyphens between"
        raise RefusalError(f"--document: expected {form}, not {document_id!r}")
    documents = {row["document_id"]: row for row in tables[DOCUMENTS]}
    document = documents.pop(document_id, {})
    for other, row in documents.items():
        if row["sha256"] == digest:
            raise RefusalError(f"the package has this text already, as the document '{other}'")
    own = {row["passage_id"]: row for row in tables[PASSAGES] if row["document_id"] == document_id}
    others = {row["passage_id"] for row in tables[PASSAGES]} - set(own)
    taken = {_prefix_of(passage_id) for passage_id in others}
    taken |= {row.get("prefix", "") for row in documents.values()}
    wanted = prefix or document.get("prefix", "")
    if own:
        wanted = _prefix_of(next(iter(own)))
        if prefix and prefix != wanted:
            raise RefusalError(f"--prefix: the document has passages with the prefix '{wanted}'")
    elif documents and not wanted:
        wanted = re.sub("[^a-z0-9]", "", document_id)
    if wanted and (wanted in taken or not re.fullmatch("[a-z0-9]+", wanted)):
        raise RefusalError(
            f"--prefix: expected small letters and digits, and no prefix of another document, "
            f"not {wanted!r}"
        )
    has_changed = document.get("sha256", "") not in ("", digest)
    return KnownDocument(document, own, wanted, has_changed)


def _prefix_of(passage_id: str) -> str:
    """What stands before the hyphen of an identifier; empty if there is none."""
    return passage_id.partition("-")[0] if "-" in passage_id else ""


def _refuse_to_move(package: Package, target: KnownDocument, found: Sequence[Passage]) -> None:
    """Raise RefusalError where claims are coded from passages that would change."""
    uses = dict(_uses(package, target.own))
    if target.has_changed and uses:
        raise RefusalError(
            f"the text has changed, and {len(uses):,} passages of it are in use, as in "
            f"{next(iter(uses.values()))}: segment it as a document of its own"
        )
    places = {passage.passage_id: passage for passage in found}
    for passage_id, use in uses.items():
        row, now = target.own[passage_id], places.get(passage_id)
        is_there = now and (str(now.start), str(now.end)) == (row["start"], row["end"])
        if not is_there and not (now and now.kind == "section"):
            raise RefusalError(
                f"{passage_id} would be another part of the text, and {use} refers to it"
            )


def _uses(package: Package, own: Mapping[str, Cells]) -> Iterator[tuple[str, str]]:
    """The passages that rows of other tables refer to, each with a place of such a row."""
    for resource in package.resources:
        if resource.name in _NEEDED:
            continue
        keys = (key for key in resource.schema.foreign_keys if key.resource == PASSAGES)
        columns = {key.fields[0] for key in keys if len(key.fields) == 1}
        columns |= {"passage_id"} if resource.schema.is_of_claims else set()
        for number, row in numbered_rows(resource).items() if columns else ():
            for column in sorted(columns):
                if row[column] in own:
                    yield row[column], f"{resource.path}, row {number}"


def _replaced(
    package: Package,
    tables: _Tables,
    target: KnownDocument,
    document_id: str,
    rows: Mapping[str, Sequence[Mapping[str, str]]],
) -> dict[str, list[Cells]]:
    """The rows of each table that is written: those of other documents, and the new ones."""
    replaced = {}
    for resource in package.resources:
        if resource.name not in rows:
            continue
        others = [
            row
            for row in tables[resource.name]
            if row.get("document_id") != document_id and row.get("passage_id") not in target.own
        ]
        names = resource.schema.field_names
        new = [{name: row.get(name, "") for name in names} for row in rows[resource.name]]
        replaced[resource.name] = [*others, *new]
    return replaced

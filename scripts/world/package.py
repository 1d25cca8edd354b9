"""Documents as one package: as tables for the rules, or as files of any size."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd

from checks.tables.package import Resource
from checks.tables.typed import typed_tables
from scripts.world.profile import VOCABULARY, Row, columns_of, profile, terms
from scripts.world.rows import Rows

_COPIED = (VOCABULARY, "rules")
"""Tables that are those of the real package."""

_NAMES = {"entities": ["label"], "names": ["name", "as_stated"], "citations": ["as_stated"]}
"""Columns that hold names. In a repetition of a document, a number makes each a name of its own."""

_PREFIX, _REPETITION = "\x00", "\x01"
"""What stands in a template for the prefix of a document, and for the number of its repetition."""


def text_frames(documents: Sequence[Rows]) -> dict[str, pd.DataFrame]:
    """All documents as one package: a frame of texts for each table, by spreadsheet row."""
    frames = {}
    for name, columns in columns_of().items():
        rows = [row for document in documents for row in document.tables.get(name, ())]
        content = list(terms().values()) if name == VOCABULARY else rows
        frame = pd.DataFrame(content, columns=list(columns), dtype="str")
        frames[name] = frame.set_index(pd.RangeIndex(2, len(frame) + 2))
    return frames


def typed(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Typed tables of frames of texts, as from `text_frames`."""
    return typed_tables(profile(), frames)


def typed_tables_of(documents: Sequence[Rows]) -> dict[str, pd.DataFrame]:
    """All documents as one package of typed tables."""
    return typed(text_frames(documents))


def write_package(folder: Path, documents: Sequence[Rows], claims: int = 0) -> Path:
    """Write documents as a package with the vocabulary, rules and schemas of this checkout.

    Args:
        folder: a new one.
        documents: countries, each of a prefix of its own.
        claims: how many claims at least; the documents are repeated, under other prefixes and
            names, until there are as many. 0: each document once.

    Returns:
        The descriptor. The package is canonical, and its register is empty.
    """
    package = profile()
    plan = list(_repeated(documents, claims))
    resources = []
    for resource in package.resources:
        file = folder / resource.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if resource.name in _COPIED:
            shutil.copyfile(resource.file, file)
        else:
            _write_table(file, resource, documents, plan)
        if resource.schema.path:
            schema = folder / resource.schema.path
            schema.parent.mkdir(exist_ok=True)
            shutil.copyfile(package.folder / resource.schema.path, schema)
        resources.append({**resource.descriptor, **_size_and_hash(file)})
    descriptor = {**package.descriptor, "name": "invented-world", "resources": resources}
    file = folder / package.descriptor_file.name
    file.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file


def _repeated(documents: Sequence[Rows], claims: int) -> Iterator[tuple[int, int]]:
    """The places of the documents to write, in turn, with the number of the repetition."""
    written = 0
    for number in count():
        repetition, place = divmod(number, len(documents))
        if written >= claims and (claims or repetition):
            return
        written += documents[place].number_of_claims
        yield place, repetition


def _write_table(
    file: Path, resource: Resource, documents: Sequence[Rows], plan: Sequence[tuple[int, int]]
) -> None:
    """Write the rows of all documents; the text of each is made once and then filled in."""
    templates = [_template(resource, document) for document in documents]
    width = len(str(len(plan)))
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(resource.schema.field_names) + "\n")
        for number, (place, repetition) in enumerate(plan):
            text = templates[place].replace(_PREFIX, f"c{number:0{width}}")
            stream.write(text.replace(_REPETITION, f" {repetition}" if repetition else ""))


def _template(resource: Resource, document: Rows) -> str:
    """The rows of a document as CSV in canonical order, with marks in place of what varies."""
    own = (f"{document.prefix}.", f"{document.prefix}-")
    key, names = resource.schema.primary_key, _NAMES.get(resource.name, ())

    def marked(column: str, cell: str) -> str:
        if column in names:
            return cell + _REPETITION
        is_own = cell == document.prefix or cell.startswith(own)
        return _PREFIX + cell.removeprefix(document.prefix) if is_own else cell

    text = io.StringIO()
    writer = csv.DictWriter(text, resource.schema.field_names, lineterminator="\n")
    rows: list[Row] = document.tables[resource.name]
    for row in sorted(rows, key=lambda row: [row[column] for column in key]):
        writer.writerow({column: marked(column, cell) for column, cell in row.items()})
    return text.getvalue()


def _size_and_hash(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256")
    return {"bytes": file.stat().st_size, "hash": f"sha256:{checksum.hexdigest()}"}

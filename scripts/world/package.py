"""Documents as one package: as tables for the rules, or as files of any size."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, cycle
from pathlib import Path

import pandas as pd

from checks.tables.package import Resource
from checks.tables.typed import typed_tables
from checks.write.rewriting import canonical_csv, canonical_json, fixity
from checks.write.skeleton import write_skeleton
from scripts.world.country import Country
from scripts.world.profile import columns_of, profile, terms

_NAMES = {"entities": ["label"], "names": ["name", "as_stated"], "citations": ["as_stated"]}
"""Columns that hold names. In a repetition of a document, a number makes each a name of its own."""

_REPETITION = "\x01"
"""What stands in a template for the number of the repetition."""


def text_frames(documents: Sequence[Country]) -> dict[str, pd.DataFrame]:
    """All documents as one package: a frame of texts for each table, by spreadsheet row."""
    frames = {}
    for name in (resource.name for resource in profile().resources):
        rows = [row for each in documents for row in each.tables.get(name, {}).values()]
        rows = list(terms().values()) if name == "properties" else rows
        frame = pd.DataFrame(rows, columns=list(columns_of(name)), dtype="str")
        frames[name] = frame.set_index(pd.RangeIndex(2, len(frame) + 2))
    return frames


def typed(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Typed tables of frames of texts, as from `text_frames`."""
    return typed_tables(profile(), frames)


def typed_tables_of(documents: Sequence[Country]) -> dict[str, pd.DataFrame]:
    """All documents as one package of typed tables."""
    return typed(text_frames(documents))


def write_package(folder: Path, documents: Sequence[Country], claims: int = 0) -> Path:
    """Write documents as a canonical package of this profile, with an empty register.

    Args:
        folder: a new one.
        documents: countries, each of a prefix of its own.
        claims: how many claims at least; the documents are repeated, under other prefixes and
            names, until there are as many. 0: each document once.

    Returns:
        The descriptor.

    Raises:
        SkeletonError: the folder is not empty, or gives the package no name.
    """
    package = write_skeleton(folder)
    number = _number_of_documents(documents, claims) if claims else len(documents)
    resources = []
    for resource in package.resources:
        if resource.name in documents[0].tables:
            resource.file.write_bytes(_table(resource, documents, number))
        resources.append({**resource.descriptor, **fixity(resource.file.read_bytes())})
    descriptor = {**package.descriptor, "resources": resources}
    package.descriptor_file.write_bytes(canonical_json(descriptor))
    return package.descriptor_file


def _number_of_documents(documents: Sequence[Country], claims: int) -> int:
    """How many documents have so many claims, when these are repeated in turn."""
    sizes = [
        sum(len(rows) for name, rows in each.tables.items() if "claim_id" in columns_of(name))
        for each in documents
    ]
    return next(
        number for number, total in enumerate(accumulate(cycle(sizes)), 1) if total >= claims
    )


def _table(resource: Resource, documents: Sequence[Country], number: int) -> bytes:
    """So many documents, in turn; the text of each is made once and then filled in."""
    templates = [_template(resource, document) for document in documents]
    parts = [",".join(resource.schema.field_names) + "\n"]
    for written in range(number):
        repetition, place = divmod(written, len(documents))
        prefix = f"w{written:0{len(str(number))}}"
        text = templates[place].replace(documents[place].prefix, prefix)
        parts.append(text.replace(_REPETITION, f" {repetition}" if repetition else ""))
    return "".join(parts).encode()


def _template(resource: Resource, document: Country) -> str:
    """The rows of a document as canonical CSV, with a mark behind each name."""
    names = _NAMES.get(resource.name, ())
    rows = [
        {**row, **{name: row[name] + _REPETITION for name in names}}
        for row in document.tables[resource.name].values()
    ]
    text = canonical_csv(resource.schema.field_names, resource.schema.primary_key, rows)
    return text.decode().partition("\n")[2]

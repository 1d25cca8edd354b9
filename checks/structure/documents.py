"""Documents of a package: their lengths, prefixes that keep identifiers apart, and editions."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.structure.outline import in_circles
from checks.structure.table import ProblemList, Table
from checks.tables.arrays import Places
from checks.tables.documents import BETWEEN, prefixed
from checks.tables.problems import Problem
from checks.tables.text_columns import arrow_texts, positions

DOCUMENT_ID, PREFIX, EDITION_OF = "document_id", "prefix", "edition_of"
CHARACTERS, END = "characters", "end"
COLUMNS = (DOCUMENT_ID, "title", "publisher")
"""The columns by which a table is known to be that of documents."""


def check_documents(tables: Mapping[str, Table], problems: ProblemList) -> Iterator[Problem]:
    """Documents without a prefix of their own, too short ones, and circles of editions.

    Cells that already have a problem are skipped.
    """
    documents = next((table for table in tables.values() if table.has(COLUMNS)), None)
    if documents is None:
        return
    prefixes = _prefixes(documents)
    yield from _repeated(documents, prefixes)
    yield from _circles(documents, problems)
    for table in tables.values():
        if table.has(["passage_id", DOCUMENT_ID, END]) and documents.has([CHARACTERS]):
            yield from _outgrown(documents, table, problems)
        if table.has(["passage_id", DOCUMENT_ID]) and prefixes.ne("").any():
            yield from _passages_elsewhere(table, documents, prefixes, problems)


def _prefixes(documents: Table) -> pd.Series:
    """The prefix of each document; a table without that column gives it to none."""
    if documents.has([PREFIX]):
        return documents.frame[PREFIX]
    return pd.Series("", index=documents.frame.index, dtype="str")


def _repeated(documents: Table, prefixes: pd.Series) -> Iterator[Problem]:
    """Documents with the prefix of one before; a second one without a prefix is one of them."""
    for row, prefix in prefixes[prefixes.duplicated()].items():
        first = prefixes.index[prefixes == prefix][0]
        has_it = "has it too" if prefix else "has none"
        expected = f"a prefix of its own; the document in row {first} {has_it}"
        yield documents.problem("prefix", row, PREFIX, str(prefix), expected)


def _passages_elsewhere(
    table: Table, documents: Table, prefixes: pd.Series, problems: ProblemList
) -> Iterator[Problem]:
    """Passages whose identifier begins with another prefix than that of their document."""
    identifiers, owners = table.frame["passage_id"], table.frame[DOCUMENT_ID]
    document = positions(owners, documents.frame[DOCUMENT_ID])
    # Documents with one prefix have a problem already, and are taken for one here.
    numbers = np.where(prefixes.eq(""), -1, positions(prefixes, prefixes))
    is_wrong = (_prefix_numbers(identifiers, prefixes) != numbers[document]) & (document >= 0)
    is_wrong &= ~problems.mask(table, ["passage_id", DOCUMENT_ID])
    for place in np.flatnonzero(is_wrong).tolist():
        owner, prefix = owners.iloc[place], prefixes.iloc[document[place]]
        begins = f"an identifier that begins with '{prefixed(prefix, '')}', the prefix of '{owner}'"
        expected = begins if prefix else f"no prefix of another document: '{owner}' has none"
        row, value = identifiers.index[place], identifiers.iloc[place]
        yield table.problem("prefix", row, "passage_id", value, expected)


def _prefix_numbers(identifiers: pd.Series, prefixes: pd.Series) -> Places:
    """For each identifier the place of the first prefix that it begins with, or -1."""
    parts = pc.split_pattern(arrow_texts(identifiers), BETWEEN, max_splits=1)
    has_two = pc.greater(pc.list_value_length(parts), 1)
    head = pc.if_else(has_two, pc.list_element(parts, 0), None)
    found = pc.fill_null(pc.index_in(head, value_set=arrow_texts(prefixes)), -1)
    places: Places = found.to_numpy(zero_copy_only=False).astype("int64")
    return places


def _outgrown(documents: Table, passages: Table, problems: ProblemList) -> Iterator[Problem]:
    """Documents that have fewer characters than their passages, at the passage that ends last."""
    frame = passages.frame.loc[~problems.mask(passages, [DOCUMENT_ID, END])]
    ends = pd.to_numeric(frame[END].replace("", "0"))
    last = ends.groupby(frame[DOCUMENT_ID]).idxmax().to_dict()
    held = documents.frame.loc[~problems.mask(documents, [DOCUMENT_ID, CHARACTERS])]
    for row, document, characters in zip(
        held.index, held[DOCUMENT_ID], held[CHARACTERS], strict=True
    ):
        if (place := last.get(document)) and characters and int(ends[place]) > int(characters):
            passage = frame["passage_id"][place]
            expected = f"at least {ends[place]}, where the passage '{passage}' ends"
            yield documents.problem("outline", row, CHARACTERS, characters, expected)


def _circles(documents: Table, problems: ProblemList) -> Iterator[Problem]:
    """Documents that are editions of themselves, directly or through others."""
    if not documents.has([EDITION_OF]):
        return
    editions = documents.frame[EDITION_OF]
    is_circle = in_circles(positions(editions, documents.frame[DOCUMENT_ID]))
    for row, value in editions[is_circle & ~problems.mask(documents, [EDITION_OF])].items():
        expected = "a document that is no edition of this one"
        yield documents.problem("edition", row, EDITION_OF, str(value), expected)

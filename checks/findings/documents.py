"""The documents of a package: whose each claim is, and what can be said between two of them.

Each document is judged by itself. Documents that name a thing in common are then compared: two
publishers may disagree, and a later edition may say something new, so that a finding between
documents can be less severe than its rule.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.rules.rule import Severity, Tables
from checks.tables.arrays import Mask, Places
from checks.tables.text_columns import arrow_texts, positions

_AT_MOST: dict[Severity, Severity] = {"error": "warning"}
"""The severity of a finding between two publishers, where it is not that of the rule."""

_PLACES = ("claim_id", "passage_id", "document_id")
"""What the columns that name a place in a text end in; other identifiers are of things."""


class Documents:
    """The documents of typed tables. Tables without documents and passages have none."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @cached_property
    def identifiers(self) -> pd.Series:
        """The identifiers of all documents, each once."""
        for name in ("documents", "passages"):
            if "document_id" in self._tables.get(name, ()):
                return self._tables[name]["document_id"].drop_duplicates()
        return pd.Series([], dtype="str")

    @property
    def are_several(self) -> bool:
        """Whether there is more than one document."""
        return len(self.identifiers) > 1

    @cached_property
    def names(self) -> dict[str, str]:
        """What a reader calls each document: its title, with its identifier if others share it."""
        titles = {document: self._cell("title", document) for document in self.identifiers}
        number = Counter(titles.values())
        return {
            document: title if title and number[title] == 1 else f"{title} ({document})".strip()
            for document, title in titles.items()
        }

    def of_claims(self, claims: Collection[str]) -> dict[str, str]:
        """The document of each of some claims. Claims whose passage is not known are left out."""
        found: dict[str, str] = {}
        if not claims:
            return found
        for name, numbers in self._numbers.items():
            if "claim_id" in self._tables[name]:
                rows = self._tables[name]["claim_id"]
                is_asked = rows.isin(claims).to_numpy(dtype=bool) & (numbers >= 0)
                documents = self.identifiers.take(numbers[is_asked])
                found.update(zip(rows[is_asked], documents, strict=True))
        return found

    def are_editions(self, documents: Collection[str]) -> bool:
        """Whether some documents are editions of one."""
        return len({self._first_edition(document) for document in documents}) == 1

    def severity(self, severity: Severity, documents: Collection[str]) -> Severity:
        """How severe a finding of a rule is.

        Args:
            severity: that of the rule.
            documents: those of the claims concerned. Between editions of one document a finding is
                `info`, between documents of several publishers a `warning` at most.
        """
        if len(documents) < 2:
            return severity
        if self.are_editions(documents):
            return "info"
        publishers = {self._cell("publisher", document) for document in documents}
        return _AT_MOST.get(severity, severity) if len(publishers) > 1 else severity

    def apart(self) -> list[Tables]:
        """The tables, in parts within which no two documents have a thing in common.

        A document that names a thing that another one names is a part of its own; all others are
        the first part. Tables that belong to no document are in every part.
        """
        linked = self._linked if self.are_several else np.zeros(0, dtype=bool)
        if not linked.any():
            return [self._tables]
        parts = [self._part(np.arange(len(linked)) == place) for place in np.flatnonzero(linked)]
        return parts if linked.all() else [self._part(~linked), *parts]

    def _part(self, chosen: Mask) -> Tables:
        """The tables with the rows of some documents only."""
        is_chosen = np.append(chosen, False)  # the last one stands for no document: -1
        return {
            name: table[is_chosen[self._numbers[name]]].reset_index(drop=True)
            if name in self._numbers
            else table
            for name, table in self._tables.items()
        }

    def _cell(self, column: str, document: str) -> str:
        """A cell of the table of documents; empty where there is none."""
        return self._described.get(column, {}).get(document, "")

    @cached_property
    def _described(self) -> dict[str, dict[str, str]]:
        """The columns of the table of documents, each by document."""
        table = self._tables.get("documents")
        if table is None or "document_id" not in table:
            return {}
        columns = (name for name in ("title", "publisher", "edition_of") if name in table)
        return {name: dict(zip(table["document_id"], table[name], strict=True)) for name in columns}

    def _first_edition(self, document: str) -> str:
        """The document at which a line of editions begins."""
        passed = {document}
        while (other := self._cell("edition_of", document)) and other not in passed:
            passed.add(document := other)
        return document

    @cached_property
    def _numbers(self) -> dict[str, Places]:
        """For each table the place in `identifiers` of the document of each row, or -1."""
        passages = self._tables.get("passages")
        if passages is None or not {"passage_id", "document_id"} <= set(passages):
            return {}
        held = {
            name: table["passage_id"]
            for name, table in self._tables.items()
            if "passage_id" in table and "document_id" not in table
        }
        numbers = {
            name: positions(table["document_id"], self.identifiers)
            for name, table in self._tables.items()
            if "document_id" in table
        }
        if held:
            # All passages are looked up at once, so that the table of passages is hashed once.
            places = positions(pd.concat(held.values()), passages["passage_id"])
            found = np.append(numbers["passages"], -1)[places]
            ends = np.cumsum([len(cells) for cells in held.values()])
            numbers |= zip(held, np.split(found, ends[:-1]), strict=True)
        return numbers

    @cached_property
    def _linked(self) -> Mask:
        """Which documents name something that another one names, too."""
        linked: Mask = np.zeros(len(self.identifiers) + 1, dtype=bool)
        columns = list(self._named())
        if not columns:
            return linked[:-1]
        texts, numbers = zip(*columns, strict=True)
        encoded = pa.concat_arrays(texts).dictionary_encode()
        thing, document = encoded.indices.to_numpy(), np.concatenate(numbers)
        last = np.full(len(encoded.dictionary), -1)
        last[thing] = document
        is_shared: Mask = np.zeros(len(last), dtype=bool)
        is_shared[thing[last[thing] != document]] = True
        is_shared &= ~pc.is_in(encoded.dictionary, self._terms).to_numpy(zero_copy_only=False)
        linked[document[is_shared[thing]]] = True
        return linked[:-1]  # the last one stands for no document: -1

    def _named(self) -> Iterator[tuple[pa.Array, Places]]:
        """The columns of claims that name things, each with the documents of its rows."""
        for name, numbers in self._numbers.items():
            table = self._tables[name]
            for column in table if "claim_id" in table else ():
                if str(column).endswith("_id") and not str(column).endswith(_PLACES):
                    yield arrow_texts(table[column]), numbers

    @property
    def _terms(self) -> pa.Array:
        """The terms of the vocabulary and the empty text, which name no thing."""
        texts = pd.Series([""], dtype="str")
        if "property_id" in self._tables.get("properties", ()):
            texts = pd.concat([texts, self._tables["properties"]["property_id"]])
        return arrow_texts(texts)

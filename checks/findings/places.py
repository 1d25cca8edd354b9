"""Where a claim stands: the file and row of its coding, and the place in the text that says it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from checks.findings.documents import Documents
from checks.rules.common.lookups import are_among
from checks.rules.labels import Labels
from checks.tables.package import Package

_PASSAGE_COLUMNS = frozenset({"passage_id", "parent_id", "kind", "ordinal"})
_HEADING_COLUMNS = frozenset({"passage_id", "as_stated"})
_COLUMNS = ("claim_id", "row", "as_stated", "passage_id")
_OPTIONAL = ("certainty", "attributed_to", "note")
"""Columns of claims that a table may lack."""


@dataclass(frozen=True)
class Place:
    """Where one claim is coded (`file`, spreadsheet `row`), and what the text has there.

    `passage` names the place in the text for a reader; it is empty where no passage is known. If
    the package has several documents, it begins with the title of the `document`, whose identifier
    is empty otherwise. `certainty`, `attributed_to` and `note` are the cells of the claim, empty
    where its table lacks the column; `origin` is the label of the entity in `attributed_to`.
    """

    file: str
    row: int
    as_stated: str
    passage: str
    document: str = ""
    certainty: str = ""
    attributed_to: str = ""
    note: str = ""
    origin: str = ""


def places(
    package: Package, tables: Mapping[str, pd.DataFrame], claims: Collection[str]
) -> dict[str, Place]:
    """The places of some claims, by claim identifier. Claims that the package lacks are left out.

    Args:
        package: the descriptor, which says what tables there are.
        tables: typed tables by the names of their resources.
        claims: claim identifiers.
    """
    if not claims:
        return {}
    wanted = pd.Series([*claims], dtype="str")
    rows: dict[str, pd.DataFrame] = {}
    for resource in package.resources:
        if resource.schema.is_of_claims and resource.name in tables:
            table = tables[resource.name]
            names = [name for name in (*_COLUMNS, *_OPTIONAL) if name in table]
            rows[resource.path] = table.loc[are_among(table["claim_id"], wanted), names]
    called = PassageNames(tables)
    documents = Documents(tables)
    document_of = documents.of_claims(claims) if documents.are_several else {}
    labels = Labels(tables)
    return {
        row["claim_id"]: Place(
            file=file,
            row=row["row"],
            as_stated=row["as_stated"],
            passage=called.of(row["passage_id"]),
            document=document_of.get(row["claim_id"], ""),
            **{name: row.get(name, "") for name in _OPTIONAL},
            origin=labels.of(row.get("attributed_to", "")),
        )
        for file, table in rows.items()
        for row in table.to_dict("records")
    }


class PassageNames:
    """What a reader calls each passage: `History, paragraph 2, sentence 1`.

    Each kind is counted for itself among the passages of one parent. A section goes by its
    heading, and only the innermost one is named. If there are several documents, the title of its
    own comes first, unless it is the heading: `Annals, History, paragraph 2, sentence 1`.

    Args:
        tables: typed tables. Without a tree of passages no passage has a name.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables

    def of(self, passage: str) -> str:
        """The name of a passage, by its identifier; empty if there is no such passage."""
        if passage not in self._rows:
            return ""
        parts: dict[str, str] = {}
        title = self._titles.get(passage, "")
        while passage in self._rows and passage not in parts:
            kind, parent, number = self._rows[passage]
            parts[passage] = self._headings.get(passage) or f"{kind} {number}"
            passage = "" if kind == "section" else parent
        names = list(parts.values())
        return ", ".join([*([title] if title and title not in names else []), *reversed(names)])

    @cached_property
    def _rows(self) -> dict[str, tuple[str, str, int]]:
        """Kind, parent, and number among its siblings of one kind, of each passage."""
        tree = self._tables.get("passages")
        if tree is None or not set(tree) >= _PASSAGE_COLUMNS:
            return {}
        siblings = [name for name in ("document_id", "parent_id", "kind") if name in tree]
        numbers = tree.groupby(siblings)["ordinal"].rank(method="first").astype("int64")
        rows = zip(tree["kind"], tree["parent_id"], numbers, strict=True)
        return dict(zip(tree["passage_id"], rows, strict=True))

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The title of the document of each passage, if there are several documents."""
        documents, tree = Documents(self._tables), self._tables.get("passages", pd.DataFrame())
        if not documents.are_several or not set(tree) >= {"passage_id", "document_id"}:
            return {}
        titles = tree["document_id"].map(documents.names)
        return dict(zip(tree["passage_id"], titles, strict=True))

    @cached_property
    def _headings(self) -> dict[str, str]:
        """The text of each heading, by the passage that it opens."""
        table = self._tables.get("headings")
        if table is None or not set(table) >= _HEADING_COLUMNS:
            return {}
        return dict(zip(table["passage_id"], table["as_stated"], strict=True))

"""Where a claim stands: the file and row of its coding, and the place in the text that says it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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
    passages = {passage for table in rows.values() for passage in table["passage_id"]}
    called = passage_names(tables, passages)
    documents = Documents(tables)
    document_of = documents.of_claims(claims) if documents.are_several else {}
    labels = Labels(tables)
    return {
        row["claim_id"]: Place(
            file=file,
            row=row["row"],
            as_stated=row["as_stated"],
            passage=called.get(row["passage_id"], ""),
            document=document_of.get(row["claim_id"], ""),
            **{name: row.get(name, "") for name in _OPTIONAL},
            origin=labels.of(row.get("attributed_to", "")),
        )
        for file, table in rows.items()
        for row in table.to_dict("records")
    }


def passage_names(tables: Mapping[str, pd.DataFrame], passages: Collection[str]) -> dict[str, str]:
    """What a reader calls each passage: `History, paragraph 2, sentence 1`, by identifier.

    Each kind is counted for itself among the passages of one parent. A section goes by its
    heading, and only the innermost one is named. If there are several documents, the title of its
    own comes first: `Annals, History, paragraph 2, sentence 1`.
    """
    tree = tables.get("passages")
    if tree is None or not set(tree) >= _PASSAGE_COLUMNS:
        return {}
    wanted = _with_ancestors(tree, passages)
    numbers = _numbers_of_kind(tree)
    rows = tree[tree["passage_id"].isin(wanted)]
    kinds = dict(zip(rows["passage_id"], rows["kind"], strict=True))
    parents = dict(zip(rows["passage_id"], rows["parent_id"], strict=True))
    headings = _headings(tables.get("headings"), wanted)
    documents = Documents(tables)
    titles = documents.names if documents.are_several and "document_id" in rows else {}
    owners = dict(zip(rows["passage_id"], rows["document_id"], strict=True)) if titles else {}

    def name(passage: str) -> str:
        parts: dict[str, str] = {}
        title = titles.get(owners.get(passage, ""), "")
        while passage in kinds and passage not in parts:
            parts[passage] = headings.get(passage) or f"{kinds[passage]} {numbers[passage]}"
            passage = "" if kinds[passage] == "section" else parents[passage]
        return ", ".join(filter(None, [title, *reversed(parts.values())]))

    return {passage: name(passage) for passage in passages if passage in kinds}


def _with_ancestors(tree: pd.DataFrame, passages: Collection[str]) -> set[str]:
    wanted: set[str] = set()
    newly = set(passages)
    while newly:
        wanted |= newly
        newly = set(tree.loc[tree["passage_id"].isin(newly), "parent_id"]) - wanted - {""}
    return wanted


def _numbers_of_kind(tree: pd.DataFrame) -> dict[str, int]:
    siblings = [name for name in ("document_id", "parent_id", "kind") if name in tree]
    ranks = tree.groupby(siblings)["ordinal"].rank(method="first").astype("int64")
    return dict(zip(tree["passage_id"], ranks, strict=True))


def _headings(table: pd.DataFrame | None, passages: Collection[str]) -> dict[str, str]:
    """The text of each heading, by the passage that it opens."""
    if table is None or not set(table) >= _HEADING_COLUMNS:
        return {}
    table = table[table["passage_id"].isin(passages)]
    return dict(zip(table["passage_id"], table["as_stated"], strict=True))

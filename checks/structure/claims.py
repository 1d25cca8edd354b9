"""Claims: identifiers that name their passage and stand once, and references to them."""

from collections.abc import Iterator, Mapping

import pandas as pd
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.structure.table import ProblemList, Table
from checks.tables.arrays import Mask
from checks.tables.derived import passages_of
from checks.tables.package import Package
from checks.tables.problems import Problem
from checks.tables.shortening import listed
from checks.tables.text_columns import arrow_texts, positions

CLAIM_ID, PASSAGE_ID = "claim_id", "passage_id"


def check_claim_ids(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Identifiers of claims that a table before has, too."""
    own = {
        name: table.frame[CLAIM_ID]
        for name, table in tables.items()
        if table.schema.is_of_claims and table.has([CLAIM_ID])
    }
    if not own or not pd.concat(own.values()).duplicated().any():
        return
    # The key of each table reports what stands twice in it.
    ids = pd.concat({name: cells.drop_duplicates() for name, cells in own.items()})
    first: dict[str, str] = {}
    for (name, row), text in ids[ids.duplicated(keep=False) & (ids != "")].items():
        table = tables[name]
        if text in first:
            expected = f"an identifier of one claim; it is in {first[text]} too"
            yield table.problem("claim-id", row, CLAIM_ID, text, expected)
        else:
            first[text] = f"{table.resource.path}, row {row}"


def check_claim_places(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """Identifiers that are not made of the passage, a point, and a name within the passage.

    Rows whose passage already has a problem are skipped.
    """
    if not table.schema.is_of_claims or not table.has([CLAIM_ID, PASSAGE_ID]):
        return
    identifiers, passages = table.frame[CLAIM_ID], table.frame[PASSAGE_ID]
    is_wrong = ~_begins_with(identifiers, passages) & ~problems.mask(table, [PASSAGE_ID])
    for row, value in identifiers[is_wrong].items():
        expected = f"'{passages.at[row]}.' and a name without a point, as the passage says"
        yield table.problem("claim-place", row, CLAIM_ID, value, expected)


def _begins_with(identifiers: pd.Series, passages: pd.Series) -> Mask:
    """Whether each identifier is its passage, a point, and something without one."""
    is_so = pc.fill_null(pc.equal(passages_of(identifiers), arrow_texts(passages)), False)
    mask: Mask = is_so.to_numpy(zero_copy_only=False)
    return mask


def known_claims(package: Package, tables: Mapping[str, Table]) -> pd.Series | None:
    """The identifiers of all claims, or None when a table of claims could not be read whole."""
    ids = [pd.Series([], dtype="str")]
    for resource in package.resources:
        if resource.schema.is_of_claims:
            table = tables.get(resource.name)
            if table is None or not table.complete or not table.has([CLAIM_ID]):
                return None
            ids.append(table.frame[CLAIM_ID])
    known: pd.Series = pd.concat(ids)
    return known


def check_references(table: Table, claims: pd.Series) -> Iterator[Problem]:
    """References to claims that the package does not have."""
    for field in table.schema.fields:
        if not field.refers_to_claims or not table.has([field.name]):
            continue
        cells = parts = table.frame[field.name]
        if field.list_separator:
            parts = parts.str.split(field.list_separator, regex=False).explode().astype("str")
        parts = parts[parts != ""]
        if parts.empty:
            continue
        unknown = parts[positions(parts, claims) < 0]
        for row, names in unknown.groupby(level=0).agg(listed).items():
            expected = f"identifiers of claims in this package (unknown: {names})"
            yield table.problem("claim-reference", row, field.name, str(cells.at[row]), expected)

"""Claims: identifiers that name their passage and stand once, and references to them."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from checks.structure.columns import Table
from checks.structure.problem_list import ProblemList
from checks.tables.arrays import Mask
from checks.tables.lookups import is_known
from checks.tables.package import Field, Package
from checks.tables.problems import Problem
from checks.tables.text_columns import strictly_rises

CLAIM_ID, PASSAGE_ID = "claim_id", "passage_id"


def check_claim_ids(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Identifiers of claims that a table before has, too."""
    claims = [
        table
        for table in tables.values()
        if table.resource.schema.is_of_claims and CLAIM_ID in table.frame.columns
    ]
    if len(claims) < 2:
        return
    # The key of each table reports what stands twice in it.
    own = [
        ids if strictly_rises(ids := table.frame[CLAIM_ID]) else ids.drop_duplicates()
        for table in claims
    ]
    ids = pd.concat(own)
    again = ids.duplicated().to_numpy(dtype=bool) & (ids != "").to_numpy(dtype=bool)
    if not again.any():
        return
    names = np.repeat([table.resource.path for table in claims], [len(ids) for ids in own])
    first = ~again & ids.isin(ids[again]).to_numpy(dtype=bool)
    places = {
        text: (name, int(row))
        for text, name, row in zip(ids[first], names[first], ids.index[first], strict=True)
    }
    for text, name, row in zip(ids[again], names[again], ids.index[again], strict=True):
        file, other = places[text]
        expected = f"expected an identifier of one claim; it is in {file}, row {other} too"
        yield Problem(str(name), int(row), CLAIM_ID, "claim-id", text, expected)


def check_claim_places(table: Table, problems: ProblemList) -> Iterator[Problem]:
    """Identifiers that are not made of the passage, a point, and a name within the passage.

    Rows whose passage already has a problem are skipped.
    """
    frame = table.frame
    if not table.resource.schema.is_of_claims or not {CLAIM_ID, PASSAGE_ID} <= set(frame.columns):
        return
    is_wrong = ~_begins_with(frame[CLAIM_ID], frame[PASSAGE_ID])
    if not is_wrong.any():
        return
    at_fault = problems.rows_with_problems(table.resource.path, [PASSAGE_ID])
    for row, value, passage in zip(
        frame.index[is_wrong], frame[CLAIM_ID][is_wrong], frame[PASSAGE_ID][is_wrong], strict=True
    ):
        if int(row) not in at_fault:
            expected = f"expected '{passage}.' and a name without a point, as the passage says"
            place = table.resource.path, int(row), CLAIM_ID
            yield Problem(*place, "claim-place", value, expected)


def _begins_with(identifiers: pd.Series, passages: pd.Series) -> Mask:
    """Whether each identifier is its passage, a point, and something without one."""
    own, passage = (
        pa.array(texts, type=pa.large_string(), from_pandas=False)
        for texts in (identifiers, passages)
    )
    parts = pc.split_pattern(own, ".", max_splits=1, reverse=True)
    is_so = pc.and_(pc.equal(pc.list_element(parts, 0), passage), pc.not_equal(own, passage))
    mask: Mask = is_so.to_numpy(zero_copy_only=False)
    return mask


def known_claims(package: Package, tables: Mapping[str, Table]) -> pd.Series | None:
    """The identifiers of all claims, or None when a table of claims could not be read whole."""
    ids = [pd.Series([], dtype="str")]
    for resource in package.resources:
        if resource.schema.is_of_claims:
            table = tables.get(resource.name)
            if table is None or not table.complete or CLAIM_ID not in table.frame.columns:
                return None
            ids.append(table.frame[CLAIM_ID])
    known: pd.Series = pd.concat(ids)
    return known


def check_references(table: Table, claims: pd.Series | None) -> Iterator[Problem]:
    """References to claims that the package does not have."""
    for field in table.resource.schema.fields:
        if field.name not in table.frame.columns:
            continue
        if field.refers_to_claims and claims is not None:
            yield from _check_claims(table, field, claims)


def _check_claims(table: Table, field: Field, claims: pd.Series) -> Iterator[Problem]:
    column = table.columns[field.name]
    parts = column.values
    if field.list_separator:
        parts = parts.str.split(field.list_separator, regex=False).explode().astype("str")
    unknown = parts[(parts != "").to_numpy(dtype=bool) & ~is_known(parts, claims)]
    if unknown.empty:
        return
    mask = column.values.index.isin(unknown.index)
    lacking = dict(zip(column.values[mask], unknown.groupby(level=0).agg(", ".join), strict=True))
    for row, value in table.frame[field.name][column.spread(mask)].items():
        expected = f"expected identifiers of claims in this package (unknown: {lacking[value]})"
        yield Problem(
            table.resource.path, int(str(row)), field.name, "claim-reference", value, expected
        )

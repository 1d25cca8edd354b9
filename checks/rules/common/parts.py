"""Figures that are parts of another figure, or shares in a list of the shares of one whole."""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.intervals import figure_values, intervals, wording
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables

IDENTITY = ["entity_id", "measure_id", "unit", "population_id", "as_of", "period"]
"""What two parts of one total share when one restates the other."""


@cached
def tied_figures(tables: Tables, *, lists: bool = True) -> pd.DataFrame:
    """The figures that are tied to a total or to a list, one row for each tie.

    Args:
        tables: with `figures`; perhaps with `passages`, which tell lists of two documents apart.
        lists: whether to include those that are in lists.

    Returns:
        The columns of `figures`; `total`, the claim of the total, with the name of the division
        if the parts have one, or the document, name and time of the list; `breakdown`, the name of
        the list, empty for a total; `dated_in_part`, whether only some shares of that name have a
        time.
    """
    figures = tables["figures"]
    is_part = figures["part_of_claim_id"].ne("")
    parts = figures[is_part]
    parts = parts.assign(total=_of_division(parts), breakdown="", dated_in_part=False)
    if not lists or "breakdown" not in figures:
        return parts
    shares = figures[figures["breakdown"].ne("") & ~(is_part & figures["unit"].ne("percent"))]
    passages = tables.get("passages", pd.DataFrame())
    document = looked_up(shares["passage_id"], passages, "passage_id", ["document_id"])
    name = document["document_id"] + " " + shares["breakdown"]
    time = shares["as_of"] + " " + shares["period"]
    dated_in_part = time.ne(" ").groupby(name).transform("nunique") > 1
    shares = shares.assign(total=name + " " + time, dated_in_part=dated_in_part)
    return pd.concat([parts, shares])


def _of_division(parts: pd.DataFrame) -> pd.Series:
    """The claim of the total of each part, with the name of the division where that is given.

    A total can be divided in several ways, as by sex and by age. The name of a list in percent is
    that of its whole instead.
    """
    total = parts["part_of_claim_id"]
    if "breakdown" not in parts:
        return total
    is_whole = parts["breakdown"].eq("") | parts["unit"].eq("percent")
    return total.where(is_whole, total + " " + parts["breakdown"])


@cached
def totals_and_parts(tables: Tables, *, lists: bool = True) -> pd.DataFrame:
    """All `tied_figures` that say how they lie in the whole, and the totals to which they point.

    Returns:
        The columns of `tied_figures` in `IDENTITY`, `passage_id`, `total`, `breakdown`,
        `dated_in_part`; `is_part`; `claim_id`; `column` and `words` of `wording`; the bounds of
        `intervals`, in one unit for each total; `exhaustive`; `negative` (a number below 0).
    """
    figures, parts = tables["figures"], tied_figures(tables, lists=lists)
    parts = parts[parts["partition"].ne("")]
    divided = parts[["part_of_claim_id", "total"]].drop_duplicates()
    divided = divided.rename(columns={"part_of_claim_id": "claim_id"})
    totals = figures.merge(divided, on="claim_id")
    totals = totals.assign(is_part=False, breakdown="", dated_in_part=False)
    members = pd.concat([parts.assign(is_part=True), totals], ignore_index=True)
    values = figure_values(members, tables["properties"])
    words = wording(values, "best").rename(columns={"value": "words"})
    numbers = values[["value", "low", "high"]]
    described = ["total", "breakdown", "dated_in_part", "is_part", "passage_id"]
    return (
        members[[*described, *IDENTITY]]
        .join([values["claim_id"], words])
        .join(intervals(values, members["total"]))
        .assign(
            exhaustive=members["partition"].eq("exhaustive"),
            negative=numbers.apply(lambda column: column.str.startswith("-")).any(axis=1),
        )
    )


def evidence_of(members: pd.DataFrame, failures: pd.DataFrame) -> pd.DataFrame:
    """The totals and parts of some groups, as evidence of a rule.

    Args:
        members: as from `totals_and_parts`.
        failures: `total`.

    Returns:
        `group` (the index of `failures`), `claim_id`, `column`, `value`; `is_part`, `breakdown`;
        `item`: the population or else the entity of which the figure is.
    """
    groups = failures[["total"]].rename_axis("group").reset_index()
    members = members.merge(groups, on="total")
    item = members["population_id"].where(members["population_id"].ne(""), members["entity_id"])
    columns = ["group", "claim_id", "column", "is_part", "breakdown"]
    return members[columns].assign(value=members["words"], item=item)

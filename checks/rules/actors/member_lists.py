"""Complete lists of the members of a body, and the days of which each can be."""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.days import OPEN, days_or
from checks.rules.rule import Tables

BODY = ["object_id", "predicate_id"]
"""What a list is of: a body, and what relates its members to it."""

_NEVER = OPEN + 1
"""Day number on which nobody leaves who has no end."""


@cached
def listed_members(tables: Tables) -> pd.DataFrame:
    """The rows of complete lists.

    Returns:
        One row for each: `claim_id`, `subject_id`, `passage_id`, `end`, the columns of `BODY`;
        `leaves` and `left`, the first and the last day on which the member may leave; `list`, a
        number; of that list the `first` and `last` day of which it can be, its `size` and `mark`;
        and `roster`, the number that lists of the same body, days, members and ends share.
    """
    relations, properties = tables["relations"], tables["properties"]
    predicates = properties.loc[properties["forms_roster"], "property_id"]
    is_listed = relations["roster"].eq("complete") & relations["predicate_id"].isin(predicates)
    rows = relations[is_listed]
    has_end = rows["end"].ne("")
    rows = rows[["claim_id", "subject_id", "passage_id", "end", *BODY]].assign(
        list=rows.groupby(["passage_id", *BODY], sort=False).ngroup(),
        joins=days_or(rows["start_earliest"], -OPEN),
        joined=days_or(rows["start_latest"], OPEN),
        leaves=days_or(rows["end_earliest"], -OPEN).where(has_end, _NEVER),
        left=days_or(rows["end_latest"], OPEN).where(has_end, _NEVER),
    )
    lists = _lists(rows)
    rows = rows.drop(columns=["joins", "joined"]).join(lists, on="list")
    same = rows.groupby([*BODY, "first", "last", "size", "mark", "ends"], sort=False)
    return rows.assign(roster=same.ngroup()).drop(columns="ends")


def _lists(rows: pd.DataFrame) -> pd.DataFrame:
    """By the number of a list: its days, its `size`, and marks of its members and of their ends.

    Lists whose members have the same sum of hashes, and number, are taken as the same set.
    """
    ends = rows["subject_id"].str.cat(rows["end"], sep="\t")
    rows = rows.assign(
        mark=pd.util.hash_array(rows["subject_id"].to_numpy()),
        ends=pd.util.hash_array(ends.to_numpy()),
    )
    distinct = rows.drop_duplicates(["list", "subject_id"]).groupby("list")
    sets = distinct.agg(size=("mark", "size"), mark=("mark", "sum"))
    times = rows.groupby("list").agg(
        first=("joins", "max"), last=("joined", "max"), left=("left", "max")
    )
    left = times.pop("left")
    last = times["last"].where(times["last"] < left, left)
    marks = rows.drop_duplicates(["list", "ends"]).groupby("list")["ends"].sum()
    return times.assign(last=last).join([sets, marks])

"""Complete lists of the members or founders of a body, and the days of which each can be."""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables

BODY = ["object_id", "predicate_id"]
"""What a list is of: a body, and what relates its members to it."""

_NEVER = FAR_AWAY + 1
"""Day number on which a member leaves who has no end."""


@cached
def listed_members(tables: Tables) -> pd.DataFrame:
    """The rows of complete lists.

    Members that a passage gives are one list, whatever their starts. Founders are one list if they
    have one start: who merged later is in another one; they never leave it.

    Returns:
        One row for each: `claim_id`, `subject_id` (the member), `column` (where it stands),
        `passage_id`, `end`, the columns of `BODY`; `leaves_from` and `left_by`, the first and the
        last day on which the member may leave; `list`, a number; of that list the `first` and
        `last` day of which it can be, its `size` and `members_hash`; and `roster`, the number that
        lists of the same body, days, members and ends share.
    """
    rows = _listed(tables)
    has_end = rows["end"].ne("")
    rows = rows[["claim_id", "subject_id", "column", "passage_id", "end", *BODY]].assign(
        list=rows.groupby(["passage_id", "date", *BODY], sort=False).ngroup(),
        joins_from=days_or(rows["start_earliest"], -FAR_AWAY),
        joined_by=days_or(rows["start_latest"], FAR_AWAY),
        leaves_from=days_or(rows["end_earliest"], -FAR_AWAY).where(has_end, _NEVER),
        left_by=days_or(rows["end_latest"], FAR_AWAY).where(has_end, _NEVER),
    )
    rows = rows.join(_days(rows).join(_contents(rows)), on="list")
    same = rows.groupby([*BODY, "first", "last", "size", "members_hash", "ends_hash"], sort=False)
    return rows.assign(roster=same.ngroup())


def _listed(tables: Tables) -> pd.DataFrame:
    """The relations of complete lists: `subject_id` is the member, `object_id` the body.

    Returns:
        The columns of `relations`, `column` (where the member stands), and `date`, which is one for
        all founders of a list, and empty for members. Founders have no end.
    """
    relations, properties = tables["relations"], tables["properties"]
    if "lists_founders" not in properties:
        properties = properties.assign(lists_founders="")
    lists = properties["forms_roster"] | properties["lists_founders"].ne("")
    is_listed = relations["predicate_id"].isin(properties.loc[lists, "property_id"])
    relations = relations[relations["roster"].eq("complete") & is_listed]
    side = looked_up(relations["predicate_id"], properties, "property_id", ["lists_founders"])
    founders, is_object = side["lists_founders"].ne(""), side["lists_founders"].eq("object")
    subjects, objects = relations["subject_id"], relations["object_id"]
    return relations.assign(
        column=is_object.map({True: "object_id", False: "subject_id"}),
        subject_id=subjects.mask(is_object, objects),
        object_id=objects.mask(is_object, subjects),
        date=relations["start"].where(founders, ""),
        end=relations["end"].mask(founders, ""),
    )


def _days(rows: pd.DataFrame) -> pd.DataFrame:
    """The days of which each list can be: all members have joined, and not all have left."""
    lists = rows.groupby("list")
    days = lists.agg(first=("joins_from", "max"), last=("joined_by", "max"))
    left_by = lists["left_by"].max()
    return days.assign(last=days["last"].where(days["last"] < left_by, left_by))


def _contents(rows: pd.DataFrame) -> pd.DataFrame:
    """The number of members of each list, and hashes of its members and of their ends.

    Lists whose members have the same sum of hashes, and number, are taken as the same set.
    """
    ends = rows["subject_id"].str.cat(rows["end"], sep="\t")
    rows = rows.assign(
        members_hash=pd.util.hash_array(rows["subject_id"].to_numpy()),
        ends_hash=pd.util.hash_array(ends.to_numpy()),
    )
    members = rows.drop_duplicates(["list", "subject_id"]).groupby("list")["members_hash"]
    contents = members.agg(["size", "sum"]).set_axis(["size", "members_hash"], axis=1)
    ends_hash = rows.drop_duplicates(["list", "ends_hash"]).groupby("list")["ends_hash"].sum()
    return contents.join(ends_hash)


def share_a_day(pairs: pd.DataFrame, suffix: str) -> pd.Series:
    """Whether two ranges of days overlap: `first` to `last`, and the same with the suffix."""
    begins = pairs[["first", f"first{suffix}"]].max(axis=1)
    return begins <= pairs[["last", f"last{suffix}"]].min(axis=1)

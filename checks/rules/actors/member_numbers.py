"""Stated numbers of members, beside the lists that they count."""

import pandas as pd

from checks.rules.actors.member_lists import BODY, share_a_day
from checks.rules.common.figure_times import figure_times
from checks.rules.common.intervals import figure_values, intervals
from checks.rules.common.lookups import are_among
from checks.rules.rule import Tables
from checks.tables.decimals import POWERS_OF_TEN


def lists_with_numbers(tables: Tables, members: pd.DataFrame) -> pd.DataFrame:
    """Lists beside the numbers of members that are stated for them.

    A number in the passage of a list is compared with that list alone, another one with every list
    of the body that can be of its time.

    Args:
        tables: with `figures`, and `properties` (counts).
        members: as from `listed_members`.

    Returns:
        One row for each number and roster: `object_id`, `predicate_id`, `roster`, `size`,
        `count_claim_id`; `fewest_present` and `most_present` (int64), `stated_at_least` and
        `stated_at_most` (Int64; NA = no bound).
    """
    numbers = _numbers(tables)
    lists = members.drop_duplicates("list")
    lists = lists[["passage_id", *BODY, "roster", "size", "first", "last"]]
    here = numbers.merge(lists, on=["passage_id", *BODY], suffixes=("", "_of_list"))
    elsewhere = numbers[~are_among(numbers["count_claim_id"], here["count_claim_id"])]
    rosters = lists.drop(columns="passage_id").drop_duplicates()
    there = elsewhere.merge(rosters, on=BODY, suffixes=("", "_of_list"))
    there = there[share_a_day(there, "_of_list")]
    pairs = pd.concat([here, there], ignore_index=True)
    left = _left(pairs, members)
    return pairs.assign(
        fewest_present=pairs["size"] - left["perhaps"], most_present=pairs["size"] - left["surely"]
    )


def _left(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """How many members of each roster had left, `surely` and `perhaps`, at the number's time."""
    leavers = members[members["end"].ne("")].groupby(["roster", "subject_id"])
    days = leavers.agg(leaves_from=("leaves_from", "min"), left_by=("left_by", "max"))
    times = pairs[["roster", "first", "last"]].rename_axis("pair").reset_index()
    beside = times.merge(days, on="roster")
    left = beside.assign(
        surely=beside["left_by"] <= beside["first"], perhaps=beside["leaves_from"] <= beside["last"]
    )
    counts = left.groupby("pair")[["surely", "perhaps"]].sum()
    return counts.reindex(pairs.index, fill_value=0)


def _numbers(tables: Tables) -> pd.DataFrame:
    """The figures that count members: body, passage, time and bounds in whole members."""
    figures = tables["figures"]
    counted = figures["measure_id"].map(tables["properties"].set_index("property_id")["counts"])
    figures = figures.assign(predicate_id=counted.fillna("").astype("str"))
    figures = figures[figures["predicate_id"].ne("")].reset_index(drop=True)
    bounds = intervals(figure_values(figures, tables["properties"]), pd.Series(figures.index))
    member = 2 * POWERS_OF_TEN[bounds["decimals"].to_numpy()]
    numbers = figures[["passage_id", "predicate_id"]].assign(
        count_claim_id=figures["claim_id"],
        object_id=figures["entity_id"],
        stated_at_least=-(-(bounds["low"] + bounds["strict"]) // member),
        stated_at_most=(bounds["high"] - bounds["strict_high"]) // member,
    )
    return numbers.join(figure_times(figures)[["first", "last"]])

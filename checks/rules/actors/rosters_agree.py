"""Rules about lists of members."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.actors.member_lists import BODY, listed_members
from checks.rules.columns import columns
from checks.rules.common.figure_times import figure_times
from checks.rules.common.intervals import figure_values, intervals, wording
from checks.rules.common.lookups import are_among
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables
from checks.tables.decimals import POWERS_OF_TEN

_PAIR = ["roster", "other"]
_COLUMNS = [*BODY, *_PAIR, "until", "until_other", "count_claim_id", "listed", "gap"]

_ODD = "only here:"


class RostersAgree(LegacyRule):
    """Lists of members agree.

    Statement: Two complete lists of the members of one body at one time have the same members, and
        a stated number of members is the length of the list.
    Formula: with starts in [s1, s2] and ends in [e1, e2], a list can be of the days from max(s1) to
        max(s2), and not after max(e2): it is complete when the last of its members has joined, and
        none is left when all have gone. gap = the number of members that only one of two lists has
        and that may not have left, e1 <= the last day of the other list; for a stated number in
        [low, high] and a list of which n members are there, from those that may not have left to
        those that have not certainly left at the time of the number, gap = max(low - most n,
        least n - high), rounded up. The bound is gap <= 0.
    Inputs: `relations` (subject, predicate, object, start, end, roster) and `properties`
        (forms_roster): the subjects that one passage relates to an object by a predicate, with
        `roster` complete; `figures` (low, best, high, qualifier, as_of, period) of measures that
        count such subjects (`properties`: counts). A group is two lists that differ and that can be
        of one day; or all lists of a body that have the same members, if there are two or more; or
        a number and a list.
    Severity rationale: error. A complete list leaves nobody out, so both cannot be true at a time.
    Source: set equality; the cardinality constraints of SHACL.
    Limits: The order of a list says nothing. A partial list is not compared. A list without starts
        can be of any day, and is compared with any; a number with the list of its own passage, if
        there is one, and with no other. Times decide what is compared, so a coarser one may add a
        finding. Who is in a list is looked for in lists that can be of its own day alone, although
        an early member must be in the lists of the time between, too. Not evaluable: a number
        without bounds, such as `about`.
    """

    name = "rosters-agree"
    family = "actors"
    severity = "error"
    reads = columns(
        figures=(
            "claim_id passage_id entity_id measure_id low best high unit qualifier "
            "as_of:edtf period:edtf"
        ),
        properties="property_id forms_roster:boolean counts",
        relations=(
            "claim_id passage_id subject_id predicate_id object_id start:edtf end:edtf roster"
        ),
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for two rosters, one roster that is listed again, or a number and a roster.

        `roster` and `other` are numbers of `_rosters`, `until` and `until_other` the last days of
        which they can be, `count_claim_id` is the number's claim, and `listed` the length of
        `roster`.
        """
        members = listed_members(tables)
        rosters = _rosters(members)
        groups = [_repeated(rosters), _differing(rosters, members), _counted(tables, members)]
        frame = pd.concat(groups).reindex(columns=_COLUMNS)
        whole = dict.fromkeys(["other", "until", "until_other", "gap"], "Int64")
        return frame.astype(whole)

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """All rows of the lists, and the number."""
        members = listed_members(tables)
        groups = violations.rename_axis("group").reset_index()
        columns = ["group", "roster", "day"]
        sides = [
            groups[["group", "roster", "until_other"]].set_axis(columns, axis=1),
            groups[["group", "other", "until"]].set_axis(columns, axis=1),
        ]
        listed = pd.concat(sides).merge(members, on="roster")
        times = listed.groupby(["group", "subject_id"])["roster"].transform("nunique")
        is_odd = times.eq(1) & listed["group"].map(violations["other"].notna())
        label = ("until " + listed["end"] + ":").where(listed["leaves"] <= listed["day"], _ODD)
        listed = listed.assign(
            column="subject_id", value=listed["subject_id"], label=label.where(is_odd, "")
        )
        values = figure_values(tables["figures"])
        values = values[["claim_id"]].join(wording(values, "best")).assign(label="number")
        counted = groups[["group", "count_claim_id"]].merge(
            values, left_on="count_claim_id", right_on="claim_id"
        )
        columns = ["group", "claim_id", "column", "value", "label"]
        return pd.concat([listed[columns], counted[columns]])

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names predicate and body, and what differs."""
        of = f"{group['predicate_id']} {group['object_id']}"
        numbers = [item.value for item in evidence if item.label == "number"]
        if numbers:
            return f"{of}: {numbers[0]} stated, {group['listed']} listed"
        names = sorted({item.value for item in evidence if item.label == _ODD})
        return f"{of}: two complete lists differ in {', '.join(names)}"


def _rosters(members: pd.DataFrame) -> pd.DataFrame:
    """One row for each roster: body, days, `size`, `mark`, and how many `lists` there are."""
    lists = members.drop_duplicates("list")
    lists = lists.assign(lists=lists.groupby("roster")["list"].transform("size"))
    columns = [*BODY, "roster", "first", "last", "size", "mark", "lists"]
    return lists.drop_duplicates("roster")[columns]


def _repeated(rosters: pd.DataFrame) -> pd.DataFrame:
    """Bodies and members that two or more lists agree on."""
    members = rosters.groupby([*BODY, "size", "mark"], sort=False, as_index=False)
    same = members.agg(roster=("roster", "first"), lists=("lists", "sum"))
    same = same[same["lists"] > 1].rename(columns={"size": "listed"})
    return same.assign(gap=0)


def _differing(rosters: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Two rosters of one body that can be of one day and do not have the same members."""
    pairs = rosters.merge(rosters, on=BODY, suffixes=("", "_other"))
    differ = pairs["size"].ne(pairs["size_other"]) | pairs["mark"].ne(pairs["mark_other"])
    begins = pairs[["first", "first_other"]].max(axis=1)
    is_at_one_time = begins <= pairs[["last", "last_other"]].min(axis=1)
    pairs = pairs[differ & is_at_one_time & (pairs["roster"] < pairs["roster_other"])]
    names = {
        "roster_other": "other",
        "size": "listed",
        "last": "until",
        "last_other": "until_other",
    }
    pairs = pairs.rename(columns=names)
    subjects = members[["roster", "subject_id", "leaves"]].drop_duplicates()
    here = _missing(pairs[[*_PAIR, "until_other"]].set_axis([*_PAIR, "day"], axis=1), subjects)
    sides = pairs[["other", "roster", "until"]].set_axis([*_PAIR, "day"], axis=1)
    there = _missing(sides, subjects).rename(columns={"roster": "other", "other": "roster"})
    missing = pd.concat([here, there]).groupby(_PAIR).agg(gap=("gap", "sum"))
    pairs = pairs.merge(missing, on=_PAIR, how="left")
    return pairs.assign(gap=pairs["gap"].fillna(0))


def _missing(pairs: pd.DataFrame, subjects: pd.DataFrame) -> pd.DataFrame:
    """How many members of `roster` the `other` one lacks, those left out that may have left.

    Args:
        pairs: `roster`, `other`, and the last `day` of which the other one can be.
        subjects: `roster`, `subject_id`, `leaves`.
    """
    own = pairs.merge(subjects, on="roster")
    others = subjects[["roster", "subject_id"]].drop_duplicates()
    others = others.rename(columns={"roster": "other"})
    found = own.merge(others, on=["other", "subject_id"], how="left", indicator=True)
    found = found.assign(
        is_missing=found["_merge"].eq("left_only"), has_left=found["leaves"] <= found["day"]
    )
    of_members = found.groupby([*_PAIR, "subject_id"], as_index=False)
    each = of_members.agg(is_missing=("is_missing", "any"), has_left=("has_left", "any"))
    each = each[each["is_missing"] & ~each["has_left"]]
    return each.groupby(_PAIR, as_index=False).agg(gap=("subject_id", "size"))


def _counted(tables: Tables, members: pd.DataFrame) -> pd.DataFrame:
    """Stated numbers of members beside the rosters that they count."""
    numbers = _numbers(tables)
    lists = members.drop_duplicates("list")
    lists = lists[["passage_id", *BODY, "roster", "size", "first", "last"]]
    here = numbers.merge(lists, on=["passage_id", *BODY], suffixes=("", "_of_list"))
    elsewhere = numbers[~are_among(numbers["count_claim_id"], here["count_claim_id"])]
    rosters = lists.drop(columns="passage_id").drop_duplicates()
    there = elsewhere.merge(rosters, on=BODY, suffixes=("", "_of_list"))
    begins = there[["first", "first_of_list"]].max(axis=1)
    is_at_one_time = begins <= there[["last", "last_of_list"]].min(axis=1)
    pairs = pd.concat([here, there[is_at_one_time]], ignore_index=True)
    unit = 2 * POWERS_OF_TEN[pairs["decimals"].to_numpy()]
    gone = _gone(pairs, members)
    most, least = (pairs["size"] - gone["surely"]) * unit, (pairs["size"] - gone["perhaps"]) * unit
    too_few, too_many = pairs["low"] + pairs["strict"] - most, least - pairs["high"]
    gap = -(-pd.concat([too_few, too_many], axis=1).max(axis=1) // unit)
    return pairs.assign(gap=gap, listed=pairs["size"])


def _gone(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """How many members of each roster had left, `surely` and `perhaps`, at the number's time."""
    leavers = members.loc[members["end"].ne(""), ["roster", "subject_id", "leaves", "left"]]
    leavers = leavers.groupby(["roster", "subject_id"]).agg(
        leaves=("leaves", "min"), left=("left", "max")
    )
    times = pairs[["roster", "first", "last"]].rename_axis("pair").reset_index()
    beside = times.merge(leavers, on="roster")
    gone = beside.assign(
        surely=beside["left"] <= beside["first"], perhaps=beside["leaves"] <= beside["last"]
    )
    counts = gone.groupby("pair")[["surely", "perhaps"]].sum()
    return counts.reindex(pairs.index, fill_value=0)


def _numbers(tables: Tables) -> pd.DataFrame:
    """The figures that count members: body, passage, time and bounds."""
    figures = tables["figures"]
    counted = figures["measure_id"].map(tables["properties"].set_index("property_id")["counts"])
    figures = figures.assign(predicate_id=counted.fillna("").astype("str"))
    figures = figures[figures["predicate_id"].ne("")].reset_index(drop=True)
    bounds = intervals(figure_values(figures), pd.Series(figures.index))
    named = figures[["passage_id", "predicate_id"]].assign(
        count_claim_id=figures["claim_id"], object_id=figures["entity_id"]
    )
    times = figure_times(figures)[["first", "last"]]
    return named.join(times).join(bounds[["low", "high", "strict", "decimals"]])

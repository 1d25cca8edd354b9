"""Rules about lists of members."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.load.decimals import POWERS_OF_TEN
from checks.rules.derivation.days import OPEN, days_or
from checks.rules.derivation.figure_times import figure_times
from checks.rules.derivation.intervals import figure_values, intervals, wording
from checks.rules.derivation.lookups import are_among
from checks.rules.derivation.once import derived_once
from checks.rules.rule import Evidence, Rule, Tables

_BODY = ["object_id", "predicate_id"]
_PAIR = ["roster", "other"]
_COLUMNS = [*_BODY, *_PAIR, "count_claim_id", "listed", "gap"]


class RostersAgree(Rule):
    """Lists of members agree.

    Statement: Two complete lists of the members of one body at one time have the same members, and
        a stated number of members is the length of the list.
    Formula: gap = the number of members that only one of two lists has; for a stated number in
        [low, high] and a list of n members, gap = max(low - n, n - high), rounded up. The bound is
        gap <= 0.
    Inputs: `relations` (subject, predicate, object, start, roster) and `properties` (forms_roster):
        the subjects that one passage relates to an object by a predicate, with `roster` complete;
        `figures` (low, best, high, qualifier, as_of, period) of measures that count such subjects
        (`properties`: counts). A group is two lists that differ and whose starts certainly exclude
        each other nowhere; or all lists of a body that have the same members, if there are two or
        more; or a number and a list.
    Severity rationale: error. A complete list leaves nobody out, so both cannot be true at a time.
    Source: set equality; the cardinality constraints of SHACL.
    Limits: The order of a list says nothing. A partial list is not compared. A list or number
        without a time is compared with any; a number with the list of its own passage, if there is
        one, and with no other. Times decide what is compared, so a coarser one may add a finding.
        Not evaluable: a number without bounds, such as `about`.
    """

    name = "rosters-agree"
    family = "actors"
    severity = "error"
    reads = ("figures", "properties", "relations")

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for two rosters, one roster that is listed again, or a number and a roster.

        `roster` and `other` are numbers of `_rosters`, `count_claim_id` the number's claim, and
        `listed` the length of `roster`.
        """
        members = _members(tables)
        rosters = _rosters(members)
        groups = [_repeated(rosters), _differing(rosters, members), _counted(tables, members)]
        frame = pd.concat(groups, ignore_index=True)[_COLUMNS]
        return frame.astype({"other": "Int64", "gap": "Int64"})

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """All rows of the lists, and the number."""
        members = _members(tables)
        groups = violations.rename_axis("group").reset_index()
        sides = [groups[["group", side]].set_axis(["group", "roster"], axis=1) for side in _PAIR]
        listed = pd.concat(sides).merge(members, on="roster")
        times = listed.groupby(["group", "subject_id"])["roster"].transform("nunique")
        is_odd = times.eq(1) & listed["group"].map(violations["other"].notna())
        label = is_odd.map({True: "only here:", False: ""})
        listed = listed.assign(column="subject_id", value=listed["subject_id"], label=label)
        values = figure_values(tables["figures"])
        values = values[["claim_id"]].join(wording(values, "best")).assign(label="number")
        counted = groups[["group", "count_claim_id"]].merge(
            values, left_on="count_claim_id", right_on="claim_id"
        )
        columns = ["group", "claim_id", "column", "value", "label"]
        return pd.concat([listed[columns], counted[columns]], ignore_index=True)

    def message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names predicate and body, and what differs."""
        of = f"{group['predicate_id']} {group['object_id']}"
        numbers = [item.value for item in evidence if item.label == "number"]
        if numbers:
            return f"{of}: {numbers[0]} stated, {group['listed']} listed"
        names = sorted({item.value for item in evidence if item.label})
        return f"{of}: two complete lists differ in {', '.join(names)}"


@derived_once
def _members(tables: Tables) -> pd.DataFrame:
    """The rows of complete lists.

    Returns:
        One row for each: `claim_id`, `subject_id`, `passage_id`, the columns of `_BODY`, and
        `list`, a number; of that list the `first` and `last` day on which it may start, its `size`,
        and `roster`, the number that lists of the same body, time and members share.
    """
    relations, properties = tables["relations"], tables["properties"]
    predicates = properties.loc[properties["forms_roster"], "property_id"]
    is_listed = relations["roster"].eq("complete") & relations["predicate_id"].isin(predicates)
    rows = relations[is_listed]
    rows = rows[["claim_id", "subject_id", "passage_id", *_BODY]].assign(
        list=rows.groupby(["passage_id", *_BODY], sort=False).ngroup(),
        first=days_or(rows["start_earliest"], -OPEN),
        last=days_or(rows["start_latest"], OPEN),
        # Lists whose members have the same sum of hashes, and number, are taken as the same set.
        mark=pd.util.hash_array(rows["subject_id"].to_numpy(object)),
    )
    distinct = rows.drop_duplicates(["list", "subject_id"]).groupby("list")
    sets = distinct.agg(size=("mark", "size"), mark=("mark", "sum"))
    times = rows.groupby("list").agg(first=("first", "min"), last=("last", "max"))
    rows = rows.drop(columns=["first", "last", "mark"]).join(times, on="list").join(sets, on="list")
    same = rows.groupby([*_BODY, "first", "last", "size", "mark"], sort=False)
    return rows.assign(roster=same.ngroup())


def _rosters(members: pd.DataFrame) -> pd.DataFrame:
    """One row for each roster: body, time, `size`, `mark`, and how many `lists` there are."""
    lists = members.drop_duplicates("list")
    lists = lists.assign(lists=lists.groupby("roster")["list"].transform("size"))
    columns = [*_BODY, "roster", "first", "last", "size", "mark", "lists"]
    return lists.drop_duplicates("roster")[columns]


def _repeated(rosters: pd.DataFrame) -> pd.DataFrame:
    """Bodies and members that two or more lists agree on."""
    members = rosters.groupby([*_BODY, "size", "mark"], sort=False, as_index=False)
    same = members.agg(roster=("roster", "first"), lists=("lists", "sum"))
    same = same[same["lists"] > 1].rename(columns={"size": "listed"})
    return same.assign(gap=0)


def _differing(rosters: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Two rosters of one body that may be of one time and do not have the same members."""
    pairs = rosters.merge(rosters, on=_BODY, suffixes=("", "_other"))
    differ = pairs["size"].ne(pairs["size_other"]) | pairs["mark"].ne(pairs["mark_other"])
    is_at_one_time = (pairs["first"] <= pairs["last_other"]) & (
        pairs["first_other"] <= pairs["last"]
    )
    pairs = pairs[differ & is_at_one_time & (pairs["roster"] < pairs["roster_other"])]
    pairs = pairs.rename(columns={"roster_other": "other", "size": "listed"})
    subjects = members[["roster", "subject_id"]].drop_duplicates()
    others = subjects.rename(columns={"roster": "other"})
    shared = pairs[_PAIR].merge(subjects, on="roster").merge(others, on=["other", "subject_id"])
    shared = shared.groupby(_PAIR, as_index=False).agg(shared=("subject_id", "size"))
    pairs = pairs.merge(shared, on=_PAIR, how="left")
    both = pairs["shared"].fillna(0).astype("int64")
    return pairs.assign(gap=pairs["listed"] + pairs["size_other"] - 2 * both)


def _counted(tables: Tables, members: pd.DataFrame) -> pd.DataFrame:
    """Stated numbers of members beside the rosters that they count."""
    numbers = _numbers(tables)
    lists = members.drop_duplicates("list")
    lists = lists[["passage_id", *_BODY, "roster", "size", "first", "last"]]
    here = numbers.merge(lists, on=["passage_id", *_BODY], suffixes=("", "_of_list"))
    elsewhere = numbers[~are_among(numbers["count_claim_id"], here["count_claim_id"])]
    rosters = lists.drop(columns="passage_id").drop_duplicates()
    there = elsewhere.merge(rosters, on=_BODY, suffixes=("", "_of_list"))
    may_start = (there["first"] <= there["last_of_list"]) & (
        there["first_of_list"] <= there["last"]
    )
    pairs = pd.concat([here, there[may_start]], ignore_index=True)
    unit = 2 * POWERS_OF_TEN[pairs["decimals"].to_numpy("int64")]
    listed = pairs["size"] * unit
    too_few = (pairs["low"] + pairs["strict"].astype("Int64") - listed).astype("Int64")
    too_many = (listed - pairs["high"]).astype("Int64")
    halves = pd.DataFrame({"too_few": too_few, "too_many": too_many}).max(axis=1)
    gap = -(-halves.astype("Int64") // unit)
    return pairs.assign(gap=gap, listed=pairs["size"])


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

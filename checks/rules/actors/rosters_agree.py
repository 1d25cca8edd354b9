"""The rule `rosters-agree`: complete lists of members are equal, and as long as stated."""

import re

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.actors.member_lists import BODY, listed_members, share_a_day
from checks.rules.actors.member_numbers import lists_with_numbers
from checks.rules.columns import columns
from checks.rules.common.intervals import figure_values, wording
from checks.rules.labels import with_commas
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import written_date

_OTHER_LIST = ["other", "until", "until_other", "unmatched"]
_NUMBER = ["fewest_present", "most_present", "stated_at_least", "stated_at_most"]
_COLUMNS = [*BODY, "roster", *_OTHER_LIST, "count_claim_id", "size", *_NUMBER]

_ONLY_HERE = "only here:"


class Rosters(RuleModel):
    """A complete list of members, beside another list or a stated number of members."""

    object_id: Series[Text] = pa.Field(description="the body whose members are listed")
    predicate_id: Series[Text]
    unmatched: Series[pd.Int64Dtype] = pa.Field(
        description="members that only one of two lists has, and that may not have left; "
        "0 without another list"
    )
    fewest_present: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="listed members who have certainly not left; missing: no number"
    )
    most_present: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="listed members who may not have left; missing: no number"
    )
    stated_at_least: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="the lowest whole number that is stated; missing: no bound"
    )
    stated_at_most: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="the highest whole number that is stated; missing: no bound"
    )

    @rule_check("rosters-agree", "the list has the same members as another, and as many as stated")
    def same_members(cls, rosters: pd.DataFrame) -> "pd.Series[bool]":
        """Nobody is in one list alone, and the number present can be the number stated."""
        is_enough = rosters["stated_at_least"] <= rosters["most_present"]
        is_not_too_many = rosters["fewest_present"] <= rosters["stated_at_most"]
        return rosters["unmatched"].eq(0) & is_enough.fillna(True) & is_not_too_many.fillna(True)


class RostersAgree(Rule):
    """Lists of members or founders agree.

    Statement: Two complete lists of the members, or of the founders, of one body at one time have
        the same members, and a stated number of members is the length of the list.
    Formula: unmatched = 0, stated_at_least <= most_present, and fewest_present <= stated_at_most,
        as far as there are another list and bounds of the number. With starts in [s1, s2] and ends
        in [e1, e2], a list can be of the days from max(s1) to max(s2), and not after max(e2): it is
        complete when the last of its members has joined, and none is left when all have gone.
        unmatched = the number of members that only one of two lists has and that may not have left,
        e1 <= the last day of the other list; most_present = the members without those who have
        certainly left at the time of the number, fewest_present = without those who may have left.
    Inputs: `relations` (subject, predicate, object, start, end, roster) and `properties`
        (forms_roster, lists_founders): the subjects that one passage relates to an object by a
        predicate, with `roster` complete, or the founders, subjects or objects, that it relates to
        what they founded or merged into, with one start; `figures` (low, best, high, qualifier,
        as_of, period) of measures that count such subjects (`properties`: counts). A group is two
        lists that differ and that can be of one day; or all lists of a body that have the same
        members, if there are two or more; or a number and a list.
    Severity rationale: error. A complete list leaves nobody out, so both cannot be true at a time.
    Source: set equality; the cardinality constraints of SHACL.
    Limits: The order of a list says nothing. A partial list is not compared. A list without starts
        can be of any day, and is compared with any; lists of founders of two dates that do not
        overlap are not compared; a number with the list of its own passage, if there is one, and
        with no other. Times decide what is compared, so a coarser one may add a finding. Who is in
        a list is looked for in lists that can be of its own day alone, although an early member
        must be in the lists of the time between, too. Not evaluable: a number without bounds, such
        as `about`.
    """

    name = "rosters-agree"
    family = "actors"
    severity = "error"
    model = Rosters
    reads = columns(
        figures=(
            "claim_id passage_id entity_id measure_id low best high unit qualifier "
            "as_of:edtf period:edtf as_stated? rounded_to?"
        ),
        properties=("property_id forms_roster:boolean counts lists_founders? kind_of_number?"),
        relations=(
            "claim_id passage_id subject_id predicate_id object_id start:edtf end:edtf roster"
        ),
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for two rosters, one roster that is listed again, or a number and a roster.

        Beside the model: `roster` and `other` are numbers of `listed_members`, `until` and
        `until_other` the last days of which they can be, `count_claim_id` is the number's claim,
        and `size` the length of the list.
        """
        members = listed_members(tables)
        rosters = _rosters(members)
        groups = [
            _repeated(rosters),
            _differing(rosters, members),
            lists_with_numbers(tables, members),
        ]
        frame = pd.concat(groups, ignore_index=True).reindex(columns=_COLUMNS)
        frame = frame.astype(dict.fromkeys([*_OTHER_LIST, *_NUMBER], "Int64"))
        is_unbounded = frame["stated_at_least"].isna() & frame["stated_at_most"].isna()
        is_number = frame["count_claim_id"].notna()
        return frame.assign(
            unmatched=frame["unmatched"].fillna(0),
            not_evaluable=reasons(
                frame.index, (is_number & is_unbounded, "the stated number has no bounds")
            ),
        )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """All rows of the lists, and the number."""
        members = listed_members(tables)
        groups = failures.rename_axis("group").reset_index()
        values = figure_values(tables["figures"])
        values = values[["claim_id"]].join(wording(values, "best")).assign(label="number")
        numbers = groups[["group", "count_claim_id"]].merge(
            values, left_on="count_claim_id", right_on="claim_id"
        )
        return pd.concat([_listed(groups, members), numbers])

    def headline(self, violation: Violation) -> str:
        """`Kolo League (member of): 5 stated, 4 listed`, or what two lists differ in."""
        term, body = (violation.label(violation[key]) for key in ("predicate_id", "object_id"))
        of = f"{body} ({term})"
        numbers = [with_commas(item.value) for item in violation.evidence if item.label == "number"]
        if numbers:
            return f"{of}: {numbers[0]} stated, {violation['size']:,} listed"
        names = {violation.label(i.value) for i in violation.evidence if i.label == _ONLY_HERE}
        return f"{of}: two complete lists differ in {listed(sorted(names), at_most=60)}"

    def explanation(self, violation: Violation) -> str:
        """Why list and number, or both lists, should agree."""
        if any(item.label == "number" for item in violation.evidence):
            return "The list is said to be complete, so it should be as long as the number says."
        return "Both lists are said to be complete and can be of one day."

    def side(self, violation: Violation, item: Evidence) -> str:
        """A member, or the number: `until March 1931: Ana Kolo`, `5 stated`."""
        if item.label == "number":
            return f"{with_commas(item.value)} stated"
        label = re.sub(r"(?<=until )\S+(?=:)", lambda date: written_date(date[0]), item.label)
        return " ".join(filter(None, [label, violation.value(item)]))


def _listed(groups: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The members of the lists of each group, with a label if only one of two lists has them."""
    columns = ["group", "roster", "day"]
    sides = [
        groups[["group", "roster", "until_other"]].set_axis(columns, axis=1),
        groups[["group", "other", "until"]].set_axis(columns, axis=1),
    ]
    listed = pd.concat(sides).merge(members, on="roster")
    lists = listed.groupby(["group", "subject_id"])["roster"].transform("nunique")
    is_compared = listed["day"].notna()
    has_left = (listed["leaves_from"] <= listed["day"]).fillna(False).astype(bool)
    label = ("until " + listed["end"] + ":").where(has_left, _ONLY_HERE)
    return listed.assign(
        value=listed["subject_id"],
        label=label.where(lists.eq(1) & is_compared, ""),
    )


def _rosters(members: pd.DataFrame) -> pd.DataFrame:
    """One row for each roster: body, days, `size`, `members_hash`, and how many `lists` it has."""
    lists = members.drop_duplicates("list")
    lists = lists.assign(lists=lists.groupby("roster")["list"].transform("size"))
    columns = [*BODY, "roster", "first", "last", "size", "members_hash", "lists"]
    return lists.drop_duplicates("roster")[columns]


def _repeated(rosters: pd.DataFrame) -> pd.DataFrame:
    """Bodies and members that two or more lists agree on."""
    members = rosters.groupby([*BODY, "size", "members_hash"], sort=False, as_index=False)
    same = members.agg(roster=("roster", "first"), lists=("lists", "sum"))
    return same[same["lists"] > 1]


def _differing(rosters: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Two rosters of one body that can be of one day and do not have the same members."""
    pairs = rosters.merge(rosters, on=BODY, suffixes=("", "_other"))
    same_size = pairs["size"].eq(pairs["size_other"])
    differ = ~(same_size & pairs["members_hash"].eq(pairs["members_hash_other"]))
    pairs = pairs[differ & share_a_day(pairs, "_other") & (pairs["roster"] < pairs["roster_other"])]
    names = {"roster_other": "other", "last": "until", "last_other": "until_other"}
    pairs = pairs.rename(columns=names)
    here = _unmatched(pairs["roster"], pairs["other"], pairs["until_other"], members)
    there = _unmatched(pairs["other"], pairs["roster"], pairs["until"], members)
    return pairs.assign(unmatched=here + there)


def _unmatched(
    own: pd.Series, other: pd.Series, day: pd.Series, members: pd.DataFrame
) -> pd.Series:
    """How many members of each roster the other one lacks, without those who may have left.

    Args:
        own: numbers of rosters.
        other: for each of them the number of another one.
        day: the last day of which the other one can be.
        members: as from `listed_members`.
    """
    pairs = pd.DataFrame({"roster": own, "other": other, "day": day})
    pairs = pairs.rename_axis("pair").reset_index()
    people = members.groupby(["roster", "subject_id"], as_index=False)["leaves_from"].min()
    there = people[["roster", "subject_id"]].set_axis(["other", "subject_id"], axis=1)
    found = pairs.merge(people, on="roster")
    found = found.merge(there, on=["other", "subject_id"], how="left", indicator=True)
    is_missing = found["_merge"].eq("left_only") & (found["leaves_from"] > found["day"])
    return is_missing.groupby(found["pair"]).sum().reindex(own.index, fill_value=0)

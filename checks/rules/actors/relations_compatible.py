"""Rules about relations between the same two entities."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import OPEN, day_numbers, in_words
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_KEYS = ["one", "other", "predicate", "opposed"]
_TIMES = ["first", "last", "held_from", "held_to"]


class RelationsCompatible(LegacyRule):
    """Relations between two entities are compatible.

    Statement: Two relations of which one excludes the other do not certainly hold between the same
        two entities at the same time.
    Formula: a relation with start [s1, s2] and end [e1, e2] certainly holds from s2 to the day
        before e1, if e1 is later than s2; on s2 alone, if not and s1 = s2; and in any case on some
        day of [s1, s2]. gap = the number of days on which both certainly hold; or 1 if one
        certainly holds on all days of the other's start; else 0. The bound is gap <= 0.
    Inputs: `relations` (subject, predicate, object, start, end); `properties` (opposite,
        symmetric). A group is two entities, unordered if either predicate is symmetric, and two
        opposite predicates that both relate them; the claims of a finding are those that certainly
        hold together with an opposite one.
    Severity rationale: warning. Both can hold if they concern different members or places of the
        two; the text does not say so.
    Source: Allen's interval algebra (1983); the conflicts-with constraint of Wikidata.
    Limits: A relation without an end is only known to hold at its start. One that ends on the day
        on which its opposite starts gives way to it. Not evaluable: a relation without a start, or
        with an open one, beside any opposite.
    """

    name = "relations-compatible"
    family = "actors"
    severity = "warning"
    reads = columns(
        properties="property_id symmetric:boolean opposite",
        relations="claim_id subject_id predicate_id object_id start:edtf end:edtf",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for two entities and two opposite predicates: `gap` is the longest, in days."""
        relations = _opposed(tables).drop_duplicates([*_KEYS, "is_opposed", *_TIMES])
        groups = _pairs(relations).groupby(_KEYS, sort=False, as_index=False)
        return groups.agg(gap=("gap", "max"))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The relations that certainly hold together with an opposite one."""
        groups = violations[_KEYS].rename_axis("group").reset_index()
        relations = _opposed(tables).merge(groups, on=_KEYS)
        pairs = _pairs(relations)
        pairs = pairs[pairs["gap"].gt(0).fillna(False).astype(bool)]
        keys = [*_KEYS, "claim_id"]
        opposed = pairs[[*_KEYS, "claim_id_opposed"]].set_axis(keys, axis=1)
        named = pd.concat([pairs[keys], opposed]).drop_duplicates()
        members = relations.merge(named, on=keys)
        times = members["start"].str.cat(members["end"], sep=" to ")
        return members[["group", "claim_id"]].assign(
            column="start",
            value=times.where(members["end"].ne(""), members["start"]),
            label=members["predicate_id"],
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the two entities, and both relations with their times."""
        held = " and ".join(dict.fromkeys(f"{item.label} ({item.value})" for item in evidence))
        days = in_words(group["gap"])
        return f"{group['one']} and {group['other']} at one time (at least {days}): {held}"


@cached
def _opposed(tables: Tables) -> pd.DataFrame:
    """The relations whose predicate has an opposite, with `_KEYS` and `_TIMES`.

    `is_opposed` says on which side of the two predicates a relation stands. A relation whose
    predicate has several opposites has a row for each.
    """
    rows = tables["relations"].merge(_opposites(tables["properties"]), on="predicate_id")
    subject, partner = rows["subject_id"], rows["object_id"]
    is_swapped = rows["is_unordered"] & (partner < subject)
    rows = rows.assign(
        one=subject.mask(is_swapped, partner), other=partner.mask(is_swapped, subject)
    )
    return rows.join(_times(rows))


def _opposites(properties: pd.DataFrame) -> pd.DataFrame:
    """Each predicate that has an opposite, with the two in alphabetical order."""
    pairs = properties.loc[properties["opposite"].ne(""), ["property_id", "opposite"]]
    pairs.columns = pd.Index(["predicate", "opposed"])
    is_swapped = pairs["opposed"] < pairs["predicate"]
    pairs = pd.DataFrame(
        {
            "predicate": pairs["predicate"].mask(is_swapped, pairs["opposed"]),
            "opposed": pairs["opposed"].mask(is_swapped, pairs["predicate"]),
        }
    ).drop_duplicates()
    symmetric = properties.loc[properties["symmetric"], "property_id"]
    is_unordered = pairs["predicate"].isin(symmetric) | pairs["opposed"].isin(symmetric)
    pairs = pairs[pairs["predicate"] != pairs["opposed"]].assign(is_unordered=is_unordered)
    sides = [
        pairs.assign(predicate_id=pairs["predicate"], is_opposed=False),
        pairs.assign(predicate_id=pairs["opposed"], is_opposed=True),
    ]
    return pd.concat(sides)


def _times(relations: pd.DataFrame) -> pd.DataFrame:
    """When each relation starts, and when it certainly holds.

    Returns:
        Int64 days, all NA where unknown: it holds on some day from `first` to `last`, and on every
        day from `held_from` to `held_to`.
    """
    first, last = (day_numbers(relations[f"start_{end}"]) for end in ("earliest", "latest"))
    ends = day_numbers(relations["end_earliest"])
    holds = (first.eq(last) | ends.gt(last)).fillna(False).astype(bool)
    held_to = (ends - 1).fillna(-OPEN)
    held_to = held_to.mask((held_to < last).fillna(False).astype(bool), last)
    is_bounded = first.notna() & last.notna()
    return pd.DataFrame(
        {
            "first": first.where(is_bounded),
            "last": last.where(is_bounded),
            "held_from": last.where(holds),
            "held_to": held_to.where(holds),
        }
    )


def _pairs(relations: pd.DataFrame) -> pd.DataFrame:
    """Each relation beside each opposite one of the same two entities, with `gap`."""
    sides = relations[[*_KEYS, "claim_id", *_TIMES]]
    is_opposed = relations["is_opposed"]
    pairs = sides[~is_opposed].merge(sides[is_opposed], on=_KEYS, suffixes=("", "_opposed"))
    held_from = pairs[["held_from", "held_from_opposed"]].max(axis=1, skipna=False)
    held_to = pairs[["held_to", "held_to_opposed"]].min(axis=1, skipna=False)
    days = (held_to - held_from + 1).fillna(0).clip(lower=0)
    meets = _covers(pairs, "", "_opposed") | _covers(pairs, "_opposed", "")
    is_dated = pd.Series(True, index=pairs.index)
    for side in ("", "_opposed"):
        is_dated &= pairs[f"first{side}"].notna() | pairs[f"held_from{side}"].notna()
    return pairs.assign(gap=days.mask(meets & days.eq(0), 1).astype("Int64").where(is_dated))


def _covers(pairs: pd.DataFrame, holding: str, starting: str) -> pd.Series:
    """Whether one side certainly holds on all days on which the other may start."""
    begins = pairs[f"held_from{holding}"] <= pairs[f"first{starting}"]
    lasts = pairs[f"held_to{holding}"] >= pairs[f"last{starting}"]
    return (begins & lasts).fillna(False).astype(bool)

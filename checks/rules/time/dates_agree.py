"""The rule `dates-agree`. A date is the closed interval of the days that it allows."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, at_least, days_or
from checks.rules.common.overlap import without_overlap
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import on_date

_KEYS = ["entity_id", "property_id"]


class Datings(RuleModel):
    """All datings of one single-valued property of one entity. Days count from 1970."""

    entity_id: Series[Text]
    property_id: Series[Text]
    latest_start: Series[int] = pa.Field(description="the latest of their first days")
    earliest_end: Series[int] = pa.Field(description="the earliest of their last days")

    @rule_check("dates-agree", "the datings overlap")
    def overlap(cls, datings: pd.DataFrame) -> "pd.Series[bool]":
        """Intervals on a line have a day in common if none starts after another has ended."""
        return datings["latest_start"] <= datings["earliest_end"]


class DatesAgree(Rule):
    """Dates of one thing share a day.

    Statement: All dates that are given to one single-valued property of one entity have a day
        in common, each date standing for every day that its precision allows.
    Formula: latest_start <= earliest_end, where latest_start is the maximum of `earliest` and
        earliest_end is the minimum of `latest`. Intervals of days on a line have a common day
        exactly if every two of them have one.
    Inputs: `dates` (entity_id, property_id, date, earliest, latest); `properties` (single_valued).
        A group is an entity and a single-valued property with two or more datings. A finding
        has every claim whose date does not overlap with some other date of the group.
    Severity rationale: error. A thing that happens once cannot happen on two days, so the claims
        cannot all be true.
    Source: Allen's interval algebra (1983); the single-value and contemporary constraints of
        Wikidata; Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.
    Limits: An open end never violates. An approximate or uncertain date (`~`, `?`, `%`) stands
        for the days of its form, without a margin. A dating without any bound cannot be compared:
        with fewer than two others the group is not evaluable. Two entities that are one under two
        identifiers are not compared.
    """

    name = "dates-agree"
    family = "time"
    severity = "error"
    model = Datings
    reads = columns(
        dates="claim_id entity_id property_id date earliest:date latest:date",
        properties="property_id single_valued:boolean",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each single-valued property of an entity that has several datings."""
        dates = _single_valued(tables)
        datings = dates[_KEYS].assign(
            first_day=days_or(dates["earliest"], -FAR_AWAY),
            last_day=days_or(dates["latest"], FAR_AWAY),
            is_bounded=dates["earliest"].notna() | dates["latest"].notna(),
        )
        groups = datings.groupby(_KEYS, sort=False, as_index=False).agg(
            size=("first_day", "size"),
            bounded=("is_bounded", "sum"),
            latest_start=("first_day", "max"),
            earliest_end=("last_day", "min"),
        )
        groups = groups[groups["size"] > 1]
        too_few = (groups["bounded"] < 2, "fewer than two of the dates have a bound")
        return groups.assign(not_evaluable=reasons(groups.index, too_few))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The datings that end before another begins, or begin after another ends."""
        dates = _single_valued(tables)
        dates = dates[dates["entity_id"].isin(failures["entity_id"])]
        groups = failures[_KEYS].rename_axis("group").reset_index()
        members = without_overlap(dates.merge(groups, on=_KEYS), ["group"], "earliest", "latest")
        return members[["group", "claim_id"]].assign(column="date", value=members["date"])

    def headline(self, violation: Violation) -> str:
        """`Kolo Front: founded in February 1931 or in April 1932?`."""
        dates = sorted({item.value for item in violation.evidence})
        thing, what = (violation.label(violation[key]) for key in _KEYS)
        return f"{thing}: {what} {listed(map(on_date, dates), last=' or ')}?"

    def explanation(self, violation: Violation) -> str:
        """The least distance between the dates."""
        days = violation["latest_start"] - violation["earliest_end"]
        dates = {item.value for item in violation.evidence}
        return f"The dates do not overlap ({at_least(days, dates)} apart)."


@cached
def _single_valued(tables: Tables) -> pd.DataFrame:
    """The datings of properties that can have one true date only."""
    properties, dates = tables["properties"], tables["dates"]
    single = properties.loc[properties["single_valued"], "property_id"]
    return dates[dates["property_id"].isin(single)]

"""The rule `status-continuous`: statuses in force when they are extended."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, at_least, days_or
from checks.rules.common.lookups import positions
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import on_date


class Extensions(RuleModel):
    """Datings of extensions of statuses. Days count from 1970."""

    claim_id: Series[Text]
    first_day: Series[int] = pa.Field(description="first day on which it may be extended")
    covered_until: Series[pd.Int64Dtype] = pa.Field(
        nullable=True,
        description="last day to which another claim may have the status in force by then; missing "
        "if no claim does",
    )

    @rule_check("status-continuous", "the status is in force when it is extended")
    def is_covered(cls, extensions: pd.DataFrame) -> "pd.Series[bool]":
        """A missing day covers nothing."""
        return extensions["first_day"] <= extensions["covered_until"]


class StatusContinuous(Rule):
    """A status that is extended was in force.

    Statement: On the day on which a status is extended, or said to remain, an earlier claim has it
        in force.
    Formula: first_day <= covered_until, where first_day is the first day of the extension, and
        covered_until the latest of the last days of its cover. Cover is a stated end of the status,
        or a beginning that may be on the last day of the extension or earlier. A stated end that
        belongs to an extension (same passage, or supplied from there) is cover only for what may
        come after that extension.
    Inputs: `dates` (properties with a status role; earliest, latest, passage_id,
        anchor_passage_id); `properties` (status_role). A group is one dating of an extension.
    Severity rationale: warning. Both can be true if there were extensions in between that the text
        does not report.
    Source: the continuity axioms of the event calculus (Kowalski and Sergot 1986): what is
        terminated does not hold until it is initiated again.
    Limits: A beginning is cover on its own days only, and an extension without a stated end is
        none. Statuses of one entity are not told apart, and all documents of the package count. An
        extension that is told twice, to less than a day, may cover itself by the end of the other
        telling.
        Not evaluable: no cover, and no date of the status that is certainly before the extension.
    """

    name = "status-continuous"
    family = "time"
    severity = "warning"
    model = Extensions
    reads = columns(
        dates=(
            "claim_id passage_id anchor_passage_id entity_id property_id date "
            "earliest:date latest:date"
        ),
        properties="property_id status_role",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each dating of an extension; `known_until` is the last day known before."""
        dates = _status_dates(tables)
        extensions = dates[dates["role"] == "extends"].reset_index(drop=True)
        covered_until = _covered_until(extensions, dates)
        known_until = _known_until(extensions, dates)
        is_covered = (extensions["first_day"] <= covered_until).fillna(False)
        unknown = ~is_covered & known_until.isna()
        return extensions.assign(
            covered_until=covered_until,
            known_until=known_until,
            not_evaluable=reasons(
                extensions.index, (unknown, "no date of the status is certainly before")
            ),
        )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The extension, and the latest dates of the status that are certainly before it."""
        groups = failures[["entity", "known_until"]].rename_axis("group").reset_index()
        before = _status_dates(tables).merge(
            groups, left_on=["entity", "last_day"], right_on=["entity", "known_until"]
        )
        claims = pd.concat([failures.rename_axis("group").reset_index(), before])
        return claims[["group", "claim_id"]].assign(
            column="date",
            value=claims["date"],
            label=claims["property_id"] + " of " + claims["entity_id"],
        )

    def headline(self, violation: Violation) -> str:
        """`State of siege: extended on 7 March 1931, but not known to be in force then`."""
        thing, term = (violation.label(violation[key]) for key in ("entity_id", "property_id"))
        when = on_date(violation["date"])
        return f"{thing}: {term} {when}, but not known to be in force then"

    def explanation(self, violation: Violation) -> str:
        """What is known before, and the days between."""
        others = [item for item in violation.evidence if item.claim != violation["claim_id"]]
        in_order = sorted(others, key=lambda item: item.value)
        earlier = dict.fromkeys(self._known(violation, item) for item in in_order)
        dates = [item.value for item in violation.evidence]
        days = at_least(violation["first_day"] - violation["known_until"], dates)
        return f"The last date known before is {listed(earlier, ' or ')}, {days} earlier."

    def _known(self, violation: Violation, item: Evidence) -> str:
        term = violation.label(item.label.partition(" of ")[0])
        return f"{violation.value(item)} ({term})"


@cached
def _status_dates(tables: Tables) -> pd.DataFrame:
    """The dates of statuses.

    Returns:
        `claim_id`, `entity_id`, `property_id` and `date`; `entity`, `passage` and `anchor` (numbers
        for the three; equal for a passage and an anchor that are the same); `role`; `first_day` and
        `last_day` (int64, beyond the calendar where open); and `extended_on`: for an end, the first
        day of the extensions to which it belongs.
    """
    dates, properties = tables["dates"], tables["properties"]
    in_status = properties[properties["status_role"] != ""]
    dates = dates[dates["property_id"].isin(in_status["property_id"])]
    term = positions(dates["property_id"], in_status["property_id"])
    texts = pd.concat([dates["passage_id"], dates["anchor_passage_id"]])
    passage, anchor = np.split(pd.factorize(texts)[0], 2)
    status_dates = dates[["claim_id", "entity_id", "property_id", "date"]].assign(
        entity=pd.factorize(dates["entity_id"])[0],
        passage=passage,
        anchor=anchor,
        role=in_status["status_role"].to_numpy()[term],
        first_day=days_or(dates["earliest"], -FAR_AWAY),
        last_day=days_or(dates["latest"], FAR_AWAY),
    )
    return status_dates.assign(extended_on=_extended_on(status_dates))


def _extended_on(dates: pd.DataFrame) -> pd.Series:
    """The first day of the extensions in the passage or the anchor of each date, or -FAR_AWAY."""
    extensions = dates[dates["role"] == "extends"]
    first_days = extensions.groupby(["entity", "passage"])["first_day"].min()
    found = [
        first_days.reindex(pd.MultiIndex.from_frame(dates[["entity", place]])).to_numpy()
        for place in ("passage", "anchor")
    ]
    return pd.Series(np.fmin(*found), index=dates.index).fillna(-FAR_AWAY)


def _known_until(extensions: pd.DataFrame, dates: pd.DataFrame) -> pd.Series:
    """The last day of the status's dates that are certainly before each extension; NA if none."""
    found = pd.merge_asof(
        extensions[["entity", "first_day"]].reset_index().sort_values("first_day"),
        dates[["entity", "last_day"]].sort_values("last_day"),
        left_on="first_day",
        right_on="last_day",
        by="entity",
        allow_exact_matches=False,
    )
    return found.set_index("index")["last_day"].astype("Int64")


def _covered_until(extensions: pd.DataFrame, dates: pd.DataFrame) -> pd.Series:
    """The last day of the cover of each extension, as `Formula` says; NA without cover."""
    columns = ["entity", "passage", "first_day", "last_day"]
    others = dates.loc[dates["role"] != "extends", [*columns, "anchor", "role", "extended_on"]]
    pairs = extensions[columns].reset_index().merge(others, on="entity", suffixes=("_extended", ""))
    last_chance, own = pairs["last_day_extended"], pairs["passage_extended"]
    is_other = (pairs["passage"] != own) & (pairs["anchor"] != own)
    ends = (pairs["role"] == "lapses") & is_other & (pairs["extended_on"] < last_chance)
    beginnings = (pairs["role"] == "begins") & (pairs["first_day"] <= last_chance)
    cover = pairs[ends | beginnings]
    days = cover.groupby("index")["last_day"].max()
    return days.reindex(extensions.index).astype("Int64")

"""The rule `status-not-lapsed`: statuses in force when their document appears."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, at_least, days_or, documents_of
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import on_date, written_date

_KEYS = ["document_id", "entity_id"]


class Statuses(RuleModel):
    """Statuses with a stated end, one for each entity in each document. Days count from 1970."""

    document_id: Series[Text]
    entity_id: Series[Text]
    last_day: Series[int] = pa.Field(description="last day of the latest of the stated ends")
    document_day: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="first day that the document can be of"
    )
    is_over: Series[bool] = pa.Field(
        description="whether the document dates the end of the entity's life"
    )

    @rule_check("status-not-lapsed", "the status is in force, or said to be over")
    def is_in_force(cls, statuses: pd.DataFrame) -> "pd.Series[bool]":
        """The last day of a status is one on which it is in force."""
        return statuses["is_over"] | (statuses["document_day"] <= statuses["last_day"])


class StatusNotLapsed(Rule):
    """A status is not past its stated end.

    Statement: A status with a stated end has not come to it on the first day that the document can
        be of, unless the document dates a renewal or the end of its life.
    Formula: document_day <= last_day, or is_over. document_day is the first day of the document's
        as-of date; last_day is the last day of the latest stated end.
    Inputs: `dates` (property with status role `lapses`, latest); `properties` (status_role,
        lifetime); `passages`, `documents` (as_of). A group is an entity with one or more stated
        ends in one document.
    Severity rationale: info. The text is not wrong: it says nothing of what came after the end, and
        a reader cannot tell whether the status is in force.
    Source: the end-date qualifiers and "contemporary" constraints of Wikidata.
    Limits: A renewal counts by the end that is stated for it: an extension without one does not
        move the end. Ends of several statuses of one entity are not told apart. What has a date of
        a property that ends its life in the document is over, and passes. Not evaluable: one of
        the ends, or the as-of date, is open.
    """

    name = "status-not-lapsed"
    family = "time"
    severity = "info"
    model = Statuses
    between_documents = False
    reads = columns(
        dates="claim_id passage_id entity_id property_id date latest:date",
        properties="property_id status_role lifetime",
        passages="passage_id document_id",
        documents="document_id as_of:edtf",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each status with a stated end, in each document."""
        dates = _last_dates(tables)
        ends, over = dates[dates["lapses"]].sort_values("last_day"), dates[dates["ends_life"]]
        statuses = ends.drop_duplicates(_KEYS, keep="last")
        is_over = pd.MultiIndex.from_frame(statuses[_KEYS]).isin(
            pd.MultiIndex.from_frame(over[_KEYS])
        )
        is_open = statuses["last_day"] == FAR_AWAY
        not_evaluable = reasons(
            statuses.index,
            (is_open & ~is_over, "one of the stated ends is open"),
            (statuses["document_day"].isna() & ~is_over, "the as-of date of the document is open"),
        )
        return statuses.assign(is_over=is_over, not_evaluable=not_evaluable)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The claims of the latest end."""
        groups = failures[[*_KEYS, "last_day"]].rename_axis("group").reset_index()
        dates = _last_dates(tables)
        ends = dates[dates["lapses"]].merge(groups, on=[*_KEYS, "last_day"])
        return ends[["group", "claim_id"]].assign(
            column="date",
            value=ends["date"] + " (document as of " + ends["as_of"] + ")",
            label=ends["property_id"] + " of " + ends["entity_id"],
        )

    def headline(self, violation: Violation) -> str:
        """`State of siege: last stated to end in March 1931, before the document`."""
        ends = sorted({item.value.split()[0] for item in violation.evidence})
        when = listed(map(on_date, ends), last=" or ")
        thing = violation.label(violation["entity_id"])
        return f"{thing}: last stated to end {when}, before the document"

    def explanation(self, violation: Violation) -> str:
        """The date of the document, and the days since the end."""
        ends = sorted({item.value.split()[0] for item in violation.evidence})
        as_of = violation["as_of"]
        days = at_least(violation["document_day"] - violation["last_day"], [*ends, as_of])
        return f"The document is of {written_date(as_of)}, {days} later, and states no later end."

    def side(self, violation: Violation, item: Evidence) -> str:
        """The end."""
        return f"{violation.label(item.label)} {written_date(item.value.split()[0])}"


@cached
def _last_dates(tables: Tables) -> pd.DataFrame:
    """The stated ends of statuses, and the dates of the ends of lives.

    Returns:
        `claim_id`, `document_id`, `entity_id`, `property_id`, `date`; `lapses` and `ends_life`
        (bool: which of the two it is); `last_day` (int64, FAR_AWAY if open); `as_of` (text) and
        `document_day` (Int64) of the document.
    """
    properties, dates = tables["properties"], tables["dates"]
    lapsing = properties.loc[properties["status_role"] == "lapses", "property_id"]
    ending = properties.loc[properties["lifetime"] == "ends", "property_id"]
    lapses, ends_life = dates["property_id"].isin(lapsing), dates["property_id"].isin(ending)
    dates = dates.assign(lapses=lapses, ends_life=ends_life)[lapses | ends_life]
    documents = documents_of(dates["passage_id"], tables)
    columns = ["claim_id", "entity_id", "property_id", "date", "lapses", "ends_life"]
    return dates[columns].assign(
        document_id=documents["document_id"],
        as_of=documents["as_of"],
        document_day=documents["as_of_day"],
        last_day=days_or(dates["latest"], FAR_AWAY),
    )

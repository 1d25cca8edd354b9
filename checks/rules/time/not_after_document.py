"""The rule `not-after-document`: what a document says is of its own time or earlier."""

from collections.abc import Iterator, Mapping

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.days import at_least, day_numbers, documents_of
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import written_date

_DATES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "dates": ("entity_id", "property_id", ("date",)),
    "figures": ("entity_id", "measure_id", ("as_of", "period")),
    "relations": ("subject_id", "predicate_id", ("start", "end")),
    "polls": ("poll_id", "", ("fieldwork", "published")),
    "questions": ("poll_id", "", ("asked",)),
}
"""Of each table: what its claims are about, their term, and the columns of dates."""


class DatesInDocuments(RuleModel):
    """A date that a passage gives to one or more claims. Days count from 1970."""

    passage_id: Series[Text]
    date: Series[Text] = pa.Field(description="as it is coded, in EDTF")
    first_day: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="the first day that the date allows; missing: no first day"
    )
    last_day_of_document: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="the last day that the as-of date of the document allows"
    )

    @rule_check("not-after-document", "the date can be of the time of the document, or earlier")
    def can_be_known(cls, dates: pd.DataFrame) -> "pd.Series[bool]":
        """A date without a first day can be as early as need be."""
        return dates["first_day"].isna() | (dates["first_day"] <= dates["last_day_of_document"])


class NotAfterDocument(Rule):
    """Nothing is dated after its document.

    Statement: No claim is dated, measured or published certainly after the last day of its
        document's date, unless its term may be of the future.
    Formula: first_day <= last_day_of_document, where first_day is the first day that the date of
        the claim allows, and last_day_of_document the last day of the document's as-of date.
    Inputs: `dates` (date), `figures` (as_of, period), `relations` (start, end), `polls` (fieldwork,
        published), `questions` (asked), whichever the package has; `passages`, `documents` (as_of);
        `properties` (may_be_future). A group is a date in a passage, with all claims there that
        have it.
    Severity rationale: error. A document cannot report what had not happened when it was captured;
        what it expects or plans has terms of its own.
    Source: Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1; the range constraints of
        Wikidata.
    Limits: The document counts as captured on the last day of its date, so that a date within the
        same month or year passes; so does one that begins earlier and ends later. Not examined:
        terms that may be of the future. Not evaluable: a document whose date has no last day.
    """

    name = "not-after-document"
    family = "time"
    severity = "error"
    model = DatesInDocuments
    reads = columns(
        passages="passage_id document_id",
        documents="document_id as_of:edtf",
        dates="claim_id passage_id entity_id property_id date earliest:date",
        figures="claim_id passage_id entity_id measure_id as_of:edtf period:edtf",
        relations="claim_id passage_id subject_id predicate_id start:edtf end:edtf",
        polls="claim_id passage_id poll_id fieldwork:edtf published:edtf",
        questions="claim_id passage_id poll_id asked:edtf",
    )
    may_read = columns(properties="property_id may_be_future?")

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """One of the tables of claims is enough."""
        missing = super().missing(tables)
        return missing if set(missing) - {*_DATES} or len(missing) == len(_DATES) else ()

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each date of a passage, with the `as_of` of its document."""
        dates = _dates(tables).drop_duplicates(["passage_id", "date"], ignore_index=True)
        documents = documents_of(dates["passage_id"], tables)
        return dates[["passage_id", "date"]].assign(
            first_day=day_numbers(dates["first_day"]),
            last_day_of_document=documents["as_of_last_day"],
            as_of=documents["as_of"],
            not_evaluable=reasons(
                dates.index,
                (documents["as_of_last_day"].isna(), "the date of the document has no last day"),
            ),
        )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """All claims of the passage with that date."""
        groups = failures[["passage_id", "date"]].rename_axis("group").reset_index()
        claims = _dates(tables).merge(groups, on=["passage_id", "date"])
        return claims.rename(columns={"date": "value", "subject": "label"})

    def headline(self, violation: Violation) -> str:
        """`Kolo Front: 7 March 1932 is after the document's date`."""
        named = dict.fromkeys(violation.label(item.label) for item in violation.evidence)
        date = written_date(violation["date"])
        return f"{listed(named, at_most=70)}: {date} is after the document's date"

    def explanation(self, violation: Violation) -> str:
        """The date of the document, and the days between."""
        days = violation["first_day"] - violation["last_day_of_document"]
        apart = at_least(days, [violation["date"], violation["as_of"]])
        return f"The document is of {written_date(violation['as_of'])}, {apart} earlier."


def _dates(tables: Tables) -> pd.DataFrame:
    """The dates of all claims whose term may not be of the future.

    Returns:
        One row for each: `claim_id`, `passage_id`, `subject`, `column`, `date` (EDTF), and
        `first_day` (datetime64[s]).
    """
    return pd.concat(_dates_by_column(tables), ignore_index=True)


def _dates_by_column(tables: Tables) -> Iterator[pd.DataFrame]:
    for name, (about, term, dated_columns) in _DATES.items():
        if name not in tables:
            continue
        claims, future = tables[name], pd.Series("", tables[name].index)
        properties = tables.get("properties")
        if term and properties is not None and "may_be_future" in properties:
            future = looked_up(claims[term], properties, "property_id", ["may_be_future"])[
                "may_be_future"
            ]
        for column in dated_columns:
            is_dated = claims[column].ne("") & future.ne("yes")
            dated = claims[is_dated & (future.ne("end") | (column != "end"))]
            yield dated[["claim_id", "passage_id"]].assign(
                subject=dated[about],
                column=column,
                date=dated[column],
                first_day=dated["earliest" if name == "dates" else f"{column}_earliest"],
            )

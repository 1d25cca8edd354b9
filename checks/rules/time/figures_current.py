"""The rule `figures-current`: how old a figure is when its document appears."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.days import at_least, day_numbers, documents_of, in_words
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text
from checks.tables.written_dates import on_date, written_date


class Figures(RuleModel):
    """Figures of measures that grow stale."""

    claim_id: Series[Text]
    age: Series[pd.Int64Dtype] = pa.Field(
        nullable=True,
        description="days from the last day of the figure's as-of date to the first day of the "
        "document's",
    )
    valid_for_days: Series[pd.Int64Dtype] = pa.Field(
        description="days for which a figure of the measure counts as current"
    )

    @rule_check("figures-current", "the figure is not older than its measure allows")
    def is_current(cls, figures: pd.DataFrame) -> "pd.Series[bool]":
        """An age below zero is that of a figure for a day after the document's."""
        return figures["age"] <= figures["valid_for_days"]


class FiguresCurrent(Rule):
    """A figure is recent enough for its document.

    Statement: A figure of a measure that grows stale is, at its as-of date, not older than the
        measure allows on the first day that the document can be of.
    Formula: age <= valid_for_days, where age = (first day of the document's as-of date) - (last day
        of the figure's as-of date).
    Inputs: `figures` (measure_id, as_of); `properties` (valid_for_days); `passages`, `documents`
        (as_of). A group is one figure of a measure that grows stale.
    Severity rationale: info. The figure may well be the latest there is; a reader should know its
        age.
    Source: the timeliness dimension of data quality (ISO/IEC 25012, currentness).
    Limits: A count over a past period does not grow stale; its measure declares no such number of
        days. A text that speaks of the past in the past tense is not told apart from one that
        means the present. Not evaluable: no as-of date, or one that is open to the present; an
        open as-of date of the document.
    """

    name = "figures-current"
    family = "time"
    severity = "info"
    model = Figures
    between_documents = False
    reads = columns(
        figures="claim_id passage_id entity_id measure_id as_of:edtf",
        properties="property_id valid_for_days:integer",
        passages="passage_id document_id",
        documents="document_id as_of:edtf",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each figure of a measure that grows stale."""
        valid = tables["properties"].set_index("property_id")["valid_for_days"]
        figures = tables["figures"]
        figures = figures.assign(valid_for_days=figures["measure_id"].map(valid).astype("Int64"))
        figures = figures[figures["valid_for_days"].notna()]
        documents = documents_of(figures["passage_id"], tables)
        last_day = day_numbers(figures["as_of_latest"])
        not_evaluable = reasons(
            figures.index,
            (figures["as_of"] == "", "the figure has no as-of date"),
            (last_day.isna(), "the as-of date of the figure is open to the present"),
            (documents["as_of_day"].isna(), "the as-of date of the document has no first day"),
        )
        columns = ["claim_id", "entity_id", "measure_id", "as_of", "valid_for_days"]
        return figures[columns].assign(
            document_as_of=documents["as_of"],
            age=documents["as_of_day"] - last_day,
            not_evaluable=not_evaluable,
        )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002
        """The figure's as-of date."""
        value = failures["as_of"] + " (document as of " + failures["document_as_of"] + ")"
        label = failures["measure_id"] + " of " + failures["entity_id"]
        return failures[["claim_id"]].assign(
            group=failures.index, column="as_of", value=value, label=label
        )

    def headline(self, violation: Violation) -> str:
        """`Kolo Front: fighters counted in March 1931, at least 397 days before the document`."""
        thing, measure = (violation.label(violation[key]) for key in ("entity_id", "measure_id"))
        age = _least(violation, violation["age"])
        return (
            f"{thing}: {measure} counted {on_date(violation['as_of'])}, {age} before the document"
        )

    def explanation(self, violation: Violation) -> str:
        """The date of the document, the age that the measure allows, and by how much it is more."""
        document, days = written_date(violation["document_as_of"]), violation["valid_for_days"]
        older = _least(violation, violation["age"] - days)
        return (
            f"The document is of {document}; such a figure counts as current for {in_words(days)}, "
            f"and this one is {older} older."
        )

    def side(self, violation: Violation, item: Evidence) -> str:
        """The figure and its date."""
        return f"{violation.label(item.label)} {on_date(violation['as_of'])}"


def _least(violation: Violation, days: int) -> str:
    """A number of days, as exact as the dates of figure and document allow."""
    return at_least(days, [violation["as_of"], violation["document_as_of"]])

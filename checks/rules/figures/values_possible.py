"""The rule about what is printed and impossible: a share of 185, 31 February."""

from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import ANY, columns
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text

_ENDING = "_impossible"
"""What follows a column that declares which values are possible, in the name of another one."""

_TABLES = ("answers", "dates", "figures", "polls", "questions", "relations")
_NO_VALUES = pd.DataFrame({"claim_id": [], "column": [], "fault": []}, dtype="str")


class PrintedValues(RuleModel):
    """Numbers and dates as claims print them."""

    claim_id: Series[Text]
    column: Series[Text]
    fault: Series[Text] = pa.Field(
        nullable=True,
        description="an impossible value, and what was expected: `185: expected at most 100`; "
        "missing for a possible value",
    )

    @rule_check("values-possible", "a printed number or date is possible")
    def possible(cls, values: pd.DataFrame) -> "pd.Series[bool]":
        """The value has no fault."""
        return values["fault"].isna()


class ValuesPossible(Rule):
    """Printed values are possible.

    Statement: A number lies within the limits of what it measures; a date is one that the calendar
        has; a period does not end before it begins.
    Formula: fault is missing. It is filled where a number is below the minimum or above the
        maximum of its column or of its measure; where a date has a month or day that does not exist
        or lies outside the limits of its column; and where the last day of a period is before its
        first day.
    Inputs: every column whose schema declares `possible`: shares in `answers`, numbers and times in
        `figures`, days in `dates`, `relations`, `polls` and `questions`; `properties` (minimum,
        maximum), the limits of measures. A group is one value of one claim.
    Severity rationale: error. Nothing in the world has such a value; a digit or a sign is wrong.
    Source: range edits of official statistics (the R package validate); the calendar of Extended
        Date/Time Format (ISO 8601-2:2019).
    Limits: The limits are as wide as the schema and the vocabulary say: a poll of 1004 is
        impossible, and a town may be as old. Other rules take an impossible value for unknown, so
        that nothing else is found because of it. Not evaluable: a figure whose measure has no
        limits. A value that the words of the claim do not print is a mistake of the coding, and a
        problem of structure.
    """

    name = "values-possible"
    family = "figures"
    severity = "error"
    model = PrintedValues
    reads = columns(**dict.fromkeys(_TABLES, "claim_id? *"))
    may_read = columns(properties="property_id minimum? maximum?", **{ANY: "claim_id?"})

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """Nothing, when the package has any of the tables: each value is judged for itself."""
        missing = super().missing(tables)
        return missing if len(missing) == len(self.reads) else ()

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each value of a column that declares what is possible."""
        values = pd.concat([_NO_VALUES, *_values(tables)], ignore_index=True)
        is_unlimited = values["fault"].eq("").fillna(False)
        why = reasons(values.index, (is_unlimited, "no limits are known of the measure"))
        return values.assign(not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002 - the values suffice
        """The value as printed."""
        value = failures["fault"].str.partition(":")[0]
        return failures[["claim_id", "column"]].assign(group=failures.index, value=value)

    def headline(self, violation: Violation) -> str:
        """`Percent 185 is not possible`."""
        column = violation["column"].replace("_", " ").capitalize()
        return f"{column} {violation.value(violation.evidence[0])} is not possible"

    def explanation(self, violation: Violation) -> str:
        """What was expected."""
        expected = violation["fault"].partition(": ")[2]
        return f"The claim has it as printed; {expected}."


def _values(tables: Tables) -> Iterator[pd.DataFrame]:
    """The values of each column that declares what is possible, with their faults."""
    for table in tables.values():
        for column in table:
            name = str(column).removesuffix(_ENDING)
            if name != column and "claim_id" in table:
                said = table[column].array
                texts = said.categories.astype("str")
                faults = pd.Series(texts.take(said.codes, fill_value=pd.NA), table.index)
                is_given = (table[name].notna() & table[name].ne("")) | faults.notna()
                rows = {"claim_id": table["claim_id"], "column": name, "fault": faults}
                yield pd.DataFrame(rows)[is_given]

"""The rule about the words that a text has for its own numbers."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.compared_values import ABOVE, BELOW, LABELS, are_alike, compared_sides
from checks.rules.common.comparisons import ComparisonRule, stated_comparisons
from checks.rules.rule import RuleModel, Tables, reasons, rule_check
from checks.tables.text_dtype import Text


class ComparedNumbers(RuleModel):
    """A label or a comparison, and the values that its two sides allow."""

    relation: Series[Text] = pa.Field(description="what the text says of the left side")
    low_left: Series[pd.Int64Dtype] = pa.Field(
        nullable=True,
        description="in halves of the smallest decimal that the two print; missing without bound",
    )
    high_left: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    low_right: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="in the same unit; 50 percent on the right of a label"
    )
    high_right: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    strict_left: Series[bool] = pa.Field(description="whether low_left itself is excluded")
    sixty: Series[int] = pa.Field(description="60 percent in the same unit")
    same_number: Series[bool] = pa.Field(description="whether both sides print the same number")

    @rule_check("labels-match-figures", "the words can be true of some values of both sides")
    def words_fit(cls, compared: pd.DataFrame) -> "pd.Series[bool]":
        """A side without a bound can be as large or as small as the words ask for."""
        relation, low = compared["relation"], compared["low_left"]
        can_be_more = (compared["high_left"] > compared["low_right"]).fillna(True)
        can_be_less = (low < compared["high_right"]).fillna(True)
        can_be_slight = (low + compared["strict_left"] <= compared["sixty"]).fillna(True)
        return (
            (can_be_more | ~relation.isin(ABOVE))
            & (can_be_less | ~relation.isin(BELOW))
            & (can_be_slight | relation.ne("slight-majority"))
            & (~compared["same_number"] | relation.ne("differs"))
        )


class LabelsMatchFigures(ComparisonRule):
    """Labels and comparisons fit the numbers that they describe.

    Statement: What is called a majority is more than 50 percent, a slight one no more than 60, a
        minority less than 50; what is called more, less or different is so.
    Formula: with the values that both sides allow, `more`, `much-more`: high_left > low_right;
        `less`, `much-less`: low_left < high_right; `majority`, `slight-majority`: as `more` than
        50; `minority`: as `less` than 50; `slight-majority` also: low_left <= sixty, or < where
        low_left is excluded; `differs`: not same_number. Exactly, in halves of the smallest decimal
        printed; a bound that is not given is missed by nothing.
    Inputs: `comparisons` (left_claim_id, relation, right_claim_id, constant); the claims compared,
        in `answers` (percent, low, high, qualifier; rounded_to in `questions`, if there are any)
        or `figures` (best, low, high, qualifier, unit, as_stated, rounded_to; with the
        kind_of_number of `properties`). A group is one comparison.
    Severity rationale: warning. The words can be true of numbers that the text does not print, or
        of an earlier version of them.
    Source: interval arithmetic, with numbers unrounded as in the R packages statcheck and scrutiny.
        That a slight majority ends at 60 percent is a convention of this rule, not a finding of
        the literature.
    Limits: `much` is not measured. Two shares that print the same number and are said to differ
        are found, although rounding may hide a difference. Not evaluable: a comparison with
        nothing that is coded, values of unknown extent (`about`) or in different units, and a
        label on anything but percent. Trends are the matter of `trends-match-series`.
    """

    name = "labels-match-figures"
    family = "figures"
    severity = "warning"
    model = ComparedNumbers
    reads = columns(
        comparisons="claim_id left_claim_id relation right_claim_id constant",
        answers="claim_id question_claim_id percent low high qualifier",
        figures="claim_id measure_id low best high unit qualifier as_stated? rounded_to?",
    )
    may_read = columns(properties="property_id kind_of_number?", questions="claim_id rounded_to?")

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each label or comparison, with its two sides."""
        compared = compared_sides(stated_comparisons(tables, {*ABOVE, *BELOW, "differs"}), tables)
        is_label = compared["relation"].isin(LABELS)
        is_coded = compared["qualifier_left"].ne("") & compared["qualifier_right"].ne("")
        return compared.assign(
            sixty=3 * compared["hundred_left"] // 5,
            same_number=are_alike(compared),
            not_evaluable=reasons(
                compared.index,
                (~is_coded, "a side is not coded as a number"),
                (is_label & compared["unit_left"].ne("percent"), "the label is not on a share"),
                (compared["unit_left"].ne(compared["unit_right"]), "the sides have two units"),
                (
                    ~(compared["known_left"] & compared["known_right"]),
                    "the extent of a side is not known",
                ),
            ),
        )

"""Rules about what a text says has risen or fallen."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.compared_values import TRENDS, compared_sides
from checks.rules.common.comparisons import ComparisonRule, stated_comparisons
from checks.rules.common.intervals import points, printed_halves
from checks.rules.common.lookups import looked_up
from checks.rules.labels import with_commas
from checks.rules.polls.words import quoted, share
from checks.rules.rule import Evidence, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text

_OUTCOMES = {"rose": ("risen", "lower"), "fell": ("fallen", "higher")}
"""What is said of left, and what it is instead."""


class Trends(RuleModel):
    """A trend, with the values that its two sides allow; an end that is missing is open."""

    claim_id: Series[Text] = pa.Field(description="the comparison")
    relation: Series[Text] = pa.Field(description="rose or fell: what left did from right")
    low_left: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="least that left can be")
    high_left: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="most that left can be")
    low_right: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="least that right can be"
    )
    high_right: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="most that right can be"
    )

    @rule_check("trends-match-series", "left can be larger where it rose, smaller where it fell")
    def match(cls, trends: pd.DataFrame) -> "pd.Series[bool]":
        """What rose can be the larger value, and what fell the smaller one."""
        can_rise = trends["high_left"] > trends["low_right"]
        can_fall = trends["low_left"] < trends["high_right"]
        return can_rise.where(trends["relation"] == "rose", can_fall).fillna(True)


class TrendsMatchSeries(ComparisonRule):
    """Trends fit the series that they describe.

    Statement: A value that is said to have risen is larger than the earlier value of the same
        series; one that is said to have fallen is smaller.
    Formula: with the values that both sides allow, `rose`: high of left > low of right; `fell`:
        low of left < high of right. An end that is not stated is missed by nothing. Exactly, in
        halves of the smallest decimal that the two print, with rounded figures as in
        `figures-agree`.
    Inputs: `comparisons` (left_claim_id, relation, right_claim_id, constant); the claims compared,
        in `answers` (with the topic, population and rounding unit of their `questions`) or
        `figures` (with the `comparability_keys` of `properties`). A group is one comparison.
    Severity rationale: warning. The trend can be one of another series than the one that is
        printed.
    Source: interval arithmetic; comparability of a time series, as in the WAPOR and AAPOR
        standards for reporting trends.
    Limits: Answers are of one series if topic, option and population are the same; figures, if the
        comparability keys that are no times are. Everything else is not evaluable: a rise in
        another question cannot be checked, only doubted. So are values of unknown extent, and a
        trend since nothing that is coded. A `constant` is taken as an earlier value of the series.
        Whether left is the later value is not checked.
    """

    name = "trends-match-series"
    family = "polls"
    severity = "warning"
    model = Trends
    reads = columns(
        comparisons="claim_id left_claim_id relation right_claim_id constant",
        answers="claim_id question_claim_id option percent low high qualifier",
        figures="claim_id measure_id low best high unit qualifier as_stated? rounded_to? *",
    )
    may_read = columns(
        questions="claim_id topic population_id rounded_to?",
        properties="property_id comparability_keys kind_of_number?",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each trend, with both sides in halves of their smallest decimal."""
        trends = compared_sides(stated_comparisons(tables, TRENDS), tables, in_series=True)
        with_claim = trends["right_claim_id"].ne("")
        left, right = trends["series_left"], trends["series_right"]
        is_known = left.notna() & right.notna()
        why = reasons(
            trends.index,
            (~with_claim & trends["constant"].eq(""), "nothing is coded since when"),
            (with_claim & ~is_known, "the series of a value is not known"),
            (with_claim & left.ne(right).fillna(True), "the values are not of one series"),
            (trends["unit_left"].ne(trends["unit_right"]), "the values have different units"),
            (~(trends["known_left"] & trends["known_right"]), "the extent of a value is not known"),
        )
        series = _series(trends["left_claim_id"], tables)
        return trends.join(series).assign(not_evaluable=why)

    def headline(self, violation: Violation) -> str:
        """`“yes” on “bridge”: said to have risen from 63 to 51 %`."""
        values = {item.label: item.value for item in violation.evidence}
        earlier = with_commas(values.get("right") or violation["constant"])
        later = _amount(violation, values["left"])
        thing, measure = (violation.label(violation[key]) for key in ("entity_id", "measure_id"))
        series = f"{thing} ({measure})"
        if violation["option"]:
            option, topic = (quoted(violation, violation[key]) for key in ("option", "topic"))
            series = f"{option} on {topic}"
        moved, _ = _OUTCOMES[violation["relation"]]
        return f"{series}: said to have {moved} from {earlier} to {later}"

    def explanation(self, violation: Violation) -> str:
        """By how much the later value lies on the wrong side of the earlier one."""
        rose = violation["relation"] == "rose"
        ends = ("low_right", "high_left") if rose else ("low_left", "high_right")
        _, outcome = _OUTCOMES[violation["relation"]]
        apart = violation[ends[0]] - violation[ends[1]]
        if not apart:
            return f"The later value is the same or {outcome}."
        number = with_commas(printed_halves(apart, violation["decimals_left"]))
        unit = points(violation["unit_left"], number) or f" {violation['unit_left']}"
        return f"The later value is {outcome} by at least {number}{unit}."

    def side(self, violation: Violation, item: Evidence) -> str:
        """`later: 51 %`, `earlier: 63 %`, or what is said of them, `rose`."""
        if not item.label:
            return item.value
        when = "later" if item.label == "left" else "earlier"
        return f"{when}: {_amount(violation, item.value)}"


def _series(claims: pd.Series, tables: Tables) -> pd.DataFrame:
    """What some claims are about: `option` and `topic`, or `entity_id` and `measure_id`."""
    answers, questions, figures = (
        tables.get(name, pd.DataFrame()) for name in ("answers", "questions", "figures")
    )
    given = looked_up(claims, answers, "claim_id", ["question_claim_id", "option"])
    asked = looked_up(given["question_claim_id"], questions, "claim_id", ["topic"])
    counted = looked_up(claims, figures, "claim_id", ["entity_id", "measure_id"])
    return pd.concat([given["option"], asked, counted], axis=1)


def _amount(violation: Violation, value: str) -> str:
    """`51 %`, or `1,200 persons`."""
    unit = violation["unit_left"]
    return share(value) if unit == "percent" else f"{with_commas(value)} {unit}"

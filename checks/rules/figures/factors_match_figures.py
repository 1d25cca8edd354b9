"""The rule `factors-match-figures`: what is called so many times another value is so."""

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.compared_values import FACTORS, compared_sides
from checks.rules.common.comparisons import ComparisonRule, stated_comparisons
from checks.rules.rule import RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.decimals import MOST_DIGITS, POWERS_OF_TEN, read_numbers
from checks.tables.text_dtype import Text

_LARGEST = np.iinfo(np.int64).max

_PHRASES = {
    "times": "{} times",
    "more-than-times": "more than {} times",
    "less-than-times": "less than {} times",
}


class Multiples(RuleModel):
    """A value that is called a multiple of another one; all four bounds are in one unit."""

    relation: Series[Text] = pa.Field(description="times, more-than-times or less-than-times")
    low_left: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="least that left can be; missing without bound"
    )
    high_left: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="most that left can be")
    least: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="least that the factor can make of right"
    )
    most: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="most that the factor can make of right"
    )

    @rule_check("factors-match-figures", "left can be so many times right")
    def is_multiple(cls, multiples: pd.DataFrame) -> "pd.Series[bool]":
        """Of a multiple that is exceeded, left exceeds the least; a missing bound is kept."""
        relation, low, high = (multiples[name] for name in ("relation", "low_left", "high_left"))
        is_exceeded, is_missed = relation.eq("more-than-times"), relation.eq("less-than-times")
        is_enough = (high >= multiples["least"]).mask(is_exceeded, high > multiples["least"])
        is_not_too_much = (low <= multiples["most"]).mask(is_missed, low < multiples["most"])
        return (is_enough.fillna(True) | is_missed) & (is_not_too_much.fillna(True) | is_exceeded)


class FactorsMatchFigures(ComparisonRule):
    """Factors fit the numbers that they compare.

    Statement: What is called nine times, twice or a third of another value is so, within the
        rounding of the factor; what is called more or less than so many times is more or less.
    Formula: with the values that both sides allow, `times`: high of left >= least, and low of left
        <= most, where a factor of n/d makes (n - 1/2)/d of the low of right the least, and (n +
        1/2)/d of the high of right the most. `more-than-times`: high of left > n/d of the low of
        right. `less-than-times`: low of left < n/d of the high of right. A decimal factor has a
        power of ten for d: 1.5 is 15/10. Exactly; a bound that is not given is missed by nothing.
    Inputs: `comparisons` (left_claim_id, relation, right_claim_id, constant, factor); the claims
        compared, in `answers` (percent, low, high, qualifier) or `figures` (best, low, high,
        qualifier, unit). A group is one comparison by a factor.
    Severity rationale: warning. The factor can be of numbers that the text does not print, or that
        it rounds.
    Source: interval arithmetic, with factors unrounded as means are in the R package scrutiny.
    Limits: A factor stands for all that rounds to it: "nine-fold" for 8.5 to 9.5, "a third" for
        half a third to one and a half. Not evaluable: a factor of nothing that is coded, values of
        unknown extent (`about`) or in different units, a factor of a value below zero, and numbers
        that have too many digits together.
    """

    name = "factors-match-figures"
    family = "figures"
    severity = "warning"
    model = Multiples
    reads = columns(
        comparisons="claim_id left_claim_id relation right_claim_id constant factor?",
        answers="claim_id percent low high qualifier",
        figures="claim_id low best high unit qualifier",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each comparison by a factor, with its two sides in one unit."""
        sides = compared_sides(stated_comparisons(tables, FACTORS), tables)
        numerator, denominator = _fractions(sides["factor"])
        margin = sides["relation"].eq("times").astype("int64")
        left, least, most = 2 * denominator, 2 * numerator - margin, 2 * numerator + margin
        largest = sides[["low_left", "high_left", "low_right", "high_right"]].abs().max(axis=1)
        is_coded = sides["qualifier_left"].ne("") & sides["qualifier_right"].ne("")
        multiplier = np.maximum(np.maximum(left, most), 1)
        has_room = largest.fillna(0) <= _LARGEST // multiplier
        return sides.assign(
            low_left=left * sides["low_left"],
            high_left=left * sides["high_left"],
            least=least * sides["low_right"],
            most=most * sides["high_right"],
            not_evaluable=reasons(
                sides.index,
                (denominator.eq(0), "no factor is coded"),
                (~is_coded, "a side is not coded as a number"),
                (sides["unit_left"].ne(sides["unit_right"]), "the sides have two units"),
                (
                    ~(sides["known_left"] & sides["known_right"]),
                    "the extent of a side is not known",
                ),
                (sides["low_right"].lt(0).fillna(False), "the factor is of a value below zero"),
                (~has_room, "the numbers have too many digits together"),
            ),
        )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The comparison with its factor, and the claims on both sides."""
        found = super().evidence(tables, failures)
        words = failures["relation"].str.cat(failures["factor"], sep=" ")
        return found.assign(
            value=found["value"].mask(found["label"].eq(""), found["group"].map(words))
        )

    def phrase(self, violation: Violation) -> str:
        """What the relation and its factor say of the left side: `be 9 times`."""
        return f"be {_PHRASES[violation['relation']].format(violation['factor'])}"


def _fractions(factors: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Numerator and denominator of each factor (int64); 0 and 0 where there is none.

    A decimal factor has a power of ten as its denominator: 1.50 is 150/100.
    """
    parts = factors.str.extract("([^/]*)/?(.*)")
    above, below = read_numbers(parts[0]), read_numbers(parts[1])
    is_whole = below.is_plain & (below.decimals == 0) & (above.decimals == 0)
    is_read = above.is_plain & (is_whole | ~below.is_given)
    is_read &= np.maximum(above.length, np.maximum(above.decimals, below.length)) <= MOST_DIGITS
    power = POWERS_OF_TEN[above.decimals.clip(max=MOST_DIGITS)]
    numerator = np.where(is_read, above.digits, 0)
    denominator = np.where(is_read, np.where(below.is_given, below.digits, power), 0)
    return pd.Series(numerator, factors.index), pd.Series(denominator, factors.index)

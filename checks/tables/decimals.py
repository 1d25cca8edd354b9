"""Exact arithmetic on printed numbers: decimal strings as whole numbers of a unit, never floats.

A printed number keeps its decimals, because 52.60 is not 52.6. To compare or add numbers exactly
and by the column, they are brought to a unit of 10 to the power of minus `decimals`, as 64-bit
integers. A number with more than `MOST_DIGITS` digits in that unit, or one that is not in plain
notation (`1e3`, `INF`), has no such form: it is not known, and what needs it is not evaluable.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from checks.tables.arrays import Integers, Mask

MOST_DIGITS = 15
"""Largest number of digits in the common unit; sums of a few thousand values still fit."""

POWERS_OF_TEN = 10 ** np.arange(MOST_DIGITS + 1, dtype=np.int64)

_LONGEST = 40
"""Longest text that is read as a number: it bounds the memory that reading takes."""


@dataclass(frozen=True)
class Numbers:
    """Decimal strings as digits and the place of the decimal point, in the order of the texts.

    `is_given`: the text is not empty. `is_plain`: it is a number in plain notation; the rest only
    counts there. `digits` is the number without its point, signed (right up to `MOST_DIGITS`
    digits); `length` is how many digits there are without leading zeros; `decimals` is how many
    stand behind the point, and 0 where there is no number.
    """

    is_given: Mask
    is_plain: Mask
    digits: Integers
    length: Integers
    decimals: Integers

    def in_units(self, decimals: Integers) -> "Units":
        """Each number as a whole number of units of 10 to the power of minus `decimals`.

        Args:
            decimals: for each number, from 0 to `MOST_DIGITS`.
        """
        shift = decimals - self.decimals
        is_known = self.is_plain & (shift >= 0) & (self.length + shift <= MOST_DIGITS)
        values = np.where(is_known, self.digits, 0) * POWERS_OF_TEN[np.where(is_known, shift, 0)]
        return Units(values, is_known, self.is_given)


@dataclass(frozen=True)
class Units:
    """Whole numbers of some unit: `values` count where `is_known`.

    What is given but not known could not be brought to the unit.
    """

    values: Integers
    is_known: Mask
    is_given: Mask


def read_numbers(texts: pd.Series) -> Numbers:
    """Read decimal strings; an empty one is no number. Takes one pass over each place of digits."""
    plain = texts.where(texts.str.len() <= _LONGEST, "?")
    text = np.asarray(plain.to_numpy(dtype=object), dtype=np.str_)
    codes = text.view(np.uint32).reshape(len(text), -1) if text.size else np.zeros((0, 1), "uint32")
    is_digit, is_point = (codes >= ord("0")) & (codes <= ord("9")), codes == ord(".")
    is_sign = (codes == ord("+")) | (codes == ord("-"))
    is_sign[:, 1:] = False
    is_plain = (is_digit | is_point | is_sign | (codes == 0)).all(axis=1)
    is_plain &= (is_point.sum(axis=1) <= 1) & is_digit.any(axis=1)
    is_decimal = is_digit & np.logical_or.accumulate(is_point, axis=1)
    digits, length = _value(codes, is_digit)
    return Numbers(
        is_given=text != "",
        is_plain=is_plain,
        digits=np.where(codes[:, 0] == ord("-"), -digits, digits),
        length=length,
        decimals=np.where(is_plain, is_decimal.sum(axis=1), 0),
    )


def _value(codes: NDArray[np.uint32], is_digit: Mask) -> tuple[Integers, Integers]:
    """The digits of each row as one whole number, and how many they are without leading zeros."""
    value, length = np.zeros(len(codes), dtype=np.int64), np.zeros(len(codes), dtype=np.int64)
    for place in range(codes.shape[1]):
        here = is_digit[:, place]
        value = np.where(here, value * 10 + (codes[:, place].astype(np.int64) - ord("0")), value)
        length += here & ((length > 0) | (value > 0))
    return value, length


def printed(units: int, decimals: int) -> str:
    """The shortest decimal string of a whole number of units: `printed(150, 2)` is `1.5`."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :].rstrip("0")
    return f"{'-' if units < 0 else ''}{whole}{'.' if part else ''}{part}"

"""Exact arithmetic on printed numbers: decimal strings as whole numbers of a unit, never floats.

A printed number keeps its decimals, because 52.60 is not 52.6. To compare or add numbers exactly
and by the column, they are brought to a unit of 10 to the power of minus `decimals`, as 64-bit
integers. A number with more than `MOST_DIGITS` digits in that unit, or one that is not in plain
notation (`1e3`, `INF`), has no such form: it is not known, and what needs it is not evaluable.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from checks.tables.arrays import Integers, Mask

MOST_DIGITS = 15
"""Largest number of digits in the common unit; sums of a few thousand values still fit."""

POWERS_OF_TEN = 10 ** np.arange(MOST_DIGITS + 1, dtype=np.int64)

_LONGEST = 40
"""Longest text that is read as a number."""

_MOST_IN_64_BITS = 18
"""Digits of which any number fits into 64 bits."""

_PLAIN = re.compile(r"([+-]?)(?=\.?[0-9])([0-9]*)\.?([0-9]*)", re.ASCII)


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
    """Read decimal strings; an empty one is no number. Every distinct text is read once."""
    codes, distinct = pd.factorize(texts)
    columns = [np.array(column) for column in zip(*map(_read, ["", *distinct]), strict=True)]
    is_plain, digits, length, decimals = (column[codes + 1] for column in columns)
    return Numbers((texts != "").to_numpy(dtype=bool), is_plain, digits, length, decimals)


def _read(text: str) -> tuple[bool, int, int, int]:
    """Whether a text is a plain number, and its digits, length and decimals, as in `Numbers`."""
    found = _PLAIN.fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return False, 0, 0, 0
    sign, whole, part = found.groups()
    digits = (whole + part).lstrip("0")
    value = int(digits or 0) if len(digits) <= _MOST_IN_64_BITS else 0
    return True, -value if sign == "-" else value, len(digits), len(part)


def printed(units: int, decimals: int) -> str:
    """The shortest decimal string of a whole number of units: `printed(150, 2)` is `1.5`."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :].rstrip("0")
    return f"{'-' if units < 0 else ''}{whole}{'.' if part else ''}{part}"

"""How far two codings agree on the categories of the facts that both have."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import krippendorff
import numpy as np

FEWEST = 30
"""A column with fewer matched facts gets no figures: they would say little."""


@dataclass(frozen=True)
class Agreement:
    """Agreement of two codings on one column.

    `share` is the share of facts with equal codes (0 to 1), `alpha` is Krippendorff's alpha for
    nominal data (None if all codes are the same: nothing can then be said beyond chance), and
    `confusions` are the pairs of different codes, commonest first.
    """

    facts: int
    share: float
    alpha: float | None
    confusions: tuple[tuple[tuple[str, str], int], ...]


def agreement(codes: Sequence[tuple[str, str]]) -> Agreement | None:
    """The agreement of pairs of codes, or None where there are too few."""
    if len(codes) < FEWEST:
        return None
    categories = sorted({code for pair in codes for code in pair})
    numbers = np.array([[categories.index(code) for code in pair] for pair in codes]).T
    alpha = None
    if len(categories) > 1:
        alpha = float(krippendorff.alpha(numbers, level_of_measurement="nominal"))
    confused = Counter((one, two) for one, two in codes if one != two)
    return Agreement(
        facts=len(codes),
        share=sum(one == two for one, two in codes) / len(codes),
        alpha=alpha,
        confusions=tuple(sorted(confused.items(), key=lambda item: (-item[1], item[0]))),
    )

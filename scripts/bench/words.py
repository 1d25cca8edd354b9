"""Invented words and names, so unlike each other that none is a misspelling of another."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from checks.rules.text.nearness import near_words
from scripts.bench.texts import Text, joined

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_CANDIDATES = 3_000
_LETTERS_APART = 2

Words = NDArray[np.str_]


def invented_words(random: np.random.Generator) -> Words:
    """Two thousand or more capitalised words of six or eight letters; one in fifty has an accent.

    Any two differ in three letters or more, wherever they stand: a name made of them is near
    another one only if it has the same words.
    """
    syllables = np.array([c + v for c in _CONSONANTS for v in _VOWELS])
    parts = syllables[random.integers(0, len(syllables), (4, _CANDIDATES))]
    parts[3, ::2] = ""
    words = pd.Series(joined(*parts)).drop_duplicates()
    group = pd.Series(0, index=words.index)
    near = near_words(words, group, group + _LETTERS_APART)
    distinct = np.delete(words.to_numpy(str), near["right"].to_numpy())
    distinct = np.strings.capitalize(distinct)
    distinct[::50] = np.strings.replace(distinct[::50], "e", "é")
    return distinct


def names(words: Words, numbers: NDArray[np.int64], count: int) -> Text:
    """A name of `count` words for each number; two numbers share one only by far wrap-around."""
    parts: list[Text | str] = []
    rest = numbers * 7_919 + 13
    for place in range(count):
        rest, index = np.divmod(rest, len(words))
        parts += [" "] * bool(place) + [words[(index + 101 * place) % len(words)]]
    return joined(*parts)

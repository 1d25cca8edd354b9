"""Invented names that are far from each other, and ways to misspell one."""

from itertools import combinations
from random import Random

_CONSONANTS = "bdfgklmnprtvz"
_VOWELS = "aeiou"
_ENDINGS = "nrkmd"
_NEAR = 3
"""Words that differ in this many letters, or fewer, are near: one more than a misspelling needs."""


class Namer:
    """Makes words of nine letters, any two of which differ in more than three letters.

    Two words differ in the letters of the longer one that are not in their longest
    common subsequence.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def word(self, chance: Random) -> str:
        """A new word with a capital; it never opens like an article and never ends like a plural.

        Words of one length differ in at most so many letters exactly if leaving so many letters out
        of each can leave the same.
        """
        while True:
            syllables = [chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(4)]
            word = "".join(syllables) + chance.choice(_ENDINGS)
            left = {"".join(way) for way in combinations(word, len(word) - _NEAR)}
            if not left & self._taken:
                self._taken |= left
                return word.capitalize()


def misspelt(word: str, chance: Random) -> str:
    """The word with one consonant in its second half replaced by another one."""
    place = chance.choice([4, 6])
    letter = chance.choice([each for each in _CONSONANTS if each != word[place].lower()])
    return word[:place] + letter + word[place + 1 :]

"""Words of a language that the proof looks for, such as names of months and hedges.

The program has the words of English, in `words.csv`. A package can declare its own in a table
`proof_words` with the columns `language`, `kind` and `word`: they replace the program's words of
that language and kind. A word with a capital is found as it is written, any other in any case.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

from checks.tables.rows import read_csv

TABLE = "proof_words"
COLUMNS = ("language", "kind", "word")

Words: TypeAlias = Mapping[str, tuple[str, ...]]
"""The words of a language by their kind.

Kinds are `value`, `hedge` (also of an origin: "according to"), `list-opening` ("including"),
`list-ending` ("and other") and `separator`.
"""

_OWN = Path(__file__).with_name("words.csv")


def words_of(language: str, declared: Iterable[Mapping[str, str]]) -> Words:
    """The words of a language, given as a BCP 47 tag: those that a package declares come first."""
    subtag = language.partition("-")[0].lower()
    return {**_by_kind(subtag, read_csv(_OWN, _OWN.name, COLUMNS)), **_by_kind(subtag, declared)}


def _by_kind(language: str, rows: Iterable[Mapping[str, str]]) -> Words:
    kinds = defaultdict(list)
    for row in rows:
        if row["language"].lower() == language and row["word"]:
            kinds[row["kind"]].append(row["word"])
    return {kind: tuple(words) for kind, words in kinds.items()}


@cache
def any_of(words: Collection[str]) -> str:
    """A regular expression for any of these words and phrases, as whole words."""
    if not words:
        return "(?!)"
    longest_first = sorted(words, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(map(_as_pattern, longest_first))})(?!\w)"


def _as_pattern(word: str) -> str:
    pattern = r"\s+".join(map(re.escape, word.split()))
    return f"(?i:{pattern})" if word == word.lower() else pattern

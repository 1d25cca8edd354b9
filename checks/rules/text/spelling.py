"""Names as words, without what a sentence does to any name, and without what spelling varies in.

Patterns are compiled, so that they mean the same whichever library holds the texts.
"""

import re

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

_TYPESETTING = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bb\u02bc\u2032`"), "'"),
    **dict.fromkeys(range(0x2010, 0x2016), "-"),
}
"""Apostrophes and hyphens that only typesetting tells apart."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_NO_LETTER = re.compile(r"[\W_]+")
_DIGIT = re.compile(r"\d")
_TWO_LETTERS = re.compile(r"[^\W\d_]\W*[^\W\d_]")
_BLANK = re.compile(r"\s")

_LONE_ARABIC_ARTICLE = re.compile(r"\b([ae]l)\s+")
"""In small letters only: `Al` may be a given name. It is joined to its word by a low line."""

_MAY_BE_ARTICLE = "[ae]l[^a-zA-Z]"

_ARABIC_ARTICLE = re.compile(r"^(?:[ae]l|a[dnrstz]|ash)[-_]")

_ENDINGS = (
    (re.compile(r"'s?$"), ""),
    (re.compile(r"ies$"), "y"),
    (re.compile(r"(ss|x|z|ch|sh)es$"), r"\1"),
    (re.compile(r"(..[^s])s$"), r"\1"),
)
"""Endings of the English possessive and plural, and what stands there without them."""

_LAST_LETTERS = ("s", "'")
"""How every word ends that has one of the endings."""


def words_of(names: pd.Series) -> pd.DataFrame:
    """The words of names, without what a sentence does to any name.

    That is: no English article in front, no endings of plural and possessive, a small first letter
    (since the name may open a sentence), and one kind of blank, apostrophe and hyphen.

    Args:
        names: texts, with an index of distinct labels.

    Returns:
        One row for each word, in order, with the index of `names`: `position` (from 0), `spelled`
        as printed otherwise; `folded` without case, punctuation and Arabic article (empty, if
        nothing remains); `plain` without accents, too; and `is_fixed`: a word with a digit, or an
        acronym in capitals, of which other letters make another word.
    """
    printed = _split(_composed(names))
    position = printed.groupby(level=0).cumcount()
    last = position.groupby(level=0).transform("max")
    is_article = position.eq(0) & last.gt(0) & printed.str.lower().eq("the")
    codes, distinct = pd.factorize(printed[~is_article])
    words = (
        _forms(pd.Series(distinct, dtype="str")).take(codes).set_axis(printed[~is_article].index)
    )
    words["position"] = words.groupby(level=0).cumcount()
    lowered = words["spelled"].str[:1].str.lower() + words["spelled"].str[1:]
    return words.assign(spelled=words["spelled"].mask(words["position"].eq(0), lowered))


def sequences(words: pd.Series, position: pd.Series) -> pd.Series:
    """A number (uint64) for each sequence of words: equal ones have equal numbers.

    The numbers are sums, one term for each word in its place, so that the number of a sequence
    without one of its words is the difference. Two of a million sequences share a number by chance
    less than once in ten million packages.

    Args:
        words: texts or whole numbers; those with one index label make a sequence.
        position: place in the sequence, aligned with `words`.
    """
    return terms(words, position).groupby(level=0, sort=False).sum()


def terms(words: pd.Series, position: pd.Series) -> pd.Series:
    """What each word adds to the number of its sequence, as in `sequences`."""
    codes, distinct = pd.factorize(words)
    of_word = pd.util.hash_array(np.asarray(distinct).astype(str).astype(object))
    of_place = pd.util.hash_array(position.to_numpy()) | np.uint64(1)
    return pd.Series(of_word[codes] * of_place, index=words.index)


def is_acronym(names: pd.Series) -> pd.Series:
    """Whether a name is one word of two or more capitals, perhaps with periods."""
    is_acronym = names.str.isupper()
    capitals = names[is_acronym]
    is_acronym[is_acronym] = capitals.str.contains(_TWO_LETTERS) & ~capitals.str.contains(_BLANK)
    return is_acronym


def _composed(names: pd.Series) -> pd.Series:
    """The names in NFC, with Arabic articles tied to the next word.

    The few names that this can change are found first.
    """
    changes = ~names.str.isascii() | names.str.contains(_MAY_BE_ARTICLE)
    texts = names[changes].str.normalize("NFC")
    composed = names.copy()
    composed[changes] = texts.str.replace(_LONE_ARABIC_ARTICLE, r"\1_", regex=True)
    return composed


def _split(texts: pd.Series) -> pd.Series:
    """The words of texts between white space, in order, with the index of the texts."""
    words = pc.utf8_split_whitespace(pa.array(texts, type=pa.large_string()))
    index = texts.index.repeat(pc.list_value_length(words).to_numpy())
    flat = pc.list_flatten(words).to_numpy(zero_copy_only=False)
    printed = pd.Series(flat, index, dtype="str")
    return printed[printed.ne("")]


def _forms(words: pd.Series) -> pd.DataFrame:
    """The columns of `words_of` that follow from a printed word alone."""
    straight = words.str.translate(_TYPESETTING)
    folded = _uninflected(straight.str.lower()).mask(straight.eq("&"), "and")
    folded = folded.str.replace(_ARABIC_ARTICLE, "", regex=True)
    folded = folded.str.replace(_NO_LETTER, "", regex=True)
    plain = folded.str.normalize("NFKD").str.replace(_ACCENTS, "", regex=True)
    return pd.DataFrame(
        {
            "spelled": _uninflected(straight),
            "folded": folded,
            "plain": plain.str.replace("ß", "ss"),
            "is_fixed": is_acronym(words) | words.str.contains(_DIGIT),
        }
    )


def _uninflected(words: pd.Series) -> pd.Series:
    may_end = words.str.endswith(_LAST_LETTERS)
    bare = words[may_end]
    for ending, without in _ENDINGS:
        bare = bare.str.replace(ending, without, regex=True)
    return words.mask(may_end, bare)

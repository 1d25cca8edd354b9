"""The words of a language: the program's, and those that a package declares in their place."""

import re

import pytest

from checks.proof.words import any_of, words_of

DECLARED = [
    {"language": "xq", "kind": "value", "word": "oru"},
    {"language": "en", "kind": "hedge", "word": "they say"},
]


def test_declared_words_replace_those_of_their_language_and_kind_alone() -> None:
    assert words_of("en", DECLARED)["hedge"] == ("they say",)
    assert words_of("en", DECLARED)["value"] == words_of("en", [])["value"]
    assert words_of("XQ-Latn", DECLARED) == {"value": ("oru",)}
    assert words_of("xq", []) == {}


def test_the_program_has_hedges_and_values_in_english() -> None:
    english = words_of("en-GB", [])
    assert {"reportedly", "according to"} <= set(english["hedge"])
    assert {"May", "two", "percent"} <= set(english["value"])


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (("may have",), "It May  Have sunk.", ["May  Have"]),
        (("May",), "It may rise in May.", ["May"]),
        (("one", "one of"), "Someone, one of ten, alone.", ["one of"]),
        (("c. d",), "c. d, cx d", ["c. d"]),
        ((), "one", []),
    ],
)
def test_words_are_found_whole_and_with_a_capital_as_they_are_written(
    words: tuple[str, ...], text: str, expected: list[str]
) -> None:
    assert re.findall(any_of(words), text) == expected

"""Which tokens of a sentence a coding must account for."""

import pytest

from checks.proof import tokens
from checks.proof.words import words_of

ENGLISH = words_of("en", [])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On 3 May 2012, 1,000 of 2.50 left.", ["3", "May", "2012", "1,000", "2.50"]),
        ("In the 1990s and the ’80s it was 19 percent.", ["1990s", "’80s", "19", "percent"]),
        ("One of two hundred, dozens more.", ["One", "two", "hundred", "dozens"]),
        ("Twenty-one percent, or half.", ["Twenty", "one", "percent", "half"]),
        ("The third and the 4th twice doubled.", ["third", "4th", "twice", "doubled"]),
        ("It may march on Monday for 5% of G5.", ["Monday", "5", "%", "5"]),
        ("Someone often weighs tents, alone.", []),
        ("It was 5 per  cent, Third.", ["5", "per  cent", "Third"]),
    ],
)
def test_values_are_numbers_dates_and_percentages(sentence: str, expected: list[str]) -> None:
    assert [token.printed for token in tokens.values(sentence, ENGLISH)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Boats left Oru in May.", ["Oru"]),
        ("“Boats” left Élan’s Ann-Lee.", ["Élan", "Ann", "Lee"]),
        ("The al-Vesh and Ama’at of the U.O. sat.", ["Vesh", "Ama", "U", "O"]),
        ("She said: “Boats left Oru.”", ["Oru"]),
        ("She said, “Boats left.”", []),
        ("She left the “Boats” behind.", ["Boats"]),
        ("Al-Vesh left.", ["Vesh"]),
        ("In May the First Isle rose.", ["First", "Isle"]),
    ],
)
def test_capitalised_words_are_those_that_open_no_sentence(
    sentence: str, expected: list[str]
) -> None:
    assert [token.printed for token in tokens.capitalised_words(sentence, ENGLISH)] == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("He said “go.” She went.", ["“go.”"]),
        ('He said "go." She went.', ['"go."']),
        ("Il dit : « allez ». Elle part.", ["« allez »"]),
        ("He said “go. She went.", ["“go. She went."]),
    ],
)
def test_quotations_have_their_marks(paragraph: str, expected: list[str]) -> None:
    assert [token.printed for token in tokens.quotations(paragraph)] == expected

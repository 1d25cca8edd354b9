"""Numbers and dates as a text prints them, in digits and in English words.

Reading is generous: a form that can be read in two ways has both readings, and what would have to
be worked out ("two thirds", "one in five", "Oru and four other") is not read. It serves to notice a
value that cannot have been taken from certain words, never to take one from them.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal, InvalidOperation

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_UNITS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    "|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
CARDINALS = f"{_UNITS}|{_TENS}|dozens?|hundreds?|thousands?|millions?|billions?"
PARTS = "half|halves|thirds?|quarters?|doubled?|tripled?|twice|thrice"
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    "|hundredth|thousandth|millionth"
)

_WORDS = {word: number for number, word in enumerate(_UNITS.split("|"))}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split("|"), start=2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MULTIPLES = {"hundred": 100, "dozen": 12, "k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9}
_MULTIPLES |= {"tn": 10**12, **_SCALES}

_MONTH = rf"\b(?:{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?!\w)"
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS.split("|"), start=1)}
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![\w,.][0-9]|\w)"
_DATE = re.compile(
    rf"(?:(?<![\w.,]){_DAY}\s+(?:of\s+)?)?{_MONTH}(?:\s+{_DAY})?(?:,?\s+(?:of\s+)?[0-9]{{4}}\b)?"
)

_DIGITS = (
    r"(?<![\w.,])(?:"
    r"(?P<grouped>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)"
    r"|(?P<spaced>[0-9]{1,3}(?:[ '\u2019\u00a0\u202f][0-9]{3})+)"
    r"|(?P<comma>[0-9]+,[0-9]+)"
    r"|(?P<plain>[0-9]+(?:\.[0-9]+)?)"
    r")(?![.,]?[0-9])"
)
_NUMBER = re.compile(
    rf"{_DIGITS}(?:[\s-]?(?P<multiple>hundred|thousand|million|billion|trillion|dozen|k|m|bn|b|tn)\b)?"
    r"(?P<letters>[^\W\d_]*)"
)
_NO_COUNT = {"s", "st", "nd", "rd", "th"}
"""Letters behind digits that are a decade or an ordinal number."""

_WORD = rf"(?:{_UNITS}|{_TENS}|hundred|thousand|million|billion|trillion|dozen)\b"
_RUN = rf"(?<!no )\b{_WORD}(?:[\s-]+(?:and\s+)?{_WORD})*"
_NUMBER_WORDS = re.compile(_RUN, re.IGNORECASE)
_HALF = re.compile(
    r"\bhalf(?:\s+an?\s+(?P<multiple>dozen|hundred|thousand|million|billion))?\b", re.IGNORECASE
)
_PERCENTAGE = re.compile(rf"(?:[0-9][0-9.,]*|{_RUN})\s*(?:%|per\s?cent)", re.IGNORECASE)

_COUNT = rf"(?:[0-9][0-9,.]*|\b{_WORD})"
_WORKED_OUT = re.compile(
    r"\b(?:thirds?|quarters?|halves|doubled?|tripled?|twice|thrice|\w+fold)\b"
    r"|\band\s+a\s+half\b|\bone\s+of\b"
    rf"|{_COUNT}\s+(?:(?:in|of|out\s+of)\s+(?:every\s+)?{_COUNT}"
    r"|(?:others?|more|further|additional)\b)",
    re.IGNORECASE,
)

_EARLIEST_YEAR, _LATEST_YEAR = 1500, 2100


def numbers_in(text: str) -> set[Decimal] | None:
    """The numbers that a text prints, in all their readings, but for those of dates.

    None: some of them have to be worked out, so that nothing can be said of the others either.
    """
    text = _DATE.sub(";", text)
    if _WORKED_OUT.search(text):
        return None
    halves = {half for found in _HALF.finditer(text) for half in _halves(found["multiple"])}
    runs = _NUMBER_WORDS.findall(_NUMBER.sub(";", _HALF.sub(";", text)))
    spelt = (Decimal(number) for run in runs for number in _spelt(run))
    return {*_in_digits(text), *halves, *spelt}


def contradicts_numbers(text: str, values: Iterable[str], *, of_counts: bool = False) -> bool:
    """Whether a text prints numbers, and not all of these values among them.

    A year is no sign that a number is printed; nor is a percentage, where the values are counts.
    What is no decimal number contradicts nothing.
    """
    printed = numbers_in(_PERCENTAGE.sub(";", text) if of_counts else text)
    if not printed or all(_may_be_year(number) for number in printed):
        return False
    return any(number not in printed for number in map(_decimal, values) if number is not None)


def contradicts_date(text: str, date: str) -> bool:
    """Whether a text prints years, months or days, and a date in EDTF has others.

    Of the two ends of an interval, both must be printed only where two such things are printed: a
    week from a day on ends on a day that no text prints.
    """
    ends = re.findall(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", date)
    years, months, days = ({int(end[place]) for end in ends if end[place]} for place in range(3))
    return (
        _lacks(years, _years_in(text))
        or _lacks(months, _months_in(text))
        or _lacks(days, _days_in(text))
    )


def _in_digits(text: str) -> Iterator[Decimal]:
    for found in _NUMBER.finditer(text):
        if found["letters"] in _NO_COUNT:
            continue
        for reading in _readings(found):
            yield Decimal(reading)
            if found["multiple"]:
                yield Decimal(reading) * _MULTIPLES[found["multiple"]]


def _readings(found: re.Match[str]) -> list[str]:
    """The decimal numbers that digits with points, commas and blanks can mean."""
    if found["grouped"]:
        return [found["grouped"].replace(",", "")]
    if found["spaced"]:
        groups = re.split("[^0-9]", found["spaced"])
        return [*groups, "".join(groups)]
    if found["comma"]:
        return [found["comma"].replace(",", ".")]
    plain = found["plain"]
    is_grouped = re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", plain)
    return [plain, plain.replace(".", "")] if is_grouped else [plain]


def _halves(multiple: str | None) -> list[Decimal]:
    half = Decimal("0.5")
    return [half * _MULTIPLES[multiple.lower()]] if multiple else [half, half * 100]


def _spelt(run: str) -> Iterator[int]:
    """The numbers that a run of number words spells: one, or several in a row."""
    total = below = 0  # from a thousand on, and below
    room: int | None = None  # what may still be added must be less; None: nothing is read yet
    for word in re.split(r"[\s-]+", run.lower()):
        value = _WORDS.get(word)
        is_over = room is not None and value is not None and value >= room
        if is_over or (word == "and" and room not in (100, 1000)):
            yield total + below
            total, below, room = 0, 0, None
        if word in _SCALES:
            total, below, room = total + (below or 1) * _SCALES[word], 0, 1000
        elif value is None and word != "and":
            below, room = (below or 1) * _MULTIPLES[word], 100 if word == "hundred" else 0
        elif value is not None:
            below, room = below + value, 10 if value >= 20 else 0
    if room is not None:
        yield total + below


def _decimal(text: str) -> Decimal | None:
    try:
        number = abs(Decimal(text))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _may_be_year(number: Decimal) -> bool:
    return number == int(number) and _EARLIEST_YEAR <= number <= _LATEST_YEAR


_Printed = tuple[Collection[int], int]
"""What can be taken from a text as a part of a date, and how many of it the text prints."""


def _lacks(ends: Collection[int], printed: _Printed) -> bool:
    """Whether too few of the ends of a date are printed for what is printed."""
    known, number = printed
    return bool(ends) and len([end for end in ends if end in known]) < min(len(ends), number)


def _years_in(text: str) -> _Printed:
    years = {int(year) for year in re.findall(r"(?<![0-9,.])[0-9]{4}(?![0-9s]|[,.][0-9])", text)}
    decades = {10 * int(decade) for decade in re.findall(r"(?<![0-9])([0-9]{3})0s\b", text)}
    decades |= {
        century + 10 * int(decade)
        for decade in re.findall(r"['\u2018\u2019]([0-9])0s\b", text)
        for century in range(0, 10_000, 100)
    }
    short = {int(year) for year in re.findall(r"['\u2018\u2019/\u2013-]([0-9]{2})(?![0-9])", text)}
    within = {year for decade in decades for year in range(decade, decade + 10)}
    after = {year // 100 * 100 + end for year in years for end in short}
    abbreviated = {century + end for century in range(0, 10_000, 100) for end in short}
    return years | within | (after or abbreviated), len(years) + bool(decades)


def _months_in(text: str) -> _Printed:
    months = {_MONTH_NUMBERS[name[:3]] for name in re.findall(_MONTH, text)}
    return months, len(months)


def _days_in(text: str) -> _Printed:
    beside = rf"(?<![\w.,])({_DAY})\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+({_DAY})"
    dated = {max(pair) for pair in re.findall(beside, text)}
    numbers = re.findall(r"(?<![0-9.,])[0-9]{1,2}(?![0-9]|[.,][0-9])", text)
    return {int(number) for number in numbers}, len(dated)

"""Numbers as a text prints them, in digits and in English words.

Reading is generous: a form that can be read in two ways has both readings. A text whose numbers
have to be worked out ("two thirds", "one in five", "Oru and four other") has no readings. So this
finds a value that was not taken from certain words; it never takes one from them.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    "|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"

MONTH = rf"\b(?:{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?!\w)"
DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![\w,.][0-9]|\w)"
_DATE = re.compile(
    rf"(?:(?<![\w.,]){DAY}\s+(?:of\s+)?)?{MONTH}(?:\s+{DAY})?(?:,?\s+(?:of\s+)?[0-9]{{4}}\b)?"
)

_SMALL = {word: number for number, word in enumerate(_UNITS.split("|"))}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS.split("|"), start=2)}
_LARGE = {
    word: Decimal(1).scaleb(power)
    for word, power in (("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12))
}
"""Their exponents keep the place of the last digit: 2.3 million is 23E+5."""

_SCALES = {"hundred": Decimal(100), "dozen": Decimal(12), **_LARGE}
_SCALES |= {"k": _LARGE["thousand"], "m": _LARGE["million"], "tn": _LARGE["trillion"]}
_SCALES |= dict.fromkeys(("b", "bn"), _LARGE["billion"])

_DIGITS = (
    r"(?<![\w.])(?:(?<!,)|(?<=[^\W\d_],))(?:"
    r"(?P<grouped>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)"
    r"|(?P<spaced>[0-9]{1,3}(?:[ '\u2019\u00a0\u202f][0-9]{3})+)"
    r"|(?P<comma>[0-9]+,[0-9]+)"
    r"|(?P<plain>[0-9]+(?:\.[0-9]+)?)"
    rf")(?![.,]?[0-9])(?P<scales>(?:[\s-]?(?:{'|'.join(_SCALES)})\b)*)(?P<letters>[^\W\d_]*)"
)
_NO_COUNT = {"s", "st", "nd", "rd", "th"}
"""Letters after digits that make a decade or an ordinal number of them."""

_HALF = rf"\bhalf\b(?:\s+an?\s+(?P<half_scale>dozen|hundred|{'|'.join(_LARGE)})\b)?"
_WORD = rf"(?:{_UNITS}|{_TENS}|hundred|dozen|{'|'.join(_LARGE)})\b"
_WORDS = rf"(?<!no )\b{_WORD}(?:[\s-]+(?:and\s+)?{_WORD})*"
_PRINTED = re.compile(
    rf"{_DIGITS}|(?P<half>{_HALF})|(?P<words>{_WORDS})",
    re.IGNORECASE,
)

_BELOW_100 = rf"(?:(?:{_TENS})\b(?:[\s-]+(?:{'|'.join(list(_SMALL)[1:10])})\b)?|(?:{_UNITS})\b)"
_BELOW_1000 = (
    rf"(?:(?:{_BELOW_100}[\s-]+)?hundred\b"
    rf"(?:[\s-]+(?:and\s+)?{_BELOW_100}(?!\s+hundred\b))?|{_BELOW_100})"
)
_LAST_WORD = rf"(?:dozen|{'|'.join(_LARGE)})\b"
_SPELT_PART = re.compile(
    rf"{_BELOW_1000}(?:[\s-]+{_LAST_WORD})?|{_LAST_WORD}",
    re.IGNORECASE,
)
"""A number of words up to its thousand, million and so on: "one million two" has two parts."""

_HEDGE = (
    r"(?:up\s+to|as\s+many\s+as|(?:more|less|fewer)\s+than|about|around|roughly|some|nearly|almost"
    r"|perhaps|even|over|under)"
)
_JOINT = re.compile(
    r"-?\s*(?:[-,\u2010-\u2015\u2212]|,?\s*(?:to|up\s+to|or|and)\b)\s*"
    rf"(?:{_HEDGE}\s+)*(?:an?\s+)?(?:US)?[$€£]?",
    re.IGNORECASE,
)
"""What stands between the numbers of a range or a choice: "2 to 3", "two, three or four"."""

_PERCENT = re.compile(r"[\s-]*(?:%|per\s?cent)", re.IGNORECASE)
_COUNT = rf"(?:[0-9][0-9,.]*|\b{_WORD})"
_WORKED_OUT = re.compile(
    r"\b(?:thirds?|quarters?|halves|doubled?|tripled?|twice|thrice|\w+fold)\b"
    r"|\band\s+a\s+half\b|\bone\s+of\b"
    rf"|{_COUNT}\s+(?:(?:in|of|out\s+of)\s+(?:every\s+)?{_COUNT}"
    r"|(?:others?|more|further|additional)\b)",
    re.IGNORECASE,
)

_MINUS = re.compile(
    r"(?P<other>[0-9%\])]\s+|\bplus(?:\s+or\s+|/))?"
    r"(?:(?<![\w.,%)\]])[-\u2212\u2013]|\b(?:minus|negative)\s+)(?:US)?[$€£]?\Z",
    re.IGNORECASE,
)
"""What makes the number behind it negative, unless `other` shows a range or a difference.

A dash may be one, too.
"""

_AS_NEGATIVE = re.compile(r"\s?%?\)|[\s°CF]*(?:degrees?\s)?(?:Celsius\s)?\s?below\s+zero\b")
"""What may make the number before it negative: the bracket of `(0.7)`, `5 degrees below zero`."""

_LONGEST_SIGN = 24
"""Characters before a number in which its sign is looked for."""

_EARLIEST_YEAR, _LATEST_YEAR = 1500, 2100


def contradicts_number(text: str, value: str, *, of_counts: bool = False) -> bool:
    """Whether a text prints numbers, but not this value; a value that is no number fits any text.

    A text that prints only years prints no number; nor does one with only percentages, where the
    value is a count (`of_counts`).
    """
    number = _decimal(value)
    printed = numbers_in(text, of_counts=of_counts)
    if number is None or not printed or all(_may_be_year(each) for each in printed):
        return False
    return number not in printed


def last_place(text: str, value: str) -> int | None:
    """The power of ten of the last digit that a text prints of a value; of several, the largest.

    It is -1 for 14.0 in "14.0 percent", 5 for 2300000 in "2.3 million", and 0 in "2,300,000". None:
    the text does not print the value.
    """
    number = _decimal(value)
    places = [
        int(reading.as_tuple().exponent)
        for reading in _readings_in(text) or []
        if reading == number
    ]
    return max(places, default=None)


def prints_number(text: str, value: str) -> bool:
    """Whether a text prints this value as a number."""
    return _decimal(value) in (numbers_in(text) or ())


@lru_cache
def numbers_in(text: str, *, of_counts: bool = False) -> frozenset[Decimal] | None:
    """The numbers that a text prints, in all their readings, without those of dates.

    With `of_counts`, percentages are left out. None: a number of the text has to be worked out.
    """
    readings = _readings_in(text, of_counts=of_counts)
    return None if readings is None else frozenset(readings)


def _readings_in(text: str, *, of_counts: bool = False) -> list[Decimal] | None:
    """The numbers in `numbers_in`, each as often and with as many decimals as it is printed."""
    text = _DATE.sub(";", text)
    if _WORKED_OUT.search(text):
        return None
    return [
        reading
        for number in _with_shared_scales(text)
        if not (of_counts and number.is_percentage)
        for reading in (*number.values, *number.without_scale)
    ]


@dataclass(frozen=True)
class _Number:
    """A number in a text, with its place and its readings."""

    start: int
    end: int
    values: frozenset[Decimal]
    without_scale: frozenset[Decimal] = frozenset()
    """The readings without what may be a scale word: "2 m" is two metres, too."""
    scales: tuple[Decimal, ...] = ()
    """What a number before it may share: 1,000 and 100,000 of "three hundred thousand"."""
    is_percentage: bool = False

    def before(self, last: "_Number") -> "_Number":
        """This number in a range that ends in `last`: in "2 to 3 million", 2 is 2,000,000, too.

        A range goes up, so that "2,000 to 3,000" says nothing of 2,000,000.
        """
        end = max(last.values)
        scaled = {value * scale for value in self.values for scale in last.scales}
        shared = {value for value in scaled if value < end}
        return replace(
            self,
            values=self.values | shared,
            scales=self.scales + (last.scales if shared else ()),
            is_percentage=self.is_percentage or (last.is_percentage and min(self.values) < end),
        )


def _with_shared_scales(text: str) -> Iterator[_Number]:
    """The numbers of a text, the last one first."""
    last: _Number | None = None
    for number in reversed(list(_numbers(text))):
        is_joined = last is not None and _JOINT.fullmatch(text, number.end, last.start)
        last = number.before(last) if last is not None and is_joined else number
        yield last


def _numbers(text: str) -> Iterator[_Number]:
    for found in _PRINTED.finditer(text):
        if found["words"]:
            numbers = list(_in_words(found["words"], found.start()))
        elif found["half"]:
            numbers = [_half(found)]
        else:
            numbers = [] if found["letters"].lower() in _NO_COUNT else [_in_digits(found)]
        for number in numbers:
            is_percentage = bool(_PERCENT.match(text, number.end))
            yield replace(_with_sign(number, text), is_percentage=is_percentage)


def _with_sign(number: _Number, text: str) -> _Number:
    """The number, negative where the text prints a minus; both where that may mean something else.

    "fell 0.7 percent" prints no negative number.
    """
    minus = _MINUS.search(text, max(0, number.start - _LONGEST_SIGN), number.start)
    is_sure = minus is not None and not minus["other"] and "\u2013" not in minus[0]
    after = _AS_NEGATIVE.match(text, number.end)
    in_brackets = after and (after[0][-1] != ")" or text[: number.start].endswith("("))
    if not minus and not in_brackets:
        return number
    kept = frozenset() if is_sure else number.values
    kept_bare = frozenset() if is_sure else number.without_scale
    return replace(
        number,
        start=minus.start() if minus and is_sure else number.start,
        values=kept | {-value for value in number.values},
        without_scale=kept_bare | {-value for value in number.without_scale},
    )


def _in_digits(found: re.Match[str]) -> _Number:
    readings = frozenset(map(Decimal, _readings(found)))
    words = _words(found["scales"])
    scale = math.prod((_SCALES[word] for word in words), start=Decimal(1))
    groups = 0 if found["comma"] else len(re.findall("[^0-9][0-9]{3}(?![0-9])", found[0]))
    return _Number(
        *found.span(),
        values=frozenset(reading * scale for reading in readings),
        without_scale=readings,
        scales=_scales_at_end(words) or tuple(Decimal(1000**n) for n in range(1, groups + 1)),
    )


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


def _half(found: re.Match[str]) -> _Number:
    if not found["half_scale"]:
        return _Number(*found.span(), frozenset({Decimal("0.5"), Decimal(50)}))
    scale = _SCALES[found["half_scale"].lower()]
    return _Number(*found.span(), frozenset({scale / 2}), scales=(scale,))


def _in_words(run: str, offset: int) -> Iterator[_Number]:
    """The numbers that a run of number words spells: one, or several in a row."""
    numbers: list[list[re.Match[str]]] = []
    for part in _SPELT_PART.finditer(run):
        if numbers and _value(part[0]) < _LARGE.get(_words(numbers[-1][-1][0])[-1], 0):
            numbers[-1].append(part)
        else:
            numbers.append([part])
    for parts in numbers:
        start, end = parts[0].start(), parts[-1].end()
        spelt = run[start:end]
        values = frozenset({_value(spelt)})
        yield _Number(offset + start, offset + end, values, scales=_scales_at_end(_words(spelt)))


def _words(text: str) -> list[str]:
    return re.findall("[a-z]+", text.lower())


def _value(spelt: str) -> Decimal:
    """The number that words spell, if it is one number."""
    total = below = Decimal(0)  # from a thousand on, and below
    for word in _words(spelt):
        if word in _LARGE:
            thousands = (below or 1) * _LARGE[word]
            total, below = total + thousands if total else thousands, Decimal(0)
        elif word in _SCALES:
            below = (below or 1) * _SCALES[word]
        else:
            below += _SMALL.get(word, 0)
    return total + below if below or not total else total


def _scales_at_end(words: list[str]) -> tuple[Decimal, ...]:
    scales: list[Decimal] = []
    for word in reversed(words):
        if word not in _SCALES:
            break
        scales.append(_SCALES[word] * (scales[-1] if scales else 1))
    return tuple(scales)


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _may_be_year(number: Decimal) -> bool:
    return number == int(number) and _EARLIEST_YEAR <= abs(number) <= _LATEST_YEAR

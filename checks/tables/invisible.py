"""Characters that nobody sees, or that turn the direction of the text around them.

Joiners are no problem between letters of the scripts that need them, nor is a variation selector
after a sign, a number or an ideograph.
"""

import re

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

INVISIBLE = "invisible-character"
"""The code of a problem with such a character."""

_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""What Unicode calls default ignorable, and anchors of annotations."""

_NEVER = f"[{_IGNORABLE}{_PRIVATE}{_NO_CHARACTERS}]"
_SELECTOR = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_STRAY_SELECTOR = rf"(?:\A|[^\p{{S}}\p{{N}}\p{{Po}}\p{{Han}}\p{{Mongolian}}]){_SELECTOR}"
_JOINER = "[\u180e\u200c\u200d]"
_SCRIPTS = (
    *("Arabic", "Balinese", "Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Javanese"),
    *("Kannada", "Khmer", "Malayalam", "Mongolian", "Myanmar", "Nko", "Oriya", "Sinhala"),
    *("Syriac", "Tamil", "Telugu", "Tibetan"),
)
_LETTER = "[" + "".join(rf"\p{{{script}}}" for script in _SCRIPTS) + "]"
_JOINED = rf"{_LETTER}(?:\p{{M}}*{_JOINER}{_LETTER})+"


def has_invisible(texts: pa.Array) -> pa.Array:
    """Whether each text has such a character."""
    found = pc.match_substring_regex(texts, f"{_NEVER}|{_STRAY_SELECTOR}")
    if not pc.any(pc.match_substring_regex(texts, _JOINER)).as_py():
        return found
    others = pc.replace_substring_regex(texts, _JOINED, "")
    return pc.or_(found, pc.match_substring_regex(others, _JOINER))


def first_invisible(text: str) -> str:
    """The code point of the first such character, as `U+202E`."""
    found = re.search(_NEVER, text) or re.search(f"{_SELECTOR}|{_JOINER}", text)
    return f"U+{ord(found[0]):04X}" if found else ""

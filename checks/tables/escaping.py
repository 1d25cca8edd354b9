"""Text that is safe where it is written: in terminals, logs of jobs, JSON and Markdown."""

import json
import re
from typing import Any
from unicodedata import category

JOINERS = "\u200c\u200d"
"""Characters without a width of their own that words of several scripts are written with."""

_MARK = "\ufffd"
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_LOG_COMMAND = re.compile(r"##(?=[a-zA-Z]*\[)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile("[\x7f-\U0010ffff]")
_CODE_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_MARKDOWN = re.compile(r"[\\`*{}\[\]<>#|~$&!]|(?<![^\W_])_|_(?![^\W_])")


def printable(text: str) -> str:
    """The text on one line, with a mark for each invisible character; blanks and joiners stay."""
    if text.isprintable():
        return text
    return "".join(character if _is_shown(character) else _MARK for character in text)


def printable_lines(text: str) -> str:
    """The text with its line breaks, and with a mark for each other invisible character."""
    return "\n".join(map(printable, text.split("\n")))


def without_commands(text: str, colon: str = ": ", sharp: str = "# ") -> str:
    """The text without what runs in the log of a job: `::` first in a line, `##[` or `##vso[`.

    `colon` and `sharp` replace the first colon and the second sharp; a format with escapes gives
    those, so that its readers see the same text.
    """
    text = _COMMAND.sub(lambda found: found[1] + colon, text)
    return _LOG_COMMAND.sub(lambda _: f"#{sharp}", text)


def for_terminal(text: str) -> str:
    """Lines that neither a terminal nor the log of a job obeys."""
    return without_commands(printable_lines(text))


def complaint(program: str, error: object) -> str:
    """What a program prints of an error: each line after the name of the program."""
    lines = str(error).splitlines() or [""]
    return for_terminal("\n".join(f"{program}: {line}" for line in lines))


def json_text(value: Any) -> str:
    """JSON that every reader accepts, invisible characters escaped, with a final newline.

    A lone surrogate, which a descriptor can state and UTF-8 cannot hold, becomes a mark.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    text = _NOT_ASCII.sub(lambda found: _escaped(found[0]), _SURROGATE.sub(_MARK, text))
    return without_commands(text, sharp="\\u0023") + "\n"


def markdown(text: str) -> str:
    """Escaped text for anywhere in Markdown but the start of a line."""
    return _MARKDOWN.sub(r"\\\g<0>", printable(text))


def code(text: str) -> str:
    """A code span of Markdown, also in a table, with any text in it."""
    text = printable(text)
    if text and text == text.strip() and not re.search("[`|]", text):
        return f"`{text}`"
    letters = (each if each.isalnum() else f"&#{ord(each)};" for each in text)
    return f"<code>{''.join(letters)}</code>"


def prose(text: str) -> str:
    """A text in Markdown of which only the code spans stay markup, on one line."""
    parts = _CODE_SPAN.split(" ".join(text.split()))
    return "".join(code(part) if place % 2 else markdown(part) for place, part in enumerate(parts))


def _is_shown(character: str) -> bool:
    return character.isprintable() or character in JOINERS or category(character) == "Zs"


def _escaped(character: str) -> str:
    return character if character.isprintable() else json.dumps(character)[1:-1]

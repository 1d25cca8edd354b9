"""Version numbers, and which next version a change requires."""

import re
from dataclasses import dataclass
from enum import IntEnum

from checks.tables.problems import UserError

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class VersionError(UserError):
    """A version cannot be read; the message is one line."""


class Level(IntEnum):
    """How much a change concerns those who use the data.

    `MAJOR`: what they rely on is gone or narrower: a table, column or identifier, a type, a
    constraint. `MINOR`: there is more of it: rows, trailing columns, tables. `PATCH`: a value or a
    text was corrected.
    """

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """The level in lower case, as text and JSON show it."""
        return self.name.lower()


@dataclass(frozen=True)
class Reason:
    """A change in one line, and the level of version that it requires."""

    level: Level
    text: str


@dataclass(frozen=True, order=True)
class Version:
    """A version of three numbers."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def after(self, level: Level) -> "Version":
        """The least version that a change of this level requires after this one."""
        if level == Level.MAJOR:
            return Version(self.major + 1, 0, 0)
        if level == Level.MINOR:
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + (level == Level.PATCH))


def read_version(text: str) -> Version:
    """A version out of its text. Raises VersionError if it is not three numbers with points."""
    match = _VERSION.fullmatch(text)
    if match is None:
        raise VersionError(f"'{text}' is no version: expected three numbers, such as 1.2.0")
    return Version(*map(int, match.groups()))

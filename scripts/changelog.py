"""Reading the changelog: versions, their days of release, and the text about each."""

import re
from dataclasses import dataclass
from datetime import date

from checks.tables.problems import UserError

UNRELEASED = "unreleased"

_HEADING = re.compile(
    rf"^## (?P<version>\d+\.\d+\.\d+) - (?P<day>\d{{4}}-\d{{2}}-\d{{2}}|{UNRELEASED})\n",
    re.MULTILINE,
)


class ChangelogError(UserError):
    """The changelog cannot be read; the message is one line."""


@dataclass(frozen=True)
class Entry:
    """A version of the package: the day of its release (None: not yet), and the text about it."""

    version: str
    released: date | None
    text: str


def read_changelog(text: str) -> tuple[Entry, ...]:
    """The entries of a changelog in Markdown, the newest first, as they stand in it.

    An entry begins with a heading such as `## 1.2.0 - 2026-11-25`, or `- unreleased`.

    Raises:
        ChangelogError: there is no entry, a heading of the second level is not of that form, a
            version stands twice, or a day is not in the calendar.
    """
    for heading in re.findall(r"^## .*\n", text, re.MULTILINE):
        if not _HEADING.fullmatch(heading):
            raise ChangelogError(
                f"CHANGELOG.md: expected '## 1.2.3 - YYYY-MM-DD' or '- {UNRELEASED}', "
                f"not {heading.strip()!r}"
            )
    headings = list(_HEADING.finditer(text))
    versions = [heading["version"] for heading in headings]
    if not versions or len(set(versions)) < len(versions):
        raise ChangelogError("CHANGELOG.md: expected one entry or more, each of another version")
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return tuple(
        Entry(heading["version"], _day(heading["day"]), text[heading.end() : end].strip() + "\n")
        for heading, end in zip(headings, ends, strict=True)
    )


def entry_of(text: str, version: str) -> Entry:
    """The entry of one version. Raises ChangelogError as `read_changelog`, or if there is none."""
    for entry in read_changelog(text):
        if entry.version == version:
            return entry
    raise ChangelogError(f"CHANGELOG.md: no entry for version {version}")


def _day(text: str) -> date | None:
    if text == UNRELEASED:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ChangelogError(f"CHANGELOG.md: {text} is no day of the calendar") from None

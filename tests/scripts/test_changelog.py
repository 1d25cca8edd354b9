"""The changelog is read by its headings."""

from datetime import date

import pytest

from scripts.changelog import ChangelogError, Entry, entry_of, read_changelog

TEXT = """# Changelog

What this is.

## 1.1.0 - unreleased

More.

### Added

- A table.

## 1.0.0 - 2020-02-29

First.
"""


def test_entries_have_version_day_and_text_newest_first() -> None:
    assert read_changelog(TEXT) == (
        Entry("1.1.0", None, "More.\n\n### Added\n\n- A table.\n"),
        Entry("1.0.0", date(2020, 2, 29), "First.\n"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Changelog\n", "one entry or more"),
        ("## 1.0 - unreleased\n", "'## 1.0 - unreleased'"),
        ("## 1.0.0 (2020-01-01)\n", "expected '## 1.2.3 - YYYY-MM-DD'"),
        ("## 1.0.0 - 2021-02-29\n", "2021-02-29 is no day of the calendar"),
        ("## 1.0.0 - 2020-01-01\n## 1.0.0 - unreleased\n", "each of another version"),
    ],
)
def test_a_changelog_that_cannot_be_read_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ChangelogError, match=message) as refusal:
        read_changelog(text)
    assert "\n" not in str(refusal.value)


def test_an_entry_is_found_by_its_version() -> None:
    assert entry_of(TEXT, "1.0.0").text == "First.\n"
    with pytest.raises(ChangelogError, match=r"no entry for version 9\.9\.9"):
        entry_of(TEXT, "9.9.9")

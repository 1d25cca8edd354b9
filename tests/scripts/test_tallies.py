"""Findings are counted by severity and disposition."""

from scripts.tallies import as_table, tallies

MEANINGS = {"contradiction": "it contradicts itself", "form": "form, not fact"}


def test_dispositions_come_in_the_order_of_the_register_and_others_last() -> None:
    judged = [
        ("info", "own"),
        ("info", "form, to review"),
        ("info", "form"),
        ("warning", "contradiction"),
        ("error", "contradiction"),
        ("error", "contradiction"),
    ]
    found = tallies(judged, MEANINGS)
    assert [(item.disposition, item.meaning, item.total) for item in found] == [
        ("contradiction", "it contradicts itself", 3),
        ("form", "form, not fact", 1),
        ("form, to review", "form, not fact", 1),
        ("own", "", 1),
    ]
    assert as_table(found[:2]) == (
        "| disposition | meaning | errors | warnings | remarks |\n"
        "|---|---|--:|--:|--:|\n"
        "| `contradiction` | it contradicts itself | 2 | 1 | 0 |\n"
        "| `form` | form, not fact | 0 | 0 | 1 |\n"
    )


def test_without_findings_nothing_is_counted() -> None:
    assert tallies([], MEANINGS) == []

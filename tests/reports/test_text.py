"""The report for a person at a terminal."""

import re
from dataclasses import replace

import pytest

from checks.reports.formats import Display
from checks.reports.formats.text import render
from checks.tables.problems import Problem
from tests.helpers.mixed_reports import MIXED, REMARK
from tests.helpers.reports import (
    ABSENT,
    BROKEN,
    CHANGED,
    FINDING,
    NOT_REGISTERED,
    READINGS,
    VALID,
)

WHOLE = """\
guilds 1.2.3

Structure ────────────────────────────────────────────────────────────────────────────────
OK: 2 tables, 1,301 rows

Tables ───────────────────────────────────────────────────────────────────────────────────
table      rows  file
dates     1,300  data/dates.csv
findings      1  data/findings.csv

Rules ────────────────────────────────────────────────────────────────────────────────────
rule         severity  examined  passed  found  not evaluable
dates-agree  error        1,205   1,203      1              1

Not evaluable: 1 ─────────────────────────────────────────────────────────────────────────
rule         groups  reason
dates-agree       1  a date is missing

Findings: 1 ──────────────────────────────────────────────────────────────────────────────
1. error  dates-agree  source-tension
   Reed Guild: founded in 1931 or in February 1934?
   The dates do not overlap.
   ╭─────────────────────────────────────┬─────────────────────────────────────╮
   │ founded 1931                        │ founded February 1934               │
   ├─────────────────────────────────────┼─────────────────────────────────────┤
   │ “1931”                              │ “February 1934”                     │
   │ reported, attributed to Reed Guild  │ inferred: The heading has the year. │
   │ The guilds, paragraph 1, sentence 1 │ The guilds, paragraph 2, sentence 1 │
   │ data/dates.csv:2:date               │ data/dates.csv:4:date               │
   │ p1.s1.date01                        │ p2.s1.date01                        │
   ╰─────────────────────────────────────┴─────────────────────────────────────╯
   One may be the charter.
   dates-agree-0123456789

──────────────────────────────────────────────────────────────────────────────────────────
Valid: structure OK; 1 finding, registered as found.
"""


def lines(report, **display):
    return render(report, Display(**display)).splitlines()


def test_a_valid_report_in_full():
    assert render(VALID, Display(width=90)) == WHOLE


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (NOT_REGISTERED, "Not valid: 1 finding not registered."),
        (CHANGED, "Not valid: 1 registered finding changed."),
        (ABSENT, "Not valid: 1 registered finding no longer found."),
        (BROKEN, "Not valid: 3 structure problems."),
    ],
)
def test_the_verdict_counts_what_is_wrong(report, verdict):
    assert verdict in lines(report)


def test_what_is_not_settled_comes_first_and_the_worst_of_it_before_the_rest():
    shown = [line for line in lines(MIXED) if line[:1].isdigit()]
    assert shown == [
        "1. error  dates-agree  not registered",
        "2. warning  bounds-ordered  editorial  changed since: message, value_hash",
        "3. info  answers-sum-to-100  not registered",
        "4. error  dates-agree  source-tension",
    ]


def test_a_settled_remark_is_one_line_with_its_first_place_under_its_rule():
    settled = replace(REMARK, registered=True, disposition="editorial", comment="Rounded.")
    shown = lines(replace(VALID, findings=(settled, FINDING)))
    assert "Findings: 2 " in "\n".join(shown)
    assert "1. error  dates-agree  source-tension" in shown
    place = shown.index("answers-sum-to-100: 1")
    assert shown[place + 1 : place + 3] == [
        "   The answers sum to 97 %",
        "      data/dates.csv:2:date",
    ]
    assert settled.id not in "\n".join(shown)


def test_problems_are_grouped_by_file_and_start_with_file_row_and_column():
    shown = lines(BROKEN)
    first = shown.index("data/dates.csv: 2 problems")
    assert shown[first + 1 : first + 5] == [
        "  data/dates.csv:3:date  [edtf]  'Michaelmas'",
        "      a date is expected",
        "  data/dates.csv:7  [ragged-row]",
        "      9 cells are expected",
    ]
    assert "data/names.csv: 1 problem" in shown
    assert "Not run: no table can be read." in shown


def test_what_a_terminal_would_obey_is_not_printed():
    problem = Problem("data/\x1b[2J.csv", 2, "date", "type", "\x1b]0;x\x07\n", "a\x1bb")
    text = render(replace(BROKEN, structure=(problem,)))
    assert "\x1b" not in text
    assert "\x07" not in text


def test_square_brackets_are_shown_as_they_are():
    reading = replace(READINGS[0], words="[..1931]", as_stated="by [bold]1931[/bold]")
    report = replace(VALID, findings=(replace(FINDING, readings=(reading, READINGS[1])),))
    assert "[..1931]" in render(report)
    assert "“by [bold]1931[/bold]”" in render(report)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
@pytest.mark.parametrize("claims", [1, 2, 3, 7])
def test_no_line_is_wider_than_the_terminal(width, claims):
    readings = tuple(
        replace(READINGS[0], claim=f"p{number}.s1.date01", words="late 1931")
        for number in range(claims)
    )
    report = replace(VALID, findings=(replace(FINDING, readings=readings),))
    text = render(report, Display(width=width))
    assert max(map(len, text.splitlines())) <= width
    assert text.count("late 1931") == claims


@pytest.mark.parametrize("width", [40, 60, 72, 80])
@pytest.mark.parametrize("claims", [1, 2, 3])
def test_a_place_is_folded_at_its_marks_and_not_within_a_word(width, claims):
    reading = replace(READINGS[0], file="data/relations.csv", row=203, column="predicate_id")
    report = replace(VALID, findings=(replace(FINDING, readings=(reading,) * claims),))
    text = render(report, Display(width=width))
    words = re.findall(r"[a-z_]*(?:relat|predic)[a-z_]*", text)
    assert set(words) <= {"relations", "predicate_id", "data"}
    assert words.count("predicate_id") == words.count("relations") == claims


def test_without_colour_nothing_but_text_is_printed():
    assert "\x1b" not in render(VALID)
    assert "\x1b[" in render(VALID, Display(colour=True))

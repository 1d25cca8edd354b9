"""The report as Markdown, read back with a parser of CommonMark and of GitHub's tables."""

import re
from dataclasses import dataclass, field, replace

import pytest
from markdown_it import MarkdownIt

from checks.reports.formats.markdown import SIZE_AT_MOST, render
from tests.helpers.mixed_reports import (
    AWKWARD,
    CLEAN,
    MISSING,
    MIXED,
    OUTDATED,
    REMARK,
    UNPRINTABLE,
    awkward_report,
    with_findings,
    with_problems,
)
from tests.helpers.reports import BROKEN, FINDING, READINGS, VALID


@dataclass
class Page:
    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    markup: set[str] = field(default_factory=set)


def page(report) -> Page:
    """What a reader sees: the plain text of headings, paragraphs and cells of tables."""
    shown = Page()
    tokens = MarkdownIt("commonmark").enable("table").parse(render(report))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "table_open":
            shown.tables.append([])
        elif token.type == "tr_open":
            shown.tables[-1].append([])
        elif token.type == "html_block":
            shown.folds.append(token.content.strip())
        elif token.type == "inline" and before is not None:
            children = token.children or []
            text = "".join(child.content for child in children)
            shown.markup |= {child.type for child in children}
            {"h": shown.headings, "p": shown.paragraphs}.get(
                before.tag[0], shown.tables[-1][-1] if shown.tables else []
            ).append(text)
    return shown


def test_the_package_and_the_verdict_come_first():
    assert render(VALID).splitlines()[:3] == [
        "# guilds 1.2.3",
        "",
        "**Valid: structure OK; 1 finding, registered as found.**",
    ]
    assert page(BROKEN).paragraphs[0] == "Not valid: 3 structure problems."


def test_a_table_counts_what_each_rule_examined_passed_found_and_could_not_evaluate():
    assert page(VALID).tables[0] == [
        ["Rule", "Severity", "Examined", "Passed", "Found", "Not evaluable"],
        ["dates-agree", "error", "1,205", "1,203", "1", "1"],
    ]
    assert "| --- | --- | --: | --: | --: | --: |" in render(VALID)


def test_reasons_why_groups_are_not_evaluable_are_folded_under_one_line():
    shown = page(VALID)
    assert shown.folds[0] == "<details><summary>Why groups are not evaluable</summary>"
    assert shown.tables[1] == [
        ["Rule", "Reason", "Groups"],
        ["dates-agree", "a date is missing", "1"],
    ]


def test_structure_problems_are_listed_with_place_code_value_and_expectation():
    shown = page(BROKEN)
    assert "Structure problems: 3" in shown.headings
    assert shown.tables[0] == [
        ["Place", "Problem", "Value", "What is expected"],
        ["data/dates.csv:3:date", "edtf", "Michaelmas", "a date is expected"],
        ["data/dates.csv:7", "ragged-row", "", "9 cells are expected"],
        ["data/names.csv", "missing-file", "", "the file should exist"],
    ]
    assert "No rule was run: no table can be read." in shown.paragraphs


def test_competing_claims_stand_side_by_side():
    assert page(VALID).tables[-1] == [
        ["Value", "founded 1931", "founded February 1934"],
        ["As stated", "“1931”", "“February 1934”"],
        [
            "Certainty",
            "reported, attributed to Reed Guild",
            "inferred: The heading has the year.",
        ],
        [
            "Passage",
            "The guilds, paragraph 1, sentence 1",
            "The guilds, paragraph 2, sentence 1",
        ],
        ["Cell", "data/dates.csv:2:date", "data/dates.csv:4:date"],
        ["Claim", "p1.s1.date01", "p2.s1.date01"],
    ]


def test_more_claims_than_fit_beside_each_other_stand_below_each_other():
    readings = tuple(replace(READINGS[0], claim=f"p{number}.s1.date01") for number in range(7))
    table = page(replace(VALID, findings=(replace(MISSING, readings=readings),))).tables[-1]
    assert table[0] == ["Value", "As stated", "Certainty", "Passage", "Cell", "Claim"]
    assert [row[5] for row in table[1:]] == [f"p{number}.s1.date01" for number in range(7)]


def test_a_finding_shows_severity_headline_standing_explanation_comment_rule_and_identifier():
    shown = page(replace(VALID, findings=(replace(FINDING, changed=("message",)),)))
    title = f"error · {FINDING.headline} · source-tension, changed since: message"
    assert shown.headings[-1] == title
    assert shown.paragraphs[-3:] == [
        "The dates do not overlap.",
        "Comment: One may be the charter.",
        "Rule: dates-agree · Identifier: dates-agree-0123456789",
    ]


def test_findings_to_act_on_are_open_and_registered_ones_are_folded_under_one_line():
    shown = page(MIXED)
    assert [title for title in shown.headings if " · " in title] == [
        f"error · {MISSING.headline} · not registered",
        f"warning · {OUTDATED.headline} · editorial, changed since: message, value_hash",
        f"info · {REMARK.headline} · not registered",
    ]
    assert shown.folds[2:] == [
        f"<details><summary>error · {FINDING.headline} · source-tension</summary>",
        "</details>",
    ]


def test_a_package_without_findings_has_no_section_about_them():
    assert page(CLEAN).headings == ["guilds 1.2.3", "Rules: 1"]


def test_long_lists_of_problems_are_folded_after_the_first_ten():
    shown = page(with_problems(37))
    assert shown.folds == ["<details><summary>Problems 11 to 37</summary>", "</details>"]
    assert [len(table) - 1 for table in shown.tables] == [10, 27]


def test_findings_after_the_first_ten_are_folded():
    shown = page(with_findings(25))
    assert sum(" · " in title for title in shown.headings) == 10
    assert sum(fold.startswith("<details>") for fold in shown.folds) == 1 + 15


def test_awkward_text_is_shown_as_it_is_and_makes_no_markup():
    shown = page(awkward_report())
    assert AWKWARD in {cell for row in shown.tables[-1] for cell in row}
    assert f"error · {AWKWARD} · not registered" in shown.headings
    assert AWKWARD in shown.paragraphs
    assert f"Comment: {AWKWARD}" in shown.paragraphs
    assert shown.markup <= {"text", "text_special", "strong_open", "strong_close"}


def test_a_cell_with_line_breaks_stays_one_row():
    (problems,) = [table for table in page(awkward_report()).tables if table[0][0] == "Place"]
    assert len(problems) == 2
    assert re.fullmatch("a.b.c.d.e.f.g", problems[1][2])
    assert "\x1b" not in render(awkward_report())
    assert UNPRINTABLE not in render(awkward_report())


def test_the_line_of_a_fold_is_html_and_escaped_as_such():
    report = replace(VALID, findings=(replace(FINDING, headline=AWKWARD),))
    summary = page(report).folds[2]
    assert "<script>" not in summary
    assert "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;" in summary


@pytest.mark.parametrize("report", [with_problems(30_000), with_findings(9000)])
def test_a_report_that_is_too_long_for_github_says_that_it_is_cut(report):
    text = render(report)
    assert len(text.encode()) <= SIZE_AT_MOST < 1024 * 1024
    assert text.endswith("what follows is left out.**\n")
    assert text.count("<details>") == text.count("</details>")

"""The report as one HTML page: complete in itself, and safe."""

import re
from dataclasses import fields, is_dataclass, replace

import pytest

from checks.reports.formats.html import render
from tests.helpers.html_page import Element, page
from tests.helpers.mixed_reports import (
    AWKWARD,
    CLEAN,
    MISSING,
    MIXED,
    REPORTS,
    UNPRINTABLE,
    awkward_report,
)
from tests.helpers.reports import BROKEN, FINDING, VALID


def rows(report, section: str) -> list[list[str]]:
    (element,) = [
        item
        for item in page(report).all("section")
        if item.attributes["aria-labelledby"] == section
    ]
    return [[cell.text for cell in row.all("th", "td")] for row in element.all("tr")]


def article(report, finding: str) -> Element:
    (element,) = [item for item in page(report).all("article") if item.attributes["id"] == finding]
    return element


def test_the_page_opens_with_the_package_and_the_verdict():
    body = page(BROKEN).all("body")[0]
    assert [item.text for item in body.all("h1", "p")[:2]] == [
        "guilds 1.2.3",
        "Not valid: 3 structure problems.",
    ]
    assert page(VALID).all("title")[0].text == "Valid: guilds 1.2.3"


def test_rules_are_listed_with_what_was_examined_passed_found_and_not_evaluable():
    cells = ["dates-agree", "Dates of one thing share a day", "error", "1,205", "1,203", "1", "1"]
    assert rows(VALID, "rules")[1] == cells


def test_structure_problems_are_listed_with_place_code_value_and_expectation():
    assert rows(BROKEN, "structure")[1:] == [
        ["data/dates.csv:3:date", "edtf", "Michaelmas", "a date is expected"],
        ["data/dates.csv:7", "ragged-row", "", "9 cells are expected"],
        ["data/names.csv", "missing-file", "", "the file should exist"],
    ]
    assert "Not run: no table can be read." in page(BROKEN).text
    assert rows(BROKEN, "tables")[2] == ["names", "unread", "n.csv"]


def test_a_finding_shows_its_claims_beside_each_other_and_what_the_register_says():
    finding = article(VALID, FINDING.id)
    assert finding.all("h3")[0].text == f"error {FINDING.headline} source-tension"
    paragraphs = [item.text for item in finding.all("p")]
    rule = "Rule dates-agree, finding dates-agree-0123456789"
    assert paragraphs == [FINDING.explanation, FINDING.comment, rule]
    assert finding.all("a")[0].attributes["href"] == f"#{FINDING.id}"
    first, second = (item.text for item in finding.all("li"))
    assert first == (
        "founded 1931 “1931” Certainty reported, attributed to Reed Guild "
        "Passage The guilds, paragraph 1, sentence 1 "
        "Cell data/dates.csv:2:date Claim p1.s1.date01"
    )
    assert second.startswith("founded February 1934 “February 1934”")


def test_findings_to_act_on_come_before_those_that_are_registered():
    titles = [item.text for item in page(MIXED).all("h2", "h3")][:6]
    assert titles == [
        "Not in the register as they are: 3",
        "error Salt Guild: founded in 1931 or in February 1934? not registered",
        (
            "warning Bounds in reverse order: low 9, high 7 "
            "editorial, changed since: message, value_hash"
        ),
        "info The answers sum to 97 % not registered",
        "Registered findings: 1",
        "error Reed Guild: founded in 1931 or in February 1934? source-tension",
    ]


def test_sections_without_content_are_left_out():
    assert [item.text for item in page(CLEAN).all("h2")] == ["Rules: 1", "Tables: 2"]


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_asks_for_nothing_from_anywhere(report):
    html = page(report)
    assert {item.tag for item in html.all()} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
    } == set()
    assert all(item.attributes["href"].startswith("#") for item in html.all("a"))
    addresses = {"src", "srcset", "action", "data", "poster"}
    assert all(not addresses & set(item.attributes) for item in html.all())
    (style,) = html.all("style")
    assert not re.search(r"url\(|@import|@font-face", style.text)
    (policy,) = [m for m in html.all("meta") if "http-equiv" in m.attributes]
    assert policy.attributes["content"].startswith("default-src 'none'")


def test_awkward_text_is_text_and_never_an_element():
    html = page(awkward_report())
    assert html.all("script") == []
    readings = article(awkward_report(), MISSING.id).all("bdi")
    assert AWKWARD in {item.text for item in readings}
    assert AWKWARD in rows(awkward_report(), "structure")[1][3]


MARKUP = "\"'><b>bold</b><!--"


def hostile(value):
    """A report, or a part of one, in which each free text is MARKUP."""
    if isinstance(value, str):
        return MARKUP
    if isinstance(value, tuple):
        return tuple(map(hostile, value))
    if is_dataclass(value):
        names = {item.name for item in fields(value)} - {"severity", "updating", "fail_on"}
        return replace(value, **{name: hostile(getattr(value, name)) for name in names})
    return value


@pytest.mark.parametrize("report", [MIXED, BROKEN])
def test_wherever_a_text_of_the_package_stands_it_cannot_become_markup(report):
    assert MARKUP in page(hostile(report)).text
    assert page(hostile(report)).all("b") == []
    assert "<!--" not in render(hostile(report))


def test_invisible_characters_are_made_visible():
    report = replace(VALID, findings=(replace(MISSING, explanation=UNPRINTABLE),))
    assert "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg" in article(report, MISSING.id).text

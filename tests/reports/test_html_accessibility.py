"""The report as an HTML page, for readers with any screen, with paper, or with a screen reader."""

import re
from itertools import pairwise

import pytest

from checks.reports.formats.html import render
from tests.helpers.html_page import page
from tests.helpers.mixed_reports import MISSING, MIXED, OUTDATED, REPORTS
from tests.helpers.reports import FINDING, VALID


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_has_a_language_and_headings_without_a_gap_in_their_levels(report):
    html = page(report)
    assert html.all("html")[0].attributes["lang"] == "en"
    assert render(report).startswith("<!DOCTYPE html>\n")
    levels = [int(item.tag[1]) for item in html.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("report", REPORTS)
def test_every_table_names_its_columns_and_rows_and_can_be_scrolled_with_the_keyboard(report):
    html = page(report)
    for table in html.all("table"):
        head, *body = table.all("tr")
        assert {cell.attributes["scope"] for cell in head.all("th")} == {"col"}
        assert head.all("td") == []
        assert all([cell.attributes["scope"] for cell in row.all("th")] == ["row"] for row in body)
        assert len({len(row.all("th", "td")) for row in (head, *body)}) == 1
    regions = [item for item in html.all("div") if item.attributes.get("role") == "region"]
    assert len(regions) == len(html.all("table"))
    assert {item.attributes["tabindex"] for item in regions} == {"0"}


@pytest.mark.parametrize("report", REPORTS)
def test_identifiers_are_unique_and_every_label_refers_to_one(report):
    elements = page(report).all()
    names = [item.attributes["id"] for item in elements if "id" in item.attributes]
    assert len(names) == len(set(names))
    labels = {item.attributes.get("aria-labelledby") for item in elements} - {None}
    assert labels <= set(names)


def schemes() -> dict[str, dict[str, str]]:
    """The colours by name, as the style sheet states them for light and for dark screens."""
    style = page(VALID).all("style")[0].text
    light, dark = re.findall(r":root \{(.*?)\}", style)[:2]
    assert style.index("prefers-color-scheme: dark") < style.index(dark)
    return {
        name: dict(re.findall(r"--(\w+): (#\w{6});", block))
        for name, block in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    """Relative luminance, by the definition of WCAG 2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return sum(
        weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "panel"])
@pytest.mark.parametrize("colour", ["text", "quiet", "link", "good", "error", "warning", "info"])
def test_text_has_the_contrast_that_wcag_asks_for_on_light_and_dark_screens(scheme, ground, colour):
    colours = schemes()[scheme]
    lighter, darker = sorted((luminance(colours[colour]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_page_fits_small_screens_and_paper():
    html = page(VALID)
    (viewport,) = [m for m in html.all("meta") if m.attributes.get("name") == "viewport"]
    assert viewport.attributes["content"] == "width=device-width, initial-scale=1"
    assert "@media print" in html.all("style")[0].text


def test_severity_and_standing_are_words_and_not_only_colours():
    for finding, standing in (
        (MISSING, "not registered"),
        (OUTDATED, "changed since"),
        (FINDING, "source-tension"),
    ):
        (shown,) = [
            item for item in page(MIXED).all("article") if item.attributes["id"] == finding.id
        ]
        assert finding.severity in shown.all("h3")[0].text
        assert standing in shown.all("h3")[0].text

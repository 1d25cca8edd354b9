"""The picture of a finding: what it shows, to those who see it and to those who do not."""

from dataclasses import replace
from xml.etree import ElementTree

from checks import check
from checks.reports.wording import worst_first
from scripts.picture import picture
from tests.helpers.builders import ROOT
from tests.helpers.reports import FINDING, READINGS

SVG = "{http://www.w3.org/2000/svg}"


def lines(svg: str) -> list[str]:
    return [str(item.text) for item in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_picture_shows_the_headline_both_sides_and_what_explains_them():
    assert lines(picture(FINDING)) == [
        "ERROR",
        "Reed Guild: founded in 1931 or in February 1934?",
        "founded 1931",
        "“1931”",
        "The guilds, paragraph 1, sentence 1",
        "founded February 1934",
        "“February 1934” (a coder's reading)",
        "The guilds, paragraph 2, sentence 1",
        "The dates do not overlap.",
    ]


def test_the_same_is_there_as_text():
    svg = ElementTree.fromstring(picture(FINDING))
    assert svg.findtext(f"{SVG}title") == FINDING.headline
    assert "founded February 1934: “February 1934”" in str(svg.findtext(f"{SVG}desc"))


def test_long_texts_are_broken_and_nothing_of_them_is_markup():
    long = "<b>Kolo & sons</b> " * 6
    readings = tuple(replace(item, words=long, passage=long) for item in READINGS)
    shown = lines(picture(replace(FINDING, readings=readings)))
    assert max(map(len, shown)) <= 90
    assert " ".join(shown).count("<b>Kolo & sons</b>") == 24


def test_the_readme_has_the_worst_finding_of_this_package():
    (finding, *_) = worst_first(check(ROOT).findings)
    assert (ROOT / "docs/finding.svg").read_text("utf-8") == picture(finding)
    assert "](docs/finding.svg)" in (ROOT / "README.md").read_text("utf-8")

"""A package whose cells try to be markup, scripts, templates and links: text they stay."""

import pytest

from checks.tables.escaping import printable
from scripts.site.markup import block, inline
from tests.helpers.hostile_package import (
    ADDRESS,
    FORGED,
    JOINED,
    LONG,
    MARKUP,
    QUOTES,
    RIGHT_TO_LEFT,
    TEMPLATE,
)
from tests.helpers.html_page import tree


def test_no_page_runs_a_script_of_the_package(hostile_site):
    for address in hostile_site.pages:
        page = hostile_site.page(address)
        scripts = [item.attributes for item in page.all("script")]
        sources = {item["src"] for item in scripts if item.get("type") != "application/ld+json"}
        assert {source.removeprefix("../") for source in sources} == {"assets/site.js"}
        assert page.all("img", "b") == []
        assert b"<!--" not in hostile_site.files[address]
        for item in page.all():
            assert not any(name.lower().startswith("on") for name in item.attributes)
            for name in ("href", "src", "xlink:href"):
                link = item.attributes.get(name, "").lower()
                assert not link.startswith(("javascript:", "data:"))


@pytest.mark.parametrize("text", [MARKUP, QUOTES, LONG, RIGHT_TO_LEFT, JOINED, FORGED, TEMPLATE])
def test_what_a_cell_holds_can_be_read_as_it_is(hostile_site, text):
    cells = {item.text for item in hostile_site.page("tables/entities.html").all("bdi")}
    assert any(text in cell for cell in cells)


def test_texts_do_not_turn_the_direction_of_the_page(hostile_site):
    apart = [item.text for item in hostile_site.page("timeline.html").all("bdi")]
    assert any(RIGHT_TO_LEFT in text for text in apart)


def test_an_address_that_is_none_of_the_web_is_text(hostile_site):
    cells = hostile_site.page("tables/documents.html").all("td")
    (cell,) = [item for item in cells if ADDRESS in item.text]
    assert cell.all("a") == []


def test_only_joiners_are_kept_of_what_cannot_be_seen():
    assert printable("a\u200cb\u200dc\x00d\u202ee\u200bf\u00adg") == (
        "a\u200cb\u200dc\ufffdd\ufffde\ufffdf\ufffdg"
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("`a` and *b*", "<code>a</code> and <em>b</em>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](https://example.org)", '<a href="https://example.org">x</a>'),
        ("[x](docs/rules.md)", "<span>x</span>"),
        ("![x](https://example.org/x.png)", '!<a href="https://example.org/x.png">x</a>'),
        ("<https://example.org>", '<a href="https://example.org">https://example.org</a>'),
        ('[a](<https://e.org/"><script>>)', None),
    ],
)
def test_markdown_becomes_no_more_than_words_code_and_links_to_the_web(markdown, html):
    result = str(inline(markdown))
    assert tree(result).all("script", "img") == []
    assert html is None or result == html


def test_headings_of_a_changelog_stand_below_that_of_their_version():
    assert str(block("### Added\n\n- x\n")) == "<h4>Added</h4>\n<ul>\n<li>x</li>\n</ul>\n"

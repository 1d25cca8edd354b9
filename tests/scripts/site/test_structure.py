"""The whole site, without a browser: well-formed, without dead links, without requests."""

import re
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from scripts.site.building import build_site
from scripts.site.pages.page import SECTIONS
from tests.helpers.builders import ROOT, build_package, small_package
from tests.helpers.sites import FETCHED, NAMES, dead_links, files_of, links_of, page_of, pages_of


@pytest.mark.parametrize("name", NAMES)
def test_no_link_is_dead(name):
    assert dead_links(name) == []


def test_a_dead_link_would_be_noticed(monkeypatch):
    files = dict(files_of("hostile"))
    del files["tables/dates.html"]
    monkeypatch.setattr("tests.helpers.sites.files_of", lambda _: files)
    assert ("index.html", "tables.html") not in dead_links("hostile")
    assert ("tables.html", "tables/dates.html") in dead_links("hostile")


@pytest.mark.parametrize("name", NAMES)
def test_pages_fetch_nothing_but_the_style_the_script_and_the_icon_of_the_site(name):
    for address in pages_of(name):
        page = page_of(name, address)
        fetched = {
            (element.tag, element.attributes[attribute].removeprefix("../"))
            for element in page.all()
            for attribute in (*FETCHED, *(["href"] if element.tag == "link" else []))
            if attribute in element.attributes
        }
        assert fetched == {
            ("link", "assets/icon.svg"),
            ("link", "assets/site.css"),
            ("script", "assets/site.js"),
        }
        assert page.all("style", "iframe", "object", "embed", "img", "base") == []


def test_the_style_and_the_script_fetch_nothing():
    style = files_of("own")["assets/site.css"].decode()
    script = files_of("own")["assets/site.js"].decode()
    assert not re.search(r"url\(|@import|@font-face", style)
    assert not re.search(r"\bimport\b|fetch\(|XMLHttpRequest|https?:", script)


@pytest.mark.parametrize("name", NAMES)
def test_links_leave_the_site_by_http_alone(name):
    outside = {
        link
        for address in pages_of(name)
        for link in links_of(name, address)
        if re.match(r"[a-z][a-z0-9+.-]*:", link)
    }
    assert outside
    assert all(link.startswith(("https://", "http://")) for link in outside)


@pytest.mark.parametrize("name", NAMES)
def test_identifiers_are_unique_and_labels_refer_to_one(name):
    for address in pages_of(name):
        elements = page_of(name, address).all()
        named = [item.attributes["id"] for item in elements if "id" in item.attributes]
        assert len(named) == len(set(named))
        referred = {
            part
            for item in elements
            for attribute in ("for", "aria-labelledby", "aria-describedby")
            for part in item.attributes.get(attribute, "").split()
        }
        assert referred <= set(named)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_title_of_its_own_a_description_and_one_main_heading(name):
    titles = []
    for address in pages_of(name):
        page = page_of(name, address)
        assert page.all("html")[0].attributes["lang"] == "en"
        assert files_of(name)[address].startswith(b"<!DOCTYPE html>\n")
        titles.append(page.all("title")[0].text)
        (description,) = [
            item.attributes["content"]
            for item in page.all("meta")
            if item.attributes.get("name") == "description"
        ]
        assert description
        assert len(page.all("h1")) == len(page.all("main")) == 1
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", NAMES)
def test_headings_leave_out_no_level(name):
    for address in pages_of(name):
        levels = [int(item.tag[1]) for item in page_of(name, address).all("h1", "h2", "h3", "h4")]
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), address


@pytest.mark.parametrize("name", NAMES)
def test_every_page_leads_to_all_sections_and_marks_its_own(name):
    for address in pages_of(name):
        navigation = page_of(name, address).all("nav")[0]
        links = navigation.all("a")
        assert [link.text for link in links] == [title for _, title in SECTIONS]
        assert len([link for link in links if "aria-current" in link.attributes]) == 1


@pytest.mark.parametrize("name", NAMES)
def test_tables_name_their_columns_and_rows(name):
    for address in pages_of(name):
        for table in page_of(name, address).all("table"):
            head = table.all("thead")[0]
            assert {cell.attributes["scope"] for cell in head.all("th")} == {"col"}
            for row in (row for body in table.all("tbody") for row in body.all("tr")):
                scopes = [cell.attributes["scope"] for cell in row.all("th")]
                assert scopes in (["row"], ["rowgroup"])


@pytest.mark.parametrize("name", NAMES)
def test_drawings_have_a_text_or_are_hidden_beside_one(name):
    def visible(element):
        for child in element.children:
            if isinstance(child, str) or child.attributes.get("aria-hidden") == "true":
                continue
            if child.tag == "svg":
                yield child
            else:
                yield from visible(child)

    drawings = [item for page in pages_of(name) for item in visible(page_of(name, page))]
    assert len(drawings) > 10
    for drawing in drawings:
        assert drawing.attributes["role"] in ("img", "group")
        assert drawing.all("title")[0].text
        assert (drawing.attributes["role"] == "group") == bool(drawing.all("a"))


def test_the_same_package_gives_the_same_bytes():
    assert build_site(ROOT) == files_of("own")


def test_a_package_in_which_nothing_is_dated_asked_or_founded_has_all_pages(tmp_path):
    package = build_package(tmp_path / "package", names=[{"name": "Quay", "as_stated": "Quay"}])
    site = build_site(package)
    assert b"No claim of this package gives a date." in site["timeline.html"]
    assert b"This package reports no polls." in site["polls.html"]
    assert b"says when an actor began" in site["actors.html"]


def test_a_package_with_rows_in_every_table_has_a_page_for_each(tmp_path):
    site = build_site(small_package(tmp_path / "package"))
    names = {path.stem for path in (ROOT / "schemas").glob("*.json")}
    assert {PurePosixPath(path).stem for path in site if path.startswith("tables/")} == names

"""The whole site, without a browser: well-formed, without dead links, without requests."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

from scripts.site.building import build_site
from scripts.site.rendering import SECTIONS
from tests.helpers.builders import build_package
from tests.helpers.contradictory_package import contradictory_package
from tests.helpers.html_page import tree
from tests.helpers.sites import FETCHED, Site


def test_no_link_is_dead(site):
    assert site.dead_links() == []


def test_a_dead_link_would_be_noticed(hostile_site, tmp_path):
    copy = Site(Path(shutil.copytree(hostile_site.folder, tmp_path / "site")))
    (copy.folder / "tables/dates.html").unlink()
    assert ("index.html", "tables.html") not in copy.dead_links()
    assert ("tables.html", "tables/dates.html") in copy.dead_links()


def test_pages_fetch_only_the_style_the_script_and_the_icon_which_fetch_nothing(site):
    for address in site.pages:
        page = site.page(address)
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
    style, script = (site.files[f"assets/site.{kind}"].decode() for kind in ("css", "js"))
    assert not re.search(r"url\(|@import|@font-face", style)
    assert not re.search(r"\bimport\b|fetch\(|XMLHttpRequest|https?:", script)


def test_identifiers_are_unique_and_labels_refer_to_one(site):
    for address in site.pages:
        elements = site.page(address).all()
        named = [item.attributes["id"] for item in elements if "id" in item.attributes]
        assert len(named) == len(set(named))
        referred = {
            part
            for item in elements
            for attribute in ("for", "aria-labelledby", "aria-describedby")
            for part in item.attributes.get(attribute, "").split()
        }
        assert referred <= set(named)


def test_every_page_has_a_title_of_its_own_a_description_and_headings_of_each_level(site):
    titles = []
    for address in site.pages:
        page = site.page(address)
        assert site.files[address].startswith(b"<!DOCTYPE html>\n")
        assert page.all("html")[0].attributes["lang"] == "en"
        titles.append(page.all("title")[0].text)
        descriptions = [
            item.attributes["content"]
            for item in page.all("meta")
            if item.attributes.get("name") == "description"
        ]
        assert descriptions != [""]
        assert len(descriptions) == len(page.all("main")) == 1
        levels = [int(item.tag[1]) for item in page.all("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), address
    assert len(titles) == len(set(titles))


def test_every_page_leads_to_all_sections_and_marks_its_own(site):
    for address in site.pages:
        links = site.page(address).all("nav")[0].all("a")
        assert [link.text for link in links] == [title for _, title in SECTIONS]
        assert len([link for link in links if "aria-current" in link.attributes]) == 1


def test_tables_name_their_columns_and_rows(site):
    for address in site.pages:
        for table in site.page(address).all("table"):
            head = table.all("thead")[0]
            assert {cell.attributes["scope"] for cell in head.all("th")} == {"col"}
            for row in (row for body in table.all("tbody") for row in body.all("tr")):
                scopes = [cell.attributes["scope"] for cell in row.all("th")]
                assert scopes in (["row"], ["rowgroup"])


def test_drawings_have_a_text_or_are_hidden_beside_one(site):
    def visible(element):
        for child in element.children:
            if isinstance(child, str) or child.attributes.get("aria-hidden") == "true":
                continue
            if child.tag == "svg":
                yield child
            else:
                yield from visible(child)

    drawings = [item for page in site.pages for item in visible(site.page(page))]
    assert len(drawings) > 10
    for drawing in drawings:
        assert drawing.attributes["role"] in ("img", "group")
        assert drawing.all("title")[0].text
        assert (drawing.attributes["role"] == "group") == bool(drawing.all("a"))


def test_a_package_in_which_nothing_is_dated_asked_or_founded_has_all_pages(tmp_path):
    package = build_package(tmp_path / "package", names=[{"name": "Quay", "as_stated": "Quay"}])
    site = build_site(package)
    assert b"No claim of this package gives a date." in site["timeline.html"]
    assert b"This package reports no polls." in site["polls.html"]
    assert b"says when an actor began" in site["actors.html"]


def test_the_overview_leads_to_the_findings_that_have_no_card(tmp_path, monkeypatch):
    monkeypatch.setattr("scripts.site.building._CARDS", 0)
    overview = tree(build_site(contradictory_package(tmp_path / "package"))["index.html"].decode())
    more = [link.attributes["href"] for link in overview.all("a") if link.text == "1 more"]
    assert more == ["findings.html?severity=error", "findings.html?severity=warning"]

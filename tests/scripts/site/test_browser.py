"""The site in a browser: it loads, filters, sorts, links, prints, and is accessible."""

import threading
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.helpers.browser import launched
from tests.helpers.builders import ROOT, read_rows
from tests.helpers.sites import Site

NAMES = ("own", "hostile")
WIDTHS = (360, 768, 1280)
FINDING_ID = "dates-agree-40dfb1f6c5"
FINDING = f"findings/{FINDING_ID}.html"
REMARK = "passages-cited-0522f017a2"
KINDS = (
    *("index.html", "findings.html", "timeline.html", "polls.html", "actors.html"),
    *("tables.html", "tables/entities.html", "tables/claims.html"),
    *("codebook.html", "rules.html", "download.html"),
)
"""One page made from each template, that of a finding aside."""

pytestmark = pytest.mark.browser

ACCESSIBILITY = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}


class Viewer:
    """A browser that looks at both sites."""

    def __init__(self, browser, sites: dict[str, Site]) -> None:
        self.browser = browser
        self.sites = sites
        self.contexts = {}

    def page(self, scheme="light", width=1280, **options):
        key = (scheme, width, *sorted(options.items()))
        if key not in self.contexts:
            self.contexts[key] = self.browser.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 900}, **options
            ).new_page()
        return self.contexts[key]

    def address(self, path: str, name="own") -> str:
        return f"{self.sites[name].folder.as_uri()}/{path}"

    def open(self, path: str, name="own", **options):
        page = self.page(**options)
        page.goto("about:blank")
        page.goto(self.address(path, name))
        return page


@pytest.fixture(scope="module")
def viewer(own_site, hostile_site):
    with launched() as browser:
        yield Viewer(browser, {"own": own_site, "hostile": hostile_site})


def eventually(page, condition: str) -> None:
    """Wait for a condition; Playwright's own way of it is what the policy of the pages forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def shown(page, selector: str) -> list[str]:
    return page.eval_on_selector_all(
        selector, "items => items.filter(i => i.checkVisibility()).map(i => i.id)"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_page_loads_without_an_error_a_warning_a_dialogue_or_a_request_elsewhere(
    viewer, name
):
    folder = viewer.sites[name].folder.as_uri()
    page = viewer.browser.new_page()
    seen, failed, requests = [], [], set()
    page.on("console", lambda message: seen.append((page.url, message.text)))
    page.on("pageerror", lambda error: seen.append((page.url, str(error))))
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    page.on("dialog", lambda dialogue: seen.append((page.url, dialogue.message)))
    page.on("request", lambda request: requests.add(request.url))
    for address in viewer.sites[name].pages:
        page.goto(viewer.address(address, name))
    page.close()
    assert seen == []
    # What is still on its way when the next page is opened is given up, and that is no failure.
    assert [item for item in failed if item[1] != "net::ERR_ABORTED"] == []
    assert [url for url in requests if not url.startswith(folder)] == []


def test_pages_work_from_a_host_as_well(viewer):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=viewer.sites["own"].folder)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = viewer.browser.new_page()
    seen = []
    page.on("console", lambda message: seen.append(message.text))
    page.goto(f"http://127.0.0.1:{server.server_port}/findings.html?severity=error")
    assert page.locator("[data-count]").inner_text().startswith("1 of ")
    page.close()
    server.shutdown()
    server.server_close()
    assert seen == []


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_reads_the_elements_that_are_written_and_none_is_wider_than_the_screen(
    viewer, name
):
    for address in (*KINDS, viewer.sites[name].finding_page):
        page = viewer.open(address, name, java_script_enabled=False)
        tags = Counter(page.eval_on_selector_all("*", "all => all.map(i => i.localName)"))
        written = Counter(item.tag.lower() for item in viewer.sites[name].page(address).all())
        assert Counter({tag.lower(): count for tag, count in tags.items()}) == written, address
        page = viewer.open(address, name, scheme="dark")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (address, width)
        page.set_viewport_size({"width": 1280, "height": 900})


def violations(page) -> list[tuple[str, str]]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    found = axe.Axe().run(page, options=ACCESSIBILITY).response["violations"]
    return [(item["id"], item["nodes"][0]["html"]) for item in found]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_any_kind_of_page(viewer, scheme, width):
    pages = [("hostile", address) for address in (*KINDS, viewer.sites["hostile"].finding_page)]
    own = (*KINDS[:5], "tables/claims.html", "download.html", FINDING)
    pages += [("own", address) for address in own]
    for name, address in pages:
        page = viewer.open(address, name, scheme=scheme, width=width)
        page.eval_on_selector_all("details", "all => all.forEach(i => i.open = true)")
        many = ("main > section:has(table.columns)", "article.rule", "table.columns tr", "#rows tr")
        for repeated in many:
            page.eval_on_selector_all(repeated, "all => all.slice(12).forEach(i => i.remove())")
        assert violations(page) == [], (name, address)


def test_without_a_script_everything_is_shown_and_no_filter(viewer):
    page = viewer.open("findings.html", java_script_enabled=False)
    assert len(shown(page, "article.finding")) == page.locator("article.finding").count() > 0
    assert shown(page, "form") == []
    page = viewer.open("tables/names.html", java_script_enabled=False)
    assert len(shown(page, "#rows tr")) == page.locator("#rows tr").count()
    assert page.locator("button:visible").count() == 0


def test_findings_are_filtered_and_the_address_says_how(viewer):
    page = viewer.open("findings.html")
    page.select_option("#filter-severity", "warning")
    warnings = shown(page, "article.finding")
    number = page.locator("article.finding").count()
    assert page.locator("[data-count]").inner_text() == f"{len(warnings)} of {number} findings"
    assert 0 < len(warnings) < number
    assert shown(page, "article.finding:not([data-severity=warning])") == []
    assert shown(page, "section[data-group] > h2") == ["warning"]
    page.fill("#filter-q", "koufa")
    assert len(shown(page, "article.finding")) == 1
    assert page.url.endswith("findings.html?q=koufa&severity=warning")
    page.click("button[type=reset]")
    eventually(page, "!document.querySelector('[data-count]').textContent.startsWith('1 ')")
    assert len(shown(page, "article.finding")) == number


@pytest.mark.parametrize(
    ("address", "visible", "is_filtered"),
    [
        ("findings.html?rule=dates-agree&severity=nonsense", FINDING_ID, True),
        (f"findings.html?severity=error#{REMARK}", REMARK, False),
        ("timeline.html?q=serval", "entities..operation-serval", True),
        ("timeline.html?conflict=yes", "entities..g5-sahel", True),
    ],
)
def test_a_filter_in_the_address_is_applied_unless_it_hides_the_place_in_the_address(
    viewer, address, visible, is_filtered
):
    page = viewer.open(address)
    eventually(page, f"document.getElementById('{visible}').checkVisibility()")
    assert (len(shown(page, "[data-item]")) < page.locator("[data-item]").count()) == is_filtered


def column(page, number: int) -> list[str]:
    return page.eval_on_selector_all(
        f"#rows tr > :nth-child({number})",
        "cells => cells.map(i => (i.querySelector('bdi') ?? i).textContent.trim())",
    )


def test_rows_are_sorted_up_down_and_as_they_were(viewer):
    page = viewer.open("tables/figures.html")
    number = page.eval_on_selector_all(
        "thead .code", "all => all.map(i => i.textContent).indexOf('low')"
    )
    before = column(page, number + 1)
    button = page.get_by_role("button", name="Sort by Low")
    head = page.locator("thead th").nth(number)
    values = sorted(float(value) for value in before if value != "empty")
    empty = before.count("empty")
    for state, expected in (("ascending", values), ("descending", values[::-1])):
        button.click()
        assert head.get_attribute("aria-sort") == state
        now = column(page, number + 1)
        assert [float(value) for value in now[: len(values)]] == expected
        assert now[len(values) :] == ["empty"] * empty
    button.click()
    assert head.get_attribute("aria-sort") is None
    assert column(page, number + 1) == before


def test_rows_are_searched_and_those_with_findings_picked(viewer):
    page = viewer.open("tables/dates.html")
    page.fill("#filter-q", "founded g5")
    assert shown(page, "#rows tr") == ["p05.s01.date01", "p25.s02.date01"]
    page.click("button[type=reset]")
    page.check("#filter-findings")
    picked = shown(page, "#rows tr")
    assert 0 < len(picked) < page.locator("#rows tr").count()
    assert all(page.locator(f"[id='{row}'] .badge").count() for row in picked)


@pytest.mark.parametrize("width", WIDTHS)
def test_disputed_claims_are_picked_by_kind_and_a_key_leads_to_their_finding(viewer, width):
    page = viewer.open("tables/claims.html?disputed=yes", width=width)
    disputed = [row for row in read_rows(ROOT, "claims") if row["disputed"] == "true"]
    assert shown(page, "#rows tr") == [row["claim_id"] for row in disputed]
    page.select_option("#filter-table", "dates")
    dates = [row["claim_id"] for row in disputed if row["table"] == "dates"]
    assert shown(page, "#rows tr") == dates
    page.click("button[type=reset]")
    eventually(page, "!document.querySelector('#rows tr').hidden")
    assert page.evaluate("document.querySelector('.tall').clientHeight <= innerHeight")
    page.locator("[id='p05.s01.date01'] td a.disputed").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{FINDING}")


def test_a_claim_leads_to_its_row_and_its_row_to_the_finding(viewer):
    page = viewer.open(FINDING)
    page.locator(".reading .code").first.click()
    page.wait_for_url("**/tables/dates.html#p*")
    row = page.locator("tr:target")
    assert row.evaluate(
        "r => { const b = r.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    )
    row.locator("a.badge").first.click()
    assert page.url == viewer.address(FINDING)


def test_the_keyboard_reaches_the_content_scrolls_and_follows_labels(viewer):
    page = viewer.open("tables.html")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the content"
    assert focused.evaluate("i => getComputedStyle(i).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for address in ("tables/relations.html", "actors.html"):
        page = viewer.open(address, width=360)
        page.locator("[role=region][tabindex='0']").first.focus()
        page.keyboard.press("ArrowRight")
        eventually(page, "document.activeElement.scrollLeft > 0")
    page.locator(".lanes a[href^='#event-']").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("tr:target").count() == 1


def test_a_reference_is_copied_or_selected_to_be_copied(viewer):
    page = viewer.open("download.html")
    page.locator(".citation .copy").first.click()
    eventually(
        page,
        "['Copied', 'Selected'].includes(document.querySelector('.citation .copy').textContent)",
    )


def test_a_reader_who_wants_dark_colours_or_less_motion_gets_them(viewer):
    def style(name: str, element: str, **options: str) -> str:
        page = viewer.open("index.html", **options)
        return page.evaluate(f"getComputedStyle(document.{element}).{name}")

    grounds = [style("backgroundColor", "body", scheme=scheme) for scheme in ("light", "dark")]
    assert grounds[0] != grounds[1]
    assert style("scrollBehavior", "documentElement", reduced_motion="reduce") == "auto"


def test_on_paper_everything_is_open_and_controls_are_gone(viewer):
    page = viewer.open("findings.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert shown(page, "form, .top nav, button") == []
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
    page.emulate_media(media="screen")

"""The pages of this package, without a browser: all is there, and says what the checks say."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import PurePosixPath

from checks.tables.package import read_package
from scripts.metadata import metadata_files
from tests.helpers.builders import ROOT, read_rows


def with_class(element, tag: str, name: str) -> list:
    return [item for item in element.all(tag) if item.attributes.get("class") == name]


def named(page, label: str):
    (section,) = [
        item for item in page.all("section") if item.attributes.get("aria-labelledby") == label
    ]
    return section


def test_every_finding_has_its_place_and_its_page_that_says_how_to_cite_it(own_site, own_report):
    places = own_site.identifiers("findings.html")
    key = f"{own_report.package_name}-{own_report.package_version}"
    for finding in own_report.findings:
        assert finding.id in places
        text = own_site.text(f"findings/{finding.id}.html")
        for part in (
            *(finding.explanation, finding.severity, finding.disposition, finding.comment),
            f"(Version {own_report.package_version}, finding {finding.id}) [Data set]",
            rf"\cite[finding {finding.id}]{{{key}}}",
        ):
            assert " ".join(part.split()) in text


def test_the_headline_is_the_title_of_a_finding_and_its_identifier_stands_below(
    own_site, own_report
):
    for finding in own_report.findings:
        page = own_site.page(f"findings/{finding.id}.html")
        headline = " ".join(finding.headline.split())
        assert page.all("title")[0].text.startswith(f"{headline} – ")
        assert page.all("h1")[0].text == headline
        (below,) = with_class(page, "p", "kind")
        assert below.text.split()[0] == finding.id


def test_the_overview_shows_each_contradiction_as_a_card_that_needs_no_other_page(
    own_site, own_report
):
    cards = {item.all("h3")[0].text: item for item in own_site.page("index.html").all("article")}
    conflicts = [item for item in own_report.findings if item.severity != "info"]
    assert set(cards) == {item.headline for item in conflicts}
    for finding in conflicts:
        card = cards[finding.headline]
        assert finding.explanation in card.text
        assert finding.comment in card.text
        for reading in finding.readings:
            for part in (reading.words, reading.as_stated, reading.passage, reading.certainty):
                assert part in card.text
        assert [link.attributes["href"] for link in card.all("a")] == [
            f"findings/{finding.id}.html"
        ]


def test_the_overview_says_what_to_know_about_the_people_named(own_site):
    section = named(own_site.page("index.html"), "people")
    assert "not an established fact" in section.text
    assert "Reporting an error." in section.text


def test_a_finding_shows_every_reading_whose_claim_wears_its_badge(own_site, own_report):
    articles = {
        item.attributes["id"]: item for item in own_site.page("findings.html").all("article")
    }
    rows = {
        row.attributes["id"]: [link.attributes["href"] for link in row.all("a")]
        for page in own_site.pages
        if page.startswith("tables/")
        for row in own_site.page(page).all("tr")
        if "id" in row.attributes
    }
    for finding in own_report.findings:
        shown = [
            item for item in articles[finding.id].all("li") if item.attributes["class"] == "reading"
        ]
        for item, reading in zip(shown, finding.readings, strict=True):
            for part in (reading.words, reading.as_stated, reading.passage, reading.claim):
                assert " ".join(part.split()) in item.text
            assert f"Certainty:{reading.certainty}" in item.text
            assert reading.origin in item.text
            assert (reading.note in item.text) or reading.certainty != "inferred"
            table = PurePosixPath(reading.file).stem
            links = [link.attributes["href"] for link in item.all("a")]
            assert links == [f"tables/{table}.html#{reading.claim}"]
            assert f"../findings/{finding.id}.html" in rows[reading.claim]


def test_findings_are_counted_by_disposition(own_site, own_report):
    numbers = Counter(finding.register_status for finding in own_report.findings)
    for page in ("index.html", "findings.html"):
        links = {item.attributes.get("href"): item.text for item in own_site.page(page).all("a")}
        for disposition, number in numbers.items():
            shown = links[f"findings.html?disposition={disposition}"]
            assert shown == f"{number} {disposition}"


def test_every_row_of_every_table_is_there_with_every_cell(own_site, own_report):
    names = {PurePosixPath(table.file).stem for table in own_report.tables}
    for name in names - {"claims"}:
        page = own_site.page(f"tables/{name}.html")
        body = next(item for item in page.all("tbody") if item.attributes.get("id") == "rows")
        rows = read_rows(ROOT, name)
        assert len(body.all("tr")) == len(rows)
        columns = len(rows[0])
        for shown, row in zip(body.all("tr"), rows, strict=True):
            cells = [item for item in shown.children if not isinstance(item, str)][:columns]
            for cell, value in zip(cells, row.values(), strict=True):
                text = cell.text.replace(" ", "")
                assert text.startswith("".join(value.split())) or not value
                assert value or text == "empty"


def test_every_date_of_every_claim_is_on_the_timeline(own_site):
    links = [link.attributes["href"] for link in own_site.page("timeline.html").all("a")]
    for table, columns in {
        "dates": ["date"],
        "figures": ["as_of", "period"],
        "relations": ["start", "end"],
        "polls": ["fieldwork", "published"],
        "questions": ["asked"],
    }.items():
        for row in read_rows(ROOT, table):
            given = sum(bool(row[column]) for column in columns)
            assert links.count(f"tables/{table}.html#{row['claim_id']}") >= given


def test_dates_in_conflict_are_marked_with_their_severity_and_the_finding(own_site, own_report):
    (error,) = [item for item in own_report.findings if item.rule == "dates-agree"]
    together, *marked = [
        [link.attributes["href"] for link in item.all("a")]
        for item in with_class(own_site.page("timeline.html"), "li", "dated in-conflict error")
    ]
    assert {links[0].partition("#")[2] for links in marked} == set(error.claims)
    assert all(f"findings/{error.id}.html" in links for links in marked)
    assert together[0] == f"findings/{error.id}.html"
    assert {link.partition("#")[2] for link in together[1:]} == set(error.claims)


def test_the_dates_of_one_conflict_are_drawn_in_one_row(own_site, own_report):
    section = named(own_site.page("timeline.html"), "in-conflict")
    rows = {row.all("a")[0].text: row for row in section.all("li")}
    by_id = {item.id: item for item in own_report.findings}
    expected = {
        "dates-agree-40dfb1f6c5": ["February 2014", "April 2017"],
        "status-continuous-d50473183a": ["November 2015", "25 October 2018"],
        "actors-act-while-independent-d3cfaa5663": ["by December 2015", "March 2017"],
        "people-act-while-alive-47a8689e23": ["November 2018", "February 2019"],
    }
    assert set(rows) == {by_id[name].headline for name in expected}
    for name, dates in expected.items():
        row = rows[by_id[name].headline]
        assert [link.text for link in row.all("a")[1:]] == dates
        marks = [item.attributes.get("class", "") for item in row.all("rect", "svg")]
        marks = [name for name in marks if name.startswith("mark") and "line" not in name]
        assert len(marks) == len(dates)


def test_answers_stand_as_printed_with_the_rest_as_the_findings_have_it(own_site, own_report):
    text = own_site.text("polls.html")
    for row in read_rows(ROOT, "answers"):
        assert row["as_stated"] in text
        assert row["claim_id"] in text
    findings = [item for item in own_report.findings if item.rule == "answers-leave-no-residual"]
    assert findings
    for finding in findings:
        low, high = re.search(r"leave (\S+) to (\S+) percentage", finding.explanation).groups()
        assert f"{low} to {high} % not reported" in text


def disputed(element) -> set[str]:
    """The findings that the marks behind values lead to."""
    return {
        link.attributes["href"].removeprefix("../").removeprefix("findings/").removesuffix(".html")
        for link in element.all("a")
        if link.attributes.get("class", "").startswith("disputed ")
    }


def test_each_disputed_value_leads_to_its_findings(own_site, own_report):
    conflicts = [item for item in own_report.findings if item.severity != "info"]
    cells = {(item.claim, item.column): set() for each in conflicts for item in each.readings}
    for finding in conflicts:
        for reading in finding.readings:
            cells[reading.claim, reading.column].add(finding.id)
    for (claim, column), findings in cells.items():
        table = table_of(claim)
        place = list(read_rows(ROOT, table)[0]).index(column)
        (row,) = [
            item
            for item in own_site.page(f"tables/{table}.html").all("tr")
            if item.attributes.get("id") == claim
        ]
        assert disputed(row.all("td", "th")[place]) == findings
        if table == "answers":
            (answer,) = [
                item for item in own_site.page("polls.html").all("li") if claim in item.text.split()
            ]
            assert disputed(answer) == findings


def table_of(claim: str) -> str:
    (table,) = [row["table"] for row in read_rows(ROOT, "claims") if row["claim_id"] == claim]
    return table


def test_a_row_of_the_flat_table_leads_to_its_own_row_its_things_and_its_findings(own_site):
    page = own_site.page("tables/claims.html")
    heads = [item.all("span")[0].text for item in page.all("thead")[0].all("th")]
    shown = {item.attributes["id"]: item for item in page.all("tr") if "id" in item.attributes}
    severity = {row["finding_id"]: row["severity"] for row in read_rows(ROOT, "findings")}
    rows = read_rows(ROOT, "claims")
    assert list(shown) == [row["claim_id"] for row in rows]
    for row in rows:
        cells = dict(zip(heads, shown[row["claim_id"]].all("th", "td"), strict=True))
        for column, cell in cells.items():
            assert cell.text.startswith(" ".join(row[column].split()) or "empty")
        assert leads(cells["claim_id"])[0] == f"{row['table']}.html#{row['claim_id']}"
        for label, table in {"subject": "entities", "property": "properties"}.items():
            key = row[f"{label}_id"]
            assert leads(cells[label]) == ([f"{table}.html#{key}"] if key else [])
        found = set(filter(None, row["findings"].split("|")))
        assert set(leads(cells["claim_id"])[1:]) == {f"../findings/{item}.html" for item in found}
        assert disputed(cells["value"]) == {item for item in found if severity[item] != "info"}
        assert bool(disputed(cells["value"])) == (row["disputed"] == "true")


def leads(cell) -> list[str]:
    links = [link.attributes["href"] for link in cell.all("a")]
    return [link.removeprefix("../tables/") for link in links]


def test_every_rule_and_every_column_is_explained(own_site):
    for row in read_rows(ROOT, "rules"):
        assert row["rule"] in own_site.identifiers("rules.html")
        assert " ".join(row["statement"].split()) in own_site.text("rules.html")
    descriptor = json.loads(own_site.files["download/datapackage.json"])
    for resource in descriptor["resources"]:
        schema = json.loads((ROOT / resource["schema"]).read_text("utf-8"))
        for field in schema["fields"]:
            place = f"{resource['name']}..{field['name']}"
            assert place in own_site.identifiers("codebook.html")


def test_the_files_to_download_are_the_package_its_metadata_and_its_release(own_site, checkout):
    descriptor = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    paths = ["datapackage.json"]
    paths += [item[key] for item in descriptor["resources"] for key in ("path", "schema")]
    downloads = {
        address.removeprefix("download/"): content
        for address, content in own_site.files.items()
        if address.startswith("download/")
    }
    metadata = metadata_files(read_package(ROOT), date(2020, 2, 29))
    expected = {path: (ROOT / path).read_bytes() for path in paths} | dict(metadata)
    for file in (checkout / "dist").rglob("*.*"):
        if file.is_file():
            expected[file.relative_to(checkout / "dist").as_posix()] = file.read_bytes()
    assert downloads == expected


def test_the_download_page_begins_with_the_flat_table_and_says_what_is_in_each_file(own_site):
    page = own_site.page("download.html")
    regions = {
        item.attributes["aria-label"]: [
            [cell.text for cell in row.all("th", "td")][:2] for row in item.all("tr")[1:]
        ]
        for item in page.all("div")
        if item.attributes.get("role") == "region"
    }
    first, second = list(regions)[:2]
    assert [name for name, _ in regions[first]] == ["data/claims.csv"]
    endings = [".xlsx", ".sqlite", "-parquet.zip", ".zip", ".whl", ".tar.gz", ".sha256"]
    assert [name for name, _ in regions[second] if not name.endswith(tuple(endings))] == []
    for (name, _), ending in zip(regions[second], endings, strict=True):
        assert name.endswith(ending)
    purposes = dict(regions["Files of the tables"])
    assert (
        purposes["data/polls.csv"]
        == "One row for each mention of a poll: who asked whom, and when."
    )
    for label, rows in regions.items():
        purposes = [purpose for name, purpose in rows if not name.endswith("-view.parquet")]
        assert all(purposes)
        assert len(set(purposes)) == len(purposes), label


def test_the_download_page_shows_how_to_cite_the_dataset_and_a_finding(own_site, own_report):
    section = named(own_site.page("download.html"), "cite")
    bibtex = section.all("code")[0].children
    assert (
        "".join(bibtex).splitlines()[0]
        == f"@misc{{mali-extremism-claims-{own_report.package_version},"
    )
    text = section.text
    assert (
        f"(Version {own_report.package_version}, finding dates-agree-40dfb1f6c5) [Data set]" in text
    )


def test_the_overview_describes_the_dataset_to_search_engines(site):
    (script,) = [
        item
        for item in site.page("index.html").all("script")
        if item.attributes.get("type") == "application/ld+json"
    ]
    dataset = json.loads(script.children[0])
    assert (dataset["@type"], dataset["name"]) == (
        "Dataset",
        site.page("index.html").all("h1")[0].text,
    )
    assert {file["contentUrl"] for file in dataset["distribution"]} == {
        path for path in site.files if path.startswith("download/data/")
    }

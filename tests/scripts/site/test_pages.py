"""The pages of this package, without a browser: all is there, and says what the checks say."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import PurePosixPath

from checks.tables.package import read_package
from scripts.metadata import metadata_files
from tests.helpers.builders import ROOT, read_rows


def test_every_finding_has_its_place_and_its_page_that_says_how_to_cite_it(own_site, own_report):
    places = own_site.identifiers("findings.html")
    key = f"{own_report.package_name}-{own_report.package_version}"
    for finding in own_report.findings:
        assert finding.id in places
        text = own_site.text(f"findings/{finding.id}.html")
        for part in (
            *(finding.message, finding.severity, finding.disposition, finding.comment),
            f"(Version {own_report.package_version}, finding {finding.id}) [Data set]",
            rf"\cite[finding {finding.id}]{{{key}}}",
        ):
            assert " ".join(part.split()) in text


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
            for part in (reading.value, reading.as_stated, reading.passage, reading.claim):
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
    for table in own_report.tables:
        name = PurePosixPath(table.file).stem
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
    marked = [
        [link.attributes["href"] for link in item.all("a")]
        for item in own_site.page("timeline.html").all("li")
        if item.attributes.get("class") == "dated in-conflict error"
    ]
    assert {links[0].partition("#")[2] for links in marked} == set(error.claims)
    assert all(f"findings/{error.id}.html" in links for links in marked)


def test_answers_stand_as_printed_with_the_rest_as_the_findings_have_it(own_site, own_report):
    text = own_site.text("polls.html")
    for row in read_rows(ROOT, "answers"):
        assert row["as_stated"] in text
        assert row["claim_id"] in text
    findings = [item for item in own_report.findings if item.rule == "answers-leave-no-residual"]
    assert findings
    for finding in findings:
        low, high = re.search(r"leave (\S+) to (\S+) percent", finding.message).groups()
        assert f"{low} to {high} percent not reported" in text


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

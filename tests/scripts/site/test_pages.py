"""The pages of this package, without a browser: all is there, and says what the checks say."""

import json
import re
from datetime import date
from pathlib import PurePosixPath

from checks.tables.package import read_package
from scripts.metadata import metadata_files
from tests.helpers.builders import ROOT, read_rows


def test_every_finding_has_its_page_and_its_place_among_the_others(own_site, own_report):
    places = own_site.identifiers("findings.html")
    for finding in own_report.findings:
        assert finding.id in places
        text = own_site.text(f"findings/{finding.id}.html")
        assert " ".join(finding.message.split()) in text
        assert finding.disposition in text
        assert finding.comment is not None
        assert " ".join(finding.comment.split()) in text
        assert finding.severity in text


def test_a_finding_shows_every_reading_with_its_words_its_place_and_its_claim(own_site, own_report):
    for finding in own_report.findings:
        (article,) = [
            item
            for item in own_site.page("findings.html").all("article")
            if item.attributes["id"] == finding.id
        ]
        readings = [item for item in article.all("li") if item.attributes["class"] == "reading"]
        assert len(readings) == len(finding.readings)
        for shown, reading in zip(readings, finding.readings, strict=True):
            for part in (reading.value, reading.as_stated, reading.passage, reading.claim):
                assert " ".join(part.split()) in shown.text
            links = [link.attributes["href"] for link in shown.all("a")]
            table = PurePosixPath(reading.file).stem
            assert links == [f"tables/{table}.html#{reading.claim}"]


def test_a_finding_says_how_to_cite_it(own_site, own_report):
    for finding in own_report.findings:
        text = own_site.text(f"findings/{finding.id}.html")
        assert f"(Version {own_report.package_version}) [Data set]" in text
        assert f"Finding {finding.id}." in text
        key = f"{own_report.package_name}-{own_report.package_version}"
        assert rf"\cite[finding {finding.id}]{{{key}}}" in text


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


def test_every_claim_in_a_finding_wears_its_badge(own_site, own_report):
    for finding in own_report.findings:
        for reading in finding.readings:
            page = own_site.page(f"tables/{PurePosixPath(reading.file).stem}.html")
            (row,) = [item for item in page.all("tr") if item.attributes.get("id") == reading.claim]
            links = [link.attributes["href"] for link in row.all("a")]
            assert f"../findings/{finding.id}.html" in links


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
        item
        for item in own_site.page("timeline.html").all("li")
        if item.attributes.get("class") == "dated in-conflict error"
    ]
    claims = {link.text for item in marked for link in item.all("a") if link.text in error.claims}
    assert claims == set(error.claims)
    for item in marked:
        assert f"findings/{error.id}.html" in [link.attributes["href"] for link in item.all("a")]


def test_every_answer_of_a_poll_is_there_as_it_is_printed(own_site):
    text = own_site.text("polls.html")
    for row in read_rows(ROOT, "answers"):
        assert row["as_stated"] in text
        assert row["claim_id"] in text


def test_a_residual_is_said_with_the_bounds_of_the_finding(own_site, own_report):
    findings = [item for item in own_report.findings if item.rule == "answers-leave-no-residual"]
    assert findings
    for finding in findings:
        bounds = re.search(r"leave (\S+) to (\S+) percent", finding.message)
        assert bounds
        expected = f"{bounds[1]} to {bounds[2]} percent not reported"
        assert expected in own_site.text("polls.html")


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

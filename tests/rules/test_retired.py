"""Rules that were retired are known by name, and their findings leave the register."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from junitparser import JUnitXml

from checks.checking import build_report, build_report_with_update
from checks.commands.main import main
from checks.reports.formats import Display, renderer
from checks.rules import retired
from checks.rules.registry import (
    RetiredRuleError,
    RuleError,
    own_rules,
    rule_named,
    selected_rules,
)
from checks.rules.retired import RetiredRule, retired_rule, retired_rules
from scripts.catalogue import catalogue
from tests.helpers.builders import ROOT, read_rows, write_table
from tests.helpers.contradictory_package import contradictory_package

SAID = (
    "the rule tides-agree was retired in 2.0.0: use the table of tides (a tide is no contradiction)"
)


@pytest.fixture(autouse=True)
def tides(monkeypatch):
    """A rule that was retired, and another one for which there is no substitute."""
    rules = (
        RetiredRule("tides-agree", "2.0.0", "a tide is no contradiction", "the table of tides"),
        RetiredRule("moons-agree", "3.1.0", "there is one moon"),
    )
    monkeypatch.setattr(retired, "RETIRED", rules)


def test_a_retired_rule_is_known_with_its_version_its_reason_and_what_to_use():
    assert str(retired_rule("tides-agree")) == SAID
    said = "the rule moons-agree was retired in 3.1.0 (there is one moon)"
    assert str(retired_rule("moons-agree")) == said
    assert retired_rule("dates-agree") is None


def test_to_select_a_retired_rule_is_an_error_that_says_so_and_to_ignore_it_is_none():
    for choose in (lambda: rule_named("tides-agree"), lambda: selected_rules(["tides-agree"])):
        with pytest.raises(RetiredRuleError) as refusal:
            choose()
        assert (str(refusal.value), refusal.value.name) == (SAID, "tides-agree")
    assert selected_rules(ignore=["tides-agree"]) == selected_rules()


def test_the_command_line_says_of_a_retired_rule_that_it_is(capsys, tmp_path):
    folder = contradictory_package(tmp_path / "package")

    def run(*arguments):
        status = main([*map(str, arguments)])
        captured = capsys.readouterr()
        return status, " ".join(captured.out.split()), captured.err

    assert run(folder, "--select", "tides-agree") == (2, "", f"checks: {SAID}\n")
    assert run("--explain", "tides-agree") == (0, f"{SAID}.", "")
    status, out, err = run(folder, "--ignore", "tides-agree", "dates-agree")
    assert (status, err) == (1, f"checks: {SAID}\n")
    assert "1 finding not registered" in out


def test_no_rule_gets_the_name_of_a_retired_one(monkeypatch):
    monkeypatch.setattr(retired, "RETIRED", (RetiredRule("dates-agree", "2.0.0", "of no use"),))
    own_rules.cache_clear()
    with pytest.raises(RuleError, match=r"dates_agree has the name of a retired rule"):
        own_rules()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package whose register has a finding of a retired rule."""
    folder = contradictory_package(tmp_path / "package")
    build_report_with_update(folder)
    old = {**read_rows(folder, "findings")[0], "finding_id": "tides-agree-1", "rule": "tides-agree"}
    write_table(folder, "findings", [*read_rows(folder, "findings"), old])
    return folder


def test_findings_of_a_retired_rule_are_gone_and_an_update_removes_them(folder):
    report = build_report(folder)
    (gone,) = report.absent
    assert (gone.id, gone.severity, gone.message) == ("tides-agree-1", "info", SAID)
    junit = JUnitXml.fromstring(renderer("junit")(report, Display()).encode())
    (case,) = next(suite for suite in junit if suite.name == "retired")
    assert SAID in case.result[0].message
    assert build_report_with_update(folder).valid
    assert {row["rule"] for row in read_rows(folder, "findings")} == {
        "dates-agree",
        "answers-leave-no-residual",
    }


def test_a_choice_of_rules_leaves_findings_of_retired_rules_alone(folder):
    assert build_report(folder, select=["dates-agree"]).absent == ()
    assert build_report(folder, ignore=["dates-agree"]).absent == ()
    build_report_with_update(folder, select=["dates-agree"])
    assert "tides-agree-1" in {row["finding_id"] for row in read_rows(folder, "findings")}


def test_the_catalogue_ends_with_the_retired_rules():
    lines = catalogue().splitlines()
    assert lines[lines.index("## Retired") + 2 :] == [
        f"- {SAID}.",
        "- the rule moons-agree was retired in 3.1.0 (there is one moon).",
    ]


@pytest.mark.parametrize("release", sorted(ROOT.glob("releases/*.zip")), ids=lambda file: file.stem)
def test_every_rule_of_a_release_is_there_or_known_as_retired(release: Path, monkeypatch):
    monkeypatch.undo()
    with zipfile.ZipFile(release) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("data/rules.csv")]
        released = {row["rule"] for row in csv.DictReader(io.StringIO(archive.read(name).decode()))}
    known = {rule.name for rule in (*own_rules(), *retired_rules())}
    assert released <= known

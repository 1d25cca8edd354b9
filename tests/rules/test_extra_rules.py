"""Rules of other distributions: they run on a package that lists them, and on no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks.commands.main import main
from checks.rules.registry import RuleError, all_rules
from tests.helpers.builders import (
    ROOT,
    build_package,
    describe,
    read_descriptor,
    read_rows,
    small_package,
    write_descriptor,
    write_table,
)

NAME = "dates-to-the-day"
RULES = [rule.name for rule in all_rules()]
SOURCE = '''
import pandas as pd
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.rule import Rule, RuleModel, reasons, rule_check
from checks.tables.text_dtype import Text


class Datings(RuleModel):
    date: Series[Text]

    @rule_check("dates-to-the-day", "a date names a day")
    def has_day(cls, datings):
        return datings["date"].str.len() == len("2001-02-03")


class DatesToTheDay(Rule):
    """Dates name a day.

    Statement: Every date names a day.
    Formula: ten characters.
    Inputs: `dates` (date).
    Severity rationale: info. A month is no error.
    Source: a tiny distribution.
    Limits: Sets and intervals are not told apart.
    """

    name = "dates-to-the-day"
    family = "time"
    severity = "info"
    model = Datings
    reads = columns(dates="claim_id date")

    def fill(self, tables):
        dates = tables["dates"]
        return dates[["claim_id", "date"]].assign(not_evaluable=reasons(dates.index))

    def evidence(self, tables, failures):
        groups = failures.rename_axis("group").reset_index()
        return groups[["group", "claim_id"]].assign(column="date", value=groups["date"])

    def explanation(self, violation):
        return f"{violation['date']} is not a day."
'''


def install(folder: Path, source: str = SOURCE, entry: str = f"{NAME} = MODULE:DatesToTheDay"):
    """Put a distribution with one module and one entry point into a folder of modules."""
    module = f"day_rules_{folder.parent.name}".replace("-", "_")
    information = folder / f"{module}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    entry_points = f"[claims_check.rules]\n{entry.replace('MODULE', module)}\n"
    (information / "entry_points.txt").write_text(entry_points)
    (folder / f"{module}.py").write_text(source)
    return module


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder from which modules and distributions are found."""
    folder = tmp_path / "modules"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def listing(folder: Path, *names: str) -> Path:
    """The package in a folder, which now lists these rules."""
    write_descriptor(folder, {**read_descriptor(folder), "extraRules": list(names)})
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package").parent


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


def test_an_installed_rule_is_run_on_a_package_that_lists_it_and_on_no_other(tmp_path, package):
    install(tmp_path / "modules")
    plain = small_package(tmp_path / "plain").parent
    for folder, times in ((plain, 0), (listing(package, NAME), 1)):
        done = subprocess.run(
            [sys.executable, "-m", "checks", str(folder), "--format", "json"],
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path / 'modules'}"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        report = json.loads(done.stdout)
        found = [item["message"] for item in report["findings"] if item["rule"] == NAME]
        assert [rule["rule"] for rule in report["rules"]].count(NAME) == times
        said = [f"Dates name a day. {date} is not a day." for date in ("2011-05", "[..2012]")]
        assert found == said * times


def test_a_listed_rule_is_shown_and_explained_and_one_that_is_not_listed_is_unknown(
    capsys, modules, package
):
    install(modules)
    assert NAME not in run(capsys, "--list-rules", package)[1]
    status, _, err = run(capsys, "--explain", NAME, package)
    assert (status, err.count("\n")) == (2, 1)
    listing(package, NAME)
    _, out, _ = run(capsys, "--list-rules", package)
    families = [line.split()[1] for line in out.splitlines()]
    assert out.count(NAME) == 1
    assert families == sorted(families, key=families.index)
    status, out, _ = run(capsys, "--explain", NAME, package)
    assert (status, out.splitlines()[0]) == (0, "Dates name a day")


def test_sarif_and_the_table_of_rules_document_a_listed_rule(capsys, modules, package):
    install(modules)
    _, out, _ = run(capsys, listing(package, NAME), "--format", "sarif")
    (run_,) = json.loads(out)["runs"]
    (rule,) = [rule for rule in run_["tool"]["driver"]["rules"] if rule["id"] == NAME]
    assert rule["fullDescription"] == {"text": "Every date names a day."}
    assert run(capsys, "build", package)[0] == 0
    (row,) = [row for row in read_rows(package, "rules") if row["rule"] == NAME]
    assert (row["family"], row["tables"]) == ("time", "dates")


# The register refers to the table of rules.


@pytest.fixture
def conflict(tmp_path: Path) -> Path:
    """A package of two datings that exclude each other, with tables of rules and of findings."""
    dates = [{"entity_id": "league", "date": date} for date in ("2001", "2004")]
    terms = [{"property_id": "founded", "used_in": "dates", "single_valued": "true"}]
    tables = {"dates": dates, "properties": terms, "rules": [], "findings": []}
    return build_package(tmp_path / "conflict", **tables).parent


@pytest.mark.parametrize("rule", [NAME, "dates-agree"])
def test_an_update_of_the_register_brings_the_table_of_rules_up_to_date(
    capsys, modules, conflict, rule
):
    install(modules)
    status, _, err = run(capsys, listing(conflict, NAME), "--update-register", "--select", rule)
    assert (status, err) == (0, "")
    assert {row["rule"] for row in read_rows(conflict, "rules")} == {NAME, *RULES}
    assert {row["rule"] for row in read_rows(conflict, "findings")} == {rule}


def test_an_update_takes_rules_that_are_none_out_of_the_table(capsys, conflict):
    cells = ("retired", "time", "As it was", "info", "It was so.", "dates")
    columns = ("rule", "family", "title", "severity", "statement", "tables")
    write_table(conflict, "rules", [dict(zip(columns, cells, strict=True))])
    describe(conflict)
    assert run(capsys, conflict, "--update-register", "--select", "dates-agree")[0] == 0
    assert {row["rule"] for row in read_rows(conflict, "rules")} == set(RULES)


def test_an_update_is_refused_where_no_row_of_the_table_of_rules_can_be_made(capsys, conflict):
    schema = json.loads((conflict / "schemas/rules.json").read_text("utf-8"))
    schema["fields"].append({"name": "owner", "type": "string"})
    (conflict / "schemas/rules.json").write_text(json.dumps(schema), encoding="utf-8")
    header = ",".join(field["name"] for field in schema["fields"])
    (conflict / "data/rules.csv").write_text(f"{header}\n", encoding="utf-8")
    describe(conflict)
    files = {file: file.read_bytes() for file in conflict.rglob("*.*")}
    status, _, err = run(capsys, conflict, "--update-register", "--select", "dates-agree")
    assert (status, err.count("\n")) == (2, 1)
    assert "data/rules.csv lacks dates-agree: add it by hand" in err
    assert {file: file.read_bytes() for file in files} == files


# What is wrong with a rule is one line.


METHOD = "    def explanation(self, violation):\n"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("import pandas as pd", "import seagulls", "cannot be loaded: ModuleNotFoundError"),
        ("import pandas as pd", "raise SystemExit(3)", "cannot be loaded: SystemExit: 3"),
        ("class DatesToTheDay(Rule)", "class DatesToTheDay", "is not a subclass of"),
        ("class DatesToTheDay(", "class Renamed(", "cannot be loaded: AttributeError"),
        ('    name = "dates', '    name = "days', "has another name: 'days-to-the-day'"),
        ('    family = "time"', '    family = "tide"', "lacks a family (one of time, actors"),
        ('    severity = "info"', '    severity = "fatal"', "lacks a severity (one of error"),
        ("    model = Datings\n", "", "lacks a model (a subclass of RuleModel)"),
        ('rule_check("dates-to-the-day"', 'rule_check("days"', "lacks a check named 'dates-to-"),
        ("    reads = ", "    red = ", "lacks the tables and columns that it reads (reads)"),
        ("def explanation(", "def expiation(", "lacks the method explanation"),
        ("    Source: a tiny", "    Origin: a tiny", "lacks documentation (DatesToTheDay: the doc"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_with_what_it_lacks(
    capsys, modules, package, old, new, complaint
):
    assert SOURCE.count(old) == 1
    module = install(modules, SOURCE.replace(old, new))
    status, out, err = run(capsys, listing(package, NAME))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert complaint in err
    assert module in err


@pytest.mark.parametrize(
    ("source", "name", "complaint"),
    [
        (
            None,
            "tides-turn",
            "asks for the rule 'tides-turn', and no installed distribution offers",
        ),
        (SOURCE, "dates-agree", "has the name of a rule of this program"),
        (SOURCE.replace(NAME, "Day_Rule"), "Day_Rule", "lacks a name in kebab-case"),
        (
            SOURCE.replace("    model = Datings\n", "").replace("    family = ", "    kin = "),
            NAME,
            "lacks a family .*; a model ",
        ),
    ],
)
def test_a_rule_that_is_not_offered_or_named_or_made_as_it_should_be_is_refused(
    modules, source, name, complaint
):
    if source:
        install(modules, source, f"{name} = MODULE:DatesToTheDay")
    with pytest.raises(RuleError, match=complaint):
        all_rules([name])


def test_two_distributions_cannot_offer_one_name(modules, tmp_path, monkeypatch):
    install(modules)
    other = tmp_path / "others" / "modules"
    monkeypatch.syspath_prepend(other)
    install(other)
    with pytest.raises(RuleError, match=f"several distributions offer a rule '{NAME}'"):
        all_rules([NAME])

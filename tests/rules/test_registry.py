"""The rules that there are, and choosing among them by name."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from checks.rules.columns import ANY
from checks.rules.registry import (
    FAMILIES,
    NoRuleLeftError,
    UnknownRuleError,
    own_rules,
    rule_named,
    selected_rules,
)
from checks.rules.retired import retired_rule
from checks.tables.package import read_package
from tests.helpers.builders import ROOT

RULES = own_rules()
NAMES = [rule.name for rule in RULES]
TABLES = {resource.name for resource in read_package(ROOT).resources}


def test_rules_are_in_the_order_of_families_and_names():
    assert RULES
    assert list(RULES) == sorted(RULES, key=lambda rule: (FAMILIES.index(rule.family), rule.name))


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_lies_in_the_folder_of_its_family(rule):
    assert type(rule).__module__.startswith(f"checks.rules.{rule.family}.")


@pytest.mark.parametrize("release", sorted(ROOT.glob("releases/*.zip")), ids=lambda file: file.stem)
def test_a_released_rule_keeps_its_name_and_its_family(release: Path):
    with zipfile.ZipFile(release) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("data/rules.csv")]
        rows = list(csv.DictReader(io.StringIO(archive.read(name).decode())))
    assert rows
    families = {rule.name: rule.family for rule in RULES}
    kept = {row["rule"]: row["family"] for row in rows if not retired_rule(row["rule"])}
    assert kept.items() <= families.items()


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_documents_just_the_tables_that_it_reads(rule):
    text = rule.documentation()
    assert text.severity_rationale.startswith(f"{rule.severity}. ")
    named = set(re.findall(r"`([a-z]+)`", text.inputs)) & TABLES
    assert named == {*rule.reads, *rule.may_read} - {ANY}


def test_rules_are_selected_and_ignored_by_name():
    assert [rule.name for rule in selected_rules()] == NAMES
    assert [rule.name for rule in selected_rules(select=NAMES[:2])] == NAMES[:2]
    assert [rule.name for rule in selected_rules(ignore=NAMES[:2])] == NAMES[2:]
    assert [rule.name for rule in selected_rules(NAMES[:2], NAMES[:1])] == NAMES[1:2]


@pytest.mark.parametrize(
    ("select", "ignore", "ignored"),
    [(["dates-agree"], ["dates-agree"], "every selected rule"), ([], NAMES, "every rule")],
)
def test_a_choice_that_leaves_no_rule_is_refused(select, ignore, ignored):
    with pytest.raises(NoRuleLeftError) as refusal:
        selected_rules(select, ignore)
    assert str(refusal.value) == f"no rule is left to run: {ignored} is ignored"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("timeline-feasable", "did you mean timeline-feasible?"),
        ("qqqq", "--list-rules lists them all"),
    ],
)
def test_an_unknown_rule_is_named_with_those_that_are_close(name, hint):
    with pytest.raises(UnknownRuleError) as refusal:
        rule_named(name)
    assert str(refusal.value) == f"there is no rule {name!r}: {hint}"
    assert refusal.value.name == name

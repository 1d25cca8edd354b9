"""What findings say: in the words of a reader, and short enough for a title."""

import re
from functools import cache

import pandas as pd
import pytest

from checks.checking import check_with_tables
from checks.findings.evaluation import Finding, evaluate
from checks.rules.registry import all_rules
from checks.tables.package import read_package
from scripts.inject_faults.campaign import make_cases
from scripts.inject_faults.operators import all_operators
from scripts.world import typed_tables_of
from tests.helpers.builders import ROOT

CODED_DATE = re.compile(r"[0-9]{4}-[0-9]{2}|\.\.[0-9\]]|[0-9]\.\.")
RULES = [rule.name for rule in all_rules()]
Labels = dict[str, str]


@cache
def of_this_package() -> tuple[tuple[Finding, ...], Labels]:
    checked = check_with_tables(read_package(ROOT))
    return checked.evaluation.findings, labels_of(checked.tables)


@cache
def of_planted_faults() -> tuple[tuple[Finding, ...], Labels]:
    """What all rules find in a world with one fault of each kind."""
    tables = typed_tables_of([case.country for case in make_cases(5, all_operators())])
    return evaluate(all_rules(), tables).findings, labels_of(tables)


def labels_of(tables: dict[str, pd.DataFrame]) -> Labels:
    """What a reader calls each entity and term; passages go by their places, never by a name."""
    columns = [("entities", "entity_id"), ("properties", "property_id")]
    labelled = {
        identifier: label
        for table, key in columns
        for identifier, label in zip(tables[table][key], tables[table]["label"], strict=True)
    }
    return labelled | dict.fromkeys(tables["passages"]["passage_id"], "")


def identifiers_in(text: str, labels: Labels) -> set[str]:
    """The identifiers in a text that are not what a reader calls the thing."""
    words = set(re.findall(r"[\w.-]*\w", text))
    suspects = {each for each in words & labels.keys() if labels[each] != each}
    for label in sorted((label for label in labels.values() if label), key=len, reverse=True):
        if suspects and label in text:
            text = text.replace(label, "")
    return suspects & set(re.findall(r"[\w.-]*\w", text))


def texts(finding: Finding) -> list[str]:
    return [finding.headline, finding.explanation, *(item.words for item in finding.evidence)]


def test_an_identifier_in_a_text_is_seen():
    labels = {"kolo-front": "Kolo Front", "killed": "people killed", "p1.s02": ""}
    assert identifiers_in("kolo-front and Kolo Front", labels) == {"kolo-front"}
    assert identifiers_in("Kolo Front, as p1.s02 says.", labels) == {"p1.s02"}
    assert identifiers_in("people killed by Kolo Front and others", labels) == set()


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("source", [of_this_package, of_planted_faults])
def test_a_finding_is_in_words_of_a_reader(rule, source):
    findings, labels = source()
    odd = {
        text
        for finding in findings
        if finding.rule == rule
        for text in texts(finding)
        if identifiers_in(text, labels) or CODED_DATE.search(text)
    }
    assert odd == set()


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("source", [of_this_package, of_planted_faults])
def test_a_headline_is_a_title_and_the_explanation_is_in_sentences(rule, source):
    for finding in source()[0]:
        if finding.rule == rule:
            assert 0 < len(finding.headline) < 120
            assert not finding.headline.endswith(("…", "."))
            assert finding.explanation.endswith((".", "…"))


def test_every_rule_with_a_fault_operator_is_tried():
    tried = {finding.rule for finding in of_planted_faults()[0]}
    assert tried == {operator.rule for operator in all_operators()}

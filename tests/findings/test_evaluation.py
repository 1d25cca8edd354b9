"""Running rules, and the identity of what they find."""

import re

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaError
from pandera.typing import Series

from checks.findings.evaluation import Count, evaluate, failing, fingerprint, value_hash
from checks.rules.columns import columns
from checks.rules.rule import Evidence, Rule, RuleModel, rule_check
from checks.tables.text_dtype import Text
from tests.helpers.claim_tables import outcome
from tests.helpers.rule_frames import judged


class Crates(RuleModel):
    """Crates, as heavy as they are."""

    key: Series[Text]
    weight: Series[pd.Int64Dtype] = pa.Field(nullable=True)

    @rule_check("crates-light", "a crate is light")
    def light(cls, crates):
        return crates["weight"] <= 10


class CratesLight(Rule):
    """Crates are light."""

    name = "crates-light"
    family = "text"
    severity = "info"
    model = Crates
    reads = columns(crates="*")

    def headline(self, violation):
        return f"crate {violation['key']}"

    def fill(self, tables):
        return tables["crates"]

    def evidence(self, tables, failures):
        groups = failures.rename_axis("group").reset_index()[["group", "key"]]
        return tables["loads"].merge(groups, on="key").drop(columns="key")

    def explanation(self, violation):
        loads = len(violation.evidence)
        return f"{violation.label(violation['key'])}: {violation['weight']}, loads: {loads}."


def crates(*weights, loads=(), **more):
    """Crates k0, k1, ... of these weights, and loads (crate, claim, column, value)."""
    keys = [f"k{number}" for number in range(len(weights))]
    frame = judged(Crates, key=keys, weight=list(weights), **more)
    frame.index = range(70, 70 + len(weights))
    names = ["key", "claim_id", "column", "value"]
    return {"crates": frame, "loads": pd.DataFrame(loads, columns=names)}


LOADS = [
    ("k0", "c1", "low", "x"),
    ("k1", "c2", "date", "x"),
    ("k1", "c1", "date", "y"),
    ("k2", "c3", "date", "z"),
]


def test_every_group_is_passed_found_or_not_evaluable_with_a_reason():
    why = [None, None, None, "not weighed", "not weighed", "lost"]
    tables = crates(10, 11, None, None, None, 99, loads=LOADS, not_evaluable=why)
    tables["entities"] = pd.DataFrame({"entity_id": ["k1"], "label": ["The Crate"]})
    count, findings = outcome(CratesLight(), tables)
    reasons = {"lost": 1, "not weighed": 2}
    assert count == Count("crates-light", 6, passed=1, found=2, not_evaluable=3, reasons=reasons)
    assert [(item.severity, item.claims, item.headline, item.explanation) for item in findings] == [
        ("info", ("c1", "c2"), "crate k1", "The Crate: 11, loads: 2."),
        ("info", ("c3",), "crate k2", "k2: None, loads: 1."),  # not known to be light
    ]
    assert [item.message for item in findings] == [
        "crate k1. The Crate: 11, loads: 2.",
        "crate k2. k2: None, loads: 1.",
    ]


def test_failures_of_one_cause_are_one_finding_that_says_and_compares_all():
    tables = crates(11, 12, 13, loads=LOADS, cause=["storm", None, "storm"])
    count, findings = outcome(CratesLight(), tables)
    assert [(item.claims, item.headline, item.explanation) for item in findings] == [
        (("c1", "c2"), "crate k1", "k1: 12, loads: 2."),
        (("c1", "c3"), "crate k0", "k0: 11, loads: 1. crate k2. k2: 13, loads: 1."),
    ]
    assert findings[1].evidence == (
        Evidence("c1", "low", "x", words="x"),
        Evidence("c3", "date", "z", words="z"),
    )
    assert findings[1].id == fingerprint("crates-light", ["c1", "c3"])
    assert findings[1].value_hash == value_hash(findings[1].evidence)
    assert (count.examined, count.passed, count.found) == (2, 0, 2)
    backwards = {**tables, "crates": tables["crates"].iloc[::-1]}
    assert outcome(CratesLight(), backwards) == (count, findings)


def test_two_groups_with_the_same_claims_are_one_finding_that_says_the_same_once():
    class Terse(CratesLight):
        def headline(self, violation):  # noqa: ARG002 - the same for all
            return "A crate is too heavy"

        def explanation(self, violation):  # noqa: ARG002 - the same for all
            return "It weighs more than 10."

    loads = [("k0", "c1", "low", "x"), ("k1", "c1", "high", "y")]
    count, (finding,) = outcome(Terse(), crates(11, 12, loads=loads))
    assert (finding.claims, count.found) == (("c1",), 1)
    assert finding.message == "A crate is too heavy. It weighs more than 10."
    assert len(finding.evidence) == 2


class CratesWeighed(CratesLight):
    """A rule of severity warning."""

    severity = "warning"


def test_a_failure_can_have_a_lower_severity_than_its_rule_and_a_finding_has_its_worst():
    given = [None, "info", "warning", "info", "info"]
    cause = [None, None, "storm", "storm", None]
    loads = [(f"k{number}", f"c{number}", "low", "x") for number in range(5)]
    tables = crates(11, 12, 13, 14, 15, loads=loads, severity=given, cause=cause)
    findings = outcome(CratesWeighed(), tables)[1]
    assert {item.claims: item.severity for item in findings} == {
        ("c0",): "warning",
        ("c1",): "info",
        ("c2", "c3"): "warning",
        ("c4",): "info",
    }


@pytest.mark.parametrize("given", ["error", "hint"])
def test_a_severity_that_is_not_lower_is_an_error_of_the_program(given):
    loads = [("k0", "c0", "low", "x")]
    with pytest.raises(ValueError, match=f"'{given}', expected warning or info"):
        outcome(CratesWeighed(), crates(11, loads=loads, severity=[given]))


def test_no_finding_says_more_than_a_message_may_however_many_groups_it_joins():
    class Wordy(CratesLight):
        def headline(self, violation):
            return f"{violation['key']} is heavy" if violation["cause"] == "storm" else "y" * 120

        def explanation(self, violation):
            return f"Crate {violation['key']}." if violation["cause"] == "storm" else "x" * 501

    many = 8057
    loads = [(f"k{number}", f"c{number}", "low", "x") for number in range(many + 1)]
    causes = ["storm"] * many + [None]
    tables = crates(*[11] * (many + 1), loads=loads, cause=causes)
    joined, long = outcome(Wordy(), tables)[1]
    assert len(joined.claims) == many
    assert joined.message.startswith("k0 is heavy. Crate k0. k1 is heavy. Crate k1. ")
    assert joined.message.endswith(" is heavy. Crate k1005. and 8,047 more")
    assert (long.headline, long.explanation) == (f"{'y' * 118}…", f"{'x' * 378}…")
    assert len(long.message) <= 500


class CratesLoaded(CratesLight):
    """Crates are loaded."""

    reads = columns(crates="key", loads="key value")


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ({"crates": pd.DataFrame()}, "the package has no table loads"),
        ({}, "the package has no table crates, loads"),
        (
            {"crates": pd.DataFrame(), "loads": pd.DataFrame()},
            "the table crates has no column key; the table loads has no column key, value",
        ),
    ],
)
def test_a_rule_that_lacks_tables_or_columns_is_not_run_and_says_which(tables, reason):
    evaluation = evaluate([CratesLoaded()], tables)
    assert evaluation.counts == (Count("crates-light", not_run=reason),)
    assert evaluation.findings == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"weight": [0.5]}, "Int64"),
        ({"weight": ["1"]}, "Int64"),
        ({"key": [None]}, "non-nullable"),
        ({"not_evaluable": [1]}, "text"),
    ],
)
def test_a_frame_that_does_not_fit_the_model_is_an_error_of_the_program(change, complaint):
    tables = crates(1)
    values = {name: pd.Series(values, index=[70]) for name, values in change.items()}
    if "key" in values:
        values["key"] = values["key"].astype(pd.StringDtype())
    with pytest.raises(SchemaError, match=complaint) as error:
        evaluate([CratesLight()], {"crates": tables["crates"].assign(**values)})
    assert error.value.__notes__ == [f"in the rule crates-light ({__name__})"]


def test_only_the_check_of_the_whole_frame_finds_failures():
    class Weighed(Crates):
        weight: Series[pd.Int64Dtype] = pa.Field(ge=0)

    with pytest.raises(SchemaError, match="greater_than_or_equal_to"):
        failing(Weighed, crates(-1)["crates"])


def test_an_exception_inside_a_check_is_an_error_of_the_program_and_no_finding():
    class Broken(Crates):
        @rule_check("crates-light", "a crate is light")
        def light(cls, crates):
            return crates["weight"] / crates["volume"]

    with pytest.raises(SchemaError, match="KeyError"):
        failing(Broken, crates(1)["crates"])


def test_a_fingerprint_depends_on_the_rule_and_the_set_of_claims_alone():
    identifier = fingerprint("one-rule", ["c1", "c2"])
    assert re.fullmatch(r"one-rule-[0-9a-f]{10}", identifier)
    assert fingerprint("one-rule", ["c2", "c1", "c2"]) == identifier
    others = [("another-rule", ["c1", "c2"]), ("one-rule", ["c1"]), ("one-rule", ["c1c2"])]
    hashes = {fingerprint(rule, claims).rpartition("-")[2] for rule, claims in others}
    assert len(hashes - {identifier.rpartition("-")[2]}) == 3


def test_a_value_hash_notices_a_changed_value_and_ignores_order_and_labels():
    one, two = Evidence("c1", "percent", "67", "yes"), Evidence("c2", "percent", "29", "no")
    hashed = value_hash([one, two])
    assert re.fullmatch(r"[0-9a-f]{16}", hashed)
    assert value_hash([two, one]) == hashed
    assert value_hash([Evidence("c1", "percent", "67", "aye"), two]) == hashed
    assert value_hash([Evidence("c1", "percent", "67.0", "yes"), two]) != hashed
    assert value_hash([Evidence("c2", "percent", "67"), Evidence("c1", "percent", "29")]) != hashed

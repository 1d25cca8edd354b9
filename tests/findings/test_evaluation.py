"""Running rules, and the identity of what they find."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import Count, evaluate, fingerprint, value_hash
from checks.rules.columns import ANY, columns
from checks.rules.registry import (
    NoRuleLeftError,
    UnknownRuleError,
    all_rules,
    rule_named,
    selected_rules,
)
from checks.rules.rule import Documentation, Evidence, Rule, bounded
from tests.helpers.claim_tables import outcome


class GapsSmall(Rule):
    """Gaps are small."""

    name = "gaps-small"
    family = "text"
    severity = "info"
    reads = columns(gaps="*")

    def derive(self, tables):
        return tables["gaps"]

    def evidence(self, tables, violations):
        members = tables["members"]
        groups = violations.rename_axis("group").reset_index()[["group", "key"]]
        return members.merge(groups, on="key").drop(columns="key")

    def message(self, group, evidence):
        return f"{group['key']}: {group['gap']} with {len(evidence)} values"


def gaps(*values, members=()):
    table = pd.DataFrame({"gap": pd.array(values, dtype="Int64")})
    table["key"] = [f"k{number}" for number in range(len(values))]
    table.index = range(70, 70 + len(values))
    columns = ["key", "claim_id", "column", "value"]
    return {"gaps": table, "members": pd.DataFrame(members, columns=columns)}


def test_every_group_is_passed_found_or_not_evaluable():
    members = [("k1", "c2", "date", "x"), ("k1", "c1", "date", "y"), ("k3", "c3", "date", "z")]
    count, findings = outcome(GapsSmall(), gaps(0, 1, None, 9, -4, None, members=members))
    assert count == Count("gaps-small", 6, passed=2, found=2, not_evaluable=2, not_run=None)
    assert [(item.rule, item.severity, item.claims, item.message) for item in findings] == [
        ("gaps-small", "info", ("c1", "c2"), "k1: 1 with 2 values"),
        ("gaps-small", "info", ("c3",), "k3: 9 with 1 values"),
    ]


def test_a_message_is_made_from_the_columns_of_its_group_and_no_others():
    class Listing(GapsSmall):
        def message(self, group, evidence):  # noqa: ARG002 - the columns alone are of interest
            return " ".join(group)

    members = [("k0", "c1", "date", "x")]
    (finding,) = outcome(Listing(), gaps(1, members=members))[1]
    assert finding.message == "gap key"


class GapsOfMembers(GapsSmall):
    """Gaps of members are small."""

    reads = columns(gaps="key", members="key value")


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ({"gaps": pd.DataFrame()}, "the package has no table members"),
        ({}, "the package has no table gaps, members"),
        (
            {"gaps": pd.DataFrame(), "members": pd.DataFrame()},
            "the table gaps has no column key; the table members has no column key, value",
        ),
    ],
)
def test_a_rule_that_lacks_tables_or_columns_is_not_run_and_says_which(tables, reason):
    evaluation = evaluate([GapsOfMembers()], tables)
    assert evaluation.counts == (Count("gaps-small", 0, 0, 0, 0, reason),)
    assert evaluation.findings == ()


def test_a_failure_of_another_column_of_the_bound_is_a_finding_even_without_a_gap():
    class WithKind(GapsSmall):
        def bound(self):
            import pandera.pandas as pandera

            return bounded(self.name, {"key": pandera.Column(None, pandera.Check.ne("k0"))})

    count, findings = outcome(WithKind(), gaps(None, None, members=[("k0", "c1", "date", "x")]))
    assert [item.claims for item in findings] == [("c1",)]
    assert (count.found, count.not_evaluable) == (1, 1)


def test_an_exception_inside_a_check_is_raised_and_is_no_finding():
    class Broken(GapsSmall):
        def bound(self):
            import pandera.pandas as pandera

            def fail(_):
                raise ZeroDivisionError

            return bounded(self.name, {"key": pandera.Column(str, pandera.Check(fail))})

    with pytest.raises(Exception, match="ZeroDivisionError"):
        evaluate([Broken()], gaps(0))


@pytest.mark.parametrize("table", [{"gap": [0.5]}, {"gap": ["1"]}, {"key": ["k0"]}])
def test_a_derived_frame_of_the_wrong_form_is_raised_and_is_no_finding(table):
    with pytest.raises(Exception, match="gap"):
        evaluate([GapsSmall()], {"gaps": pd.DataFrame(table)})


def test_two_groups_with_the_same_claims_are_one_finding_that_says_both():
    values = [("k0", "c1", "low", "x"), ("k1", "c1", "high", "y"), ("k2", "c2", "low", "z")]
    tables = gaps(1, 2, 4, 0, members=values)
    count, findings = outcome(GapsSmall(), tables)
    assert [(item.claims, item.message) for item in findings] == [
        (("c1",), "k0: 1 with 1 values; k1: 2 with 1 values"),
        (("c2",), "k2: 4 with 1 values"),
    ]
    assert findings[0].evidence == (Evidence("c1", "high", "y"), Evidence("c1", "low", "x"))
    assert findings[0].id == fingerprint("gaps-small", ["c1"])
    assert findings[0].value_hash == value_hash(findings[0].evidence)
    assert (count.examined, count.passed, count.found) == (3, 1, 2)
    reversed_rows = {**tables, "gaps": tables["gaps"].iloc[::-1]}
    assert outcome(GapsSmall(), reversed_rows) == (count, findings)


def test_what_two_groups_with_the_same_claims_say_alike_is_said_once():
    class Terse(GapsSmall):
        def message(self, group, evidence):  # noqa: ARG002 - the same for all
            return "too large"

    members = [("k0", "c1", "low", "x"), ("k1", "c1", "low", "x")]
    (finding,) = outcome(Terse(), gaps(1, 2, members=members))[1]
    assert (finding.message, finding.evidence) == ("too large", (Evidence("c1", "low", "x"),))


claims = st.lists(st.from_regex(r"p[0-9]{1,3}\.s[0-9]\.date[0-9]{2}", fullmatch=True), min_size=1)


@given(claims=claims, data=st.data())
def test_a_fingerprint_depends_on_the_set_of_claims_alone(claims, data):
    identifier = fingerprint("dates-agree", claims)
    assert re.fullmatch(r"dates-agree-[0-9a-f]{10}", identifier)
    shuffled = data.draw(st.permutations(claims))
    assert fingerprint("dates-agree", [*shuffled, claims[0]]) == identifier


def test_a_fingerprint_differs_between_rules_and_between_claims():
    identifiers = {
        fingerprint("one-rule", ["c1", "c2"]),
        fingerprint("another-rule", ["c1", "c2"]),
        fingerprint("one-rule", ["c1"]),
        fingerprint("one-rule", ["c1", "c3"]),
        fingerprint("one-rule", ["c1c2"]),
    }
    assert len({identifier.rpartition("-")[2] for identifier in identifiers}) == 5


def test_a_value_hash_notices_a_changed_value_and_ignores_order_and_labels():
    one, two = Evidence("c1", "percent", "67", "yes"), Evidence("c2", "percent", "29", "no")
    hashed = value_hash([one, two])
    assert re.fullmatch(r"[0-9a-f]{16}", hashed)
    assert value_hash([two, one]) == hashed
    assert value_hash([Evidence("c1", "percent", "67", "aye"), two]) == hashed
    assert value_hash([Evidence("c1", "percent", "67.0", "yes"), two]) != hashed
    assert value_hash([Evidence("c2", "percent", "67"), Evidence("c1", "percent", "29")]) != hashed


DESCRIPTOR = json.loads((Path(__file__).parents[2] / "datapackage.json").read_text("utf-8"))
TABLES = {resource["name"] for resource in DESCRIPTOR["resources"]}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_documents_itself_in_full_with_just_the_tables_that_it_reads(rule):
    text = rule.documentation()
    parts = [
        text.title,
        text.statement,
        text.formula,
        text.inputs,
        text.severity_rationale,
        text.source,
        text.limits,
    ]
    assert all(parts)
    assert not any("\n" in part for part in parts)
    assert text.severity_rationale.startswith(f"{rule.severity}. ")
    named = set(re.findall(r"`([a-z]+)`", text.inputs)) & TABLES
    assert named == {*rule.reads, *rule.may_read} - {ANY}
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", rule.name)


PARTS = "Statement, Formula, Inputs, Severity rationale, Source, Limits"


def test_a_docstring_without_all_its_parts_is_refused_with_what_it_needs():
    with pytest.raises(ValueError, match=f"^GapsSmall: the docstring needs the parts {PARTS}$"):
        GapsSmall.documentation()


def test_the_parts_of_a_docstring_are_read_each_as_one_line():
    class Documented(GapsSmall):
        """No gap is an X.

        Statement: A gap is
            small.
        Formula: gap <= 0, or
            Limits: of none.
        Inputs: `gaps`.
        Severity rationale: info. It is: small.
        Source: none.
        Limits: None.
        """

    assert Documented.documentation() == Documentation(
        title="No gap is an X",
        statement="A gap is small.",
        formula="gap <= 0, or Limits: of none.",
        inputs="`gaps`.",
        severity_rationale="info. It is: small.",
        source="none.",
        limits="None.",
    )


def test_a_rule_without_a_docstring_has_not_that_of_the_rule_that_it_extends():
    undocumented = type("Undocumented", (type(all_rules()[0]),), {})
    with pytest.raises(ValueError, match="Undocumented"):
        undocumented.documentation()


def test_rules_have_different_names():
    names = [rule.name for rule in all_rules()]
    assert len(set(names)) == len(names)


def test_rules_are_selected_and_ignored_by_name():
    names = [rule.name for rule in all_rules()]
    assert [rule.name for rule in selected_rules()] == names
    assert [rule.name for rule in selected_rules(select=names[:2])] == names[:2]
    assert [rule.name for rule in selected_rules(ignore=names[:2])] == names[2:]
    assert [rule.name for rule in selected_rules(names[:2], names[:1])] == names[1:2]


@pytest.mark.parametrize(
    ("select", "ignore", "ignored"),
    [
        (["dates-agree"], ["dates-agree"], "every selected rule"),
        ([], [rule.name for rule in all_rules()], "every rule"),
    ],
)
def test_a_choice_that_leaves_no_rule_is_refused(select, ignore, ignored):
    with pytest.raises(NoRuleLeftError) as refusal:
        selected_rules(select, ignore)
    assert str(refusal.value) == f"no rule is left to run: {ignored} is ignored"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("timeline-feasable", "did you mean timeline-feasible?"),
        ("figures-agre", "did you mean figures-agree or figures-current or rosters-agree?"),
        ("qqqq", "--list-rules lists them all"),
    ],
)
def test_an_unknown_rule_is_named_with_those_that_are_close(name, hint):
    with pytest.raises(UnknownRuleError) as refusal:
        rule_named(name)
    assert str(refusal.value) == f"there is no rule {name!r}: {hint}"
    assert refusal.value.name == name

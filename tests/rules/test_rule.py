"""What every rule has: its documentation, and the reasons for which groups are not judged."""

import pandas as pd
import pytest

from checks.rules.columns import columns
from checks.rules.registry import own_rules
from checks.rules.rule import Documentation, Rule, reasons

PARTS = "Statement, Formula, Inputs, Severity rationale, Source, Limits"


class KitesFly(Rule):
    """No kite is an X.

    Statement: A kite
        flies.
    Formula: height > 0, or
        Limits: of none.
    Inputs: `kites`.
    Severity rationale: info. It is: wind.
    Source: none.
    Limits: None.
    """

    reads = columns(kites="height")


def test_the_parts_of_a_docstring_are_read_each_as_one_line():
    assert KitesFly.documentation() == Documentation(
        title="No kite is an X",
        statement="A kite flies.",
        formula="height > 0, or Limits: of none.",
        inputs="`kites`.",
        severity_rationale="info. It is: wind.",
        source="none.",
        limits="None.",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("Source: none.", ""), ("Source", "Limits"), ("Inputs", "Source"), ("Limits: None", "limits")],
)
def test_a_docstring_that_lacks_a_part_or_its_order_is_refused(old, new):
    changed = type("Changed", (Rule,), {"__doc__": str(KitesFly.__doc__).replace(old, new)})
    with pytest.raises(ValueError, match=f"^Changed: the docstring needs the parts {PARTS}$"):
        changed.documentation()


def test_a_rule_without_a_docstring_has_not_that_of_the_rule_that_it_extends():
    undocumented = type("Undocumented", (type(own_rules()[0]),), {})
    with pytest.raises(ValueError, match="Undocumented"):
        undocumented.documentation()


def test_of_several_reasons_the_first_counts_and_the_rest_has_none():
    index = pd.Index([7, 8, 9])
    given = [([True, False, False], "torn"), ([True, True, False], "wet")]
    column = reasons(index, *given)
    assert column.fillna("-").to_dict() == {7: "torn", 8: "wet", 9: "-"}
    assert reasons(index).isna().all()

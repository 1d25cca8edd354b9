"""What holds for every rule about polls: order, index and neighbours do not matter."""

import pandas as pd
import pytest

from checks.rules.registry import own_rules
from tests.helpers.claim_tables import claims_found, frame, outcome
from tests.helpers.figure_tables import figures
from tests.helpers.poll_tables import answers, compared, contained, polls, with_days

EVERY = pytest.mark.parametrize(
    "rule", [rule for rule in own_rules() if rule.family == "polls"], ids=lambda rule: rule.name
)

OPENED = ("o0", "reached", "cove", "[..2015]")
SHARES = [
    ("q0", "isle", "50.01", "yes", "favourable"),
    ("q0", "isle", "30", "no", "unfavourable"),
    ("q1", "reef", "20", "yes", "favourable"),
    ("q2", "bay", "30", "yes", "favourable"),
    ("q3", "isle", "20", "yes", "favourable"),
]


def package(prefix=""):
    """One finding of every rule; identifiers of claims and things begin with `prefix`."""
    rows = [
        {
            "poll_id": "new" if question == "q3" else "old",
            "population_id": place,
            "value": value,
            "option": option,
            "stance": stance,
            "exhaustive": "yes" if question == "q3" else "no",
            **({"question_claim_id": "q0"} if option == "no" else {}),
        }
        for question, place, value, option, stance in SHARES
    ]
    ties = [("s1", place, "lies_in", "isle", "complete") for place in ("reef", "bay")]
    days = with_days(frame("claim_id property_id entity_id date", [OPENED]), "date")
    tables = {
        **answers(rows),
        **contained([*ties, ("s3", "cove", "lies_in", "isle", "")]),
        "polls": polls([("p0", "old", "isle", "1000", "2014", "2013")]),
        "comparisons": compared([("a2", "rose", "", "60")]),
        "figures": figures([])["figures"],
        "entities": frame(
            "entity_id type place_id", [(name, "place", "") for name in ("isle", "reef", "bay")]
        ),
        "dates": days.rename(columns={"date_earliest": "earliest", "date_latest": "latest"}),
    }
    terms = tables["properties"].assign(comparability_keys="")
    return {**{name: _named(table, prefix) for name, table in tables.items()}, "properties": terms}


def _named(table, prefix):
    """The table with identifiers that begin with a prefix, except those of terms."""
    own = [
        name
        for name in table
        if name.endswith("_id") and name not in ("property_id", "predicate_id")
    ]
    return table.assign(
        **{name: (prefix + table[name]).where(table[name].ne(""), "") for name in own}
    )


@EVERY
def test_the_package_of_this_file_has_a_finding_of_each_rule(rule):
    assert len(claims_found(rule, package())) == 1


@EVERY
def test_the_union_of_two_packages_has_the_findings_of_both(rule):
    one, other = package("x"), package("y")
    union = {name: pd.concat([one[name], other[name]], ignore_index=True) for name in one}
    union["properties"] = one["properties"]
    found = claims_found(rule, union)
    assert found == [*claims_found(rule, one), *claims_found(rule, other)]


@EVERY
def test_the_order_of_rows_and_columns_and_the_index_change_nothing(rule):
    tables = package()
    turned = {
        name: table[table.columns[::-1]].iloc[::-1].set_axis(range(50, 50 + len(table)))
        for name, table in tables.items()
    }
    assert outcome(rule, turned) == outcome(rule, tables)


@EVERY
@pytest.mark.parametrize("emptied", package())
def test_a_table_without_rows_is_no_error_and_adds_no_finding(rule, emptied):
    tables = package()
    before = claims_found(rule, tables)
    tables[emptied] = tables[emptied].iloc[:0]
    assert set(claims_found(rule, tables)) <= set(before)

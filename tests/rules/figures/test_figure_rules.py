"""What holds for every rule about figures: order, index and neighbours do not matter."""

import pandas as pd
import pytest

from checks.rules.registry import own_rules
from tests.helpers.claim_tables import claims_found, frame, outcome
from tests.helpers.figure_tables import figures, members
from tests.helpers.poll_tables import answers, compared

EVERY = pytest.mark.parametrize(
    "rule", [rule for rule in own_rules() if rule.family == "figures"], ids=lambda rule: rule.name
)


def package(prefix=""):
    """One finding of every rule; identifiers of claims and things begin with `prefix`."""
    keel, hull, whole = f"{prefix}keel", f"{prefix}hull", f"{prefix}f0"
    counted = figures(
        [
            {"claim_id": whole, "value": "20", "entity_id": keel},
            {"claim_id": f"{prefix}f1", "value": "21", "entity_id": keel},
            {
                "claim_id": f"{prefix}f2",
                "value": "30",
                "entity_id": hull,
                "part_of_claim_id": whole,
                "partition": "disjoint",
            },
            {"claim_id": f"{prefix}f3", "value": "9..8", "entity_id": f"{prefix}mast"},
        ]
    )
    share = answers([{"claim_id": f"{prefix}a0", "value": "20"}])["answers"]
    said = compared([(f"{prefix}a0", "majority", "", "")]).assign(claim_id=f"{prefix}c0")
    told = [
        (
            f"{prefix}r{number}",
            f"{prefix}s{number}",
            f"{prefix}raid",
            "done_by",
            actor,
            "stated",
            "",
        )
        for number, actor in enumerate(("gulls", "terns"))
    ]
    terms = counted["properties"].assign(attribution="")
    done_by = frame("property_id comparability_keys attribution", [("done_by", "", "perpetrator")])
    done_by = done_by.assign(single_valued=False, additive=False)
    return {
        "figures": counted["figures"],
        "answers": share,
        "comparisons": said,
        "relations": members(told),
        "properties": pd.concat([terms, done_by], ignore_index=True),
    }


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


@EVERY
def test_without_any_row_nothing_is_examined(rule):
    assert (
        outcome(rule, {name: table.iloc[:0] for name, table in package().items()})[0].examined == 0
    )

"""The rule `figures-agree`: one quantity has one value."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.figures_agree import ComparableFigures, FiguresAgree
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.figure_tables import crews, figures

RULE = FiguresAgree()


def test_the_model_fails_where_the_highest_low_exceeds_the_lowest_high():
    names = ["highest_low", "lowest_high", "not_evaluable"]
    rows = [(4, 4, None), (5, 4, None), (5, None, None), (None, 4, None), (9, 4, "not judged")]
    figures = pd.DataFrame(rows, columns=names).assign(measure_id="crew")
    types = {"highest_low": "Int64", "lowest_high": "Int64", "not_evaluable": "str"}
    assert failing(ComparableFigures, figures.astype(types)).index.tolist() == [1]


@pytest.mark.parametrize(
    ("values", "claims", "distance"),
    [
        (["20", "21"], ("f0", "f1"), "1 apart"),
        (["21", "20"], ("f0", "f1"), "1 apart"),
        ([">=53", "40"], ("f0", "f1"), "13 apart"),
        ([">150", "150"], ("f0", "f1"), "the bound itself is excluded"),
        ([">150", "<=149.5"], ("f0", "f1"), "0.5 apart"),
        (["<=170", "171"], ("f0", "f1"), "1 apart"),
        (["1000..2000", "2000.01"], ("f0", "f1"), "0.01 apart"),
        (["many 200", "199"], ("f0", "f1"), "1 apart"),
        (["20", "20", "22"], ("f0", "f1", "f2"), "2 apart"),
        (["20", "10..30", "22"], ("f0", "f2"), "2 apart"),
        (["20", "~500", "22"], ("f0", "f2"), "2 apart"),
        (["20", "20..30", "22"], ("f0", "f2"), "2 apart"),
        (["20", "10..22", "22"], ("f0", "f2"), "2 apart"),
        (["999999999999999", "999999999999998"], ("f0", "f1"), "1 apart"),
        (["-3", "-4"], ("f0", "f1"), "1 apart"),
    ],
)
def test_figures_without_a_common_value_are_found_with_their_distance(values, claims, distance):
    count, findings = outcome(RULE, crews(*values))
    assert [finding.claims for finding in findings] == [claims]
    assert f"({distance})" in findings[0].message
    assert (count.examined, count.found) == (1, 1)


@pytest.mark.parametrize(
    "values",
    [
        ["20", "20"],
        ["20", "20.0"],
        [">=53", "53"],
        [">150", "150.01"],
        [">150", ">=150"],
        ["<=170", "170"],
        ["1000..2000", "2000"],
        ["many 200", ">5000"],
        [">=10", ">=1000"],
        ["<=10", "<=1000"],
        ["10..30", "20..40", "25..26"],
    ],
)
def test_figures_with_a_common_value_pass(values):
    count, findings = outcome(RULE, crews(*values))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize(
    "values", [["~95", "~20"], ["~95", "20"], ["1e3", "20"], ["1234567890123456", "20"]]
)
def test_figures_are_not_evaluable_while_fewer_than_two_are_known(values):
    count, findings = outcome(RULE, crews(*values))
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"entity_id": "hull"},
        {"measure_id": "cargo"},
        {"unit": "boats"},
        {"population_id": "stokers"},
        {"as_of": "2001"},
        {"measure_id": "sightings"},
    ],
)
def test_figures_that_differ_in_a_comparability_key_are_not_compared(other):
    tables = figures([{"value": "20"}, {"value": "30", **other}])
    assert outcome(RULE, tables)[0].examined == 0


@pytest.mark.parametrize("measure", ["sightings", "rumours", "tides"])
def test_a_measure_with_many_values_or_without_keys_that_exist_is_not_compared(measure):
    tables = figures([{"value": value, "measure_id": measure} for value in ("20", "30")])
    assert outcome(RULE, tables)[0].examined == 0


def keyed(**keys):
    """Measures that are single-valued, each with its comparability keys."""
    names = {"property_id": list(keys), "comparability_keys": list(keys.values())}
    return pd.DataFrame({**names, "single_valued": True})


def test_figures_of_measures_with_different_keys_are_never_compared():
    measured = [("crew", "keel"), ("cargo", "keel"), ("cargo", "hull"), ("speed", "keel")]
    tables = figures(
        [
            {"value": str(number), "measure_id": measure, "entity_id": entity}
            for number, (measure, entity) in enumerate(measured)
        ]
    )
    terms = keyed(crew="entity_id", cargo="entity_id|as_of", speed="entity_id|unit")
    assert outcome(RULE, {**tables, "properties": terms})[0].examined == 0


def test_a_measure_that_is_never_compared_keeps_no_other_from_being_compared():
    tables = figures([{"value": "20"}, {"value": "21"}, {"value": "22", "measure_id": "cargo"}])
    terms = keyed(cargo="deck|entity_id", crew="entity_id")
    assert claims_found(RULE, {**tables, "properties": terms}) == [("f0", "f1")]


def test_a_column_that_is_no_key_does_not_separate_figures():
    tables = figures([{"value": "20", "period": "2001"}, {"value": "30", "period": "2002"}])
    assert claims_found(RULE, tables) == [("f0", "f1")]


def test_a_finding_names_every_thing_that_its_figures_are_of():
    tables = figures([{"value": "20"}, {"value": "21", "entity_id": "hull"}])
    (finding,) = outcome(RULE, {**tables, "properties": keyed(crew="as_of")})[1]
    assert finding.message == "crew of hull, keel: no value in common to 20 and 21 (1 apart)"


def test_a_finding_gives_each_figure_with_its_thing():
    (finding,) = outcome(RULE, crews("<=30", "40", "~5"))[1]
    assert finding.message == "crew of keel: no value in common to 40 and up to 30 (10 apart)"
    assert cells(finding) == [
        ("f0", "high", "up to 30", "keel"),
        ("f1", "best", "40", "keel"),
    ]


amounts = st.integers(min_value=0, max_value=40)


def forms(value: int, slack: int) -> list[str]:
    """Texts that are true of a value, the first the finest."""
    return [
        f"{value}",
        f"{value - slack}..{value + slack}",
        f">={value - slack}",
        f"<={value + slack}",
        f">{value - slack - 1}",
        f"~{value}",
    ]


truths = st.lists(
    st.tuples(st.sampled_from(["keel", "hull"]), amounts, st.integers(0, 5), st.integers(0, 5)),
    max_size=8,
)


def claimed(rows):
    return figures(
        [
            {"value": forms(value, slack)[form], "entity_id": entity, "claim_id": f"c{n}"}
            for n, (entity, value, form, slack) in enumerate(rows)
        ]
    )


@settings(max_examples=25)
@given(value=amounts, shapes=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), min_size=2))
def test_truth_that_is_only_bounded_has_no_finding(value, shapes):
    rows = [("keel", value, form, slack) for form, slack in shapes]
    assert claims_found(RULE, claimed(rows)) == []


@settings(max_examples=25)
@given(rows=truths)
def test_the_rule_agrees_with_comparing_every_pair(rows):
    def ends(row):
        _, value, form, slack = row
        low = [value, value - slack, value - slack, -99, value - slack - 0.5, -99][form]
        high = [value, value + slack, 99, value + slack, 99, 99][form]
        return low, high

    expected = {
        f"c{n}"
        for n, one in enumerate(rows)
        for other in rows
        if one[0] == other[0] and (ends(one)[0] > ends(other)[1] or ends(one)[1] < ends(other)[0])
    }
    found = claims_found(RULE, claimed(rows))
    assert {claim for claims in found for claim in claims} == expected

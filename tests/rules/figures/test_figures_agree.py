"""The rule `figures-agree`: one quantity has one value."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.figures_agree import ComparableFigures, FiguresAgree
from tests.helpers.claim_tables import cells, claims_found, outcome
from tests.helpers.figure_tables import PRINTS, TRUTHS, as_printed, crews, figures
from tests.helpers.rule_frames import judged, verdict

RULE = FiguresAgree()


def test_the_model_fails_where_the_highest_low_exceeds_the_lowest_high():
    figures = judged(
        ComparableFigures,
        measure_id=["touching", "apart", "no-high", "no-low", "unknown"],
        highest_low=[4, 5, 5, None, 9],
        lowest_high=[4, 4, None, 4, 4],
        not_evaluable=[None] * 4 + ["not judged"],
    )
    assert failing(ComparableFigures, figures)["measure_id"].tolist() == ["apart"]


@pytest.mark.parametrize(
    ("values", "claims", "distance"),
    [
        (["20", "21"], ("f0", "f1"), "at least 1 apart"),
        ([">150", "150"], ("f0", "f1"), "the bound itself is excluded"),
        ([">150", "<=149.5"], ("f0", "f1"), "at least 0.5 apart"),
        (["many 200", "199"], ("f0", "f1"), "at least 1 apart"),
        (["<150", "150"], ("f0", "f1"), "the bound itself is excluded"),
        (["<150", ">=150"], ("f0", "f1"), "the bound itself is excluded"),
        (["<150", ">150"], ("f0", "f1"), "the bound itself is excluded"),
        (["<150", ">151"], ("f0", "f1"), "at least 1 apart"),
        (["almost 150", "151"], ("f0", "f1"), "at least 1 apart"),
        (["20", "10..30", "22"], ("f0", "f2"), "at least 2 apart"),
        (["20", "~500", "22"], ("f0", "f2"), "at least 2 apart"),
        (["999999999999999", "999999999999998"], ("f0", "f1"), "at least 1 apart"),
        (["14.2", "14.3"], ("f0", "f1"), ""),
        (["14.2", "14.4"], ("f0", "f1"), "at least 0.1 apart"),
        ([">14.25", "14.2"], ("f0", "f1"), "the bound itself is excluded"),
        (["14", "14.2", "14.3"], ("f0", "f1", "f2"), "at least 0.25 apart"),
    ],
)
def test_figures_without_a_common_value_are_found_with_their_distance(values, claims, distance):
    (finding,) = outcome(RULE, crews(*values))[1]
    assert finding.claims == claims
    fits = f"No value fits all figures ({distance})."
    assert finding.explanation == (
        fits if distance else "The figures do not round to the same value."
    )


FEW = "fewer than two of the figures have a known extent"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["20", "20.0"], "passed"),
        ([">=53", "53"], "passed"),
        ([">150", "150.01"], "passed"),
        ([">150", ">=150"], "passed"),
        (["<=10", "<=1000"], "passed"),
        (["<150", "149.99"], "passed"),
        (["<150", "<=150"], "passed"),
        (["almost 150", "150"], "passed"),
        (["almost 150", "20"], "passed"),
        (["10..30", "20..40", "25..26"], "passed"),
        (["14.2", "14.25"], "passed"),
        (["14.2", "14.25..15"], "passed"),
        (["-0.7", "-0.74"], "passed"),
        (["~95", "~20"], FEW),
        (["1e3", "20"], FEW),
        (["1234567890123456", "20"], FEW),
    ],
)
def test_figures_with_a_common_value_pass_if_two_of_them_are_known(values, expected):
    assert verdict(RULE, crews(*values)) == expected


MILLIONS = {"value": "2300000", "as_stated": "2.3 million"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (MILLIONS, {"value": "2345678"}, "passed"),
        (MILLIONS, {"value": "2350000"}, "passed"),  # a half may be rounded down
        (MILLIONS, {"value": "2350001"}, "found"),
        (MILLIONS, {"value": "2400000", "as_stated": "2.4 million"}, "found"),
        (MILLIONS, {"value": "2000000", "as_stated": "two million"}, "passed"),
        (MILLIONS, {"value": "2310000", "rounded_to": "10000"}, "passed"),
        ({**MILLIONS, "rounded_to": "0"}, {"value": "2345678"}, "found"),
        ({"value": "38", "unit": "percent"}, {"value": "38.4", "unit": "percent"}, "passed"),
        ({"value": "38", "unit": "percent"}, {"value": "39", "unit": "percent"}, "found"),
    ],
)
def test_a_rounded_figure_stands_for_all_that_round_to_it(one, other, expected):
    assert verdict(RULE, figures([one, other])) == expected


@settings(max_examples=40)
@given(truth=TRUTHS, prints=st.lists(PRINTS, min_size=2, max_size=5))
def test_one_truth_that_is_printed_in_several_ways_is_never_found(truth, prints):
    rows = [{"measure_id": "deck_area", **as_printed(truth, *how)} for how in prints]
    assert verdict(RULE, figures(rows)) == "passed"


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ({}, {"entity_id": "hull"}),
        ({}, {"unit": "boats"}),
        ({}, {"as_of": "2001"}),
        ({}, {"measure_id": "cargo"}),
        ({"measure_id": "sightings"}, {}),  # many values
        ({"measure_id": "rumours"}, {}),  # no keys
        ({"measure_id": "tides"}, {}),  # a key that is no column
    ],
)
def test_figures_that_cannot_be_compared_are_not_examined(usual, other):
    assert (
        verdict(RULE, figures([{"value": "20", **usual}, {"value": "30", **usual, **other}])) == ""
    )


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


def test_what_is_no_key_and_a_measure_that_is_never_compared_separate_no_figures():
    said = [{"value": "20", "period": "2001"}, {"value": "21"}, {"measure_id": "cargo"}]
    tables = figures({"value": "22", **row} for row in said)
    terms = keyed(cargo="deck|entity_id", crew="entity_id")
    assert claims_found(RULE, {**tables, "properties": terms}) == [("f0", "f1")]


def test_a_finding_names_every_thing_that_its_figures_are_of():
    tables = figures([{"value": "20"}, {"value": "21", "entity_id": "hull"}])
    (finding,) = outcome(RULE, {**tables, "properties": keyed(crew="as_of")})[1]
    assert finding.headline == "hull, keel: crew 20 or 21?"


def test_a_finding_gives_each_figure_with_its_thing():
    (finding,) = outcome(RULE, crews("<=30", "40", "~5"))[1]
    assert finding.headline == "keel: crew 40 or up to 30?"
    assert cells(finding) == [
        ("f0", "high", "up to 30", "keel"),
        ("f1", "best", "40", "keel"),
    ]


ranges = st.tuples(st.integers(0, 40), st.integers(0, 9))


@settings(max_examples=25)
@given(rows=st.lists(ranges, max_size=8))
def test_the_rule_agrees_with_comparing_every_pair(rows):
    ends = [(low, low + width) for low, width in rows]
    expected = {
        f"f{number}"
        for number, (low, high) in enumerate(ends)
        if any(low > other_high or high < other_low for other_low, other_high in ends)
    }
    found = claims_found(RULE, crews(*(f"{low}..{high}" for low, high in ends)))
    assert {claim for claims in found for claim in claims} == expected

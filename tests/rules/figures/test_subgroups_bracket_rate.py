"""The rule `subgroups-bracket-rate`: a rate lies between those of its subgroups."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.subgroups_bracket_rate import RateAndSubgroups, SubgroupsBracketRate
from tests.helpers.claim_tables import cells, frame, outcome
from tests.helpers.figure_tables import PRINTS, TRUTHS, as_printed, figures
from tests.helpers.rule_frames import judged, verdict

RULE = SubgroupsBracketRate()


def test_the_model_says_that_the_rate_of_all_can_lie_between_the_least_and_the_largest():
    rates = judged(
        RateAndSubgroups,
        total=["between", "touching", "above", "below", "no-end", "unknown"],
        low=[60, 80, 81, 40, 60, 90],
        high=[62, 82, 83, 49, 62, 90],
        least=[50, 50, 50, 50, None, 50],
        most=[80, 80, 80, 80, None, 80],
        not_evaluable=[None] * 5 + ["not judged"],
    )
    assert failing(RateAndSubgroups, rates)["total"].tolist() == ["above", "below"]


def split(total, *parts, **changes):
    """A rate f0 of all, and those of its subgroups f1, f2, ...

    A rate is a value, perhaps with changes to its row.
    """
    rows = []
    for number, rate in enumerate((total, *parts)):
        value, own = rate if isinstance(rate, tuple) else (rate, {})
        tie = {"part_of_claim_id": "f0", "partition": "exhaustive", **changes} if number else {}
        item = {"population_id": f"p{number}"} if number else {}
        rows.append({"value": value, "measure_id": "speed", **item, **tie, **own})
    return figures(rows)


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (split("35.5", "60", "25"), "passed"),
        (split("60.5", "60", "25"), "passed"),  # 60.5 is in both
        (split("60.6", "60", "25"), "found"),
        (split("24.4", "60", "25"), "found"),
        (split("61", "60", "<=25"), "passed"),
        (split("62", "60", "<=25"), "found"),
        (split("90", ">60", "25"), "passed"),
        (split(">61", "60", "25"), "found"),
        (split("61", "60"), "passed"),
        (split("62", "60"), "found"),
        (split("-2", "-0.7", "3"), "found"),
        (split("90", "60", "25", partition="disjoint"), "subgroups may be missing"),
        (split("~90", "60", "25"), "the extent of the total is not known"),
        (split("90", "60", "~25"), "the extent of a part is not known"),
        (
            split("90", "60", "25", unit="boats"),
            "a part has another measure or unit than the total",
        ),
        (
            split(("90", {"measure_id": "crew"}), "60", "25"),
            "a part has another measure or unit than the total",
        ),
        (split("90", "60", "25", part_of_claim_id="f9"), "the total is not coded as a figure"),
        (split("90", "60", "25", measure_id="crew"), ""),  # a count is not a rate
        (split("90", "60", "25", part_of_claim_id=""), ""),
    ],
)
def test_a_rate_is_compared_with_a_complete_list_of_subgroups(tables, expected):
    assert verdict(RULE, tables) == expected


def test_a_finding_names_the_subgroups():
    tables = split("62", "60", "<=25")
    entities = frame("entity_id label", [("p1", "Townsfolk"), ("p2", "Farmers")])
    (finding,) = outcome(RULE, {**tables, "entities": entities})[1]
    assert finding.headline == "keel: speed 62 is above that of every subgroup"
    assert finding.explanation == (
        "The subgroups are Townsfolk 60, Farmers up to 25; the distance is at least 1."
    )
    assert cells(finding) == [
        ("f0", "best", "62", ""),
        ("f1", "best", "60", "p1"),
        ("f2", "high", "up to 25", "p2"),
    ]
    (finding,) = outcome(RULE, split("20", "60", "25"))[1]
    assert finding.message == (
        "keel: speed 20 is below that of every subgroup. "
        "The subgroups are p1 60, p2 25; the distance is at least 4."
    )


groups = st.tuples(TRUTHS, st.integers(1, 1000), PRINTS)


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(groups, min_size=1, max_size=5), total=PRINTS)
def test_rounding_a_true_weighted_mean_never_makes_a_finding(parts, total):
    mean = sum(rate * size for rate, size, _ in parts) / sum(size for _, size, _ in parts)
    printed = [as_printed(rate, *how) for rate, _, how in parts]
    whole = as_printed(mean, *total)
    rows = [(row.pop("value"), row) for row in (whole, *printed)]
    assert verdict(RULE, split(*rows)) == "passed"

"""The rule `relative-dates-anchored`: a date is complete in its sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.time.relative_dates_anchored import RelativeDatesAnchored
from tests.helpers.claim_tables import documented, outcome, placed

RULE = RelativeDatesAnchored()

PASSAGES = [
    ("p0", "gazette", "0"),
    ("p1", "gazette", "0"),
    ("p2", "gazette", "40"),
    ("p9", "almanac", "90"),
]


def dates(*rows):
    """Datings (claim, passage, date, anchor or nothing)."""
    rows = [
        (claim, passage, "fair", "met", text, *anchor) for claim, passage, text, *anchor in rows
    ]
    padded = [row if len(row) == 6 else (*row, "") for row in rows]
    return documented(placed(padded), PASSAGES, [("gazette", "2010"), ("almanac", "2010")])


@pytest.mark.parametrize(
    ("rows", "ending"),
    [
        pytest.param(
            [("a", "p1", "2004-02"), ("b", "p2", "2004-03-22", "p1")],
            "and read by p1",
            id="the year stands in the sentence before",
        ),
        pytest.param(
            [("a", "p1", "2004-02"), ("b", "p2", "2004-02", "p1")],
            "and read by p1",
            id="the same month",
        ),
        pytest.param(
            [("b", "p2", "2004-02", "p1")], "and read by p1", id="an anchor without dates"
        ),
        pytest.param(
            [("a", "p1", "[..2009]"), ("b", "p2", "2004-02", "p1")],
            "and read by p1",
            id="an anchor whose date is open to the past",
        ),
        pytest.param(
            [("a", "p1", "2004-01"), ("c", "p1", "2004-05"), ("b", "p2", "2004-03", "p1")],
            "and read by p1",
            id="between two dates of the anchor",
        ),
        pytest.param(
            [("a", "p1", "2004-05"), ("c", "p1", "[..2009]"), ("b", "p2", "2004-03", "p1")],
            "and read by p1",
            id="one of two dates of the anchor is open to the past",
        ),
        pytest.param(
            [("a", "p1", "2004-03-31"), ("b", "p2", "2004-03", "p1")],
            "and read by p1",
            id="the anchor's day may be the last of the month",
        ),
        pytest.param(
            [("a", "p1", "2009"), ("b", "p2", "[2004..]", "p1")],
            "and read by p1",
            id="a date that is open to the future",
        ),
        pytest.param(
            [("b", "p1", "2004-03", "p0")],
            "and read by p0",
            id="the anchor is the paragraph that begins with the sentence",
        ),
        pytest.param(
            [("a", "p1", "2004-03"), ("b", "p2", "2004-01", "p1")],
            "and read by p1, which is of a later date",
            id="the anchor is of a later month",
        ),
        pytest.param(
            [("a", "p1", "2004-03"), ("c", "p1", "2004-05"), ("b", "p2", "2004-01", "p1")],
            "and read by p1, which is of a later date",
            id="all dates of the anchor are later",
        ),
        pytest.param(
            [("b", "p1", "2004-03", "p2"), ("a", "p2", "2004-01")],
            "and read by p2, which stands after it",
            id="the anchor stands further down",
        ),
        pytest.param(
            [("b", "p1", "2004-03", "p9")], "and read by p9", id="the anchor is in another document"
        ),
    ],
)
def test_a_date_that_another_passage_completes_is_found(rows, ending):
    count, findings = outcome(RULE, dates(*rows))
    assert [finding.claims for finding in findings] == [("b",)]
    assert findings[0].message.endswith(ending)
    assert (count.examined, count.passed, count.found) == (len(rows), len(rows) - 1, 1)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("a", "p1", "2004-02"), ("b", "p2", "2004-01")], id="complete as it is"),
        pytest.param(
            [("a", "p1", "2004-07"), ("b", "p1", "2004-01", "p1")],
            id="worked out from another date of the same sentence",
        ),
    ],
)
def test_a_date_that_is_complete_in_its_sentence_passes(rows):
    count, findings = outcome(RULE, dates(*rows))
    assert findings == ()
    assert (count.examined, count.passed) == (2, 2)


@pytest.mark.parametrize("unplaced", ["p1", "p2"])
def test_a_passage_of_which_the_place_is_not_known_stands_before_none_and_after_none(unplaced):
    tables = dates(("b", "p1", "2004-03", "p2"))
    passages = tables["passages"]
    tables["passages"] = passages.assign(
        start=passages["start"].mask(passages["passage_id"].eq(unplaced))
    )
    (finding,) = outcome(RULE, tables)[1]
    assert finding.message.endswith("and read by p2")


@pytest.mark.parametrize(("anchor_date", "gap"), [("2004-01", 1), ("2004-03", 2)])
def test_the_gap_is_larger_when_the_antecedent_is_later(anchor_date, gap):
    tables = dates(("a", "p1", anchor_date), ("b", "p2", "2004-02", "p1"))
    assert RULE.derive(tables)["gap"].tolist() == [0, gap]


def test_a_finding_names_the_date_and_the_passage_that_completes_it():
    (finding,) = outcome(RULE, dates(("a", "p1", "2004-03"), ("b", "p2", "2004-01", "p1")))[1]
    assert finding.message == (
        "met of fair 2004-01: not complete in its sentence, and read by p1, "
        "which is of a later date"
    )
    assert [(item.column, item.value) for item in finding.evidence] == [
        ("anchor_passage_id", "2004-01 by p1")
    ]


place = st.sampled_from(["p1", "p2", "p9"])
rows = st.lists(st.tuples(place, st.integers(1, 9), st.sampled_from(["", "p1", "p2"])), max_size=6)


def claimed(drawn):
    return [
        (f"c{n}", passage, f"2004-0{month}-15", anchor)
        for n, (passage, month, anchor) in enumerate(drawn)
    ]


def gaps(drawn):
    groups = RULE.derive(dates(*drawn))
    return dict(zip(groups["claim_id"], groups["gap"], strict=True))


@given(drawn=rows)
def test_it_agrees_with_looking_at_each_date_and_its_anchor(drawn):
    expected = {}
    for number, (passage, month, anchor) in enumerate(drawn):
        others = [other_month for other, other_month, _ in drawn if other == anchor]
        is_later = bool(others) and min(others) > month
        is_behind = (passage, anchor) == ("p1", "p2")
        is_elsewhere = anchor not in {"", passage}
        expected[f"c{number}"] = is_elsewhere * (2 if is_later or is_behind else 1)
    assert gaps(claimed(drawn)) == expected


@given(drawn=rows, chosen=st.integers(0, 5))
def test_coarsening_a_date_never_makes_a_gap_larger(drawn, chosen):
    fine = claimed(drawn)
    coarse = [
        (claim, passage, text[:7] if number == chosen else text, anchor)
        for number, (claim, passage, text, anchor) in enumerate(fine)
    ]
    before, after = gaps(fine), gaps(coarse)
    assert all(after[claim] <= before[claim] for claim in before)


@settings(max_examples=40)
@given(drawn=rows, data=st.data())
def test_the_order_of_rows_changes_nothing(drawn, data):
    fine = claimed(drawn)
    assert outcome(RULE, dates(*data.draw(st.permutations(fine)))) == outcome(RULE, dates(*fine))

"""The rule `dates-agree`: one thing that happens once happens on one day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.time.dates_agree import DatesAgree
from tests.helpers.claim_tables import claims_found, dated, outcome

FEW = 40  # examples: each one runs the whole rule, some twice

RULE = DatesAgree()


def datings(*dates):
    return dated((f"c{number}", "league", "founded", text) for number, text in enumerate(dates))


@pytest.mark.parametrize(
    ("dates", "claims", "gap"),
    [
        (["2001", "2004"], ("c0", "c1"), "731 days"),
        (["2004", "2001"], ("c0", "c1"), "731 days"),
        (["2001-12-31", "2002-01-01"], ("c0", "c1"), "1 day"),
        (["2001-02", "2001-03"], ("c0", "c1"), "1 day"),
        (["2001~", "2002?"], ("c0", "c1"), "1 day"),
        (["[..2001]", "2003-01-01"], ("c0", "c1"), "366 days"),
        (["[2004..]", "2003-12-30"], ("c0", "c1"), "2 days"),
        (["2001-01/2001-03", "2001-05"], ("c0", "c1"), "31 days"),
        (["2001", "2002", "2001/2002"], ("c0", "c1"), "1 day"),
        (["2001", "2001-05", "2003"], ("c0", "c1", "c2"), "580 days"),
        (["1999", "2001-05", "2001-05-07", ""], ("c0", "c1", "c2"), "493 days"),
    ],
)
def test_dates_without_a_common_day_are_found_with_the_days_between_them(dates, claims, gap):
    count, findings = outcome(RULE, datings(*dates))
    assert [finding.claims for finding in findings] == [claims]
    assert f"({gap} apart)" in findings[0].message
    assert (count.examined, count.passed, count.found, count.not_evaluable) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    "dates",
    [
        ["2001", "2001"],
        ["2001-05", "2001-05-07"],
        ["2001", "2001-05", "2001-05-31"],
        ["2001/2004", "2004-12-31"],
        ["[..2001]", "[2001..]"],
        ["[..2001]", "[..1950]"],
        ["[1950..]", "[2001..]"],
        ["2001-02", "2001-01-31/2001-02-01"],
    ],
)
def test_dates_that_share_a_day_pass_whatever_their_precision(dates):
    count, findings = outcome(RULE, datings(*dates))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


@pytest.mark.parametrize(
    "agreeing",
    ["2001/2005", "2001-12-31/2005", "2001/2005-01-01", "2001-12-31/2005-01-01", "[..2005-01-01]"],
)
def test_a_claim_that_agrees_with_all_others_of_its_group_is_no_part_of_the_finding(agreeing):
    assert claims_found(RULE, datings("2001", agreeing, "2005")) == [("c0", "c2")]


def test_dates_of_different_things_and_of_different_properties_are_not_compared():
    tables = dated(
        [
            ("c0", "league", "founded", "2001"),
            ("c1", "union", "founded", "2004"),
            ("c2", "league", "ended", "2009"),
        ]
    )
    count, findings = outcome(RULE, tables)
    assert (findings, count.examined) == ((), 0)


def test_a_property_that_can_have_several_dates_is_not_compared():
    tables = dated([("c0", "league", "met", "2001"), ("c1", "league", "met", "2004")])
    count, findings = outcome(RULE, tables)
    assert (findings, count.examined) == ((), 0)


def test_datings_are_not_evaluable_while_fewer_than_two_have_a_bound():
    count, findings = outcome(RULE, datings("2001", ""))
    assert findings == ()
    assert (count.examined, count.passed, count.not_evaluable) == (1, 0, 1)


def test_a_finding_names_property_entity_and_dates_in_one_line():
    (finding,) = outcome(RULE, datings("2001", "2004-02"))[1]
    assert finding.message == (
        "founded of league: no day in common to 2001 and 2004-02 (762 days apart)"
    )


def test_the_cell_that_matters_is_the_date():
    (finding,) = outcome(RULE, datings("2001", "2004-02"))[1]
    cells = [(item.claim, item.column, item.value) for item in finding.evidence]
    assert cells == [("c0", "date", "2001"), ("c1", "date", "2004-02")]


days = st.dates(min_value=date(1990, 1, 1), max_value=date(1992, 12, 31))


def forms(day: date) -> list[str]:
    """Texts that are true of a day, from the finest to the coarsest."""
    later = day + timedelta(days=40)
    return [
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m}",
        f"{day:%Y}",
        f"{day:%Y-%m-%d}/{later:%Y-%m-%d}",
        f"[..{later:%Y-%m}]",
        f"[{day:%Y}..]",
    ]


form = st.integers(min_value=0, max_value=5)
truths = st.lists(st.tuples(st.sampled_from("xyz"), days, form), min_size=1, max_size=8)


def claimed(rows):
    """Each row (entity, day, form) as a dating."""
    return [
        (f"c{number}", entity, "founded", forms(day)[shape])
        for number, (entity, day, shape) in enumerate(rows)
    ]


@settings(max_examples=FEW)
@given(day=days, shapes=st.lists(form, min_size=2, max_size=8))
def test_truth_that_is_only_coarsened_has_no_finding(day, shapes):
    assert claims_found(RULE, dated(claimed([("x", day, shape) for shape in shapes]))) == []


@settings(max_examples=FEW)
@given(rows=truths)
def test_the_rule_agrees_with_comparing_every_pair_of_days(rows):
    tables = dated(claimed(rows))
    table = tables["dates"]
    first = table["earliest"].fillna("1800-01-01")
    last = table["latest"].fillna("2200-01-01")
    expected = set()
    for one, (entity, _, _) in enumerate(rows):
        for other, (another, _, _) in enumerate(rows):
            if entity == another and last[one] < first[other]:
                expected |= {f"c{one}", f"c{other}"}
    assert {claim for claims in claims_found(RULE, tables) for claim in claims} == expected


@settings(max_examples=FEW)
@given(rows=truths, data=st.data())
def test_the_order_of_rows_changes_nothing(rows, data):
    tables = dated(claimed(rows))
    order = data.draw(st.permutations(range(len(rows))))
    permuted = {**tables, "dates": tables["dates"].iloc[list(order)]}
    assert outcome(RULE, permuted) == outcome(RULE, tables)


@settings(max_examples=FEW)
@given(rows=truths)
def test_renaming_all_entities_keeps_every_finding(rows):
    renamed = [(f"the-{entity}", *rest) for entity, *rest in rows]
    found = outcome(RULE, dated(claimed(rows)))[1]
    found_renamed = outcome(RULE, dated(claimed(renamed)))[1]
    assert [(item.id, item.value_hash) for item in found] == [
        (item.id, item.value_hash) for item in found_renamed
    ]


@settings(max_examples=FEW)
@given(rows=truths, data=st.data())
def test_coarsening_a_date_never_adds_a_claim_to_a_conflict(rows, data):
    rows = [(entity, day, min(shape, 2)) for entity, day, shape in rows]
    chosen = data.draw(st.integers(min_value=0, max_value=len(rows) - 1))
    entity, day, shape = rows[chosen]
    coarser = [*rows[:chosen], (entity, day, min(shape + 1, 2)), *rows[chosen + 1 :]]
    before = {claim for claims in claims_found(RULE, dated(claimed(rows))) for claim in claims}
    after = {claim for claims in claims_found(RULE, dated(claimed(coarser))) for claim in claims}
    assert after <= before


@settings(max_examples=FEW)
@given(one=days, other=days)
def test_removing_one_side_of_a_conflict_of_two_removes_it(one, other):
    rows = claimed([("x", one, 0), ("x", other, 0)])
    assert bool(claims_found(RULE, dated(rows))) == (one != other)
    assert claims_found(RULE, dated(rows[:1])) == claims_found(RULE, dated(rows[1:])) == []

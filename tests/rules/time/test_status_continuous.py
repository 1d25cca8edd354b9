"""The rule `status-continuous`: what is extended was in force."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.time.statuses import StatusContinuous
from tests.helpers.claim_tables import claims_found, outcome, placed

RULE = StatusContinuous()


def status(*rows):
    """Datings (claim, passage, property, date, anchor) of one status."""
    return placed(
        (claim, passage, "curfew", term, text, *(anchor or [""]))
        for claim, passage, term, text, *anchor in rows
    )


DECLARED = ("begin", "p1", "declared", "2001-02")
EXTENDED = ("more", "p5", "extended", "2004-05-09")


@pytest.mark.parametrize(
    ("rows", "claims", "gap"),
    [
        pytest.param(
            [DECLARED, EXTENDED], ("begin", "more"), "1,166 days", id="nothing but a beginning"
        ),
        pytest.param(
            [DECLARED, EXTENDED, ("own", "p5", "lapses", "2005")],
            ("begin", "more"),
            "1,166 days",
            id="its own new end, in the same sentence",
        ),
        pytest.param(
            [DECLARED, EXTENDED, ("own", "p6", "lapses", "2005", "p5")],
            ("begin", "more"),
            "1,166 days",
            id="its own new end, worked out from its sentence",
        ),
        pytest.param(
            [DECLARED, ("end", "p2", "lapses", "2003"), EXTENDED],
            ("end", "more"),
            "130 days",
            id="an end before the extension",
        ),
        pytest.param(
            [
                DECLARED,
                EXTENDED,
                ("next", "p8", "extended", "2006"),
                ("end", "p8", "lapses", "2007"),
            ],
            ("begin", "more"),
            "1,166 days",
            id="the end that a later extension brought",
        ),
        pytest.param(
            [
                DECLARED,
                EXTENDED,
                ("next", "p8", "extended", "2006"),
                ("end", "p9", "lapses", "2007", "p8"),
            ],
            ("begin", "more"),
            "1,166 days",
            id="the end that a later extension brought, worked out from its sentence",
        ),
        pytest.param(
            [DECLARED, ("more", "p5", "extended", "2004"), ("own", "p5", "lapses", "2005")],
            ("begin", "more"),
            "1,037 days",
            id="the end in the sentence of an extension that is dated to a year",
        ),
        pytest.param(
            [DECLARED, ("more", "p5", "extended", "2004"), ("own", "p6", "lapses", "2005", "p5")],
            ("begin", "more"),
            "1,037 days",
            id="an end worked out from an extension that is dated to a year",
        ),
        pytest.param(
            [DECLARED, ("first", "p3", "extended", "2002"), EXTENDED],
            ("first", "more"),
            "495 days",
            id="an earlier extension without an end",
        ),
        pytest.param(
            [
                DECLARED,
                EXTENDED,
                ("own", "p5", "lapses", "2005"),
                ("end", "p9", "lapses", "2005"),
                ("again", "p9", "extended", "2004-05-09"),
            ],
            ("begin", "more"),
            "1,166 days",
            id="the same extension told again, with its end",
        ),
    ],
)
def test_an_extension_that_no_earlier_cover_reaches_is_found(rows, claims, gap):
    findings = outcome(RULE, status(*rows))[1]
    assert claims in [finding.claims for finding in findings]
    (finding,) = [finding for finding in findings if finding.claims == claims]
    assert finding.message.endswith(f"({gap} earlier)")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [DECLARED, ("end", "p1", "lapses", "2004-05-09"), EXTENDED], id="until the very day"
        ),
        pytest.param([DECLARED, ("end", "p1", "lapses", "2004"), EXTENDED], id="until that year"),
        pytest.param([DECLARED, ("end", "p1", "lapses", "[2002..]"), EXTENDED], id="an open end"),
        pytest.param([("begin", "p1", "declared", "2004-05"), EXTENDED], id="begins in that month"),
        pytest.param([("begin", "p1", "declared", "2004-05-09"), EXTENDED], id="begins that day"),
        pytest.param(
            [DECLARED, ("end", "p9", "lapses", "2004-06"), EXTENDED], id="told later in the text"
        ),
        pytest.param(
            [DECLARED, ("end", "p1", "lapses", "2002"), ("more", "p5", "extended", "[..2004]")],
            id="an extension of unknown beginning",
        ),
    ],
)
def test_an_extension_within_earlier_cover_passes(rows):
    count, findings = outcome(RULE, status(*rows))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


def test_an_earlier_extension_covers_up_to_the_end_that_it_brought():
    rows = [
        DECLARED,
        ("end", "p1", "lapses", "2002"),
        ("first", "p3", "extended", "2002-11-30"),
        ("end-2", "p3", "lapses", "2004-06"),
        EXTENDED,
    ]
    count, findings = outcome(RULE, status(*rows))
    assert findings == ()
    assert (count.examined, count.passed) == (2, 2)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([EXTENDED], id="an extension alone"),
        pytest.param([EXTENDED, ("own", "p5", "lapses", "2005")], id="with its own end alone"),
        pytest.param([("begin", "p1", "declared", "2006"), EXTENDED], id="begun after it"),
        pytest.param([("x", "p1", "met", "2001"), EXTENDED], id="a date that is about no status"),
    ],
)
def test_without_anything_known_from_before_it_is_not_evaluable(rows):
    count, findings = outcome(RULE, status(*rows))
    assert findings == ()
    assert (count.examined, count.not_evaluable) == (1, 1)


def test_cover_of_another_status_does_not_count():
    tables = placed(
        [
            ("begin", "p1", "curfew", "declared", "2001", ""),
            ("more", "p5", "curfew", "extended", "2004", ""),
            ("end", "p1", "embargo", "lapses", "2009", ""),
        ]
    )
    assert [finding.claims for finding in outcome(RULE, tables)[1]] == [("begin", "more")]


@pytest.mark.parametrize("passage", ["p1", "p2", "p3"])
def test_an_extension_of_another_status_takes_no_cover_away(passage):
    tables = placed(
        [
            ("other", passage, "embargo", "extended", "2010", ""),
            ("begin", "p2", "curfew", "declared", "2001", ""),
            ("more", "p2", "curfew", "extended", "2004", ""),
            ("end", "p3", "curfew", "lapses", "2009", ""),
        ]
    )
    count, findings = outcome(RULE, tables)
    assert findings == ()
    assert (count.examined, count.passed, count.not_evaluable) == (2, 1, 1)


def test_an_end_worked_out_from_a_later_extension_is_no_cover_whichever_status_is_told_first():
    tables = placed(
        [
            ("other", "p1", "embargo", "declared", "2001", ""),
            ("begin", "p2", "curfew", "declared", "2001", ""),
            ("more", "p5", "curfew", "extended", "2004", ""),
            ("next", "p8", "curfew", "extended", "2006", ""),
            ("end", "p9", "curfew", "lapses", "2007", "p8"),
        ]
    )
    assert ("begin", "more") in claims_found(RULE, tables)


def test_dates_that_are_about_no_status_are_not_examined():
    count, findings = outcome(RULE, status(DECLARED, ("x", "p1", "met", "2004")))
    assert (findings, count.examined) == ((), 0)


def test_a_finding_names_the_extension_and_what_is_known_before_it():
    (finding,) = outcome(RULE, status(DECLARED, EXTENDED))[1]
    assert finding.message == (
        "extended of curfew on 2004-05-09: no claim has the status in force then; the last that is "
        "known before is 2001-02 (1,166 days earlier)"
    )
    assert [(item.claim, item.column, item.value, item.label) for item in finding.evidence] == [
        ("begin", "date", "2001-02", "declared of curfew"),
        ("more", "date", "2004-05-09", "extended of curfew"),
    ]


def test_a_finding_gives_each_form_of_the_last_date_before():
    again = ("begin-2", "p2", "declared", "2001-02-28")
    (finding,) = outcome(RULE, status(DECLARED, again, EXTENDED))[1]
    assert "the last that is known before is 2001-02 and 2001-02-28 (" in finding.message
    assert finding.claims == ("begin", "begin-2", "more")


TERMS = ("declared", "extended", "lapses")
date = st.tuples(st.integers(2001, 2004), st.integers(0, 2))
rows = st.lists(
    st.tuples(st.sampled_from("pq"), st.sampled_from(TERMS), date, st.sampled_from(["", "p", "q"])),
    max_size=6,
)


def claimed(dates):
    return status(
        *(
            (f"c{number}", passage, term, f"{first}/{first + more}", anchor)
            for number, (passage, term, (first, more), anchor) in enumerate(dates)
        )
    )


def extensions_found(dates):
    groups = RULE.derive(claimed(dates))
    return set(groups["claim_id"][groups["gap"] > 0])


def expected(dates):
    """Each extension against each other date, one by one."""
    found = set()
    for number, (passage, term, (first, more), _) in enumerate(dates):
        if term == "extended":
            covered = any(covers(dates, other, passage, first, first + more) for other in dates)
            known = any(start + longer < first for _, _, (start, longer), _ in dates)
            found |= {f"c{number}"} if known and not covered else set()
    return found


def covers(dates, other, passage, first, last):
    at, term, (start, more), anchor = other
    if term == "declared":
        return start <= last and start + more >= first
    brought = [row[2][0] for row in dates if row[1] == "extended" and row[0] in {at, anchor}]
    may_be_earlier = not brought or min(brought) <= last
    is_own = passage in {at, anchor}
    return term == "lapses" and not is_own and may_be_earlier and start + more >= first


@given(dates=rows)
def test_it_agrees_with_comparing_every_two_dates(dates):
    assert extensions_found(dates) == expected(dates)


@given(dates=rows, chosen=st.integers(0, 5))
def test_widening_a_date_never_adds_an_extension_to_those_found(dates, chosen):
    wider = [
        (at, term, (first - 1, more + 2) if number == chosen else (first, more), anchor)
        for number, (at, term, (first, more), anchor) in enumerate(dates)
    ]
    assert extensions_found(wider) <= extensions_found(dates)


@settings(max_examples=40)
@given(one=rows, other=rows)
def test_two_statuses_that_are_told_in_the_same_passages_are_judged_each_for_itself(one, other):
    tables = claimed([*one, *other])
    is_other = tables["dates"].index >= len(one)
    names = tables["dates"]["entity_id"].mask(is_other, "embargo")
    tables["dates"] = tables["dates"].assign(entity_id=names)
    groups = RULE.derive(tables)
    found = set(groups["claim_id"][groups["gap"] > 0])
    assert len(found) == len(expected(one)) + len(expected(other))
    assert expected(one) == {claim for claim in found if int(claim[1:]) < len(one)}


@settings(max_examples=40)
@given(dates=rows, data=st.data())
def test_the_order_of_rows_changes_nothing(dates, data):
    tables = claimed(dates)
    order = data.draw(st.permutations(range(len(dates))))
    permuted = {**tables, "dates": tables["dates"].iloc[list(order)]}
    assert outcome(RULE, permuted) == outcome(RULE, tables)

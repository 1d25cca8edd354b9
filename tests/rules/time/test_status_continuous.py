"""The rule `status-continuous`: what is extended was in force."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.time.status_continuous import Extensions, StatusContinuous
from tests.helpers.claim_tables import cells, claims_found, outcome, placed, sides
from tests.helpers.rule_frames import verdict

RULE = StatusContinuous()


def test_the_model_states_that_cover_reaches_the_first_day_of_the_extension():
    groups = pd.DataFrame(
        [
            ("covered", 10, 11, None),
            ("covered until that day", 10, 10, None),
            ("covered until the day before", 10, 9, None),
            ("without cover", 10, pd.NA, None),
            ("without a past", 10, pd.NA, "no date of the status is certainly before"),
        ],
        columns=["claim_id", "first_day", "covered_until", "not_evaluable"],
    )
    groups = groups.astype({"covered_until": "Int64", "not_evaluable": "str"})
    failures = failing(Extensions, groups)
    assert failures["claim_id"].tolist() == ["covered until the day before", "without cover"]


def status(*rows, entity="curfew"):
    """Datings (claim, passage, property, date, perhaps an anchor) of one status."""
    return placed(told(entity, *rows))


def told(entity, *rows):
    return [
        (claim, passage, entity, term, text, *(anchor or [""]))
        for claim, passage, term, text, *anchor in rows
    ]


DECLARED = ("begin", "p1", "declared", "2001-02")
EXTENDED = ("more", "p5", "extended", "2004-05-09")
EXTENDED_IN_A_YEAR = ("more", "p5", "extended", "2004")
LATER = ("next", "p8", "extended", "2006")


FOUND, NOTHING_BEFORE = "found", "no date of the status is certainly before"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([DECLARED, EXTENDED], FOUND),
        ([DECLARED, ("end", "p2", "lapses", "2003"), EXTENDED], FOUND),
        # Its own new end, in the same sentence or worked out from it.
        ([DECLARED, EXTENDED, ("own", "p5", "lapses", "2005")], FOUND),
        ([DECLARED, EXTENDED, ("own", "p6", "lapses", "2005", "p5")], FOUND),
        ([DECLARED, EXTENDED_IN_A_YEAR, ("own", "p6", "lapses", "2005", "p5")], FOUND),
        # Cover to that day, or perhaps to it.
        ([DECLARED, ("end", "p1", "lapses", "2004-05-09"), EXTENDED], "passed"),
        ([DECLARED, ("end", "p1", "lapses", "2004"), EXTENDED], "passed"),
        ([DECLARED, ("end", "p1", "lapses", "[2002..]"), EXTENDED], "passed"),
        ([("begin", "p1", "declared", "2004-05"), EXTENDED], "passed"),
        # Told later in the text.
        ([DECLARED, ("end", "p9", "lapses", "2004-06"), EXTENDED], "passed"),
        # An extension of unknown beginning.
        (
            [DECLARED, ("end", "p1", "lapses", "2002"), ("more", "p5", "extended", "[..2004]")],
            "passed",
        ),
        # Nothing is known from before.
        ([EXTENDED], NOTHING_BEFORE),
        ([EXTENDED, ("own", "p5", "lapses", "2005")], NOTHING_BEFORE),
        ([("begin", "p1", "declared", "2006"), EXTENDED], NOTHING_BEFORE),
        ([("x", "p1", "met", "2001"), EXTENDED], NOTHING_BEFORE),
        # No extension.
        ([DECLARED, ("x", "p1", "met", "2004")], ""),
    ],
)
def test_a_status_is_in_force_when_it_is_extended(rows, expected):
    assert verdict(RULE, status(*rows)) == expected


@pytest.mark.parametrize(
    "rows",
    [
        # An earlier extension without an end is no cover.
        [("first", "p3", "extended", "2002")],
        # The end that a later extension brought.
        [LATER, ("end", "p8", "lapses", "2007")],
        [LATER, ("end", "p9", "lapses", "2007", "p8")],
        # The same extension told again, with its end.
        [
            *(("own", "p5", "lapses", "2005"), ("again", "p9", "extended", "2004-05-09")),
            ("end", "p9", "lapses", "2005"),
        ],
    ],
)
def test_other_extensions_are_no_cover_nor_is_an_end_that_a_later_one_brought(rows):
    found = claims_found(RULE, status(DECLARED, EXTENDED, *rows))
    assert "more" in {claim for claims in found for claim in claims}


def test_an_earlier_extension_covers_up_to_the_end_that_it_brought():
    first = [("first", "p3", "extended", "2002-11-30"), ("end-2", "p3", "lapses", "2004-06")]
    rows = [DECLARED, ("end", "p1", "lapses", "2002"), *first, EXTENDED]
    count, findings = outcome(RULE, status(*rows))
    assert findings == ()
    assert (count.examined, count.passed) == (2, 2)


def test_cover_of_another_status_does_not_count():
    other = told("embargo", ("end", "p1", "lapses", "2009"))
    tables = placed([*told("curfew", DECLARED, EXTENDED), *other])
    assert claims_found(RULE, tables) == [("begin", "more")]


@pytest.mark.parametrize("passage", ["p1", "p2", "p3"])
def test_an_extension_of_another_status_takes_no_cover_away(passage):
    other = told("embargo", ("other", passage, "extended", "2010"))
    cover = ("end", "p3", "lapses", "2009")
    count, findings = outcome(RULE, placed([*other, *told("curfew", DECLARED, EXTENDED, cover)]))
    assert findings == ()
    assert (count.examined, count.passed, count.not_evaluable) == (2, 1, 1)


def test_a_finding_names_the_extension_and_what_is_known_before_it():
    (finding,) = outcome(RULE, status(DECLARED, EXTENDED))[1]
    assert finding.headline == ("curfew: extended on 9 May 2004, but not known to be in force then")
    assert finding.explanation == (
        "The last date known before is February 2001 (declared), at least 1,166 days earlier."
    )
    assert cells(finding) == [
        ("begin", "date", "2001-02", "declared of curfew"),
        ("more", "date", "2004-05-09", "extended of curfew"),
    ]
    assert sides(finding) == ["curfew (declared) February 2001", "curfew (extended) 9 May 2004"]


def test_a_finding_gives_each_form_of_the_last_date_before():
    again = ("begin-2", "p2", "declared", "2001-02-28")
    (finding,) = outcome(RULE, status(DECLARED, again, EXTENDED))[1]
    assert finding.explanation.startswith(
        "The last date known before is February 2001 (declared) or 28 February 2001 (declared), "
    )
    assert finding.claims == ("begin", "begin-2", "more")


years = st.tuples(st.integers(2001, 2004), st.integers(0, 2))
rows = st.lists(
    st.tuples(
        st.sampled_from(["curfew", "embargo"]),
        st.sampled_from("pq"),
        st.sampled_from(["declared", "extended", "lapses"]),
        years,
        st.sampled_from(["", "p", "q"]),
    ),
    max_size=8,
)


def extensions_found(drawn):
    """Claims of extensions that fail, each row (entity, passage, property, years, anchor)."""
    tables = placed(
        (f"c{number}", passage, entity, term, f"{first}/{first + more}", anchor)
        for number, (entity, passage, term, (first, more), anchor) in enumerate(drawn)
    )
    return set(failing(Extensions, RULE.fill(tables))["claim_id"])


def expected(drawn):
    """Each extension against each other date of its status, one by one."""
    found = set()
    for number, (entity, passage, term, (first, more), _) in enumerate(drawn):
        if term == "extended":
            status = [row[1:] for row in drawn if row[0] == entity]
            covered = any(covers(status, other, passage, first, first + more) for other in status)
            known = any(start + longer < first for _, _, (start, longer), _ in status)
            found |= {f"c{number}"} if known and not covered else set()
    return found


def covers(status, other, passage, first, last):
    at, term, (start, more), anchor = other
    if term == "declared":
        return start <= last and start + more >= first
    brought = [row[2][0] for row in status if row[1] == "extended" and row[0] in {at, anchor}]
    may_be_earlier = not brought or min(brought) <= last
    is_own = passage in {at, anchor}
    return term == "lapses" and not is_own and may_be_earlier and start + more >= first


@given(drawn=rows)
def test_it_agrees_with_comparing_every_two_dates(drawn):
    assert extensions_found(drawn) == expected(drawn)

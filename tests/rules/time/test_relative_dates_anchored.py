"""The rule `relative-dates-anchored`: a date is complete in its sentence."""

from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.time.relative_dates_anchored import Dates, RelativeDatesAnchored
from tests.helpers.claim_tables import cells, documented, outcome, placed, sides

RULE = RelativeDatesAnchored()


def test_the_model_states_that_no_other_passage_completes_the_date():
    groups = pd.DataFrame(
        [
            ("complete", "p1", "", None),
            ("completed from its own sentence", "p1", "p1", None),
            ("completed from another", "p2", "p1", None),
            ("not to be judged", "p2", "p1", "for some reason"),
        ],
        columns=["claim_id", "passage_id", "anchor_passage_id", "not_evaluable"],
    )
    groups = groups.astype({"not_evaluable": "str"})
    assert failing(Dates, groups)["claim_id"].tolist() == ["completed from another"]


def dates(*rows):
    """Datings (claim, passage, date, anchor). p0, p1, p2 follow each other; p9 is elsewhere."""
    rows = [(claim, passage, "fair", "met", text, anchor) for claim, passage, text, anchor in rows]
    passages = [
        ("p0", "gazette", "0"),
        ("p1", "gazette", "0"),
        ("p2", "gazette", "40"),
        ("p9", "almanac", "90"),
    ]
    return documented(placed(rows), passages, [("gazette", "2010"), ("almanac", "2010")])


@pytest.mark.parametrize(
    ("of_anchor", "date"),
    [
        (["2004-02"], "2004-03-22"),
        (["2004-02"], "2004-02"),
        ([], "2004-02"),
        (["[..2009]"], "2004-02"),
        (["2004-01", "2004-05"], "2004-03"),
        (["2004-05", "[..2009]"], "2004-03"),
        (["2004-03-31"], "2004-03"),
        (["2009"], "[2004..]"),
    ],
)
def test_a_date_completed_from_an_earlier_passage_is_found(of_anchor, date):
    rows = [(f"a{number}", "p1", text, "") for number, text in enumerate(of_anchor)]
    count, (finding,) = outcome(RULE, dates(*rows, ("b", "p2", date, "p1")))
    assert finding.claims == ("b",)
    assert finding.explanation.endswith("; p1 completes it.")
    assert (count.examined, count.passed) == (len(rows) + 1, len(rows))


@pytest.mark.parametrize("of_anchor", [["2004-03"], ["2004-03", "2004-05"]])
def test_a_finding_says_if_all_dates_of_the_anchor_are_later(of_anchor):
    rows = [(f"a{number}", "p1", text, "") for number, text in enumerate(of_anchor)]
    (finding,) = outcome(RULE, dates(*rows, ("b", "p2", "2004-01", "p1")))[1]
    assert finding.headline == "fair: January 2004 (met) is completed from another passage"
    assert finding.explanation == (
        "Its own sentence does not print the whole date; "
        "p1 completes it (the passage is of a later date)."
    )
    assert cells(finding) == [("b", "anchor_passage_id", "2004-01 by p1", "met of fair")]
    assert sides(finding) == ["fair (met) January 2004"]


@pytest.mark.parametrize(
    ("anchor", "ending"),
    [
        pytest.param("p2", "p2 completes it (the passage stands after it).", id="further down"),
        pytest.param("p0", "p0 completes it.", id="the paragraph that begins with the sentence"),
        pytest.param("p9", "p9 completes it.", id="in another document"),
    ],
)
def test_a_finding_says_if_the_anchor_stands_after_the_date(anchor, ending):
    (finding,) = outcome(RULE, dates(("b", "p1", "2004-03", anchor)))[1]
    assert finding.explanation.endswith(f"; {ending}")


@pytest.mark.parametrize("unplaced", ["p1", "p2"])
def test_a_passage_without_a_start_stands_neither_before_nor_after_another(unplaced):
    tables = dates(("b", "p1", "2004-03", "p2"))
    passages = tables["passages"]
    start = passages["start"].mask(passages["passage_id"] == unplaced)
    tables["passages"] = passages.assign(start=start)
    (finding,) = outcome(RULE, tables)[1]
    assert finding.explanation.endswith("; p2 completes it.")


@pytest.mark.parametrize("anchor", ["", "p2"])
def test_a_date_that_is_complete_in_its_sentence_passes(anchor):
    tables = dates(("a", "p1", "2004-07", ""), ("b", "p2", "2004-01", anchor))
    count, findings = outcome(RULE, tables)
    assert findings == ()
    assert (count.examined, count.passed) == (2, 2)


place = st.sampled_from(["p1", "p2", "p9"])
rows = st.lists(st.tuples(place, st.integers(1, 9), st.sampled_from(["", "p1", "p2"])), max_size=6)


def oddity(drawn, passage, month, anchor):
    """What is odd about the order of a date and its anchor, from looking at every other date."""
    # p9 is in another document, which is judged by itself.
    others = [other_month for place, other_month, _ in drawn if place == anchor and passage != "p9"]
    if (passage, anchor) == ("p1", "p2"):
        return " (the passage stands after it)"
    return " (the passage is of a later date)" if min(others, default=0) > month else ""


@settings(max_examples=40)
@given(drawn=rows)
def test_it_agrees_with_looking_at_each_date_and_its_anchor(drawn):
    tables = dates(*((f"c{n}", at, f"2004-0{m}-15", by) for n, (at, m, by) in enumerate(drawn)))
    found = {finding.claims: finding for finding in outcome(RULE, tables)[1]}
    groups = defaultdict(list)
    for number, (passage, month, anchor) in enumerate(drawn):
        if anchor not in {"", passage}:
            groups[passage == "p9", anchor].append((f"c{number}", passage, month, anchor))
    assert set(found) == {tuple(claim for claim, *_ in rows) for rows in groups.values()}
    for (_, anchor), rows in groups.items():
        finding = found[tuple(claim for claim, *_ in rows)]
        oddities = [oddity(drawn, *row[1:]) for row in rows]
        if len(rows) == 1:
            assert finding.explanation.endswith(f"; {anchor} completes it{oddities[0]}.")
        else:
            assert finding.headline == f"{len(rows)} dates are completed from {anchor}"
            for each in (" (the passage stands after it)", " (the passage is of a later date)"):
                assert finding.explanation.count(each) == oddities.count(each)


def test_dates_that_one_passage_completes_are_one_finding():
    rows = [("b", "p2", "2004-03", "p1"), ("c", "p2", "2004-01", "p1"), ("d", "p2", "2004", "p0")]
    two, one = outcome(RULE, dates(("a", "p1", "2004-02", ""), *rows))[1]
    assert (two.claims, one.claims) == (("b", "c"), ("d",))
    assert two.headline == "2 dates are completed from p1"
    assert two.explanation == (
        "Their own sentences do not print them whole: fair (met) March 2004, "
        "fair (met) January 2004 (the passage is of a later date)."
    )


def test_a_finding_names_ten_dates_and_counts_the_others():
    rows = [(f"c{number:02}", "p2", f"20{number:02}", "p1") for number in range(1, 13)]
    (finding,) = outcome(RULE, dates(*rows))[1]
    assert finding.headline == "12 dates are completed from p1"
    assert finding.explanation.endswith(", fair (met) 2010 and 2 more.")

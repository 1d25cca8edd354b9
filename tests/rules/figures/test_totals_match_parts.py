"""The rule `totals-match-parts`: parts fit the total that is stated for them."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.figures.totals_match_parts import TotalAndParts, TotalsMatchParts
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.figure_tables import PRINTS, TRUTHS, as_printed, figures
from tests.helpers.rule_frames import judged, verdict

RULE = TotalsMatchParts()


def test_the_model_says_that_the_parts_can_add_up_to_the_total():
    totals = judged(
        TotalAndParts,
        total=["equal", "open", "no-end", "too-much", "too-little", "unknown"],
        lowest_sum=[4, 4, 4, 5, 4, 5],
        highest_sum=[4, 4, None, None, 4, None],
        lowest_total=[4, 9, 9, None, 5, None],
        highest_total=[4, 9, 9, 4, None, 4],
        exhaustive=[True, False, True, False, True, False],
        not_evaluable=[None] * 5 + ["not judged"],
    )
    assert failing(TotalAndParts, totals)["total"].tolist() == ["too-much", "too-little"]


def split(total, *parts, partition="disjoint", **changes):
    """A total f0, and its parts f1, f2, ... of different populations in one passage.

    A part is a value, perhaps with changes to its row.
    """
    rows = [{"value": total}]
    for number, part in enumerate(parts):
        value, own = part if isinstance(part, tuple) else (part, {})
        tie = {"part_of_claim_id": "f0", "partition": partition}
        rows.append({"value": value, "population_id": f"p{number}", **tie, **changes, **own})
    return figures(rows)


@pytest.mark.parametrize(
    ("total", "parts", "sums", "distance"),
    [
        ("100", ["60", "41"], "101, the total is 100", "at least 1 apart"),
        ("<=100", [">=60", ">=50"], "110, the total is up to 100", "at least 10 apart"),
        ("90..100", ["100.5"], "100.45, the total is 90 to 100", "at least 0.45 apart"),
        ("100", [">60", "40", "~4"], "100, the total is 100", "the bound itself is excluded"),
        ("100", ["101", "<=4"], "101, the total is 100", "at least 1 apart"),
    ],
)
def test_disjoint_parts_that_exceed_their_total_are_found(total, parts, sums, distance):
    (finding,) = outcome(RULE, split(total, *parts))[1]
    assert sorted(finding.claims) == sorted(f"f{number}" for number in range(len(parts) + 1))
    assert finding.headline == f"keel: crew in the parts add up to at least {sums}"
    assert f"({distance})" in finding.explanation


@pytest.mark.parametrize(
    ("total", "parts", "distance"),
    [
        ("100", ["60", "41"], "at least 1 apart"),
        ("100", ["60", "<=39"], "at least 1 apart"),
        (">100", ["60", "40"], "the bound itself is excluded"),
        (">=100", ["60", "10..20"], "at least 20 apart"),
    ],
)
def test_exhaustive_parts_that_miss_their_total_are_found(total, parts, distance):
    (finding,) = outcome(RULE, split(total, *parts, partition="exhaustive"))[1]
    assert f"({distance})" in finding.explanation


ALL = {"partition": "exhaustive"}
BOATS = {"unit": "boats"}
OPEN = {"partition": ""}
AGAIN = {"population_id": "p0", "passage_id": "s2"}
NO_END = "the total has no highest value"
NO_PART = "the extent of a part is not known"
UNIT = "a part has another unit than the total"
NO_TOTAL = "the total is not coded as a figure"
NOT_PLACED = "a part does not say how it lies in the total"


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (split("100", "60", "40"), "passed"),
        (split("100", "60"), "passed"),
        (split("<=100", ">=60", ">=40"), "passed"),
        (split("100", ">60", "39.9"), "passed"),
        (split("100", "60", "40", **ALL), "passed"),
        (split("<=100", "60", "10..90", **ALL), "passed"),
        (split(">100", "60", "40.5", **ALL), "passed"),
        (split("100", "60", ("30", {"partition": "disjoint"}), **ALL), "passed"),
        (split("many 200", "150"), NO_END),
        (split(">=200", "150", "300"), NO_END),
        (split("~100", "60", "50"), "the extent of the total is not known"),
        (split("100", "60", "~20"), NO_PART),
        (split("100", "60", "~20", **ALL), NO_PART),
        (split("100", "60", "50", **BOATS), UNIT),
        (split("100", "60", ("50", BOATS)), UNIT),
        (split("20", "15", "15", measure_id="speed"), "values of the measure do not add up"),
        (split("100", "60", part_of_claim_id="f9"), NO_TOTAL),
        (split("100", "60", part_of_claim_id=""), ""),
        # A part that another passage restates counts once, with what is common to both.
        (split("100", "60", ("60", {"population_id": "p0"})), "found"),
        (split("100", "60", ("60", AGAIN)), "passed"),
        (split("60", ">50", (">=60", AGAIN)), "passed"),
        (split("60", ">60", (">=50", AGAIN)), "found"),
        # The structure asks for a partition, and another profile need not.
        (split("100", "60", **OPEN), NOT_PLACED),
        (split("100", "60", ("50", OPEN)), NOT_PLACED),
        (split("100", "60", ("30", OPEN), **ALL), NOT_PLACED),
        (split("100", "60", "50", ("5", OPEN)), "found"),
    ],
)
def test_a_total_is_compared_with_the_parts_that_can_be_added(tables, expected):
    assert verdict(RULE, tables) == expected


def test_each_total_has_its_own_parts():
    tables = split("100", "60", "50", "70", "20", "5")
    rows = tables["figures"]
    rows.loc[3, "part_of_claim_id"] = ""
    rows.loc[4, "part_of_claim_id"] = "f3"
    rows.loc[5, "partition"] = ""
    count, (finding,) = outcome(RULE, tables)
    assert finding.claims == ("f0", "f1", "f2")
    assert "add up to at least 110" in finding.headline
    assert (count.examined, count.passed) == (2, 1)


def test_a_total_that_is_divided_in_several_ways_is_compared_with_each_of_them():
    by_sex = {"breakdown": "by-sex", "partition": "exhaustive"}
    by_age = {"breakdown": "by-age", "partition": "exhaustive"}
    parts = [("60", by_sex), ("40", by_sex), ("70", by_age), ("29", by_age)]
    _, (finding,) = outcome(RULE, split("100", *parts))
    assert set(finding.claims) == {"f0", "f3", "f4"}
    assert finding.message == (
        "keel: crew in the parts add up to at most 99, the total is 100. "
        "The parts are 70, 29 (at least 1 apart)."
    )


def test_a_finding_gives_the_total_and_each_part_as_they_are_worded():
    (finding,) = outcome(RULE, split("<=100", ">=60", "50..70", "5"))[1]
    assert cells(finding) == [
        ("f0", "high", "up to 100", "total"),
        ("f1", "low", "at least 60", "part"),
        ("f2", "low", "50 to 70", "part"),
        ("f3", "best", "5", "part"),
    ]


@settings(max_examples=25)
@given(parts=st.lists(st.integers(0, 50), min_size=1, max_size=6), miss=st.integers(-50, 50))
def test_a_total_that_is_wrong_by_any_number_is_found(parts, miss):
    total, texts = str(sum(parts) + miss), [str(part) for part in parts]
    assert verdict(RULE, split(total, *texts)) == ("found" if miss < 0 else "passed")
    assert verdict(RULE, split(total, *texts, **ALL)) == ("found" if miss else "passed")


def test_a_distance_that_no_float_holds_is_exact():
    (finding,) = outcome(RULE, split("1", *["99999999999999"] * 1000))[1]
    assert "(at least 99999999999998999 apart)" in finding.explanation.replace(",", "")


def test_two_totals_that_are_said_to_contain_each_other_are_one_finding():
    tables = split("100", "120")
    tables["figures"].loc[0, ["part_of_claim_id", "partition"]] = ["f1", "exhaustive"]
    count, (finding,) = outcome(RULE, tables)
    assert finding.claims == ("f0", "f1")
    assert finding.message == (
        "keel: crew in the parts add up to at least 120, the total is 100. "
        "The parts are 120 (at least 20 apart). "
        "keel: crew in the parts add up to at most 100, the total is 120. "
        "The parts are 100 (at least 20 apart)."
    )
    assert (count.examined, count.found) == (1, 1)


# Rounded parts, as a yearbook prints them. The sums were worked out by hand.

AREA = {"measure_id": "deck_area", "partition": "exhaustive"}


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        # Square kilometres: 312, 208 and 95 are 613.5 to 616.5.
        ("616", ["312", "208", "95"], "passed"),
        ("617", ["312", "208", "95"], "passed"),
        ("618", ["312", "208", "95"], "found"),
        ("613", ["312", "208", "95"], "passed"),
        ("612", ["312", "208", "95"], "found"),
        # Thousands of tons: 1214.4, 987.7 and 640.3 are 2842.25 to 2842.55.
        ("2842.3", ["1214.4", "987.7", "640.3"], "passed"),
        ("2842", ["1214.4", "987.7", "640.3"], "passed"),
        ("2842.7", ["1214.4", "987.7", "640.3"], "found"),
        # Exports less imports: 22.1 - 39.2 is -17.2 to -17.0.
        ("-17", ["22.1", "-39.2"], "passed"),
        ("-17.3", ["22.1", "-39.2"], "found"),
    ],
)
def test_a_total_that_rounding_explains_passes_and_the_next_one_is_found(total, parts, expected):
    tables = split(total, *parts, **AREA)
    tables["figures"].loc[0, "measure_id"] = "deck_area"
    assert verdict(RULE, tables) == expected


@pytest.mark.parametrize(
    ("total", "expected"), [("2.6 million", "passed"), ("2.5 million", "found")]
)
def test_parts_in_millions_are_as_exact_as_they_are_printed(total, expected):
    """1.2, 0.9 and 0.7 million are at least 2.65 million."""
    words = ["1.2 million", "0.9 million", "0.7 million"]
    parts = [(f"{text[0]}{text[2]}00000", {"as_stated": text}) for text in words]
    tables = split(f"{total[0]}{total[2]}00000", *parts)
    tables["figures"].loc[0, "as_stated"] = total
    assert verdict(RULE, tables) == expected


def listed(*shares, partition="exhaustive", **changes):
    """Shares f0, f1, ... of one whole: (item, value), perhaps with changes to the row."""
    rows = [
        {
            "value": value,
            "population_id": item,
            "breakdown": "by-trade",
            "unit": "percent",
            "measure_id": "speed",
            "partition": partition,
            **changes,
            **dict(*own),
        }
        for item, value, *own in shares
    ]
    return figures(rows)


def trades(*values, **changes):
    return listed(
        *zip(("farms", "mills", "shops", "ports", "docks"), values, strict=False), **changes
    )


SOME = {"partition": "disjoint"}


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (trades("38", "21", "41"), "passed"),
        (trades("38", "21", "42"), "passed"),  # at least 99.5
        (trades("38", "21", "43"), "found"),  # at least 100.5
        (trades("38", "21", "39"), "found"),  # at most 99.5
        (trades("38.0", "21.0", "41.1"), "passed"),
        (trades("38.0", "21.0", "41.2"), "found"),
        (trades("38", "21", **SOME), "passed"),
        (trades("60", "42", **SOME), "found"),
        (trades("38", "<=21", ">40"), "passed"),
        (trades("38", "~21", "41"), NO_PART),
        (trades("60", "~21", "45"), "found"),
        # Output by use: 77.8 + 17.4 + 21.9 + 22.1 = 139.2, of which imports are taken.
        (trades("77.8", "17.4", "21.9", "22.1", "-39.2"), "passed"),
        (trades("77.8", "17.4", "21.9", "22.1", "-39.4"), "passed"),
        (trades("77.8", "17.4", "21.9", "22.1", "-39.5"), "found"),
        (trades("77.8", "17.4", "21.9", "22.1", "-36.2"), "found"),
        (trades("77.8", "17.4", "21.9", "-1.5", **SOME), "negative parts may be missing"),
        (trades("110", "-1", "<=5"), "passed"),  # the last may be negative, too
        (trades("105", **SOME), "found"),
        (trades("38", "21", "43", unit="persons"), "a list of counts has no total"),
        (trades("38", "21", "43", partition=""), NOT_PLACED),
        (listed(("farms", "60"), ("mills", "50", {"unit": "persons"})), UNIT),
        (
            listed(("farms", "60"), ("mills", "50", {"measure_id": "deck_area"})),
            "the shares are not all of one measure and time",
        ),
        # A share that another passage repeats counts once.
        (listed(("farms", "60"), ("mills", "40"), ("mills", "40", {"passage_id": "s2"})), "passed"),
    ],
)
def test_the_shares_of_one_whole_can_be_100_percent_before_rounding(tables, expected):
    assert verdict(RULE, tables) == expected


def test_lists_of_other_times_names_and_documents_are_apart():
    years = [("farms", "60", {"as_of": "2001"}), ("mills", "40", {"as_of": "2001"})]
    years += [(item, share, {"as_of": "2002"}) for item, share, _ in years]
    assert outcome(RULE, listed(*years))[0].passed == 2
    names = [("farms", "60", {"breakdown": name}) for name in ("by-trade", "by-land")]
    assert outcome(RULE, listed(*names, **SOME))[0].passed == 2
    undated = listed(*years[:1], ("mills", "40"))
    assert outcome(RULE, undated)[0].reasons == {
        "the shares are not all of one measure and time": 2
    }
    again = listed(("farms", "60"), ("mills", "40"), ("mills", "45", {"passage_id": "s2"}), **SOME)
    passages = frame("passage_id document_id", [("s1", "old"), ("s2", "new")])
    assert outcome(RULE, {**again, "passages": passages})[0].passed == 2


def test_a_finding_of_shares_names_each_item():
    tables = trades("38", "21", "43")
    entities = frame("entity_id label", [("farms", "Farms"), ("mills", "Mills")])
    (finding,) = outcome(RULE, {**tables, "entities": entities})[1]
    assert finding.message == (
        "speed (by trade): the shares add up to at least 100.5 %, not to 100 %. "
        "The parts are Farms 38, Mills 21, shops 43 (at least 0.5 percentage points apart)."
    )
    assert cells(finding)[0] == ("f0", "best", "38", "farms")


@settings(max_examples=40, deadline=None)
@given(
    parts=st.lists(st.tuples(TRUTHS, PRINTS, st.booleans()), min_size=1, max_size=5),
    total=PRINTS,
    partition=st.sampled_from(["exhaustive", "disjoint"]),
)
def test_rounding_a_true_table_never_makes_a_finding(parts, total, partition):
    signs = [-1 if is_negative and partition == "exhaustive" else 1 for *_, is_negative in parts]
    truths = [sign * truth for sign, (truth, *_) in zip(signs, parts, strict=True)]
    printed = [as_printed(truth, *how) for truth, (_, how, _) in zip(truths, parts, strict=True)]
    rows = [(row.pop("value"), row) for row in printed]
    tables = split("0", *rows, **{**AREA, "partition": partition})
    whole = as_printed(sum(truths), *total)
    numbers = dict.fromkeys(("low", "best", "high"), whole.pop("value"))
    for column, cell in {**numbers, **whole, "measure_id": "deck_area"}.items():
        tables["figures"].loc[0, column] = cell
    assert claims_found(RULE, tables) == []


@settings(max_examples=40, deadline=None)
@given(
    items=st.lists(st.integers(-50, 500), min_size=1, max_size=6).filter(
        lambda all_: sum(all_) > 0
    ),
    how=st.tuples(st.integers(-2, 0), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN])),
    shown=st.integers(1, 6),
)
def test_rounding_true_shares_never_makes_a_finding(items, how, shown):
    shares = [Decimal(100 * item) / sum(items) for item in items]
    printed = [(f"item-{n}", as_printed(share, *how)["value"]) for n, share in enumerate(shares)]
    assert verdict(RULE, listed(*printed)) == "passed"
    if min(items) >= 0:
        assert verdict(RULE, listed(*printed[:shown], **SOME)) == "passed"

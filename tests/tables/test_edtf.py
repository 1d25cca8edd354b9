"""EDTF texts mean the days that the standard says; the library `edtf` is the witness."""

import datetime
import re
from typing import Any

import pandas as pd
import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from checks.tables.edtf import bounds, calendar_days

DATES = {
    # text: (earliest, latest, precision); None = open
    "2017": ("2017-01-01", "2017-12-31", "year"),
    "2017-02": ("2017-02-01", "2017-02-28", "month"),
    "2016-02": ("2016-02-01", "2016-02-29", "month"),
    "1900-02": ("1900-02-01", "1900-02-28", "month"),
    "2000-02": ("2000-02-01", "2000-02-29", "month"),
    "2017-12": ("2017-12-01", "2017-12-31", "month"),
    "2017-12-31": ("2017-12-31", "2017-12-31", "day"),
    "2016-02-29": ("2016-02-29", "2016-02-29", "day"),
    "0001": ("0001-01-01", "0001-12-31", "year"),
    "9999-12-31": ("9999-12-31", "9999-12-31", "day"),
    "2017?": ("2017-01-01", "2017-12-31", "year"),
    "2017-04~": ("2017-04-01", "2017-04-30", "month"),
    "2017-04-05%": ("2017-04-05", "2017-04-05", "day"),
    "2012-10/2012-12": ("2012-10-01", "2012-12-31", "interval"),
    "2012/2012": ("2012-01-01", "2012-12-31", "interval"),
    "2012-05/2012": ("2012-05-01", "2012-12-31", "interval"),
    "2012~/2013-03?": ("2012-01-01", "2013-03-31", "interval"),
    "2012/..": ("2012-01-01", None, "open"),
    "../2012-03": (None, "2012-03-31", "open"),
    "[..2015]": (None, "2015-12-31", "open"),
    "[2015-07..]": ("2015-07-01", None, "open"),
    "[2014..2016]": ("2014-01-01", "2016-12-31", "interval"),
    "[2014-08-30..2014-09]": ("2014-08-30", "2014-09-30", "interval"),
}

IMPOSSIBLE = {
    # text of the form of a date: precision
    **dict.fromkeys(["0000"], "year"),
    **dict.fromkeys(["2017-13", "2017-00", "2017-27~"], "month"),
    **dict.fromkeys(["2017-02-29", "1900-02-29", "2017-04-31", "2017-04-00"], "day"),
    **dict.fromkeys(["2017/2016", "2017-05/2017-04", "[2016..2014]", "2016/2017-13"], "interval"),
    **dict.fromkeys(["2017-13/..", "[..2017-02-30]"], "open"),
}

NO_DATES = [
    *("17", "217", "02017", "2017-", "2017-1", "2017-1X", "201X", "2017-4-1", "20170401"),
    *("../..", "[..]", "/", "2017/", "/2017", "2017/2018/2019", "..", "2017..", "2017..2018"),
    *("2017??", "2017?~", "?2017", "..?/2017", "[2017?..2018]", "[2017", "2017]", "[2017]"),
    *("2017-04-01T00:00", "April 2017", "2017\n", " 2017", "2017 ", "-2017", "٢٠١٧", "Y2017"),
]


def one(text: str) -> dict[str, Any]:
    row = bounds(pd.Series([text], dtype="str")).iloc[0]
    day = {
        side: None if pd.isna(row[side]) else f"{row[side]:%Y-%m-%d}".rjust(10, "0")
        for side in ("earliest", "latest")
    }
    return {**row, **day}


@pytest.mark.parametrize("text", DATES)
def test_date_spans_the_days_that_it_names(text: str) -> None:
    found = one(text)
    assert (found["earliest"], found["latest"], found["precision"]) == DATES[text]
    assert found["valid"]


@pytest.mark.parametrize("text", NO_DATES)
def test_text_outside_the_subset_is_invalid_and_has_no_bounds(text: str) -> None:
    found = one(text)
    assert not found["valid"]
    assert not found["written"]
    assert (found["earliest"], found["latest"], found["precision"]) == (None, None, "")


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_date_that_the_calendar_does_not_have_has_a_precision_and_no_bounds(text: str) -> None:
    found = one(text)
    assert (found["written"], found["valid"]) == (True, False)
    assert (found["earliest"], found["latest"]) == (None, None)
    assert found["precision"] == IMPOSSIBLE[text]


def test_bounds_keep_index_order_and_repetitions() -> None:
    values = pd.Series(["2017", "x", "2017", ""], index=[9, 4, 7, 2], dtype="str")
    found = bounds(values)
    assert found.index.tolist() == [9, 4, 7, 2]
    assert found["precision"].tolist() == ["year", "", "year", ""]
    assert found["valid"].tolist() == [True, False, True, True]
    assert found["latest"].isna().tolist() == [False, True, False, True]


@pytest.mark.parametrize("values", [[], [""], ["2017"], ["../2017"]])
def test_columns_have_the_same_types_whatever_the_values(values: list[str]) -> None:
    types = bounds(pd.Series(values, dtype="str")).dtypes.astype(str).to_dict()
    assert types == {
        "earliest": "datetime64[s]",
        "latest": "datetime64[s]",
        "precision": "str",
        "written": "bool",
        "valid": "bool",
    }


day = st.dates(min_value=datetime.date(1000, 1, 1)).map(str)
date = st.tuples(day, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])
qualified = st.tuples(date, st.sampled_from(["", "?", "~", "%"])).map("".join)
side = st.one_of(qualified, st.just(".."))
text_of_the_subset = st.one_of(
    qualified,
    st.tuples(side, side).map("/".join).filter(lambda text: text != "../.."),
    date.map(lambda text: f"[..{text}]"),
    date.map(lambda text: f"[{text}..]"),
)


def witness(text: str) -> tuple[str | None, str | None]:
    """The bounds that the library gives, as texts; None = open."""
    parsed = parse_edtf(text)
    limits = (parsed.lower_strict(), parsed.upper_strict())
    return tuple(  # type: ignore[return-value]
        None if isinstance(limit, float) else "{:04}-{:02}-{:02}".format(*limit[:3])
        for limit in limits
    )


@given(text_of_the_subset)
def test_bounds_are_those_of_the_witness_unless_reversed(text: str) -> None:
    earliest, latest = witness(text)
    found = one(text)
    if earliest and latest and earliest > latest:
        assert not found["valid"]
    else:
        assert (found["earliest"], found["latest"]) == (earliest, latest)
        assert found["valid"]


@given(st.text(alphabet="012-9/.[]?~%Xé \n", max_size=14))
def test_no_text_raises_and_only_texts_of_the_grammar_are_valid(text: str) -> None:
    grammar = r"(D[?~%]?|(D[?~%]?|\.\.)/(D[?~%]?|\.\.)|\[D\.\.(D)?\]|\[\.\.D\])?".replace(
        "D", r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
    )
    assert re.fullmatch(grammar, text) or not one(text)["valid"]


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_calendar_day_is_a_day_iff_the_calendar_has_it(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    (found,) = calendar_days(pd.Series([text], dtype="str"))
    try:
        expected = datetime.date(year, month, day)
    except ValueError:
        assert pd.isna(found)
    else:
        assert found.date() == expected


def test_calendar_day_of_any_other_form_is_none() -> None:
    texts = ["", "2017", "2017-04", "2017-4-1", "x2017-04-01", "2017-04-01x"]
    assert calendar_days(pd.Series(texts, dtype="str")).isna().all()

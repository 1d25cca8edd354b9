"""Days as numbers, and the day against which a document measures."""

import pandas as pd
import pytest

from checks.rules.common.days import FAR_AWAY, at_least, days_or, documents_of
from checks.rules.common.figure_times import figure_times
from tests.helpers.claim_tables import documented, frame, with_bounds


def test_open_ends_lie_beyond_every_day_of_a_calendar_with_four_digits():
    ends = pd.Series(["-9999-01-01", "9999-12-31"]).to_numpy("datetime64[s]")
    assert days_or(pd.Series(ends), 0).abs().max() < FAR_AWAY


def test_each_passage_is_of_its_document_and_its_first_and_last_possible_day():
    passages = [("p1", "gazette", "0"), ("p2", "almanac", "0"), ("p3", "leaflet", "0")]
    documents = [("almanac", "1970-02"), ("gazette", "1970-01-03"), ("leaflet", "[..1970]")]
    tables = documented({}, passages, documents)
    asked = pd.Series(["p2", "p1", "p3", "p2"], index=[4, 2, 9, 8], dtype="str")
    found = documents_of(asked, tables)
    assert found.index.tolist() == [4, 2, 9, 8]
    assert found["document_id"].tolist() == ["almanac", "gazette", "leaflet", "almanac"]
    assert found["as_of"].tolist() == ["1970-02", "1970-01-03", "[..1970]", "1970-02"]
    assert found["as_of_day"].fillna(-1).tolist() == [31, 2, -1, 31]
    assert found["as_of_last_day"].tolist() == [58, 2, 364, 58]


def test_a_figure_holds_for_the_day_of_its_level_or_else_for_the_period_of_its_count():
    texts = [("1970-01-03", ""), ("", "1970-02"), ("1970-01-03", "1970-02"), ("", "")]
    times = figure_times(with_bounds(frame("as_of period", texts), "as_of", "period"))
    assert list(times.itertuples(index=False, name=None)) == [
        (2, 2, False),
        (31, 58, True),
        (2, 2, False),
        (-FAR_AWAY, FAR_AWAY, False),
    ]


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        (["2004-03-01", "2004-03-03"], "2 days"),
        (["raided cove 2004-03-01", "-0200-03-03"], "2 days"),
        (["2004-02", "2004-03-02"], "at least 2 days"),
        (["2004-03-01~", "2004-03-03"], "at least 2 days"),
        (["[..2004-03-01]", "2004-03-03"], "at least 2 days"),
        (["2004-02-01/2004-03-01", "2004-03-03"], "at least 2 days"),
    ],
)
def test_a_distance_is_the_least_one_unless_all_dates_are_single_days(dates, text):
    assert at_least(2, dates) == text

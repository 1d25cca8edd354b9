"""The words that findings about polls share."""

import pytest

from checks.rules.labels import Labels
from checks.rules.polls.words import answer, asked, points, quoted, share, span, stated
from checks.rules.rule import Evidence, Violation
from tests.helpers.claim_tables import frame

LABELS = {"gulls": "Gull Poll", "kelp": "Kelp Research", "unlo": "UNLO (United Lighthouses)"}


def violation(**cells):
    entities = frame("entity_id label", LABELS.items())
    return Violation({"decimals": 1, **cells}, (), Labels({"entities": entities}))


def test_a_code_is_written_as_words_with_the_labels_of_what_it_names():
    assert quoted(violation(), "not-good-job") == "“not good job”"
    assert quoted(violation(), "work-of-unlo") == "“work of UNLO”"


@pytest.mark.parametrize(
    ("topic", "words"),
    [("bridge", "Gull Poll on “bridge”"), ("-".join(["bridge"] * 11), "Gull Poll")],
)
def test_a_poll_goes_by_its_topic_unless_both_are_long(topic, words):
    assert asked(violation(poll_id="gulls", topic=topic)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("54.30", "54.30 %"),
        ("more than 60", "more than 60 %"),
        ("60..70", "60 to 70 %"),
        ("60..", "at least 60 %"),
        ("..70", "up to 70 %"),
    ],
)
def test_a_share_is_written_as_printed_or_by_its_bounds(value, words):
    assert share(value) == words


def test_an_answer_names_its_poll_where_the_label_does():
    assert answer(violation(), Evidence("a0", "percent", "54", "yes")) == "“yes” 54 %"
    item = Evidence("a0", "percent", "54", "gulls: not-yet")
    assert answer(violation(), item) == "Gull Poll: “not yet” 54 %"


@pytest.mark.parametrize(
    ("low", "high", "words"), [(20, 24, "1.0 to 1.2"), (60, 100, "3 to 5"), (20, 20, "1")]
)
def test_both_ends_of_a_range_have_the_same_decimals(low, high, words):
    assert span(low, high, violation()) == words


def test_one_point_is_not_in_the_plural():
    assert points(20, violation()) == "1 percentage point"
    assert points(1, violation(), "point") == "0.05 points"


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("sample_size", ["1200", "900"], "1,200 or 900 respondents"),
        ("base", ["640"], "640 respondents"),
        ("fieldwork", ["2014-08", "[..2015]"], "fieldwork in August 2014 or by 2015"),
        ("published", ["2014-08-07"], "published on 7 August 2014"),
        ("pollster_id", ["gulls", "kelp"], "conducted by Gull Poll or by Kelp Research"),
    ],
)
def test_what_mentions_state_of_a_poll_is_in_words(column, values, words):
    assert stated(violation(), column, *values) == words

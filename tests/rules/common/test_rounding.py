"""The step to which a figure is rounded."""

import pytest

from checks.rules.common.rounding import rounding_steps
from tests.helpers.figure_tables import figures, measures


@pytest.mark.parametrize(
    ("value", "words", "more", "step"),
    [
        ("53", "53 soldiers", {}, ""),
        ("14500", "14,500", {}, ""),
        ("14.2", "14.2", {}, "0.1"),
        ("14", "14.00 tons", {}, "0.01"),
        ("14.20", "14.2 tons", {}, "0.1"),
        ("14.0", "14 tons", {}, ""),
        ("2300000", "2.3 million", {}, "100000"),
        ("2000000", "two million", {}, "1000000"),
        ("40000", "40k", {}, "1000"),
        ("2.5", "2,5 Millionen", {}, "0.1"),
        ("38", "38 percent", {"unit": "percent"}, "1"),
        ("38", "38 percent", {"unit": "percentage-points"}, "1"),
        ("38", "38", {"measure_id": "deck_area"}, "1"),
        ("38", "38", {"measure_id": "speed"}, "1"),
        ("38", "38", {"measure_id": "unheard-of"}, ""),
        ("38000", "38", {"rounded_to": "1000"}, "1000"),
        ("2500000", "2.5 million", {"rounded_to": "0"}, "0"),
        (">=2.5", "at least 2.5", {}, ""),
    ],
)
def test_the_step_is_declared_or_printed_or_that_of_whole_numbers(value, words, more, step):
    tables = figures([{"value": value, "as_stated": words, **more}])
    assert rounding_steps(tables["figures"], measures()).tolist() == [step]


def test_without_words_and_kinds_the_decimals_of_the_value_count():
    table = figures([{"value": "14.25"}, {"value": "14"}])["figures"]
    table = table.drop(columns=["as_stated", "rounded_to"])
    vocabulary = measures().drop(columns="kind_of_number")
    assert rounding_steps(table, vocabulary).tolist() == ["0.01", ""]

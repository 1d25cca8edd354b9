"""The rule `parts-fit-in-wholes`: no part measures more than its whole."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.actors.parts_fit_in_wholes import PartsAndWholes, PartsFitInWholes
from tests.helpers.actor_tables import harbour, model_frame, verdict
from tests.helpers.claim_tables import claims_found, outcome, sides

RULE = PartsFitInWholes()

TIE = ("r", "gull", "belongs_to", "fleet")
FOUND, PASSED, NOT_COMPARED = "found", "passes", "not compared"


def figure(claim, entity, qualifier, value, measure="sailors", *more):
    """A figure with the bounds that its qualifier calls for (`between` and `exactly` take all)."""
    low, _, high = value.partition("-") if "-" in value else (value, "", value)
    cells = {
        "exactly": (value, value, value),
        "at-least": (value, "", ""),
        "more-than": (value, "", ""),
        "vague": (value, "", ""),
        "up-to": ("", "", value),
        "about": ("", value, ""),
        "between": (low, "", high),
    }
    return (claim, entity, measure, qualifier, *cells[qualifier], *more)


def compared(part, whole, ties=(TIE,)):
    """What the rule says of a figure of the gull and one of the fleet."""
    rows = [figure("p", "gull", *part), figure("w", "fleet", *whole)]
    tables = harbour(ties, figures=rows)
    return verdict(RULE, tables)


def test_the_model_asks_that_the_part_may_measure_as_little_as_the_whole():
    values = "lowest_of_part lowest_is_excluded highest_of_whole"
    frame = model_frame(
        f"part_id whole_id quantity unit population_id {values}",
        ("gull", "fleet", "staff", "persons", "", 40, False, 40, None),
        ("tern", "fleet", "staff", "persons", "", 40, True, 42, None),
        ("auk", "fleet", "staff", "persons", "", 40, True, 40, None),
        ("skua", "fleet", "staff", "persons", "cooks", 42, False, 40, None),
        ("crake", "fleet", "staff", "persons", "", 42, False, 40, "unknown"),
    ).astype({"lowest_of_part": "Int64", "highest_of_whole": "Int64"})
    assert failing(PartsAndWholes, frame)["part_id"].tolist() == ["auk", "skua"]


NO_LOWEST, NO_HIGHEST = "the part has no lowest value", "the whole has no highest value"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (("exactly", "40"), ("exactly", "20"), FOUND),
        (("exactly", "20"), ("exactly", "20"), PASSED),
        (("exactly", "20.01"), ("exactly", "20"), FOUND),
        (("exactly", "20.00"), ("exactly", "20"), PASSED),
        (("exactly", "9"), ("exactly", "10"), PASSED),
        (("at-least", "40"), ("between", "10-20"), FOUND),
        (("at-least", "20"), ("between", "10-20"), PASSED),
        (("more-than", "20"), ("between", "10-20"), FOUND),
        (("more-than", "20"), ("exactly", "20.1"), PASSED),
        (("vague", "200"), ("up-to", "150"), FOUND),
        (("between", "15-40"), ("exactly", "20"), PASSED),
        (("up-to", "40"), ("exactly", "20"), NO_LOWEST),
        (("about", "40"), ("exactly", "20"), NO_LOWEST),
        (("exactly", "1234567890123456"), ("exactly", "20"), NO_LOWEST),
        (("exactly", "40"), ("at-least", "20"), NO_HIGHEST),
        (("exactly", "40"), ("about", "20"), NO_HIGHEST),
    ],
)
def test_the_lowest_value_of_a_part_is_held_against_the_highest_of_its_whole(part, whole, expected):
    assert compared(part, whole) == expected


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        (("r", "fleet", "comprises", "gull"), FOUND),
        (("r", "gull", "bought_by", "fleet"), FOUND),
        (("r", "fleet", "belongs_to", "gull"), PASSED),
        (("r", "gull", "near", "fleet"), NOT_COMPARED),
        (("r", "gull", "belongs_to", "company"), NOT_COMPARED),
    ],
)
def test_the_predicate_says_which_side_is_the_part(tie, expected):
    assert compared(("exactly", "40"), ("exactly", "20"), [tie]) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        # Additive measures of one quantity, in one unit.
        (("sailors",), ("deckhands",), FOUND),
        (("average_age",), ("average_age",), NOT_COMPARED),
        (("sailors",), ("head_count",), NOT_COMPARED),
        (("sailors", "", "", "", "", "persons"), ("sailors",), NOT_COMPARED),
        # Of one population, or of a population and all.
        (("sailors", "cooks"), ("sailors", "cooks"), FOUND),
        (("sailors", "cooks"), ("sailors", ""), FOUND),
        (("sailors", ""), ("sailors", "cooks"), NOT_COMPARED),
        (("sailors", "cooks"), ("sailors", "mates"), NOT_COMPARED),
        # Of times that may be one: levels as of a day, and counts over a period.
        (("sailors", "", "2004"), ("sailors", "", "2004-05"), FOUND),
        (("sailors", "", "2004"), ("sailors",), FOUND),
        (("sailors", "", "2004"), ("sailors", "", "2005"), NOT_COMPARED),
        (("sailors", "", "2004"), ("sailors", "", "", "2005"), NOT_COMPARED),
        (("sailors", "", "2004"), ("sailors", "", "", "2003/2005"), FOUND),
        (("sailors", "", "", "2004"), ("sailors", "", "2004-05"), FOUND),
        # The period of the whole holds that of the part.
        (("sailors", "", "", "2004"), ("sailors", "", "", "2003/2005"), FOUND),
        (("sailors", "", "", "2004"), ("sailors", "", "", "2004-06/.."), NOT_COMPARED),
        (("sailors", "", "", "2003/2005"), ("sailors", "", "", "2004"), NOT_COMPARED),
        (("sailors", "", "", "2004-06/.."), ("sailors", "", "", "2004/.."), FOUND),
    ],
)
def test_figures_of_one_quantity_population_and_time_are_compared(part, whole, expected):
    assert compared(("exactly", "40", *part), ("exactly", "20", *whole)) == expected


@pytest.mark.parametrize(
    ("start", "end", "time", "expected"),
    [
        ("2004", "", "2004", FOUND),
        ("2004", "", "2003", NOT_COMPARED),
        ("[..2004]", "", "2003", FOUND),
        ("2004", "2006", "2006", FOUND),
        ("2004", "2006", "2007", NOT_COMPARED),
        ("2004", "[2006..]", "2007", FOUND),
    ],
)
def test_figures_from_before_or_after_the_part_was_one_are_not_compared(start, end, time, expected):
    tie = (*TIE, start, end)
    exactly = ("exactly", "40", "sailors", "", time)
    assert compared(exactly, ("exactly", "20"), [tie]) == expected
    assert compared(("exactly", "40"), ("exactly", "20", *exactly[2:]), [tie]) == expected
    is_examined = PASSED if expected == FOUND else NOT_COMPARED
    assert compared(("exactly", "10", *exactly[2:]), ("exactly", "20"), [tie]) == is_examined


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (("exactly", "10"), PASSED),
        (("about", "40"), NO_LOWEST),
        (("exactly", "40"), NOT_COMPARED),
        (("more-than", "20"), NOT_COMPARED),
    ],
)
def test_only_figures_that_do_not_fit_are_asked_for_their_times(part, expected):
    whole = ("up-to", "20", "sailors", "", "2005")
    assert compared((*part, "sailors", "", "2004"), whole) == expected


def test_a_finding_holds_the_figures_that_certainly_do_not_fit_and_no_other():
    figures = [
        figure("p", "gull", "more-than", "20"),
        figure("o", "gull", "exactly", "10"),
        figure("q", "gull", "about", "50"),
        figure("w", "fleet", "up-to", "20"),
        figure("v", "fleet", "at-least", "5"),
        figure("u", "fleet", "exactly", "60"),
    ]
    assert claims_found(RULE, harbour([TIE], figures=figures)) == [("p", "r", "w")]


def test_a_finding_names_all_figures_that_do_not_fit_and_the_largest_excess():
    persons = ("sailors", "", "", "", "", "persons")
    sizes = {("p", "gull"): "40", ("q", "gull"): "30", ("v", "fleet"): "25", ("w", "fleet"): "20"}
    figures = [figure(*place, "exactly", size, *persons) for place, size in sizes.items()]
    (finding,) = outcome(RULE, harbour([TIE], figures=figures))[1]
    assert finding.message == (
        "Gull (30 and 40 persons) is larger than Fleet (20 and 25), its whole. "
        "A part cannot have more staff than its whole; the figures differ by at least 20."
    )


@pytest.mark.parametrize(
    ("tie", "sizes", "expected"),
    [
        (
            ("s", "gull", "belongs_to", "company"),
            {("p", "gull"): "40", ("v", "fleet"): "20", ("w", "company"): "30.5"},
            [("p", "r", "v"), ("p", "s", "w")],
        ),
        (
            ("s", "tern", "belongs_to", "company"),
            {
                ("p", "gull"): "40",
                ("w", "fleet"): "20",
                ("q", "tern"): "30",
                ("x", "company"): "60",
            },
            [("p", "r", "w")],
        ),
        (
            ("s", "fleet", "comprises", "gull"),
            {("p", "gull"): "40", ("w", "fleet"): "20"},
            [("p", "r", "s", "w")],
        ),
        (
            ("s", "fleet", "belongs_to", "company"),
            {("p", "gull"): "40", ("w", "company"): "20"},
            [],
        ),
    ],
    ids=["two wholes", "two parts", "a relation told twice", "a part of a part"],
)
def test_a_part_is_held_against_each_whole_that_a_relation_names(tie, sizes, expected):
    figures = [figure(*place, "exactly", size) for place, size in sizes.items()]
    assert claims_found(RULE, harbour([TIE, tie], figures=figures)) == expected


@pytest.mark.parametrize(
    ("part", "by"),
    [(("exactly", "40.5"), "at least 20.45"), (("more-than", "40.5"), "more than 20.5")],
)
def test_a_finding_says_by_how_much_the_part_is_too_large(part, by):
    persons = ("sailors", "", "", "", "", "persons")
    rows = [
        figure("p", "gull", *part, *persons),
        figure("w", "fleet", "between", "10-20", *persons),
    ]
    (finding,) = outcome(RULE, harbour([TIE], figures=rows))[1]
    words = "more than 40.5" if part[0] == "more-than" else "40.5"
    headline = f"Gull ({words} persons) is larger than Fleet (10 to 20), its whole"
    assert finding.headline == headline
    assert finding.explanation.endswith(f"; the figures differ by {by}.")
    assert sides(finding) == [f"Gull: {words}", "Gull belongs to Fleet", "Fleet: 10 to 20"]
    assert [(item.label, item.column, item.value) for item in finding.evidence] == [
        ("part", "best" if part[0] == "exactly" else "low", words),
        ("relation", "predicate_id", "belongs_to"),
        ("whole", "low", "10 to 20"),
    ]

"""The rule `parts-fit-in-wholes`: no part measures more than its whole."""

from fractions import Fraction
from itertools import product

import pytest

from checks.findings.evaluation import failing
from checks.rules.actors.parts_fit_in_wholes import PartsAndWholes, PartsFitInWholes
from tests.helpers.actor_tables import harbour, model_frame, reasons_of, verdict
from tests.helpers.claim_tables import claims_found, outcome

RULE = PartsFitInWholes()

TIE = ("r", "gull", "belongs_to", "fleet")
FOUND, PASSED, NOT_EVALUABLE = "found", "passes", "not evaluable"
NOT_COMPARED = "not compared"


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
    return verdict(RULE, harbour(ties, figures=rows))


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


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (("exactly", "40"), ("exactly", "20"), FOUND),
        (("exactly", "20"), ("exactly", "40"), PASSED),
        (("exactly", "20"), ("exactly", "20"), PASSED),
        (("exactly", "20.01"), ("exactly", "20"), FOUND),
        (("exactly", "20.00"), ("exactly", "20"), PASSED),
        (("exactly", "9"), ("exactly", "10"), PASSED),
        (("at-least", "40"), ("between", "10-20"), FOUND),
        (("at-least", "20"), ("between", "10-20"), PASSED),
        (("more-than", "20"), ("between", "10-20"), FOUND),
        (("more-than", "20"), ("exactly", "20.1"), PASSED),
        (("more-than", "20"), ("up-to", "20"), FOUND),
        (("vague", "200"), ("up-to", "150"), FOUND),
        (("between", "15-40"), ("exactly", "20"), PASSED),
        (("between", "25-40"), ("exactly", "20"), FOUND),
        (("up-to", "40"), ("exactly", "20"), NOT_EVALUABLE),
        (("exactly", "40"), ("at-least", "20"), NOT_EVALUABLE),
        (("exactly", "40"), ("vague", "20"), NOT_EVALUABLE),
        (("about", "40"), ("exactly", "20"), NOT_EVALUABLE),
        (("exactly", "40"), ("about", "20"), NOT_EVALUABLE),
        (("exactly", "1234567890123456"), ("exactly", "20"), NOT_EVALUABLE),
    ],
)
def test_the_lowest_value_of_a_part_is_held_against_the_highest_of_its_whole(part, whole, expected):
    assert compared(part, whole) == expected


@pytest.mark.parametrize(
    ("part", "whole", "reason"),
    [
        (("up-to", "40"), ("exactly", "20"), "the part has no lowest value"),
        (("exactly", "40"), ("at-least", "20"), "the whole has no highest value"),
    ],
)
def test_what_is_not_evaluable_has_a_reason(part, whole, reason):
    figures = [figure("p", "gull", *part), figure("w", "fleet", *whole)]
    assert reasons_of(RULE, harbour([TIE], figures=figures)) == [reason]


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        (("r", "gull", "belongs_to", "fleet"), FOUND),
        (("r", "fleet", "comprises", "gull"), FOUND),
        (("r", "gull", "bought_by", "fleet"), FOUND),
        (("r", "fleet", "belongs_to", "gull"), PASSED),
        (("r", "gull", "comprises", "fleet"), PASSED),
        (("r", "gull", "near", "fleet"), NOT_COMPARED),
        (("r", "gull", "belongs_to", "company"), NOT_COMPARED),
        (("r", "gull", "belongs_to", "gull"), NOT_COMPARED),
    ],
)
def test_the_predicate_says_which_side_is_the_part(tie, expected):
    assert compared(("exactly", "40"), ("exactly", "20"), [tie]) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("sailors", "deckhands", FOUND),
        ("average_age", "average_age", NOT_COMPARED),
        ("sailors", "average_age", NOT_COMPARED),
        ("sailors", "head_count", NOT_COMPARED),
    ],
)
def test_only_additive_measures_of_one_quantity_are_compared(part, whole, expected):
    assert compared(("exactly", "40", part), ("exactly", "20", whole)) == expected


def test_figures_in_different_units_are_not_compared():
    part = ("exactly", "40", "sailors", "", "", "", "", "persons")
    assert compared(part, (*part[:1], "20", *part[2:-1], "shifts")) == NOT_COMPARED
    assert compared(part, (*part[:1], "20", *part[2:])) == FOUND


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("", "", FOUND),
        ("cooks", "cooks", FOUND),
        ("cooks", "", FOUND),
        ("", "cooks", NOT_COMPARED),
        ("cooks", "mates", NOT_COMPARED),
    ],
)
def test_a_part_is_compared_with_the_same_population_of_the_whole_or_with_all_of_it(
    part, whole, expected
):
    counts = compared(("exactly", "40", "sailors", part), ("exactly", "20", "sailors", whole))
    assert counts == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (("2004", ""), ("2004", ""), FOUND),
        (("2004", ""), ("2004-05", ""), FOUND),
        (("2004", ""), ("", ""), FOUND),
        (("", ""), ("2004", ""), FOUND),
        (("2004", ""), ("2005", ""), NOT_COMPARED),
        (("2004", ""), ("", "2005"), NOT_COMPARED),
        (("2004", ""), ("", "2003/2005"), FOUND),
        (("", "2004"), ("", "2004"), FOUND),
        (("", "2004"), ("", "2003/2005"), FOUND),
        (("", "2004"), ("", "2004-06/.."), NOT_COMPARED),
        (("", "2003/2005"), ("", "2004"), NOT_COMPARED),
        (("", "2004-06/.."), ("", "2004/.."), FOUND),
        (("", "2004"), ("2004-05", ""), FOUND),
        (("2004", ""), ("", "2004-05"), FOUND),
    ],
)
def test_figures_of_certainly_different_times_are_not_compared(part, whole, expected):
    counts = compared(
        ("exactly", "40", "sailors", "", *part), ("exactly", "20", "sailors", "", *whole)
    )
    assert counts == expected


@pytest.mark.parametrize(
    ("start", "end", "time", "expected"),
    [
        ("2004", "", "2004", FOUND),
        ("2004", "", "2009", FOUND),
        ("2004", "", "2003", NOT_COMPARED),
        ("[..2004]", "", "2003", FOUND),
        ("2004", "2006", "2006", FOUND),
        ("2004", "2006", "2007", NOT_COMPARED),
        ("2004", "[2006..]", "2007", FOUND),
        ("2004-05-05", "2006", "2004-05-05", FOUND),
        ("2004", "2006-05-05", "2006-05-05", FOUND),
    ],
)
def test_figures_from_before_or_after_the_part_was_one_are_not_compared(start, end, time, expected):
    tie = (*TIE, start, end)
    exactly = ("exactly", "40", "sailors", "", time)
    assert compared(exactly, ("exactly", "20"), [tie]) == expected
    assert compared(("exactly", "40"), ("exactly", "20", *exactly[2:]), [tie]) == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [("2003", NOT_COMPARED), ("2004", PASSED), ("2006", PASSED), ("2007", NOT_COMPARED)],
)
def test_a_part_is_examined_for_figures_from_when_it_may_have_been_one(time, expected):
    part = ("exactly", "10", "sailors", "", time)
    assert compared(part, ("exactly", "20"), [(*TIE, "2004", "2006")]) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (("exactly", "10"), ("exactly", "20"), PASSED),
        (("about", "40"), ("exactly", "20"), NOT_EVALUABLE),
        (("exactly", "40"), ("exactly", "20"), NOT_COMPARED),
        (("more-than", "20"), ("up-to", "20"), NOT_COMPARED),
    ],
)
def test_only_figures_that_do_not_fit_are_asked_for_their_times(part, whole, expected):
    counts = compared((*part, "sailors", "", "2004"), (*whole, "sailors", "", "2005"))
    assert counts == expected


def test_an_additive_measure_without_a_quantity_is_not_compared():
    figures = [figure("p", "gull", "exactly", "40"), figure("w", "fleet", "exactly", "20")]
    tables = harbour([TIE], figures=figures)
    tables["properties"] = tables["properties"].assign(quantity="")
    assert verdict(RULE, tables) == NOT_COMPARED


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
        "staff of gull (30 and 40 persons) exceeds that of fleet (20 and 25), "
        "of which it is a part, by 20"
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
    ("part", "by"), [(("exactly", "40.5"), "by 20.5"), (("more-than", "40.5"), "by more than 20.5")]
)
def test_a_finding_says_by_how_much_the_part_is_too_large(part, by):
    persons = ("sailors", "", "", "", "", "persons")
    rows = [
        figure("p", "gull", *part, *persons),
        figure("w", "fleet", "between", "10-20", *persons),
    ]
    (finding,) = outcome(RULE, harbour([TIE], figures=rows))[1]
    words = "more than 40.5" if part[0] == "more-than" else "40.5"
    assert finding.message == (
        f"staff of gull ({words} persons) exceeds that of fleet (10 to 20), "
        f"of which it is a part, {by}"
    )
    assert [(item.label, item.column, item.value) for item in finding.evidence] == [
        ("part", "best" if part[0] == "exactly" else "low", words),
        ("relation", "predicate_id", "belongs_to"),
        ("whole", "low", "10 to 20"),
    ]


def test_found_is_what_exact_fractions_say_for_every_pair_of_values():
    values = ["0", "0.3", "0.30", "0.31", "3", "29.9", "30", "30.000001", "299999999"]
    stated = list(product(["exactly", "more-than", "up-to"], values))
    pairs = dict(enumerate(product(stated, stated)))
    ties, figures, expected = [], [], set()
    for number, (part, whole) in pairs.items():
        ties.append((f"r{number}", f"x{number}", "belongs_to", f"y{number}"))
        figures += [figure(f"p{number}", f"x{number}", *part)]
        figures += [figure(f"w{number}", f"y{number}", *whole)]
        excess = Fraction(part[1]) - Fraction(whole[1])
        is_bounded = part[0] != "up-to" and whole[0] != "more-than"
        if is_bounded and (excess > 0 or (excess == 0 and part[0] == "more-than")):
            expected.add(number)
    found = claims_found(RULE, harbour(ties, figures=figures))
    assert {int(claims[0][1:]) for claims in found} == expected

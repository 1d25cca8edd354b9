"""What most polls of a series have in common is one finding of severity info."""

import pandas as pd
import pytest

from checks.rules.polls.answers_leave_no_residual import AnswersLeaveNoResidual
from checks.rules.polls.decimals_uniform import DecimalsUniform
from checks.rules.polls.opposed_polls_compatible import OpposedPollsCompatible
from checks.rules.polls.simultaneous_polls_agree import SimultaneousPollsAgree
from tests.helpers.claim_tables import claims_found, frame, outcome
from tests.helpers.poll_tables import answers, polls, surveys
from tests.helpers.rule_frames import verdict

SHORT, FULL = ("60 30", "gulls"), ("60 40", "gulls")
MIXED, CUT, EVEN = ("60.0 40", "gulls"), ("60.5 39", "gulls"), ("60.5 39.5", "gulls")


def severities(rule, tables):
    return [finding.severity for finding in outcome(rule, tables)[1]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([SHORT] * 3 + [FULL] * 2, ["info"]),
        ([SHORT] * 3 + [FULL] * 3, ["warning"] * 3),  # not more than half
        ([SHORT] * 4, ["warning"] * 4),  # fewer than five polls
        ([SHORT] * 5 + [("60 30", "terns")] * 2, ["info", "warning", "warning"]),
        ([SHORT[:1]] * 5, ["info"]),  # nobody says who conducted them
        ([SHORT] * 3 + [("60 ~40", "gulls")] * 9, ["warning"] * 3),  # of three that can be judged
    ],
)
def test_residuals_of_most_polls_of_a_series_are_one_finding(rows, expected):
    assert sorted(severities(AnswersLeaveNoResidual(), surveys(*rows))) == expected


def test_a_series_is_of_one_topic_and_one_population():
    tables = surveys(*[SHORT] * 6)
    for column in ("topic", "population_id"):
        other = tables["questions"][column].where(tables["questions"].index < 3, "other")
        changed = {**tables, "questions": tables["questions"].assign(**{column: other})}
        assert severities(AnswersLeaveNoResidual(), changed) == ["warning"] * 6


def test_polls_that_several_pollsters_conducted_together_are_a_series_of_theirs():
    tables = surveys(*[SHORT] * 5)
    joint = tables["polls"].assign(pollster_id="terns", claim_id=tables["polls"]["claim_id"] + "b")
    tables["polls"] = pd.concat([tables["polls"], joint.iloc[:3]], ignore_index=True)
    assert severities(AnswersLeaveNoResidual(), tables) == ["warning"] * 5


def padded(tables):
    """The same, with claims of questions that sort by number."""
    names = {"questions": "claim_id", "answers": "question_claim_id"}
    for name, column in names.items():
        claims = "q" + tables[name][column].str[1:].str.zfill(3)
        tables[name] = tables[name].assign(**{column: claims})
    return tables


def test_a_finding_of_a_series_counts_its_polls_and_has_the_claims_of_the_first_ten():
    tables = padded(surveys(*[SHORT] * 12, FULL))
    tables["entities"] = frame("entity_id label", [("gulls", "The Gulls")])
    count, (finding,) = outcome(AnswersLeaveNoResidual(), tables)
    assert finding.message == (
        "12 of 13 polls by The Gulls on “bridge” leave a share unreported. "
        "Among islanders, the reported shares sum to less than 100 % before rounding."
    )
    assert len(finding.claims) == 20
    assert (count.examined, count.passed, count.found) == (2, 1, 1)
    longer = padded(surveys(*[SHORT] * 12, FULL, *[SHORT] * 30))
    assert outcome(AnswersLeaveNoResidual(), longer)[1][0].id == finding.id


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # Trailing zeros that are not printed: one finding of the pollster.
        ([CUT] * 2 + [EVEN] * 9, 1),
        ([CUT, ("60.5 39", "terns")], 2),
        ([CUT[:1]] * 2, 1),  # unnamed pollsters, one topic and population
        # Zeros that are printed in some places only: one finding for each poll, unless usual.
        ([MIXED] * 2 + [EVEN] * 9, 2),
        ([MIXED] * 5 + [EVEN] * 4, 1),
        ([MIXED, *[CUT] * 2], 2),
        ([EVEN] * 5, 0),
    ],
)
def test_decimals_that_a_pollster_never_prints_are_one_finding(rows, found):
    assert severities(DecimalsUniform(), surveys(*rows)) == ["info"] * found


def test_a_poll_whose_pollster_is_not_named_is_compared_with_those_on_its_topic():
    tables = surveys(*[CUT[:1]] * 2)
    tables["questions"] = tables["questions"].assign(topic=["bridge", "ferry"])
    assert severities(DecimalsUniform(), tables) == ["info"] * 2


def test_a_finding_about_decimals_of_a_series_counts_its_polls():
    (finding,) = outcome(DecimalsUniform(), surveys(*[CUT] * 12, *[EVEN] * 30))[1]
    expected = "12 of 42 polls by gulls have shares with different numbers of decimals"
    assert (finding.headline, len(finding.claims)) == (expected, 20)


def test_shares_in_a_declared_unit_do_not_need_the_same_decimals():
    halves = surveys(CUT, rounded_to="0.5")
    halves["questions"] = halves["questions"].assign(rounded_to="0.5")
    assert verdict(DecimalsUniform(), halves) == ""


FIVE = ["40", "45", "50", "55", "60"]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (FIVE, ["info"]),
        (FIVE[:4], ["warning"]),  # fewer than five polls
        (["40", "40", "40", "55", "60"], ["warning"]),  # one support fits most of them
        (["40", "40", "45", "50", "55", "60"], ["info"]),
        (["40", "40", "40", "50", "55", "60"], ["info"]),  # half are not most
        (["40"] * 5, []),
    ],
)
def test_support_that_moves_from_poll_to_poll_is_information(shares, expected):
    tables = surveys(*[(share,) for share in shares])
    assert severities(OpposedPollsCompatible(), tables) == expected


def test_a_topic_that_moves_has_the_claims_of_the_two_polls_that_lie_farthest_apart():
    (finding,) = outcome(OpposedPollsCompatible(), surveys(*[(share,) for share in FIVE]))[1]
    assert finding.claims == ("a0", "a4")
    assert finding.message == (
        "Polls of islanders on “bridge” are at least 19 points apart. No share in favour fits more "
        "than half of 5 polls; two lie farthest apart (poll-00: “yes” 40 %; poll-04: “yes” 60 %)."
    )


def test_a_survey_that_goes_on_day_by_day_is_one_finding():
    days = [f"2014-08-{day:02}/2014-08-{day + 6:02}" for day in range(1, 13)]
    rows = [(f"{40 + 2 * day} {60 - 2 * day}", "gulls", span) for day, span in enumerate(days)]
    (finding,) = outcome(SimultaneousPollsAgree(), surveys(*rows))[1]
    assert (finding.severity, len(finding.claims)) == ("info", 22)
    assert finding.message == (
        "11 of 12 polls by gulls differ on “bridge” from an earlier one of the same time. "
        "The answers of islanders differ by more than rounding explains."
    )


def test_without_a_table_of_polls_or_a_pollster_nothing_is_a_series_of_theirs():
    asked = answers([{"value": "60", "poll_id": f"poll-{n}"} for n in range(5)])
    assert claims_found(AnswersLeaveNoResidual(), asked) == []
    asked["polls"] = polls([])
    assert claims_found(DecimalsUniform(), asked) == []

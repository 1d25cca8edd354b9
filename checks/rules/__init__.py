"""The rules, in families of one module each."""

from collections.abc import Collection
from difflib import get_close_matches

from checks.rules.actors import ActorsActWhileIndependent
from checks.rules.agreement import FiguresAgree
from checks.rules.anchors import RelativeDatesAnchored
from checks.rules.attributions import AttributionsAgree
from checks.rules.citations import PassagesCited
from checks.rules.comparisons import LabelsMatchFigures, TrendsMatchSeries
from checks.rules.coverage import PopulationWithinCoverage
from checks.rules.currency import FiguresCurrent
from checks.rules.figures import BoundsOrdered
from checks.rules.lifetimes import ActorsActWithinLifetime, PeopleActWhileAlive
from checks.rules.names import NamesSpelledOneWay
from checks.rules.opposed_polls import OpposedPollsCompatible
from checks.rules.parts import PartsFitInWholes
from checks.rules.poll_figures import DecimalsUniform, PercentagesAttainable
from checks.rules.poll_subgroups import SubgroupsBracketTotal
from checks.rules.polls import AnswersLeaveNoResidual, AnswersSumTo100
from checks.rules.relations import RelationsCompatible
from checks.rules.rosters import RostersAgree
from checks.rules.rule import Rule
from checks.rules.statuses import StatusContinuous, StatusNotLapsed
from checks.rules.text import ClaimsStatedOnce, SectionsHaveContent
from checks.rules.time import DatesAgree
from checks.rules.timeline import TimelineFeasible
from checks.rules.totals import TotalsMatchParts

_CATALOGUE: tuple[type[Rule], ...] = (
    # time
    DatesAgree,
    TimelineFeasible,
    StatusNotLapsed,
    StatusContinuous,
    FiguresCurrent,
    RelativeDatesAnchored,
    # actors
    ActorsActWhileIndependent,
    ActorsActWithinLifetime,
    PeopleActWhileAlive,
    PartsFitInWholes,
    RelationsCompatible,
    RostersAgree,
    # figures
    BoundsOrdered,
    FiguresAgree,
    TotalsMatchParts,
    AttributionsAgree,
    LabelsMatchFigures,
    # polls
    AnswersSumTo100,
    AnswersLeaveNoResidual,
    PercentagesAttainable,
    OpposedPollsCompatible,
    SubgroupsBracketTotal,
    DecimalsUniform,
    TrendsMatchSeries,
    PopulationWithinCoverage,
    # text
    ClaimsStatedOnce,
    PassagesCited,
    NamesSpelledOneWay,
    SectionsHaveContent,
)


class UnknownRuleError(Exception):
    """No rule has that name; the message is one line with the names that are close."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the catalogue: by family, then as a reader would ask."""
    return tuple(rule() for rule in _CATALOGUE)


def rule_named(name: str) -> Rule:
    """The rule of that name. Raises UnknownRuleError when there is none."""
    rules = {rule.name: rule for rule in all_rules()}
    if name not in rules:
        close = get_close_matches(name, rules, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "--list-rules lists them all"
        raise UnknownRuleError(f"there is no rule {name!r}: {hint}")
    return rules[name]


def selected_rules(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules named in `select` (all, if it is empty) without those named in `ignore`.

    Raises:
        UnknownRuleError: for the first name that is not one of a rule.
    """
    selected = {rule_named(name).name for name in select} or {rule.name for rule in all_rules()}
    ignored = {rule_named(name).name for name in ignore}
    return tuple(rule for rule in all_rules() if rule.name in selected - ignored)

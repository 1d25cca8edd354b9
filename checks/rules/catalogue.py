"""The rules, in families of one module each."""

from collections.abc import Collection
from difflib import get_close_matches

from checks.rules.actors.independence import ActorsActWhileIndependent
from checks.rules.actors.lifetimes import ActorsActWithinLifetime, PeopleActWhileAlive
from checks.rules.actors.opposites import RelationsCompatible
from checks.rules.actors.parts import PartsFitInWholes
from checks.rules.actors.rosters import RostersAgree
from checks.rules.figures.agreement import FiguresAgree
from checks.rules.figures.attributions import AttributionsAgree
from checks.rules.figures.bounds import BoundsOrdered
from checks.rules.figures.labels import LabelsMatchFigures
from checks.rules.figures.totals import TotalsMatchParts
from checks.rules.polls.coverage import PopulationWithinCoverage
from checks.rules.polls.opposition import OpposedPollsCompatible
from checks.rules.polls.printing import DecimalsUniform, PercentagesAttainable
from checks.rules.polls.subgroups import SubgroupsBracketTotal
from checks.rules.polls.sums import AnswersLeaveNoResidual, AnswersSumTo100
from checks.rules.polls.trends import TrendsMatchSeries
from checks.rules.rule import Rule
from checks.rules.text.citations import PassagesCited
from checks.rules.text.names import NamesSpelledOneWay
from checks.rules.text.restatements import ClaimsStatedOnce
from checks.rules.text.sections import SectionsHaveContent
from checks.rules.time.agreement import DatesAgree
from checks.rules.time.anchors import RelativeDatesAnchored
from checks.rules.time.currency import FiguresCurrent
from checks.rules.time.statuses import StatusContinuous, StatusNotLapsed
from checks.rules.time.timeline import TimelineFeasible

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

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"there is no rule {name!r}: {hint}")
        self.name = name


class NoRuleLeftError(Exception):
    """A choice of rules leaves none to run; the message is one line."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the catalogue: by family, then as a reader would ask."""
    return tuple(rule() for rule in _CATALOGUE)


def rule_named(name: str) -> Rule:
    """The rule of that name. Raises UnknownRuleError when there is none."""
    rules = {rule.name: rule for rule in all_rules()}
    if name not in rules:
        close = get_close_matches(name, rules)
        hint = f"did you mean {' or '.join(close)}?" if close else "--list-rules lists them all"
        raise UnknownRuleError(name, hint)
    return rules[name]


def selected_rules(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules named in `select` (all, if it is empty) without those named in `ignore`.

    Raises:
        UnknownRuleError: for the first name that is not one of a rule.
        NoRuleLeftError: there is none left, so that nothing would be checked, and pass.
    """
    selected = {rule_named(name).name for name in select} or {rule.name for rule in all_rules()}
    left = selected - {rule_named(name).name for name in ignore}
    if not left:
        chosen = "every selected rule" if select else "every rule"
        raise NoRuleLeftError(f"no rule is left to run: {chosen} is ignored")
    return tuple(rule for rule in all_rules() if rule.name in left)

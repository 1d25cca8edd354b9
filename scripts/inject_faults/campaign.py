"""Trying faults and twins on the rules, many countries at a time.

The rules look at many countries at once, as one package: each country keeps its own identifiers and
names, so that no rule can take two of them together. In each such batch every country carries one
fault, or one twin.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from checks.findings.evaluation import Evaluation, Finding, evaluate
from checks.rules.rule import Rule, Tables
from scripts.inject_faults.drafts import Draft, tables_of
from scripts.inject_faults.ground_truth.country import Country, countries
from scripts.inject_faults.operators import all_operators
from scripts.inject_faults.operators.operator import FaultOperator
from scripts.inject_faults.scoring import Scores, Shortfall

BATCH = 512
"""Countries in one batch: enough to share the cost of a rule, few enough for the memory."""


@dataclass(frozen=True)
class Case:
    """One fault, or its benign twin, in one country.

    Attributes:
        number: of the case, which with the seed and the operator says all that chance decides.
        operator: what makes the fault.
        wrong: whether this is the fault.
        draft: the claims.
        label: the claims that stand against each other; empty in a twin.
    """

    number: int
    operator: FaultOperator
    wrong: bool
    draft: Draft
    label: frozenset[str]


@dataclass(frozen=True)
class Batch:
    """Cases to be made: their numbers and operators, and whether they are the faults."""

    cases: tuple[tuple[int, FaultOperator], ...]
    wrong: bool


def make_case(
    seed: int, number: int, country: Country, operator: FaultOperator, *, wrong: bool
) -> Case:
    """Apply an operator to a copy of a country. Fault and twin draw on the same chance."""
    changed = country.copy(Random(f"{seed}/{number}/{operator.name}"))
    label = frozenset(operator.edit(changed, wrong))
    return Case(number, operator, wrong, changed.story.draft, label if wrong else frozenset())


def place_of(number: int) -> int:
    """The place, among the countries of a seed, of the one in which a case is."""
    return number % BATCH


def plan(cases: int, operators: Sequence[FaultOperator]) -> Iterator[Batch]:
    """Batches of so many cases in all: of each fault, its twin is in the next batch.

    Every operator has its turn in one country after another.
    """
    if not operators:
        return
    faults = cases // 2
    for start in range(0, faults, BATCH):
        numbers = range(start, min(start + BATCH, faults))
        chosen = tuple((number, operators[number % len(operators)]) for number in numbers)
        yield Batch(chosen, wrong=True)
        yield Batch(chosen, wrong=False)


def run_batches(seed: int, rules: Sequence[Rule], batches: Iterable[Batch]) -> Scores:
    """Run rules on batches of cases, as from `plan`."""
    batches = list(batches)
    needed = 1 + max(
        (place_of(number) for batch in batches for number, _ in batch.cases), default=0
    )
    world = countries(seed, needed)
    scores = Scores()
    for batch in batches:
        cases = [
            make_case(seed, number, world[place_of(number)], operator, wrong=batch.wrong)
            for number, operator in batch.cases
        ]
        score_cases(cases, rules, scores)
    return scores


def run_alone(
    seed: int, rules: Sequence[Rule], operator: FaultOperator, number: int, *, wrong: bool
) -> tuple[Case, Scores]:
    """Run rules on one case alone."""
    country = countries(seed, place_of(number) + 1)[-1]
    case = make_case(seed, number, country, operator, wrong=wrong)
    scores = Scores()
    score_cases([case], rules, scores)
    return case, scores


def operators_for(
    rules: Sequence[Rule], wanted: Iterable[str] = ()
) -> tuple[tuple[FaultOperator, ...], tuple[FaultOperator, ...]]:
    """The operators of the wanted rules (of all, if none is named): to try, and to skip.

    Those are skipped of which there is no rule.
    """
    names, chosen = {rule.name for rule in rules}, set(wanted)
    operators = [each for each in all_operators() if not chosen or each.rule in chosen]
    return (
        tuple(each for each in operators if each.rule in names),
        tuple(each for each in operators if each.rule not in names),
    )


def score_cases(cases: Sequence[Case], rules: Sequence[Rule], scores: Scores) -> None:
    """Add what the rules find in some cases, of countries that differ."""
    tables = tables_of([case.draft for case in cases])
    findings: dict[str, list[Finding]] = {case.draft.prefix: [] for case in cases}
    for rule in rules:
        for evaluation in _evaluate(cases, tables, rule, scores):
            score = scores.of(rule.name)
            score.examined += evaluation.counts[0].examined
            score.not_evaluable += evaluation.counts[0].not_evaluable
            for finding in evaluation.findings:
                for prefix in {claim.partition(".")[0] for claim in finding.claims}:
                    findings[prefix].append(finding)
    for case in cases:
        _judge(case, findings[case.draft.prefix], scores)


def _evaluate(
    cases: Sequence[Case], tables: Tables, rule: Rule, scores: Scores
) -> Iterator[Evaluation]:
    """Run one rule on a batch; if it crashes, on each case alone, to see where."""
    try:
        yield evaluate([rule], tables)
    except Exception as error:  # noqa: BLE001 - whatever a rule raises is a result here
        if len(cases) > 1:
            for case in cases:
                yield from _evaluate([case], tables_of([case.draft]), rule, scores)
        else:
            scores.of(rule.name).crashes += 1
            scores.shortfalls.append(_shortfall(cases[0], rule.name, "crash", repr(error)))


def _judge(case: Case, findings: Sequence[Finding], scores: Scores) -> None:
    """Compare the findings in one case with its label."""
    score, operator = scores.of(case.operator.rule), case.operator
    found = [
        each for each in findings if each.rule == operator.rule and set(each.claims) == case.label
    ]
    if case.wrong:
        score.faults += 1
        score.found += bool(found)
        if not found:
            detail = f"expected {', '.join(sorted(case.label))}"
            scores.shortfalls.append(_shortfall(case, operator.rule, "missed", detail))
    else:
        score.twins += 1
        score.alarmed += any(each.rule == operator.rule for each in findings)
    for each in findings:
        if each in found or (case.wrong and each.rule in operator.implies):
            continue
        scores.of(each.rule).false_alarms += 1
        detail = f"{', '.join(each.claims)}: {each.message}"
        scores.shortfalls.append(_shortfall(case, each.rule, "false alarm", detail))


def _shortfall(case: Case, rule: str, kind: str, detail: str) -> Shortfall:
    return Shortfall(rule, kind, case.operator.name, not case.wrong, case.number, detail)

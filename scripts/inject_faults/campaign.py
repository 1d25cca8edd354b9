"""Trying faults and twins on the rules, many countries at a time.

The rules look at many countries as one package: each country has identifiers and names of its own,
so that no rule can take two of them together. In a batch every country carries one fault, or one
twin.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from checks.findings.evaluation import Evaluation, Finding, evaluate
from checks.rules.rule import Rule, Tables
from scripts.inject_faults.operators.operator import FaultOperator
from scripts.inject_faults.scores import Scores, Shortfall
from scripts.world import countries, typed_tables_of
from scripts.world.country import Country

BATCH = 512
"""Countries in one batch: enough to share the cost of a rule, few enough for the memory."""


@dataclass(frozen=True)
class Case:
    """One fault, or its benign twin, in one country.

    Attributes:
        number: of the case, which with the seed and the operator says all that chance decides.
        operator: what makes the fault.
        wrong: whether this is the fault.
        country: the document.
        label: the claims that stand against each other; empty in a twin.
    """

    number: int
    operator: FaultOperator
    wrong: bool
    country: Country
    label: frozenset[str]


def make_case(
    seed: int, number: int, country: Country, operator: FaultOperator, *, wrong: bool
) -> Case:
    """Apply an operator to a copy of a country. Fault and twin draw on the same chance."""
    changed = country.copy(Random(f"{seed}/{number}/{operator.name}"))
    label = frozenset(operator.edit(changed, wrong))
    return Case(number, operator, wrong, changed, label if wrong else frozenset())


def make_cases(seed: int, operators: Sequence[FaultOperator], *, wrong: bool = True) -> list[Case]:
    """One case for each operator, each in a country of its own."""
    world = countries(seed, len(operators))
    return [
        make_case(seed, number, world[number], operator, wrong=wrong)
        for number, operator in enumerate(operators)
    ]


def try_operators(
    rules: Sequence[Rule], operators: Sequence[FaultOperator], cases: int, seed: int
) -> Scores:
    """Run all rules on so many cases, half of them faults; the operators take turns.

    Raises:
        ValueError: there is no operator, or not even one fault with its twin.
    """
    faults = cases // 2
    if not operators or not faults:
        raise ValueError("nothing to try: there is no operator, or there are fewer than two cases")
    world = countries(seed, min(faults, BATCH))
    scores = Scores()
    for start in range(0, faults, BATCH):
        numbers = range(start, min(start + BATCH, faults))
        for wrong in (True, False):
            batch = [
                make_case(
                    seed,
                    number,
                    world[number % BATCH],
                    operators[number % len(operators)],
                    wrong=wrong,
                )
                for number in numbers
            ]
            score_cases(batch, rules, scores)
    return scores


def try_case(
    rules: Sequence[Rule], operator: FaultOperator, number: int, seed: int, *, wrong: bool
) -> tuple[Case, Scores]:
    """Run all rules on one case alone."""
    country = countries(seed, number % BATCH + 1)[-1]
    case = make_case(seed, number, country, operator, wrong=wrong)
    scores = Scores()
    score_cases([case], rules, scores)
    return case, scores


def score_cases(cases: Sequence[Case], rules: Iterable[Rule], scores: Scores) -> None:
    """Add what the rules find in some cases, in countries that differ."""
    found: dict[str, list[Finding]] = {case.country.prefix: [] for case in cases}
    tables = typed_tables_of([case.country for case in cases])
    for rule in rules:
        for evaluation in _evaluations(cases, tables, rule, scores):
            (count,) = evaluation.counts
            scores.of(rule.name).examined += count.examined
            scores.of(rule.name).not_evaluable += count.not_evaluable
            for finding in evaluation.findings:
                for prefix in {claim.partition(".")[0] for claim in finding.claims}:
                    found[prefix].append(finding)
    for case in cases:
        _judge(case, found[case.country.prefix], scores)


def _evaluations(
    cases: Sequence[Case], tables: Tables, rule: Rule, scores: Scores
) -> Iterator[Evaluation]:
    """Run one rule on a batch; if it crashes, on each case alone, to see where."""
    try:
        yield evaluate([rule], tables)
    except Exception as error:  # noqa: BLE001 - whatever a rule raises is a result here
        if len(cases) > 1:
            for case in cases:
                alone = typed_tables_of([case.country])
                yield from _evaluations([case], alone, rule, scores)
        else:
            scores.of(rule.name).crashes += 1
            scores.shortfalls.append(_shortfall(cases[0], rule.name, "crash", repr(error)))


def _judge(case: Case, findings: Sequence[Finding], scores: Scores) -> None:
    """Compare the findings in one case with its label."""
    name = case.operator.rule
    score = scores.of(name)
    right = [each for each in findings if each.rule == name and set(each.claims) == case.label]
    if case.wrong:
        score.faults += 1
        score.found += bool(right)
        if not right:
            detail = f"expected {', '.join(sorted(case.label))}"
            scores.shortfalls.append(_shortfall(case, name, "missed", detail))
    else:
        score.twins += 1
        score.alarmed += any(each.rule == name for each in findings)
    for each in findings:
        if each not in right:
            scores.of(each.rule).false_alarms += 1
            detail = f"{', '.join(each.claims)}: {each.message}"
            scores.shortfalls.append(_shortfall(case, each.rule, "false alarm", detail))


def _shortfall(case: Case, rule: str, kind: str, detail: str) -> Shortfall:
    return Shortfall(rule, kind, case.operator.name, not case.wrong, case.number, detail)

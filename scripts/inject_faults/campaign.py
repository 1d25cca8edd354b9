"""Trying faults and twins on the rules, many countries at a time, and what came of it.

The rules look at many countries as one package: each country has identifiers and names of its own,
so that no rule can take two of them together. In a batch every country carries one fault, or one
twin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import pandas as pd

from checks.findings.evaluation import Finding, evaluate
from checks.rules.rule import Rule
from scripts.inject_faults.operators.operator import FaultOperator
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


@dataclass(frozen=True)
class Result:
    """What the rules found in a case.

    Attributes:
        case: a fault or a twin.
        is_found: whether its rule found exactly the labelled claims.
        false_alarms: the findings, of any rule, that the label does not speak of.
    """

    case: Case
    is_found: bool
    false_alarms: tuple[Finding, ...]


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
    rules: Sequence[Rule], operators: Sequence[FaultOperator], numbers: Sequence[int], seed: int
) -> list[Result]:
    """Run all rules on the faults of these numbers, and on their twins; the operators take turns.

    A case is the same whatever other cases are tried beside it, if its operator is the same.
    """
    world = countries(seed, min(max(numbers) + 1, BATCH))
    results: list[Result] = []
    for start in range(0, len(numbers), BATCH):
        for wrong in (True, False):
            cases = [
                make_case(
                    seed,
                    number,
                    world[number % BATCH],
                    operators[number % len(operators)],
                    wrong=wrong,
                )
                for number in numbers[start : start + BATCH]
            ]
            results += _judged(cases, rules)
    return results


def _judged(cases: Sequence[Case], rules: Sequence[Rule]) -> Iterator[Result]:
    """What the rules find in some cases, in countries that differ, beside their labels."""
    found: dict[str, list[Finding]] = {case.country.prefix: [] for case in cases}
    tables = typed_tables_of([case.country for case in cases])
    for finding in evaluate(rules, tables).findings:
        for prefix in {claim.partition(".")[0] for claim in finding.claims}:
            found[prefix].append(finding)
    for case in cases:
        findings = found[case.country.prefix]
        right = [
            each
            for each in findings
            if each.rule == case.operator.rule and set(each.claims) == case.label
        ]
        alarms = tuple(each for each in findings if each not in right)
        yield Result(case, bool(right), alarms)


def table(rules: Sequence[Rule], results: Sequence[Result]) -> pd.DataFrame:
    """How each rule did: rule, faults, found, twins, false_alarms. The last row adds them up."""
    rows = [(rule.name, 0, 0, 0, 0) for rule in rules]
    for result in results:
        case = result.case
        rows.append((case.operator.rule, case.wrong, result.is_found, not case.wrong, 0))
        rows += [(alarm.rule, 0, 0, 0, 1) for alarm in result.false_alarms]
    columns = ["rule", "faults", "found", "twins", "false_alarms"]
    counts = pd.DataFrame(rows, columns=columns).groupby("rule").sum().astype(int)
    counts.loc["all"] = counts.sum()
    return counts.reset_index()


def shortfalls(results: Sequence[Result], seed: int) -> list[str]:
    """A line for each missed fault and false alarm, followed by the options that repeat it."""
    lines = []
    for result in results:
        case = result.case
        problems = [f"{alarm.rule}: false alarm: {alarm.message}" for alarm in result.false_alarms]
        if case.wrong and not result.is_found:
            problems.append(f"{case.operator.rule}: missed: {', '.join(sorted(case.label))}")
        kind = "fault" if case.wrong else "twin"
        again = f"  {kind}: --seed {seed} --operator {case.operator.name} --case {case.number}"
        lines += [f"{problem}\n{again}" for problem in problems]
    return lines

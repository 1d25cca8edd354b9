"""Trying faults and twins on the rules, many countries at a time, and what came of it.

The rules look at many countries as one package: each country has identifiers and names of its own,
so that no rule can take two of them together. In a batch every country carries one fault, or one
twin.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import pandas as pd

from checks.findings.evaluation import Finding, evaluate
from checks.rules.rule import Rule
from checks.tables.documents import BETWEEN
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
        findings: what the rules found, once they were tried.
    """

    number: int
    operator: FaultOperator
    wrong: bool
    country: Country
    label: frozenset[str]
    findings: list[Finding] = field(default_factory=list)

    @property
    def false_alarms(self) -> list[Finding]:
        """The findings, of any rule, that are not of the fault."""
        return [
            each
            for each in self.findings
            if each.rule != self.operator.rule or set(each.claims) != self.label
        ]

    @property
    def is_found(self) -> bool:
        """Whether its rule found exactly the labelled claims."""
        return len(self.findings) > len(self.false_alarms)


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
) -> Iterator[Case]:
    """Run all rules on the faults of these numbers, and on their twins; the operators take turns.

    A case is the same whatever other cases are tried beside it, if its operator is the same.
    """
    world = countries(seed, min(max(numbers) + 1, BATCH))
    for start in range(0, len(numbers), BATCH):
        for wrong in (True, False):
            cases = {}
            for number in numbers[start : start + BATCH]:
                country, operator = world[number % BATCH], operators[number % len(operators)]
                case = make_case(seed, number, country, operator, wrong=wrong)
                cases[country.prefix] = case
            tables = typed_tables_of([case.country for case in cases.values()])
            for finding in evaluate(rules, tables).findings:
                for prefix in {claim.partition(BETWEEN)[0] for claim in finding.claims}:
                    cases[prefix].findings.append(finding)
            yield from cases.values()


def summary(
    rules: Sequence[Rule], cases: Iterable[Case], seed: int
) -> tuple[pd.DataFrame, list[str]]:
    """How the rules did in the cases that they were tried on.

    Returns:
        A table (rule, faults, found, twins, false_alarms) whose last row adds up the others, and
        for each missed fault and false alarm two lines: what it is, and the options that repeat it.
    """
    rows = [(rule.name, 0, 0, 0, 0) for rule in rules]
    shortfalls = []
    for case in cases:
        name, alarms = case.operator.rule, case.false_alarms
        rows.append((name, case.wrong, case.is_found, not case.wrong, 0))
        rows += [(alarm.rule, 0, 0, 0, 1) for alarm in alarms]
        problems = [f"{alarm.rule}: false alarm: {alarm.message}" for alarm in alarms]
        if case.wrong and not case.is_found:
            problems.append(f"{name}: missed: {', '.join(sorted(case.label))}")
        kind = "fault" if case.wrong else "twin"
        again = f"  {kind}: --seed {seed} --operator {case.operator.name} --case {case.number}"
        shortfalls += [f"{problem}\n{again}" for problem in problems]
    columns = ["rule", "faults", "found", "twins", "false_alarms"]
    counts = pd.DataFrame(rows, columns=columns).groupby("rule").sum().astype(int)
    counts.loc["all"] = counts.sum()
    return counts.reset_index(), shortfalls

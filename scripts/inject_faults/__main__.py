"""The command: try faults and twins on the rules, and print how the rules did."""

import argparse
from collections.abc import Sequence

from checks.commands.process import command, run
from checks.rules.registry import all_rules
from scripts.inject_faults.campaign import summary, try_operators
from scripts.inject_faults.operators import all_operators

_MOST_SHORTFALLS = 20
"""Shortfalls that are printed."""


@command("inject_faults")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 if every fault was found and no alarm was false, 1 if not."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.cases < 2:
        parser.error("--cases: expected at least 2: a fault and its twin")
    operators = [
        operator
        for operator in all_operators()
        if operator.rule in (options.rule or [operator.rule])
        and operator.name == (options.operator or operator.name)
    ]
    if not operators:
        parser.error("there is no such fault operator")
    numbers = [options.case] if options.operator else range(options.cases // 2)
    rules = all_rules()
    cases = try_operators(rules, operators, numbers, options.seed)
    table, shortfalls = summary(rules, cases, options.seed)
    print(table.to_string(index=False))
    print(f"\n{2 * len(numbers):,} cases, {len(shortfalls):,} shortfalls")
    print(*shortfalls[:_MOST_SHORTFALLS], sep="\n")
    return int(bool(shortfalls))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.inject_faults",
        description="Inject labelled faults and benign twins; see what the rules make of them.",
    )
    add, rules = parser.add_argument, [rule.name for rule in all_rules()]
    add("--cases", type=int, default=10_000, help="faults and twins (default: %(default)s)")
    add("--seed", type=int, default=1, help="of all chance (default: %(default)s)")
    add("--rule", nargs="+", choices=rules, metavar="RULE", help="only faults for these rules")
    add("--operator", metavar="NAME", help="only one case of this operator, and its twin")
    add("--case", type=int, default=0, metavar="N", help="which one (default: %(default)s)")
    return parser


if __name__ == "__main__":
    run(main, "inject_faults")

"""The command: try faults and twins on the rules, and print how the rules did."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from checks.rules.catalogue import all_rules
from checks.rules.rule import Rule
from scripts.inject_faults.campaign import run_alone
from scripts.inject_faults.operators import all_operators
from scripts.inject_faults.parallel import try_rules
from scripts.inject_faults.reporting import as_json, as_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 if every fault was found and no alarm was false, 1 if not."""
    options = _parser().parse_args(arguments)
    rules = all_rules()
    if options.operator:
        return _rerun(options.seed, rules, options.operator, options.case)
    scores = try_rules(rules, options.cases, options.seed, options.rule)
    print(as_text(scores, options.seed))
    if options.json:
        document = json.dumps(as_json(scores, options.seed), indent=2, ensure_ascii=False)
        options.json.write_text(document + "\n", encoding="utf-8")
    return int(scores.falls_short)


def _rerun(seed: int, rules: Sequence[Rule], name: str, number: int) -> int:
    """Run one case and its twin, each alone, and print what they were and what was found."""
    operator = next(each for each in all_operators() if each.name == name)
    falls_short = False
    for wrong in (True, False):
        case, scores = run_alone(seed, rules, operator, number, wrong=wrong)
        print(f"{'fault' if wrong else 'twin'}: {operator.rule}, {name}, case {number}")
        print(f"  label: {', '.join(sorted(case.label)) or 'none'}")
        for shortfall in scores.shortfalls:
            print(f"  {shortfall.kind}: {shortfall.rule}: {shortfall.detail}")
        falls_short |= scores.falls_short
    return int(falls_short)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.inject_faults",
        description="Inject labelled faults and benign twins; see what the rules make of them.",
    )
    operators = sorted(operator.name for operator in all_operators())
    parser.add_argument("--cases", type=int, default=10_000, help="faults and twins together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", nargs="+", default=[], help="only faults for these rules")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores here, too")
    parser.add_argument("--operator", choices=operators, metavar="NAME", help="one case alone")
    parser.add_argument("--case", type=int, default=0, metavar="N", help="which one")
    return parser


if __name__ == "__main__":
    sys.exit(main())

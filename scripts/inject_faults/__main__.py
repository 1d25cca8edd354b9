"""The command: try faults and twins on the rules, and print how the rules did."""

import argparse
import json
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from checks.rules.registry import all_rules
from checks.rules.rule import Rule
from scripts.inject_faults.campaign import try_case, try_operators
from scripts.inject_faults.operators import all_operators
from scripts.inject_faults.scores import as_json, as_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 if every fault was found and no alarm was false, 1 if not."""
    parser = _parser()
    options = parser.parse_args(arguments)
    rules, operators = all_rules(), all_operators()
    if unknown := _unknown(options.rule, [rule.name for rule in rules], "rule"):
        parser.error(unknown)
    if options.json and not options.json.resolve().parent.is_dir():  # not after an hour
        parser.error(f"--json: there is no folder {options.json.parent}")
    if options.operator:
        names = [operator.name for operator in operators]
        if unknown := _unknown([options.operator], names, "operator"):
            parser.error(unknown)
        return _rerun(options.seed, rules, options.operator, options.case)
    wanted = options.rule or [rule.name for rule in rules]
    chosen = [operator for operator in operators if operator.rule in wanted]
    without = sorted(set(wanted) - {operator.rule for operator in chosen})
    if not chosen:
        parser.error(f"{', '.join(without)} has no fault operator")
    scores = try_operators(rules, chosen, options.cases, options.seed)
    print(as_text(scores, options.seed, without))
    if options.json:
        content = as_json(scores, options.seed, without)
        document = json.dumps(content, indent=2, ensure_ascii=False)
        options.json.write_text(document + "\n", encoding="utf-8")
    return int(bool(scores.shortfalls))


def _unknown(wanted: Sequence[str], known: Sequence[str], kind: str) -> str | None:
    """A line about the first wanted name that is not known."""
    for name in wanted:
        if name not in known:
            close = get_close_matches(name, known, n=3)
            hint = f": did you mean {' or '.join(close)}?" if close else ""
            return f"there is no {kind} {name!r}{hint}"
    return None


def _rerun(seed: int, rules: Sequence[Rule], name: str, number: int) -> int:
    """Run one case and its twin, each alone, and print what they were and what was found."""
    operator = next(each for each in all_operators() if each.name == name)
    falls_short = False
    for wrong in (True, False):
        case, scores = try_case(rules, operator, number, seed, wrong=wrong)
        print(f"{'fault' if wrong else 'twin'}: {operator.rule}, {name}, case {number}")
        print(f"  label: {', '.join(sorted(case.label)) or 'none'}")
        for shortfall in scores.shortfalls:
            print(f"  {shortfall.kind}: {shortfall.rule}: {shortfall.detail}")
        falls_short |= bool(scores.shortfalls)
    return int(falls_short)


def _count(text: str) -> int:
    if (count := int(text)) < 2:
        raise argparse.ArgumentTypeError("expected at least 2: a fault and its twin")
    return count


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.inject_faults",
        description="Inject labelled faults and benign twins; see what the rules make of them.",
    )
    shown = " (default: %(default)s)"
    parser.add_argument(
        "--cases", type=_count, default=10_000, help=f"faults and twins together{shown}"
    )
    parser.add_argument("--seed", type=int, default=1, help=f"of all chance{shown}")
    parser.add_argument(
        "--rule", nargs="+", default=[], metavar="RULE", help="only faults for these rules"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores here, too")
    parser.add_argument("--operator", metavar="NAME", help="one case of this operator alone")
    parser.add_argument("--case", type=int, default=0, metavar="N", help=f"which one{shown}")
    return parser


if __name__ == "__main__":
    sys.exit(main())

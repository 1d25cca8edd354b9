"""Sharing a campaign among processes."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from checks.rules.rule import Rule
from scripts.inject_faults.campaign import Batch, operators_for, plan, run_batches
from scripts.inject_faults.operators import all_operators
from scripts.inject_faults.scoring import Scores

_WORKERS = 2


def try_rules(
    rules: Sequence[Rule],
    cases: int,
    seed: int,
    wanted: Sequence[str] = (),
    workers: int = _WORKERS,
) -> Scores:
    """Try so many cases, half of them faults.

    Args:
        rules: all of them run on every case.
        cases: how many, faults and twins together.
        seed: of all chance.
        wanted: names of the rules whose faults are tried; empty: all.
        workers: how many processes share the work; 1: this one does it all.
    """
    operators, skipped = operators_for(rules, wanted)
    batches = list(plan(cases, operators))
    scores = Scores()
    if workers == 1 or len(batches) < workers:
        scores.add([run_batches(seed, rules, batches)])
    else:
        shares = [batches[number::workers] for number in range(workers)]
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            seeds, all_of_them = [seed] * workers, [rules] * workers
            scores.add(pool.map(_run_share, seeds, all_of_them, map(_portable, shares)))
    for operator in skipped:
        scores.of(operator.rule).skipped += 1
    return scores


_Share = list[tuple[list[tuple[int, str]], bool]]
"""Batches with the names of operators in place of the functions, which cannot be sent."""


def _portable(batches: Sequence[Batch]) -> _Share:
    return [
        ([(number, operator.name) for number, operator in batch.cases], batch.wrong)
        for batch in batches
    ]


def _run_share(seed: int, rules: Sequence[Rule], share: _Share) -> Scores:
    named = {operator.name: operator for operator in all_operators()}
    batches = [
        Batch(tuple((number, named[name]) for number, name in cases), wrong)
        for cases, wrong in share
    ]
    return run_batches(seed, rules, batches)

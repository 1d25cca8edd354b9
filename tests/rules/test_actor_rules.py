"""What holds for every rule about actors, on random claims about a small harbour."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules.actors.actors_act_while_independent import ActorsActWhileIndependent
from checks.rules.actors.actors_act_within_lifetime import ActorsActWithinLifetime
from checks.rules.actors.parts_fit_in_wholes import PartsFitInWholes
from checks.rules.actors.people_act_while_alive import PeopleActWhileAlive
from checks.rules.actors.relations_compatible import RelationsCompatible
from checks.rules.actors.rosters_agree import RostersAgree
from tests.helpers.claim_tables import claims_found
from tests.helpers.random_harbour import NOT_STATED, Claims, Days, random_claims

ABOUT_TIME = [
    ActorsActWhileIndependent(),
    ActorsActWithinLifetime(),
    PeopleActWhileAlive(),
    RelationsCompatible(),
]
RULES = [*ABOUT_TIME, PartsFitInWholes(), RostersAgree()]

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
of_time = pytest.mark.parametrize("rule", ABOUT_TIME, ids=lambda rule: rule.name)
# One example holds a hundred claims; a handful of them is many small ones.
few = settings(max_examples=4)

seeds = st.integers(0, 2**32 - 1)
claims = seeds.map(random_claims)


@every_rule
def test_the_random_claims_hold_findings_of_every_rule(rule):
    assert any(claims_found(rule, random_claims(seed).tables()) for seed in range(3))


@every_rule
@few
@given(claims=claims, seed=seeds)
def test_the_order_of_rows_and_columns_changes_nothing(rule, claims, seed):
    tables = claims.tables()
    shuffled = {
        name: table.sample(frac=1, random_state=seed).sample(frac=1, axis=1, random_state=seed)
        for name, table in tables.items()
    }
    assert claims_found(rule, shuffled) == claims_found(rule, tables)


@every_rule
@few
@given(claims=claims)
def test_renaming_all_entities_keeps_every_finding_even_if_their_order_turns_round(rule, claims):
    turned = str.maketrans("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba")
    renamed = claims.tables(rename=lambda name: name.translate(turned))
    assert claims_found(rule, renamed) == claims_found(rule, claims.tables())


@every_rule
@few
@given(claims=claims, shift=st.integers(-40_000, 40_000))
def test_moving_all_dates_by_the_same_days_keeps_every_finding(rule, claims, shift):
    assert claims_found(rule, claims.tables(shift=shift)) == claims_found(rule, claims.tables())


@every_rule
@few
@given(one=claims, other=claims)
def test_the_findings_of_two_unrelated_packages_are_those_of_each(rule, one, other):
    apart = [one.tables(prefix="a-"), other.tables(prefix="b-")]
    both = {
        name: pd.concat([tables[name] for tables in apart], ignore_index=True) for name in apart[0]
    }
    both["properties"] = apart[0]["properties"]
    found = [claims for tables in apart for claims in claims_found(rule, tables)]
    assert claims_found(rule, both) == sorted(found)


@every_rule
@few
@given(claims=claims)
def test_removing_one_side_of_a_conflict_of_two_claims_removes_it(rule, claims):
    tables = claims.tables()
    for conflict in [found for found in claims_found(rule, tables) if len(found) == 2][:3]:
        for claim in conflict:
            rest = {
                name: table[table["claim_id"] != claim] if "claim_id" in table else table
                for name, table in tables.items()
            }
            assert not any(set(found) <= set(conflict) for found in claims_found(rule, rest))


@of_time
@few
@given(claims=claims, seed=seeds)
def test_coarser_dates_never_add_a_claim_to_a_conflict(rule, claims, seed):
    random = Random(seed)

    def widened(days: Days) -> Days:
        first, last = days
        before, after = random.choice([(0, 0), (20, 0), (0, 20), (20, 20)])
        return (first if first is None else first - before, last if last is None else last + after)

    coarse = replace(
        claims,
        relations=tuple(
            (*row[:3], widened(row[3]), widened(row[4]), *row[5:]) for row in claims.relations
        ),
        dates=tuple((*row[:2], widened(row[2])) for row in claims.dates),
    )
    assert in_conflict(rule, coarse) <= in_conflict(rule, claims)


@few
@given(claims=claims, seed=seeds)
def test_wider_bounds_never_add_a_figure_to_a_conflict_of_part_and_whole(claims, seed):
    random = Random(seed)
    vague = tuple(
        (*row[:2], row[2] - random.randint(0, 2), row[3] + random.randint(0, 2))
        for row in claims.figures
    )
    rule = PartsFitInWholes()
    assert in_conflict(rule, replace(claims, figures=vague)) <= in_conflict(rule, claims)


def in_conflict(rule, claims: Claims) -> set[str]:
    return {claim for found in claims_found(rule, claims.tables()) for claim in found}


def true_dates(day: int, slack: int) -> Iterator[Days]:
    """Dates that are true of a day, from the finest to the coarsest."""
    yield day, day
    yield day - slack, day + slack // 2
    yield None, day + slack
    yield day - slack, None


@few
@given(seed=seeds, slack=st.integers(1, 400))
def test_what_is_true_and_only_told_coarsely_has_no_finding(seed, slack):
    """Every ship is launched, acts, joins a fleet and is scrapped; the person acts and drowns."""
    random = Random(seed)

    def told(day: int) -> Days:
        return random.choice(list(true_dates(day, slack)))

    relations, dates = [], [("ada", "drowned", told(1000)), ("ada", "drowned", told(1000))]
    for number in range(20):
        ship, launch, last = f"ship{number}", random.randint(0, 500), random.randint(500, 1000)
        dates += [(ship, "launched", told(launch)), (ship, "launched", told(launch))]
        dates += [(ship, "scrapped", told(last)), ("ada", "sailed", told(last))]
        for act in random.choices(["raided", "traded_with"], k=3):
            day = random.randint(launch, last)
            relations.append((ship, act, "cove", told(day), NOT_STATED, "p1", ""))
        relations.append((ship, "joined", "fleet", told(last), NOT_STATED, "p1", ""))
    true = Claims(tuple(relations), tuple(dates)).tables()
    assert [claims_found(rule, true) for rule in ABOUT_TIME] == [[]] * len(ABOUT_TIME)

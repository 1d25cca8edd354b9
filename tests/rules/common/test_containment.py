"""Parts and wholes: which entity lies in which."""

import pandas as pd

from checks.rules.common.containment import containments, with_their_wholes
from tests.helpers.actor_tables import harbour
from tests.helpers.claim_tables import frame


def test_the_predicate_says_which_side_is_the_part():
    tables = harbour(
        [
            ("r", "gull", "belongs_to", "fleet"),
            ("s", "fleet", "comprises", "tern"),
            ("t", "gull", "near", "cove"),
            ("u", "gull", "belongs_to", "gull"),
        ]
    )
    found = containments(tables)[["claim_id", "part", "whole"]]
    assert found.to_numpy().tolist() == [["r", "gull", "fleet"], ["s", "tern", "fleet"]]


def test_wholes_are_reached_through_others_and_a_circle_comes_to_an_end():
    ties = frame("part whole", [("a", "b"), ("b", "c"), ("c", "b"), ("x", "y")])
    found = with_their_wholes(pd.Series(["a", "c", "a"]), ties)
    assert sorted(found.itertuples(index=False, name=None)) == [
        *[("a", "a"), ("a", "b"), ("a", "c")],
        *[("c", "b"), ("c", "c")],
    ]

"""The rule `one-at-a-time`: what can have one value at a time has one."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.actors.one_at_a_time import OneAtATime, RelationsOfHolders
from tests.helpers.actor_tables import padded
from tests.helpers.claim_tables import (
    cells,
    claims_found,
    frame,
    ordered,
    outcome,
    sides,
    with_bounds,
)
from tests.helpers.rule_frames import judged, verdict

RULE = OneAtATime()

PROPERTIES = frame(
    "property_id containment one_object_at_a_time one_subject_at_a_time at_one_time",
    [
        ("captain_of", "", "", "ship|tug", ""),
        ("port_of", "", "", "isle", ""),
        ("moored_at", "", "ship", "", ""),
        ("held_in", "subject", "event", "", ""),
        ("lies_in", "subject", "", "", ""),
        ("sank", "", "", "", "yes"),
        ("began", "", "", "", ""),
    ],
)
KINDS = {
    "gull": "ship", "raft": "raft", "regatta": "event", "feast": "event", "isle": "isle",
    "ada": "person", "bea": "person", "cleo": "person",
    **dict.fromkeys(["quay", "pier", "mole"], "place quay"),
    **dict.fromkeys(["north", "south"], "place coast"),
    **dict.fromkeys(["bay", "shoals"], "place area"),
    **dict.fromkeys(["here", "there"], "place"),
    **dict.fromkeys(["ruritania", "borduria"], "state"),
}  # fmt: skip
ONCE = [("regatta", "sank"), ("feast", "began")]
LAND = [
    ("l1", "quay", "lies_in", "north"), ("l2", "mole", "lies_in", "north"),
    ("l3", "north", "lies_in", "ruritania"), ("l4", "bay", "lies_in", "ruritania"),
    ("l5", "there", "lies_in", "borduria"),
    ("l6", "shoals", "lies_in", "ruritania"), ("l7", "shoals", "lies_in", "borduria"),
]  # fmt: skip


def held(*relations, names=(), land=LAND, once=ONCE):
    """Tables of relations (claim, subject, predicate, object, start, end, passage)."""
    columns = "claim_id subject_id predicate_id object_id start end passage_id"
    rows = [
        (*row, *[""] * (6 - len(row)), row[0])[:7] if len(row) < 7 else row for row in relations
    ]
    table = padded(columns, [*rows, *land])
    kinds = [(name, *kind.partition(" ")[::2]) for name, kind in KINDS.items()]
    return {
        "relations": with_bounds(table, "start", "end"),
        "properties": PROPERTIES,
        "entities": frame("entity_id type kind", kinds),
        "dates": frame("entity_id property_id", once),
        "names": frame("entity_id name", names),
    }


def test_the_model_asks_that_two_which_differ_may_be_of_different_times():
    frame = [  # case, differ, at one time, days that one lasts after the other has begun
        ("at one time", True, False, 0, 9),
        ("follows", True, False, -1, 9),
        ("one thing", False, False, 0, 9),
        ("perhaps one thing", None, False, 0, 9),
        ("takes place once", True, True, -20, -9),
        ("one thing once", False, True, -20, -9),
        ("not judged", True, True, 0, 9),
    ]
    cases, differ, at_one_time, lasts, lasts_other = map(list, zip(*frame, strict=True))
    pairs = judged(
        RelationsOfHolders,
        holder_id=cases,
        predicate_id=["captain_of"] * 7,
        side=["subject"] * 7,
        one_id=["ada"] * 7,
        other_id=["bea"] * 7,
        differ=differ,
        at_one_time=at_one_time,
        lasts_after=lasts,
        lasts_after_other=lasts_other,
        not_evaluable=[None] * 6 + ["unknown"],
    )
    assert failing(RelationsOfHolders, pairs)["holder_id"].tolist() == [
        "at one time",
        "takes place once",
    ]


NO_TIME = "the time of a relation is not known"


@pytest.mark.parametrize(
    ("ada", "bea", "expected"),
    [
        (("2001", "2009"), ("2004", "2012"), "found"),
        (("2001", "2009"), ("2004",), "found"),
        (("2004-05-05",), ("2004-05-05",), "found"),
        # They may follow each other.
        (("2001", "2004"), ("2004", "2009"), "passed"),
        (("2001", "2004-05-05"), ("2004-05-05",), "passed"),
        (("2004",), ("2004",), "passed"),
        (("2001",), ("2009",), "passed"),
        # Unknown times.
        ((), (), NO_TIME),
        (("2001", "2009"), (), NO_TIME),
        (("", "2009"), ("2004",), NO_TIME),
        (("[..2004]",), ("2002",), NO_TIME),
    ],
)
def test_a_ship_has_one_captain_at_a_time(ada, bea, expected):
    one, other = ("a", "ada", "captain_of", "gull", *ada), ("b", "bea", "captain_of", "gull", *bea)
    for relations in ((one, other), (other, one)):
        assert verdict(RULE, held(*relations)) == expected


TIME = ("2004-05-05", "2009")


@pytest.mark.parametrize(
    ("events", "expected"),
    [(("race", "race"), "found"), (("race", "feast"), "passed"), (("race", "fog"), NO_TIME)],
)
def test_an_event_stands_in_place_of_a_date(events, expected):
    """The race was before the feast; nothing is said of the fog."""
    tables = held(("a", "ada", "captain_of", "gull"), ("b", "bea", "captain_of", "gull"), land=[])
    event = pd.Series(events, dtype="str")
    relations = tables["relations"].assign(start_entity_id=event, start_property_id="founded")
    orders = ordered([], [("s", "race", "founded", "feast", "founded", "0", "")])
    terms = pd.concat([PROPERTIES.assign(single_valued=False, lifetime=""), orders["properties"]])
    texts = PROPERTIES.columns
    assert (
        verdict(
            RULE,
            {
                **tables,
                "relations": relations,
                "dates": orders["dates"],
                "sequences": orders["sequences"],
                "properties": terms.fillna(dict.fromkeys(texts, "")),
            },
        )
        == expected
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("gull", "moored_at", "quay"), ("gull", "moored_at", "pier"), "found"),
        (("quay", "port_of", "isle"), ("pier", "port_of", "isle"), "found"),
        # One thing, or one in the other.
        (("gull", "moored_at", "quay"), ("gull", "moored_at", "quay"), ""),
        (("gull", "moored_at", "quay"), ("gull", "moored_at", "ruritania"), "passed"),
        # Others may have several.
        (("ada", "captain_of", "gull"), ("ada", "captain_of", "isle"), ""),
        (("raft", "moored_at", "quay"), ("raft", "moored_at", "pier"), ""),
        (("ada", "captain_of", "raft"), ("bea", "captain_of", "raft"), ""),
        (("ada", "captain_of", "gull"), ("bea", "port_of", "gull"), ""),
        (("gull", "lies_in", "quay"), ("gull", "lies_in", "pier"), ""),
    ],
)
def test_what_is_one_at_a_time_is_declared_with_the_types_of_those_who_have_it(
    one, other, expected
):
    assert verdict(RULE, held(("a", *one, *TIME), ("b", *other, *TIME))) == expected


def test_two_entities_with_one_printed_name_may_be_one():
    relations = [
        ("a", "ada", "captain_of", "gull", *TIME),
        ("b", "bea", "captain_of", "gull", *TIME),
    ]
    assert (
        verdict(RULE, held(*relations, names=[("ada", "Ada Key"), ("bea", "Bea Key")])) == "found"
    )
    assert (
        verdict(RULE, held(*relations, names=[("ada", "the Key"), ("bea", "the Key")])) == "passed"
    )


NO_PLACE = "nothing says whether one place lies in the other"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Places of one kind, of which neither lies in the other.
        ("quay", "pier", "found"),
        ("quay", "mole", "found"),
        ("north", "south", "found"),
        ("ruritania", "borduria", "found"),
        # Places in two states, or in two coasts.
        ("quay", "borduria", "found"),
        ("bay", "borduria", "found"),
        ("quay", "there", "found"),
        ("quay", "south", "found"),
        # A place in a place agrees.
        ("quay", "north", "passed"),
        ("quay", "ruritania", "passed"),
        ("shoals", "borduria", "passed"),
        # Nothing says that they are apart.
        ("pier", "south", NO_PLACE),
        ("pier", "ruritania", NO_PLACE),
        ("bay", "north", NO_PLACE),
        ("bay", "shoals", NO_PLACE),
        ("here", "there", NO_PLACE),
        ("shoals", "quay", NO_PLACE),
    ],
)
def test_an_event_that_takes_place_once_has_one_place(one, other, expected):
    relations = [("a", "regatta", "held_in", one), ("b", "regatta", "held_in", other, "2004")]
    assert verdict(RULE, held(*relations)) == expected


def test_an_event_that_may_last_has_one_place_at_a_time():
    relations = [("a", "feast", "held_in", "quay"), ("b", "feast", "held_in", "pier")]
    assert verdict(RULE, held(*relations)) == NO_TIME
    times = [(*relation, *TIME) for relation in relations]
    assert verdict(RULE, held(*times)) == "found"
    assert verdict(RULE, held(*relations, once=[])) == NO_TIME


def test_kinds_whose_things_lie_in_each_other_do_not_tell_two_places_apart():
    tables = held(
        ("a", "regatta", "held_in", "quay"),
        ("b", "regatta", "held_in", "mole"),
        land=[("l", "quay", "lies_in", "pier")],
    )
    assert verdict(RULE, tables) == NO_PLACE


def test_a_passage_that_names_several_places_lists_them():
    both = [
        ("a", "regatta", "held_in", "quay", "", "", "p1"),
        ("b", "regatta", "held_in", "pier", "", "", "p1"),
    ]
    alone = ("c", "regatta", "held_in", "quay", "", "", "p2")
    assert verdict(RULE, held(*both)) == ""
    assert verdict(RULE, held(*both, alone)) == ""
    nested = ("b", "regatta", "held_in", "ruritania", "", "", "p1")
    away = ("c", "regatta", "held_in", "borduria", "", "", "p2")
    assert claims_found(RULE, held(both[0], nested, away)) == [("a", "b", "c")]


def test_a_passage_that_names_two_captains_at_one_time_contradicts_itself():
    relations = [
        ("a", "ada", "captain_of", "gull", *TIME, "p1"),
        ("b", "bea", "captain_of", "gull", *TIME, "p1"),
    ]
    assert claims_found(RULE, held(*relations)) == [("a", "b")]


def test_a_finding_has_the_claims_that_contradict_another_one_and_says_when():
    tables = held(
        ("a", "ada", "captain_of", "gull", "2001", "2006"),
        ("b", "bea", "captain_of", "gull", "2004-05-05"),
        ("c", "cleo", "captain_of", "gull", "2009"),
        ("d", "cleo", "captain_of", "gull"),
        ("e", "ada", "captain_of", "gull", "2001", "2002"),
    )
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == ("a", "b")
    assert cells(finding) == [
        ("a", "subject_id", "ada (2001 to 2006)", "ada"),
        ("b", "subject_id", "bea (2004-05-05)", "bea"),
    ]
    assert finding.message == (
        "ada and bea captain_of gull at one time. "
        "Only one of them is possible at a time: ada (2001 to 2006) and bea (5 May 2004)."
    )
    assert sides(finding) == ["ada (2001 to 2006)", "bea (5 May 2004)"]
    relations = [
        ("a", "regatta", "held_in", "quay", "", "2004"),
        ("b", "regatta", "held_in", "pier", "2001", "[..2009]"),
    ]
    (finding,) = outcome(RULE, held(*relations))[1]
    assert finding.headline == "regatta held_in quay and pier at one time"
    assert sides(finding) == ["quay (until 2004)", "pier (2001 to 2009 at the latest)"]


def test_tables_and_columns_that_a_package_does_without():
    relations = [
        ("a", "ada", "captain_of", "gull", *TIME),
        ("b", "bea", "captain_of", "gull", *TIME),
    ]
    tables = held(*relations)
    bare = {name: table for name, table in tables.items() if name not in ("dates", "names")}
    assert verdict(RULE, bare) == "found"
    columns = ["one_object_at_a_time", "one_subject_at_a_time", "at_one_time"]
    older = {**tables, "properties": PROPERTIES.drop(columns=columns)}
    assert verdict(RULE, older) == ""
    one = {**tables, "properties": PROPERTIES.drop(columns=columns[1])}
    assert verdict(RULE, one) == ""


def test_restatements_are_compared_once():
    again = [
        (f"{name[0]}{number}", name, "captain_of", "gull", *TIME)
        for number in range(20_000)
        for name in ("ada", "bea")
    ]
    tables = held(*again)
    groups = RULE.fill(tables)
    assert isinstance(groups, pd.DataFrame)
    assert len(groups) == 1
    assert len(claims_found(RULE, tables)[0]) == 40_000

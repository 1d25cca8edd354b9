"""Relations of which an entity has one at a time: which there are, and each two of them."""

import pandas as pd

from checks.rules.actors.relation_times import (
    TIMES,
    certainly_together,
    compared,
    relation_times,
)
from checks.rules.caching import cached
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.common.sameness import certainly_differ
from checks.rules.rule import Tables, reasons

KEYS = ["holder_id", "predicate_id", "side"]
"""Who has one at a time, of which predicate, and on which side: one `object`, or one `subject`."""

_CLAIM = ["claim_id", "passage_id", "predicate_id", "start", "end", "holder_id", "value_id"]


def held_relations(tables: Tables) -> pd.DataFrame:
    """The relations of which an entity has one at a time; without lists of places.

    Returns:
        `_CLAIM`, where `value_id` is the entity on the other side; `side`; `TIMES`; `may_contain`
        (values may lie in each other); `at_one_time` (the holder takes place once); and `same`, a
        number for relations that say the same. One that is single on both sides has two rows.
    """
    held, differences = _held(tables), _differences(tables)
    place, other = [*KEYS, "passage_id", "value_id"], [*KEYS, "passage_id", "one_id"]
    places = held.loc[held["may_contain"], place].set_axis(other, axis=1).drop_duplicates()
    others = places.rename(columns={"one_id": "other_id"})
    listed = places.merge(differences[differences["differ"].fillna(True)], on=[*KEYS, "one_id"])
    listed = listed.merge(others, on=[*KEYS, "passage_id", "other_id"])
    lists = [*KEYS, "passage_id"]
    is_listed = pd.MultiIndex.from_frame(held[lists]).isin(pd.MultiIndex.from_frame(listed[lists]))
    return held[~is_listed]


def pairs_of_holders(held: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Each two relations of one holder to different entities.

    Args:
        held: rows of `held_relations`.
        tables: as for `certainly_differ`.

    Returns:
        The columns of the model, with `same` and `same_other`; relations that say the same once.
    """
    held = held[[*KEYS, "value_id", "same", *TIMES, "at_one_time"]].drop_duplicates("same")
    one = held.rename(columns={"value_id": "one_id"})
    other = held.drop(columns="at_one_time").rename(columns={"value_id": "other_id"})
    pairs = _differences(tables).merge(one, on=[*KEYS, "one_id"])
    pairs = pairs.merge(other, on=[*KEYS, "other_id"], suffixes=("", "_other"))
    pairs = compared(pairs, tables)
    may_differ = pairs["differ"].fillna(True).astype(bool)
    no_time = ~pairs["at_one_time"] & pairs["is_unknown"]
    together = pairs["at_one_time"] | certainly_together(pairs)
    return pairs.assign(
        not_evaluable=reasons(
            pairs.index,
            (may_differ & no_time, "the time of a relation is not known"),
            (
                pairs["differ"].isna() & together,
                "nothing says whether one place lies in the other",
            ),
        )
    )


@cached
def _held(tables: Tables) -> pd.DataFrame:
    """What `held_relations` gives, with lists of places."""
    sides = [_on_side(tables, "subject", "object"), _on_side(tables, "object", "subject")]
    held = pd.concat(sides, ignore_index=True)
    return held.assign(
        at_one_time=_take_place_once(held["holder_id"], tables),
        same=held.groupby([*KEYS, "value_id", *TIMES], sort=False).ngroup(),
    )


def _on_side(tables: Tables, holder: str, side: str) -> pd.DataFrame:
    """The relations whose holder has one entity on that side at a time, with their `TIMES`."""
    relations, single = tables["relations"], f"one_{side}_at_a_time"
    terms = tables["properties"].reindex(
        columns=["property_id", "containment", single], fill_value=""
    )
    terms = terms.assign(type=terms[single].str.split("|")).explode("type")
    terms = terms[terms["type"].ne("")]
    relations = relations[are_among(relations["predicate_id"], terms["property_id"])]
    types = looked_up(relations[f"{holder}_id"], tables["entities"], "entity_id", ["type"])
    held = relations.join(types).merge(
        terms, left_on=["predicate_id", "type"], right_on=["property_id", "type"]
    )
    held = held.assign(holder_id=held[f"{holder}_id"], value_id=held[f"{side}_id"], side=side)
    may_contain = held["containment"].ne("")
    return (
        held[[*_CLAIM, "side"]].assign(may_contain=may_contain).join(relation_times(held, tables))
    )


@cached
def _differences(tables: Tables) -> pd.DataFrame:
    """Each two entities on the other side of one holder: `KEYS`, `one_id`, `other_id`, `differ`."""
    values = _held(tables)[[*KEYS, "value_id", "may_contain"]].drop_duplicates()
    values = values[values.duplicated(KEYS, keep=False)]
    pairs = values.merge(values[[*KEYS, "value_id"]], on=KEYS, suffixes=("", "_other"))
    pairs = pairs[pairs["value_id"] < pairs["value_id_other"]].reset_index(drop=True)
    pairs = pairs.rename(columns={"value_id": "one_id", "value_id_other": "other_id"})
    differ = certainly_differ(pairs, tables)
    return pairs[[*KEYS, "one_id", "other_id"]].assign(differ=differ)


def _take_place_once(holders: pd.Series, tables: Tables) -> pd.Series:
    """Whether a date says of each that it takes place once, so that all of it is of one time."""
    properties, dates = tables["properties"], tables.get("dates")
    if dates is None or "at_one_time" not in properties:
        return pd.Series(False, holders.index)
    once = properties.loc[properties["at_one_time"].eq("yes"), "property_id"]
    return are_among(holders, dates.loc[are_among(dates["property_id"], once), "entity_id"])

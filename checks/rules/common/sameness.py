"""Whether two entities are certainly two: not one under two names, and not one in the other."""

import pandas as pd

from checks.rules.common.containment import containments, with_their_wholes
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables


def certainly_differ(pairs: pd.DataFrame, tables: Tables) -> pd.Series:
    """Whether each two entities are certainly different things.

    They are not if one lies in the other, or a printed name is common to both. Where a predicate
    tells of places (`may_contain`), one can also lie in the other without a text that says so: such
    two are certainly different if they are, or lie in, two things of one kind, and in no common one
    of it: two towns, or places in two states. Kinds without borders do not count.

    Args:
        pairs: `one_id`, `other_id`, and `may_contain` (bool).
        tables: with `relations`, `properties` (containment), `entities` (type, kind), and perhaps
            `names`.

    Returns:
        With the index of `pairs`: boolean, NA where neither is known.
    """
    if pairs.empty:
        return pd.Series(index=pairs.index, dtype="boolean")
    sides = pd.concat([pairs["one_id"], pairs["other_id"]])
    ties = containments(tables)
    wholes = with_their_wholes(sides, ties)
    keys = pd.MultiIndex.from_frame(pairs[["one_id", "other_id"]])
    are_one = keys.isin(_one_way_or_other(wholes)) | keys.isin(_of_one_name(sides, tables))
    differ = pd.Series(True, pairs.index, "boolean").mask(are_one, False)
    doubtful = pairs[pairs["may_contain"] & ~are_one]
    if len(doubtful):
        apart = _in_two_of_a_kind(doubtful, wholes, tables)
        differ[doubtful.index] = apart.astype("boolean").where(apart)
    return differ


def _one_way_or_other(wholes: pd.DataFrame) -> pd.MultiIndex:
    turned = wholes[["whole", "part"]].set_axis(["part", "whole"], axis=1)
    return pd.MultiIndex.from_frame(pd.concat([wholes, turned]))


def _of_one_name(sides: pd.Series, tables: Tables) -> pd.MultiIndex:
    """The pairs among some entities that have a printed name in common."""
    if "names" not in tables:
        return pd.MultiIndex.from_arrays([[], []])
    names = tables["names"][["entity_id", "name"]]
    names = names[names["entity_id"].isin(sides)].drop_duplicates()
    pairs = names.merge(names, on="name", suffixes=("", "_other"))
    return pd.MultiIndex.from_frame(pairs[["entity_id", "entity_id_other"]])


def _in_two_of_a_kind(pairs: pd.DataFrame, wholes: pd.DataFrame, tables: Tables) -> pd.Series:
    """Whether the two of each pair lie in two things of a kind, and in no common one of it."""
    wholes = wholes.assign(kind=_kinds(wholes["whole"], tables))
    part_kinds = _kinds(wholes["part"], tables)
    nesting = part_kinds[part_kinds.eq(wholes["kind"]) & wholes["part"].ne(wholes["whole"])]
    wholes = wholes[~wholes["kind"].isin(["", *nesting])]
    numbered = pairs[["one_id", "other_id"]].rename_axis("pair").reset_index()
    one = numbered.merge(wholes, left_on="one_id", right_on="part")
    other = numbered.merge(wholes, left_on="other_id", right_on="part")
    both = one.merge(other, on=["pair", "kind"], suffixes=("", "_other"))
    is_common = both["whole"].eq(both["whole_other"]).groupby([both["pair"], both["kind"]]).any()
    apart = is_common.index[~is_common.to_numpy(bool)].get_level_values("pair")
    return pd.Series(pairs.index.isin(apart), pairs.index)


def _kinds(entities: pd.Series, tables: Tables) -> pd.Series:
    """The type and the kind of each entity, as one text; empty for places without borders."""
    found = looked_up(entities, tables["entities"], "entity_id", ["type", "kind"])
    has_borders = found["type"].ne("place") | ~found["kind"].isin(["", "area"])
    return found["type"].str.cat(found["kind"], sep=" ").where(has_borders, "")

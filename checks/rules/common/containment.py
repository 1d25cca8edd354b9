"""Parts and wholes: which entity lies in which, directly or through others."""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables


@cached
def containments(tables: Tables) -> pd.DataFrame:
    """The relations of part and whole, without those of a thing with itself.

    Args:
        tables: with `relations` (subject_id, predicate_id, object_id, ...), and `properties`
            (containment: which side of the relation is the part).

    Returns:
        With the index of `relations`: its columns, and `part` and `whole` (entities).
    """
    relations, properties = tables["relations"], tables["properties"]
    side = looked_up(relations["predicate_id"], properties, "property_id", ["containment"])
    relations = relations[side["containment"].ne("")]
    is_object = side.loc[relations.index, "containment"].eq("object")
    subjects, objects = relations["subject_id"], relations["object_id"]
    ties = relations.assign(
        part=subjects.mask(is_object, objects), whole=objects.mask(is_object, subjects)
    )
    return ties[ties["part"] != ties["whole"]]


def with_their_wholes(parts: pd.Series, ties: pd.DataFrame) -> pd.DataFrame:
    """Each of the parts with itself, and with every whole in which it lies.

    Args:
        parts: entities.
        ties: `part`, `whole`, as from `containments`.

    Returns:
        `part`, `whole`: one row for each pair. The number of steps is that of the longest chain.
    """
    ties = ties[["part", "whole"]].drop_duplicates()
    pairs = pd.DataFrame({"part": parts.drop_duplicates(), "whole": parts.drop_duplicates()})
    frontier = pairs
    while len(frontier):
        steps = frontier.rename(columns={"whole": "between"})
        onward = steps.merge(ties.rename(columns={"part": "between"}), on="between")
        seen = len(pairs)
        pairs = pd.concat([pairs, onward[["part", "whole"]]], ignore_index=True)
        is_new = ~pairs.duplicated()
        frontier = pairs[is_new & (pairs.index >= seen)]
        pairs = pairs[is_new].reset_index(drop=True)
    return pairs

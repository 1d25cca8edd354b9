"""Names of one entity that are one name, and names of two entities that are nearly one."""

import numpy as np
import pandas as pd

from checks.rules.common.components import components
from checks.rules.text.nearness import near_words
from checks.rules.text.spelling import sequences, terms

_OPENING = 2
"""First letters that near words share, by which readers tell words apart."""


def spellings(forms: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Which forms of an entity are one name, and how that is spelled.

    Returns:
        With the index of `forms`: `entity_id`; `cluster`, the same number for all forms of one
        name; and `spellings`, how many the name has.
    """
    several = forms["entity_id"].duplicated(keep=False)
    words = words[words.index.isin(forms.index[several])]
    entity = pd.Series(pd.factorize(forms["entity_id"])[0], name="entity")
    lettered = words[words["plain"].ne("")].join(entity)
    lettered["position"] = lettered.groupby(level=0).cumcount()
    same_words = sequences(_word_classes(lettered), lettered["position"])
    same_letters = lettered.groupby(level=0)["plain"].sum()
    links = [
        pd.DataFrame({"entity": entity, "key": key}).dropna().rename_axis("form").reset_index()
        for key in (same_words, same_letters)
    ]
    firsts = [link.groupby(["entity", "key"])["form"].transform("first") for link in links]
    first, form = pd.concat(firsts), pd.concat([link["form"] for link in links])
    cluster = components(len(forms), first.to_numpy(), form.to_numpy())
    frame = forms[["entity_id"]].assign(cluster=cluster)
    spelled = sequences(words["spelled"], words["position"])
    of_cluster = spelled.groupby(frame["cluster"]).nunique()
    return frame.assign(spellings=frame["cluster"].map(of_cluster).fillna(1))


def _word_classes(words: pd.DataFrame) -> pd.Series:
    """A number for each word (`plain`, of an `entity`): near words of one entity have the same."""
    place = words.groupby(["entity", "plain"], sort=False).ngroup()
    distinct = words.assign(place=place).sort_values(["place", "is_fixed"])
    distinct = distinct.drop_duplicates("place").set_index("place")
    free = distinct[~distinct["is_fixed"]]
    length = free["plain"].str.len()
    most = (length // 5).clip(lower=1, upper=2).where(length > 2, 0)
    near = near_words(free["plain"], free["entity"], most)
    left, right = (free.index.to_numpy()[near[side]] for side in ("left", "right"))
    return pd.Series(components(len(distinct), left, right)[place], index=words.index)


def near_names(forms: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Names of two entities of one type that differ in one word, and there in one or two letters.

    Returns:
        `form` and `other_form` (labels in `forms`), `entity_id`, `other_id` (in order), `letters`.
    """
    lettered = words[words["folded"].ne("")].join(forms[["type", "entity_id", "iso_3166"]])
    lettered["position"] = lettered.groupby(level=0).cumcount()
    counts = lettered.groupby(level=0)["position"].transform("size")
    own = terms(lettered["folded"], lettered["position"])
    others = own.groupby(level=0).transform("sum") - own
    frame = lettered.assign(count=counts, others=others)[~lettered["is_fixed"]]
    frame["slot"] = frame.groupby(["type", "count", "position", "others"], sort=False).ngroup()
    frame["place"] = frame.groupby(["slot", "folded"], sort=False).ngroup()
    near = _near_in_slot(frame.drop_duplicates("place").sort_values("place"))
    sides = frame.rename_axis("form").reset_index()[["place", "form", "entity_id", "iso_3166"]]
    both = pd.concat([near, near.rename(columns={"left": "right", "right": "left"})])
    pairs = both.merge(sides, left_on="left", right_on="place")
    pairs = pairs.merge(sides, left_on="right", right_on="place", suffixes=("", "_right"))
    are_in_order = pairs["entity_id"] < pairs["entity_id_right"]
    are_settled = pairs["iso_3166"].ne("") & pairs["iso_3166_right"].ne("")
    pairs = pairs[are_in_order & ~are_settled]
    names = {"form": "form", "form_right": "other_form", "entity_id": "entity_id"}
    names |= {"entity_id_right": "other_id", "letters": "letters"}
    return pairs[list(names)].rename(columns=names)


def _near_in_slot(words: pd.DataFrame) -> pd.DataFrame:
    """Near words among those that stand in one `slot`, as `near_words` gives them.

    Words with the same opening have it in common anyway, so that only the rest is compared.
    """
    word, length = words["folded"], words["folded"].str.len()
    opening = words["slot"].astype("str") + " " + word.str[:_OPENING]
    ways = [
        (length >= _OPENING, word.str[_OPENING:], pd.factorize(opening)[0], length * 2 // 5),
        (words["count"].eq(1) & (length > 3), word, words["slot"], length.clip(upper=1)),
    ]
    near = []
    for chosen, letters, group, most in ways:
        of_way = pd.DataFrame({"letters": letters, "group": group, "most": most.clip(upper=2)})
        of_way = of_way[chosen]
        pairs = near_words(of_way["letters"], of_way["group"], of_way["most"])
        places = np.flatnonzero(chosen)
        near.append(pairs.assign(left=places[pairs["left"]], right=places[pairs["right"]]))
    return pd.concat(near).drop_duplicates()

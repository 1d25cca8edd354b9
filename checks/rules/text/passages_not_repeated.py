"""The rule about passages that say what another one says."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.lookups import positions
from checks.rules.common.propositions import READS, propositions
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text

_FEWEST = 2
"""Fewest claims with which a passage can repeat another one."""


class RepeatedPassages(RuleModel):
    """Passages that state several things, each with one that repeats most of them."""

    passage_id: Series[Text]
    claims: Series[int] = pa.Field(
        description="different claims of the passage; names, citations and headings left out"
    )
    repeated: Series[int] = pa.Field(
        description="those of them that one other passage states as well, where that can be all"
    )

    @rule_check("passages-not-repeated", "the passage states something that the other one does not")
    def says_more(cls, passages: pd.DataFrame) -> "pd.Series[bool]":
        """Not all claims of the passage stand in one other passage."""
        return passages["repeated"] < passages["claims"]


class PassagesNotRepeated(Rule):
    """A passage says something of its own.

    Statement: No passage with two or more claims repeats another passage as a whole: at least one
        of its claims does not stand in that other passage.
    Formula: repeated < claims. `claims` counts the different claims of a passage, `repeated` those
        that restate a claim of one other passage of the document, the one with which this number is
        largest. Where two passages state the same, the later one repeats the earlier one.
    Inputs: every table of claims but names, citations and headings; `properties` (symmetric) and
        `questions` (question_id, population_id), if they are there; `passages` (document_id,
        start). A claim restates another one of its table if all columns of content are equal: all
        but those of the claim itself, of its wording, certainty and origin, of the list or total of
        which it is a part, and derived bounds. The start and the end of `relations` may be empty,
        or less precise, and `answers` count with the question that they answer. A group is a
        passage with two or more claims. The claims of a finding are those of both passages that
        restate each other.
    Severity rationale: info. A repetition is no mistake, but a correction must reach both places,
        and two places are no two witnesses.
    Source: the once-and-only-once rule of single sourcing in technical writing; statement-level
        references in Wikidata, where equal statements are one.
    Limits: Only equal content counts: a day and its month, or a rounded figure, are other claims,
        and a passage that adds one claim of its own is no repetition. Single claims that are
        restated are in the table `restatements`, and are no finding. Not evaluable: a passage with
        an answer to a question that is not there.
    """

    name = "passages-not-repeated"
    family = "text"
    severity = "info"
    model = RepeatedPassages
    between_documents = False
    reads = columns(passages="passage_id document_id start:integer")
    may_read = READS

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each passage with several claims, with the passage that has most of them."""
        said, identifiers = _said(tables), tables["passages"]["passage_id"].array
        claims = said.groupby("passage").size().rename("claims")
        groups = claims[claims >= _FEWEST].reset_index()
        pairs = _repetitions(said, claims)
        best = pairs.assign(other_id=identifiers.take(pairs["other"].to_numpy())).sort_values(
            ["repeated", "other_start", "other_id"], ascending=[False, True, True]
        )
        groups = groups.merge(best.drop_duplicates("passage"), on="passage", how="left")
        is_unknown = groups["passage"].isin(said.loc[said["is_unknown"], "passage"])
        return groups.assign(
            passage_id=identifiers.take(groups["passage"].to_numpy()),
            repeated=groups["repeated"].fillna(0).astype("int64"),
            not_evaluable=reasons(
                groups.index, (is_unknown, "the question of an answer is not in the package")
            ),
        )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The claims of the passage, and those of the other one that say the same."""
        said = propositions(tables)
        groups = failures[["passage_id", "other_id"]].rename_axis("group").reset_index()
        own = said.merge(groups, on="passage_id")
        keys = own[["group", "other_id", "proposition"]].drop_duplicates()
        others = said.merge(
            keys, left_on=["passage_id", "proposition"], right_on=["other_id", "proposition"]
        )
        members = pd.concat([own, others])
        return members[["group", "claim_id"]].assign(
            column="passage_id", value=members["passage_id"]
        )

    def headline(self, violation: Violation) -> str:
        """`History, paragraph 2, sentence 1 repeats Overview, paragraph 1, sentence 1`."""
        one, other = (violation.place(violation[key]) for key in ("passage_id", "other_id"))
        title = f"{one} repeats {other}"
        return title if len(title) < 120 else f"{one} repeats another passage"

    def explanation(self, violation: Violation) -> str:
        """How many claims the two have in common."""
        other = violation.place(violation["other_id"])
        return (
            f"All {violation['claims']:,} claims of the one stand in the other as well ({other})."
        )


def _said(tables: Tables) -> pd.DataFrame:
    """What each passage states, each proposition once.

    Returns:
        Numbers: the `passage` by its place in the table, its `document` and its `start`, and the
        `proposition`; `is_unknown`, whether that is not known.
    """
    passages, said = tables["passages"], propositions(tables)
    said = pd.DataFrame(
        {
            "passage": positions(said["passage_id"], passages["passage_id"]),
            "proposition": pd.factorize(said["proposition"])[0],
            "is_unknown": said["proposition"].eq("").to_numpy(bool),
        }
    )
    said = said[said["passage"] >= 0].drop_duplicates()
    places = said["passage"].to_numpy()
    return said.assign(
        document=pd.factorize(passages["document_id"])[0][places],
        start=passages["start"].to_numpy()[places],
    )


def _repetitions(said: pd.DataFrame, claims: pd.Series) -> pd.DataFrame:
    """Passages with another one that may repeat all that they state.

    A passage is compared with those that have the rarest of its propositions in common with it:
    what all sentences say does not set each against all others.

    Args:
        said: as from `_said`.
        claims: how many different claims each passage has.

    Returns:
        `passage`, `other`, `other_start`; `repeated`, how many propositions they share.
    """
    key = ["document", "proposition"]
    places = said.groupby(key)["passage"].transform("size")
    rarest = places.groupby(said["passage"]).transform("min")
    is_candidate = rarest.gt(1) & said["passage"].map(claims).ge(_FEWEST)
    own = said[is_candidate].assign(places=places)
    anchors = own.sort_values(["places", "proposition"]).drop_duplicates("passage")
    others = said.rename(columns={"passage": "other", "start": "other_start"})
    pairs = anchors[["passage", "start", *key]].merge(others, on=key)
    pairs = pairs[pairs["passage"] != pairs["other"]].drop(columns=key)
    shared = pairs.merge(own[["passage", *key]], on="passage")
    shared = shared.merge(others[["other", *key]], on=["other", *key])
    size = shared.groupby(["passage", "other"]).size().rename("repeated")
    pairs = pairs.join(size, on=["passage", "other"])
    is_all_of_other = pairs["repeated"].eq(pairs["other"].map(claims))
    is_first = is_all_of_other & (pairs["start"] < pairs["other_start"])
    return pairs[~is_first].drop(columns="start")

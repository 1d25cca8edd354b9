"""Rules about the parts of a population that a poll reports apart."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.containment import containments
from checks.rules.common.intervals import answer_values, intervals, wording
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.polls.words import PollRule, points, quoted, share
from checks.rules.rule import Evidence, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_ASKED = ["poll_id", "question_id", "option"]
_GROUP = [*_ASKED, "whole"]


class WholesAndParts(RuleModel):
    """The share of a whole population that gave an answer, and those of a complete list of parts.

    All ends are in halves of the smallest decimal that any of them prints.
    """

    poll_id: Series[Text]
    question_id: Series[Text]
    option: Series[Text]
    whole: Series[Text] = pa.Field(description="the whole population")
    low: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="least share of the whole")
    high: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="largest share of the whole")
    least: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="least share of any part")
    most: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="largest share of any part")

    @rule_check("subgroups-bracket-total", "the whole can lie between its parts")
    def bracketed(cls, shares: pd.DataFrame) -> "pd.Series[bool]":
        """The whole can reach down to the largest part, and up to the smallest one."""
        return (shares["low"] <= shares["most"]) & (shares["high"] >= shares["least"])


class SubgroupsBracketTotal(PollRule):
    """A total lies between its subgroups.

    Statement: The share of a whole population lies between the smallest and the largest share of
        its parts, if these parts make up the whole.
    Formula: with the shares that rounding and bounds allow, low <= most and least <= high: low and
        high of the whole, least the smallest low of the parts, most their largest high. Of several
        complete lists, the one that is missed most counts.
    Inputs: `answers` (option, percent, low, high, qualifier); `questions` (poll_id, question_id,
        population_id, rounded_to); `relations` of part and whole (`containment` in `properties`)
        between populations or the places whose people they are (place_id in `entities`), and their
        `roster`. A group is an option of a question of one poll that was reported for a population
        and for a part of it.
    Severity rationale: error. A weighted mean lies between its smallest and its largest value.
    Source: the weighted mean; the aggregation problems known as Simpson's paradox and ecological
        inference, which leave this bound intact.
    Limits: Parts make up a whole if one passage lists them as a `complete` roster, which is read
        as a partition; without one, or with a part of the list whose share is not reported, the
        group is not evaluable. Only direct parts are looked at. Shares of unknown extent, and
        restatements that contradict each other, are not evaluable.
    """

    name = "subgroups-bracket-total"
    severity = "error"
    model = WholesAndParts
    reads = columns(
        answers="claim_id question_claim_id option percent low high qualifier",
        entities="entity_id place_id",
        properties="property_id containment",
        questions="claim_id poll_id question_id population_id rounded_to?",
        relations="passage_id subject_id predicate_id object_id roster",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each option, poll and whole: its bounds, and those of its parts."""
        tied, ties = _tied_shares(tables), _ties(tables)
        own = ["low", "high", "disagree", "decimals"]
        groups = tied[[*_GROUP, *own]].drop_duplicates()
        widest = _most_missed(tied)[[*_GROUP, "least", "most", "roster"]]
        groups = groups.merge(widest, on=_GROUP, how="left")
        listed = ties.loc[ties["roster"].notna(), "whole"]
        why = reasons(
            groups.index,
            (groups["disagree"], "the mentions of the whole exclude each other"),
            (groups["low"].isna(), "the share of the whole is not known"),
            (~are_among(groups["whole"], listed), "no passage lists all parts"),
            (groups["least"].isna(), "the share of a listed part is not known"),
        )
        return groups.assign(not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The answers of the whole, and of the parts of the list that it misses most."""
        groups = failures[[*_GROUP, "roster"]].rename_axis("group").reset_index()
        parts = groups.merge(_ties(tables), on=["roster", "whole"])
        sides = [
            groups.assign(population_id=groups["whole"]),
            parts.assign(population_id=parts["part"]),
        ]
        columns = ["group", *_ASKED, "population_id"]
        members = pd.concat([side[columns] for side in sides]).drop_duplicates()
        answers = _shares(tables).merge(members, on=[*_ASKED, "population_id"])
        words = answers[["group", "claim_id"]].join(wording(answers, "percent"))
        return words.assign(label=answers["population_id"])

    def headline(self, violation: Violation) -> str:
        """`Gull Poll: “yes” 78 % of islanders lies outside the range of its parts`."""
        whole = next(item for item in violation.evidence if item.label == violation["whole"])
        poll, given = violation.label(violation["poll_id"]), self.side(violation, whole)
        return f"{poll}: {given} lies outside the range of its parts"

    def explanation(self, violation: Violation) -> str:
        """The shares of the parts, and how far from them the whole is."""
        parts = dict.fromkeys(
            f"{violation.label(item.label)} {share(item.value)}"
            for item in violation.evidence
            if item.label != violation["whole"]
        )
        apart = max(violation["least"] - violation["high"], violation["low"] - violation["most"])
        return (
            f"It is at least {points(apart, violation)} away from the nearest part "
            f"({listed(parts)})."
        )

    def side(self, violation: Violation, item: Evidence) -> str:
        """`“yes” 78 % of islanders`."""
        people = violation.label(item.label)
        return f"{quoted(violation, violation['option'])} {share(item.value)} of {people}"


@cached
def _shares(tables: Tables) -> pd.DataFrame:
    """All answers, with what was asked of whom; `value`, `low` and `high` as printed."""
    answers = tables["answers"]
    columns = ["poll_id", "question_id", "population_id"]
    asked = looked_up(answers["question_claim_id"], tables["questions"], "claim_id", columns)
    asked = asked.assign(option=answers["option"])
    return answer_values(answers, tables).join(asked[asked["poll_id"].ne("")], how="inner")


def _shares_by_population(tables: Tables) -> pd.DataFrame:
    """One row for each option, poll and population, with the bounds common to all restatements.

    `low` and `high` are NA where nothing is known, or where the restatements `disagree`.
    """
    shares = _shares(tables)
    populations = shares.groupby(["poll_id", "question_id"])["population_id"].transform("nunique")
    shares = shares[populations > 1]
    asked = shares.groupby(["poll_id", "question_id"]).ngroup()
    bounds = intervals(shares, asked)[["low", "high", "decimals"]]
    shares = shares[[*_ASKED, "population_id"]].join(bounds)
    common = shares.groupby([*_ASKED, "population_id"], as_index=False).agg(
        low=("low", "max"), high=("high", "min"), decimals=("decimals", "first")
    )
    disagree = (common["low"] > common["high"]).fillna(False).astype(bool)
    low, high = (common[end].mask(disagree) for end in ("low", "high"))
    return common.assign(low=low, high=high, disagree=disagree)


@cached
def _ties(tables: Tables) -> pd.DataFrame:
    """Which population is a part of which.

    Returns:
        `part` and `whole` (populations), `part_entity` (the one related), and, for an item of a
        complete list, `roster` (a name for the list) and `items` (how many entities it has).
    """
    populations = tables["questions"]["population_id"].drop_duplicates()
    own = pd.DataFrame({"population": populations, "entity": populations})
    place = looked_up(populations, tables["entities"], "entity_id", ["place_id"])
    places = own.assign(entity=place["place_id"])
    stands_for = pd.concat([own, places]).drop_duplicates()
    ties = containments(tables)
    ties = ties.rename(columns={"part": "part_entity", "whole": "whole_entity"})
    name = ties["passage_id"] + " " + ties["whole_entity"]
    ties = ties.assign(roster=name.where(ties["roster"].eq("complete")))
    ties["items"] = ties.groupby("roster")["part_entity"].transform("nunique")
    for side in ("whole", "part"):
        of_side = stands_for.set_axis([side, f"{side}_entity"], axis=1)
        ties = ties.merge(of_side, on=f"{side}_entity")
    columns = ["part", "whole", "part_entity", "roster", "items"]
    return ties.loc[ties["part"].ne(ties["whole"]), columns].drop_duplicates()


def _tied_shares(tables: Tables) -> pd.DataFrame:
    """Each whole with each of its parts that was asked the same, as often as something ties them.

    Returns:
        `_ties`, and the columns of `_shares_by_population` for the whole, with `least` and `most`
        for the bounds of the part.
    """
    shares = _shares_by_population(tables)
    wholes = shares.rename(columns={"population_id": "whole"})
    bounds = {"population_id": "part", "low": "least", "high": "most"}
    parts = shares[[*_ASKED, *bounds]].rename(columns=bounds)
    return wholes.merge(_ties(tables), on="whole").merge(parts, on=[*_ASKED, "part"])


def _most_missed(tied: pd.DataFrame) -> pd.DataFrame:
    """Of the complete lists whose parts are all known, the one that each group misses most."""
    listed = tied[tied["roster"].notna() & tied["least"].notna()]
    lists = listed.groupby([*_GROUP, "roster"], as_index=False).agg(
        least=("least", "min"),
        most=("most", "max"),
        low=("low", "first"),
        high=("high", "first"),
        known=("part_entity", "nunique"),
        items=("items", "first"),
    )
    lists = lists[lists["known"].eq(lists["items"])]
    ends = [lists["least"] - lists["high"], lists["low"] - lists["most"]]
    lists = lists.assign(distance=pd.concat(ends, axis=1).max(axis=1))
    ranked = lists.sort_values(["distance", "roster"], ascending=[False, True])
    return ranked.drop_duplicates(_GROUP)

"""The rule `actors-act-while-independent`: who merged into another no longer acts alone."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.actors.acts import act_labels, acts
from checks.rules.actors.opposites import opposites
from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import FAR_AWAY, at_least, days_or
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import on_date

_NEVER = FAR_AWAY + 1
"""Day number behind every act, one with an open end included."""

_KEYS = ["actor_id", "predicate_id", "object_id"]
_SPAN = ["act_earliest", "act_latest"]

_ENDING = "ending"
"""The label of the claim that ends the independence."""


class Mergers(RuleModel):
    """An actor that merged into another, and its act that comes last; days are day numbers."""

    actor_id: Series[Text]
    predicate_id: Series[Text] = pa.Field(description="what ends the independence of the actor")
    object_id: Series[Text] = pa.Field(description="what the actor merged into")
    merged_by: Series[int] = pa.Field(description="the last day on which the actor may have merged")
    independent_from: Series[int] = pa.Field(
        description="the first day on which the actor may be independent again"
    )
    act_earliest: Series[int] = pa.Field(
        description="the first day that the date of the act allows"
    )
    act_latest: Series[int] = pa.Field(description="the last day that the date of the act allows")

    @rule_check("actors-act-while-independent", "an actor acts while it is independent")
    def act_while_independent(cls, mergers: pd.DataFrame) -> "pd.Series[bool]":
        """The act may come before the merger, or after the actor is independent again."""
        before = mergers["act_earliest"] <= mergers["merged_by"]
        again = mergers["act_latest"] >= mergers["independent_from"]
        return before | again


class ActorsActWhileIndependent(Rule):
    """Actors act while they are independent.

    Statement: An actor that joined, merged into or was absorbed by another does not act as a
        separate party afterwards.
    Formula: act_earliest <= merged_by or act_latest >= independent_from, where merged_by is the
        last day on which the actor may have merged, and [act_earliest, act_latest] the days of the
        act. The actor may be independent again from the first day on which the relation may have
        ended, or on which the opposite relation between the same two, unless it certainly began
        before the merger, may have begun.
    Inputs: `relations` (subject, predicate, object, start, end), `dates`, and `properties`
        (ends_independence, agency, opposite). An act is a relation with a start whose predicate
        gives agency to that side, or a dated property with agency. A group is an actor, and a
        predicate and object by which its independence ends, with another act of it; of its mergers
        and acts it holds the two that are furthest apart. The claims of a finding are the mergers
        that some act follows, and the acts that follow some merger.
    Severity rationale: warning. Both hold if the actor kept its name and some freedom of action, or
        left again; the text says neither.
    Source: the mergers and splits of groups in the UCDP Actor Dataset; the contemporary constraint
        of Wikidata.
    Limits: Acts without a start are not seen, nor is a lasting relation that merely goes on. Claims
        of the same predicate and object are one merger and no acts. Which of several members of a
        merged body acts is not asked. Not evaluable: a merger without a latest day, acts without
        an earliest.
    """

    name = "actors-act-while-independent"
    family = "actors"
    severity = "warning"
    model = Mergers
    reads = columns(
        dates="claim_id entity_id property_id date earliest:date latest:date",
        properties="property_id opposite ends_independence:boolean agency",
        relations="claim_id subject_id predicate_id object_id start:edtf end:edtf",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each actor and merger with another act: the act that comes last."""
        mergers = _mergers(tables).drop_duplicates([*_KEYS, "merged_by", "independent_from"])
        deeds = acts(tables).drop_duplicates(["actor_id", "term", "partner_id", *_SPAN])
        pairs = _with_acts(mergers, deeds)
        days = pairs["act_earliest"] - pairs["merged_by"]
        is_bound = pairs["act_latest"] < pairs["independent_from"]
        pairs = pairs.assign(days=days.where(is_bound, days.clip(upper=0)))
        latest = pairs.groupby(_KEYS, sort=False)["days"].idxmax()
        return _with_reasons(pairs.loc[latest])

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The mergers that an act follows, and the acts that follow a merger."""
        groups = failures[_KEYS].rename_axis("group").reset_index()
        pairs = _with_reasons(_with_acts(_mergers(tables).merge(groups, on=_KEYS), acts(tables)))
        late = pairs[~Mergers.act_while_independent(pairs)]
        mergers = late.assign(column="start", value=late["start"], label=_ENDING)
        deeds = late.assign(claim_id=late["claim_id_act"], label=act_labels)
        columns = ["group", "claim_id", "column", "value", "label"]
        return pd.concat([mergers[columns], deeds[columns]]).drop_duplicates()

    def headline(self, violation: Violation) -> str:
        """`Kolo Front joined Kolo League by 1931, yet acts as a separate party later`."""
        ended = sorted({item.value for item in violation.evidence if item.label == _ENDING})
        merged = " ".join(
            violation.label(violation[key]) for key in ("actor_id", "predicate_id", "object_id")
        )
        when = listed(map(on_date, ended), last=" and ")
        title = f"{merged} {when}, yet acts as a separate party later"
        return title if len(title) < 120 else f"{merged}, yet acts on its own later"

    def explanation(self, violation: Violation) -> str:
        """The later acts, and the least time between."""
        ended = [item.value for item in violation.evidence if item.label == _ENDING]
        acts = {
            f"{violation.label(item.label)} {on_date(item.value)}": item.value
            for item in violation.evidence
            if item.label != _ENDING
        }
        days = at_least(
            violation["act_earliest"] - violation["merged_by"], [*ended, *acts.values()]
        )
        if len(acts) > 1:
            return f"Acts of its own follow, the last {days} later: {listed(acts)}."
        return f"An act of its own follows {days} later: {listed(acts)}."

    def side(self, violation: Violation, item: Evidence) -> str:
        """The merger, or an act, with its date."""
        if item.label != _ENDING:
            return super().side(violation, item)
        merged = (violation.label(violation[key]) for key in ("predicate_id", "object_id"))
        return " ".join([*merged, violation.value(item)])


def _with_acts(mergers: pd.DataFrame, deeds: pd.DataFrame) -> pd.DataFrame:
    """Each merger beside each act of the same actor that is not that merger."""
    pairs = mergers.merge(deeds, on="actor_id", suffixes=("", "_act"))
    is_same = pairs["term"].eq(pairs["predicate_id"]) & pairs["partner_id"].eq(pairs["object_id"])
    return pairs[~is_same]


def _with_reasons(pairs: pd.DataFrame) -> pd.DataFrame:
    """Mergers and acts with `not_evaluable`."""
    return pairs.assign(
        not_evaluable=reasons(
            pairs.index,
            (pairs["merged_by"].eq(FAR_AWAY), "the merger has no last day"),
            (pairs["act_earliest"].eq(-FAR_AWAY), "the act has no first day"),
        )
    )


@cached
def _mergers(tables: Tables) -> pd.DataFrame:
    """The relations by which an actor stops being independent.

    Returns:
        One row for each: `claim_id`, `actor_id`, `predicate_id`, `object_id`, `start`; `merged_by`,
        the day by which it has happened (`FAR_AWAY` if its date leaves that open), and
        `independent_from`, the first day on which the actor may be independent again.
    """
    relations, properties = tables["relations"], tables["properties"]
    terms = properties.loc[properties["ends_independence"], "property_id"]
    rows = relations[relations["predicate_id"].isin(terms)]
    columns = ["claim_id", "subject_id", "predicate_id", "object_id", "start"]
    mergers = rows[columns].rename(columns={"subject_id": "actor_id"})
    mergers = mergers.assign(
        merged_from=days_or(rows["start_earliest"], -FAR_AWAY),
        merged_by=days_or(rows["start_latest"], FAR_AWAY),
    )
    ended = days_or(rows["end_earliest"], -FAR_AWAY).where(rows["end"].ne(""), _NEVER)
    undone = mergers["claim_id"].map(_undone(mergers, tables)).fillna(_NEVER).astype("int64")
    return mergers.assign(independent_from=ended.where(ended < undone, undone))


def _undone(mergers: pd.DataFrame, tables: Tables) -> pd.Series:
    """The first day on which the opposite relation may have begun, by the claim of the merger."""
    relations = tables["relations"]
    pairs = mergers.merge(opposites(tables["properties"]), on="predicate_id")
    rows = relations[relations["predicate_id"].isin(pairs["opposite_id"].unique())]
    sides = ["actor_id", "opposite_id", "object_id"]
    reversals = rows[["subject_id", "predicate_id", "object_id"]].set_axis(sides, axis=1)
    reversals = reversals.assign(
        left_from=days_or(rows["start_earliest"], -FAR_AWAY),
        left_by=days_or(rows["start_latest"], FAR_AWAY),
    )
    pairs = pairs.merge(reversals, on=sides)
    pairs = pairs[pairs["left_by"] >= pairs["merged_from"]]
    return pairs.groupby("claim_id")["left_from"].min()

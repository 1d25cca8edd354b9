"""The rule `actors-act-within-lifetime`: nothing acts before it begins or after it ends."""

from types import MappingProxyType

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.actors.lifetimes import ActsWithinLifetime
from checks.rules.rule import RuleModel, rule_check
from checks.tables.text_dtype import Text


class Lifetimes(RuleModel):
    """One end of the lifetime of an actor, and the acts nearest to it; days are day numbers."""

    actor_id: Series[Text]
    lifetime: Series[Text] = pa.Field(isin=["begins", "ends"], description="the end in question")
    earliest_begin: Series[int] = pa.Field(
        description="the first day on which the actor may have begun"
    )
    latest_end: Series[int] = pa.Field(description="the last day on which it may have ended")
    earliest_act: Series[int] = pa.Field(
        description="the earliest of the last days that the dates of its acts allow"
    )
    latest_act: Series[int] = pa.Field(
        description="the latest of the first days that the dates of its acts allow"
    )

    @rule_check("actors-act-within-lifetime", "no act lies outside the lifetime of its actor")
    def act_within_lifetime(cls, ends: pd.DataFrame) -> "pd.Series[bool]":
        """Every act may lie after the begin and before the end."""
        begun = ends["earliest_begin"] <= ends["earliest_act"]
        not_ended = ends["latest_act"] <= ends["latest_end"]
        return begun & not_ended


class ActorsActWithinLifetime(ActsWithinLifetime):
    """Actors act within their lifetime.

    Statement: Nothing acts certainly before it began to exist, or certainly after its existence
        ended.
    Formula: earliest_begin <= earliest_act and latest_act <= latest_end, where earliest_begin =
        min(earliest) of the dates that begin the actor, latest_end = max(latest) of those that end
        it, earliest_act = min(latest) and latest_act = max(earliest) of its acts.
    Inputs: `dates` and `properties` (lifetime: begins or ends); acts from `relations` (start) and
        `dates` by `properties` (agency); `entities` (type: not a person). A group is an actor with
        an act, and one end of its lifetime. The claims of a finding are the dates of that end, and
        the acts that lie beyond all of them.
    Severity rationale: error. What does not exist cannot act, so the claims cannot all be true.
    Source: Allen's interval algebra (1983); the contemporary constraint of Wikidata.
    Limits: Dates of one end that contradict each other are the matter of `dates-agree`: here an act
        violates only if it violates every one of them. What is founded again after its end has one
        life here, from the first begin to the last end. Preparations for a founding are acts of
        the founders. Not evaluable: an end that some date leaves open, acts that are all open
        towards it.
    """

    name = "actors-act-within-lifetime"
    severity = "error"
    model = Lifetimes
    of_persons = False
    beyond = MappingProxyType({"begins": "before it begins", "ends": "after it ends"})

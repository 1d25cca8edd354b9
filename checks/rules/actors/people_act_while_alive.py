"""The rule `people-act-while-alive`: nobody acts after a reported death."""

from types import MappingProxyType

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.actors.lifetimes import ActsWithinLifetime
from checks.rules.rule import RuleModel, rule_check
from checks.tables.text_dtype import Text


class ReportedDeaths(RuleModel):
    """The reported death of a person, and the last act of the same person; as day numbers."""

    actor_id: Series[Text]
    latest_end: Series[int] = pa.Field(description="the last day on which the person may have died")
    latest_act: Series[int] = pa.Field(
        description="the latest of the first days that the dates of the person's acts allow"
    )

    @rule_check("people-act-while-alive", "no act comes after the death")
    def act_while_alive(cls, deaths: pd.DataFrame) -> "pd.Series[bool]":
        """Every act may come before the death."""
        return deaths["latest_act"] <= deaths["latest_end"]


class PeopleActWhileAlive(ActsWithinLifetime):
    """People act while they are alive.

    Statement: No person acts certainly after the date of a reported death.
    Formula: latest_act <= latest_end, where latest_end = max(latest) of the dates that end the
        person's life, and latest_act = max(earliest) of the acts.
    Inputs: acts from `relations` and `dates` by `properties` (agency, lifetime), as in
        `actors-act-within-lifetime`, for `entities` of type person and dates that end a lifetime.
        A group is a person with a reported death and an act.
    Severity rationale: warning. Reports of a death are often premature, and a text may tell of a
        death that it does not vouch for; both claims hold if the death was only reported.
    Source: as `actors-act-within-lifetime`.
    Limits: What is published, shown or honoured after a death is an act only where the property
        gives agency to the person. Disagreeing dates of death: an act violates only if it comes
        after all of them. Not evaluable: a death without a latest day, acts without an earliest.
    """

    name = "people-act-while-alive"
    severity = "warning"
    model = ReportedDeaths
    of_persons = True
    beyond = MappingProxyType({"ends": "after a reported death"})

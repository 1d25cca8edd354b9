"""Rules about whom a survey can have reached."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.containment import containments, with_their_wholes
from checks.rules.common.days import day_numbers
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.polls.poll_days import dated_mentions, last_days
from checks.rules.polls.series import with_examples
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.edtf import bounds
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_KEYS = ["poll_id", "population_id"]
_PLACES = ("place", "state")
"""Types of entities that are places themselves."""

_DAYS_AT_MOST = 400
"""Characters of a list of days in a message, which has two."""


class PolledPopulations(RuleModel):
    """A poll and a population that it asked, in whose place lies one with a stated opening."""

    poll_id: Series[Text]
    population_id: Series[Text]
    opens: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="day from which the last of the places counts as reachable"
    )
    last: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="last day on which the population can have been asked"
    )

    @rule_check("population-within-coverage", "every place was reachable by the end of the poll")
    def reachable(cls, polls: pd.DataFrame) -> "pd.Series[bool]":
        """The last place opens no later than the poll ends; both are days since 1970."""
        return polls["opens"] <= polls["last"]


class PopulationWithinCoverage(Rule):
    """A poll's population can be reached at its time.

    Statement: Every place in which a poll's population lives could be reached by surveys when the
        poll was taken, as far as the text says when places became reachable.
    Formula: opens <= last: the day from which every place counts as reachable, and the last day on
        which the poll can have been taken, the earliest over its questions. A place
        counts from the first day of the date that is stated for it. An open date ("by 2015",
        `[..2015]`) counts from the first day of its bound, here January 1, 2015.
    Inputs: `dates` of properties that open coverage (`opens_coverage` in `properties`);
        `questions` (poll_id, population_id, asked); `polls` (fieldwork, published); `entities`
        (type, place_id); `relations` of part and whole (`containment` in `properties`). A group is
        a poll and a population in whose place, directly or through other places, lies one with a
        stated opening. The last day is that of `asked`, where a mention of the question has it,
        otherwise the earlier one of the ends of `fieldwork` and `published`. All polls that come
        too early for openings of the same passages are one finding, with the claims of ten.
    Severity rationale: info. A sample can be taken elsewhere and weighted, and "by 2015" allows an
        earlier day; but then the whole population was not asked, and a reader should know.
    Source: the coverage error of the total survey error framework (Groves 1989); the population
        statement that AAPOR and WAPOR standards ask for.
    Limits: Nothing is known about places without a stated opening; relations hold at all times.
        Not evaluable: a poll without any time, and a population that is neither a place nor has
        one (place_id). Because of the reading of open dates, to widen a closed date of an opening
        to an open one can add a finding; to make any date less precise cannot.
    """

    name = "population-within-coverage"
    family = "polls"
    severity = "info"
    model = PolledPopulations
    reads = columns(
        dates="claim_id passage_id entity_id property_id date earliest:date",
        entities="entity_id type place_id",
        polls="claim_id poll_id fieldwork:edtf published:edtf",
        properties="property_id containment opens_coverage:boolean",
        questions="claim_id poll_id question_id population_id asked:edtf",
        relations="subject_id predicate_id object_id",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll and population whose place or opening matters."""
        openings = _openings_by_whole(tables)
        latest = openings.groupby("whole").agg(opens=("opens", "max"))
        questions = _questions(tables) if len(openings) else _questions(tables).iloc[:0]
        questions = questions.merge(latest, left_on="place", right_on="whole", how="left")
        questions = questions[questions["opens"].notna() | questions["place"].eq("")]
        groups = questions.groupby(_KEYS, as_index=False).agg(
            place=("place", "first"), opens=("opens", "first"), last=("last", "min")
        )
        why = reasons(
            groups.index,
            (groups["place"].eq(""), "the place of the population is not known"),
            (groups["last"].isna(), "the poll has no last day"),
        )
        groups = groups.astype({"opens": "Int64", "last": "Int64"}).assign(not_evaluable=why)
        return _with_causes(groups, _too_late(groups, tables))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The questions, the mentions of the poll that date it, and the openings after it.

        Of one cause, those of ten polls.
        """
        polled = failures.assign(polled=failures["poll_id"] + " " + failures["population_id"])
        groups = with_examples(polled, "polled")[["polled"]].rename_axis("group").reset_index()
        groups = groups.merge(polled[["polled", *_KEYS, "place", "opens", "last"]], on="polled")
        openings = _too_late(groups.set_index("group"), tables)
        questions = _questions(tables).merge(groups[["group", *_KEYS, "opens"]], on=_KEYS)
        questions = questions[questions["opens"] > questions["last"]]
        undated = questions[questions["asked"].isna()]
        found = [
            openings.assign(column="date", value=openings["date"], label=openings["part"]),
            questions.assign(column="population_id", value=questions["population_id"], label=""),
            dated_mentions(undated, tables),
        ]
        return pd.concat(found)

    def explanation(self, violation: Violation) -> str:
        """Names the places that opened, and when, and the polls that were taken before."""
        polls = sorted({poll for _, poll, _ in violation["polls"]})
        people = sorted({violation.label(population) for *_, population in violation["polls"]})
        opened = _by_day(violation, violation["opened"])
        taken = _by_day(violation, dict.fromkeys(poll[:2] for poll in violation["polls"]))
        number = "1 poll" if len(polls) == 1 else f"{len(polls):,} polls"
        return (
            f"counted as reachable from {opened}, and not before; "
            f"{number} of {listed(people, ' and ')} taken by {taken}"
        )


def _by_day(violation: Violation, pairs: Iterable[tuple[int, str]]) -> str:
    """The labels of things for each day: `2015-01-01: Reef, Bay; 2016-01-01: North`."""
    things: dict[int, list[str]] = {}
    for day, thing in pairs:
        things.setdefault(day, []).append(violation.label(thing))
    dated = (f"{np.datetime64(int(day), 'D')}: {listed(named)}" for day, named in things.items())
    return listed(dated, "; ", _DAYS_AT_MOST)


def _with_causes(groups: pd.DataFrame, late: pd.DataFrame) -> pd.DataFrame:
    """The groups, each with the passages of its openings that are `late`, as its `cause`.

    For a message there are `opened` (day and place) and `polls` (last day, poll and population) of
    all groups of the cause; these columns and the cause are NA where no opening is late.
    """
    cause = late.sort_values("passage_id").groupby("group")["passage_id"].agg(_distinct)
    groups = groups.assign(cause=cause.reindex(groups.index).astype("str"))
    late = late.assign(cause=late["group"].map(cause))
    opened = _tuples(late, ["opens_claim", "part"])
    polls = _tuples(groups, ["last", *_KEYS])
    return groups.assign(opened=groups["cause"].map(opened), polls=groups["cause"].map(polls))


def _distinct(texts: pd.Series) -> str:
    return "|".join(texts.drop_duplicates())


def _tuples(rows: pd.DataFrame, columns: list[str]) -> dict[str, tuple[Any, ...]]:
    """The distinct rows of some columns as tuples, sorted, for each cause."""
    distinct = rows[["cause", *columns]].dropna(subset="cause").drop_duplicates()
    parts = distinct.sort_values(columns).groupby("cause")[columns]
    return {str(cause): tuple(part.itertuples(index=False, name=None)) for cause, part in parts}


def _too_late(groups: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The openings within the place of each group that come after its last day.

    Args:
        groups: `place`, `last`.
        tables: as in `fill`.

    Returns:
        The columns of the groups and of `_openings`, and `group`, the index in `groups`.
    """
    within = _openings_by_whole(tables)[["part", "whole"]]
    groups = groups.rename_axis("group").reset_index()
    openings = groups.merge(within, left_on="place", right_on="whole")
    openings = openings.merge(_openings(tables), on="part")
    return openings[openings["opens_claim"] > openings["last"]]


@cached
def _openings(tables: Tables) -> pd.DataFrame:
    """The claims that a place became reachable.

    Returns:
        `claim_id`, `passage_id`, `part`, `date`, `opens_claim` (day).
    """
    dates, properties = tables["dates"], tables["properties"]
    terms = properties.loc[properties["opens_coverage"], "property_id"]
    openings = dates[are_among(dates["property_id"], terms)]
    first = openings["earliest"]
    bound = bounds(openings["date"].str.strip("[]./"))["earliest"]
    days = day_numbers(first.where(first.notna(), bound))
    stated = openings[["claim_id", "passage_id", "date"]].assign(
        part=openings["entity_id"], opens_claim=days
    )
    return stated[days.notna()]


@cached
def _openings_by_whole(tables: Tables) -> pd.DataFrame:
    """Each place with a stated opening, and all in which it lies: `part`, `whole`, `opens`.

    Of several stated days the first counts.
    """
    opens = _openings(tables).groupby("part")["opens_claim"].min()
    ties = containments(tables)
    pairs = with_their_wholes(opens.index.to_series(), ties)
    return pairs.assign(opens=pairs["part"].map(opens).astype("Int64"))


@cached
def _questions(tables: Tables) -> pd.DataFrame:
    """Every mention of a question, with `place` ("" if unknown), `asked` and `last` (days)."""
    questions = tables["questions"]
    population = questions["population_id"]
    entities = looked_up(population, tables["entities"], "entity_id", ["type", "place_id"])
    is_place, place = entities["type"].isin(_PLACES), entities["place_id"]
    place = place.mask(place.eq("") & is_place, population)
    return questions[["claim_id", *_KEYS]].assign(place=place).join(last_days(tables))

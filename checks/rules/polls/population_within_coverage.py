"""Rules about whom a survey can have reached."""

from typing import Any

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
from checks.rules.polls.words import PollRule, written_day
from checks.rules.rule import Evidence, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.edtf import bounds
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import on_date

_KEYS = ["poll_id", "population_id"]
_PLACES = ("place", "state")
"""Types of entities that are places themselves."""


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


class PopulationWithinCoverage(PollRule):
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
            questions.assign(
                column="population_id", value=questions["population_id"], label=questions["poll_id"]
            ),
            dated_mentions(undated, tables),
        ]
        return pd.concat(found)

    def headline(self, violation: Violation) -> str:
        """`2 polls of islanders were taken before Reef and Bay could be reached`."""
        polls = {poll for _, poll, _ in violation["polls"]}
        people = sorted({violation.label(population) for *_, population in violation["polls"]})
        places = dict.fromkeys(violation.label(place) for _, place in violation["opened"])
        number = "1 poll" if len(polls) == 1 else f"{len(polls):,} polls"
        taken = f"{number} of {listed(people, at_most=40, last=' and ')} taken before "
        return taken + listed(places, at_most=90 - len(taken), last=" and ") + " could be reached"

    def explanation(self, violation: Violation) -> str:
        """From when surveys can reach the places, and until when the polls were taken."""
        opened = dict.fromkeys(written_day(day) for day, _ in violation["opened"])
        taken = dict.fromkeys(
            f"{violation.label(poll)} (by {written_day(last)})"
            for last, poll, _ in violation["polls"]
        )
        return (
            f"Surveys there count as possible from {listed(opened, ' or ', 80)}. "
            f"Taken earlier: {listed(taken, '; ', 200)}."
        )

    def side(self, violation: Violation, item: Evidence) -> str:
        """`Reef: reachable in 2015`, `Gull Poll: asked islanders`, or a fact about the poll."""
        named = violation.label(item.label)
        if item.column == "population_id":
            return f"{named}: asked {violation.value(item)}"
        if item.column == "date":
            return f"{named}: reachable {on_date(item.value)}"
        return super().side(violation, item)


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

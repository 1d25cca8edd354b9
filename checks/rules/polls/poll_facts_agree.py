"""Rules about what several mentions of a poll say of it."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import day_numbers
from checks.rules.common.overlap import without_overlap
from checks.rules.polls.samples import samples
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_FACT = ["poll_id", "fact", "population_id"]
_DATES = ("fieldwork", "published")
_WORDS = {
    "sample_size": "size of its sample",
    "fieldwork": "time of its fieldwork",
    "published": "time of its publication",
}


class PollFacts(RuleModel):
    """A fact about a poll that several mentions give, as an interval or as a set of names."""

    poll_id: Series[Text]
    fact: Series[Text] = pa.Field(description="the column that gives it")
    low: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="highest of the smallest values: respondents, or days since 1970"
    )
    high: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="lowest of the largest values"
    )
    in_common: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="how many pollsters all passages name that name any"
    )

    @rule_check("poll-facts-agree", "the mentions have a value, a day or a pollster in common")
    def common_value(cls, facts: pd.DataFrame) -> "pd.Series[bool]":
        """Each fact has either bounds or names."""
        return (facts["low"] <= facts["high"]).fillna(facts["in_common"] > 0)


class PollFactsAgree(Rule):
    """Mentions of a poll agree on its facts.

    Statement: All mentions of a poll that give the size of its sample, its fieldwork, its
        publication or its pollster can be right about it together.
    Formula: sizes and dates stand for intervals, a size for itself: low <= high, the highest of the
        first values and the lowest of the last. Pollsters: in_common > 0, the number of pollsters
        that all passages name that name any.
    Inputs: `polls` (passage_id, poll_id, population_id, sample_size, fieldwork, published,
        pollster_id); `questions` (poll_id, population_id). A group is a fact that two or more
        mentions of a poll give; sizes are compared for one population. The claims of a finding are
        the mentions that do not fit another; for pollsters all that name one.
    Severity rationale: error. A poll has one sample, one fieldwork, one publication.
    Source: the disclosure standards of AAPOR and WAPOR, which ask for these facts.
    Limits: A date stands for any of its days: mentions whose fieldwork overlaps agree. Two
        pollsters in one passage conducted the poll together. A mention that does not say whom the
        poll covers means its only population. Not evaluable: dates that are open to one side.
    """

    name = "poll-facts-agree"
    family = "polls"
    severity = "error"
    model = PollFacts
    reads = columns(
        polls="claim_id passage_id poll_id pollster_id population_id sample_size:integer "
        "fieldwork:edtf published:edtf",
        questions="poll_id population_id",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each fact that several mentions of a poll give."""
        numbers = _numbers(tables)
        bounds = numbers.groupby(_FACT, as_index=False).agg(
            low=("low", "max"), high=("high", "min")
        )
        facts = pd.concat([bounds, _shared_pollsters(tables["polls"])], ignore_index=True)
        facts = facts.astype(dict.fromkeys(["low", "high", "in_common"], "Int64"))
        is_open = facts["in_common"].isna() & (facts["low"].isna() | facts["high"].isna())
        why = reasons(facts.index, (is_open, "no first or no last day of the dates is known"))
        return facts.assign(not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The mentions whose value lies above or below another; all that name a pollster."""
        groups = failures[_FACT].rename_axis("group").reset_index()
        numbers = _numbers(tables).merge(groups, on=_FACT)
        numbers = without_overlap(numbers, ["group"], "low", "high")
        named = _named(tables["polls"]).rename(columns={"pollster_id": "value"})
        named = named.merge(groups[groups["fact"].eq("pollster_id")], on="poll_id")
        found = pd.concat([numbers, named])
        return found[["group", "claim_id", "value"]].assign(column=found["fact"])

    def message(self, violation: Violation) -> str:
        """Names the poll, the fact, and what the mentions give."""
        poll, fact = violation.label(violation["poll_id"]), violation["fact"]
        values = sorted({item.value for item in violation.evidence})
        if fact == "pollster_id":
            return f"{poll}: conducted by {listed(map(violation.label, values), ' or by ')}?"
        return f"{poll}: the mentions give different values for the {_WORDS[fact]}: " + listed(
            values, " and "
        )


@cached
def _numbers(tables: Tables) -> pd.DataFrame:
    """The sizes and dates that the mentions of each poll give: `claim_id`, `value`, `low`, `high`.

    `population_id` is "" for dates.
    """
    polls, sizes = tables["polls"], samples(tables)
    size = sizes["sample_size"].astype("Int64")
    parts = [sizes.assign(fact="sample_size", value=size.astype("str"), low=size, high=size)]
    for fact in _DATES:
        dated = polls.loc[polls[fact].ne(""), ["claim_id", "poll_id"]]
        low, high = (
            day_numbers(polls.loc[dated.index, f"{fact}_{end}"]) for end in ("earliest", "latest")
        )
        value = polls.loc[dated.index, fact]
        parts.append(dated.assign(population_id="", fact=fact, value=value, low=low, high=high))
    numbers = pd.concat(parts, ignore_index=True)
    return numbers[numbers.duplicated(_FACT, keep=False)]


def _named(polls: pd.DataFrame) -> pd.DataFrame:
    """The mentions that name a pollster, of polls of which several passages name one."""
    named = polls.loc[
        polls["pollster_id"].ne(""), ["claim_id", "passage_id", "poll_id", "pollster_id"]
    ]
    return named[named.groupby("poll_id")["passage_id"].transform("nunique") > 1]


def _shared_pollsters(polls: pd.DataFrame) -> pd.DataFrame:
    """The polls of which several passages name a pollster, with the number `in_common`."""
    named = _named(polls)
    passages = named.groupby("poll_id")["passage_id"].nunique()
    naming = named.groupby(["poll_id", "pollster_id"])["passage_id"].nunique().reset_index()
    in_all = naming["passage_id"].eq(naming["poll_id"].map(passages))
    facts = in_all.groupby(naming["poll_id"]).sum().reset_index(name="in_common")
    return facts.assign(fact="pollster_id", population_id="")

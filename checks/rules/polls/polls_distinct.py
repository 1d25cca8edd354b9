"""Rules about one poll under two identifiers."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.lookups import looked_up
from checks.rules.polls.poll_days import beside_earlier, fieldwork_days
from checks.rules.polls.words import PollRule, quoted
from checks.rules.rule import RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text

FEWEST = 3
"""Fewest shares that tell polls apart: two polls can have two shares in common by chance."""

_QUESTION = ["topic", "population_id", "shares", "checksum"]


class AlikePolls(RuleModel):
    """A poll beside an earlier one that prints the same shares; days are since 1970."""

    poll_id: Series[Text]
    other_id: Series[Text] = pa.Field(description="the poll that began earlier, or at once")
    first: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="first day of the fieldwork")
    other_last: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="last day of the fieldwork of the other poll"
    )
    sample_size: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    other_size: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="sample size of the other poll"
    )

    @rule_check("polls-distinct", "the two have other fieldwork or another sample")
    def told_apart(cls, polls: pd.DataFrame) -> "pd.Series[bool]":
        """What is not known does not tell them apart."""
        is_later = (polls["first"] > polls["other_last"]).fillna(False)
        return is_later | (polls["sample_size"] != polls["other_size"]).fillna(False)


class PollsDistinct(PollRule):
    """Two polls differ in something.

    Statement: Two polls that print the same shares of the same options, on one topic and for one
        population, differ in their fieldwork or in the size of their sample.
    Formula: first > other_last or sample_size != other_size: the poll began after the other ended,
        or both sizes are known and differ.
    Inputs: `answers` (option, percent, qualifier); `questions` (poll_id, topic, population_id);
        `polls` (fieldwork, sample_size). A group is a poll that prints the same shares for a
        question as an earlier one; of several, the one that lasted longest. All such polls are one
        finding. Whoever conducted them: one poll is often known by its client and its pollster.
    Severity rationale: info. Two polls can have the same result; more often they are one poll that
        was coded twice.
    Source: duplicate detection in survey data (Koczela and others 2015); the comparison of records
        that agree in all fields.
    Limits: Shares are compared as they are printed, without those that words qualify. A copy with
        another date or size is not found. Not evaluable: fewer than three shares.
    """

    name = "polls-distinct"
    severity = "info"
    model = AlikePolls
    reads = columns(
        answers="claim_id question_claim_id option percent qualifier",
        questions="claim_id poll_id topic population_id",
        polls="poll_id fieldwork:edtf sample_size:integer",
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll whose shares an earlier one has as well."""
        alike = _alike(tables).drop_duplicates([*_QUESTION, "poll_id"])
        if alike.empty:
            return AlikePolls.empty()
        sizes = tables["polls"].groupby("poll_id")["sample_size"].agg(["min", "max"])
        size = sizes["min"].where(sizes["min"].eq(sizes["max"])).astype("Int64")
        days = alike.merge(fieldwork_days(tables), on="poll_id", how="left")
        pairs = beside_earlier(days.astype({"first": "Int64", "last": "Int64"}), _QUESTION)
        pairs = pairs.assign(
            sample_size=pairs["poll_id"].map(size).astype("Int64"),
            other_size=pairs["other_id"].map(size).astype("Int64"),
            cause=pairs["topic"] + "|" + pairs["population_id"] + "|" + pairs["checksum"],
        )
        few = (pairs["shares"] < FEWEST, f"fewer than {FEWEST} shares, which chance can repeat")
        return pairs.assign(not_evaluable=reasons(pairs.index, few))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The shares of both polls."""
        groups = failures[[*_QUESTION, "poll_id", "other_id"]].rename_axis("group").reset_index()
        sides = [groups, groups.assign(poll_id=groups["other_id"])]
        members = pd.concat(sides).merge(_alike(tables), on=[*_QUESTION, "poll_id"])
        members = members[["group", "poll_id", "claim_id"]]
        members = members.rename(columns={"claim_id": "question_claim_id"})
        answers = _printed(tables).merge(members, on="question_claim_id")
        label = answers["poll_id"] + ": " + answers["option"]
        return answers[["group", "claim_id"]].assign(
            column="percent", value=answers["percent"], label=label
        )

    def headline(self, violation: Violation) -> str:
        """`Gull Poll and Tern Poll: one poll under two names?`."""
        one, other = (violation.label(violation[name]) for name in ("other_id", "poll_id"))
        return f"{one} and {other}: one poll under two names?"

    def explanation(self, violation: Violation) -> str:
        """What both polls have in common."""
        people = violation.label(violation["population_id"])
        topic = quoted(violation, violation["topic"])
        return (
            f"Both print the same {violation['shares']} shares on {topic} among {people}; neither "
            "dates of fieldwork nor sample sizes tell them apart."
        )


def _printed(tables: Tables) -> pd.DataFrame:
    answers = tables["answers"]
    return answers[answers["qualifier"].eq("exactly") & answers["percent"].ne("")]


@cached
def _alike(tables: Tables) -> pd.DataFrame:
    """The questions of several polls that have the same printed shares.

    Returns:
        `claim_id` (of the question), `poll_id`, `topic`, `population_id`; `shares`, how many there
        are; `checksum` of the options and shares, in any order.
    """
    answers = _printed(tables)
    codes, texts = pd.factorize(answers["option"] + "=" + answers["percent"])
    checksums = pd.util.hash_array(texts.to_numpy(object))[codes]
    sums = (
        answers[["question_claim_id"]]
        .assign(checksum=checksums)
        .groupby("question_claim_id", as_index=False)["checksum"]
        .agg(["size", "sum"])
        .set_axis(["claim_id", "shares", "checksum"], axis=1)
        .astype({"checksum": "str"})
    )
    asked = looked_up(
        sums["claim_id"], tables["questions"], "claim_id", ["poll_id", "topic", "population_id"]
    )
    questions = sums.join(asked[asked["poll_id"].ne("")], how="inner")
    polls = questions.groupby(_QUESTION)["poll_id"].transform("nunique")
    return questions[polls > 1]

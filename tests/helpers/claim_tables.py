"""Typed tables for the rules, from literal rows about invented things."""

from collections.abc import Iterable

import pandas as pd

from checks.findings.evaluation import Count, Finding, evaluate
from checks.rules.rule import Rule, Tables
from checks.tables.edtf import bounds

Row = tuple[str, ...]


def frame(columns: str, rows: Iterable[Row]) -> pd.DataFrame:
    """A table of texts with these columns (names separated by blanks)."""
    return pd.DataFrame(list(rows), columns=columns.split(), dtype="str")


def with_bounds(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The table with the bounds of its columns of EDTF dates; a `date` has its own columns, too."""
    for name in columns:
        days = days_of(table[name])
        own = {end: days[end] for end in days if name == "date"}
        table = table.assign(**days.add_prefix(f"{name}_"), **own)
    return table


def days_of(texts: pd.Series) -> pd.DataFrame:
    """The bounds of EDTF dates, without reading them where there is none."""
    if texts.eq("").all():
        nothing = pd.Series(pd.NaT, index=texts.index).astype("datetime64[s]")
        return pd.DataFrame({"earliest": nothing, "latest": nothing})
    return bounds(texts)[["earliest", "latest"]]


def dated(rows: Iterable[Row]) -> dict[str, pd.DataFrame]:
    """Datings (claim, entity, property, EDTF date); something is `founded` once, `met` often."""
    dates = frame("claim_id entity_id property_id date", rows)
    properties = pd.DataFrame(
        {"property_id": ["founded", "ended", "met"], "single_valued": [True, True, False]}
    )
    return {"dates": with_bounds(dates, "date"), "properties": properties}


def polled(questions: Iterable[Row], answers: Iterable[Row]) -> dict[str, pd.DataFrame]:
    """Questions (claim, exhaustive, exclusive) and answers.

    An answer is (claim, question, option, stance, qualifier, percent, low, high).
    """
    columns = "claim_id question_claim_id option stance qualifier percent low high"
    asked = frame("claim_id exhaustive exclusive", questions)
    asked = asked.assign(poll_id="poll", topic="topic", population_id="people")
    return {"questions": asked, "answers": frame(columns, answers)}


def shares(
    *percents: str, exhaustive: str = "yes", exclusive: str = "yes"
) -> dict[str, pd.DataFrame]:
    """One question with a share for each of the options yes, no, unsure, ..., in that order."""
    options = (("yes", "favourable"), ("no", "unfavourable"), ("unsure", "neutral"))
    more = [(f"other-{number}", "none") for number in range(len(percents))]
    answers = [
        (f"a{number}", "q", *option, "exactly", percent, "", "")
        for number, (option, percent) in enumerate(zip([*options, *more], percents, strict=False))
    ]
    return polled([("q", exhaustive, exclusive)], answers)


def outcome(rule: Rule, tables: Tables) -> tuple[Count, tuple[Finding, ...]]:
    """The count and the findings of one rule, which may lack tables, but no columns of them."""
    evaluation = evaluate([rule], tables)
    assert " column " not in (evaluation.counts[0].not_run or ""), evaluation.counts[0].not_run
    return evaluation.counts[0], evaluation.findings


def claims_found(rule: Rule, tables: Tables) -> list[tuple[str, ...]]:
    """The claims of each finding of one rule."""
    return [finding.claims for finding in outcome(rule, tables)[1]]


def cells(finding: Finding) -> list[tuple[str, str, str, str]]:
    """The evidence of a finding: claim, column, value and label of each cell."""
    return [(item.claim, item.column, item.value, item.label) for item in finding.evidence]


def sides(finding: Finding) -> list[str]:
    """What a report calls each value of a finding, in the order of `cells`."""
    return [item.words for item in finding.evidence]


def ordered(dates: Iterable[Row], sequences: Iterable[Row]) -> dict[str, pd.DataFrame]:
    """Datings as in `dated`; being `founded` begins a life, and being `ended` ends it.

    A sequence is (claim, earlier entity, its property, later entity, its property, minimum lag in
    days, maximum lag or nothing).
    """
    tables = dated(dates)
    ends = "earlier_entity_id earlier_property_id later_entity_id later_property_id"
    table = frame(f"claim_id {ends} minimum_lag_days maximum_lag_days", sequences)
    lags = table[["minimum_lag_days", "maximum_lag_days"]]
    numbers = lags.mask(lags == "").astype("Int64")
    lifetimes = tables["properties"]["property_id"].map({"founded": "begins", "ended": "ends"})
    return {
        "dates": tables["dates"],
        "sequences": table.assign(**numbers),
        "properties": tables["properties"].assign(lifetime=lifetimes.fillna("")),
    }


def documented(
    tables: dict[str, pd.DataFrame], passages: Iterable[Row], documents: Iterable[Row]
) -> dict[str, pd.DataFrame]:
    """Tables with the passages (passage, document, start) and documents (document, as of)."""
    places = frame("passage_id document_id start", passages)
    return {
        **tables,
        "passages": places.assign(start=places["start"].astype("Int64")),
        "documents": with_bounds(frame("document_id as_of", documents), "as_of"),
    }


def placed(rows: Iterable[Row]) -> dict[str, pd.DataFrame]:
    """Datings with their places: (claim, passage, entity, property, EDTF date, anchor or nothing).

    A status is `declared` when it begins, `extended`, and `lapses`; what has `ended` is over.
    """
    dates = frame("claim_id passage_id entity_id property_id date anchor_passage_id", rows)
    terms = [
        ("declared", "begins", ""),
        ("extended", "extends", ""),
        ("lapses", "lapses", ""),
        ("ended", "", "ends"),
        ("met", "", ""),
    ]
    return {
        "dates": with_bounds(dates, "date"),
        "properties": frame("property_id status_role lifetime", terms),
    }

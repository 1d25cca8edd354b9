"""Typed tables for the rules about actors, in the vocabulary of invented harbours.

Whoever `joined` a fleet or was `bought_by` one is no party of its own until it has `left`.
"""

from collections.abc import Collection, Iterable
from functools import cache

import pandas as pd

from checks.rules.rule import Rule, Tables
from tests.helpers.claim_tables import Row, frame, outcome, with_bounds

TERMS = [
    # term, agency, ends independence, lifetime, opposite, symmetric, containment
    ("joined", "subject", "yes", "", "left", "", ""),
    ("left", "subject", "", "", "", "", ""),
    ("bought_by", "object", "yes", "", "", "", "subject"),
    ("raided", "subject", "", "", "", "", ""),
    ("rescued_by", "object", "", "", "", "", ""),
    ("traded_with", "both", "", "", "feuded_with", "yes", ""),
    ("feuded_with", "both", "", "", "traded_with", "yes", ""),
    ("hired", "subject", "", "", "sacked", "", ""),
    ("sacked", "subject", "", "", "hired", "", ""),
    ("near", "none", "", "", "", "yes", ""),
    ("belongs_to", "none", "", "", "", "", "subject"),
    ("comprises", "none", "", "", "", "", "object"),
    ("crew_of", "none", "", "", "", "", ""),
    ("launched", "none", "", "begins", "", "", ""),
    ("rebuilt", "none", "", "begins", "", "", ""),
    ("scrapped", "none", "", "ends", "", "", ""),
    ("drowned", "none", "", "ends", "", "", ""),
    ("sailed", "subject", "", "", "", "", ""),
    ("painted", "none", "", "", "", "", ""),
    ("sailors", "none", "", "", "", "", ""),
    ("deckhands", "none", "", "", "", "", ""),
    ("average_age", "none", "", "", "", "", ""),
    ("head_count", "none", "", "", "", "", ""),
]
MEASURES = {"sailors": "staff", "deckhands": "staff", "average_age": "age"}


@cache
def vocabulary() -> pd.DataFrame:
    """The properties, with the metadata that rules about actors read."""
    columns = "property_id agency ends_independence lifetime opposite symmetric containment"
    terms = frame(columns, TERMS)
    names = terms["property_id"]
    quantity = names.map(MEASURES).fillna("").astype("str")
    return terms.assign(
        label=names.str.replace("_", " "),
        ends_independence=terms["ends_independence"].eq("yes"),
        symmetric=terms["symmetric"].eq("yes"),
        single_valued=names.ne("painted"),
        forms_roster=names.eq("crew_of"),
        counts=names.eq("head_count").map({True: "crew_of", False: ""}),
        quantity=quantity,
        additive=quantity.eq("staff"),
    )


def harbour(
    relations: Iterable[Row] = (),
    dates: Iterable[Row] = (),
    figures: Iterable[Row] = (),
    people: Collection[str] = (),
) -> dict[str, pd.DataFrame]:
    """Tables of claims; cells at the end of a row may be left out.

    A relation is (claim, subject, predicate, object, start, end, passage, roster); a dating is
    (claim, entity, property, date); a figure is (claim, entity, measure, qualifier, low, best,
    high, population, as of, period, passage, unit). Entities are ships, but for the `people`.
    """
    of_relations = "claim_id subject_id predicate_id object_id start end passage_id roster"
    of_figures = "claim_id entity_id measure_id qualifier low best high population_id as_of period"
    related = padded(of_relations, relations)
    dated = padded("claim_id entity_id property_id date", dates)
    counted = padded(f"{of_figures} passage_id unit", figures)
    sides = [related["subject_id"], related["object_id"], dated["entity_id"], counted["entity_id"]]
    entities = pd.DataFrame({"entity_id": pd.concat(sides).drop_duplicates()})
    is_person = entities["entity_id"].isin(people)
    return {
        "relations": with_bounds(related, "start", "end"),
        "dates": with_bounds(dated, "date"),
        "figures": with_bounds(counted, "as_of", "period"),
        "entities": entities.assign(
            label=entities["entity_id"].str.title(),
            type=is_person.map({True: "person", False: "ship"}),
        ),
        "properties": vocabulary(),
    }


def padded(columns: str, rows: Iterable[Row]) -> pd.DataFrame:
    width = len(columns.split())
    return frame(columns, [(*row, *[""] * (width - len(row))) for row in rows])


def model_frame(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    """A frame for the model of a rule; the last cell of a row is the reason not to judge it."""
    rows_of = pd.DataFrame(rows, columns=[*columns.split(), "not_evaluable"])
    return rows_of.astype({"not_evaluable": "string"})


def verdict(rule: Rule, tables: Tables) -> str:
    """What a rule says of tables with at most one group to judge: perhaps why it cannot."""
    count, _ = outcome(rule, tables)
    words = [*count.reasons, *["found"] * count.found, *["passes"] * count.passed]
    assert len(words) == count.examined <= 1
    return words[0] if words else "not compared"

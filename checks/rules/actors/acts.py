"""Acts: what an actor does as a separate party, and when."""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.days import OPEN, days_or
from checks.rules.rule import Tables


@cached
def acts(tables: Tables) -> pd.DataFrame:
    """Everything that the claims say an actor did at some stated time.

    A relation is an act of the side that its predicate gives agency to, if it has a start; a dated
    property is an act of its subject if it has agency.

    Args:
        tables: with `relations`, `dates`, and `properties` (agency).

    Returns:
        One row for each act of each actor: `actor_id`, `claim_id`; `term` (the predicate or
        property), `partner_id` (the other side of the relation, "" for a dated property);
        `is_subject`; `column` and `value` (where the time stands, and its EDTF text);
        `act_earliest` and `act_latest` (int64, days since 1970; minus or plus `OPEN` where the
        time is open).
    """
    properties = tables["properties"]
    agency, terms = properties["agency"], properties["property_id"]
    relations, dates = tables["relations"], tables["dates"]
    relations = relations[relations["start"].ne("")]
    return pd.concat(
        [
            _of_relations(relations, terms[agency.isin(["subject", "both"])], "subject", "object"),
            _of_relations(relations, terms[agency.isin(["object", "both"])], "object", "subject"),
            _of_dates(dates[dates["date"].ne("")], terms[agency.eq("subject")]),
        ]
    )


def act_labels(rows: pd.DataFrame) -> pd.Series:
    """Who did what with whom, in the order in which the claim says it, without the actor.

    Args:
        rows: as from `acts`.
    """
    terms, partners = rows["term"], rows["partner_id"]
    labels = (terms + " " + partners).where(rows["is_subject"], partners + " " + terms)
    return labels.str.strip()


def _of_relations(relations: pd.DataFrame, terms: pd.Series, side: str, other: str) -> pd.DataFrame:
    """The acts of the subjects, or of the objects, of relations."""
    rows = relations[relations["predicate_id"].isin(terms)]
    return pd.DataFrame(
        {
            "actor_id": rows[f"{side}_id"],
            "claim_id": rows["claim_id"],
            "term": rows["predicate_id"],
            "partner_id": rows[f"{other}_id"],
            "is_subject": side == "subject",
            "column": "start",
            "value": rows["start"],
            "act_earliest": days_or(rows["start_earliest"], -OPEN),
            "act_latest": days_or(rows["start_latest"], OPEN),
        }
    )


def _of_dates(dates: pd.DataFrame, terms: pd.Series) -> pd.DataFrame:
    """The acts of the subjects of dated properties."""
    rows = dates[dates["property_id"].isin(terms)]
    return pd.DataFrame(
        {
            "actor_id": rows["entity_id"],
            "claim_id": rows["claim_id"],
            "term": rows["property_id"],
            "partner_id": "",
            "is_subject": True,
            "column": "date",
            "value": rows["date"],
            "act_earliest": days_or(rows["earliest"], -OPEN),
            "act_latest": days_or(rows["latest"], OPEN),
        }
    )

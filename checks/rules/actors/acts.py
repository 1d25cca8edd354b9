"""Acts: what an actor does as a separate party, and when."""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.days import FAR_AWAY, days_or
from checks.rules.rule import Tables

_SIDES = ["claim_id", "subject_id", "predicate_id", "object_id"]
_CLAIM = [*_SIDES, "value", "earliest", "latest"]


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
        `act_earliest` and `act_latest` (int64, days since 1970; minus or plus `FAR_AWAY` where the
        time is open).
    """
    properties = tables["properties"]
    agency, terms = properties["agency"], properties["property_id"]
    relations = tables["relations"][[*_SIDES, "start", "start_earliest", "start_latest"]]
    relations = relations.set_axis(_CLAIM, axis=1)
    columns = ["claim_id", "entity_id", "property_id", "object_id", "date", "earliest", "latest"]
    dates = tables["dates"].assign(object_id="")[columns].set_axis(_CLAIM, axis=1)
    return pd.concat(
        [
            _of(relations, "start", terms[agency.isin(["subject", "both"])], "subject", "object"),
            _of(relations, "start", terms[agency.isin(["object", "both"])], "object", "subject"),
            _of(dates, "date", terms[agency.eq("subject")], "subject", "object"),
        ]
    )


def act_labels(rows: pd.DataFrame) -> pd.Series:
    """What the actor did with whom: `raided cove`, or `cove rescued_by gull` if it stands last.

    Args:
        rows: as from `acts`.
    """
    terms, partners = rows["term"], rows["partner_id"]
    passive = partners + " " + terms + " " + rows["actor_id"]
    labels = (terms + " " + partners).where(rows["is_subject"], passive)
    return labels.str.strip()


def _of(claims: pd.DataFrame, column: str, terms: pd.Series, side: str, other: str) -> pd.DataFrame:
    """The acts of one side of the claims of some predicates or properties.

    Args:
        claims: `_CLAIM`.
        column: the one of their table that holds the time.
        terms: the predicates or properties.
        side: `subject` or `object`: who acts.
        other: the other one of these.
    """
    rows = claims[claims["predicate_id"].isin(terms) & claims["value"].ne("")]
    return pd.DataFrame(
        {
            "actor_id": rows[f"{side}_id"],
            "claim_id": rows["claim_id"],
            "term": rows["predicate_id"],
            "partner_id": rows[f"{other}_id"],
            "is_subject": side == "subject",
            "column": column,
            "value": rows["value"],
            "act_earliest": days_or(rows["earliest"], -FAR_AWAY),
            "act_latest": days_or(rows["latest"], FAR_AWAY),
        }
    )

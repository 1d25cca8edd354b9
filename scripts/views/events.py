"""The view of events: one row for each entity that is an event."""

from collections.abc import Sequence

from scripts.views.amounts import measured_parts
from scripts.views.dating import covering, extent, precision_of, resolved, stated
from scripts.views.relating import Relations
from scripts.views.rows import Part, Register, Row, Tables, grouped, row_of
from scripts.views.terms import (
    ENDED,
    EVENT,
    EVENT_FIGURES,
    EVENT_RELATIONS,
    OCCURRED,
    PERPETRATORS,
    STARTED,
)

_PARTIAL = ("population_id", "period", "as_of")
"""Filled where a figure counts some of the people, or those in a part of the time."""


def rows(tables: Tables, register: Register) -> list[Row]:
    """The rows of the view."""
    relations, vocabulary = Relations(tables), tables["properties"]
    dates = grouped(tables["dates"], "entity_id")
    figures = grouped(tables["figures"], "entity_id")
    found = []
    for entity in tables["entities"]:
        if entity["type"] == EVENT:
            event = entity["entity_id"]
            parts = [
                Part({name: entity[name] for name in ("entity_id", "kind", "label")}),
                _date_part(dates.get(event, []), figures.get(event, [])),
                relations.place_part(event),
                *relations.parts(EVENT_RELATIONS, event),
                relations.hedged_part("perpetrators_hedged", PERPETRATORS, event),
                *measured_parts(EVENT_FIGURES, figures.get(event, []), vocabulary, _PARTIAL),
            ]
            found.append(row_of(parts, register))
    return found


def _date_part(claims: Sequence[Row], figures: Sequence[Row]) -> Part:
    """When it took place, and everything that is dated of it.

    The periods of its figures date an event that no claim dates.
    """
    occurred, started, ended = (
        resolved(claim["date"] for claim in claims if claim["property_id"] in terms.named)
        for terms in (OCCURRED, STARTED, ENDED)
    )
    dating = extent(occurred, started, ended)
    counted = [figure for figure in figures if figure["period"] and not dating.text]
    dating = covering(figure["period"] for figure in counted) if counted else dating
    cells = {
        "dated_by": "figures" if counted else "dates" if dating.text else "",
        "date": dating.text,
        "earliest": dating.earliest,
        "latest": dating.latest,
        "precision": precision_of(dating.text),
        "dates_stated": stated(claims),
    }
    return Part(cells, (*claims, *counted))

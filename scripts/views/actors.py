"""The view of actors: one row for each entity that can act and that claims are about."""

from collections.abc import Sequence

from scripts.views.amounts import measured_parts
from scripts.views.dating import dated_cells, resolved, stated
from scripts.views.relating import Relations
from scripts.views.rows import SEPARATOR, Part, Register, Row, Tables, grouped, listed, row_of
from scripts.views.terms import (
    ACRONYMS,
    ACTOR_FIGURES,
    ACTOR_RELATIONS,
    CHANGES,
    CLAIMANTS,
    DISSOLVED,
    FOUNDED,
    NAMES,
    PERPETRATORS,
)

_OF_ENTITY = ("entity_id", "type", "kind", "label", "iso_3166")
_PARTIAL = ("population_id", "period")
"""Filled where a figure counts some of the people; a strength has a date and no period."""


def rows(tables: Tables, register: Register) -> list[Row]:
    """The rows of the view: of entities that anything is said of beside their names."""
    relations, vocabulary = Relations(tables), tables["properties"]
    names, dates, figures = (
        grouped(tables[name], "entity_id") for name in ("names", "dates", "figures")
    )
    types = _types_that_act(vocabulary)
    changes = {column: ACTOR_RELATIONS[column] for column in CHANGES}
    found = []
    for entity in tables["entities"]:
        actor = entity["entity_id"]
        said = [
            _date_part(dates.get(actor, []), vocabulary),
            *relations.parts(ACTOR_RELATIONS, actor),
            relations.dated_part(changes, actor),
            *_strength_parts(figures.get(actor, []), vocabulary),
        ]
        if entity["type"] in types and any(part.claims for part in said):
            known = Part({name: entity[name] for name in _OF_ENTITY})
            found.append(row_of([known, *_name_parts(names.get(actor, [])), *said], register))
    return found


def _types_that_act(vocabulary: Sequence[Row]) -> frozenset[str]:
    """The types of entities that an event can be attributed to."""
    attributing = PERPETRATORS.chosen(vocabulary) | CLAIMANTS.chosen(vocabulary)
    types = (row["object_types"] for row in vocabulary if row["property_id"] in attributing)
    return frozenset(name for cell in types for name in cell.split(SEPARATOR))


def _name_parts(names: Sequence[Row]) -> list[Part]:
    parts = []
    for column, kinds in (("names", NAMES), ("acronyms", ACRONYMS)):
        chosen = [name for name in names if name["kind"] in kinds]
        parts.append(Part({column: listed(name["name"] for name in chosen)}, tuple(chosen)))
    return parts


def _date_part(claims: Sequence[Row], vocabulary: Sequence[Row]) -> Part:
    """When it was founded and ended, and all its dates."""
    founded, ended = (
        resolved(claim["date"] for claim in claims if claim["property_id"] in terms)
        for terms in (FOUNDED.chosen(vocabulary), DISSOLVED.chosen(vocabulary))
    )
    cells = dated_cells("founded", founded) | dated_cells("ended", ended)
    return Part({**cells, "dates_stated": stated(claims)}, tuple(claims))


def _strength_parts(figures: Sequence[Row], vocabulary: Sequence[Row]) -> list[Part]:
    """Low, best and high of its strength, and the dates of those figures that have one."""
    (strength,) = measured_parts(ACTOR_FIGURES, figures, vocabulary, _PARTIAL)
    dates = listed(figure["as_of"] for figure in strength.claims)
    return [strength, Part({"strength_as_of": dates})]

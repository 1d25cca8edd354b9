"""The columns of views that list related entities."""

from collections.abc import Iterator, Mapping, Sequence

from scripts.views.rows import Part, Row, Tables, grouped, listed
from scripts.views.terms import CONTAINERS, PLACES, Related, Terms

HEDGED = frozenset({"reported", "suspected"})
"""Certainties of claims that the text makes with a reservation."""


class Relations:
    """The relations of a package, by their subjects and objects."""

    def __init__(self, tables: Tables) -> None:
        rows = tables["relations"]
        self._vocabulary = tables["properties"]
        self._by_subject: Mapping[str, list[Row]] = grouped(rows, "subject_id")
        self._by_object: Mapping[str, list[Row]] = grouped(rows, "object_id")
        self._codes = {row["entity_id"]: row["iso_3166"] for row in tables["entities"]}

    def parts(self, columns: Mapping[str, Related], entity: str) -> Iterator[Part]:
        """The columns that list what an entity is related to."""
        for column, (as_subject, as_object) in columns.items():
            outgoing = self._outgoing(as_subject, entity)
            incoming = self._chosen(as_object, self._by_object.get(entity, []))
            others = [row["object_id"] for row in outgoing]
            others += [row["subject_id"] for row in incoming]
            yield Part({column: listed(others)}, (*outgoing, *incoming))

    def hedged_part(self, column: str, terms: Terms, entity: str) -> Part:
        """The column of objects that are only reported or suspected, never stated."""
        claims = self._outgoing(terms, entity)
        flat = {row["object_id"] for row in claims if row["certainty"] not in HEDGED}
        hedged = (row["object_id"] for row in claims if row["object_id"] not in flat)
        return Part({column: listed(hedged)}, tuple(claims))

    def place_part(self, entity: str) -> Part:
        """The columns `places` and `iso_3166`: where it was, and codes of what lies around that."""
        located = self._outgoing(PLACES, entity)
        places = [row["object_id"] for row in located]
        around, claims = list(dict.fromkeys(places)), list(located)
        for place in around:  # grows while it is read: a place may lie in one that lies in another
            wider = self._outgoing(CONTAINERS, place)
            claims += wider
            around += [row["object_id"] for row in wider if row["object_id"] not in around]
        codes = (self._codes.get(place, "") for place in around)
        return Part({"places": listed(places), "iso_3166": listed(codes)}, tuple(claims))

    def _outgoing(self, terms: Terms, entity: str) -> list[Row]:
        return self._chosen(terms, self._by_subject.get(entity, []))

    def _chosen(self, terms: Terms, rows: Sequence[Row]) -> list[Row]:
        chosen = terms.chosen(self._vocabulary) if rows else frozenset()
        return [row for row in rows if row["predicate_id"] in chosen]

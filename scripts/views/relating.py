"""The columns of views that list related entities."""

from collections.abc import Iterator, Mapping, Sequence

from scripts.views.dating import resolved
from scripts.views.rows import Part, Row, Tables, grouped, listed
from scripts.views.terms import CONTAINERS, PLACES, STATE, Related, Terms

HEDGED = frozenset({"reported", "suspected"})
"""Certainties of claims that the text makes with a reservation."""


class Relations:
    """The relations of a package, by their subjects and objects."""

    def __init__(self, tables: Tables) -> None:
        rows = tables["relations"]
        self._vocabulary = tables["properties"]
        self._by_subject: Mapping[str, list[Row]] = grouped(rows, "subject_id")
        self._by_object: Mapping[str, list[Row]] = grouped(rows, "object_id")
        self._entities = {row["entity_id"]: row for row in tables["entities"]}

    def parts(self, columns: Mapping[str, Related], entity: str) -> Iterator[Part]:
        """The columns that list what an entity is related to."""
        for column, (as_subject, as_object) in columns.items():
            outgoing = self._outgoing(as_subject, entity)
            incoming = self._chosen(as_object, self._by_object.get(entity, []))
            others = [row["object_id"] for row in outgoing]
            others += [row["subject_id"] for row in incoming]
            yield Part({column: listed(others)}, (*outgoing, *incoming))

    def dated_part(self, columns: Mapping[str, Related], entity: str) -> Part:
        """When these relations began: `<column>_earliest`, `<column>_latest`, `changes_stated`."""
        cells: Row = {}
        texts: list[str] = []
        for column, (terms, _) in columns.items():
            claims = self._outgoing(terms, entity)
            began = resolved(claim["start"] for claim in claims)
            cells |= {f"{column}_earliest": began.earliest, f"{column}_latest": began.latest}
            names = ("predicate_id", "object_id", "start")
            texts += [" ".join(filter(None, map(claim.get, names))) for claim in claims]
        return Part({**cells, "changes_stated": listed(texts)})

    def hedged_part(self, column: str, terms: Terms, entity: str) -> Part:
        """The column of objects that are only reported or suspected, never stated."""
        claims = self._outgoing(terms, entity)
        flat = {row["object_id"] for row in claims if row["certainty"] not in HEDGED}
        hedged = (row["object_id"] for row in claims if row["object_id"] not in flat)
        return Part({column: listed(hedged)}, tuple(claims))

    def place_part(self, entity: str) -> Part:
        """The columns `places`, `place`, `country` and `iso_3166`: where it was."""
        located = self._outgoing(PLACES, entity)
        places = {row["object_id"] for row in located}
        containers = [row for place in places for row in self._containers(place)]
        wider = {row["object_id"] for row in containers}
        around = [self._entities[place] for place in places | wider]
        cells = {
            "places": listed(places),
            "place": listed(self._entities[place]["label"] for place in places - wider or places),
            "country": listed(one["label"] for one in around if one["type"] == STATE),
            "iso_3166": listed(one["iso_3166"] for one in around),
        }
        return Part(cells, (*located, *containers))

    def _containers(self, place: str) -> list[Row]:
        """The relations by which a place lies in others, and these in further ones."""
        claims, around = [], [place]
        for inner in around:  # grows while it is read
            wider = self._outgoing(CONTAINERS, inner)
            claims += [row for row in wider if row["object_id"] != place]
            around += [row["object_id"] for row in wider if row["object_id"] not in around]
        return claims

    def _outgoing(self, terms: Terms, entity: str) -> list[Row]:
        return self._chosen(terms, self._by_subject.get(entity, []))

    def _chosen(self, terms: Terms, rows: Sequence[Row]) -> list[Row]:
        chosen = terms.chosen(self._vocabulary) if rows else frozenset()
        return [row for row in rows if row["predicate_id"] in chosen]

"""Typed tables of several documents about invented guilds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tests.helpers.claim_tables import Row, dated, frame


@dataclass(frozen=True)
class Told:
    """A document: its title, its publisher, what it is an edition of, and foundings by thing."""

    title: str
    publisher: str
    edition_of: str = ""
    founded: tuple[tuple[str, str], ...] = ()


def documents(told: Mapping[str, Told]) -> dict[str, pd.DataFrame]:
    """Documents by their identifiers. Claims are `a1`, `a2`, ... of the document `a`."""
    dates: list[Row] = [
        (f"{name}{number}", thing, "founded", date)
        for name, document in told.items()
        for number, (thing, date) in enumerate(document.founded, start=1)
    ]
    return placed_in(dated(dates), told)


def placed_in(tables: dict[str, pd.DataFrame], told: Mapping[str, Told]) -> dict[str, pd.DataFrame]:
    """Tables with the documents, in whose only passage each of their claims stands."""
    about = [(name, each.title, each.publisher, each.edition_of) for name, each in told.items()]
    placed = {
        name: table.assign(passage_id="p-" + table["claim_id"].str[0])
        for name, table in tables.items()
        if "claim_id" in table
    }
    return {
        **tables,
        **placed,
        "passages": frame("passage_id document_id", [(f"p-{name}", name) for name in told]),
        "documents": frame("document_id title publisher edition_of", about),
    }


def by_publisher(**publishers: str) -> dict[str, Told]:
    """Documents by identifier, each of a publisher; `x of a` is an edition of the document a."""
    told = {}
    for name, text in publishers.items():
        publisher, _, other = text.partition(" of ")
        told[name] = Told(f"Title {name}", publisher, other)
    return told


def founding(told: Mapping[str, Told], foundings: Mapping[str, Iterable[str]]) -> dict[str, Told]:
    """The documents, with what each says of the founding of one guild."""
    return {
        name: Told(
            each.title,
            each.publisher,
            each.edition_of,
            tuple(("reed-guild", date) for date in foundings.get(name, ())),
        )
        for name, each in told.items()
    }

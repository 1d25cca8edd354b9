"""A story: the reports of a synthetic package, told all at once.

What is said in one report is said in all of them, in other words and numbers: a cell is one text
for all reports, or an array with one text for each. So a package of any size is told by a constant
number of operations on whole columns.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from scripts.bench.layout import Layout
from scripts.bench.texts import Text, Whole, days, joined, numerals
from scripts.bench.vocabulary import Vocabulary

Cell = Text | str

_NOTE = "The reading is settled by the sentence before it, and by the table beside it."


@dataclass
class Story:
    """The tables of all reports, while they are told.

    Attributes:
        reports: how many there are.
        random: the only source of chance.
        vocabulary: the terms of the package.
        layout: sections, paragraphs and sentences of a report.
        rows: by table, the rows told so far, each for all reports.
    """

    reports: int
    random: np.random.Generator
    vocabulary: Vocabulary
    layout: Layout = field(default_factory=Layout)
    rows: dict[str, list[dict[str, Cell]]] = field(default_factory=lambda: defaultdict(list))
    numbers: Counter[str] = field(default_factory=Counter)

    @property
    def report(self) -> Text:
        """The identifier of each report, which opens all others."""
        width = max(2, len(str(self.reports - 1)))
        return joined("r", numerals(np.arange(self.reports), width))

    def add(self, table: str, **cells: Cell) -> None:
        """Add a row that is no claim."""
        self.rows[table].append(cells)

    def entity(self, kind: str, **cells: Cell) -> Text:
        """Add an entity of a type to each report; returns their identifiers."""
        self.numbers[kind] += 1
        identifier = joined(self.report, f"-{kind}-{self.numbers[kind]:02d}")
        label = f"{kind.capitalize()} {self.numbers[kind]}"
        self.add("entities", **{"entity_id": identifier, "type": kind, "label": label, **cells})
        return identifier

    def claim(self, table: str, sentence: int, as_stated: Cell, **cells: Cell) -> Text:
        """Add a claim that a sentence of each report makes; returns the claims' identifiers."""
        return self.claim_of(table, self.layout.sentence(sentence), as_stated, **cells)

    def claim_of(self, table: str, passage: str, as_stated: Cell, **cells: Cell) -> Text:
        """Add a claim of any passage."""
        passage_id = joined(self.report, ".", passage)
        kind = table.removesuffix("s")
        self.numbers[f"{passage}.{kind}"] += 1
        claim = joined(passage_id, f".{kind}{self.numbers[f'{passage}.{kind}']:02d}")
        common: dict[str, Cell] = {
            "claim_id": claim,
            "passage_id": passage_id,
            "as_stated": as_stated,
            "certainty": "stated",
            "note": _NOTE if len(self.rows[table]) % 12 == 0 else "",
        }
        self.add(table, **{**common, **cells})
        return claim

    def days(self, first: str, last: str) -> Whole:
        """A day for each report, from the one to the other."""
        return days(first, last, self.random, self.reports)

    def whole(self, low: int, high: int) -> Whole:
        """A whole number for each report, from the one to the other."""
        return self.random.integers(low, high, self.reports, endpoint=True)

    def frame(self, table: str, columns: tuple[str, ...]) -> pd.DataFrame:
        """A table as told: texts, with the columns of its schema."""
        told = self.rows[table]
        cells = {
            column: np.concatenate(
                [np.broadcast_to(row.get(column, ""), self.reports) for row in told]
            )
            for column in columns
        }
        return pd.DataFrame(cells, columns=list(columns), dtype="str")

"""The tables of a document that is being written: rows of texts, as in the CSV files."""

import hashlib

from scripts.world.profile import VOCABULARY, Row, columns_of

_SENTENCE_LENGTH = 80


class Rows:
    """The claims of one document, and what they refer to; all identifiers begin with `prefix`.

    Attributes:
        prefix: the identifier of the document.
        tables: rows by table.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.tables: dict[str, list[Row]] = {
            name: [] for name in columns_of() if name != VOCABULARY
        }
        self._claims: dict[str, tuple[str, Row]] = {}

    @property
    def number_of_claims(self) -> int:
        """How many claims the document makes."""
        return len(self._claims)

    def copy_rows(self, other: "Rows") -> None:
        """Take over the rows of another document of the same prefix, to be changed apart."""
        for name, rows in other.tables.items():
            self.tables[name] = [dict(row) for row in rows]
            if "claim_id" in columns_of()[name]:
                self._claims |= {row["claim_id"]: (name, row) for row in self.tables[name]}

    def add(self, table: str, **cells: str) -> Row:
        """Add a row; cells that are not given are empty. Raises KeyError for an unknown column."""
        columns = columns_of()[table]
        if unknown := set(cells) - set(columns):
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        row = dict.fromkeys(columns, "") | cells
        self.tables[table].append(row)
        return row

    def claim(self, table: str, passage: str, **cells: str) -> str:
        """Add a claim of a passage, stated flatly unless told otherwise; returns its identifier."""
        kind = table.removesuffix("s")
        number = 1
        while f"{passage}.{kind}{number:02}" in self._claims:
            number += 1
        claim = f"{passage}.{kind}{number:02}"
        given = {"certainty": "stated", "as_stated": "so it says"} | cells
        self._claims[claim] = table, self.add(table, claim_id=claim, passage_id=passage, **given)
        return claim

    def row(self, claim: str) -> Row:
        """The row of a claim, to be read or changed."""
        return self._claims[claim][1]

    def table(self, claim: str) -> str:
        """The table of a claim."""
        return self._claims[claim][0]

    def remove(self, *claims: str) -> None:
        """Remove claims."""
        for claim in claims:
            table, row = self._claims.pop(claim)
            self.tables[table] = [each for each in self.tables[table] if each is not row]

    def claims(self, table: str, **cells: str) -> list[str]:
        """The claims of a table that have these cells, in order."""
        rows = self.tables[table]
        return [row["claim_id"] for row in rows if cells.items() <= row.items()]

    def lay_out(self) -> None:
        """Give every passage its offsets, as if each sentence were as long as any other."""
        place = 0
        by_id = {row["passage_id"]: row for row in self.tables["passages"]}
        for row in self.tables["passages"]:
            row["start"] = str(place)
            place += _SENTENCE_LENGTH if row["kind"] == "sentence" else 1
            holder: Row | None = row
            while holder is not None:
                holder["end"] = str(place)
                holder = by_id.get(holder["parent_id"])
        self.tables["documents"][0]["characters"] = str(place)


def checksum(text: str) -> str:
    """A SHA-256 that stands for that of a text that nobody wrote."""
    return hashlib.sha256(text.encode()).hexdigest()

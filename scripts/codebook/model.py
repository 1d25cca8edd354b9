"""The codebook as frozen objects, to be rendered."""

from dataclasses import dataclass

from checks.reports.report import ReportedFinding


@dataclass(frozen=True)
class Code:
    """A value that a column may have: its meaning (if one is given), and how many rows have it."""

    value: str
    meaning: str
    rows: int


@dataclass(frozen=True)
class Link:
    """A foreign key: `columns` of `table` hold values of `target_columns` of `target`.

    `required` says whether every row has such a value.
    """

    table: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]
    required: bool


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `type` and `constraints` are phrases (constraints in Markdown). `codes` are all values that it
    may have, if they are listed. `filled` is the number of rows with a value. `links` are the
    foreign keys of which it is a part, `findings` those that compare a value of this column.
    """

    name: str
    title: str
    description: str
    type: str
    constraints: tuple[str, ...]
    codes: tuple[Code, ...]
    example: str
    filled: int
    is_key: bool
    links: tuple[Link, ...]
    findings: tuple[ReportedFinding, ...]


@dataclass(frozen=True)
class Table:
    """A table: `links` lead from it to others, `linked_from` from others to it.

    `findings` are those that concern a claim of the table, whatever its column.
    """

    name: str
    title: str
    description: str
    path: str
    rows: int
    is_of_claims: bool
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    linked_from: tuple[Link, ...]
    findings: tuple[ReportedFinding, ...]


@dataclass(frozen=True)
class Trait:
    """A value that a column of the vocabulary gives a term, and the rules that read the column."""

    column: str
    title: str
    value: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A term of the vocabulary; `table` and `rows` say where and how often it is used.

    `object_types` is empty for a term that is no predicate.
    """

    id: str
    table: str
    label: str
    definition: str
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]
    traits: tuple[Trait, ...]
    rows: int


@dataclass(frozen=True)
class Codebook:
    """The tables in the order of the descriptor, and the vocabulary in that of its table.

    `vocabulary` is the name of the table of terms, or empty if there is none; `readers` are the
    rules that take something from a column of it, by column.
    """

    title: str
    version: str
    tables: tuple[Table, ...]
    vocabulary: str
    readers: tuple[tuple[str, tuple[str, ...]], ...]
    terms: tuple[Term, ...]

    def table(self, name: str) -> Table:
        """The table of that name. Raises KeyError when there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

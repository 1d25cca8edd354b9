"""A check of the proof, and one thing that it examined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.proof.coding import Coding


@dataclass(frozen=True, order=True)
class Case:
    """One thing that a check examined, such as a number in the text or a cell of the coding.

    Attributes:
        file: path of the table as in the descriptor, or of another file of the project.
        row: row that a spreadsheet shows; in a file that is no table, the line.
        column: column of the table, or "".
        passage_id: the passage that is concerned, or "" for the document.
        token: the words of the text or of the cell.
        gap: what is missing or wrong; "" if nothing is.
    """

    file: str
    row: int
    column: str
    passage_id: str
    token: str
    gap: str = ""


@dataclass(frozen=True)
class ProofCheck:
    """A check of the proof: its name, what should hold, and the function that looks."""

    name: str
    statement: str
    examine: Callable[[Coding], Iterator[Case]]


def proof_check(
    name: str, statement: str
) -> Callable[[Callable[[Coding], Iterator[Case]]], ProofCheck]:
    """Make a check of the function that yields a case for each thing that it examines."""
    return lambda examine: ProofCheck(name, statement, examine)

"""What every rule is.

A rule derives a small frame of comparable groups, each with a measured gap; a Pandera schema over
that frame states the bound; the rows outside the bound are findings. Its docstring is its
documentation, in labelled parts, from which the command line and the catalogue are printed.

Writing one takes a class with four attributes and three methods:

    class DatesAgree(Rule): the docstring with title, Statement, Formula, Inputs, ...
        name, family, severity, reads (and may_read)
        derive(tables)                 all comparable groups, vectorised; no claims needed yet
        evidence(tables, violations)   the claims of the few groups that are outside the bound
        message(group, evidence)       one line about one of them

`bound` is `gap <= 0` unless a rule states another schema. A frame that both `derive` and `evidence`
need comes from a function that is marked `derived_once` (see `checks.rules.derivation.once`).
"""

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pandas as pd

from checks.rules.columns import columns, lacking

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

Tables = Mapping[str, pd.DataFrame]
"""Typed tables by the names of their resources."""

Family = Literal["time", "actors", "figures", "polls", "text"]
Severity = Literal["error", "warning", "info"]

_PARTS = ("Statement", "Formula", "Inputs", "Severity rationale", "Source", "Limits")


@dataclass(frozen=True)
class Documentation:
    """The labelled parts of a rule's docstring, each as one line."""

    title: str
    statement: str
    formula: str
    inputs: str
    severity_rationale: str
    source: str
    limits: str


@dataclass(frozen=True, order=True)
class Evidence:
    """One value that takes part in a finding.

    `claim` says it, `column` is the one of its table that matters, `value` is the canonical text
    of what was compared, and `label` says of what it is the value, where that helps a reader.
    """

    claim: str
    column: str
    value: str
    label: str = ""


class Rule(ABC):
    """A rule over typed tables. It knows no entity and no property by name.

    Attributes:
        name: the property that should hold, in kebab-case.
        family: the group of rules to which it belongs.
        severity: `error`, `warning` or `info`.
        reads: the tables that it needs with their columns, as `checks.rules.columns` says; without
            one of them it is not run, and the report says so.
        may_read: the same of tables that it does without: but one that is there must be as it says.
    """

    name: ClassVar[str]
    family: ClassVar[Family]
    severity: ClassVar[Severity]
    reads: ClassVar[Mapping[str, str]]
    may_read: ClassVar[Mapping[str, str]] = columns()

    @abstractmethod
    def derive(self, tables: Tables) -> pd.DataFrame:
        """The comparable groups.

        Returns:
            One row for each group. `gap` (Int64) is by how much it misses the bound, at most zero
            within it; NA where an input is missing: not evaluable. Further columns are for
            `bound`, `evidence` and `message` alone.
        """

    def bound(self) -> "DataFrameSchema":
        """The Pandera schema that the groups must satisfy: no positive gap."""
        return bounded(self.name, {})

    @abstractmethod
    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The values that stand against each other in some groups.

        Args:
            tables: as in `derive`.
            violations: the rows of the derived frame that are outside the bound.

        Returns:
            `group` (the index in `violations`), `claim_id`, `column`, `value`, and perhaps
            `label`: one row for each value of each claim concerned, as in `Evidence`.
        """

    @abstractmethod
    def message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """What is inconsistent, in one line: from a row of `violations` and its evidence."""

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """The tables without which the rule cannot run; the package has none of them."""
        return tuple(name for name in self.reads if name not in tables)

    def obstacles(self, tables: Tables) -> tuple[str, ...]:
        """Why the rule cannot run on these tables, one reason each; empty where it can."""
        if missing := self.missing(tables):
            return (f"the package has no table {', '.join(missing)}",)
        return tuple(lacking({**self.reads, **self.may_read}, tables))

    @classmethod
    def documentation(cls) -> Documentation:
        """The parts of the docstring.

        Raises:
            ValueError: the docstring lacks a part, or has it twice or out of order.
        """
        title, _, body = inspect.cleandoc(cls.__doc__ or "").partition("\n")
        labels = "|".join(map(re.escape, _PARTS))
        pieces = re.split(rf"^({labels}):", body, flags=re.MULTILINE)
        if tuple(pieces[1::2]) != _PARTS:
            raise ValueError(f"{cls.__name__}: the docstring needs the parts {', '.join(_PARTS)}")
        texts = [" ".join(piece.split()) for piece in pieces[2::2]]
        return Documentation(title.rstrip("."), *texts)


def bounded(rule: str, columns: Mapping[str, Any]) -> "DataFrameSchema":
    """A schema that asks for no positive gap, and for what `columns` (Pandera columns) say.

    Every check carries the rule's name as its error: without one, Pandera prints its arguments.
    """
    import pandera.pandas as pandera

    gap = pandera.Column("Int64", pandera.Check.le(0, error=rule), nullable=True)
    return pandera.DataFrameSchema({"gap": gap, **columns}, name=rule)

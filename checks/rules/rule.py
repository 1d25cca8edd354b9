"""What a rule is: a Pandera model that states it, and a function that fills the model.

A rule takes four steps, each a method or an attribute of its class:

    model      the frame of groups to judge, and the check that states the rule on its columns
    fill       the groups of a package, as a frame that fits the model
    evidence   the claims behind the few groups that fail the check
    headline   what contradicts what in one of them, as a title
    explanation   what a reader needs to know beyond the title

The class docstring is the rule's documentation: `--explain` and `docs/rules.md` print it.
"""

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ClassVar, Literal, Optional, TypeAlias, get_args

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import ANY, columns, columns_of, lacking, reads_more
from checks.rules.labels import Labels, with_commas
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text
from checks.tables.written_dates import written_date

Tables = Mapping[str, pd.DataFrame]
"""Typed tables by the names of their resources."""

Family = Literal["time", "actors", "figures", "polls", "text"]
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""All severities, the worst first."""

Scope = Literal["within-document", "between-documents"]

Holds: TypeAlias = Callable[[Any, pd.DataFrame], "pd.Series[bool]"]
RuleCheck: TypeAlias = "classmethod[RuleModel, [pd.DataFrame], pd.Series[bool]]"

_PARTS = ("Statement", "Formula", "Inputs", "Severity rationale", "Source", "Limits")


def disputes(severity: str | None) -> bool:
    """Whether a finding of this severity disputes the claims that it compares."""
    return severity in ("error", "warning")


class RuleModel(pa.DataFrameModel):
    """The columns that the model of every rule has: one row for each group to judge."""

    not_evaluable: Series[Text] = pa.Field(
        nullable=True, description="why the group cannot be judged; missing where it can"
    )
    cause: Optional[Series[Text]] = pa.Field(  # noqa: UP045 - Pandera reads this form alone
        nullable=True,
        description="what the failure comes from: failures of one cause are one finding",
    )
    severity: Optional[Series[Text]] = pa.Field(  # noqa: UP045 - as above
        nullable=True,
        description="severity of the failure, where it is lower than that of the rule",
    )


def rule_check(name: str, error: str) -> Callable[[Holds], RuleCheck]:
    """Make a method of a model the check that states a rule.

    The method gets the class and the frame, and says for each row whether the rule holds there.
    Rows with a reason in `not_evaluable` are not judged, and an unknown (NA) verdict is a failure.

    Args:
        name: the name of the rule.
        error: the property that should hold, in words.
    """

    def decorate(holds: Holds) -> RuleCheck:
        @wraps(holds)
        def check(cls: Any, groups: pd.DataFrame) -> "pd.Series[bool]":
            verdict = holds(cls, groups).astype("boolean").fillna(False)
            return verdict.astype(bool) | groups["not_evaluable"].notna()

        return pa.dataframe_check(name=name, error=error, ignore_na=False)(check)

    return decorate


def reasons(index: pd.Index, *given: tuple[Any, str]) -> pd.Series:
    """The column `not_evaluable`: for each row the first reason whose mask is true there.

    Args:
        index: the index of the frame.
        given: pairs of a mask over the rows and the reason for which those cannot be judged.
    """
    texts = pd.array([*(reason for _, reason in given), None], dtype=pd.StringDtype())
    places = np.full(len(index), -1)  # the last text: none
    for place, (mask, _) in reversed([*enumerate(given)]):
        places[np.asarray(mask, dtype=bool)] = place
    return pd.Series(texts.take(places), index=index)


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
    of what was compared, and `label` tells the values of a group apart: a side, or an identifier.
    `words` is what a report calls the value.
    """

    claim: str
    column: str
    value: str
    label: str = ""
    words: str = ""


@dataclass(frozen=True)
class Violation:
    """A group that fails a rule: its row of the model's frame, its evidence, and labels.

    `violation["column"]` is a cell of the row. The methods turn it into words for a reader.
    """

    group: Mapping[str, Any]
    evidence: Sequence[Evidence]
    labels: Labels

    def __getitem__(self, column: str) -> Any:
        return self.group[column]

    def label(self, identifier: str) -> str:
        """The label of an entity or a term, or the identifier itself where there is none."""
        return self.labels.of(identifier)

    def place(self, passage_id: str) -> str:
        """What a reader calls a passage: `Overview, paragraph 4, sentence 1`."""
        return self.labels.place(passage_id) or passage_id

    def value(self, item: Evidence) -> str:
        """A value in words: a date as it is written, the label of an identifier, or a number."""
        if self.labels.is_date(item.column):
            return written_date(item.value)
        if item.column.endswith("passage_id"):
            return self.place(item.value)
        label = self.label(item.value)
        return with_commas(item.value) if label == item.value else label


class Rule(ABC):
    """A rule over typed tables. It knows no entity and no property by name.

    Attributes:
        name: the property that should hold, in kebab-case.
        family: the group of rules to which it belongs.
        severity: `error`, `warning` or `info`.
        model: the Pandera model of its groups, with a `rule_check` that bears the rule's name.
        reads: the tables that it needs with their columns, as `checks.rules.columns` says; without
            one of them it is not run, and the report says so.
        may_read: the same of tables that it does without; one that is there must be as it says.
        between_documents: whether claims of different documents are compared as well. If not, each
            document is judged by itself.
    """

    name: ClassVar[str]
    family: ClassVar[Family]
    severity: ClassVar[Severity]
    model: ClassVar[type[RuleModel]]
    reads: ClassVar[Mapping[str, str]]
    may_read: ClassVar[Mapping[str, str]] = columns()
    between_documents: ClassVar[bool] = True

    @abstractmethod
    def fill(self, tables: Tables) -> pd.DataFrame:
        """The groups to judge, one row each, as a frame that fits the model."""

    @abstractmethod
    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The values that stand against each other in some groups.

        Args:
            tables: as in `fill`.
            failures: the rows of the filled frame that fail the check.

        Returns:
            `group` (the index in `failures`), `claim_id`, `column`, `value`, and perhaps `label`:
            one row for each value of each claim concerned, as in `Evidence`.
        """

    def headline(self, violation: Violation) -> str:  # noqa: ARG002
        """What contradicts what, as a title of under 120 characters, without an identifier."""
        return self.documentation().title

    @abstractmethod
    def explanation(self, violation: Violation) -> str:
        """One or two sentences that follow the headline: by how much, by which measure."""

    def side(self, violation: Violation, item: Evidence) -> str:
        """What a report calls one value of the group: `founded April 2017`."""
        return " ".join(filter(None, [violation.label(item.label), violation.value(item)]))

    def may_use(self, table: str, names: Collection[str] = ()) -> bool:
        """Whether the rule reads a table; of `names`, if there are any, at least one column."""
        declared = [*self.reads.items(), *self.may_read.items()]
        declarations = [text for name, text in declared if name in (table, ANY)]
        if not names:
            return bool(declarations)
        return any(reads_more(text) for text in declarations) or any(
            column.name in names for text in declarations for column in columns_of(text)
        )

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """The tables without which the rule cannot run; the package has none of them."""
        return tuple(name for name in self.reads if name not in tables)

    def obstacles(self, tables: Tables) -> tuple[str, ...]:
        """Why the rule cannot run on these tables, one reason each; empty where it can."""
        if missing := self.missing(tables):
            return (f"the package has no table {listed(missing)}",)
        return tuple(lacking({**self.reads, **self.may_read}, tables))

    @classmethod
    @cache
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

"""The tables of a package that are generated, and what they should hold.

A table is known by its columns. The table of rules follows from the program; the derived ones, of
claims and of restatements, follow from the other tables. No rule reads any of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from checks.tables.documents import FLAT_COLUMNS
from checks.tables.package import Package, Resource
from checks.write.rewriting import canonical_csv

if TYPE_CHECKING:
    import pandas as pd

Row: TypeAlias = dict[str, str]
Findings: TypeAlias = Iterable[Mapping[str, str]]

RULE_COLUMNS = frozenset({"rule", "family", "title", "severity", "statement", "tables"})
RESTATEMENT_COLUMNS = frozenset({"first_claim_id", "claim_id", "document_id", "place"})

REGISTER_COLUMNS = frozenset({"finding_id", "rule", "claims", "disposition"})
"""The columns by which a table is known to be the register."""


def register_resource(package: Package) -> Resource | None:
    """The table that is the register; None when the package has none."""
    for resource in package.resources:
        if set(resource.schema.field_names) >= REGISTER_COLUMNS:
            return resource
    return None


def holds_rules(resource: Resource) -> bool:
    """Whether a table is that of the rules."""
    return set(resource.schema.field_names) == RULE_COLUMNS


def holds_restatements(resource: Resource) -> bool:
    """Whether a table is that of restatements."""
    return set(resource.schema.field_names) == RESTATEMENT_COLUMNS


def holds_flat_claims(resource: Resource) -> bool:
    """Whether a table is the flat one of all claims."""
    return set(resource.schema.field_names) >= FLAT_COLUMNS


def flat_table(package: Package) -> Resource | None:
    """The flat table of all claims; None when the package has none."""
    return next(filter(holds_flat_claims, package.resources), None)


def is_derived(resource: Resource) -> bool:
    """Whether a table follows from other tables of the package."""
    return holds_restatements(resource) or holds_flat_claims(resource)


def is_generated(resource: Resource) -> bool:
    """Whether all rows of a table are generated, so that nobody edits it."""
    return holds_rules(resource) or is_derived(resource)


def rule_rows(extra: Collection[str] = ()) -> list[Row]:
    """The table of rules: one row for each rule, from its attributes and its docstring.

    `extra` names rules of other distributions, as in `checks.rules.registry`.
    """
    from checks.rules.registry import all_rules  # imports pandas

    rows = []
    for rule in all_rules(extra):
        documentation = type(rule).documentation()
        rows.append(
            {
                "rule": rule.name,
                "family": rule.family,
                "title": documentation.title,
                "severity": rule.severity,
                "statement": documentation.statement,
                "tables": "|".join(sorted(rule.reads)),
            }
        )
    return rows


def derived_tables(
    package: Package, tables: "Mapping[str, pd.DataFrame]", findings: Findings
) -> dict[str, bytes]:
    """What the derived tables of a package should hold, by name.

    Args:
        package: the package.
        tables: its typed tables, without those that are generated.
        findings: the rows of its register.
    """
    from checks.findings.flat_claims import flat_claims  # these import pandas
    from checks.findings.restatements import restatements

    kinds: tuple[tuple[Callable[[Resource], bool], Callable[[], list[Row]]], ...] = (
        (holds_restatements, lambda: restatements(tables)),
        (holds_flat_claims, lambda: flat_claims(package, tables, findings)),
    )
    return {
        item.name: canonical_csv(item.schema.field_names, item.schema.primary_key, rows())
        for item in package.resources
        for is_of_kind, rows in kinds
        if is_of_kind(item)
    }

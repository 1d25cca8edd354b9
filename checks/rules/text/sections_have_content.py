"""Rules about what a section announces, and what it holds."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.columns import columns
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.common.outline import ancestry
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_CONTENTS = ("dates", "figures", "names")
"""The tables that show that a section has something to say about a thing."""


class SectionsHaveContent(LegacyRule):
    """A section holds what its heading announces.

    Statement: Every section holds a paragraph; and one whose heading announces things of some type
        dates, counts or names at least one thing of that type.
    Formula: gap = 0 if the section, or one inside it, holds a paragraph and, where its heading
        announces a type, a claim about an entity of that type; else 1. The bound is gap <= 0.
    Inputs: `passages` (kind, parent_id); `headings` (announces); `entities` (type); `dates`,
        `figures` and `names` (except adjectives) of all passages in the section, whichever of them
        the package has. A group is a section.
    Severity rationale: info. Nothing false is said; but a reader takes silence under a heading for
        the absence of the thing.
    Source: the completeness dimension of data quality (ISO/IEC 25012); the check for empty elements
        that validators of document formats make.
    Limits: One claim is enough: how complete the section is, is not judged. A thing that only a
        relation or a statement mentions is not dated, counted or named there. Not evaluable: a
        section without a coded heading; an announced type, when the package has none of the tables.
    """

    name = "sections-have-content"
    family = "text"
    severity = "info"
    reads = columns(
        passages="passage_id parent_id kind",
        headings="claim_id passage_id announces as_stated",
        entities="entity_id type",
        dates="passage_id entity_id",
        figures="passage_id entity_id",
        names="passage_id entity_id kind?",
    )

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """The tables of contents may be missing: then no section is empty for want of claims."""
        return tuple(name for name in super().missing(tables) if name not in _CONTENTS)

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each section: `passage_id`, `announces`, whether it `has_text`, the gap."""
        passages, headings = tables["passages"], tables["headings"]
        sections = passages.loc[passages["kind"].eq("section"), ["passage_id"]]
        tree = ancestry(passages, "section")
        paragraphs = passages.loc[passages["kind"].eq("paragraph"), "passage_id"]
        filled = tree.loc[are_among(tree["passage_id"], paragraphs), "ancestor_id"]
        headings = headings[["passage_id", "claim_id", "announces", "as_stated"]]
        groups = sections.merge(headings, on="passage_id", how="left")
        has_text = are_among(groups["passage_id"], filled)
        is_kept, is_open = groups["announces"].eq(""), groups["claim_id"].isna()
        if any(name in tables for name in _CONTENTS):
            held = groups.assign(type=groups["announces"]).merge(
                _types_in(tables, tree), how="left", indicator=True
            )
            is_kept |= held["_merge"].eq("both")
        else:
            is_open |= has_text & ~is_kept
        gap = (~(has_text & is_kept)).astype("Int64")
        return groups.assign(has_text=has_text, gap=gap.mask(is_open))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002 - the groups suffice
        """The heading, with what it announces."""
        announced = violations["announces"]
        announces = announced.ne("")
        return violations[["claim_id"]].assign(
            group=violations.index,
            column=announces.map({True: "announces", False: "as_stated"}),
            value=announced.where(announces, violations["as_stated"]),
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:  # noqa: ARG002 - the group says it all
        """Names the section, and what it lacks."""
        section = f"section {group['passage_id']} “{group['as_stated']}”"
        if not group["has_text"]:
            return f"{section} holds no paragraph"
        return (
            f"{section} announces entities of type {group['announces']}, "
            "and dates, counts or names none"
        )


def _types_in(tables: Tables, tree: pd.DataFrame) -> pd.DataFrame:
    """The types of the things that each section dates, counts or names: `passage_id`, `type`."""
    said = pd.concat([_about(tables[name]) for name in _CONTENTS if name in tables])
    types = looked_up(said["entity_id"], tables["entities"], "entity_id", ["type"])
    said = types.assign(passage_id=said["passage_id"]).drop_duplicates()
    within = said.merge(tree, on="passage_id")[["ancestor_id", "type"]].drop_duplicates()
    return within.rename(columns={"ancestor_id": "passage_id"})


def _about(table: pd.DataFrame) -> pd.DataFrame:
    """Where a table says something about which entity; an adjective is not yet a name."""
    claims = table[["passage_id", "entity_id"]]
    return claims[table["kind"].ne("adjective")] if "kind" in table else claims

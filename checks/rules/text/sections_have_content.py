"""The rule about what a section announces, and what it holds."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.lookups import are_among, looked_up
from checks.rules.common.outline import with_ancestors
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import shortened
from checks.tables.text_dtype import Text

_CONTENTS = ("dates", "figures", "names")
"""The tables that show that a section has something to say about a thing."""


class Sections(RuleModel):
    """Sections, with what their headings announce and what they hold."""

    passage_id: Series[Text]
    announces: Series[Text] = pa.Field(
        nullable=True, description="a type of entities; empty where the heading announces none"
    )
    has_paragraph: Series[bool]
    has_announced: Series[bool] = pa.Field(
        description="whether it dates, counts or names an entity of the type that is announced"
    )

    @rule_check("sections-have-content", "a section holds a paragraph, and what it announces")
    def holds_content(cls, sections: pd.DataFrame) -> "pd.Series[bool]":
        """A section that announces nothing needs a paragraph alone."""
        is_kept = sections["announces"].eq("") | sections["has_announced"]
        return sections["has_paragraph"] & is_kept


class SectionsHaveContent(Rule):
    """A section holds what its heading announces.

    Statement: Every section holds a paragraph; and one whose heading announces things of some type
        dates, counts or names at least one thing of that type.
    Formula: has_paragraph and (announces is empty or has_announced), where what a section inside
        it holds counts for the section, too.
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
    model = Sections
    between_documents = False
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

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each section and heading of it."""
        passages = tables["passages"]
        sections = passages.loc[passages["kind"].eq("section"), ["passage_id"]]
        headings = tables["headings"][["passage_id", "claim_id", "announces", "as_stated"]]
        sections = sections.merge(headings, on="passage_id", how="left")
        paragraphs = passages.loc[passages["kind"].eq("paragraph"), ["passage_id"]]
        filled = with_ancestors(paragraphs, tables, "section")["ancestor_id"]
        has_paragraph = are_among(sections["passage_id"], filled)
        present = [tables[name] for name in _CONTENTS if name in tables]
        is_open = has_paragraph & sections["announces"].ne("") & (not present)
        return sections.assign(
            has_paragraph=has_paragraph,
            has_announced=_has_announced(sections, present, tables),
            not_evaluable=reasons(
                sections.index,
                (sections["claim_id"].isna(), "the section has no coded heading"),
                (is_open, "the package has no table that could hold what is announced"),
            ),
        )

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG002 - the sections suffice
        """The heading, with what it announces."""
        announced = failures["announces"]
        announces = announced.ne("")
        return failures[["claim_id"]].assign(
            group=failures.index,
            column=announces.map({True: "announces", False: "as_stated"}),
            value=announced.where(announces, failures["as_stated"]),
        )

    def headline(self, violation: Violation) -> str:
        """`“Incidents” announces something of the type event, and tells of none`."""
        section = f"“{shortened(violation['as_stated'], 60)}”"
        if not violation["has_paragraph"]:
            return f"The section {section} has no paragraph"
        return (
            f"The section {section} announces things of type {violation['announces']}, but has none"
        )

    def explanation(self, violation: Violation) -> str:
        """What is expected of a section."""
        if not violation["has_paragraph"]:
            return "A heading should stand over some text."
        return "What a heading announces should be dated, counted or named in its section."


def _has_announced(
    sections: pd.DataFrame, contents: list[pd.DataFrame], tables: Tables
) -> pd.Series:
    """Whether each section holds a claim about an entity of the type that it announces."""
    if not contents:
        return pd.Series(False, index=sections.index)
    claims = pd.concat([_about(table) for table in contents])
    types = looked_up(claims["entity_id"], tables["entities"], "entity_id", ["type"])["type"]
    claims = claims[["passage_id"]].assign(announces=types)
    held = with_ancestors(claims, tables, "section")[["ancestor_id", "announces"]]
    held = held.rename(columns={"ancestor_id": "passage_id"}).drop_duplicates()
    keys = ["passage_id", "announces"]
    return sections[keys].merge(held, how="left", on=keys, indicator=True)["_merge"].eq("both")


def _about(table: pd.DataFrame) -> pd.DataFrame:
    """Where a table says something about which entity; an adjective is not yet a name."""
    claims = table[["passage_id", "entity_id"]]
    return claims[table["kind"].ne("adjective")] if "kind" in table else claims

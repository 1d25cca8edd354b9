"""The rule about sources: each paragraph cites what it rests on, each source once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import ANY, columns
from checks.rules.common.lookups import are_among
from checks.rules.common.outline import ancestry
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables

_ONE, _SEVERAL = "Source", "Sources"
"""The labels of a list of sources, by how many entries they go with."""

_SOURCES = ("organisation", "publication")
"""Types of entities that can be cited."""


class PassagesCited(LegacyRule):
    """A paragraph cites its sources, and each of them once.

    Statement: Every paragraph cites a source; cites no entity twice; has a label over its sources
        whose number is theirs; and cites every organisation or publication to which it attributes
        a claim or a poll.
    Formula: three groups for each paragraph, with the bound gap <= 0. `uncited`: gap = 1 without a
        citation. `list`: gap = citations - entities cited, plus 1 if the label `Source` heads
        several entries or `Sources` one. `attributed`: gap = sources named and not cited.
    Inputs: `passages` (kind, parent_id); `citations` (entity_id, list_label); `entities` (type);
        attributed_to and pollster_id of every table of claims but citations. A claim of a
        sentence counts for its paragraph. The claims of a finding are: of `uncited`, all of the
        paragraph but names; of `list`, the repeated citations, or all under a wrong label; of
        `attributed`, those attributed to the source.
    Severity rationale: info. What is said may be true and known from elsewhere; but a reader cannot
        follow it to where it comes from, or takes one source for two.
    Source: the verifiability policies and citation clean-up lists of Wikipedia; the Chicago Manual
        of Style on notes and source lines.
    Limits: Two entries of one publisher may be two documents: the citation names the publisher
        alone. A publication does not stand for its publisher. `list` and `attributed` are only
        about paragraphs that cite, `attributed` only about those that name a source. Not evaluable:
        a paragraph without a claim but names that cites nothing; a label that is neither of the
        two; every paragraph, when the package cites nothing at all.
    """

    name = "passages-cited"
    family = "text"
    severity = "info"
    reads = columns(
        passages="passage_id parent_id kind",
        citations="claim_id passage_id entity_id list_label",
        entities="entity_id type",
    )
    may_read = columns(**{ANY: "claim_id? passage_id? attributed_to? pollster_id?"})

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each `paragraph` and `oddity`, as in the formula, with its gap."""
        listed = _listed(tables)
        lists = listed.groupby("paragraph", as_index=False).agg(
            repeated=("is_repeat", "sum"),
            mislabelled=("is_mislabelled", "max"),
            unknown=("is_unknown", "any"),
        )
        named = _named_sources(tables).drop_duplicates(["paragraph", "value"])
        named = named.groupby("paragraph", as_index=False).agg(gap=("is_missing", "sum"))
        gap = lists["repeated"] + lists["mislabelled"]
        groups = [
            _uncited(tables).assign(oddity="uncited"),
            lists[["paragraph"]].assign(gap=gap.mask(lists["unknown"] & gap.eq(0)), oddity="list"),
            named.assign(oddity="attributed"),
        ]
        return pd.concat([group.astype({"gap": "Int64"}) for group in groups])

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The claims without a source, the odd citations, or what is attributed to the source."""
        listed = _listed(tables)
        repeated = listed[listed["is_repeated"]]
        mislabelled = listed[listed["is_mislabelled"]]
        named = _named_sources(tables)
        claims = _claims(tables)
        found = {
            "uncited": claims.assign(column="passage_id", value=claims["passage_id"]),
            "list": pd.concat(
                [
                    repeated.assign(column="entity_id", value=repeated["entity_id"]),
                    mislabelled.assign(column="list_label", value=mislabelled["list_label"]),
                ]
            ),
            "attributed": named[named["is_missing"]],
        }
        groups = violations[["paragraph", "oddity"]].rename_axis("group").reset_index()
        values = pd.concat([frame.assign(oddity=oddity) for oddity, frame in found.items()])
        members = values.merge(groups, on=["paragraph", "oddity"])
        return members[["group", "claim_id", "column", "value"]]

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Says what is odd about the paragraph's sources."""
        if group["oddity"] == "uncited":
            return f"paragraph {group['paragraph']} cites no source"
        sources = Counter(item.value for item in evidence if item.column != "list_label")
        if group["oddity"] == "attributed":
            names = ", ".join(sorted(sources))
            return f"paragraph {group['paragraph']} names a source that it does not cite: {names}"
        odd = [f"cites {source} {sources[source]} times" for source in sorted(sources)]
        labels = Counter(item.value for item in evidence if item.column == "list_label")
        odd += [f"has the label “{label}” over {_entries(labels[label])}" for label in labels]
        return f"paragraph {group['paragraph']} {' and '.join(odd)}"


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


@cached
def _paragraphs(tables: Tables) -> pd.DataFrame:
    """In which `paragraph` each passage (`passage_id`) stands, which is itself that of its own."""
    within = ancestry(tables["passages"], "paragraph")
    return within.rename(columns={"ancestor_id": "paragraph"})


def _claims(tables: Tables) -> pd.DataFrame:
    """The claims of paragraphs, but names: `claim_id`, `passage_id`, `paragraph`."""
    said = [
        table[["claim_id", "passage_id"]]
        for name, table in tables.items()
        if name != "names" and {"claim_id", "passage_id"} <= set(table.columns)
    ]
    return pd.concat(said).merge(_paragraphs(tables), on="passage_id")


def _uncited(tables: Tables) -> pd.DataFrame:
    """Whether each `paragraph` lacks a citation (`gap`)."""
    passages, listed = tables["passages"], _listed(tables)
    paragraph = passages.loc[passages["kind"].eq("paragraph"), "passage_id"].reset_index(drop=True)
    is_cited = are_among(paragraph, listed["paragraph"])
    is_open = is_cited
    if not is_cited.all() and not listed.empty:
        is_open = is_cited | are_among(paragraph, _claims(tables)["paragraph"])
    return pd.DataFrame({"paragraph": paragraph, "gap": (1 - is_cited).where(is_open)})


@cached
def _listed(tables: Tables) -> pd.DataFrame:
    """The citations of paragraphs, and what is odd about each.

    Returns:
        `claim_id`, `paragraph`, `entity_id`, `list_label`; `is_repeat` (the entity comes earlier in
        the list), `is_repeated` (it comes elsewhere in the list), `is_mislabelled` (the label goes
        with another number of entries), `is_unknown` (with which number is not known).
    """
    listed = tables["citations"].merge(_paragraphs(tables), on="passage_id")
    entries = listed.groupby("paragraph")["claim_id"].transform("size")
    cited = ["paragraph", "entity_id"]
    is_one = listed["list_label"].eq(_ONE)
    return listed[["claim_id", "list_label", *cited]].assign(
        is_repeat=listed.duplicated(cited),
        is_repeated=listed.duplicated(cited, keep=False),
        is_mislabelled=(is_one & entries.gt(1))
        | (listed["list_label"].eq(_SEVERAL) & entries.eq(1)),
        is_unknown=~listed["list_label"].isin([_ONE, _SEVERAL]),
    )


@cached
def _named_sources(tables: Tables) -> pd.DataFrame:
    """The sources that the sentences of paragraphs with citations name.

    Returns:
        `paragraph`, `claim_id`, the `column` that names the source, the source (`value`), and
        whether the paragraph does not cite it (`is_missing`).
    """
    listed, columns = _listed(tables), ("attributed_to", "pollster_id")
    named = [
        table.loc[table[column].ne(""), ["claim_id", "passage_id"]].assign(
            column=column, value=table[column]
        )
        for name, table in tables.items()
        for column in columns
        if name != "citations" and {"claim_id", "passage_id", column} <= set(table.columns)
    ]
    none = pd.DataFrame(columns=["passage_id", "value"], dtype="str")
    entities = tables["entities"]
    sources = entities.loc[entities["type"].isin(_SOURCES), "entity_id"]
    said = pd.concat([none, *named])
    said = said[are_among(said["value"], sources)].merge(_paragraphs(tables), on="passage_id")
    said = said[are_among(said["paragraph"], listed["paragraph"])]
    cited = listed[["paragraph", "entity_id"]].drop_duplicates()
    met = said.merge(
        cited, left_on=["paragraph", "value"], right_on=["paragraph", "entity_id"], how="left"
    )
    return met.assign(is_missing=met["entity_id"].isna())

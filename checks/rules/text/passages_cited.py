"""The rule about sources: each paragraph cites what it rests on, each source once."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.caching import cached
from checks.rules.columns import ANY, columns
from checks.rules.common.lookups import are_among
from checks.rules.common.outline import with_ancestors
from checks.rules.rule import Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_SINGULAR, _PLURAL = "Source", "Sources"
"""The labels of a list of sources, by how many entries they go with."""

_SOURCES = ("organisation", "publication")
"""Types of entities that can be cited."""


class CitedParagraphs(RuleModel):
    """Paragraphs, each once for every demand on it."""

    paragraph: Series[Text] = pa.Field(description="its passage")
    demand: Series[Text] = pa.Field(
        isin=["cites", "lists", "attributes"],
        description="cites: there is a source; lists: the list of sources is in order; attributes: "
        "the sources named in the paragraph are cited",
    )
    citations: Series[int] = pa.Field(description="entries in the list of sources")
    sources: Series[int] = pa.Field(description="different entities among the entries")
    mislabelled: Series[int] = pa.Field(
        description="entries under a label that goes with another number of entries"
    )
    not_cited: Series[int] = pa.Field(description="sources that are named and not cited")

    @rule_check("passages-cited", "a paragraph cites its sources, each once, under a fitting label")
    def demand_met(cls, paragraphs: pd.DataFrame) -> "pd.Series[bool]":
        """Each row is about one demand, whatever the others come to."""
        demand, citations = paragraphs["demand"], paragraphs["citations"]
        is_listed_right = citations.eq(paragraphs["sources"]) & paragraphs["mislabelled"].eq(0)
        return (
            (demand.ne("cites") | citations.gt(0))
            & (demand.ne("lists") | is_listed_right)
            & (demand.ne("attributes") | paragraphs["not_cited"].eq(0))
        )


class PassagesCited(Rule):
    """A paragraph cites its sources, and each of them once.

    Statement: Every paragraph cites a source; cites no entity twice; has a label over its sources
        whose number is theirs; and cites every organisation or publication to which it attributes
        a claim or a poll.
    Formula: for each paragraph three demands. `cites`: citations > 0. `lists`: citations = sources,
        and mislabelled = 0: `Source` heads one entry, `Sources` several. `attributes`: not_cited =
        0.
    Inputs: `passages` (kind, parent_id); `citations` (entity_id, list_label); `entities` (type);
        `relations` whose predicate ties a publication to its author (attribution in `properties`),
        if there are any; attributed_to and pollster_id of every table of claims but citations. A
        claim of a sentence counts for its paragraph. The claims of a finding are: of `cites`, all
        of the paragraph but names; of `lists`, the repeated citations, or all under a wrong label;
        of `attributes`, those attributed to the source.
    Severity rationale: info. What is said may be true and known from elsewhere; but a reader cannot
        follow it to where it comes from, or takes one source for two.
    Source: the verifiability policies and citation clean-up lists of Wikipedia; the Chicago Manual
        of Style on notes and source lines.
    Limits: Two entries of one publisher may be two documents: the citation names the publisher
        alone. A publication is cited where its author is. `lists`
        and `attributes` are only about paragraphs that cite, `attributes` only about those that
        name a source. Not evaluable:
        a paragraph without a claim but names that cites nothing; a label that is neither of the
        two; every paragraph, when its document cites nothing at all.
    """

    name = "passages-cited"
    family = "text"
    severity = "info"
    model = CitedParagraphs
    between_documents = False
    reads = columns(
        passages="passage_id document_id parent_id kind",
        citations="claim_id passage_id entity_id list_label",
        entities="entity_id type",
    )
    may_read = columns(
        properties="property_id attribution",
        relations="subject_id predicate_id object_id",
        **{ANY: "claim_id? passage_id? attributed_to? pollster_id?"},
    )

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each demand on each paragraph: `lists` and `attributes` as far as it has."""
        paragraphs = _paragraphs(tables)
        rows = {
            "cites": paragraphs,
            "lists": paragraphs[paragraphs["citations"] > 0],
            "attributes": paragraphs[paragraphs["named"] > 0],
        }
        groups = pd.concat(
            [frame.assign(demand=demand) for demand, frame in rows.items()], ignore_index=True
        )
        passes = CitedParagraphs.demand_met(groups.assign(not_evaluable=reasons(groups.index)))
        is_bare = groups["demand"].eq("cites") & ~passes
        is_silent = is_bare
        if is_bare.any():
            is_silent = is_bare & ~are_among(groups["paragraph"], _claims(tables)["paragraph"])
        has_other_label = groups["demand"].eq("lists") & groups["other_label"].gt(0)
        why = reasons(
            groups.index,
            (is_bare & ~groups["document_cites"], "no paragraph of the document cites anything"),
            (is_silent, "the paragraph has no claim that needs a source"),
            (has_other_label & passes, f"the label is neither {_SINGULAR} nor {_PLURAL}"),
        )
        return groups.assign(not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The claims without a source, the odd citations, or what is attributed to the source."""
        listed, named, claims = _listed(tables), _named_sources(tables), _claims(tables)
        repeated = listed[listed["is_repeated"]]
        mislabelled = listed[listed["is_mislabelled"]]
        found = [
            claims.assign(demand="cites", column="passage_id", value=claims["passage_id"]),
            repeated.assign(demand="lists", column="entity_id", value=repeated["entity_id"]),
            mislabelled.assign(
                demand="lists", column="list_label", value=mislabelled["list_label"]
            ),
            named[named["is_missing"]].assign(demand="attributes"),
        ]
        groups = failures[["paragraph", "demand"]].rename_axis("group").reset_index()
        members = pd.concat(found).merge(groups, on=["paragraph", "demand"])
        return members[["group", "claim_id", "column", "value"]]

    def headline(self, violation: Violation) -> str:
        """`History, paragraph 2 cites Kolo Times 2 times`."""
        place = violation.place(violation["paragraph"])
        if violation["demand"] == "cites":
            return f"{place} cites no source"
        cells = [(item.column, violation.label(item.value)) for item in violation.evidence]
        if violation["demand"] == "attributes":
            sources = {value for _, value in cells}
            named = f"{place} names without citing it: "
            return named + listed(sorted(sources), at_most=118 - len(named))
        return f"{place} {listed(_odd(cells), ' and ', 118 - len(place))}"

    def explanation(self, violation: Violation) -> str:
        """What is expected of the sources of a paragraph."""
        expected = _EXPECTED[violation["demand"]]
        if violation["demand"] != "lists":
            return expected
        cells = [(item.column, violation.label(item.value)) for item in violation.evidence]
        odd = _odd(cells)
        return f"It {listed(odd, ' and ')}. {expected}" if len(odd) > 1 else expected


def _odd(cells: Sequence[tuple[str, str]]) -> list[str]:
    """What is odd about a list of sources, from the columns and the values that are."""
    sources = Counter(value for column, value in cells if column != "list_label")
    labels = Counter(value for column, value in cells if column == "list_label")
    return [
        *(f"cites {source} {sources[source]} times" for source in sorted(sources)),
        *(f"has the label “{label}” over {_entries(labels[label])}" for label in labels),
    ]


_EXPECTED = {
    "cites": "Other paragraphs of the document cite sources.",
    "attributes": "What a paragraph attributes to a source should be among its citations.",
    "lists": "A list names a source once; “Source” stands over one entry, “Sources” over several.",
}
"""What is expected, by the demand that is not met."""


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _paragraphs(tables: Tables) -> pd.DataFrame:
    """One row for each paragraph: the numbers of the model, and three more columns.

    `named` counts the sources that the paragraph names, cited or not; `other_label` the citations
    under a label that is neither of the two. `document_cites` says whether any paragraph of its
    document cites anything.
    """
    passages = tables["passages"]
    lists = (
        _listed(tables)
        .groupby("paragraph")
        .agg(
            citations=("claim_id", "size"),
            sources=("entity_id", "nunique"),
            mislabelled=("is_mislabelled", "sum"),
            other_label=("has_other_label", "sum"),
        )
    )
    named = _named_sources(tables).drop_duplicates(["paragraph", "value"])
    named = named.groupby("paragraph").agg(named=("value", "size"), not_cited=("is_missing", "sum"))
    paragraphs = passages[passages["kind"].eq("paragraph")].set_index("passage_id")
    numbers = [frame.reindex(paragraphs.index) for frame in (lists, named)]
    counted = pd.concat(numbers, axis=1).fillna(0).astype(int)
    cites = counted["citations"].groupby(paragraphs["document_id"]).transform("any")
    return counted.assign(document_cites=cites).rename_axis("paragraph").reset_index()


def _in_paragraphs(claims: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The claims whose passage lies in a paragraph, with that `paragraph`; it holds itself."""
    held = with_ancestors(claims, tables, "paragraph")
    return held.rename(columns={"ancestor_id": "paragraph"})


def _claims(tables: Tables) -> pd.DataFrame:
    """The claims of paragraphs, but names: `claim_id`, `passage_id`, `paragraph`."""
    said = [
        table[["claim_id", "passage_id"]]
        for name, table in tables.items()
        if name != "names" and {"claim_id", "passage_id"} <= set(table.columns)
    ]
    return _in_paragraphs(pd.concat(said), tables)


@cached
def _listed(tables: Tables) -> pd.DataFrame:
    """The citations of paragraphs, and what is odd about each.

    Returns:
        `claim_id`, `paragraph`, `entity_id`, `list_label`; `is_repeated` (the entity comes
        elsewhere in the list), `is_mislabelled` (the label goes with another number of entries),
        `has_other_label` (with which number is not known).
    """
    listed = _in_paragraphs(tables["citations"], tables)
    entries = listed.groupby("paragraph")["claim_id"].transform("size")
    cited = ["paragraph", "entity_id"]
    is_singular = listed["list_label"].eq(_SINGULAR)
    return listed[["claim_id", "list_label", *cited]].assign(
        is_repeated=listed.duplicated(cited, keep=False),
        is_mislabelled=(is_singular & entries.gt(1))
        | (listed["list_label"].eq(_PLURAL) & entries.eq(1)),
        has_other_label=~listed["list_label"].isin([_SINGULAR, _PLURAL]),
    )


@cached
def _named_sources(tables: Tables) -> pd.DataFrame:
    """The sources that the sentences of paragraphs with citations name.

    Returns:
        `paragraph`, `claim_id`, the `column` that names the source, the source (`value`), and
        whether the paragraph does not cite it (`is_missing`).
    """
    listed, entities = _listed(tables), tables["entities"]
    sources = entities.loc[entities["type"].isin(_SOURCES), "entity_id"]
    named = [pd.DataFrame(columns=["claim_id", "passage_id", "value"], dtype="str")]
    for name, table in tables.items():
        for column in ("attributed_to", "pollster_id"):
            needed = ["claim_id", "passage_id", column]
            if name != "citations" and set(needed) <= set(table.columns):
                said = table.loc[are_among(table[column], sources), needed]
                named.append(said.set_axis(list(named[0]), axis=1).assign(column=column))
    said = _in_paragraphs(pd.concat(named), tables)
    said = said[are_among(said["paragraph"], listed["paragraph"])]
    cited = listed[["paragraph", "entity_id"]].set_axis(["paragraph", "value"], axis=1)
    by_author = cited.merge(_authors(tables), left_on="value", right_on="object_id")
    by_author = by_author[["paragraph", "subject_id"]].set_axis(["paragraph", "value"], axis=1)
    cited = pd.concat([cited, by_author]).drop_duplicates()
    met = said.merge(cited, on=["paragraph", "value"], how="left", indicator=True)
    return met.assign(is_missing=met["_merge"].eq("left_only"))


def _authors(tables: Tables) -> pd.DataFrame:
    """Publications (`subject_id`) with their authors (`object_id`)."""
    pairs = ["subject_id", "object_id"]
    if not {"properties", "relations"} <= set(tables):
        return pd.DataFrame(columns=pairs, dtype="str")
    properties, relations = tables["properties"], tables["relations"]
    names = properties.loc[properties["attribution"].eq("author"), "property_id"]
    return relations.loc[are_among(relations["predicate_id"], names), pairs].drop_duplicates()

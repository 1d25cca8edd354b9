"""The rule `passages-cited`: a paragraph cites its sources, each of them once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.text.passages_cited import CitedParagraphs, PassagesCited
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.rule_frames import judged

RULE = PassagesCited()


def test_a_row_of_the_model_passes_that_meets_its_own_demand():
    rows = {  # demand, citations, sources, mislabelled, not cited
        "cites": ("cites", 2, 1, 2, 1),
        "lists": ("lists", 2, 2, 0, 1),
        "attributes": ("attributes", 2, 1, 2, 0),
        "cites-nothing": ("cites", 0, 0, 0, 0),
        "repeats": ("lists", 2, 1, 0, 0),
        "mislabels": ("lists", 2, 2, 2, 0),
        "omits": ("attributes", 1, 1, 0, 1),
        "unknown": ("cites", 0, 0, 0, 0),
    }
    names = ["demand", "citations", "sources", "mislabelled", "not_cited"]
    columns = dict(zip(names, map(list, zip(*rows.values(), strict=True)), strict=True))
    why = [None] * 7 + ["no paragraph of the document cites anything"]
    paragraphs = judged(CitedParagraphs, paragraph=list(rows), **columns, not_evaluable=why)
    failures = failing(CitedParagraphs, paragraphs)["paragraph"].tolist()
    assert failures == ["cites-nothing", "repeats", "mislabels", "omits"]


def text(*lists, statements=(), names=(), polls=()):
    """Paragraphs p1, p2, ... of one sentence each, with a list of sources each.

    A list is a label and the entities cited; `statements` are (passage, attributed to), `names`
    passages, and `polls` (passage, pollster). All entities are organisations, but for `lena`, a
    person, and `almanac`, a publication.
    """
    numbers = range(1, len(lists) + 1)
    citations = [
        (f"p{number}.cit{place}", f"p{number}", label, entity)
        for number, (label, entities) in zip(numbers, lists, strict=True)
        for place, entity in enumerate(entities)
    ]
    places = [(f"p{number}", "paragraph", "h1") for number in numbers]
    places += [(f"p{number}.s1", "sentence", f"p{number}") for number in numbers]
    kinds = {"lena": "person", "almanac": "publication"}
    cited = {row[3] for row in citations} | {row[1] for row in [*statements, *polls]} - {""}
    return {
        "passages": frame("passage_id kind parent_id", [("h1", "section", ""), *places]).assign(
            document_id="report"
        ),
        "citations": frame("claim_id passage_id list_label entity_id", citations),
        "entities": frame(
            "entity_id type", [(name, kinds.get(name, "organisation")) for name in sorted(cited)]
        ),
        "statements": frame(
            "claim_id passage_id attributed_to",
            [(f"st{number}", *row) for number, row in enumerate(statements)],
        ),
        "names": frame(
            "claim_id passage_id attributed_to",
            [(f"nm{number}", passage, "") for number, passage in enumerate(names)],
        ),
        "polls": frame(
            "claim_id passage_id attributed_to pollster_id",
            [
                (f"po{number}", passage, "", pollster)
                for number, (passage, pollster) in enumerate(polls)
            ],
        ),
    }


CITED = ("Source", ["courier"])
UNCITED = ("", [])


@pytest.mark.parametrize(
    ("label", "sources", "claims", "message"),
    [
        ("Sources", "aab", (0, 1), "cites a 2 times"),
        ("Sources", "abcabb", (0, 1, 3, 4, 5), "cites a 2 times and cites b 3 times"),
        ("Source", "ab", (0, 1), "has the label “Source” over 2 entries"),
        ("Sources", "a", (0,), "has the label “Sources” over 1 entry"),
        ("Source", "aab", (0, 1, 2), "cites a 2 times and has the label “Source” over 3 entries"),
    ],
)  # fmt: skip
def test_an_odd_list_of_sources_is_one_finding(label, sources, claims, message):
    tables = text((label, sources))
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == tuple(f"p1.cit{place}" for place in claims)
    assert finding.headline == f"p1 {message}"


@pytest.mark.parametrize(
    ("tables", "claims"),
    [
        (text(("Source", "a"), ("Sources", "ab")), []),
        (text(CITED, UNCITED, statements=[("p1.s1", ""), ("p2.s1", "league")]), [("st1",)]),
        (text(CITED, statements=[("p1.s1", "lena"), ("p1.s1", "courier")]), []),
        (text(CITED, statements=[("p1.s1", "almanac"), ("p1.s1", "courier")]), [("st0",)]),
        (text(CITED, statements=[("p1.s1", "a")], polls=[("p1.s1", "b")]), [("po0", "st0")]),
        (text(CITED, ("Source", ["league"]), statements=[("p1.s1", "league")]), [("st0",)]),
        (text(("Further reading", "aa")), [("p1.cit0", "p1.cit1")]),
        # A claim that no table can attribute wants a source, too.
        ({**text(CITED, UNCITED), "tides": frame("claim_id passage_id", [("td0", "p2.s1")])},
         [("td0",)]),
    ],
)  # fmt: skip
def test_a_paragraph_that_does_not_cite_what_it_rests_on_is_found(tables, claims):
    assert claims_found(RULE, tables) == claims


NOTHING_CITED = "no paragraph of the document cites anything"
NO_CLAIM = "the paragraph has no claim that needs a source"
OTHER_LABEL = "the label is neither Source nor Sources"


@pytest.mark.parametrize(
    ("tables", "passed", "reasons"),
    [
        (text(UNCITED, UNCITED, statements=[("p1.s1", "league")]), 0, {NOTHING_CITED: 2}),
        (text(CITED, UNCITED, names=["p2.s1"]), 2, {NO_CLAIM: 1}),
        (text(("Further reading", "ab")), 1, {OTHER_LABEL: 1}),
    ],
)
def test_what_cannot_be_cited_or_is_no_list_of_sources_is_not_evaluable(tables, passed, reasons):
    count, findings = outcome(RULE, tables)
    assert (findings, count.passed, count.reasons) == ((), passed, reasons)


def test_a_document_that_cites_nothing_is_not_blamed_because_another_one_cites():
    tables = text(CITED, UNCITED, UNCITED, statements=[("p2.s1", ""), ("p3.s1", "")])
    tables["passages"].loc[tables["passages"]["passage_id"].str[:2] == "p3", "document_id"] = "memo"
    count, findings = outcome(RULE, tables)
    assert [finding.claims for finding in findings] == [("st0",)]
    assert count.reasons == {"no paragraph of the document cites anything": 1}


def test_without_any_table_of_claims_the_lists_are_checked():
    tables = text(("Sources", "aa"), UNCITED)
    bare = {name: tables[name] for name in ("passages", "citations", "entities")}
    assert claims_found(RULE, bare) == [("p1.cit0", "p1.cit1")]


def test_a_finding_gives_the_claims_without_a_source_the_odd_entries_or_the_attributed_claims():
    said = [("p1.s1", "league"), ("p2.s1", "")]
    tables = text(("Source", "aab"), UNCITED, statements=said, names=["p2.s1"])
    listed, named, uncited = outcome(RULE, tables)[1]
    assert cells(listed) == [
        ("p1.cit0", "entity_id", "a", ""),
        ("p1.cit0", "list_label", "Source", ""),
        ("p1.cit1", "entity_id", "a", ""),
        ("p1.cit1", "list_label", "Source", ""),
        ("p1.cit2", "list_label", "Source", ""),
    ]
    assert cells(named) == [("st0", "attributed_to", "league", "")]
    assert named.headline == "p1 names without citing it: league"
    assert cells(uncited) == [("st1", "passage_id", "p2.s1", "")]
    assert uncited.headline == "p2 cites no source"


@pytest.mark.parametrize(("author", "found"), [("a", []), ("b", [("st0",)])])
def test_a_publication_is_cited_where_its_author_is(author, found):
    tables = text(("Source", "a"), ("Source", "b"), statements=[("p1.s1", "almanac")])
    tables["properties"] = frame("property_id attribution", [("written_by", "author")])
    relations = [("almanac", "written_by", author)]
    tables["relations"] = frame("subject_id predicate_id object_id", relations)
    assert claims_found(RULE, tables) == found


def test_whoever_supplies_a_citation_need_not_be_cited():
    tables = text(CITED, statements=[("p1.s1", "")])
    tables["citations"]["attributed_to"] = "league"
    tables["entities"] = frame(
        "entity_id type", [("courier", "organisation"), ("league", "organisation")]
    )
    assert claims_found(RULE, tables) == []


def test_a_citation_of_a_sentence_counts_for_its_paragraph():
    tables = text(("Sources", "aa"))
    tables["citations"]["passage_id"] = ["p1.s1", "p1"]
    assert claims_found(RULE, tables) == [("p1.cit0", "p1.cit1")]


lists = st.tuples(st.sampled_from(["Source", "Sources"]), st.text("abc", max_size=3))
said = st.tuples(st.sampled_from(["p1.s1", "p2.s1"]), st.sampled_from(["a", "b", "lena", ""]))


@settings(max_examples=40)
@given(lists=st.tuples(lists, lists), said=st.lists(said, max_size=4))
def test_the_rule_agrees_with_reading_each_paragraph_by_itself(lists, said):
    expected = set()
    for number, (label, sources) in enumerate(lists, start=1):
        own = {
            f"st{place}": who for place, (where, who) in enumerate(said) if where == f"p{number}.s1"
        }
        if not sources:
            expected |= {tuple(own)} if own and any(cited for _, cited in lists) else set()
            continue
        wrong = (label == "Source") != (len(sources) == 1)
        odd = [place for place, one in enumerate(sources) if wrong or sources.count(one) > 1]
        expected.add(tuple(f"p{number}.cit{place}" for place in odd))
        missing = [claim for claim, who in own.items() if who in ("a", "b") and who not in sources]
        expected.add(tuple(missing))
    assert set(claims_found(RULE, text(*lists, statements=said))) == expected - {()}

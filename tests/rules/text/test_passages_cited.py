"""The rule `passages-cited`: a paragraph cites its sources, each of them once."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.text.passages_cited import CitedParagraphs, PassagesCited
from tests.helpers.claim_tables import cells, claims_found, frame, outcome

RULE = PassagesCited()


def demands(*rows):
    """Rows of the model: demand, citations, sources, mislabelled, not cited, not_evaluable."""
    names = ["demand", "citations", "sources", "mislabelled", "not_cited", "not_evaluable"]
    frame = pd.DataFrame(rows, columns=names).assign(paragraph="p1")
    return frame.astype({"not_evaluable": "str"})


def test_a_row_of_the_model_passes_that_meets_its_own_demand():
    rows = [
        ("cites", 2, 1, 2, 1, None),
        ("lists", 2, 2, 0, 1, None),
        ("attributes", 2, 1, 2, 0, None),
    ]
    assert failing(CitedParagraphs, demands(*rows)).empty


def test_a_row_of_the_model_fails_that_does_not_meet_its_demand():
    rows = [
        ("cites", 0, 0, 0, 0, None),
        ("lists", 2, 1, 0, 0, None),
        ("lists", 2, 2, 2, 0, None),
        ("attributes", 1, 1, 0, 1, None),
        ("cites", 0, 0, 0, 0, "no paragraph of the package cites anything"),
    ]
    assert failing(CitedParagraphs, demands(*rows)).index.tolist() == [0, 1, 2, 3]


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
        "passages": frame("passage_id kind parent_id", [("h1", "section", ""), *places]),
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


def test_a_paragraph_without_a_source_is_found_with_its_claims_but_names():
    tables = text(
        CITED, UNCITED, statements=[("p1.s1", ""), ("p2.s1", ""), ("p2.s1", "")], names=["p2.s1"]
    )
    (finding,) = outcome(RULE, tables)[1]
    assert (finding.claims, finding.message) == (("st1", "st2"), "paragraph p2 cites no source")


@pytest.mark.parametrize(
    ("label", "sources", "claims", "message"),
    [
        ("Sources", "aab", (0, 1), "cites a 2 times"),
        ("Sources", "aba", (0, 2), "cites a 2 times"),
        ("Sources", "abcabb", (0, 1, 3, 4, 5), "cites a 2 times and cites b 3 times"),
        ("Source", "ab", (0, 1), "has the label “Source” over 2 entries"),
        ("Sources", "a", (0,), "has the label “Sources” over 1 entry"),
        ("Source", "aa", (0, 1), "cites a 2 times and has the label “Source” over 2 entries"),
        ("Source", "aab", (0, 1, 2), "cites a 2 times and has the label “Source” over 3 entries"),
    ],
)  # fmt: skip
def test_an_odd_list_of_sources_is_one_finding(label, sources, claims, message):
    tables = text((label, sources))
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == tuple(f"p1.cit{place}" for place in claims)
    assert finding.message == f"paragraph p1 {message}"


@pytest.mark.parametrize(("label", "sources"), [("Source", "a"), ("Sources", "ab")])
def test_a_label_whose_number_is_right_over_different_sources_passes(label, sources):
    count, findings = outcome(RULE, text((label, sources)))
    assert findings == ()
    assert (count.examined, count.passed) == (2, 2)


def test_a_finding_gives_the_claims_without_a_source_or_the_odd_entries():
    (uncited,) = outcome(RULE, text(CITED, UNCITED, statements=[("p2.s1", "")]))[1]
    assert cells(uncited) == [("st0", "passage_id", "p2.s1", "")]
    (listed,) = outcome(RULE, text(("Source", "aab")))[1]
    assert cells(listed) == [
        ("p1.cit0", "entity_id", "a", ""),
        ("p1.cit0", "list_label", "Source", ""),
        ("p1.cit1", "entity_id", "a", ""),
        ("p1.cit1", "list_label", "Source", ""),
        ("p1.cit2", "list_label", "Source", ""),
    ]
    (named,) = outcome(RULE, text(CITED, statements=[("p1.s1", "league")]))[1]
    assert cells(named) == [("st0", "attributed_to", "league", "")]


def test_each_paragraph_is_counted_once_for_each_demand_that_it_can_meet():
    said = [("p1.s1", "league"), ("p1.s1", "league"), ("p1.s1", "union"), ("p2.s1", "")]
    groups = RULE.fill(text(("Source", "aab"), UNCITED, statements=said))
    numbers = ["paragraph", "demand", "citations", "sources", "mislabelled", "not_cited"]
    assert sorted(groups[numbers].itertuples(index=False, name=None)) == [
        ("p1", "attributes", 3, 2, 3, 2),
        ("p1", "cites", 3, 2, 3, 2),
        ("p1", "lists", 3, 2, 3, 2),
        ("p2", "cites", 0, 0, 0, 0),
    ]


def test_without_any_table_of_claims_the_lists_are_checked():
    tables = text(("Sources", "aa"), UNCITED)
    bare = {name: tables[name] for name in ("passages", "citations", "entities")}
    count, findings = outcome(RULE, bare)
    assert [finding.claims for finding in findings] == [("p1.cit0", "p1.cit1")]
    assert (count.examined, count.passed, count.not_evaluable) == (3, 1, 1)


def test_a_claim_that_no_table_can_attribute_wants_a_source():
    tables = {**text(CITED, UNCITED), "tides": frame("claim_id passage_id", [("td0", "p2.s1")])}
    assert claims_found(RULE, tables) == [("td0",)]


def test_whoever_supplies_a_citation_need_not_be_cited():
    tables = text(CITED, statements=[("p1.s1", "")])
    tables["citations"]["attributed_to"] = "league"
    tables["entities"] = frame(
        "entity_id type", [("courier", "organisation"), ("league", "organisation")]
    )
    assert claims_found(RULE, tables) == []


def test_two_paragraphs_may_cite_one_source():
    assert claims_found(RULE, text(CITED, CITED)) == []


@pytest.mark.parametrize("source", ["league", "almanac"])
def test_a_source_that_a_claim_is_attributed_to_and_that_is_not_cited_is_found(source):
    tables = text(CITED, statements=[("p1.s1", source), ("p1.s1", "courier"), ("p1.s1", source)])
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == ("st0", "st2")
    assert finding.message == f"paragraph p1 names a source that it does not cite: {source}"


def test_a_pollster_that_is_not_cited_is_found_in_the_poll():
    (finding,) = outcome(RULE, text(CITED, polls=[("p1.s1", "league")]))[1]
    assert [(item.claim, item.column, item.value) for item in finding.evidence] == [
        ("po0", "pollster_id", "league")
    ]


def test_all_sources_that_a_paragraph_names_and_does_not_cite_are_one_finding():
    tables = text(CITED, statements=[("p1.s1", "league")], polls=[("p1.s1", "union")])
    (finding,) = outcome(RULE, tables)[1]
    assert finding.claims == ("po0", "st0")
    assert finding.message.endswith("league, union")


@pytest.mark.parametrize("speaker", ["", "lena", "courier"])
def test_a_person_and_a_source_that_is_cited_need_no_other_citation(speaker):
    tables = text(CITED, statements=[("p1.s1", speaker)], polls=[("p1.s1", "courier")])
    assert claims_found(RULE, tables) == []


def test_a_source_that_another_paragraph_cites_is_not_cited_here():
    tables = text(CITED, ("Source", ["league"]), statements=[("p1.s1", "league")])
    assert claims_found(RULE, tables) == [("st0",)]


def test_a_paragraph_that_cites_nothing_is_one_finding_though_it_names_a_source():
    tables = text(CITED, UNCITED, statements=[("p2.s1", "league")])
    assert claims_found(RULE, tables) == [("st0",)]


def test_nothing_is_evaluable_in_a_package_that_cites_nothing_at_all():
    count, findings = outcome(RULE, text(UNCITED, UNCITED, statements=[("p1.s1", "league")]))
    assert (findings, count.examined) == ((), 2)
    assert count.reasons == {"no paragraph of the package cites anything": 2}


def test_a_citation_outside_any_paragraph_makes_no_paragraph_evaluable():
    tables = text(CITED, UNCITED, statements=[("p1.s1", ""), ("p2.s1", "")])
    tables["citations"]["passage_id"] = "h1"
    count, findings = outcome(RULE, tables)
    assert (findings, count.not_evaluable) == ((), 2)


def test_a_paragraph_without_claims_but_names_is_not_evaluable_without_a_source():
    count, findings = outcome(RULE, text(CITED, UNCITED, names=["p2.s1"]))
    assert (findings, count.passed) == ((), 2)
    assert count.reasons == {"the paragraph has no claim that needs a source": 1}


def test_a_label_that_is_not_known_is_not_evaluable():
    count, findings = outcome(RULE, text(("Further reading", "ab")))
    assert (findings, count.passed) == ((), 1)
    assert count.reasons == {"the label is neither Source nor Sources": 1}
    assert claims_found(RULE, text(("Further reading", "aa"))) == [("p1.cit0", "p1.cit1")]


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


@settings(max_examples=25)
@given(lists=st.tuples(lists, lists), said=st.lists(said, max_size=4))
def test_the_order_of_rows_changes_nothing(lists, said):
    tables = text(*lists, statements=said)
    reversed_ = {name: table.iloc[::-1] for name, table in tables.items()}
    assert outcome(RULE, reversed_) == outcome(RULE, tables)

"""The rule `sections-have-content`: a section holds text, and what its heading announces."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.text.sections_have_content import Sections, SectionsHaveContent
from tests.helpers.claim_tables import cells, claims_found, frame, outcome

RULE = SectionsHaveContent()


def test_the_model_fails_without_a_paragraph_or_without_what_is_announced():
    rows = [
        ("", True, False, None),
        ("event", True, True, None),
        ("", False, False, None),
        ("event", False, True, None),
        ("event", True, False, None),
        (None, False, False, "the section has no coded heading"),
    ]
    names = ["announces", "has_paragraph", "has_announced", "not_evaluable"]
    sections = pd.DataFrame(rows, columns=names).assign(passage_id="h1")
    sections = sections.astype({"announces": "str", "not_evaluable": "str"})
    assert failing(Sections, sections).index.tolist() == [2, 3, 4]


def text(announces="", *, inner="", **claims):
    """Section h1 (p1, p1.s1) with section h2 inside it (p2, p2.s1), and section h3 (p3, p3.s1).

    h1 announces something, `inner` is what h2 announces. `claims` gives rows of dates and figures
    (passage, entity) and names (passage, entity, kind). `flood` and `storm` are events.
    """
    passages = [
        ("h1", "section", ""),
        ("p1", "paragraph", "h1"),
        ("p1.s1", "sentence", "p1"),
        ("h2", "section", "h1"),
        ("p2", "paragraph", "h2"),
        ("p2.s1", "sentence", "p2"),
        ("h3", "section", ""),
        ("p3", "paragraph", "h3"),
        ("p3.s1", "sentence", "p3"),
    ]
    headings = [
        ("h1.heading", "h1", announces, "Floods"),
        ("h2.heading", "h2", inner, "Ferries"),
        ("h3.heading", "h3", "", "Tides"),
    ]
    columns = {"dates": "", "figures": "", "names": " kind"}
    tables = {
        name: frame(
            f"claim_id passage_id entity_id{more}",
            [(f"{name}{number}", *row) for number, row in enumerate(claims.get(name, []))],
        )
        for name, more in columns.items()
    }
    entities = [("flood", "event"), ("storm", "event"), ("league", "organisation")]
    return {
        **tables,
        "passages": frame("passage_id kind parent_id", passages),
        "headings": frame("claim_id passage_id announces as_stated", headings),
        "entities": frame("entity_id type", entities),
    }


def without(tables, passage):
    """The same text without a passage and all that stands in it."""
    passages = tables["passages"]
    return {**tables, "passages": passages[~passages["passage_id"].str.startswith(passage)]}


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"names": [("p1.s1", "league", "full")]},
        {"names": [("p1.s1", "flood", "adjective")]},
        {"names": [("p3.s1", "flood", "full")], "dates": [("p3.s1", "storm")]},
        {"figures": [("p1.s1", "league")]},
    ],
)
def test_a_section_that_announces_events_and_holds_none_is_found(claims):
    count, findings = outcome(RULE, text("event", **claims))
    assert [finding.claims for finding in findings] == [("h1.heading",)]
    assert findings[0].message == (
        "section h1 “Floods” announces entities of type event, and dates, counts or names none"
    )
    assert (count.examined, count.passed, count.found) == (3, 2, 1)


@pytest.mark.parametrize(
    "claims",
    [
        {"dates": [("p1.s1", "flood")]},
        {"figures": [("p1.s1", "storm")]},
        {"names": [("p1.s1", "flood", "full")]},
        {"names": [("p1.s1", "flood", "acronym")]},
        {"names": [("p1.s1", "league", "full"), ("p1.s1", "flood", "short")]},
        {"dates": [("p2.s1", "flood")]},
        {"dates": [("p1", "flood")]},
    ],
)
def test_one_event_that_is_dated_counted_or_named_in_the_section_is_enough(claims):
    assert outcome(RULE, text("event", **claims))[0].passed == 3


def test_a_section_that_announces_nothing_needs_text_alone():
    assert outcome(RULE, text())[0].passed == 3


def test_what_the_section_around_it_holds_does_not_fill_a_section():
    tables = text("event", inner="event", dates=[("p1.s1", "flood")])
    assert claims_found(RULE, tables) == [("h2.heading",)]


def test_a_section_without_a_paragraph_is_found_once():
    tables = without(text(inner="event"), "p2")
    (finding,) = outcome(RULE, tables)[1]
    assert (finding.claims, finding.message) == (
        ("h2.heading",),
        "section h2 “Ferries” holds no paragraph",
    )


def test_a_paragraph_of_a_section_inside_counts():
    assert claims_found(RULE, without(text(), "p1")) == []


def test_sections_inside_sections_without_a_paragraph_are_found_each():
    tables = without(without(text(), "p1"), "p2")
    assert claims_found(RULE, tables) == [("h1.heading",), ("h2.heading",)]


def test_a_section_without_a_coded_heading_is_not_evaluable():
    tables = text("event")
    tables["headings"] = tables["headings"].iloc[1:]
    count, findings = outcome(RULE, tables)
    assert (findings, count.examined) == ((), 3)
    assert count.reasons == {"the section has no coded heading": 1}
    bare = {name: tables[name] for name in ("passages", "headings", "entities")}
    count, findings = outcome(RULE, without(without(bare, "p1"), "p2"))
    assert [finding.claims for finding in findings] == [("h2.heading",)]
    assert (count.examined, count.passed, count.not_evaluable) == (3, 1, 1)


def test_an_announced_type_is_not_evaluable_without_any_table_that_could_hold_it():
    tables = text("event")
    bare = {name: tables[name] for name in ("passages", "headings", "entities")}
    count, findings = outcome(RULE, bare)
    assert (findings, count.passed) == ((), 2)
    assert count.reasons == {"the package has no table that could hold what is announced": 1}
    one = {**bare, "figures": tables["figures"]}
    assert claims_found(RULE, one) == [("h1.heading",)]


def test_without_headings_the_rule_is_not_run():
    tables = text()
    del tables["headings"]
    assert outcome(RULE, tables)[0].not_run == "the package has no table headings"


def test_the_order_of_rows_changes_nothing():
    tables = text("event", inner="event", names=[("p1.s1", "flood", "full")])
    reversed_ = {name: table.iloc[::-1] for name, table in tables.items()}
    assert outcome(RULE, reversed_) == outcome(RULE, tables)
    assert claims_found(RULE, tables) == [("h2.heading",)]


def test_a_finding_gives_what_the_heading_announces_or_how_it_reads():
    (empty,) = outcome(RULE, text("event"))[1]
    assert cells(empty) == [("h1.heading", "announces", "event", "")]
    (bare,) = outcome(RULE, without(text(), "p3"))[1]
    assert cells(bare) == [("h3.heading", "as_stated", "Tides", "")]
    assert bare.message == "section h3 “Tides” holds no paragraph"

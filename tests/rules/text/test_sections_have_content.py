"""The rule `sections-have-content`: a section holds text, and what its heading announces."""

import pytest

from checks.findings.evaluation import failing
from checks.rules.text.sections_have_content import Sections, SectionsHaveContent
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.rule_frames import judged

RULE = SectionsHaveContent()


def test_the_model_fails_without_a_paragraph_or_without_what_is_announced():
    sections = judged(
        Sections,
        passage_id=["silent", "kept", "no-text", "kept-without-text", "broken", "unknown"],
        announces=["", "event", "", "event", "event", None],
        has_paragraph=[True, True, False, False, True, False],
        has_announced=[False, True, False, True, False, False],
        not_evaluable=[None] * 5 + ["the section has no coded heading"],
    )
    failures = failing(Sections, sections)["passage_id"].tolist()
    assert failures == ["no-text", "kept-without-text", "broken"]


def text(announces="", *, inner="", without=(), **claims):
    """Section h1 (p1, p1.s1) with section h2 inside it (p2, p2.s1), and section h3 (p3, p3.s1).

    h1 announces something, `inner` is what h2 announces; the paragraphs `without` are not there.
    `claims` gives rows of dates and figures (passage, entity) and names (passage, entity, kind).
    `flood` and `storm` are events.
    """
    passages = [("h1", "section", ""), ("h2", "section", "h1"), ("h3", "section", "")]
    for section, paragraph in (("h1", "p1"), ("h2", "p2"), ("h3", "p3")):
        if paragraph not in without:
            passages.append((paragraph, "paragraph", section))
            passages.append((f"{paragraph}.s1", "sentence", paragraph))
    headings = [
        ("h1.heading", "h1", announces, "Floods"),
        ("h2.heading", "h2", inner, "Ferries"),
        ("h3.heading", "h3", "", "Tides"),
    ]
    tables = {
        name: frame(
            f"claim_id passage_id entity_id{' kind' if name == 'names' else ''}",
            [(f"{name}{number}", *row) for number, row in enumerate(claims.get(name, []))],
        )
        for name in ("dates", "figures", "names")
    }
    entities = [("flood", "event"), ("storm", "event"), ("league", "organisation")]
    return {
        **tables,
        "passages": frame("passage_id kind parent_id", passages),
        "headings": frame("claim_id passage_id announces as_stated", headings),
        "entities": frame("entity_id type", entities),
    }


EVENT_IN_OUTER = {"inner": "event", "dates": [("p1.s1", "flood")]}


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        (text(), []),
        (text("event"), ["h1"]),
        (text("event", names=[("p1.s1", "league", "full")]), ["h1"]),
        (text("event", names=[("p1.s1", "flood", "adjective")]), ["h1"]),
        (text("event", dates=[("p3.s1", "storm")], figures=[("p1.s1", "league")]), ["h1"]),
        (text("event", dates=[("p1", "flood")]), []),
        (text("event", figures=[("p1.s1", "storm")]), []),
        (text("event", names=[("p1.s1", "league", "full"), ("p1.s1", "flood", "short")]), []),
        (text("event", dates=[("p2.s1", "flood")]), []),  # in the section inside it
        (text("event", **EVENT_IN_OUTER), ["h2"]),
        (text(without=["p1"]), []),  # the section inside it has a paragraph
        (text(without=["p1", "p2"]), ["h1", "h2"]),
        (text(inner="event", without=["p2"]), ["h2"]),
    ],
)
def test_a_section_without_text_or_without_what_it_announces_is_found(tables, found):
    count, findings = outcome(RULE, tables)
    assert [finding.claims for finding in findings] == [(f"{name}.heading",) for name in found]
    assert (count.examined, count.passed) == (3, 3 - len(found))


def test_a_section_without_a_coded_heading_is_not_evaluable():
    tables = text("event", without=["p1", "p2"])
    tables["headings"] = tables["headings"].iloc[1:]
    count, findings = outcome(RULE, tables)
    assert [finding.claims for finding in findings] == [("h2.heading",)]
    assert count.reasons == {"the section has no coded heading": 1}


def test_an_announced_type_is_not_evaluable_without_any_table_that_could_hold_it():
    tables = text("event")
    bare = {name: tables[name] for name in ("passages", "headings", "entities")}
    count, findings = outcome(RULE, bare)
    assert (findings, count.passed) == ((), 2)
    assert count.reasons == {"the package has no table that could hold what is announced": 1}
    assert claims_found(RULE, {**bare, "figures": tables["figures"]}) == [("h1.heading",)]


def test_a_finding_gives_what_the_heading_announces_or_how_it_reads():
    empty, bare = outcome(RULE, text("event", without=["p3"]))[1]
    assert cells(empty) == [("h1.heading", "announces", "event", "")]
    assert empty.headline == "The section “Floods” announces things of type event, but has none"
    assert cells(bare) == [("h3.heading", "as_stated", "Tides", "")]
    assert bare.headline == "The section “Tides” has no paragraph"

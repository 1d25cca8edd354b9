"""The rule `names-spelled-one-way`: one spelling for a thing, and no two things called alike."""

import pandas as pd
import pytest

from checks.findings.evaluation import failing
from checks.rules.text.names_spelled_one_way import NamedEntities, NamesSpelledOneWay
from tests.helpers.claim_tables import cells, claims_found, frame, outcome
from tests.helpers.rule_frames import judged, verdict

RULE = NamesSpelledOneWay()


def test_the_model_fails_where_a_name_has_two_spellings_or_two_entities_near_names():
    entities = judged(
        NamedEntities,
        entity_id=["one-way", "far", "two-ways", "near", "unknown"],
        other_id=["", "league", "", "league", ""],
        names=[2, None, 2, None, 1],
        spellings=[2, None, 3, None, 2],
        letters=[None, 3, None, 2, None],
        not_evaluable=[None] * 4 + ["not judged"],
    )
    assert failing(NamedEntities, entities)["entity_id"].tolist() == ["two-ways", "near"]


def named(rows, citations=(), codes=(), kinds=()):
    """Names n0, n1, ... (entity, printed form) and citations x0, x1, ... (the same), in text order.

    Entities are groups, or of the type before a slash in their identifier. `kinds` are those of
    the names, `codes` the ISO 3166 codes of entities.
    """
    kinds = [*kinds, *["full"] * (len(rows) - len(kinds))]
    names = [(f"n{place}", f"s{place}", *row) for place, row in enumerate(rows)]
    cited = [(f"x{place}", f"t{place}", *row) for place, row in enumerate(citations)]
    passages = frame("passage_id document_id", [(row[1], "d") for row in [*names, *cited]])
    entities = [
        (entity, entity.split("/")[0] if "/" in entity else "group", dict(codes).get(entity, ""))
        for entity in sorted({entity for entity, _ in [*rows, *citations]})
    ]
    columns = "claim_id passage_id entity_id"
    return {
        "names": frame(f"{columns} name", names).assign(kind=pd.Series(kinds, dtype="str")),
        "citations": frame(f"{columns} as_stated", cited),
        "entities": frame("entity_id type iso_3166", entities),
        "passages": passages.assign(start=pd.Series(range(len(passages)), dtype="Int64")),
    }


def spellings(*forms):
    return named([("league", form) for form in forms])


@pytest.mark.parametrize(
    "forms",
    [
        ["al-Tourabinoun", "al-Turabinun"],
        ["Mosammar Kebbafi", "Musammar Kebbafi"],
        ["Ministère De La Pêche", "Ministère de la Peche"],
        ["Marsh Rebellion", "Marsh rebellion"],
        ["Lake-Shore League", "Lake Shore League"],
        ["Boko Landam", "Bokolandam"],
        ["al Shurab", "al-Shurab"],
        ["Sails & Oars", "Sails and Oars"],
        ["U.N. Harbour Board", "UN Harbour Board"],
        ["Iyal Ag Ghuli", "Iyal Agh Ghuli"],
        ["Balokandemirosa", "Balukandimirosa"],
        ["Karmena League", "Garmena League"],
        ["The Courrier", "Courier"],
        ["Weiß Harbour", "Weiss Harbour"],
        ["ſalt Marsh", "Salt Marsh"],
        # Beside an ending, a mark or an accent.
        ["Keshes' Shore", "Keshe Schore"],
        ["Armies Halle", "Army Hall"],
        ["Salt Boxes", "Salte Box"],
        ["Salt Boats", "Salte Boat"],
        ["N'Dolan", "N\u2019Dollan"],
        ["Lake Dé", "Lake De"],
    ],
)
def test_two_spellings_of_one_name_are_found(forms):
    (finding,) = outcome(RULE, spellings(*forms))[1]
    assert finding.headline == f"league is spelled “{forms[0]}” and “{forms[1]}”"


@pytest.mark.parametrize(
    "forms",
    [
        ["Salt Marsh", "Salt Marshes"],
        ["Army", "Armies"],
        ["Marshmans' Hall", "Marshman Hall"],
        ["The League", "the League"],
        ["northern Lakeland", "Northern Lakeland"],
        ["Lake\u00a0League", "Lake League"],
        [" Lake League ", "Lake League"],
        ["Zo\u00efna League", "Zoi\u0308na League"],
        ["Department of Tides", "Tides Department"],
        ["2015 Accord", "2016 Accord"],
        ["ABN News", "ABM News"],
        ["Radio Do", "Radio Da"],
        ["Balokandemirosa", "Balukandimirusa"],
    ],
)
def test_what_a_sentence_does_to_a_name_and_other_names_are_no_spellings(forms):
    assert verdict(RULE, spellings(*forms)) == "passed"


APOSTROPHES = "\u2018\u2019\u02bb\u02bc\u2032`"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015"


@pytest.mark.parametrize(
    ("form", "usual", "alike", "unlike"),
    [
        ("Na{}dolan", "'", APOSTROPHES, "\u200f\u2016X*-"),
        ("Lake{}Shore", "-", HYPHENS, "\u200f\u2016'*"),
    ],
)
def test_kinds_of_apostrophe_and_hyphen_are_no_spellings_and_other_marks_are(
    form, usual, alike, unlike
):
    for mark in alike:
        assert verdict(RULE, spellings(form.format(usual), form.format(mark))) == "passed", mark
    for mark in unlike:
        assert verdict(RULE, spellings(form.format(usual), form.format(mark))) == "found", mark


KESHE = [("league", "Ordan Keshe"), ("league", "Ordan Kesh")]
COURIER = ("league", "Lake Courier")


@pytest.mark.parametrize(
    ("tables", "claims"),
    [
        *[(named(KESHE, kinds=[kind] * 2), [("n0", "n1")]) for kind in ("short", "variant")],
        *[(named(KESHE, kinds=[kind]), []) for kind in ("acronym", "adjective", "gloss")],
        (
            named([COURIER], citations=[("league", "Lake Courrier"), ("league", "LC")]),
            [("n0", "x0")],
        ),
        (named([], citations=[("press", "LCNN"), ("paper", "LCNM")]), []),  # acronyms
        # Each form once, with the claim that has it first.
        (named([*KESHE, ("league", "Sentinels"), KESHE[0]]), [("n0", "n1")]),
        # All names of one entity make one finding.
        (named([*KESHE, COURIER, ("league", "Lake Courrier")]), [("n0", "n1", "n2", "n3")]),
    ],
)
def test_the_printed_forms_of_an_entity_are_one_finding(tables, claims):
    assert claims_found(RULE, tables) == claims


def test_the_first_claim_is_the_first_in_the_text_and_one_without_its_passage_comes_last():
    tables = named([*KESHE, *KESHE])
    tables["passages"]["start"] = pd.Series([20, 10, 5, 15], dtype="Int64")
    assert claims_found(RULE, tables) == [("n1", "n2")]
    tables["passages"] = tables["passages"].iloc[[0, 3]]
    assert claims_found(RULE, tables) == [("n0", "n3")]


def test_a_finding_about_two_entities_says_whose_name_each_is():
    (spelled,) = outcome(RULE, named([("first", "Ordan Keshe"), ("first", "Ordan Kesh")]))[1]
    assert cells(spelled) == [
        ("n0", "name", "Ordan Keshe", ""),
        ("n1", "name", "Ordan Kesh", ""),
    ]
    (near,) = outcome(RULE, named([("first", "Ordan Keshe"), ("second", "Ordan Kesh")]))[1]
    assert cells(near) == [
        ("n0", "name", "Ordan Keshe", "first"),
        ("n1", "name", "Ordan Kesh", "second"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("Mogor", "Morzo", "2 letters"),
        ("Karmena", "Karmela", "1 letter"),
        ("Ansu Lorika", "Ansu al-Lorka", "1 letter"),
        ("Zoïna", "Zoina", "1 letter"),
        ("Zola", "Gola", "1 letter"),
        ("Lake Ab", "Lake Abu", "1 letter"),
        ("Balokami", "Balukemi", "2 letters"),
    ],
)
def test_names_of_two_entities_that_differ_in_a_letter_or_two_are_found(one, other, letters):
    (finding,) = outcome(RULE, named([("first", one), ("second", other)]))[1]
    assert finding.headline == f"“{one}” and “{other}” differ in {letters}"


@pytest.mark.parametrize(
    "forms",
    [
        *[("Mogor League",) * 9, ("East Lakeland", "West Lakeland")],
        *[("Lake Front", "Lane Front of Sails"), ("Lake Garmen", "Lake Zarmen")],
        *[("Kenna", "Kora"), ("Ali", "Eli"), ("Balokami", "Balukemo"), ("Marshman", "Marshmans")],
        *[("Front Ab2", "Front Ab3"), ("ABN News", "ABM News")],
    ],
)
def test_names_of_entities_that_differ_in_words_or_numbers_or_not_at_all_pass(forms):
    assert claims_found(RULE, named([(f"e{n}", form) for n, form in enumerate(forms)])) == []


NABRIA = [("state/a", "Nabria"), ("state/b", "Nabia")]
FRONTS = [("a", "Mogor"), ("b", "Morzo"), ("a", "Lake Front"), ("b", "Morzo"), ("b", "Sails")]


@pytest.mark.parametrize(
    ("tables", "claims"),
    [
        (named([("group/a", "Mogor"), ("place/b", "Morzo")]), []),
        (named(NABRIA, codes=[("state/a", "QA"), ("state/b", "QB")]), []),
        (named(NABRIA, codes=[("state/a", "QA")]), [("n0", "n1")]),
        (named(NABRIA, codes=[("state/b", "QB")]), [("n0", "n1")]),
        (named(FRONTS), [("n0", "n1")]),
    ],
)
def test_a_pair_is_of_one_type_without_two_codes_and_has_the_forms_that_are_near(tables, claims):
    assert claims_found(RULE, tables) == claims


@pytest.mark.parametrize(
    ("absent", "lacking"),
    [
        (["names"], None),
        (["citations"], None),
        (["names", "citations"], "names, citations"),
        (["citations", "passages"], "citations, passages"),
    ],
)
def test_the_rule_runs_on_names_or_citations_alone(absent, lacking):
    tables = named(KESHE, citations=KESHE)
    count, findings = outcome(RULE, {name: tables[name] for name in tables if name not in absent})
    assert count.not_run == (lacking and f"the package has no table {lacking}")
    assert len(findings) == (lacking is None)


def test_names_and_their_spellings_are_counted_and_the_letters_between_near_names():
    forms = {
        "a": ["Ordan Keshe", "Ordan Kesh", "Lake Courier", "Lake Courrier", "Lake Couriers"],
        "b": ["Mogor", "Selkat"],
        "c": ["Morzo", "Selkas"],
        "d": ["Karmena", "Garmena", "Garmela"],
    }
    rows = RULE.fill(named([(entity, name) for entity in forms for name in forms[entity]]))
    numbers = rows[["entity_id", "other_id", "names", "spellings", "letters"]].fillna(0)
    assert sorted(numbers.itertuples(index=False, name=None)) == [
        ("a", "", 2, 4, 0),
        ("b", "", 2, 2, 0),
        ("b", "c", 0, 0, 1),
        ("c", "", 2, 2, 0),
        ("d", "", 1, 3, 0),
    ]

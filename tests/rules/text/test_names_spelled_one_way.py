"""The rule `names-spelled-one-way`: one spelling for a thing, and no two things called alike."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.findings.evaluation import failing
from checks.rules.text.names_spelled_one_way import NamedEntities, NamesSpelledOneWay
from tests.helpers.claim_tables import cells, claims_found, frame, outcome

RULE = NamesSpelledOneWay()
COLUMNS = "claim_id passage_id entity_id name kind"


def entities(*rows):
    """Rows of the model: other_id, names, spellings, letters, not_evaluable."""
    numbers = ["names", "spellings", "letters"]
    frame = pd.DataFrame(rows, columns=["other_id", *numbers, "not_evaluable"])
    frame = frame.astype({**dict.fromkeys(numbers, "Int64"), "not_evaluable": "str"})
    return frame.assign(entity_id="league")


def test_the_model_fails_where_a_name_has_two_spellings_or_two_entities_near_names():
    rows = [
        ("", 2, 2, None, None),
        ("union", None, None, 3, None),
        ("", 2, 3, None, None),
        ("union", None, None, 2, None),
        ("", 1, 2, None, "not judged"),
    ]
    assert failing(NamedEntities, entities(*rows)).index.tolist() == [2, 3]


def named(rows, citations=(), codes=(), kinds=()):
    """Names (entity, printed form) and citations (the same), each in a sentence of its own.

    Entities are groups, or of the type before a slash in their identifier. `kinds` gives kinds of
    names by position, `codes` the ISO 3166 codes of entities.
    """
    kind = dict(kinds)
    names = [
        (f"n{number:02}", f"s{number:02}", entity, name, kind.get(number, "full"))
        for number, (entity, name) in enumerate(rows)
    ]
    cited = [
        (f"x{number:02}", f"t{number:02}", entity, name)
        for number, (entity, name) in enumerate(citations)
    ]
    passages = [row[1] for row in [*names, *cited]]
    entities = sorted({entity for entity, _ in [*rows, *citations]})
    types = [entity.split("/")[0] if "/" in entity else "group" for entity in entities]
    return {
        "names": frame(COLUMNS, names),
        "citations": frame("claim_id passage_id entity_id as_stated", cited),
        "entities": frame(
            "entity_id type iso_3166",
            [
                (entity, of, dict(codes).get(entity, ""))
                for entity, of in zip(entities, types, strict=True)
            ],
        ),
        "passages": frame("passage_id document_id", [(name, "d") for name in passages]).assign(
            start=pd.Series(range(len(passages)), dtype="Int64")
        ),
    }


def spellings(*forms):
    return named([("league", form) for form in forms])


@pytest.mark.parametrize(
    "forms",
    [
        ["Ordan al-Keshe", "Ordan al-Kesh"],
        ["al-Tourabinoun", "al-Turabinun"],
        ["Mosammar Kebbafi", "Musammar Kebbafi"],
        ["Mosammar Kebbafi", "Musammar Kedbafi"],
        ["Ministère De La Pêche", "Ministère de la Peche"],
        ["Marsh Rebellion", "Marsh rebellion"],
        ["MARSH Rebellion", "Marsh Rebellion"],
        ["Lake-Shore League", "Lake Shore League"],
        ["Boko Landam", "Bokolandam"],
        ["al-Shurab", "Shurab"],
        ["al Shurab", "al-Shurab"],
        ["Sails & Oars", "Sails and Oars"],
        ["U.N. Harbour Board", "UN Harbour Board"],
        ["Iyal Ag Ghuli", "Iyal Agh Ghuli"],
        ["Ordan – Keshe", "Ordan Kesh"],
        ["Balokandemirosa", "Balukandimirosa"],
        ["Karmena League", "Garmena League"],
        ["LAKE COURIER", "Lake Courier"],
        ["The Courrier", "Courier"],
        ["Weiß Harbour", "Weiss Harbour"],
        ["ſalt Marsh", "Salt Marsh"],
    ],
)
def test_two_spellings_of_one_name_are_found(forms):
    count, findings = outcome(RULE, spellings(*forms))
    assert [finding.claims for finding in findings] == [("n00", "n01")]
    assert (count.examined, count.passed, count.found, count.not_evaluable) == (1, 0, 1, 0)
    assert all(f"“{form}”" in findings[0].message for form in forms)


@pytest.mark.parametrize(
    "forms",
    [
        ["Lake League", "Lake League"],
        ["Kerufa", "Amidou Kerufa"],
        ["Operation Gale", "Operations Gale"],
        ["Marshman", "Marshmans"],
        ["Fulmi", "Fulmis"],
        ["Harbour House", "Harbour Houses"],
        ["Salt Marsh", "Salt Marshes"],
        ["Army", "Armies"],
        ["Lake’s shore", "Lake shore"],
        ["Marshmans' Hall", "Marshman Hall"],
        ["the League", "League"],
        ["The League", "the League"],
        ["northern Lakeland", "Northern Lakeland"],
        ["Lake’s League", "Lake's League"],
        ["Lake\u00a0League", "Lake League"],
        [" Lake League ", "Lake League"],
        ["Zo\u00efna League", "Zoi\u0308na League"],
        ["Department of Tides", "Tides Department"],
        ["Lake Harbour", "Harbour Lake"],
        ["Islandist groups", "Islandic groups"],
        ["U.N. Harbour Mission", "United Nations Harbour Mission"],
        ["2015 Accord", "2016 Accord"],
        ["G5 Lake", "G7 Lake"],
        ["ABN News", "ABM News"],
        ["Al Gorro", "Gorro"],
        ["Radio Do", "Radio Da"],
        ["+", "++"],
        ["Balokandemirosa", "Balukandimirusa"],
    ],
)
def test_what_a_sentence_does_to_a_name_and_other_names_are_no_spellings(forms):
    count, findings = outcome(RULE, spellings(*forms))
    assert findings == ()
    assert (count.examined, count.passed) == (1, 1)


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
        assert claims_found(RULE, spellings(form.format(usual), form.format(mark))) == [], mark
    for mark in unlike:
        found = claims_found(RULE, spellings(form.format(usual), form.format(mark)))
        assert found == [("n00", "n01")], mark


@pytest.mark.parametrize(
    "forms",
    [
        *[("N'Dolan", f"N{mark}Dollan") for mark in APOSTROPHES],
        *[("Lake-Shore", f"Laike{mark}Shore") for mark in HYPHENS],
        ("Keshe's Shore", "Keshe Schore"),
        ("Keshes' Shore", "Keshe Schore"),
        ("Armies Halle", "Army Hall"),
        ("Salt Marshes", "Salte Marsh"),
        ("Salt Boxes", "Salte Box"),
        ("Salt Boats", "Salte Boat"),
        ("Lake Dé", "Lake De"),
    ],
    ids=" and ".join,
)
def test_another_spelling_is_found_beside_an_ending_a_mark_or_an_accent(forms):
    assert claims_found(RULE, spellings(*forms)) == [("n00", "n01")]


@pytest.mark.parametrize("kind", ["full", "short", "variant"])
def test_full_and_short_names_and_variants_are_spellings(kind):
    forms = [("league", "Ordan Keshe"), ("league", "Ordan Kesh")]
    assert claims_found(RULE, named(forms, kinds=[(0, kind), (1, kind)])) == [("n00", "n01")]


@pytest.mark.parametrize("kind", ["acronym", "adjective", "gloss"])
def test_acronyms_adjectives_and_glosses_are_no_spellings(kind):
    tables = named([("league", "Ordan Keshe"), ("league", "Ordan Kesh")], kinds=[(1, kind)])
    assert claims_found(RULE, tables) == []


def test_forms_of_citations_count_with_those_of_names():
    tables = named(
        [("press", "Lake Courier")], citations=[("press", "Lake Courrier"), ("press", "LC")]
    )
    assert claims_found(RULE, tables) == [("n00", "x00")]


def test_names_in_capitals_of_a_citation_are_acronyms():
    tables = named([], citations=[("press", "LCNN"), ("paper", "LCNM")])
    assert claims_found(RULE, tables) == []


def test_each_printed_form_is_shown_once_with_its_first_claim():
    tables = spellings("Al-Tourabin", "al-Tourabin", "al-Turabin", "al-Tourabin", "Sentinels")
    (finding,) = outcome(RULE, tables)[1]
    assert [(item.claim, item.column, item.value) for item in finding.evidence] == [
        ("n00", "name", "Al-Tourabin"),
        ("n01", "name", "al-Tourabin"),
        ("n02", "name", "al-Turabin"),
    ]


def test_a_finding_about_two_entities_says_whose_name_each_is():
    (spelled,) = outcome(RULE, named([("first", "Ordan Keshe"), ("first", "Ordan Kesh")]))[1]
    assert cells(spelled) == [
        ("n00", "name", "Ordan Keshe", ""),
        ("n01", "name", "Ordan Kesh", ""),
    ]
    (near,) = outcome(RULE, named([("first", "Ordan Keshe"), ("second", "Ordan Kesh")]))[1]
    assert cells(near) == [
        ("n00", "name", "Ordan Keshe", "first"),
        ("n01", "name", "Ordan Kesh", "second"),
    ]


def test_the_first_claim_is_the_first_in_the_text_not_in_the_table():
    tables = spellings("Ordan Keshe", "Ordan Kesh", "Ordan Keshe")
    tables["passages"]["start"] = pd.Series([20, 10, 5], dtype="Int64")
    assert claims_found(RULE, tables) == [("n01", "n02")]


def test_a_claim_in_a_passage_that_is_not_there_comes_last():
    tables = spellings("Ordan Keshe", "Ordan Kesh", "Ordan Keshe", "Ordan Kech")
    tables["passages"] = tables["passages"].iloc[1:3]
    assert claims_found(RULE, tables) == [("n01", "n02", "n03")]


def test_all_names_of_one_entity_make_one_finding():
    tables = spellings("Ordan Keshe", "Ordan Kesh", "Lake Courier", "Lake Courrier")
    assert claims_found(RULE, tables) == [("n00", "n01", "n02", "n03")]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("Mogor", "Morzo", "2 letters"),
        ("Selkat", "Selkas", "1 letter"),
        ("Zarmen", "Garmen", "1 letter"),
        ("Karmena", "Karmela", "1 letter"),
        ("Ansu Lorika", "Ansu Lorka", "1 letter"),
        ("Ansu Lorika", "Ansu al-Lorka", "1 letter"),
        ("Zoïna", "Zoina", "1 letter"),
        ("Zola", "Gola", "1 letter"),
        ("Lake Ab", "Lake Abu", "1 letter"),
        ("Ansu – Lorika", "Ansu Lorka", "1 letter"),
        ("Balokami", "Balukemi", "2 letters"),
    ],
)
def test_names_of_two_entities_that_differ_in_a_letter_or_two_are_found(one, other, letters):
    count, findings = outcome(RULE, named([("first", one), ("second", other)]))
    assert [finding.claims for finding in findings] == [("n00", "n01")]
    assert findings[0].message == (
        f"names of first (“{one}”) and second (“{other}”) differ in {letters}"
    )
    assert (count.examined, count.passed, count.found) == (3, 2, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mogor", "Mogor"),
        ("Lake Front", "Lane Front of Sails"),
        ("East Lakeland", "West Lakeland"),
        ("Northern Lakeland", "Southern Lakeland"),
        ("Lake Front", "Lake League"),
        ("Kenna", "Kora"),
        ("Spoin", "Sudon"),
        ("Lao", "Lem"),
        ("Ali", "Eli"),
        ("Kora", "Koni"),
        ("Lake Garmen", "Lake Zarmen"),
        ("Balokami", "Balukemo"),
        ("Marshman", "Marshmans"),
        ("Battle of 1912", "Battle of 1913"),
        ("Front Ab2", "Front Ab3"),
        ("ABN News", "ABM News"),
    ],
)
def test_names_of_two_entities_that_differ_in_words_or_numbers_pass(one, other):
    count, findings = outcome(RULE, named([("first", one), ("second", other)]))
    assert findings == ()
    assert (count.examined, count.passed) == (2, 2)


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


def test_entities_of_different_types_may_have_near_names():
    assert claims_found(RULE, named([("group/a", "Mogor"), ("place/b", "Morzo")])) == []


def test_two_places_with_a_code_of_their_own_may_have_near_names():
    rows = [("state/a", "Nabria"), ("state/b", "Nabia")]
    assert claims_found(RULE, named(rows, codes=[("state/a", "QA"), ("state/b", "QB")])) == []
    for code in [("state/a", "QA"), ("state/b", "QB")]:
        assert claims_found(RULE, named(rows, codes=[code])) == [("n00", "n01")]


def test_a_pair_of_entities_is_one_finding_with_the_forms_that_are_near():
    rows = [("a", "Mogor"), ("b", "Morzo"), ("a", "Lake Front"), ("b", "Morzo"), ("b", "Sails")]
    assert claims_found(RULE, named(rows)) == [("n00", "n01")]


def test_without_names_there_is_nothing_to_compare():
    count, findings = outcome(RULE, named([]))
    assert (count.examined, findings) == (0, ())


@pytest.mark.parametrize(
    ("absent", "lacking"),
    [
        ([], None),
        (["names"], None),
        (["citations"], None),
        (["names", "citations"], "names, citations"),
        (["entities"], "entities"),
        (["passages"], "passages"),
        (["citations", "passages"], "citations, passages"),
        (["names", "entities"], "names, entities"),
    ],
)
def test_the_rule_runs_on_names_or_citations_alone(absent, lacking):
    forms = [("league", "Ordan Keshe"), ("league", "Ordan Kesh")]
    tables = named(forms, citations=forms)
    present = {name: table for name, table in tables.items() if name not in absent}
    count, findings = outcome(RULE, present)
    if lacking is None:
        kept = "n" if "names" in present else "x"
        assert [finding.claims for finding in findings] == [(f"{kept}00", f"{kept}01")]
    else:
        assert count.not_run == f"the package has no table {lacking}"


words = st.sampled_from(["Ordan", "Orden", "al-Keshe", "Kesh", "Lake", "Lakes", "Marsh", "Gale"])
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
rows = st.lists(st.tuples(st.sampled_from("abc"), names), max_size=8)


@settings(max_examples=30)
@given(rows=rows, data=st.data())
def test_the_order_of_rows_changes_nothing(rows, data):
    tables = named(rows)
    order = data.draw(st.permutations(range(len(rows))))
    permuted = {name: table.iloc[::-1] for name, table in tables.items()}
    permuted["names"] = tables["names"].iloc[list(order)]
    assert outcome(RULE, permuted) == outcome(RULE, tables)


def test_a_name_that_many_entities_share_is_no_near_name():
    assert claims_found(RULE, named([(f"{number}", "Mogor League") for number in range(9)])) == []

"""What the views make of claims: literal tables about an invented coast, and the real package."""

import datetime
import shutil

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.structure import check_structure
from checks.tables.package import read_package
from checks.tables.table_schema import read_schema
from scripts.dating import read_datings
from scripts.views import terms
from scripts.views.building import VIEWS, build_views
from scripts.views.dating import resolved
from scripts.views.rows import listed
from tests.helpers.builders import (
    ROOT,
    Row,
    build_package,
    read_descriptor,
    read_rows,
    write_descriptor,
)
from tests.helpers.view_packages import dated, event, figure, finding, related, views_of


def cells(row: Row, columns: str) -> list[str]:
    return [row[name] for name in columns.split()]


# Dates


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        ([], ""),
        (["2011-05"], "2011-05"),
        (["2011-05", "2011-05"], "2011-05"),
        (["2011-05", "2011-05-17"], "2011-05-17"),
        (["2014-02", "2017-04"], "2014-02-01/2017-04-30"),
        (["2012-05/2012-07", "2012-07/2012-09"], "2012-05-01/2012-09-30"),
        (["[..2015]", "2015-10"], "2015-10"),
        (["[..2015]", "2016"], "../2016-12-31"),
        (["[..2015]", "[2017..]"], ""),
        (["2019-10", "2019-10~"], "2019-10~"),
    ],
)
def test_dates_come_to_the_most_precise_that_all_include_or_else_to_their_span(texts, date):
    assert resolved(texts).text == date


DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))
MONTHS = DATES.map(lambda day: f"{day:%Y-%m}")
DAYS = DATES.map(datetime.date.isoformat)
EDTF = st.one_of(
    *(MONTHS, DAYS, MONTHS.map(lambda month: f"[..{month}]"), DAYS.map(lambda day: f"[{day}..]")),
    st.tuples(DAYS, DAYS).map(lambda days: "/".join(sorted(days))),
)


@given(st.lists(EDTF, min_size=1, max_size=4))
def test_one_date_out_of_many_is_one_of_them_that_all_allow_or_leaves_none_out(texts):
    dating, each = resolved(texts), read_datings(texts).values()
    is_allowed_by_all = all(other.includes(dating) for other in each)
    assert (is_allowed_by_all and dating in each) or all(dating.includes(other) for other in each)
    assert read_datings([dating.text])[dating.text].span == dating.span
    assert resolved([*reversed(texts), *texts]) == dating


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2011"], ["2011", "2011-01-01", "2011-12-31", "year"]),
        (
            ["started 2011-02", "ended 2011-03"],
            ["2011-02-01/2011-03-31", "2011-02-01", "2011-03-31", "interval"],
        ),
        (["started 2011-02"], ["2011-02-01/..", "2011-02-01", "", "open"]),
        (["ended 2011"], ["../2011-12-31", "", "2011-12-31", "open"]),
        (
            ["started 2014", "ended 2012"],
            ["2012-01-01/2014-12-31", "2012-01-01", "2014-12-31", "interval"],
        ),
        (["claimed 2011-05"], ["", "", "", ""]),
        (
            ["occurred 2011-05", "claimed 2011-06-02"],
            ["2011-05", "2011-05-01", "2011-05-31", "month"],
        ),
    ],
)
def test_an_event_takes_place_at_a_date_or_from_its_start_to_its_end(tmp_path, dates, expected):
    views = views_of(tmp_path, entities=[event("flood")], dates=dated("flood", *dates))
    row = views["events"]["flood"]
    assert cells(row, "date earliest latest precision") == expected
    assert row["dates_stated"].split("|") == sorted(
        text if " " in text else f"occurred {text}" for text in dates
    )


PERIODS = [{"period": "2018"}, {"period": "2018-07/2018-12"}, {"period": "2019-01/.."}, {}]


@pytest.mark.parametrize(
    ("dates", "periods", "expected"),
    [
        (["2011"], PERIODS, ["2011", "2011-01-01", "2011-12-31", "year", "dates"]),
        ([], PERIODS[:1], ["2018", "2018-01-01", "2018-12-31", "year", "figures"]),
        ([], PERIODS[2:], ["2019-01/..", "2019-01-01", "", "open", "figures"]),
        # It went on in each of them.
        (
            *(["claimed 2020"], PERIODS[:2]),
            ["2018-01-01/2018-12-31", "2018-01-01", "2018-12-31", "interval", "figures"],
        ),
        (
            *([], PERIODS[:3]),
            ["2018-01-01/..", "2018-01-01", "", "open", "figures"],
        ),
        ([], PERIODS[3:], ["", "", "", "", ""]),
    ],
)
def test_an_event_without_a_date_takes_place_in_the_periods_of_its_figures(
    tmp_path, dates, periods, expected
):
    figures = [
        figure(number, "flood", "wounded", "at-least", low="3", **period)
        for number, period in enumerate(periods)
    ]
    row = views_of(
        tmp_path, entities=[event("flood")], dates=dated("flood", *dates), figures=figures
    )["events"]["flood"]
    assert cells(row, "date earliest latest precision dated_by") == expected
    used = [each["claim_id"] for each in figures if each.get("period") and not row["dates_stated"]]
    assert set(used) <= set(row["claims"].split("|"))


def test_a_row_is_disputed_if_an_error_or_a_warning_compares_one_of_its_claims(tmp_path):
    dates = dated("flood", "2011", "2014")
    claims = [row["claim_id"] for row in dates]
    views = views_of(
        tmp_path,
        entities=[event("flood"), event("storm"), event("tide")],
        dates=[*dates, *dated("storm", "2012"), *dated("tide", "2013")],
        findings=[
            finding("apart", "error", *claims),
            finding("said-twice", "info", *claims),
            finding("elsewhere", "warning", "storm.date01"),
            finding("old", "info", "tide.date01"),
        ],
    )["events"]
    assert cells(views["flood"], "date dates_stated disputed findings") == [
        *("2011-01-01/2014-12-31", "occurred 2011|occurred 2014"),
        *("true", "apart|said-twice"),
    ]
    assert cells(views["storm"], "disputed findings") == ["true", "elsewhere"]
    assert cells(views["tide"], "disputed findings") == ["false", "old"]


# Figures


def exactly(number, **cells):
    return ("exactly", {"low": number, "best": number, "high": number, **cells})


SOLDIERS = ("at-least", {"low": "53", "population_id": "soldiers"})
LISTED = {"breakdown": "the-dead", "partition": "disjoint"}
WHOLE_LIST = {"breakdown": "the-dead", "partition": "exhaustive"}
IN_ANOTHER = {"part_of_claim_id": "storm.figure01", "partition": "exhaustive"}


def civilians(number="1", **cells):
    return exactly(number, population_id="civilians", **cells)


def soldiers(number="9", **cells):
    return exactly(number, population_id="soldiers", **cells)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([], ["", "", ""]),
        ([exactly("20")], ["20", "20", "20"]),
        ([exactly("20"), exactly("25")], ["20", "", "25"]),
        ([("more-than", {"low": "9"}), exactly("20")], ["9", "20", "20"]),
        ([("up-to", {"high": "170"})], ["", "", "170"]),
        # Of figures of parts only, the whole is at least the largest.
        ([SOLDIERS, civilians()], ["53", "", ""]),
        # Parts are added if the coding says that they do not overlap.
        ([("at-least", SOLDIERS[1] | LISTED), civilians(**LISTED)], ["54", "", ""]),
        ([soldiers(**LISTED), civilians(**LISTED)], ["10", "", ""]),
        ([soldiers(**WHOLE_LIST), civilians(**WHOLE_LIST)], ["10", "", "10"]),
        ([soldiers(**IN_ANOTHER), civilians(**IN_ANOTHER)], ["10", "", ""]),
        ([soldiers(**LISTED), civilians(**LISTED | {"breakdown": "others"})], ["9", "", ""]),
        ([soldiers("8.5", **WHOLE_LIST), civilians("1.25", **WHOLE_LIST)], ["9.75", "", "9.75"]),
        ([("about", soldiers("9")[1] | WHOLE_LIST | {"low": "", "high": ""}),
          civilians(**WHOLE_LIST)], ["1", "", ""]),
        # A part that another passage gives otherwise counts once.
        (
            [soldiers(**WHOLE_LIST), soldiers("8", **WHOLE_LIST), civilians(**WHOLE_LIST)],
            ["9", "", "10"],
        ),
        # A part says nothing about the whole that is stated.
        ([exactly("30"), exactly("7", period="2018")], ["30", "30", "30"]),
        ([exactly("30"), soldiers("40", **LISTED), civilians(**LISTED)], ["30", "30", "30"]),
        (
            [exactly("30"), exactly("7", part_of_claim_id="flood.figure01", partition="disjoint")],
            ["30", "30", "30"],
        ),
        # Other units cannot be compared.
        ([exactly("3"), ("vague", {"low": "2", "unit": "families"})], ["", "", ""]),
    ],
)  # fmt: skip
def test_figures_come_to_the_bounds_that_they_state(tmp_path, figures, expected):
    rows = [
        figure(number, "flood", "killed", qualifier, **bounds)
        for number, (qualifier, bounds) in enumerate(figures, start=1)
    ]
    row = views_of(tmp_path, entities=[event("flood")], figures=rows)["events"]["flood"]
    assert cells(row, "killed_low killed_best killed_high") == expected


def test_a_number_stands_beside_its_printed_words(tmp_path):
    rows = [
        figure(1, "flood", "killed", "vague", low="200", period="2018", as_stated="hundreds"),
        figure(2, "flood", "killed", "exactly", as_stated="one civilian", **civilians()[1]),
    ]
    row = views_of(tmp_path, entities=[event("flood")], figures=rows)["events"]["flood"]
    assert row["killed"].split("|") == [
        "“hundreds” (at least 200 persons, 2018)",
        "“one civilian” (1 persons, civilians)",
    ]


# Relations


def test_whoever_is_only_reported_or_suspected_is_marked_as_hedged(tmp_path):
    views = views_of(
        tmp_path,
        entities=[event("raid")],
        relations=[
            *related("raid", "perpetrated_by", "gulls", "terns"),
            *related("raid", "perpetrated_by", "gulls", "auks", certainty="suspected"),
            *related("raid", "claimed_by", "skuas", certainty="reported"),
        ],
    )
    row = views["events"]["raid"]
    assert cells(row, "perpetrators perpetrators_hedged claimants targets") == [
        *("auks|gulls|terns", "auks", "skuas", "")
    ]
    assert len(row["claims"].split("|")) == 5


COAST = [
    event("raid"),
    {"entity_id": "mole", "type": "place", "label": "Mole"},
    {"entity_id": "quay", "type": "place", "label": "Quay"},
    {"entity_id": "port", "type": "place", "label": "Port", "iso_3166": "ZZ-P"},
    {"entity_id": "coast", "type": "state", "label": "Coast", "iso_3166": "ZZ"},
    {"entity_id": "inland", "type": "state", "label": "Inland", "iso_3166": "YY"},
    {"entity_id": "league", "type": "organisation", "label": "League"},
]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("raid in mole", ["mole", "Mole", "", ""]),
        ("raid in coast", ["coast", "Coast", "Coast", "ZZ"]),
        ("raid in mole, mole of port, port in coast", ["mole", "Mole", "Coast", "ZZ|ZZ-P"]),
        # The wider place is not the place.
        ("raid in mole, raid in port, mole of port", ["mole|port", "Mole", "", "ZZ-P"]),
        ("raid in mole, raid in quay, mole of port", ["mole|quay", "Mole|Quay", "", "ZZ-P"]),
        # A place on the border; a body of states is no place; places that lie in each other.
        (
            "raid in port, port in coast, port in inland",
            ["port", "Port", "Coast|Inland", "YY|ZZ|ZZ-P"],
        ),
        ("raid in coast, coast of league", ["coast", "Coast", "Coast", "ZZ"]),
        ("raid in port, port in coast, coast in port", ["port", "Port", "Coast", "ZZ|ZZ-P"]),
        ("raid in port, raid in coast, port in coast, coast in port",
         ["coast|port", "Coast|Port", "Coast", "ZZ|ZZ-P"]),
        ("raid of storm", ["", "", "", ""]),
    ],
)  # fmt: skip
def test_an_event_is_in_its_narrowest_place_and_in_the_states_around_it(tmp_path, ties, expected):
    relations = []
    for tie in ties.split(", "):
        inner, word, outer = tie.split()
        relations += related(inner, {"in": "located_in", "of": "part_of"}[word], outer)
    for number, row in enumerate(relations):
        row["claim_id"] = f"tie{number}"
    entities = [*COAST, event("storm")]
    row = views_of(tmp_path, entities=entities, relations=relations)["events"]["raid"]
    assert cells(row, "places place country iso_3166") == expected
    assert row["claims"].split("|")[0] == "tie0"


# Actors


def test_an_actor_has_its_names_its_lifetime_its_relations_and_its_strength(tmp_path):
    names = [
        ("Gull League", "full"),
        ("GL", "acronym"),
        ("Gulls", "short"),
        ("gullish", "adjective"),
    ]
    views = views_of(
        tmp_path,
        entities=[{"entity_id": "gulls", "type": "group"}, {"entity_id": "terns", "type": "group"}],
        names=[
            {"claim_id": f"name{number}", "entity_id": "gulls", "name": name, "kind": kind}
            for number, (name, kind) in enumerate(names)
        ],
        dates=dated("gulls", "founded 2011", "designated 2013-05", "ended 2014-02", "ended 2015"),
        figures=[
            figure(1, "gulls", "fighters", "between", low="1000", high="2000", as_of="2012"),
            figure(2, "gulls", "members", "exactly", low="4000", best="4000", high="4000"),
        ],
        relations=[
            *related("gulls", "split_from", "terns"),
            *related("auks", "fought", "gulls"),
            *related("gulls", "fought", "terns"),
            *related("raid", "perpetrated_by", "gulls", certainty="reported"),
            *related("skua", "head_of_state_of", "gulls"),
            *related("gulls", "led_by", "puffin"),
        ],
    )  # fmt: skip
    row = views["actors"]["gulls"]
    assert cells(row, "names acronyms") == ["Gull League|Gulls", "GL"]
    assert cells(row, "founded ended ended_earliest ended_latest") == [
        *("2011", "2014-02-01/2015-12-31", "2014-02-01", "2015-12-31")
    ]
    assert row["dates_stated"] == "designated 2013-05|ended 2014-02|ended 2015|founded 2011"
    assert cells(row, "split_from fought perpetrated leaders") == [
        *("terns", "auks|terns", "raid", "puffin|skua")
    ]
    assert cells(row, "strength strength_low strength_best strength_high strength_as_of") == [
        *("“words1” (1000 to 2000 persons, 2012)|“words2” (4000 persons)", "1000", "4000", "4000"),
        "2012",
    ]
    assert cells(views["actors"]["terns"], "fought split_from") == ["gulls", ""]


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (
            {"merged_into": ["2011-05"]},
            ["2011-05-01", "2011-05-31", "", "", "merged_into auks 2011-05"],
        ),
        ({"merged_into": [""]}, ["", "", "", "", "merged_into auks"]),
        (
            {"merged_into": ["2011", "2011-05"]},
            ["2011-05-01", "2011-05-31", "", "", "merged_into auks 2011|merged_into auks 2011-05"],
        ),
        (
            {"merged_into": ["2011", "2013"], "split_from": ["[..2009]"]},
            ["2011-01-01", "2013-12-31", "", "2009-12-31",
             "merged_into auks 2011|merged_into auks 2013|split_from auks [..2009]"],
        ),
    ],
)  # fmt: skip
def test_an_actor_has_the_dates_of_its_mergers_and_splits(tmp_path, starts, expected):
    relations = [
        {"claim_id": f"{term.replace('_', '-')}{number}", "subject_id": "gulls",
         "predicate_id": term, "object_id": "auks", "start": start}
        for term, dates in starts.items()
        for number, start in enumerate(dates)
    ]  # fmt: skip
    entities = [{"entity_id": name, "type": "group"} for name in ("gulls", "auks")]
    row = views_of(tmp_path, entities=entities, relations=relations)["actors"]["gulls"]
    columns = "merged_into_earliest merged_into_latest split_from_earliest split_from_latest"
    assert cells(row, f"{columns} changes_stated") == expected


def test_what_is_only_named_or_cannot_act_is_no_actor(tmp_path):
    views = views_of(
        tmp_path,
        entities=[
            event("raid"),
            {"entity_id": "gazette", "type": "organisation"},
            {"entity_id": "port", "type": "place"},
        ],
        names=[{"entity_id": "gazette", "name": "Gazette"}],
        dates=dated("port", "reachable 2011"),
        relations=related("raid", "located_in", "port"),
    )
    assert list(views["actors"]) == []


# Polls


def answered(**answer: str) -> dict[str, list[Row]]:
    """A poll with two mentions and one question, and one answer to it."""
    poll = {"poll_id": "tide-poll", "population_id": "islanders"}
    return {
        "entities": [
            {"entity_id": "tide-poll", "type": "poll", "label": "Tide poll"},
            {"entity_id": "islanders", "type": "community", "label": "Islanders"},
        ],
        "polls": [
            {"claim_id": "poll1", "fieldwork": "2016-02", "published": "2016", **poll},
            {"claim_id": "poll2", "fieldwork": "[..2016-02]", "pollster_id": "tide-office", **poll},
        ],
        "questions": [{"claim_id": "question1", "topic": "low-tides", **poll}],
        "answers": [{"claim_id": "answer1", "question_claim_id": "question1", **answer}],
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"percent": "52.60", "qualifier": "exactly"}, ["52.60", "52.595", "52.605"]),
        ({"percent": "100", "qualifier": "exactly"}, ["100", "99.5", "100"]),
        ({"low": "90", "qualifier": "more-than"}, ["", "90", "100"]),
        ({"percent": "35", "qualifier": "about"}, ["35", "", ""]),
    ],
)
def test_a_share_is_kept_as_printed_beside_all_that_it_may_stand_for(tmp_path, answer, expected):
    views = views_of(tmp_path, **answered(**answer))
    assert cells(views["polls"]["answer1"], "percent low high") == expected


def test_a_share_stands_for_what_rounds_to_it_in_the_unit_of_its_question(tmp_path):
    rows = answered(percent="52.5", qualifier="exactly")
    rows["questions"][0]["rounded_to"] = "0.5"
    share = views_of(tmp_path, **rows)["polls"]["answer1"]
    assert cells(share, "percent low high") == ["52.5", "52.25", "52.75"]


@pytest.mark.parametrize(
    ("asked", "sizes", "expected"),
    [
        ("", ("", ""), ["2016-02", "2016-02-29", ""]),
        ("", ("840", ""), ["2016-02", "2016-02-29", "840"]),
        ("2015", ("840", "900"), ["2015", "2015-12-31", ""]),
    ],
)
def test_a_share_has_what_its_question_or_any_mention_of_its_poll_says(
    tmp_path, asked, sizes, expected
):
    rows = answered(percent="61")
    rows["questions"][0]["asked"] = asked
    for poll, size in zip(rows["polls"], sizes, strict=True):
        poll["sample_size"] = size
    row = views_of(tmp_path, **rows)["polls"]["answer1"]
    assert cells(row, "fieldwork fieldwork_latest sample_size") == expected
    assert cells(row, "poll pollsters published mode population topic question claims") == [
        *("Tide poll", "tide-office", "2016", "not-stated", "Islanders", "low-tides", "low tides"),
        "answer1|poll1|poll2|question1",
    ]


def shared(*options, **question):
    """Shares of one question, each `<option> <percent>`; after a `/` those of another mention."""
    rows = answered()
    asked, rows["questions"], rows["answers"] = rows["questions"][0] | question, [], []
    mentions = " ".join(options).split(" / ")
    for mention, words in enumerate(mentions):
        claim = f"question{mention}"
        rows["questions"].append({"question_id": "q", **asked, "claim_id": claim})
        pairs = words.split()
        for option, percent in zip(pairs[::2], pairs[1::2], strict=True):
            value = {
                "percent": percent.strip("~"),
                "qualifier": "about" if "~" in percent else "exactly",
            }
            if percent.startswith(">"):
                value = {"low": percent[1:], "qualifier": "more-than"}
            rows["answers"].append(
                {"claim_id": f"answer{len(rows['answers'])}", "question_claim_id": claim,
                 "option": option, **value}
            )  # fmt: skip
    return rows


ONE = {"exclusive": "yes", "exhaustive": "not-stated"}


@pytest.mark.parametrize(
    ("options", "question", "expected"),
    [
        (["yes 54.3", "no 44.6"], ONE, ["2", "1.00", "1.20"]),
        (["yes 67.3", "no 32"], ONE, ["2", "0.15", "1.25"]),
        (["yes 60", "no 40"], ONE, ["2", "0", "1.0"]),
        (["yes 78"], ONE, ["1", "21.5", "22.5"]),
        (["yes >90"], ONE, ["1", "0", "10"]),
        # Shares of one question that stand in two passages.
        (["yes 67", "no 29", "/", "yes 67"], ONE, ["2", "3.0", "5.0"]),
        (["yes 67 / no 29"], ONE, ["2", "3.0", "5.0"]),
        (["yes 67", "no 29", "/", "yes 65"], ONE, ["2", "3.0", "7.0"]),
        # Nothing is known of what is left.
        (["yes 60", "no ~30"], ONE, ["2", "", ""]),
        (["yes 60", "no 43"], ONE, ["2", "", ""]),
        (["yes 54.3", "no 44.6"], ONE | {"exhaustive": "yes"}, ["2", "", ""]),
        (["yes 54.3", "no 44.6"], ONE | {"exclusive": "not-stated"}, ["2", "", ""]),
        (["yes 54.3", "no 44.6"], ONE | {"exclusive": "no"}, ["2", "", ""]),
    ],
)
def test_the_options_of_a_question_leave_a_residual(tmp_path, options, question, expected):
    rows = views_of(tmp_path, **shared(*options, **question))["polls"].values()
    columns = "options residual_low residual_high"
    assert [cells(row, columns) for row in rows] == [expected] * len(rows)


def test_a_question_to_two_populations_is_two_questions(tmp_path):
    rows = shared("yes 78 / yes 89", **ONE)
    rows["questions"][1]["population_id"] = "northerners"
    rows["entities"].append({"entity_id": "northerners", "type": "community"})
    shares = views_of(tmp_path, **rows)["polls"].values()
    assert [cells(row, "options residual_low") for row in shares] == [["1", "21.5"], ["1", "10.5"]]


# The real package


@pytest.fixture(scope="module")
def real() -> dict[str, list[Row]]:
    return {view.name.removesuffix("-view"): view.rows for view in build_views(read_package(ROOT))}


def test_every_event_every_share_and_every_dated_actor_has_one_row(real):
    types = {row["entity_id"]: row["type"] for row in read_rows(ROOT, "entities")}
    able = {"community", "force", "group", "operation", "organisation", "person", "state"}
    events = [name for name, kind in types.items() if kind == "event"]
    dated_ones = {row["entity_id"] for row in read_rows(ROOT, "dates")}
    actors = [row["entity_id"] for row in real["actors"]]
    assert [row["entity_id"] for row in real["events"]] == events != []
    assert [row["answer_claim_id"] for row in real["polls"]] == [
        row["claim_id"] for row in read_rows(ROOT, "answers")
    ]
    assert len(set(actors)) == len(actors)
    assert {name for name in dated_ones if types[name] in able} <= set(actors)
    assert {types[name] for name in actors} <= able


def test_every_claim_that_dates_or_counts_an_event_is_among_its_claims(real):
    rows = {row["entity_id"]: row["claims"].split("|") for row in real["events"]}
    measures = {"killed", "hostages", "kidnapped"}
    claims = [
        *read_rows(ROOT, "dates"),
        *(row for row in read_rows(ROOT, "figures") if row["measure_id"] in measures),
    ]
    for claim in claims:
        if claim["entity_id"] in rows:
            assert claim["claim_id"] in rows[claim["entity_id"]]


def test_every_term_that_feeds_a_view_is_in_the_vocabulary():
    vocabulary = read_rows(ROOT, "properties")
    declared = [each for each in vars(terms).values() if isinstance(each, terms.Terms)]
    for columns in (terms.EVENT_RELATIONS, terms.ACTOR_RELATIONS):
        declared += [each for pair in columns.values() for each in pair]
    quantities = {*terms.EVENT_FIGURES.values(), *terms.ACTOR_FIGURES.values()}
    declared += [terms.Terms(having=("quantity", name)) for name in quantities]
    named = {name for each in declared for name in each.named}
    assert named <= {row["property_id"] for row in vocabulary}
    assert all(each.chosen(vocabulary) for each in declared if each != terms.NONE)


def test_a_package_stays_valid_with_its_views(small):
    shutil.copytree(ROOT / "schemas/views", small / "schemas/views")
    views = build_views(read_package(small))
    descriptor = read_descriptor(small)
    (small / "views").mkdir()
    for view in views:
        (small / view.path).write_bytes(view.content)
        descriptor["resources"].append(view.descriptor)
    write_descriptor(small, descriptor)
    assert check_structure(read_package(small)).problems == ()
    assert frictionless.validate(str(small / "datapackage.json")).valid
    assert len(views) == 3


def test_every_view_has_a_schema_that_describes_every_column():
    folder = ROOT / "schemas/views"
    assert sorted(file.stem for file in folder.iterdir()) == sorted(VIEWS)
    for name in VIEWS:
        schema = read_schema(f"schemas/views/{name}.json", name, ROOT)
        assert schema.descriptor["name"] == f"{name}-view"
        assert [
            field.name
            for field in schema.fields
            if not all(field.descriptor.get(text) for text in ("title", "description", "example"))
        ] == []


def test_a_package_without_schemas_of_views_has_none(tmp_path):
    build_package(tmp_path / "package", dates=dated("flood", "2011"))
    assert build_views(read_package(tmp_path / "package")) == ()


def test_a_cell_that_lists_too_many_claims_for_a_spreadsheet_is_cut_after_one_that_fits():
    claims = [f"p01.s01.name{number:05}" for number in range(8057)]
    cell = listed(reversed(claims))
    assert cell.split("|") == claims[: cell.count("|") + 1]
    assert 32_700 < len(cell) <= 32_767

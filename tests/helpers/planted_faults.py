"""Faults planted into a generated package of two reports: at least one for each rule of the SQL.

Each fault says which rows of which table get which cells. Rows are found by what they say, so that
the generator can change; a fault that finds no row is an error.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from checks.tables.edtf import bounds
from tests.helpers.builders import Row, describe, read_rows, write_table

VALUES = {"date", "low", "best", "high", "percent", "sample_size"}

Tables = dict[str, pd.DataFrame]
Plant = Callable[[Tables], None]


def plant(folder: Path, faults: dict[str, Plant]) -> None:
    """Plant the faults into the package in a folder, and describe its files anew."""
    tables = {
        file.stem: pd.DataFrame(read_rows(folder, file.stem), dtype="object")
        for file in (folder / "data").glob("*.csv")
    }
    for fault in faults.values():
        fault(tables)
    for name, table in tables.items():
        if len(table):
            rows: list[Row] = table.to_dict("records")  # type: ignore[assignment]
            write_table(folder, name, rows)
    describe(folder)


def terms(tables: Tables, **wanted: str) -> set[str]:
    """The terms of the vocabulary whose columns hold these texts."""
    table = tables["properties"]
    for column, value in wanted.items():
        table = table[table[column] == value]
    return set(table["property_id"])


def change(table: pd.DataFrame, rows: pd.Series, **cells: str) -> None:
    """Write cells into some rows; a new date brings its bounds along."""
    assert rows.any()
    if "date" in cells:
        derived = bounds(pd.Series([cells["date"]], dtype="str")).iloc[0]
        days = {
            name: "" if pd.isna(derived[name]) else f"{derived[name]:%Y-%m-%d}"
            for name in ("earliest", "latest")
        }
        cells = {**cells, **days, "precision": derived["precision"]}
    if set(cells) & VALUES:  # the report is taken to have said so, in other words
        cells = {**cells, "as_stated": "as it says"}
    for column, value in cells.items():
        table.loc[rows, column] = value


def first(rows: pd.Series) -> pd.Series:
    """The first of some rows alone."""
    return rows & ~rows.cumsum().gt(1)


def date_again(tables: Tables) -> None:
    dates = tables["dates"]
    single = dates["property_id"].isin(terms(tables, single_valued="true", lifetime="begins"))
    again = single & dates.duplicated(["entity_id", "property_id"])
    change(dates, first(again), date="1905-03")


def lapsed_status(tables: Tables) -> None:
    dates = tables["dates"]
    ends = dates["property_id"].isin(terms(tables, status_role="lapses"))
    change(dates, ends & dates["claim_id"].lt("r01"), date="2020-05")


def late_extension(tables: Tables) -> None:
    dates = tables["dates"]
    extends = dates["property_id"].isin(terms(tables, status_role="extends"))
    change(dates, extends & dates["claim_id"].ge("r01"), date="2031-01-01")


def old_figure(tables: Tables) -> None:
    figures = tables["figures"]
    change(figures, first(figures["as_of"] != ""), as_of="2010")


def date_by_another_passage(tables: Tables) -> None:
    dates, passages = tables["dates"], tables["passages"]
    change(dates, dates.index < 3, anchor_passage_id=passages["passage_id"].iloc[-1])


def early_merger(tables: Tables) -> None:
    relations = tables["relations"]
    ends = relations["predicate_id"].isin(terms(tables, ends_independence="true"))
    change(relations, ends, start="1990-01")


def late_founding(tables: Tables) -> None:
    dates = tables["dates"]
    groups = dates["entity_id"].str.contains("-group-") & dates["claim_id"].ge("r01")
    begins = dates["property_id"].isin(terms(tables, lifetime="begins"))
    change(dates, groups & begins, date="2017-12")


def act_of_the_dead(tables: Tables) -> None:
    dates, relations = tables["dates"], tables["relations"]
    deaths = dates["property_id"].isin(terms(tables, lifetime="ends"))
    deaths &= dates["entity_id"].str.contains("-person-")
    change(dates, first(deaths), date="1991")
    acts = relations["predicate_id"].isin(
        terms(tables, agency="subject", ends_independence="false")
    )
    acts &= relations["start"] != ""
    person = dates.loc[deaths, "entity_id"].iloc[0]
    change(relations, first(acts), subject_id=person, start="1999-01")


def large_part(tables: Tables) -> None:
    figures, relations = tables["figures"], tables["relations"]
    wholes = set(figures.loc[figures["best"].str.len() == 4, "entity_id"])
    parts = relations.loc[relations["object_id"].isin(wholes), "subject_id"]
    rows = figures["entity_id"].isin(parts) & (figures["qualifier"] == "exactly")
    change(figures, rows, low="99999", best="99999", high="99999")


def friend_and_foe(tables: Tables) -> None:
    relations = tables["relations"]
    lasting = relations["end"] != ""
    foes = relations["predicate_id"].isin(
        set(tables["properties"].query("symmetric == 'true' and opposite != ''")["property_id"])
    )
    pairs = relations[["subject_id", "object_id"]].apply(frozenset, axis=1)
    again = foes & ~lasting & pairs.isin(set(pairs[lasting])) & (relations["start"] != "")
    change(relations, first(again), start="1996-06-15")


def another_member(tables: Tables) -> None:
    relations, entities = tables["relations"], tables["entities"]
    listed = (relations["roster"] == "complete") & (relations["start"] != "")
    change(relations, first(listed), subject_id=entities["entity_id"].iloc[-1])
    figures = tables["figures"]
    counts = set(tables["properties"].query("counts != ''")["property_id"])
    counted = figures["measure_id"].isin(counts) & figures["claim_id"].ge("r01")
    change(figures, counted, low="7", best="7", high="7")


def reversed_bounds(tables: Tables) -> None:
    figures, answers, sequences = tables["figures"], tables["answers"], tables["sequences"]
    between = first(figures["qualifier"] == "between")
    change(figures, between, low="900000", high="10")
    change(figures, first(figures["qualifier"] == "about"), low="3")
    change(answers, first(answers["qualifier"] == "more-than"), qualifier="up-to")
    limited = first(sequences["maximum_lag_days"] != "")
    change(sequences, limited, minimum_lag_days="4000")


def figure_apart(tables: Tables) -> None:
    figures = tables["figures"]
    change(figures, figures["qualifier"] == "at-least", low="123456.5")


def small_total(tables: Tables) -> None:
    figures = tables["figures"]
    totals = figures["claim_id"].isin(figures["part_of_claim_id"]) & figures["claim_id"].lt("r01")
    change(figures, totals, low="1", best="1", high="1")


def another_certainty(tables: Tables) -> None:
    relations = tables["relations"]
    attributes = relations["predicate_id"].isin(terms(tables, attribution="perpetrator"))
    again = attributes & relations.duplicated(["subject_id", "predicate_id", "object_id"])
    change(relations, first(again), certainty="suspected")


def wrong_labels(tables: Tables) -> None:
    comparisons = tables["comparisons"]
    for relation, wrong in (
        ("majority", "slight-majority"),
        ("minority", "majority"),
        ("less", "more"),
        ("slight-majority", "minority"),
    ):
        change(comparisons, first(comparisons["relation"] == relation), relation=wrong)


def large_sum(tables: Tables) -> None:
    questions, answers = tables["questions"], tables["answers"]
    asked = questions.loc[questions["exhaustive"] == "yes", "claim_id"]
    of_question = answers["question_claim_id"].isin(asked) & (answers["option"] == "no")
    change(answers, of_question & answers["claim_id"].lt("r01"), percent="98.5")
    change(answers, of_question & answers["claim_id"].ge("r01"), percent="2")


def residual(tables: Tables) -> None:
    questions, answers = tables["questions"], tables["answers"]
    asked = questions.loc[questions["exhaustive"] == "not-stated", "claim_id"]
    opposing = answers["question_claim_id"].isin(asked) & (answers["stance"] == "unfavourable")
    change(answers, first(opposing), percent="1.25")


def tiny_sample(tables: Tables) -> None:
    polls = tables["polls"]
    change(polls, (polls["sample_size"] != "") & polls["claim_id"].ge("r01"), sample_size="7")


def opposed_poll(tables: Tables) -> None:
    questions, answers = tables["questions"], tables["answers"]
    twice = questions.duplicated(["topic", "population_id"]) & ~questions.duplicated("question_id")
    said = answers["question_claim_id"].isin(questions.loc[twice, "claim_id"])
    change(answers, said & answers["claim_id"].lt("r01"), percent="3")


def outside_its_parts(tables: Tables) -> None:
    questions, answers = tables["questions"], tables["answers"]
    wholes = questions["population_id"].str.contains("-place-01")
    said = answers["question_claim_id"].isin(questions.loc[wholes, "claim_id"])
    change(answers, first(said), percent="99")


def falling(tables: Tables) -> None:
    comparisons = tables["comparisons"]
    change(comparisons, first(comparisons["relation"] == "rose"), relation="fell")
    change(
        comparisons,
        comparisons["relation"].eq("fell") & comparisons["claim_id"].ge("r01"),
        relation="rose",
    )


def late_opening(tables: Tables) -> None:
    dates = tables["dates"]
    opens = dates["property_id"].isin(terms(tables, opens_coverage="true"))
    change(dates, first(opens), date="2020-02")


def restatement(tables: Tables) -> None:
    for table, columns in (
        ("relations", ["subject_id", "predicate_id", "object_id", "start", "end"]),
        ("dates", ["entity_id", "property_id", "date", "earliest", "latest", "precision"]),
    ):
        rows = tables[table]
        rows.loc[rows.index[-1], columns] = rows.loc[rows.index[-40], columns]
    answers, questions = tables["answers"], tables["questions"]
    mention = questions[questions.duplicated("question_id", keep=False)]["claim_id"]
    said = answers["question_claim_id"].isin(mention) & (answers["option"] == "safe")
    change(answers, said, percent="61", low="", high="", qualifier="exactly")


def odd_sources(tables: Tables) -> None:
    citations = tables["citations"]
    change(citations, first(citations["list_label"] == "Sources"), list_label="Source")
    last = citations["passage_id"] == citations["passage_id"].iloc[-1]
    change(citations, last, entity_id=citations["entity_id"].iloc[0])
    tables["citations"] = citations[citations["passage_id"] != "r00.p05"]


def empty_section(tables: Tables) -> None:
    headings = tables["headings"]
    change(headings, headings["announces"] != "", announces="mandate")
    change(headings, headings.index == 0, announces="agreement")


FAULTS: dict[str, Plant] = {
    "dates-agree": date_again,
    "status-not-lapsed": lapsed_status,
    "status-continuous": late_extension,
    "figures-current": old_figure,
    "relative-dates-anchored": date_by_another_passage,
    "actors-act-while-independent": early_merger,
    "actors-act-within-lifetime": late_founding,
    "people-act-while-alive": act_of_the_dead,
    "parts-fit-in-wholes": large_part,
    "relations-compatible": friend_and_foe,
    "rosters-agree": another_member,
    "bounds-ordered": reversed_bounds,
    "figures-agree": figure_apart,
    "totals-match-parts": small_total,
    "attributions-agree": another_certainty,
    "labels-match-figures": wrong_labels,
    "answers-sum-to-100": large_sum,
    "answers-leave-no-residual": residual,
    "percentages-attainable": tiny_sample,
    "opposed-polls-compatible": opposed_poll,
    "subgroups-bracket-total": outside_its_parts,
    "decimals-uniform": large_sum,
    "trends-match-series": falling,
    "population-within-coverage": late_opening,
    "claims-stated-once": restatement,
    "passages-cited": odd_sources,
    "sections-have-content": empty_section,
}
"""A fault for each rule; it may break others too, which both sides must see."""

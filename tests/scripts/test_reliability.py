"""Independent codings are compared by place and content; agreement is worked out by hand."""

from pathlib import Path

import pandas as pd
import pytest

from scripts.reliability.__main__ import PAGE, page
from scripts.reliability.agreement import agreement
from scripts.reliability.codings import Coding, plain, read_coding
from scripts.reliability.matching import matched

RELATIONS = ["claim_id", "passage_id", "subject_id", "predicate_id", "object_id", "as_stated"]


def coding(name: str, rows: list[list[str]], names: dict[str, set[str]]) -> Coding:
    frame = pd.DataFrame(rows, columns=RELATIONS)
    return Coding(
        name, {"relations": frame}, {key: frozenset(words) for key, words in names.items()}
    )


def pairs_of(left: list[list[str]], right: list[list[str]]) -> list[tuple[str, str]]:
    one = coding("A", left, {"red": {"red league"}, "blue": {"blue guard"}, "hill": {"the hill"}})
    two = coding("B", right, {"r": {"red league", "rl"}, "b": {"blue guards"}, "h": {"a valley"}})
    return [(a["claim_id"], b["claim_id"]) for a, b in matched(one, two, "relations")]


def test_rows_about_the_same_things_are_one_fact_whatever_the_predicate() -> None:
    left = [["a1", "p1.s1", "red", "fought", "blue", "clashed"]]
    right = [["b1", "p1.s1", "r", "allied_with", "b", "clashed"]]
    assert pairs_of(left, right) == [("a1", "b1")]


def test_a_relation_may_be_written_from_either_side() -> None:
    left = [["a1", "p1.s1", "red", "fought", "blue", "clashed"]]
    right = [["b1", "p1.s1", "b", "fought", "r", "clashed"]]
    assert pairs_of(left, right) == [("a1", "b1")]


def test_rows_of_different_passages_or_things_are_different_facts() -> None:
    left = [
        ["a1", "p1.s1", "red", "fought", "blue", "x"],
        ["a2", "p1.s2", "red", "based_in", "hill", "y"],
    ]
    right = [["b1", "p1.s2", "r", "fought", "b", "x"], ["b2", "p1.s2", "r", "based_in", "h", "y"]]
    assert pairs_of(left, right) == []


def test_each_row_is_matched_once_and_the_likest_words_first() -> None:
    left = [["a1", "p1.s1", "red", "fought", "blue", "clashed over land"]]
    right = [
        ["b1", "p1.s1", "r", "fought", "b", "rivals"],
        ["b2", "p1.s1", "r", "fought", "b", "clashed over land"],
    ]
    assert pairs_of(left, right) == [("a1", "b2")]


def test_names_are_compared_without_articles_possessives_and_case() -> None:
    assert plain("The League’s Hall") == "league hall"


def test_alpha_of_a_hand_worked_table() -> None:
    # 40 pairs: 18 times x and x, 18 times y and y, 4 times x and y. Of 80 codes 40 are x, 40 y.
    # Observed disagreement 8 / 80 = 0.1; expected 2 * 40 * 40 / (80 * 79) = 0.5063; 1 - 0.1975.
    found = agreement([("x", "x")] * 18 + [("y", "y")] * 18 + [("x", "y")] * 4)
    assert found is not None
    assert found.facts == 40
    assert found.share == pytest.approx(0.9)
    assert found.alpha == pytest.approx(0.8025)
    assert found.confusions == ((("x", "y"), 4),)


def test_one_code_throughout_has_no_alpha() -> None:
    found = agreement([("x", "x")] * 30)
    assert found is not None
    assert found.alpha is None


def test_too_few_facts_have_no_figures() -> None:
    assert agreement([("x", "x")] * 29) is None


def test_a_coding_is_read_with_the_precision_of_its_dates(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_text("entity_id,label\nred,Red League (RL)\n")
    (tmp_path / "names.csv").write_text(
        "entity_id,name,kind\nred,Reddish,adjective\nred,Reds,short\n"
    )
    (tmp_path / "dates.csv").write_text("passage_id,date\np1.s1,2012-03\np1.s1,[..2015]\n")
    read = read_coding("A", tmp_path, ["names", "dates"])
    assert read.names["red"] == {"red league rl", "red league", "rl", "red", "reds"}
    assert read.tables["dates"]["precision"].tolist() == ["month", "open"]


def test_the_page_is_up_to_date() -> None:
    """It is written by `python -m scripts.reliability`, from the codings and the data."""
    assert PAGE.read_text(encoding="utf-8") == page()

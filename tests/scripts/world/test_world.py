"""The invented world: consistent countries, and packages of any size made of them."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from frictionless import validate
from hypothesis import given
from hypothesis import strategies as st

from checks.checking import build_report
from checks.findings.evaluation import evaluate
from checks.rules.registry import all_rules
from checks.rules.text.nearness import near_words
from checks.tables.edtf import bounds
from scripts.world import countries, typed_tables_of, write_package
from scripts.world.dates import FORMS, by, coarsened, since
from scripts.world.polls import rounded
from scripts.world.words import Namer, misspelt
from tests.helpers.builders import ROOT, read_rows

WORLD = countries(5, 12)


# Countries.


def test_no_rule_finds_anything_in_countries():
    findings = evaluate(all_rules(), typed_tables_of(WORLD)).findings
    assert [(finding.rule, finding.message) for finding in findings] == []


def test_a_country_gives_every_rule_something_to_pass():
    counts = evaluate(all_rules(), typed_tables_of(WORLD[:1])).counts
    assert [count.rule for count in counts if not count.passed] == []
    assert len(counts) == len(all_rules())


def test_the_same_seed_makes_the_same_countries_whatever_their_number():
    assert [one.tables for one in countries(5, 2)] == [one.tables for one in WORLD[:2]]
    assert countries(6, 1)[0].tables["dates"] != WORLD[0].tables["dates"]


def test_names_differ_in_four_letters_at_least():
    namer, chance = Namer(), Random(1)
    words = pd.Series([namer.word(chance).lower() for _ in range(80)])
    numbers = pd.Series(0, index=words.index)
    assert near_words(words, numbers, numbers + 3).empty
    assert len(set(words)) == 80


def test_a_misspelt_name_has_one_other_letter():
    word = misspelt("Kobalomen", Random(2))
    assert [one == other for one, other in zip(word, "Kobalomen", strict=True)].count(False) == 1


DAYS = st.dates(date(1400, 1, 1), date(2600, 12, 31))


@given(day=DAYS, form=st.sampled_from(FORMS), chance=st.randoms())
def test_the_text_of_a_date_means_the_days_that_it_was_made_to_allow(day, form, chance):
    datings = [coarsened(day, form, chance), by(day), since(day)]
    read = bounds(pd.Series([dating.text for dating in datings], dtype="str"))
    columns = ["earliest", "latest", "precision", "valid"]
    for dating, (earliest, latest, precision, valid) in zip(
        datings, read[columns].itertuples(index=False), strict=True
    ):
        assert valid
        assert dating.precision == precision
        assert dating.first == (None if pd.isna(earliest) else earliest.date())
        assert dating.last == (None if pd.isna(latest) else latest.date())
        assert (dating.first or day) <= day <= (dating.last or day)


@pytest.mark.parametrize(
    ("count", "size", "decimals", "share"),
    [
        (1, 3, 0, "33"),
        (1, 8, 0, "13"),
        (1, 2, 1, "50.0"),
        (0, 7, 1, "0.0"),
        (7, 7, 0, "100"),
        (1, 200, 1, "0.5"),
    ],
)
def test_a_share_is_rounded_half_up_and_keeps_its_decimals(count, size, decimals, share):
    assert rounded(count, size, decimals) == share


# Packages.


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package in which three countries are repeated."""
    folder = tmp_path_factory.mktemp("large") / "package"
    write_package(folder, WORLD[:3], claims=3_000)
    return folder


def test_a_repeated_package_is_valid_and_has_no_finding(large):
    report = build_report(large)
    assert (report.structure, report.findings, report.valid) == ((), (), True)
    assert validate(str(large / "datapackage.json")).valid


def test_a_repeated_package_has_the_claims_that_were_asked_for_and_few_more(large):
    tables = [read_rows(large, file.stem) for file in (large / "data").glob("*.csv")]
    claims = [row["claim_id"] for rows in tables for row in rows if "claim_id" in row]
    documents = Counter(claim.partition("-")[0] for claim in claims)
    assert 3_000 <= len(set(claims)) == len(claims) < 3_000 + max(documents.values())


def test_a_repetition_says_the_same_of_things_with_other_names(large):
    def told(prefix):
        dates = [row for row in read_rows(large, "dates") if row["claim_id"].startswith(prefix)]
        return [(row["claim_id"].removeprefix(prefix), row["date"]) for row in dates]

    first, *_, last = (row["document_id"] for row in read_rows(large, "documents")[::3])
    labels = [row["label"] for row in read_rows(large, "entities")]
    assert told(first) == told(last) != []
    assert len(set(labels)) == len(labels)


def test_the_command_writes_a_package_into_a_new_folder(tmp_path):
    command = [sys.executable, "-m", "scripts.world", str(tmp_path / "package"), "--claims", "500"]
    subprocess.run(command, cwd=ROOT, check=True)
    assert len(read_rows(tmp_path / "package", "documents")) == 3
    again = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (again.returncode, "is not empty" in again.stderr) == (2, True)

"""Problems come all at once, each with one cause, and never as a traceback."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.structure import check_structure
from checks.tables.package import read_package
from checks.tables.problems import CODES
from tests.helpers.builders import (
    ROOT,
    build_package,
    change_field,
    describe,
    read_descriptor,
    read_rows,
    write_cell,
    write_descriptor,
    write_table,
)
from tests.helpers.verdicts import places_of, problems_of


def test_a_valid_package_has_its_tables_and_no_problems(package: Path) -> None:
    result = check_structure(read_package(package))
    assert result.problems == ()
    assert set(result.tables) == {each["name"] for each in read_descriptor(package)["resources"]}
    assert result.tables["dates"]["date"].to_dict() == {2: "2013-02-01", 3: "2013", 4: "2013-02/.."}
    assert result.tables["dates"].index.name == "row"


def test_all_problems_of_all_files_come_at_once_in_the_order_of_files_and_rows(
    package: Path,
) -> None:
    for row in (3, 4):
        write_cell(package, "dates", row, "certainty", "guessed")
    write_cell(package, "dates", 2, "precision", "decade")
    write_cell(package, "dates", 2, "entity_id", "nobody ")  # untrimmed, and no such key
    write_cell(package, "figures", 2, "low", "a few")
    write_cell(package, "comparisons", 2, "left_claim_id", "p01.figures-09")
    descriptor = read_descriptor(package)
    (dates,) = [each for each in descriptor["resources"] if each["name"] == "dates"]
    dates["bytes"] += 1
    write_descriptor(package, descriptor)
    assert places_of(package) == [
        ("claim-reference", "data/comparisons.csv", 2, "left_claim_id"),
        ("untrimmed", "data/dates.csv", 2, "entity_id"),
        ("enum", "data/dates.csv", 2, "precision"),
        ("foreign-key", "data/dates.csv", 2, "entity_id"),
        ("enum", "data/dates.csv", 3, "certainty"),
        ("enum", "data/dates.csv", 4, "certainty"),
        ("bytes", "data/dates.csv", None, None),  # every edit changes it, so it comes last
        ("type", "data/figures.csv", 2, "low"),
    ]
    values = {(item.row, item.value): item.message for item in problems_of(package)}
    assert values[3, "guessed"] == "expected one of: stated, reported, suspected, inferred"


UNREADABLE = {
    "missing": None,
    "empty": b"",
    "binary": bytes(range(256)),
    "semicolons": b"entity_id;type;label\nferry-union;group;Ferry Union\n",
    "UTF-16": "entity_id,type\n".encode("utf-16"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_table_that_cannot_be_read_breaks_no_keys_of_other_tables(
    package: Path, case: str
) -> None:
    content = UNREADABLE[case]
    file = package / "data/entities.csv"
    file.unlink() if content is None else file.write_bytes(content)
    write_cell(package, "dates", 2, "passage_id", "p77")  # other keys are checked all the same
    first, second = problems_of(package)
    assert (first.code, first.file, first.column) == ("foreign-key", "data/dates.csv", "passage_id")
    assert second.file == "data/entities.csv"


def test_rows_that_are_set_aside_break_no_keys_and_no_references(package: Path) -> None:
    for name in ("dates", "passages"):
        file = package / f"data/{name}.csv"
        file.write_bytes(file.read_bytes().removesuffix(b"\n") + b",more\n")
    describe(package)
    assert places_of(package) == [
        ("ragged-row", "data/dates.csv", 4, None),
        ("ragged-row", "data/passages.csv", 2, None),
    ]


def test_a_missing_column_breaks_no_keys_and_the_other_columns_are_checked(package: Path) -> None:
    rows = (package / "data/entities.csv").read_text("utf-8").splitlines()
    cut = "".join(line.partition(",")[2] + "\n" for line in rows)
    (package / "data/entities.csv").write_text(cut.replace("organisation", "club"), "utf-8")
    describe(package)
    assert places_of(package) == [
        ("missing-column", "data/entities.csv", 1, "entity_id"),
        ("enum", "data/entities.csv", 2, "type"),
        ("enum", "data/entities.csv", 3, "type"),
    ]


def test_a_row_with_a_broken_key_is_not_called_unsorted_as_well(package: Path) -> None:
    write_cell(package, "figures", 2, "claim_id", "~")
    assert places_of(package) == [("pattern", "data/figures.csv", 2, "claim_id")]


def test_rows_are_sorted_by_code_points_and_the_first_ten_others_named(tmp_path: Path) -> None:
    folder = tmp_path / "sorted"
    names = ["a", "a-b", "a1", *(f"b{place:02}" for place in range(27))]
    build_package(folder, entities=[{"entity_id": name} for name in names])
    assert problems_of(folder) == ()
    write_table(folder, "entities", read_rows(folder, "entities")[::-1], ordered=False)
    describe(folder)
    problems = problems_of(folder)
    assert [(item.code, item.row) for item in problems] == [("unsorted", n) for n in range(3, 13)]
    assert "29 rows in all" in problems[0].message


def test_a_list_of_what_is_allowed_or_unknown_names_ten_and_no_message_is_long(
    package: Path,
) -> None:
    allowed = [f"code-{place:02}" for place in range(1, 31)]
    change_field(package, "dates", "certainty", constraints={"enum": allowed})
    claims = "|".join(f"p01.dates-{place:04}" for place in range(1, 3001))
    change_field(package, "comparisons", "left_claim_id", listSeparator="|", constraints={})
    write_cell(package, "comparisons", 2, "left_claim_id", claims)
    change_field(package, "figures", "unit", constraints={"pattern": "a" * 600})
    problems = {item.file: item.message for item in problems_of(package)}
    assert problems["data/dates.csv"] == f"expected one of: {', '.join(allowed[:10])} and 20 more"
    assert problems["data/comparisons.csv"].endswith("p01.dates-0010 and 2,990 more)")
    assert len(problems["data/figures.csv"]) == 500


def test_every_documented_code_is_one_that_a_check_reports() -> None:
    folders = (ROOT / "checks/structure", ROOT / "checks/tables")
    files = [file for folder in folders for file in folder.glob("*.py")]
    sources = [file for file in files if file.name != "problems.py"]
    text = "".join(source.read_text("utf-8") for source in sources)
    assert [code for code in CODES if f'"{code}"' not in text] == []


tail = st.one_of(
    st.binary(max_size=40),
    st.text(alphabet='a1,"\n\r\t=é', max_size=40).map(str.encode),
    st.lists(
        st.sampled_from(["p01.figures-01", "p01", "", "é", "=", "2013", '"']), max_size=20
    ).map(lambda cells: ",".join(cells).encode() + b"\n"),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["dates", "figures", "passages"]), header=st.booleans(), content=tail)
def test_no_bytes_in_a_table_raise_and_a_refusal_names_that_file(
    tmp_path: Path, template: Path, name: str, header: bool, content: bytes
) -> None:
    folder = tmp_path / "package"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    file = folder / f"data/{name}.csv"
    before = file.read_bytes()
    file.write_bytes((before.splitlines(keepends=True)[0] if header else b"") + content)
    describe(folder)
    problems = problems_of(folder)
    changed = file.read_bytes() != before
    assert {item.code for item in problems} <= set(CODES)
    if changed and not header:
        assert any(item.file == f"data/{name}.csv" for item in problems)

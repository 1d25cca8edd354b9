"""`import checks`: check, load, schema and rules, from wherever a program runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

import checks
from tests.helpers.builders import ROOT, change_field, read_descriptor, write_cell, write_descriptor

PAGE = (ROOT / "docs/python.md").read_text("utf-8")


def blocks(language: str) -> str:
    """All blocks of one language in the page, one after the other."""
    return "".join(re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL))


def output(program: str, folder: Path, installed: Path) -> str:
    """What a program prints that runs in a folder with this project installed elsewhere."""
    done = subprocess.run(
        [sys.executable, "-P", "-W", "error", "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def beside_the_package(tmp_path: Path) -> Path:
    """A folder outside the checkout that holds a copy of the package of this project."""
    package = tmp_path / "mali-extremism-claims"
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, package / name)
    shutil.copy(ROOT / "datapackage.json", package)
    return tmp_path


def test_the_examples_of_the_page_print_what_it_says_from_a_wheel_that_is_typed(
    beside_the_package: Path, installed: Path
) -> None:
    program = f"{blocks('python')}\nprint(checks.__file__)"
    *printed, place = output(program, beside_the_package, installed).splitlines()
    assert printed == blocks("text").splitlines()
    assert Path(place).is_relative_to(installed)
    assert (installed / "checks/py.typed").is_file()


def test_importing_imports_no_heavy_library(tmp_path: Path) -> None:
    program = (
        "import checks, sys; print({'pandas', 'numpy', 'pandera', 'pyarrow'} & {*sys.modules})"
    )
    assert output(program, tmp_path, ROOT) == "set()\n"


def test_rules_can_be_called_before_and_after_their_folder_was_imported(tmp_path: Path) -> None:
    program = "import checks; print(checks.rules() == checks.rules(), len(checks.rules()) > 20)"
    assert output(program, tmp_path, ROOT) == "True True\n"


# load


def test_tables_have_plain_types_and_na_for_missing_cells(small: Path) -> None:
    tables = checks.load(small)
    assert list(tables) == [item["name"] for item in read_descriptor(small)["resources"]]
    dtypes = {
        ("polls", "sample_size"): "Int64",
        ("dates", "earliest"): "datetime64[s]",
        ("dates", "date"): "string",
        ("properties", "symmetric"): "boolean",
        ("figures", "low"): "Float64",
    }
    found = {place: str(tables[place[0]][place[1]].dtype) for place in dtypes}
    assert found == dtypes
    figures = tables["figures"].set_index("low")
    assert figures["high"].tolist()[0] == 12.5
    assert figures["high"].isna().tolist() == [False, True]
    assert figures["note"].isna().all()
    assert tables["dates"]["earliest"].isna().tolist() == [False, False, True]
    assert tables["figures"].index.tolist() == [0, 1]


def test_every_loaded_table_fits_its_schema(small: Path) -> None:
    for name, table in checks.load(str(small / "datapackage.json")).items():
        checks.schema(small, name).validate(table, lazy=True)


def test_integers_are_exact_and_a_byte_order_mark_and_crlf_are_no_obstacle(small: Path) -> None:
    write_cell(small, "properties", 2, "valid_for_days", "999999999999999999")
    file = small / "data/properties.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert checks.load(small)["properties"]["valid_for_days"].tolist()[0] == 999_999_999_999_999_999


@pytest.mark.parametrize(
    ("table", "column", "text", "place"),
    [
        ("polls", "sample_size", "about 800", "data/polls.csv:2:sample_size: expected an integer"),
        ("figures", "low", "a few", "data/figures.csv:2:low: expected a decimal number"),
        ("dates", "earliest", "2013-02-30", "data/dates.csv:2:earliest: expected a date"),
        ("properties", "symmetric", "x", "data/properties.csv:2:symmetric: expected true or false"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(
    small: Path, table: str, column: str, text: str, place: str
) -> None:
    write_cell(small, table, 2, column, text)
    with pytest.raises(checks.PackageError) as error:
        checks.load(small)
    assert str(error.value).startswith(place)
    assert str(error.value).endswith(f"not {text!r}")


def test_a_row_or_a_table_that_cannot_be_read_is_named(small: Path) -> None:
    file = small / "data/polls.csv"
    file.write_bytes(file.read_bytes() + b"short\n")
    with pytest.raises(checks.PackageError, match=r"^data/polls\.csv:3:passage_id: expected 14 ce"):
        checks.load(small)
    file.unlink()
    with pytest.raises(checks.PackageError, match=r"^data/polls\.csv: cannot be read"):
        checks.load(small)


def test_another_way_of_writing_dates_cannot_be_read(small: Path) -> None:
    change_field(small, "dates", "earliest", format="%d.%m.%Y")
    write_cell(small, "dates", 2, "earliest", "01.02.2013")
    with pytest.raises(checks.PackageError, match="column earliest: cannot be read as the type"):
        checks.load(small)


# check and schema


def test_a_report_is_that_of_the_rules_that_were_chosen(small: Path) -> None:
    names = [rule.name for rule in checks.rules()]
    assert [item.rule for item in checks.check(small).rules] == names
    assert [item.rule for item in checks.check(small, ignore=names[1:]).rules] == names[:1]


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"select": ["dates-agre"]}, "did you mean dates-agree"),
        ({"select": ["dates-agree"], "ignore": ["dates-agree"]}, "no rule is left to run"),
    ],
)
def test_a_choice_that_makes_no_sense_raises(
    small: Path, chosen: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        checks.check(small, **chosen)


def test_a_schema_of_text_describes_the_file_of_a_table_that_there_is(small: Path) -> None:
    frame = pd.read_csv(small / "data/polls.csv", dtype=str, keep_default_na=False)
    schema = checks.schema(small, "polls", text=True)
    schema.validate(frame, lazy=True)
    with pytest.raises(SchemaErrors):
        schema.validate(frame.assign(mode="BAD MODE"), lazy=True)
    with pytest.raises(checks.PackageError, match=r"no table 'pols' \(there are answers, "):
        checks.schema(small, "pols")


@pytest.mark.parametrize("function", [checks.check, checks.load])
def test_a_package_that_is_none_raises(tmp_path: Path, function) -> None:
    write_descriptor(tmp_path, {"name": "none"})
    with pytest.raises(checks.PackageError, match="'resources' must be a list"):
        function(tmp_path)

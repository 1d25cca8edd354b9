"""The table of rules is what this version of the program generates, in every check."""

from pathlib import Path

import pytest

from checks.checking import build_report
from checks.commands.main import main
from tests.helpers.builders import Row, describe, read_rows, write_cell, write_table


def problems(package: Path) -> list[tuple[str, str, int | None]]:
    return [(item.code, item.file, item.row) for item in build_report(package).structure]


def test_the_rules_as_they_are_generated_are_no_problem(package: Path) -> None:
    assert problems(package) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("severity", "warning"),
        ("statement", "Dates differ."),
        ("title", "Dates"),
        ("tables", "dates"),
    ],
)
def test_an_edited_rule_is_named_by_its_row_and_the_remedy_by_its_command(
    package: Path, capsys: pytest.CaptureFixture[str], column: str, value: str
) -> None:
    rows = read_rows(package, "rules")
    place = next(n for n, row in enumerate(rows, start=2) if row["rule"] == "dates-agree")
    write_cell(package, "rules", place, column, value)
    assert problems(package) == [("generated", "data/rules.csv", place)]
    assert main([str(package)]) == 1
    assert "Another version of the program made the table of rules: " in capsys.readouterr().out


@pytest.mark.parametrize("change", ["first removed", "last removed", "one added"])
def test_a_rule_that_is_missing_or_too_many_is_one_problem_that_build_mends(
    package: Path, change: str
) -> None:
    rows: list[Row] = read_rows(package, "rules")
    changed = {
        "first removed": rows[1:],
        "last removed": rows[:-1],
        "one added": [*rows, {**rows[-1], "rule": "zebras-agree"}],
    }[change]
    write_table(package, "rules", changed)
    describe(package)
    (problem,) = build_report(package).structure
    assert problem.message.endswith("run build")
    assert main(["build", str(package), "--check"]) == 1
    assert main(["build", str(package)]) == 0
    assert problems(package) == []

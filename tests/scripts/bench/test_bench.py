"""The benchmark: its packages are consistent, and its document says what was measured."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from frictionless import validate

from checks.checking import build_report
from checks.tables.package import read_package
from scripts.bench.__main__ import main
from scripts.bench.contestants import CHECKS, CHECKS_AS_SQL, FRICTIONLESS, SQL
from scripts.bench.document import Result, Trial, document, targets
from scripts.bench.measurement import Measurement, RunError, median_of, run
from scripts.bench.packages import SizeError, write_package
from scripts.bench.shares import CLAIMS, ENTITIES
from tests.helpers.builders import ROOT, read_rows

MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a generated package of three reports."""
    folder = tmp_path_factory.mktemp("generated") / "package"
    write_package(read_package(ROOT), 3_000, folder)
    return folder


def digests(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


def test_a_generated_package_is_valid_and_no_rule_finds_anything(generated: Path) -> None:
    report = build_report(generated)
    assert (report.structure, report.findings, report.absent) == ((), (), ())
    assert report.valid


def test_frictionless_accepts_a_generated_package(generated: Path) -> None:
    assert validate(str(generated / "datapackage.json")).valid


def test_every_rule_has_something_to_examine_in_a_generated_package(generated: Path) -> None:
    assert [item.rule for item in build_report(generated).rules if not item.examined] == []


def test_a_generated_package_has_the_claims_that_were_asked_for(generated: Path) -> None:
    package = read_package(generated)
    tables = [item.name for item in package.resources if item.schema.is_of_claims]
    rows = {name: len(read_rows(generated, name)) for name in tables}
    assert rows == {name: 3 * count for name, count in CLAIMS.items()}
    assert sum(rows.values()) == 3_000
    assert len(read_rows(generated, "entities")) == 3 * sum(ENTITIES.values())


def test_generated_claims_are_spread_as_in_the_real_package() -> None:
    rows = {name: len(read_rows(ROOT, name)) for name in CLAIMS}
    for name, count in CLAIMS.items():
        assert count == pytest.approx(1_000 * rows[name] / sum(rows.values()), rel=0.15, abs=3)


def test_the_vocabulary_of_a_generated_package_is_that_of_the_real_one(generated: Path) -> None:
    assert read_rows(generated, "properties") == read_rows(ROOT, "properties")


def test_the_same_seed_gives_the_same_bytes_and_another_one_gives_others(tmp_path: Path) -> None:
    real = read_package(ROOT)
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        write_package(real, 1_000, tmp_path / name, seed)
    assert digests(tmp_path / "one") == digests(tmp_path / "same")
    assert digests(tmp_path / "one") != digests(tmp_path / "other")


@pytest.mark.parametrize("claims", [0, 999, 1_500])
def test_a_size_that_is_not_made_of_whole_reports_is_refused(claims: int, tmp_path: Path) -> None:
    with pytest.raises(SizeError):
        write_package(read_package(ROOT), claims, tmp_path / "package")


def test_a_run_takes_the_time_of_its_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(0.3)"]
    measured = run(command, tmp_path, (0,), tmp_path / "errors.txt")
    assert measured.wall >= 0.3
    assert 0 < measured.processor < measured.wall
    assert measured.peak > MEBIBYTE


def test_a_run_that_fails_is_named_with_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('no such table')"]
    with pytest.raises(RunError, match="exit status 1\nno such table"):
        run(command, tmp_path, (0,), tmp_path / "errors.txt")


def test_a_status_that_is_accepted_is_no_failure(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit(1)"]
    assert run(command, tmp_path, (0, 1), tmp_path / "errors.txt").wall > 0


def test_the_median_is_taken_of_each_measure_by_itself() -> None:
    measured = [Measurement(1.0, 9.0, 30), Measurement(2.0, 7.0, 10), Measurement(9.0, 8.0, 20)]
    assert median_of(measured) == Measurement(2.0, 8.0, 20)


def trial(claims: int | None, **seconds: float) -> Trial:
    """A trial in which each contestant took some seconds and a tenth of a gibibyte each."""
    names = {"checks": CHECKS, "as_sql": CHECKS_AS_SQL, "sql": SQL, "frictionless": FRICTIONLESS}
    results = tuple(
        Result(names[name], Measurement(wall, wall, int(wall * 102.4 * MEBIBYTE)), 3)
        for name, wall in seconds.items()
    )
    return Trial("a package", claims, rows=1_000, size=50_000, results=results)


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        (
            [
                trial(None, checks=1.5, frictionless=0.5),
                trial(100_000, checks=1.0),
                trial(1_000_000, checks=10.0, as_sql=8.0, sql=2.0, frictionless=80.0),
            ],
            [
                ("3.00 times", True),
                ("8.0 times", True),
                ("4.00 times", True),
                ("1.00", True),
                ("1,024 MiB", True),
            ],
        ),
        (
            [
                trial(None, checks=1.6, frictionless=0.5),
                trial(1_000_000, checks=30.0, as_sql=8.4, sql=2.0, frictionless=210.0),
                trial(100_000, checks=1.0),
            ],
            [
                ("3.20 times", False),
                ("7.0 times", False),
                ("4.20 times", False),
                ("1.48", False),
                ("3,072 MiB", False),
            ],
        ),
        (
            [trial(1_000, checks=1.0)],
            [(None, False), (None, False), (None, False), (None, False), ("102 MiB", True)],
        ),
        ([], [(None, False)] * 5),
    ],
    ids=["all are met to the limit", "all are missed", "little was measured", "nothing was"],
)
def test_targets_are_judged_by_the_ratios_of_the_run(
    trials: list[Trial], expected: list[tuple[str | None, bool]]
) -> None:
    assert [(item.measured, item.is_met) for item in targets(trials)] == expected


def test_the_document_shows_each_measure_and_what_was_not_measured() -> None:
    content = document("make bench", [("Python", "3.11")], "shares", [trial(2_000, checks=2.0)])
    row = (
        "a package (1,000 rows, 0.1 MB) | this program: structure, all rules | 2.00 | 2.00 | 205 |"
    )
    assert f"| {row} 500 | 3 |" in content.splitlines()
    assert "- Python: 3.11" in content.splitlines()
    assert content.count("| not measured | not measured |") == 4


def test_the_command_measures_and_writes_the_document(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    file = tmp_path / "benchmark.md"
    skipped = [CHECKS, CHECKS_AS_SQL, FRICTIONLESS]
    status = main(["--sizes", "1000", "--repeats", "1", "--output", str(file), "--skip", *skipped])
    lines = file.read_text(encoding="utf-8").splitlines()
    assert status == 0
    assert sum("DuckDB SQL: rules only |" in line for line in lines) == 2
    assert any(line.startswith("| 1,000 claims (") for line in lines)


def test_the_measuring_process_imports_nothing_large() -> None:
    large = "{'pandas', 'numpy', 'pyarrow', 'duckdb', 'frictionless'}"
    code = f"import sys, scripts.bench.__main__; print(sorted({large} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "option", ["--sizes=1500", "--repeats=0", "--skip=nobody", "--output=nowhere/b.md"]
)
def test_a_wrong_option_ends_with_status_2(option: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([option])


def test_help_says_what_is_taken_by_default_and_has_no_marks_of_markup(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "`" not in shown
    for words in (
        "claims of the invented packages (default: 1000 10000 100000 1000000)",
        "runs of each program on each package (default: 5)",
        "of the invented packages (default: 1)",
    ):
        assert words in shown

"""The benchmark: what it runs, what it judges, and what its document says."""

import subprocess
import sys

import pytest

from scripts.bench.__main__ import main, run
from scripts.bench.document import Result, Trial, document, targets
from tests.helpers.builders import ROOT


def trial(title: str, **seconds: float) -> Trial:
    results = {
        name.replace("_", "-"): Result(wall, wall / 2, 100) for name, wall in seconds.items()
    }
    return Trial(title, rows=1_000, size=50_000, results=results)


def test_a_run_takes_the_time_and_the_memory_of_its_process(tmp_path):
    result = run(["json.tool", "--help"], tmp_path)
    assert result.wall > 0
    assert result.processor > 0
    assert result.peak > 1


def test_a_run_fails_with_its_last_words_unless_its_status_is_accepted(tmp_path):
    assert run(["nosuch"], tmp_path, accepted=(0, 1)).wall > 0
    with pytest.raises(SystemExit, match=r"(?s)exit status 1.*No module named nosuch"):
        run(["nosuch"], tmp_path)


@pytest.mark.parametrize(
    ("real", "sql", "frictionless", "expected"),
    [
        (1.6, 2.5, 60, [("1.60", "yes"), ("12.00", "yes"), ("2.50", "yes")]),
        (1.7, 2.6, 59, [("1.70", "**no**"), ("11.80", "**no**"), ("2.60", "**no**")]),
    ],
    ids=["all are met to the limit", "all are missed"],
)
def test_targets_are_judged_by_the_ratios_of_the_run(real, sql, frictionless, expected):
    large = {"checks": 5.0, "checks_as_sql": sql, "sql": 1.0, "frictionless": frictionless}
    trials = [trial("real package", checks=real, frictionless=1.0)]
    trials.append(trial("1,000,000 claims", **large))
    assert [row[1:] for row in targets(trials)] == expected
    assert [row[1:] for row in targets([])] == [("not measured", "not measured")] * 3


def test_the_document_shows_each_measure_and_the_rules_without_a_query():
    content = document([trial("real package", sql=2.0)], 3, ["dates-agree"])
    row = "| real package (1,000 rows, 0.1 MB) | DuckDB SQL: rules only | 2.00 | 1.00 | 100 |"
    assert row in content.splitlines()
    assert "`timeline-feasible`" in content
    assert "`dates-agree`" not in content


def test_the_command_measures_and_writes_the_document(tmp_path):
    pytest.importorskip("duckdb")
    file = tmp_path / "benchmark.md"
    skipped = ["checks", "checks-as-sql", "frictionless"]
    options = ["--sizes", "500", "--repeats", "1", "--output", str(file), "--skip", *skipped]
    assert main(options) == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert sum("DuckDB SQL: rules only |" in line for line in lines) == 2
    assert any(line.startswith("| 500 claims (") for line in lines)


def test_the_measuring_process_imports_nothing_large():
    large = "{'pandas', 'numpy', 'pyarrow', 'duckdb', 'frictionless'}"
    code = f"import sys, scripts.bench.__main__; print(sorted({large} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "option", ["--sizes=0", "--repeats=0", "--skip=nobody", "--output=nowhere/b.md"]
)
def test_a_wrong_option_ends_with_status_2(option):
    with pytest.raises(SystemExit, match="2"):
        main([option])

"""python -m scripts.fuzz: damage by chance, and what counts as a failure."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from checks.commands.process import command
from checks.tables.problems import UserError
from scripts import fuzz
from scripts.damage import damaged

Ends = Counter[tuple[str, int]]


def content_of(folder: Path) -> dict[str, object]:
    """The files of a folder; what is no regular file is there with its kind."""
    return {
        file.relative_to(folder).as_posix(): (
            file.read_bytes()
            if file.is_file() and not file.is_symlink() and file.stat().st_size < 1 << 30
            else (file.is_symlink(), file.is_dir(), file.is_fifo())
        )
        for file in folder.rglob("*")
    }


def test_the_same_chance_damages_a_package_in_the_same_way(tmp_path: Path) -> None:
    found, told = [], []
    for name, seed in (("one", "1:7"), ("again", "1:7"), ("other", "1:8")):
        (tmp_path / name).mkdir()
        told.append(damaged(tmp_path / name, Random(seed)))
        found.append(content_of(tmp_path / name))
    assert (found[0], told[0]) == (found[1], told[1])
    assert (found[0], told[0]) != (found[2], told[2])


def test_each_kind_of_damage_happens(tmp_path: Path) -> None:
    kinds = set()
    for number in range(30):
        (tmp_path / str(number)).mkdir()
        done = damaged(tmp_path / str(number), Random(number))
        kinds |= {each.partition(" ")[0] for each in done.split(", ")}
    assert kinds >= {"bytes", "cell", "json", "path", "kind"}


def raises(error: BaseException) -> Callable[..., int]:
    @command("kites")
    def main(_: object = None) -> int:
        raise error

    return main


def writes_outside(_: object) -> int:
    Path("../outside.txt").write_text("inside", "utf-8")
    return 0


def says_two_lines(_: object) -> int:
    return raises(UserError("a"))() and raises(UserError("b"))()


@pytest.mark.parametrize(
    ("main", "is_failure"),
    [
        (lambda _: 0, False),
        (lambda _: 1, False),
        (raises(UserError("the package cannot be read")), False),
        (lambda _: 2, True),  # without a line
        (lambda _: 3, True),
        (says_two_lines, True),
        (raises(ZeroDivisionError()), True),
        (raises(SystemExit(1)), True),
        (raises(fuzz._TooLongError()), True),
        (writes_outside, True),
    ],
)
def test_a_failure_is_any_other_end_than_a_report_or_one_line(
    monkeypatch: pytest.MonkeyPatch, main: Callable[..., int], is_failure: bool
) -> None:
    monkeypatch.setattr(fuzz, "checks", main)
    ends: Ends = Counter()
    failures = list(fuzz.tried(3, 1, ends, alone=False))
    assert bool(failures) == is_failure
    assert all(failure.startswith("package 3 (") for failure in failures)
    assert ends.total() == 2


def test_a_command_without_an_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: object) -> int:
        while True:
            pass

    monkeypatch.setattr(fuzz, "checks", endless)
    monkeypatch.setattr(fuzz, "_LONGEST", 1)
    fuzz.signal.signal(fuzz.signal.SIGALRM, fuzz._stop)
    status, errors = fuzz.in_process(["."])
    assert (status, "_TooLongError" in errors) == (1, True)


@pytest.mark.parametrize(("status", "failures"), [(0, 0), (3, 4)])
def test_the_document_has_the_counts_of_the_run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: int,
    failures: int,
) -> None:
    monkeypatch.setattr(fuzz, "checks", lambda _: status)
    words = ["--cases", "2", "--processes", "0", "--output", str(tmp_path / "fuzzing.md")]
    assert fuzz.main(words) == (failures > 0)
    assert capsys.readouterr().out.endswith(f"2 packages, {failures} failures\n")
    text = (tmp_path / "fuzzing.md").read_text("utf-8")
    assert f"Written by `python -m scripts.fuzz {' '.join(words)}`" in text
    assert f"Failures: {failures}." in text


def test_a_damaged_package_is_checked_in_a_process_of_its_own() -> None:
    ends: Ends = Counter()
    assert list(fuzz.tried(1, 1, ends, alone=True)) == []
    assert ends.total() == 1


def test_no_package_is_begun_after_the_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--seconds", "-1"]) == 0
    assert capsys.readouterr().out == "0 packages, 0 failures\n"

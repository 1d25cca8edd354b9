"""What long commands print on the standard error while they work."""

import re
from pathlib import Path

import pytest

from scripts.progress import steps
from scripts.release.__main__ import main as release
from scripts.site.__main__ import main as site
from tests.helpers.releasable_packages import releasable


def test_steps_are_numbered_lines_on_the_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say = steps("sort", 2)
    say("3 stacks")
    say("4 shelves")
    printed = capsys.readouterr()
    assert printed.err == "sort: 1 of 2: 3 stacks\nsort: 2 of 2: 4 shelves\n"
    assert printed.out == ""


def test_quiet_steps_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    steps("sort", 1, quiet=True)("3 stacks")
    assert capsys.readouterr() == ("", "")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return releasable(tmp_path_factory.mktemp("progress") / "package")


@pytest.mark.parametrize(
    ("command", "output", "counts"),
    [
        (release, "--dist", {"tables": 3, "files": 1}),
        (site, "--output", {"pages": 1, "files": 1}),
    ],
)
def test_a_command_says_every_step_and_how_many_things_it_makes_unless_it_is_to_be_quiet(
    package, tmp_path, capsys, command, output, counts
):
    assert command([str(package), output, str(tmp_path / "out")]) == 0
    lines = capsys.readouterr().err.splitlines()
    numbers = [re.fullmatch(r"(?:release|site): (\d) of (\d): .+", line).groups() for line in lines]
    assert numbers == [(str(place), str(len(lines))) for place in range(1, len(lines) + 1)]
    counted = re.findall(r"\d+ (tables|pages|files)\b", "\n".join(lines))
    assert {noun: counted.count(noun) for noun in counts} == counts
    assert command([str(package), output, str(tmp_path / "out"), "--quiet"]) == 0
    assert capsys.readouterr().err == ""

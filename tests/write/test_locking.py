"""One writer at a time: a lock for each package."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import checks.checking
import checks.write.locking
import scripts.build
from checks.commands.main import main
from checks.write.locking import locked
from tests.helpers.builders import ROOT, read_rows
from tests.helpers.contradictory_package import contradictory_package


def waits(package: Path, other: Path) -> bool:
    """Whether a writer of a package waits while another holds the lock of the other one."""
    order = []

    def write() -> None:
        with locked(package):
            order.append("second")

    writer = threading.Thread(target=write)
    with locked(other):
        writer.start()
        writer.join(timeout=0.5)
        order.append("first")
    writer.join()
    return order == ["first", "second"]


def test_a_writer_waits_for_the_writer_of_the_same_package_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "datapackage.json").touch()
    assert waits(tmp_path / "one", tmp_path / "one")
    assert waits(tmp_path / "one", tmp_path / "one" / "datapackage.json")
    assert not waits(tmp_path / "one", tmp_path / "two")
    assert [file.name for file in (tmp_path / "one").iterdir()] == ["datapackage.json"]


def test_the_lock_of_a_process_that_is_killed_is_gone(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, sys\n"
        "from checks.write.locking import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n    os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], cwd=ROOT, check=False)
    assert done.returncode == 9
    with locked(tmp_path):
        pass


@pytest.mark.parametrize(
    ("arguments", "is_locked"),
    [
        (["{package}", "--update-register"], True),
        (["build", "{package}"], True),
        (["build", "{package}", "--check"], False),
        (["segment", "{text}", "{package}", "--document", "reeds"], True),
        (["{package}"], False),
        (["describe", "{package}"], False),
    ],
)
def test_who_writes_holds_the_lock_while_reading_and_writing(
    small: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], is_locked: bool
) -> None:
    held: list[Path] = []

    @contextmanager
    def noted(package: Path) -> Iterator[None]:
        held.append(package)
        yield

    text = small.parent / "reeds.txt"
    text.write_text("Reeds\n\nThe reed guild met in 1931. It was small.\n", encoding="utf-8")
    monkeypatch.setattr(checks.write.locking, "locked", noted)
    monkeypatch.setattr(checks.checking, "locked", noted)
    assert main([word.format(package=small, text=text) for word in arguments]) < 2
    assert held == [small] * is_locked


def test_the_build_of_the_project_holds_the_lock(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Path] = []

    @contextmanager
    def noted(package: Path) -> Iterator[None]:
        held.append(package)
        yield

    monkeypatch.setattr(scripts.build, "locked", noted)
    assert scripts.build.main([str(small)]) == 0
    assert held == [small]


def test_updates_of_one_register_at_once_all_end_right(tmp_path: Path) -> None:
    contradictory_package(tmp_path / "package")
    alone = Path(shutil.copytree(tmp_path / "package", tmp_path / "alone"))
    command = [sys.executable, "-m", "checks", "package", "--update-register"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert main([str(alone), "--update-register"]) == 0
    assert len(read_rows(alone, "findings")) == 2
    for file in ("datapackage.json", "data/findings.csv"):
        assert (tmp_path / "package" / file).read_bytes() == (alone / file).read_bytes()

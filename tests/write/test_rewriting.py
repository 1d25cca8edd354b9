"""Files are written in one place: whole or not at all, and never through a link."""

import errno
import os
import stat
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from checks.commands.main import main
from checks.write import rewriting
from checks.write.rewriting import WritingError, rewrite
from tests.helpers.builders import read_rows, write_table
from tests.helpers.contradictory_package import contradictory_package

OLD, NEW = b"old\n", b"new, and longer\n"


def three_files(folder: Path) -> dict[Path, bytes]:
    """Two files to replace and one to make, with what they should hold."""
    folder.mkdir(exist_ok=True)
    for name in ("a.csv", "b.csv"):
        (folder / name).write_bytes(OLD)
    return {folder / name: NEW for name in ("a.csv", "b.csv", "c.csv")}


def content_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_files_are_replaced_and_keep_their_permissions(tmp_path: Path) -> None:
    files = three_files(tmp_path)
    (tmp_path / "a.csv").chmod(0o640)
    assert rewrite(files)
    assert content_of(tmp_path) == dict.fromkeys(["a.csv", "b.csv", "c.csv"], NEW)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o640
    assert not rewrite(files)


def test_the_name_of_a_temporary_file_cannot_be_foreseen(tmp_path: Path) -> None:
    assert len({rewriting._beside(tmp_path / "a.csv") for _ in range(100)}) == 100


def test_a_link_where_a_temporary_file_goes_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = three_files(tmp_path / "package")
    (tmp_path / "victim").write_bytes(b"victim")
    foreseen = tmp_path / "package" / "foreseen.new"
    foreseen.symlink_to("../victim")
    monkeypatch.setattr(rewriting, "_beside", lambda _: foreseen)
    with pytest.raises(WritingError, match="cannot be written"):
        rewrite(files)
    assert (tmp_path / "victim").read_bytes() == b"victim"
    assert content_of(tmp_path / "package")["a.csv"] == OLD


@pytest.mark.parametrize("name", [".dates.csv.new", ".findings.csv.new", ".datapackage.json.new"])
def test_links_with_the_names_that_version_1_foresaw_stay_as_they_are(
    small: Path, name: str
) -> None:
    victim = small.parent / "victim"
    victim.write_bytes(b"victim")
    folder = small if "datapackage" in name else small / "data"
    (folder / name).symlink_to(victim)
    rows = read_rows(small, "dates")
    write_table(small, "dates", rows[::-1], ordered=False)
    assert main(["build", str(small)]) == 0
    assert main([str(small), "--update-register"]) == 0
    assert victim.read_bytes() == b"victim"
    assert not (small / "data/dates.csv").is_symlink()
    assert read_rows(small, "dates") == rows


def test_a_report_beside_a_link_is_not_written_through_it(small: Path) -> None:
    victim = small.parent / "victim"
    victim.write_bytes(b"victim")
    (small / ".r.html.new").symlink_to(victim)
    main([str(small), "--format", "html", "--output", str(small / "r.html")])
    assert victim.read_bytes() == b"victim"
    assert (small / "r.html").read_text("utf-8").startswith("<!")


def test_a_full_disk_changes_nothing_and_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    files = three_files(tmp_path)
    before = content_of(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WritingError, match=r"a\.csv: cannot be written \(No space left"):
        rewrite(files)
    assert content_of(tmp_path) == before


# A process that is killed


def killed_at(line: int, files: dict[Path, bytes]) -> bool:
    """Whether a process that writes the files is killed before its nth line; it may end earlier."""
    process = os.fork()
    if process == 0:
        left = [line]

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            if frame.f_code.co_filename == rewriting.__file__ and event == "line":
                left[0] -= 1
                if left[0] < 0:
                    os._exit(9)
            return trace

        sys.settrace(trace)
        rewrite(files)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9


def test_a_process_that_is_killed_anywhere_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    states = []
    for line in range(1_000):
        folder = tmp_path / str(line)
        files = three_files(folder)
        was_killed = killed_at(line, files)
        found = {name: content for name, content in content_of(folder).items() if name[0] != "."}
        assert set(found.values()) <= {OLD, NEW}
        assert found.get("c.csv", NEW) == NEW
        states.append(sorted(name for name, content in found.items() if content == NEW))
        rewrite(files)
        assert {content_of(folder)[file.name] for file in files} == {NEW}
        if not was_killed:
            break
    in_order = [[], ["a.csv"], ["a.csv", "b.csv"], ["a.csv", "b.csv", "c.csv"]]
    assert [state for at, state in enumerate(states) if state not in states[:at]] == in_order


def test_an_update_that_is_killed_between_two_files_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Killed(BaseException):
        pass

    def replace(path: Path, target: Path) -> Path:
        if target.name == "datapackage.json":
            raise Killed
        return works(path, target)

    cut, whole = tmp_path / "cut", tmp_path / "whole"
    for folder in (cut, whole):
        contradictory_package(folder)
    works = Path.replace
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Killed):
        main([str(cut), "--update-register"])
    assert len(read_rows(cut, "findings")) == 2
    assert main([str(cut)]) == 1
    assert "expected the sha256" in capsys.readouterr().out.replace("\n", " ")
    monkeypatch.undo()
    for folder in (cut, whole):
        assert main([str(folder), "--update-register"]) == 0
    for file in ("datapackage.json", "data/findings.csv"):
        assert (cut / file).read_bytes() == (whole / file).read_bytes()

"""How commands end: with a status, or with one line and no traceback."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checks.commands.process import MISTAKE, command
from checks.tables.problems import UserError
from tests.helpers.builders import ROOT

HAS_A_FULL_DISK = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="there is no /dev/full on this system"
)
SCRIPTS = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__main__")
    for file in (ROOT / "scripts").rglob("*.py")
    if 'if __name__ == "__main__":' in file.read_text("utf-8")
)


# In this process


def ends(capsys: pytest.CaptureFixture[str], error: BaseException | int) -> tuple[int, str]:
    """Exit status and standard error of a command that raises an error, or returns a status."""

    @command("kites")
    def main(_: object = None) -> int:
        if isinstance(error, BaseException):
            raise error
        return error

    return main(), capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (0, 0, ""),
        (1, 1, ""),
        (UserError("a.csv: is no CSV"), 2, "kites: a.csv: is no CSV\n"),
        (UserError("a.csv: bad\nb.csv: bad"), 2, "kites: a.csv: bad; b.csv: bad\n"),
        (UserError("../\x1b[2Ja: no folder"), 2, "kites: ../\ufffd[2Ja: no folder\n"),
        (UserError("a\u202egpj.csv: \ud800"), 2, "kites: a\ufffdgpj.csv: \ufffd\n"),
        (UserError("Été.csv: is no CSV"), 2, "kites: Été.csv: is no CSV\n"),
        (OSError(errno.EIO, "no", "a.csv"), 2, "kites: a.csv: no\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_a_failure_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], error: BaseException | int, status: int, line: str
) -> None:
    assert ends(capsys, error) == (status, line)


def test_a_mistake_of_the_program_is_raised_where_it_can_be_looked_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ZeroDivisionError):
        ends(capsys, ZeroDivisionError())


# As a process


def script(body: str, **streams: object) -> "subprocess.CompletedProcess[bytes]":
    """A process whose main function has this body."""
    program = (
        "import sys, time\n"
        "from checks.commands.process import command, run\n"
        f"@command('kites')\ndef main(arguments=None):\n    {body}\n"
        "run(main, 'kites')\n"
    )
    told: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, **told)  # type: ignore[call-overload, no-any-return]


def shell(line: str, folder: Path = ROOT) -> tuple[int, bytes, bytes]:
    """Status, standard output and standard error of a line for the shell."""
    told = line.replace("python", sys.executable, 1)
    done = subprocess.run(
        ["bash", "-c", told],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("body", "status", "out", "err"),
    [
        ("print('reeds'); return 1", 1, b"reeds\n", b""),
        ("print('r\\ud800\\xe9'); return 0", 0, "r\\ud800é\n".encode(), b""),
        ("sys.exit('no reeds')", 1, b"", b"no reeds\n"),
        ("print('reeds'); sys.exit(0)", 0, b"reeds\n", b""),
    ],
)
def test_what_a_command_prints_and_returns_is_that_of_its_process(
    body: str, status: int, out: bytes, err: bytes
) -> None:
    done = script(body)
    assert (done.returncode, done.stdout, done.stderr) == (status, out, err)


@pytest.mark.parametrize(
    "error", ["ValueError('a\\nb')", "RecursionError('a')", "MemoryError('a')"]
)
def test_a_mistake_of_the_program_is_one_line_and_never_says_that_a_package_is_not_valid(
    error: str,
) -> None:
    done = script(f"raise {error}")
    assert done.returncode == 2
    assert done.stderr.startswith(f"kites: {MISTAKE}: {error.partition('(')[0]}: a".encode())
    assert done.stderr.count(b"\n") == 1


def test_a_library_that_is_not_installed_is_named_with_the_remedy() -> None:
    done = script("import nosuch")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"has no nosuch: run make validate once" in done.stderr


@pytest.mark.parametrize("streams", [">&-", "<&- >&-"])
def test_an_output_that_is_closed_is_one_line(streams: str) -> None:
    status, out, err = shell(f"python -m checks --version {streams}")
    assert (status, out, err.count(b"\n")) == (2, b"", 1)
    assert err.startswith(b"checks: standard output: cannot be written")


@pytest.mark.parametrize("streams", ["2>&-", ">&- 2>&-"])
def test_an_error_output_that_is_closed_takes_its_line_nowhere_else(streams: str) -> None:
    assert shell(f"python -m checks nowhere {streams}") == (2, b"", b"")


def test_with_an_error_output_that_is_closed_the_report_is_as_before() -> None:
    assert shell("python -m checks --version 2>&- <&-") == shell("python -m checks --version")


@HAS_A_FULL_DISK
@pytest.mark.parametrize("module", ["checks", *SCRIPTS])
def test_each_command_on_a_full_disk_is_one_line(module: str) -> None:
    status, _, err = shell(f"python -m {module} --help > /dev/full")
    reason = b": standard output: cannot be written (No space left on device)\n"
    assert (status, err.count(b"\n"), err.endswith(reason)) == (2, 1, True)


def test_there_are_scripts_and_each_runs_in_the_same_way() -> None:
    assert len(SCRIPTS) >= 10
    for module in SCRIPTS:
        place = ROOT / module.replace(".", "/")
        file = place / "__main__.py" if place.is_dir() else place.with_suffix(".py")
        last = file.read_text("utf-8").rpartition('if __name__ == "__main__":\n')[2]
        assert last.startswith(("    run(main, ", "    run_process(main, ")), module


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("print('r'); return 1", 1),  # all is worked out when the pipe breaks
        ("[print('r' * 999) for _ in range(9999)]; return 1", 141),
    ],
)
def test_a_reader_that_stops_early_hears_nothing(body: str, status: int) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = script(body, stdout=writes)
    os.close(writes)
    assert (done.returncode, done.stderr) == (status, b"")


def test_the_proof_stops_in_silence_when_its_reader_does() -> None:
    line = "python -m checks prove --help | head -c1"
    assert shell(f"{line}; exit ${{PIPESTATUS[0]}}") == (0, b"u", b"")


def interrupted(program: str, *arguments: str, seconds: float = 0) -> tuple[int, bytes]:
    """Exit status and standard error of a program that gets SIGINT so long after it begins."""
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr
        assert process.stderr.readline() == b"begins\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        return process.wait(), process.stderr.read()


INTERRUPTIBLE = (
    "import signal, sys, time\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have it ignored
    "from {module} import main\n"
    "from checks.commands.process import run\n"
    "print('begins', file=sys.stderr, flush=True)\n"
    "run(main, 'kites')\n"
)


SLOW_TO_IMPORT = (
    "import runpy, signal, sys, time\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "class Slow:\n"
    "    def find_spec(self, name, *_):\n"
    "        if name == {imported!r}:\n"
    "            print('begins', file=sys.stderr, flush=True)\n"
    "            time.sleep(60)\n"
    "sys.meta_path.insert(0, Slow())\n"
    "sys.argv = ['-m']\n"
    "runpy.run_module({module!r}, run_name='__main__')\n"
)


@pytest.mark.parametrize(
    ("module", "imported"), [("checks", "argparse"), ("scripts.build", "checks.checking")]
)
def test_an_interrupt_of_the_imports_ends_with_130_and_in_silence(
    module: str, imported: str
) -> None:
    assert interrupted(SLOW_TO_IMPORT.format(module=module, imported=imported)) == (130, b"")


@pytest.mark.parametrize("seconds", [0, 0.2, 0.5, 1])
@pytest.mark.parametrize(
    ("module", "arguments"),
    [("checks.commands.main", ["--format", "html"]), ("scripts.versions.__main__", ["1.0.1", "."])],
)
def test_an_interrupt_ends_with_130_and_in_silence(
    seconds: float, module: str, arguments: list[str]
) -> None:
    program = INTERRUPTIBLE.format(module=module)
    assert interrupted(program, *arguments, seconds=seconds) == (130, b"")

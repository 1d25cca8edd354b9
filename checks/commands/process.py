"""How the commands of `checks` and `scripts` end: with a status, or with one line and status 2.

A command is a function of its arguments that returns a status. The decorator `command` turns what
it cannot read, write or understand into one line; `run` runs it as a process.
"""

import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, Protocol

from checks.tables.escaping import for_terminal
from checks.tables.problems import UserError

UNUSABLE, INTERRUPTED, PIPE_CLOSED = 2, 130, 141
"""Exit statuses. The last two are what a shell says of a process that SIGINT or SIGPIPE ends."""

MISTAKE = "this is a mistake of the program"
"""What begins the line about an error that nobody expected."""


class Command(Protocol):
    """The main function of a command: by default, of the arguments of the process."""

    def __call__(self, arguments: Sequence[str] | None = None) -> int: ...  # noqa: D102


def command(name: str) -> Callable[[Command], Command]:
    """A decorator for the main function of a command, whose lines begin with `name`."""

    def decorate(main: Command) -> Command:
        @wraps(main)
        def guarded(arguments: Sequence[str] | None = None) -> int:
            return _status(name, lambda: main(arguments))

        return guarded

    return decorate


def end_when_interrupted() -> None:
    """Let an interrupt end the process at once, until `run`: importing modules leaves nothing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def _end(*_: object) -> NoReturn:
    os._exit(INTERRUPTED)


def run(main: Callable[[], int], name: str) -> NoReturn:
    """Run a command in this process, and end the process.

    Even a mistake of the program is one line: a traceback would end with status 1, which says that
    a package is not valid. The process ends without taking its memory apart, which takes a fifth of
    a short run: all that it writes is written and closed by then.
    """
    try:
        if signal.getsignal(signal.SIGINT) is _end:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        _open_streams()
        status = main()
    except KeyboardInterrupt:  # before it began
        status = INTERRUPTED
    except SystemExit as error:
        if isinstance(error.code, str):
            _say(error.code)
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
        status = _status(name, lambda: code)
    except ModuleNotFoundError as error:
        remedy = "run make validate once, then .venv/bin/claims-check"
        status = _failed(name, f"this Python ({sys.executable}) has no {error.name}: {remedy}")
    except Exception as error:  # noqa: BLE001 - see above
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        status = _failed(name, f"{MISTAKE}: {type(error).__name__}: {error} ({where})")
    os._exit(status)


def _status(name: str, main: Callable[[], int]) -> int:
    """The status of a command that has written all of its output."""
    status = None
    try:
        status = main()
        sys.stdout.flush()
    except UserError as error:
        return _failed(name, str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        return PIPE_CLOSED if status is None else status
    except OSError as error:
        return _failed(name, f"{error.filename or 'a file'}: {error.strerror or error}")
    return status


def _failed(name: str, reason: str) -> int:
    """Say in one line why a command failed; no character of it steers a terminal."""
    line = f"{name}: {'; '.join(reason.splitlines())}"
    _say(for_terminal(line))
    return UNUSABLE


def _say(line: str) -> None:
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


class _Output(io.FileIO):
    """The standard output, which says so where it cannot be written."""

    def write(self, content: Any, /) -> int:
        try:
            return super().write(content)
        except OSError as error:
            error.filename = "standard output"
            error.strerror = f"cannot be written ({error.strerror})"
            raise


def _open_streams() -> None:
    """Let the outputs take any text. One that is closed fails; errors then go nowhere."""
    for place in range(3):
        try:
            os.fstat(place)
        except OSError:  # the next file that is opened would become this stream
            os.open(os.devnull, os.O_RDWR if place == 2 else os.O_RDONLY)
    output, errors = _Output(1, "w", closefd=False), io.FileIO(2, "w", closefd=False)
    sys.stdout = _text(output, by_line=output.isatty())
    sys.stderr = _text(errors, by_line=True)


def _text(stream: io.FileIO, *, by_line: bool) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BufferedWriter(stream), "utf-8", "backslashreplace", line_buffering=by_line
    )

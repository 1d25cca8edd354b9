"""Wrong usage of the command line, which is one line and no traceback."""

import argparse
from typing import NoReturn


class UsageError(Exception):
    """What was asked for cannot be done; the message is one line for a person."""


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(f"{message} (see {self.prog} --help)")

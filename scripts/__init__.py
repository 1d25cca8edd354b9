"""Maintainers' commands, run as ``python -m scripts.<name>`` in the checkout."""

import sys

from checks.commands.process import end_when_interrupted

if sys.argv[:1] == ["-m"]:  # so it is while Python looks for the module that it was told to run
    end_when_interrupted()

"""``python -m checks``: see `checks.commands.main`."""

from checks.commands.main import run

run()

"""``python -m checks``: see `checks.commands.main`."""

from checks.commands.process import end_when_interrupted

end_when_interrupted()

from checks.commands.main import run  # noqa: E402 - only now

run()

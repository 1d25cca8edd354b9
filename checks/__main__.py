"""``python -m checks``: see `checks.command_line`."""

import sys

from checks.command_line import main

sys.exit(main())

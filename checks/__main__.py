"""``python -m checks``: see `checks.commands.main`."""

import sys

from checks.commands.main import main

sys.exit(main())

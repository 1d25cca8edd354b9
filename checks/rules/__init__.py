"""The rules: one in each module of a folder, which is its family.

`checks.rules` is the name of this folder and of a function of the Python interface. Python gives
the name to the folder once a module in it is imported, so the folder can be called as well. (To
give the name back to the function would break `import checks.rules.rule as rule`.)
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.rules.rule import Rule


class _CallableFolder(ModuleType):
    def __call__(self) -> "tuple[Rule, ...]":
        """The same as the function `rules` in `checks/__init__.py`."""
        from checks.rules.registry import own_rules

        return own_rules()


sys.modules[__name__].__class__ = _CallableFolder

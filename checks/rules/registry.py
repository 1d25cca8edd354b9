"""The rules that there are: those of this package, found by looking into its folders, and others.

A rule of another distribution is offered under the entry point group `claims_check.rules`. It runs
on a package that lists its name under `"extraRules"` in the descriptor, and on no other: what
happens to be installed on a machine never changes a verdict.
"""

import inspect
import pkgutil
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from checks.rules.rule import Rule
from checks.tables.table_schema import PackageError

ENTRY_POINTS = "claims_check.rules"
"""The entry point group of the rules of other distributions: each names a class."""

FAMILIES = ("time", "actors", "figures", "polls", "text")
"""The folders of rules, in the order of reports."""


class RuleError(PackageError):
    """A rule that a package asks for cannot be had; the message is one line."""


class UnknownRuleError(Exception):
    """No rule has that name; the message is one line with the names that are close."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"there is no rule {name!r}: {hint}")
        self.name = name


class NoRuleLeftError(Exception):
    """A choice of rules leaves none to run; the message is one line."""


@cache
def own_rules() -> tuple[Rule, ...]:
    """The rules of this program, by family, then by name."""
    return tuple(rule for family in FAMILIES for rule in _rules_of(family))


def all_rules(extra: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules of this program, and those of other distributions that are named in `extra`.

    Raises:
        RuleError: no distribution offers such a rule, or what it offers is none.
    """
    return (*own_rules(), *(_foreign_rule(name) for name in dict.fromkeys(extra)))


def rule_named(name: str, extra: Collection[str] = ()) -> Rule:
    """The rule of that name. Raises UnknownRuleError when there is none, RuleError as above."""
    rules = {rule.name: rule for rule in all_rules(extra)}
    if name not in rules:
        close = get_close_matches(name, rules)
        hint = f"did you mean {' or '.join(close)}?" if close else "--list-rules lists them all"
        raise UnknownRuleError(name, hint)
    return rules[name]


def selected_rules(
    select: Collection[str] = (), ignore: Collection[str] = (), extra: Collection[str] = ()
) -> tuple[Rule, ...]:
    """The rules named in `select` (all, if it is empty) without those named in `ignore`.

    Raises:
        UnknownRuleError: for the first name that is not one of a rule.
        NoRuleLeftError: there is none left, so that nothing would be checked, and pass.
        RuleError: a rule in `extra` cannot be had.
    """
    rules = all_rules(extra)
    selected = {rule_named(name, extra).name for name in select} or {rule.name for rule in rules}
    left = selected - {rule_named(name, extra).name for name in ignore}
    if not left:
        chosen = "every selected rule" if select else "every rule"
        raise NoRuleLeftError(f"no rule is left to run: {chosen} is ignored")
    return tuple(rule for rule in rules if rule.name in left)


def _rules_of(family: str) -> Iterator[Rule]:
    package = import_module(f"checks.rules.{family}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = [
        rule for name in names for rule in _rules_in(import_module(f"{package.__name__}.{name}"))
    ]
    yield from sorted((rule() for rule in found), key=lambda rule: rule.name)


def _rules_in(module: ModuleType) -> Iterator[type[Rule]]:
    """The rules that a module defines."""
    for item in vars(module).values():
        is_rule = inspect.isclass(item) and issubclass(item, Rule) and not inspect.isabstract(item)
        if is_rule and item.__module__ == module.__name__:
            yield item


def _foreign_rule(name: str) -> Rule:
    """The rule of that name of another distribution."""
    for entry in entry_points(group=ENTRY_POINTS):
        if entry.name == name:
            return _loaded(entry)
    raise RuleError(
        f"the package asks for the rule {name!r}, and no installed distribution offers it "
        f"(entry point group {ENTRY_POINTS})"
    )


def _loaded(entry: EntryPoint) -> Rule:
    offered = f"the rule {entry.name!r} ({entry.value})"
    if entry.name in {rule.name for rule in own_rules()}:
        raise RuleError(f"{offered} has the name of a rule of this program")
    try:
        rule = entry.load()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in the code of others
        raise RuleError(f"{offered} cannot be loaded: {error}") from None
    if not (inspect.isclass(rule) and issubclass(rule, Rule) and rule.name == entry.name):
        raise RuleError(f"{offered} is no rule of that name")
    found: Rule = rule()
    return found

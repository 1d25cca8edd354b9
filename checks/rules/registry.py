"""The rules that there are: those of this package, found by looking into its folders, and others.

A rule of another distribution is offered under the entry point group `claims_check.rules`. It runs
on a package that lists its name under `"extraRules"` in the descriptor, and on no other: what
happens to be installed on a machine never changes a verdict.
"""

import inspect
import pkgutil
import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import get_args

from checks.rules.retired import RetiredRule, retired_rule
from checks.rules.rule import Family, Rule, RuleModel, Severity
from checks.tables.shortening import listed
from checks.tables.table_schema import PackageError

ENTRY_POINTS = "claims_check.rules"
"""The entry point group of the rules of other distributions: each names a class."""

FAMILIES = get_args(Family)
"""The folders of rules, in the order of reports."""


class RuleError(PackageError):
    """A rule is malformed, or one that a package asks for is not there; the message is one line."""


class UnknownRuleError(ValueError):
    """No rule has that name; the message is one line with the names that are close."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"there is no rule {name!r}: {hint}")
        self.name = name


class RetiredRuleError(UnknownRuleError):
    """The rule was retired; the message is one line that says when, why, and what to use."""

    def __init__(self, rule: RetiredRule) -> None:
        ValueError.__init__(self, str(rule))
        self.name = rule.name


class NoRuleLeftError(ValueError):
    """A choice of rules leaves none to run; the message is one line."""


@cache
def own_rules() -> tuple[Rule, ...]:
    """The rules of this program, by family, then by name.

    Raises:
        RuleError: a rule lacks something, or two rules have one name.
    """
    rules = [rule for family in FAMILIES for rule in _rules_of(family)]
    _refuse_repeated_names(rules)
    return tuple(rules)


def all_rules(extra: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules of this program, and those of other distributions that are named in `extra`.

    They are in the order of their families.

    Raises:
        RuleError: as in `own_rules`; or no distribution offers such a rule, or not a usable one.
    """
    rules = [*own_rules(), *(_foreign_rule(name) for name in dict.fromkeys(extra))]
    return tuple(sorted(rules, key=lambda rule: FAMILIES.index(rule.family)))


def rule_named(name: str, extra: Collection[str] = ()) -> Rule:
    """The rule of that name.

    Raises:
        UnknownRuleError: there is none; RetiredRuleError, if there was one.
        RuleError: as in `all_rules`.
    """
    rules = {rule.name: rule for rule in all_rules(extra)}
    if name not in rules:
        if retired := retired_rule(name):
            raise RetiredRuleError(retired)
        close = get_close_matches(name, rules)
        hint = f"did you mean {' or '.join(close)}?" if close else "--list-rules lists them all"
        raise UnknownRuleError(name, hint)
    return rules[name]


def selected_rules(
    select: Collection[str] = (), ignore: Collection[str] = (), extra: Collection[str] = ()
) -> tuple[Rule, ...]:
    """The rules named in `select` (all, if it is empty) without those named in `ignore`.

    To ignore a retired rule changes nothing.

    Raises:
        UnknownRuleError: for the first name that is not one of a rule.
        NoRuleLeftError: there is none left, so that nothing would be checked, and pass.
        RuleError: a rule in `extra` cannot be had.
    """
    rules = all_rules(extra)
    selected = {rule_named(name, extra).name for name in select} or {rule.name for rule in rules}
    left = selected - {rule_named(name, extra).name for name in ignore if not retired_rule(name)}
    if not left:
        chosen = "every selected rule" if select else "every rule"
        raise NoRuleLeftError(f"no rule is left to run: {chosen} is ignored")
    return tuple(rule for rule in rules if rule.name in left)


def _rules_of(family: str) -> Iterator[Rule]:
    """The rules in the folder of a family, by name."""
    package = import_module(f"checks.rules.{family}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = [
        rule for name in names for rule in _rules_in(import_module(f"{package.__name__}.{name}"))
    ]
    yield from sorted(map(_made, found), key=lambda rule: rule.name)


def _rules_in(module: ModuleType) -> Iterator[type[Rule]]:
    """The rules that a module defines; a class without a name is a base of rules."""
    for item in vars(module).values():
        is_rule = inspect.isclass(item) and issubclass(item, Rule) and hasattr(item, "name")
        if is_rule and item.__module__ == module.__name__:
            yield item


def _made(rule: type[Rule]) -> Rule:
    """The rule of a class. Raises RuleError with all that the class lacks."""
    if lacks := list(_lacks(rule)):
        raise RuleError(f"the rule {rule.name!r} ({rule.__module__}) lacks {listed(lacks, '; ')}")
    return rule()


def _lacks(rule: type[Rule]) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", rule.name):
        yield "a name in kebab-case"
    if getattr(rule, "family", None) not in FAMILIES:
        yield f"a family (one of {', '.join(FAMILIES)})"
    if getattr(rule, "severity", None) not in get_args(Severity):
        yield f"a severity (one of {', '.join(get_args(Severity))})"
    if not hasattr(rule, "reads"):
        yield "the tables and columns that it reads (reads)"
    for method in sorted(rule.__abstractmethods__):
        yield f"the method {method}"
    model = getattr(rule, "model", None)
    if not (inspect.isclass(model) and issubclass(model, RuleModel)):
        yield "a model (a subclass of RuleModel)"
    elif rule.name not in {check.name for check in model.to_schema().checks}:
        yield f"a check named {rule.name!r} in its model {model.__name__}"
    try:
        rule.documentation()
    except ValueError as error:
        yield f"documentation ({error})"


def _refuse_repeated_names(rules: Iterable[Rule]) -> None:
    modules: dict[str, str] = {}
    for rule in rules:
        module = type(rule).__module__
        if rule.name in modules:
            raise RuleError(f"{modules[rule.name]} and {module} both have a rule {rule.name!r}")
        if retired := retired_rule(rule.name):
            raise RuleError(f"{module} has the name of a retired rule: {retired}")
        modules[rule.name] = module


def _foreign_rule(name: str) -> Rule:
    """The rule of that name of another distribution."""
    offered = {entry.value: entry for entry in entry_points(group=ENTRY_POINTS, name=name)}
    if not offered:
        raise RuleError(
            f"the package asks for the rule {name!r}, and no installed distribution offers it "
            f"(entry point group {ENTRY_POINTS})"
        )
    if len(offered) > 1:
        raise RuleError(f"several distributions offer a rule {name!r}: {listed(offered)}")
    return _loaded(*offered.values())


def _loaded(entry: EntryPoint) -> Rule:
    offered = f"the rule {entry.name!r} ({entry.value})"
    if entry.name in {rule.name for rule in own_rules()}:
        raise RuleError(f"{offered} has the name of a rule of this program")
    if retired := retired_rule(entry.name):
        raise RuleError(f"{offered} has the name of a retired rule: {retired}")
    try:
        rule = entry.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the code of others does
        reason = f"{type(error).__name__}: {error}"
        raise RuleError(f"{offered} cannot be loaded: {reason}") from None
    if not (inspect.isclass(rule) and issubclass(rule, Rule)):
        raise RuleError(f"{offered} is not a subclass of checks.rules.rule.Rule")
    if (own_name := getattr(rule, "name", None)) != entry.name:
        raise RuleError(f"{offered} has another name: {own_name!r}")
    return _made(rule)

"""The checks of one field of a Table Schema, by its type, its format and its constraints.

What cannot be checked is a note in place of a check: `the pattern of name: ...`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import pandera.pandas as pa

from checks.tables import schema_checks
from checks.tables.patterns import is_match, pattern_fault
from checks.tables.schema_checks import FORMATS
from checks.tables.shortening import listed
from checks.tables.table_schema import Field, as_text

NotedCheck: TypeAlias = pa.Check | str
"""A check, or a note on what is not checked."""

CONSTRAINTS = (
    *("required", "unique", "enum", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
)
"""The constraints of Table Schema that can be checked."""

_TEXTS = ("string", "any")
_NUMBERS = ("integer", "year", "number")
_TIMES = ("date", "datetime")

_BESIDE = (
    *("requiredWhen", "requiredUnless", "allowed"),
    *("references", "term", "carries", "possible"),
)
"""Properties by which this program extends Table Schema, about more than one column."""

_NUMERALS: Mapping[str, Any] = {"decimalChar": ".", "groupChar": "", "bareNumber": True}
"""Properties that change how numbers are written, with the values that change nothing."""

_WORDS = {"trueValues": "true", "falseValues": "false"}
_STANDARD_WORDS = (["true", "True", "TRUE", "1"], ["false", "False", "FALSE", "0"])
"""The words of the standard for true and false, of which canonical text uses the first."""

_IN_WORDS = {
    "integer": "an integer: digits without sign + or leading zeros, at most 18",
    "number": "a decimal number: digits and a point, without exponent or leading zeros",
    "date": "a date YYYY-MM-DD that the calendar has",
}
_EDTF = (
    "an EDTF date: YYYY, YYYY-MM or YYYY-MM-DD, perhaps with ?, ~ or %, or an "
    "interval A/B, A/.., ../B, [A..B], [..B], [A..], on days that exist and in their order"
)
_BOUNDS: Mapping[str, tuple[str, str, str, Callable[..., pa.Check]]] = {
    "minimum": ("minimum", "at least", "ge", pa.Check.ge),
    "exclusiveMinimum": ("minimum", "more than", "gt", pa.Check.gt),
    "maximum": ("maximum", "at most", "le", pa.Check.le),
    "exclusiveMaximum": ("maximum", "less than", "lt", pa.Check.lt),
}


@dataclass(frozen=True)
class Cells:
    """How a column holds the values of a field.

    `is_text`: the column holds text. `is_typed`: missing cells are NA, and values have the type of
    the field, as far as pandas has that type; otherwise the cells are as in the file, and the texts
    in `missing` stand for missing values.
    """

    field: Field
    missing: tuple[str, ...]
    is_text: bool
    is_typed: bool

    def check(
        self, function: Callable[..., Any], code: str, expected: str, **statistics: Any
    ) -> pa.Check:
        """A check by a registered function, which Pandera finds again by its name."""
        statistics["missing"] = list(self.missing)
        return pa.Check(
            function, name=code, error=f"expected {expected}", ignore_na=self.is_typed, **statistics
        )


def field_checks(cells: Cells) -> Iterator[NotedCheck]:
    """The checks of single values, and notes on what is not checked."""
    field = cells.field
    yield from _type(cells)
    yield from _enum(cells)
    yield from _pattern(cells)
    if field.is_edtf:
        test = (
            schema_checks.is_written_as_edtf if field.may_be_impossible else schema_checks.is_edtf
        )
        yield cells.check(test, "edtf", _EDTF)
    yield from _lengths(cells)
    for name, bound in field.constraints.items():
        if name in _BOUNDS:
            yield _bound(cells, name, bound)
        elif name not in CONSTRAINTS:
            yield f"the constraint {name} of {field.name}"
    if field.list_separator:
        expected = f"parts between '{field.list_separator}' that are sorted, distinct and not empty"
        separator = {"separator": field.list_separator}
        yield cells.check(schema_checks.is_sorted_list, "list", expected, **separator)
    yield from (f"{name} of {field.name}" for name in _BESIDE if name in field.descriptor)


def words(field: Field, name: str) -> list[str]:
    """The words of a column for true (`trueValues`) or for false (`falseValues`)."""
    given = field.descriptor.get(name)
    if not isinstance(given, list) or given in _STANDARD_WORDS:
        return [_WORDS[name]]
    return [str(word) for word in given]


def missing_values(field: Field, table_schema: Mapping[str, Any]) -> list[str]:
    """The texts that stand for a missing value in a column."""
    given = field.descriptor.get("missingValues", table_schema.get("missingValues", [""]))
    return _values(given) or []


def _values(given: Any) -> list[Any] | None:
    """The values of a list, whose items can be objects with a value and a label."""
    if not isinstance(given, list):
        return None
    return [item.get("value") if isinstance(item, dict) else item for item in given]


def _type(cells: Cells) -> Iterator[NotedCheck]:
    field = cells.field
    form = field.descriptor.get("format", "default")
    if field.type == "string" and form in FORMATS:
        expected = f"a text of the format '{form}'"
        yield cells.check(schema_checks.has_format, "type", expected, format=form)
    elif field.type == "string" and form != "default":
        yield f"the format {form} of {field.name}"
    elif field.type not in (*_TEXTS, *_NUMBERS, *_TIMES, "boolean"):
        yield f"the type {field.type} of {field.name}"
    elif cells.is_text and field.type not in _TEXTS:
        yield _form(cells, form)


def _form(cells: Cells, form: str) -> NotedCheck:
    """The check of how a text writes a number, a boolean or a date."""
    field = cells.field
    if field.type == "boolean":
        allowed = [word for name in _WORDS for word in words(field, name)]
        return _isin(cells, allowed, "type", f"expected {listed(allowed, ' or ')}")
    changed = [key for key, same in _NUMERALS.items() if field.descriptor.get(key, same) != same]
    if changed or field.type == "datetime" or (field.type == "date" and form != "default"):
        return f"how {field.name} writes a {field.type}"
    kind = "integer" if field.type == "year" else field.type
    return cells.check(schema_checks.is_written_as, "type", _IN_WORDS[kind], type=kind)


def _isin(cells: Cells, texts: Sequence[Any], code: str, expected: str) -> pa.Check:
    return pa.Check.isin([*cells.missing, *texts], name=code, error=expected)


def _enum(cells: Cells) -> Iterator[NotedCheck]:
    field = cells.field
    given = field.constraints.get("enum", field.descriptor.get("categories"))
    if given is None:
        return
    values = _values(given) or []
    texts = [as_text(value) for value in values]
    expected = "one of: " + listed(texts)
    by_value = field.type in _TIMES if cells.is_typed else field.type == "number"
    if by_value:
        yield cells.check(schema_checks.is_among, "enum", expected, values=texts, type=field.type)
        return
    try:
        allowed = texts if cells.is_text else [_typed(field.type, value) for value in values]
    except (TypeError, ValueError):
        yield f"the enum of {field.name}"
        return
    yield _isin(cells, allowed, "enum", f"expected {expected}")


def _typed(kind: str, value: Any) -> Any:
    """A value of a schema in the type of its column. Raises ValueError if it has another."""
    if kind in _TIMES:
        return datetime.fromisoformat(str(value))
    if kind == "boolean" and not isinstance(value, bool):
        raise ValueError(value)
    if kind == "number":
        return value if isinstance(value, int) else float(value)
    return value if kind == "boolean" else int(value)


def _pattern(cells: Cells) -> Iterator[NotedCheck]:
    field = cells.field
    if "pattern" not in field.constraints:
        return
    pattern = field.constraints["pattern"]
    fault = pattern_fault(pattern)
    if fault or not cells.is_text:
        yield f"the pattern of {field.name}: {fault or 'the column holds no text'}"
        return
    expected = f"a text that matches {pattern}{_such_as(cells, pattern)}"
    yield cells.check(schema_checks.full_match, "pattern", expected, pattern=pattern)


def _such_as(cells: Cells, pattern: str) -> str:
    """The example that the schema gives of a column, if there is one and it fits the pattern."""
    example = cells.field.descriptor.get("example")
    fits = isinstance(example, str) and is_match(example, pattern)
    return f", such as {example}" if fits else ""


def _lengths(cells: Cells) -> Iterator[NotedCheck]:
    field = cells.field
    for name, code, words in (
        ("minLength", "min-length", "at least"),
        ("maxLength", "max-length", "at most"),
    ):
        length = field.constraints.get(name)
        if length is None:
            continue
        if field.type not in _TEXTS or not isinstance(length, int):
            yield f"the {name} of {field.name}"
            continue
        least, most = (length, None) if name == "minLength" else (None, length)
        expected = f"{words} {length} characters"
        yield cells.check(schema_checks.has_length, code, expected, least=least, most=most)


def _bound(cells: Cells, name: str, bound: Any) -> NotedCheck:
    code, words, operator, comparison = _BOUNDS[name]
    field, expected = cells.field, f"{words} {bound}"
    try:
        limit = _typed("number" if field.type in _NUMBERS else field.type, bound)
    except (TypeError, ValueError):
        limit = None
    is_comparable = field.type in (*_NUMBERS, *_TIMES) and limit is not None
    if not is_comparable or (cells.is_text and field.type == "datetime"):
        return f"the {name} of {field.name}"
    if cells.is_text:
        statistics = {"type": field.type, "operator": operator, "bound": str(bound)}
        return cells.check(schema_checks.compares, code, expected, **statistics)
    return comparison(limit, name=code, error=f"expected {expected}")

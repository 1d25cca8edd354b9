"""The types and constraints of a Table Schema in words."""

from checks.tables.escaping import code
from checks.tables.table_schema import Field

_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "date": "day (`YYYY-MM-DD`)",
}

_PATTERNS = {
    r"[a-z0-9]+(?:-[a-z0-9]+)*": "lower-case words or digits, joined by hyphens",
    r"[a-z0-9]+(?:[.-][a-z0-9]+)*": "lower-case words or digits, joined by dots or hyphens",
    r"[a-z]+(?:_[a-z]+)*": "lower-case words, joined by underscores",
    r"[a-z0-9-]+(?:\|[a-z0-9-]+)*": "lower-case words, separated by vertical bars",
    r"[a-z0-9.-]+(?:\|[a-z0-9.-]+)*": "identifiers, separated by vertical bars",
    r"[a-z_]+(?:\|[a-z_]+)*": "lower-case names, separated by vertical bars",
    r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?": "two capitals, perhaps a hyphen and up to three more",
    r"[0-9a-f]{16}": "16 hexadecimal digits in lower case",
    r"[0-9a-f]{64}": "64 hexadecimal digits in lower case",
    r"[0-9]+\.[0-9]+\.[0-9]+": "three numbers, joined by dots",
    r"(?:[0-9]{1,6}(?:\.[0-9]{1,6})?|[1-9][0-9]{0,2}/[1-9][0-9]{0,2})": (
        "a decimal number or a fraction such as `1/3`"
    ),
    r"(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?)": "a decimal number from 0 to 100",
}
"""Patterns of the profile in words; any other is shown as it is."""


def type_phrase(field: Field) -> str:
    """What kind of value a column holds, in Markdown: `whole number`, `date in EDTF`."""
    if field.is_edtf:
        return "date in EDTF"
    if field.refers_to_claims:
        return "list of claims" if field.list_separator else "claim"
    if field.descriptor.get("format") == "uri":
        return "web address"
    return _TYPES.get(field.type, field.type)


def constraint_phrases(field: Field) -> tuple[str, ...]:
    """What values a column may have, in Markdown, one phrase for each constraint but the codes."""
    given = field.constraints
    phrases = {
        "required": "required" if given.get("required") else "",
        "unique": "unique" if given.get("unique") else "",
        "minimum": f"at least {given.get('minimum')}",
        "maximum": f"at most {given.get('maximum')}",
        "minLength": _length("at least", given.get("minLength")),
        "maxLength": _length("at most", given.get("maxLength")),
        "pattern": _pattern_phrase(str(given.get("pattern"))),
    }
    return tuple(
        phrase for name, phrase in phrases.items() if given.get(name) is not None and phrase
    )


def _pattern_phrase(pattern: str) -> str:
    return _PATTERNS.get(pattern, f"matches {code(pattern)}")


def _length(bound: str, number: object) -> str:
    return f"{bound} {number} character{'' if number == 1 else 's'}"

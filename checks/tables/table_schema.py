"""Table Schemas: what a package says of the columns, keys and references of its tables."""

import json
import os
from collections import Counter
from dataclasses import dataclass
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import Any

from checks.tables.disguises import ARCHIVE, disguise
from checks.tables.files import read_bytes
from checks.tables.problems import UserError

LARGEST_JSON = 1 << 24
"""Bytes of the largest descriptor or schema that is read."""


class PackageError(UserError):
    """The package cannot be read; the message is one line for a person."""


@dataclass(frozen=True)
class Field:
    """A column: its name, its Table Schema type, and everything else the schema says of it."""

    name: str
    type: str
    descriptor: dict[str, Any]

    @property
    def constraints(self) -> dict[str, Any]:
        """The constraints that the schema puts on values, by their Table Schema names."""
        constraints: dict[str, Any] = self.descriptor.get("constraints", {})
        return constraints

    @property
    def is_edtf(self) -> bool:
        """Whether values are dates in the Extended Date/Time Format."""
        return self.descriptor.get("syntax") == "edtf"

    @property
    def may_be_impossible(self) -> bool:
        """Whether values are coded as the source prints them, also where they are impossible."""
        return "possible" in self.descriptor

    @property
    def refers_to_claims(self) -> bool:
        """Whether values are identifiers of claims, of whatever table."""
        return self.descriptor.get("references") == "claim"

    @property
    def required_when(self) -> str:
        """When a value is required, in words: `certainty is inferred or partition is filled`."""
        when, unless = (
            in_words(self.descriptor.get(key)) for key in ("requiredWhen", "requiredUnless")
        )
        return f"{when}, unless {unless}" if unless else when

    @property
    def empty_means(self) -> str | None:
        """The value that an empty cell stands for, if the schema declares one."""
        return self.descriptor.get("emptyMeans")

    @property
    def list_separator(self) -> str | None:
        """What separates the parts of a value that is a list, or None."""
        separator = self.descriptor.get("listSeparator")
        return separator if isinstance(separator, str) and separator else None


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must stand in `reference_fields` of `resource`."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """A Table Schema. `path` is relative to the package folder, or None for an inline schema."""

    name: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    missing_values: tuple[str, ...]
    path: str | None
    descriptor: dict[str, Any]

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def is_of_claims(self) -> bool:
        """Whether rows are claims: known by the columns that every claim table has."""
        return {"claim_id", "passage_id", "as_stated"} <= set(self.field_names)

    def field(self, name: str) -> Field:
        """The column of that name. Raises KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def as_text(value: Any) -> str:
    """A value of a schema as a canonical cell writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_schema(value: Any, name: str, folder: Path, owner: str | None = None) -> Schema:
    """The Table Schema that a resource gives as an object, or as a path in the package.

    Raises PackageError when there is none, or when it cannot be understood; its message calls the
    resource `owner`.
    """
    owner = owner or f"resource '{name}'"
    where, path = f"{owner}: schema", None
    if isinstance(value, str) and value:
        file = file_inside(value, folder, where)
        if not os.path.isfile(file):  # noqa: PTH113 - raises no error, whatever the name
            raise PackageError(f"{owner}: no schema file '{value}'")
        where, path, value = str(file), value, read_object(file, str(file))
    if not isinstance(value, dict):
        raise PackageError(f"{owner}: 'schema' must be a path or an object")
    fields = value.get("fields")
    if not isinstance(fields, list) or not fields:
        raise PackageError(f"{where}: 'fields' must be a list of at least one column")
    return Schema(
        name=name,
        fields=tuple(_field(item, where) for item in fields),
        primary_key=_names(value.get("primaryKey", []), "primaryKey", where),
        foreign_keys=_foreign_keys(value.get("foreignKeys", []), name, where),
        unique_keys=tuple(
            _names(key, "uniqueKeys", where)
            for key in _list(value.get("uniqueKeys", []), "uniqueKeys", where)
        ),
        missing_values=_missing_values(value.get("missingValues", [""]), where),
        path=path,
        descriptor=value,
    )


class _RefusedError(ValueError):
    """JSON that programs do not read alike."""


def read_object(file: Path, name: str) -> dict[str, Any]:
    """The JSON object in a file; `name` is how a PackageError names the file."""
    text = _text(file, name)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_constant=_number
        )
    except _RefusedError as error:
        raise PackageError(f"{name}: {error}") from None
    except json.JSONDecodeError as error:
        raise PackageError(f"{name}: not JSON (line {error.lineno}: {error.msg})") from None
    except (RecursionError, ValueError):
        raise PackageError(f"{name}: not JSON that can be read") from None
    if not isinstance(value, dict):
        raise PackageError(f"{name}: must hold a JSON object")
    return value


def _text(file: Path, name: str) -> str:
    """The text of a JSON file. Raises PackageError where it is something else."""
    try:
        content = read_bytes(file, LARGEST_JSON)
        if content.startswith(ARCHIVE):
            advice = "unpack it, and check the folder of its datapackage.json"
            raise PackageError(f"{name}: a zip archive: {advice}")
        if what := disguise(content):
            raise PackageError(f"{name}: {what}")
        text = content.decode("utf-8")
    except OSError as error:
        raise PackageError(f"{name}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise PackageError(f"{name}: not UTF-8 (byte {error.start + 1})") from None
    if text.startswith("\ufeff"):
        raise PackageError(f"{name}: begins with a byte order mark (expected UTF-8 without it)")
    return text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for key, count in Counter(key for key, _ in pairs).items():
        if count > 1:  # programs take the first or the last
            raise _RefusedError(f"an object has the key '{key}' twice")
    return dict(pairs)


def _number(text: str) -> float:
    if not isfinite(number := float(text)):  # NaN, Infinity, 1e999
        raise _RefusedError(f"not JSON ({text} is no number that JSON has)")
    return number


def text_of(owner: dict[str, Any], key: str, where: str) -> str:
    """The text under a key, or the empty text. Raises PackageError if it is no text."""
    value = owner.get(key, "")
    if not isinstance(value, str):
        raise PackageError(f"{where}: '{key}' must be a text")
    return value


def file_inside(path: str, folder: Path, where: str) -> Path:
    """Where `path` is, once it is certain that reading it stays in the package.

    Raises PackageError for a remote path, and for one that leaves the package.
    """
    if "://" in path:
        raise PackageError(f"{where}: remote path '{path}' (files must be in the package)")
    pure = PurePosixPath(path)
    outside = pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path
    if outside or path.startswith("~") or path[1:2] == ":":
        raise PackageError(f"{where}: path '{path}' leaves the package")
    file = folder / pure
    try:
        resolved = file.resolve()
    except (OSError, RuntimeError, ValueError):
        raise PackageError(f"{where}: path '{path}' cannot be followed") from None
    if not resolved.is_relative_to(folder.resolve()):
        raise PackageError(f"{where}: path '{path}' leaves the package by a link")
    return file


def _field(item: Any, where: str) -> Field:
    if not isinstance(item, dict) or not text_of(item, "name", where):
        raise PackageError(f"{where}: every field must be an object with a name")
    if not isinstance(item.get("constraints", {}), dict):
        raise PackageError(f"{where}: 'constraints' of '{item['name']}' must be an object")
    return Field(item["name"], text_of(item, "type", where) or "any", item)


def _list(value: Any, key: str, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise PackageError(f"{where}: '{key}' must be a list")
    return value


def _names(value: Any, key: str, where: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PackageError(f"{where}: '{key}' must be a column name or a list of them")
    return tuple(names)


def _missing_values(value: Any, where: str) -> tuple[str, ...]:
    items = _list(value, "missingValues", where)
    values = [item.get("value") if isinstance(item, dict) else item for item in items]
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) < len(values):
        raise PackageError(f"{where}: 'missingValues' must be a list of texts")
    return texts


def _foreign_keys(value: Any, name: str, where: str) -> tuple[ForeignKey, ...]:
    keys = []
    for item in _list(value, "foreignKeys", where):
        reference = item.get("reference") if isinstance(item, dict) else None
        if not isinstance(reference, dict):
            raise PackageError(f"{where}: every foreign key must have a reference")
        keys.append(
            ForeignKey(
                fields=_names(item.get("fields"), "foreignKeys.fields", where),
                resource=text_of(reference, "resource", where) or name,
                reference_fields=_names(
                    reference.get("fields"), "foreignKeys.reference.fields", where
                ),
            )
        )
    return tuple(keys)


def in_words(condition: Any) -> str:
    """A condition of a descriptor in words; empty for what is no condition."""
    values = {
        name: " or ".join(map(str, wanted)) if isinstance(wanted, list) else "filled"
        for name, wanted in (condition.items() if isinstance(condition, dict) else ())
    }
    return " or ".join(f"{name} is {wanted}" for name, wanted in values.items())

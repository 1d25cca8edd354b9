"""The descriptor and its Table Schemas: the standard as Frictionless reads it, then the profile."""

import copy
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from checks.structure.schemas import Fault, profile_faults
from checks.tables.package import VERSION, Package, Resource, Schema
from checks.tables.problems import Problem

_STANDARD_PROFILES = (
    "data-package",
    "tabular-data-package",
    "data-resource",
    "tabular-data-resource",
)
_STANDARD_ADDRESS = re.compile(
    r"https://datapackage\.org/profiles/[0-9]+\.[0-9]+"
    r"/(?:datapackage|dataresource|tableschema)\.json"
)
_DIALECT: dict[str, Any] = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "headerRows": [1],
}
_DIALECT_NOTES = {"$schema", "name", "title", "description", "type"}


def check_descriptor(package: Package) -> list[Problem]:
    """Problems of the descriptor itself, and of how it says that files are written."""
    file = package.descriptor_file.name
    problems = [
        Problem(file, None, None, "descriptor", None, f"expected a valid data package: {note}")
        for note in _package_notes(package)
    ]
    if "version" in package.descriptor and not VERSION.fullmatch(package.version):
        message = "expected a version of three numbers, such as 1.2.3"
        problems.append(Problem(file, None, None, "version", package.version, message))
    for resource in package.others:
        if resource.descriptor.get("type") == "table":
            message = f"resource '{resource.name}': expected a schema, as it is a table"
            problems.append(Problem(file, None, None, "schema", None, message))
    for resource in package.resources:
        for code, value, message in _form_faults(resource):
            where = f"resource '{resource.name}': {message}"
            problems.append(Problem(file, None, None, code, value, where))
    return problems


def check_schemas(package: Package) -> dict[str, list[Problem]]:
    """Problems of the schema of each resource, by the name of the resource.

    The rows of a table whose schema has a problem cannot be checked.
    """
    tables = {resource.name: resource.schema for resource in package.resources}
    address = package.descriptor.get("$schema")
    standard = None
    if _is_standard_address(address):
        standard = re.sub(r"[a-z]+\.json$", "tableschema.json", str(address))
    problems = {}
    for name, schema in tables.items():
        file = schema.path or package.descriptor_file.name
        faults: list[Fault] = [
            (None, None, f"expected a valid Table Schema: {note}")
            for note in _schema_notes(schema, standard)
        ]
        problems[name] = [
            Problem(file, None, column, "schema", value, message)
            for column, value, message in faults or profile_faults(schema, tables)
        ]
    return problems


def _package_notes(package: Package) -> list[str]:
    """What Frictionless finds wrong with the descriptor, not looking at schemas and data."""
    descriptor = copy.deepcopy(package.descriptor)
    for resource in descriptor["resources"]:
        resource.pop("schema", None)
        if isinstance(resource.get("dialect"), str):
            resource.pop("dialect")
    foreign = _foreign_notes([descriptor, *descriptor["resources"]])
    return foreign + _notes("Package", descriptor)


def _schema_notes(schema: Schema, standard: str | None) -> list[str]:
    """What Frictionless finds wrong with a schema, by the standard of the package."""
    descriptor = copy.deepcopy(schema.descriptor)
    foreign = _foreign_notes([descriptor])
    descriptor.pop("$schema", None)  # that of the package counts, as for Frictionless
    if standard:
        descriptor["$schema"] = standard
    return foreign + _notes("Schema", descriptor)


def _foreign_notes(owners: Iterable[dict[str, Any]]) -> list[str]:
    """Take the profiles out of descriptors, and name those that are not of the standard.

    Frictionless would fetch such a profile, from whatever host, and no check needs a network.
    `profiles` is what an early draft of the standard called them.
    """
    foreign: set[str] = set()
    for owner in owners:
        several = owner.pop("profiles", None)
        named = [owner.pop("profile", None), *(several if isinstance(several, list) else [several])]
        foreign |= {repr(name) for name in named if name not in (None, *_STANDARD_PROFILES)}
        address = owner.get("$schema")
        if address is not None and not _is_standard_address(address):
            foreign.add(repr(owner.pop("$schema")))
    return [f"the profile {profile} is not one of the standard" for profile in sorted(foreign)]


def _is_standard_address(address: Any) -> bool:
    return isinstance(address, str) and bool(_STANDARD_ADDRESS.fullmatch(address))


def _notes(kind: str, descriptor: dict[str, Any]) -> list[str]:
    import frictionless

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            report = getattr(frictionless, kind).validate_descriptor(descriptor)
        except Exception as error:  # noqa: BLE001 - Frictionless raises anything on odd metadata
            return [f"Frictionless cannot read it ({type(error).__name__}: {error})"]
    return [str(error.note) for error in report.errors]


def _form_faults(resource: Resource) -> Iterator[tuple[str, str | None, str]]:
    """Code, value and expectation of what a resource says of its file, and should not."""
    encoding = resource.descriptor.get("encoding", "utf-8")
    if str(encoding).lower().replace("_", "-") not in {"utf-8", "utf8"}:
        yield "encoding", str(encoding), "expected the encoding utf-8"
    if compression := resource.descriptor.get("compression"):
        yield "encoding", str(compression), "expected a table that is not compressed"
    dialect = resource.descriptor.get("dialect", {})
    if not isinstance(dialect, dict):
        yield "dialect", str(dialect), "expected a dialect that is an object"
        return
    dialect = {**dialect, **dialect.get("csv", {})} if "csv" in dialect else dialect
    for key, value in dialect.items():
        if key not in _DIALECT and key not in _DIALECT_NOTES | {"csv"}:
            yield "dialect", str(value), f"expected no '{key}' in the dialect"
        elif key in _DIALECT and value != _DIALECT[key]:
            yield "dialect", str(value), f"expected the dialect's {key} to be {_DIALECT[key]!r}"

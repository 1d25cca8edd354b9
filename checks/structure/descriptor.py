"""The descriptor and its Table Schemas: the standard as Frictionless reads it, then the profile."""

import copy
import re
import warnings
from collections.abc import Iterator
from typing import Any

from checks.load.package import Package, Resource, Schema
from checks.structure.problems import Problem
from checks.structure.schemas import Fault, profile_faults

_STANDARD_PROFILES = {
    *("data-package", "tabular-data-package"),
    *("data-resource", "tabular-data-resource"),
}
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
    for resource in package.resources:
        for code, value, message in _form_faults(resource):
            where = f"resource '{resource.name}': {message}"
            problems.append(Problem(file, None, None, code, value, where))
    return problems


def check_schemas(package: Package) -> dict[str, list[Problem]]:
    """Problems of the schema of each resource, by the name of the resource.

    The rows of a table whose schema is at fault cannot be judged.
    """
    tables = {resource.name: resource.schema for resource in package.resources}
    profile = str(package.descriptor.get("$schema", ""))
    standard = re.sub(r"/datapackage\.json$", "/tableschema.json", profile)
    problems = {}
    for name, schema in tables.items():
        file = schema.path or package.descriptor_file.name
        faults: list[Fault] = [
            (None, None, f"expected a valid Table Schema: {note}")
            for note in _schema_notes(schema, standard)
        ]
        found = faults or list(profile_faults(schema, tables))
        problems[name] = [
            Problem(file, None, column, "schema", value, message)
            for column, value, message in found
        ]
    return problems


def _package_notes(package: Package) -> list[str]:
    """What Frictionless finds wrong with the descriptor, not looking at schemas and data."""
    descriptor = copy.deepcopy(package.descriptor)
    owners = [descriptor, *descriptor["resources"]]
    # Frictionless would fetch any other profile, and no check needs a network.
    profiles = [owner.pop("profile", None) for owner in owners]
    remote = {repr(profile) for profile in profiles if not _is_standard(profile)}
    for resource in descriptor["resources"]:
        resource.pop("schema")
        if isinstance(resource.get("dialect"), str):
            resource.pop("dialect")
    notes = [f"the profile {profile} is not one of the standard" for profile in sorted(remote)]
    return notes + _notes("Package", descriptor)


def _is_standard(profile: Any) -> bool:
    return profile is None or (isinstance(profile, str) and profile in _STANDARD_PROFILES)


def _schema_notes(schema: Schema, standard: str) -> list[str]:
    descriptor = copy.deepcopy(schema.descriptor)
    if standard:
        descriptor["$schema"] = standard
    return _notes("Schema", descriptor)


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

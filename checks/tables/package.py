"""Reading a descriptor and its Table Schemas, without looking at any data.

What cannot be understood as a package of this profile raises `PackageError`. What can be
understood but is wrong is left to the structure check.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.tables.files import largest_of, read_bytes
from checks.tables.table_schema import (
    Field,
    ForeignKey,
    PackageError,
    Schema,
    file_inside,
    read_object,
    read_schema,
    text_of,
)

__all__ = [
    "VERSION",
    "Field",
    "File",
    "ForeignKey",
    "Package",
    "PackageError",
    "Resource",
    "Schema",
    "read_package",
]

VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
"""The form of the version of a package that has one."""


@dataclass(frozen=True)
class File:
    """A resource: `path` as in the descriptor, `file` where that is on this machine."""

    name: str
    path: str
    file: Path
    descriptor: dict[str, Any]

    def read_bytes(self) -> bytes:
        """The content of the file. Raises OSError as `checks.tables.files.read_bytes`.

        A file far larger than its descriptor states is not read.
        """
        return read_bytes(self.file, largest_of(self.descriptor.get("bytes")))


@dataclass(frozen=True)
class Resource(File):
    """A resource that is a table: it has a Table Schema."""

    schema: Schema


@dataclass(frozen=True)
class Package:
    """A data package: its descriptor, and its tables in the order of the descriptor.

    `others` are the resources without a Table Schema: nobody looks into them.
    """

    name: str
    version: str
    folder: Path
    descriptor_file: Path
    resources: tuple[Resource, ...]
    descriptor: dict[str, Any]
    others: tuple[File, ...] = ()

    @property
    def extra_rules(self) -> tuple[str, ...]:
        """The names of the rules of other distributions that the package is checked by, too."""
        return tuple(self.descriptor.get("extraRules", ()))

    @property
    def files(self) -> dict[str, Path]:
        """The descriptor, tables, schemas and other files, by their paths in the package."""
        files = {self.descriptor_file.name: self.descriptor_file}
        for resource in self.resources:
            for path in filter(None, (resource.path, resource.schema.path)):
                files[path] = self.folder / path
        return files | {item.path: item.file for item in self.others}

    def resource(self, name: str) -> Resource:
        """The table of that name. Raises KeyError when there is none."""
        for resource in self.resources:
            if resource.name == name:
                return resource
        raise KeyError(name)


def read_package(path: Path) -> Package:
    """Read the package whose `datapackage.json`, or whose folder, is at `path`.

    Raises PackageError when there is none, or when it cannot be understood: no JSON object, no
    tables, a resource without path, a path that is remote or leaves the package.
    """
    try:
        file = path / "datapackage.json" if path.is_dir() else path
        is_there, is_anything = file.is_file(), path.exists()
        stays = file.resolve().is_relative_to(file.parent.resolve())
    except (OSError, RuntimeError, ValueError) as error:  # a name too long, a loop of links
        reason = getattr(error, "strerror", None) or error
        raise PackageError(f"{path}: cannot be read ({reason})") from None
    if not is_anything:
        raise PackageError(f"{path}: there is no such file or folder")
    if not is_there:
        raise PackageError(f"{path}: no data package here (expected a datapackage.json)")
    if not stays:
        raise PackageError(f"{file}: leaves the package by a link")
    descriptor = read_object(file, str(file))
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        raise PackageError(f"{file}: 'resources' must be a list of at least one table")
    items = [_resource(item, position, file) for position, item in enumerate(resources)]
    tables = tuple(item for item in items if isinstance(item, Resource))
    if not tables:
        raise PackageError(f"{file}: 'resources' must have a table, which has a 'schema'")
    names = Counter(item.name for item in items)
    if repeated := sorted(name for name, count in names.items() if count > 1):
        raise PackageError(f"{file}: two resources have the name '{repeated[0]}'")
    extra = descriptor.get("extraRules", [])
    if not isinstance(extra, list) or not all(isinstance(name, str) for name in extra):
        raise PackageError(f"{file}: 'extraRules' must be a list of names of rules")
    return Package(
        name=text_of(descriptor, "name", str(file)),
        version=text_of(descriptor, "version", str(file)),
        folder=file.parent,
        descriptor_file=file,
        resources=tables,
        descriptor=descriptor,
        others=tuple(item for item in items if not isinstance(item, Resource)),
    )


def _resource(item: Any, position: int, descriptor: Path) -> File:
    where = f"{descriptor}: resource {position + 1}"
    if not isinstance(item, dict):
        raise PackageError(f"{where}: must be an object")
    name = text_of(item, "name", where)
    if not name:
        raise PackageError(f"{where}: has no name")
    where = f"{descriptor}: resource '{name}'"
    path = item.get("path")
    if not isinstance(path, str) or not path:
        raise PackageError(f"{where}: 'path' must be the path of one file in the package")
    folder = descriptor.parent
    place = file_inside(path, folder, where)
    if "schema" not in item:
        return File(name, path, place, item)
    return Resource(name, path, place, item, read_schema(item["schema"], name, folder, where))

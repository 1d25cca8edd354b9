"""Reading a descriptor and its Table Schemas, without looking at any data.

What cannot be understood as a package of this profile raises `PackageError`. What can be
understood but is wrong is left to the structure check.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.load.table_schema import (
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
    "Field",
    "ForeignKey",
    "Package",
    "PackageError",
    "Resource",
    "Schema",
    "read_package",
]


@dataclass(frozen=True)
class Resource:
    """A table: `path` as in the descriptor, `file` where that is on this machine."""

    name: str
    path: str
    file: Path
    schema: Schema
    descriptor: dict[str, Any]


@dataclass(frozen=True)
class Package:
    """A data package: its descriptor, and its tables in the order of the descriptor."""

    name: str
    version: str
    folder: Path
    descriptor_file: Path
    resources: tuple[Resource, ...]
    descriptor: dict[str, Any]

    def resource(self, name: str) -> Resource:
        """The table of that name. Raises KeyError when there is none."""
        for resource in self.resources:
            if resource.name == name:
                return resource
        raise KeyError(name)


def read_package(path: Path) -> Package:
    """Read the package whose `datapackage.json`, or whose folder, is at `path`.

    Raises PackageError when there is none, or when it cannot be understood: no JSON object, no
    resources, a resource without path or schema, a path that is remote or leaves the package.
    """
    try:
        file = path / "datapackage.json" if path.is_dir() else path
        is_there = file.is_file()
    except OSError as error:  # a name that is too long, a folder that may not be read
        raise PackageError(f"{path}: cannot be read ({error.strerror})") from None
    if not is_there:
        raise PackageError(f"{path}: no data package here (expected a datapackage.json)")
    descriptor = read_object(file, str(file))
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        raise PackageError(f"{file}: 'resources' must be a list of at least one table")
    folder = file.parent
    tables = tuple(_resource(item, position, folder) for position, item in enumerate(resources))
    names = [table.name for table in tables]
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise PackageError(f"{file}: two resources have the name '{repeated[0]}'")
    return Package(
        name=text_of(descriptor, "name", str(file)),
        version=text_of(descriptor, "version", str(file)),
        folder=folder,
        descriptor_file=file,
        resources=tables,
        descriptor=descriptor,
    )


def _resource(item: Any, position: int, folder: Path) -> Resource:
    where = f"resource {position + 1}"
    if not isinstance(item, dict):
        raise PackageError(f"{where}: must be an object")
    name = text_of(item, "name", where)
    if not name:
        raise PackageError(f"{where}: has no name")
    where = f"resource '{name}'"
    path = item.get("path")
    if not isinstance(path, str) or not path:
        raise PackageError(f"{where}: 'path' must be the path of one file in the package")
    file = file_inside(path, folder, where)
    return Resource(name, path, file, read_schema(item.get("schema"), name, folder), item)

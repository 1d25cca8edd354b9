"""A new package of this profile: all schemas, the vocabulary, the rules, and tables without claims.

It is modelled on this project's own package, which is therefore the only copy of the profile: in a
checkout that package itself, in an installation the files of it that are installed as
`checks/profile`.
"""

import re
import shutil
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from checks.tables.files import read_bytes
from checks.tables.package import Package, Resource, read_package
from checks.tables.problems import UserError
from checks.write.derived import holds_rules, rule_rows
from checks.write.rewriting import canonical_csv, canonical_json, fixity, rewrite

FIRST_VERSION = "0.1.0"

_DESCRIPTOR = PurePosixPath("datapackage.json")
_GIT_ATTRIBUTES = b"""# The descriptor states sizes and hashes: no checkout may change bytes.
* -text
"""
_VOCABULARY_KEY = ("property_id",)
_LICENCE = re.compile("[-a-zA-Z0-9._]+")

_Files = dict[PurePosixPath, bytes]


class SkeletonError(UserError):
    """A package cannot be started here; the message is one line."""


def profile_folder() -> Path:
    """The folder of the package on which a new one is modelled."""
    installed = Path(__file__).parents[1] / "profile"
    return installed if installed.is_dir() else Path(__file__).parents[2]


def write_skeleton(folder: Path, licence: str | None = None) -> Package:
    """Start a package in a folder that is empty or does not exist, and read it.

    Name and title come from the name of the folder. Where anything fails, all is as before.

    Args:
        folder: where the package will be; folders around it are made as needed.
        licence: identifier of the licence of the data, as in SPDX; None: the package states none.

    Raises:
        SkeletonError: something is in the folder already, or its name or the licence is unusable.
        WritingError: a file cannot be written.
    """
    if licence is not None and not _LICENCE.fullmatch(licence):
        raise SkeletonError(f"{licence!r} is no identifier of a licence, such as CC-BY-4.0")
    if (folder.exists() or folder.is_symlink()) and not folder.is_dir():
        raise SkeletonError(f"{folder}: is not a folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise SkeletonError(f"{folder}: is not empty (a package is begun in a new or empty folder)")
    place = folder.resolve()
    _write(place, _skeleton(place.name, licence))
    return read_package(folder)


def _skeleton(folder_name: str, licence: str | None) -> _Files:
    """Every file of the package, by its path, the descriptor last."""
    model = read_package(profile_folder())
    schemas = {str(item.schema.path) for item in model.resources}
    tables = {item.path: _table(item) for item in model.resources}
    descriptor: dict[str, Any] = {
        "$schema": model.descriptor["$schema"],
        "name": _name(folder_name),
        "title": _title(folder_name),
        "version": FIRST_VERSION,
        **({"licenses": [{"name": licence}]} if licence else {}),
        "resources": [_resource(item, tables[item.path], model) for item in model.resources],
    }
    return {
        PurePosixPath(".gitattributes"): _GIT_ATTRIBUTES,
        **{PurePosixPath(path): read_bytes(model.folder / path) for path in sorted(schemas)},
        **{PurePosixPath(path): content for path, content in tables.items()},
        _DESCRIPTOR: canonical_json(descriptor),
    }


def _table(resource: Resource) -> bytes:
    if _is_vocabulary(resource):
        return resource.read_bytes()
    rows = rule_rows() if holds_rules(resource) else []
    return canonical_csv(resource.schema.field_names, resource.schema.primary_key, rows)


def _resource(resource: Resource, content: bytes, model: Package) -> dict[str, Any]:
    """The descriptor of a table; the vocabulary keeps the licence under which it was copied."""
    descriptor = {**resource.descriptor, **fixity(content)}
    if _is_vocabulary(resource):
        origin = {"title": model.descriptor["title"], "version": model.version}
        descriptor |= {"licenses": model.descriptor["licenses"], "sources": [origin]}
    return descriptor


def _is_vocabulary(resource: Resource) -> bool:
    return resource.schema.primary_key == _VOCABULARY_KEY


def _name(folder_name: str) -> str:
    letters = unicodedata.normalize("NFKD", folder_name).lower()
    without_accents = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = re.sub("[^a-z0-9._]+", "-", without_accents).strip("-._")
    if not name:
        raise SkeletonError(
            f"{folder_name!r}: the package is named after its folder, which needs letters or digits"
        )
    return name


def _title(folder_name: str) -> str:
    shown = "".join(character for character in folder_name if character.isprintable())
    words = re.sub(r"[-_.\s]+", " ", unicodedata.normalize("NFC", shown)).strip()
    return words[:1].upper() + words[1:]


def _write(folder: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    """Write all files, or leave all as it was."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        rewrite({folder / path: content for path, content in files.items()}, make_folders=True)
    except BaseException:
        _remove(missing[-1] if missing else None, folder)
        raise


def _remove(made: Path | None, folder: Path) -> None:
    """Remove the outermost folder that was made, or all that is in a folder that was empty."""
    for path in [made] if made else list(folder.iterdir()):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):  # as where a folder around it is a file
                path.unlink()

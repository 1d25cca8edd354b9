"""What has to hold before a version is released, and what it is then made from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checks.checking import build_report
from checks.tables.loose_reading import TableError
from checks.tables.package import Package, PackageError, read_package
from scripts.changelog import ChangelogError, Entry, read_changelog
from scripts.release.edition import Edition, ReleaseError, make_edition
from scripts.versions.comparison import Comparison, compare
from scripts.versions.history import record_faults, released_versions
from scripts.versions.manifest import ManifestError
from scripts.versions.numbering import Version, VersionError, read_version
from scripts.versions.snapshot import SnapshotError, read_snapshot, snapshot_of

CHANGELOG = "CHANGELOG.md"


@dataclass(frozen=True)
class Prepared:
    """An edition that may be released, and whether it was released before."""

    edition: Edition
    is_recorded: bool


def prepare(place: Path, releases: Path) -> Prepared:
    """Read the package at `place`, and prove that its version can be released.

    Raises:
        ReleaseError: it cannot; every reason that could be found out is a line of its own.
    """
    try:
        package = read_package(place)
        version, known = read_version(package.version), _known(releases)
        entry = _entry(package)
        faults = [*_copies_at_fault(package), *_entry_faults(entry, package.version)]
        faults += _day_faults(entry, package.folder)
        changes = None
        if build_report(place).valid:
            changes = _changes(package, version, known, releases)
            faults += _number_faults(version, known, changes)
        else:
            faults.append("the package is not valid: see make validate")
    except (PackageError, VersionError, ChangelogError, ManifestError, SnapshotError) as error:
        raise ReleaseError(str(error)) from None
    if faults or entry is None or entry.released is None:
        raise ReleaseError("\n".join(faults))
    edition = _edition(package, entry.released, entry.text, changes)
    return Prepared(edition, is_recorded=version in known)


def _known(releases: Path) -> list[Version]:
    """The versions that were released. Raises ReleaseError if one is not kept as it was."""
    if broken := record_faults(releases):
        raise ReleaseError("\n".join(broken))
    return released_versions(releases)


def _edition(package: Package, day: date, notes: str, changes: Comparison | None) -> Edition:
    try:
        return make_edition(package, day, notes, changes)
    except (PackageError, TableError) as error:
        raise ReleaseError(str(error)) from None


def _changes(
    package: Package, version: Version, known: list[Version], releases: Path
) -> Comparison | None:
    """What changed since the version before this one, or None if this is the first."""
    earlier = [each for each in known if each < version]
    if not earlier:
        return None
    before = read_snapshot(str(earlier[-1]), releases)
    return compare(before, snapshot_of(package, str(package.folder)))


def _entry(package: Package) -> Entry | None:
    """The newest entry of the changelog, if it is about this version."""
    file = package.folder / CHANGELOG
    try:
        entry = read_changelog(file.read_text(encoding="utf-8"))[0]
    except OSError as error:
        raise ChangelogError(f"{CHANGELOG}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ChangelogError(f"{CHANGELOG}: cannot be read: it is no UTF-8") from None
    return entry if entry.version == package.version else None


def _entry_faults(entry: Entry | None, version: str) -> Iterator[str]:
    if entry is None:
        yield f"{CHANGELOG}: the newest entry is not about version {version}"
    elif entry.released is None:
        yield (
            f"{CHANGELOG}: version {version} is unreleased: "
            f"its heading needs a day, '## {version} - YYYY-MM-DD'"
        )


def _copies_at_fault(package: Package) -> Iterator[str]:
    for file, versions in version_copies(package).items():
        for version in sorted(versions - {package.version}):
            yield f"{file}: has version {version}, and datapackage.json {package.version}"


def version_copies(package: Package) -> dict[str, set[str]]:
    """The versions that other files of a package have, where they should all repeat its own."""
    patterns = {
        "pyproject.toml": r"""^version = ["'](.+)["']""",
        "CITATION.cff": r"""^version: *['"]?([^\s'"]+)""",
        "README.md": rf"{re.escape(package.name)}-(\d+\.\d+\.\d+)",
    }
    texts = {
        name: (package.folder / name).read_text(encoding="utf-8")
        for name in patterns
        if (package.folder / name).is_file()
    }
    return {
        name: set(re.findall(patterns[name], text, re.MULTILINE)) for name, text in texts.items()
    }


def _day_faults(entry: Entry | None, folder: Path) -> Iterator[str]:
    """The citation has the day of the release too, for programs that read nothing else."""
    citation = folder / "CITATION.cff"
    if entry is None or entry.released is None or not citation.is_file():
        return
    text = citation.read_text(encoding="utf-8")
    found = re.search(r"^date-released: *['\"]?([\d-]+)", text, re.MULTILINE)
    if found is None or found[1] != entry.released.isoformat():
        yield (
            f"CITATION.cff: date-released is {found[1] if found else 'missing'}, "
            f"and the day in {CHANGELOG} is {entry.released}"
        )


def _number_faults(
    version: Version, known: list[Version], changes: Comparison | None
) -> Iterator[str]:
    """Why a version cannot be the next one; one that was released before has no need to be."""
    if version in known:
        return
    if known and version < known[-1]:
        yield f"version {version} is lower than {known[-1]}, which was released"
    elif changes is not None and not changes.is_sufficient:
        reasons = "; ".join(each.text for each in changes.reasons if each.level == changes.level)
        yield (
            f"version {version} is too small: since {changes.old} a {changes.level.word} version "
            f"is required, {changes.required} or later ({reasons})"
        )

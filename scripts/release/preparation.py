"""What must hold before a version is released, and the edition that is then built."""

import re
from collections.abc import Iterator
from pathlib import Path

from checks.checking import build_report
from checks.tables.package import Package, PackageError, read_package
from checks.tables.rows import TableError, decoded
from scripts.changelog import ChangelogError, Entry, read_changelog
from scripts.release.edition import Edition, ReleaseError, make_edition
from scripts.versions.comparison import Comparison, compare
from scripts.versions.history import record_faults, released_versions
from scripts.versions.numbering import Version, VersionError, read_version
from scripts.versions.snapshot import read_snapshot, snapshot_of

CHANGELOG = "CHANGELOG.md"

_UNREADABLE = (PackageError, TableError, ChangelogError, VersionError)


def prepare(place: Path, releases: Path, *, to_record: bool = False) -> Edition:
    """Read the package at `place` and check that its version can be built, or recorded.

    A version that the changelog calls unreleased can be built, but not recorded.

    Raises:
        ReleaseError: it cannot; the message has one line for each reason.
    """
    try:
        package = read_package(place)
        version = read_version(package.version)
        if broken := record_faults(releases):
            raise ReleaseError("\n".join(broken))
        released = released_versions(releases)
        entry = _entry(package)
        faults = [*_version_faults(package), *_changelog_faults(package, entry, to_record)]
        if not package.name:
            faults.append("datapackage.json: has no name, and files of a release have it")
        changes = None
        if build_report(place).valid:
            changes = _changes_since_the_last(package, version, released, releases)
            faults += _number_faults(version, released, changes)
        else:
            faults.append("the package is not valid: see make validate")
        if faults or entry is None:
            raise ReleaseError("\n".join(faults))
        return make_edition(package, entry.released, entry.text, changes)
    except _UNREADABLE as error:
        raise ReleaseError(str(error)) from None


def _entry(package: Package) -> Entry | None:
    """The newest entry of the changelog; None if it is about another version."""
    entry = read_changelog(decoded(package.folder / CHANGELOG, CHANGELOG))[0]
    return entry if entry.version == package.version else None


def _version_faults(package: Package) -> Iterator[str]:
    """The files that repeat the version of the descriptor, where they give another one."""
    patterns = {
        "pyproject.toml": r"""^version = ["'](.+)["']""",
        "README.md": rf"{re.escape(package.name)}-(\d+\.\d+\.\d+)",
    }
    for name, pattern in patterns.items():
        if (package.folder / name).is_file():
            text = decoded(package.folder / name, name)
            for version in sorted({*re.findall(pattern, text, re.MULTILINE)} - {package.version}):
                yield f"{name}: has version {version}, and datapackage.json {package.version}"


def _changelog_faults(package: Package, entry: Entry | None, to_record: bool) -> Iterator[str]:
    """What keeps the changelog from saying when the version was released."""
    if entry is None:
        yield f"{CHANGELOG}: the newest entry is not about version {package.version}"
        return
    if to_record and entry.released is None:
        yield (
            f"{CHANGELOG}: version {entry.version} is unreleased: "
            f"its heading needs a day, '## {entry.version} - YYYY-MM-DD'"
        )


def _changes_since_the_last(
    package: Package, version: Version, released: list[Version], releases: Path
) -> Comparison | None:
    """What changed since the release before this version; None if there is none."""
    earlier = [each for each in released if each < version]
    if not earlier:
        return None
    before = read_snapshot(str(earlier[-1]), releases)
    return compare(before, snapshot_of(package, str(package.folder)))


def _number_faults(
    version: Version, released: list[Version], changes: Comparison | None
) -> Iterator[str]:
    """Why a version cannot be the next one; a version that was released already is right."""
    if version in released:
        return
    if released and version < released[-1]:
        yield f"version {version} is lower than {released[-1]}, which was released"
    elif changes is not None and not changes.is_sufficient:
        reasons = "; ".join(each.text for each in changes.reasons if each.level == changes.level)
        yield (
            f"version {version} is too small: since {changes.old} a {changes.level.word} version "
            f"is required, {changes.required} or later ({reasons})"
        )

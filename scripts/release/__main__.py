"""``python -m scripts.release``: build the files of this version in `dist/`, and record them."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.commands.process import command, run
from checks.tables.escaping import complaint
from checks.write.rewriting import canonical_json, rewrite
from scripts.progress import Say, steps
from scripts.release.archive import checksums, zipped
from scripts.release.contents import CHECKSUMS, archive_contents
from scripts.release.edition import Edition, ReleaseError
from scripts.release.excel import workbook
from scripts.release.parquet import parquet_files
from scripts.release.preparation import prepare
from scripts.release.program import program_files
from scripts.release.sqlite import database
from scripts.versions.history import differing_files, make_manifest, read_manifest
from scripts.versions.numbering import Level, VersionError


@command("release")
def main(arguments: Sequence[str] | None = None) -> int:
    """Build a release. Exit status 1: it is refused, 2: it cannot be written."""
    parser = argparse.ArgumentParser(prog="python -m scripts.release", description=main.__doc__)
    parser.add_argument("package", type=Path, nargs="?", default=Path(), help="default: here")
    parser.add_argument("--dist", type=Path, default=Path("dist"), help="default: dist")
    parser.add_argument("--record", action="store_true", help="keep it in releases/ for good")
    parser.add_argument("--quiet", action="store_true", help="print no steps")
    chosen = parser.parse_args(arguments)
    say = steps("release", 7, quiet=chosen.quiet)
    folder = chosen.package if chosen.package.is_dir() else chosen.package.parent
    dist, releases = chosen.dist, folder / "releases"
    try:
        say("the package is checked, and compared with the latest release")
        edition = prepare(chosen.package, releases, to_record=chosen.record)
        files = release_files(edition, say)
        manifest = make_manifest(edition.package.name, edition.version, edition.day, files)
        is_recorded = _is_recorded(manifest, releases)
    except (ReleaseError, VersionError) as error:
        print(complaint("release", error), file=sys.stderr)
        return 1
    targets = {dist / path: content for path, content in files.items()}
    targets[dist / f"{edition.stem}.sha256"] = checksums(files)
    say(f"{len(targets)} files are written into {os.fspath(dist)}")
    rewrite(targets, make_folders=True)
    for file in (dist / f"{edition.stem}-parquet").iterdir():
        if file not in targets:  # a table of an earlier run
            file.unlink()
    if chosen.record:
        archive = f"{edition.stem}.zip"
        record = {
            releases / archive: files[archive],
            releases / f"{edition.version}.json": canonical_json(manifest),
        }
        rewrite(record, make_folders=True)
    print("\n".join(_summary(edition, len(files), dist, is_recorded, chosen.record)))
    return 0


def release_files(edition: Edition, say: Say) -> Mapping[str, bytes]:
    """The files that are released, by their paths in `dist/`; `sha256sum` reads the checksums.

    Raises:
        ReleaseError: the release lacks something, a format cannot hold a value, or the program
            cannot be built.
    """
    stem, tables = edition.stem, f"{len(edition.tables)} tables"
    say("archive, with views, codebook, findings and metadata")
    files = {f"{stem}.zip": zipped(sorted(archive_contents(edition).items()))}
    say(f"SQLite database, {tables}")
    files[f"{stem}.sqlite"] = database(edition)
    say(f"Excel workbook, {tables}")
    files[f"{stem}.xlsx"] = workbook(edition)
    say(f"Parquet files, {tables}")
    parquet = {f"{name}.parquet": content for name, content in parquet_files(edition).items()}
    files |= {f"{stem}-parquet/{name}": content for name, content in parquet.items()}
    parquet[CHECKSUMS] = checksums(parquet)
    files[f"{stem}-parquet.zip"] = zipped(sorted(parquet.items()))
    say("the program, as a wheel and as a source archive")
    return {**files, **program_files(edition.package.folder)}


def _is_recorded(manifest: Mapping[str, Any], releases: Path) -> bool:
    """Whether this version was released already. Raises ReleaseError if it had other bytes."""
    if not (file := releases / f"{manifest['version']}.json").exists():
        return False
    before = read_manifest(file)
    if different := differing_files(before, manifest):
        more = f" and {len(different) - 2} more" if len(different) > 2 else ""
        raise ReleaseError(
            f"version {manifest['version']} was released on {before['released']} with other bytes "
            f"({', '.join(different[:2])}{more}): what changed since needs a new version"
        )
    return True


def _summary(
    edition: Edition, count: int, dist: Path, was_recorded: bool, is_recorded: bool
) -> list[str]:
    lines = [f"{edition.stem}: {count} files in {os.fspath(dist)}"]
    if edition.changes is not None:
        level = edition.changes.level
        change = "no change of the data" if level is Level.NONE else f"a {level.word} change"
        lines.append(f"Since {edition.changes.old}: {change}.")
    if was_recorded:
        lines.append("Released before, with the same bytes.")
    elif is_recorded:
        lines.append(f"Recorded: releases/{edition.version}.json and releases/{edition.stem}.zip")
    elif edition.released is None:
        lines.append("Not released: its heading in CHANGELOG.md needs a day before it is recorded.")
    else:
        lines.append("Not recorded: make release RECORD=yes keeps it for good.")
    return lines


if __name__ == "__main__":
    run(main, "release")

"""``python -m scripts.release``: the files of this version in `dist/`, and their record."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from checks.write.rewriting import refusal, rewrite
from scripts.release.edition import Edition, ReleaseError
from scripts.release.preparation import Prepared, prepare
from scripts.release.products import products, sums
from scripts.versions.history import recorded
from scripts.versions.manifest import Manifest, ManifestError, as_json, manifest_of
from scripts.versions.numbering import Level


def main(arguments: Sequence[str] | None = None) -> int:
    """Build a release. Exit status 1: it is refused, 2: it cannot be written."""
    parser = argparse.ArgumentParser(prog="python -m scripts.release", description=main.__doc__)
    parser.add_argument("package", type=Path, nargs="?", default=Path(), help="default: here")
    parser.add_argument("--dist", type=Path, default=Path("dist"), help="default: dist")
    parser.add_argument("--record", action="store_true", help="keep it in releases/ for good")
    chosen = parser.parse_args(arguments)
    folder = chosen.package if chosen.package.is_dir() else chosen.package.parent
    releases = folder / "releases"
    try:
        prepared = prepare(chosen.package, releases)
        files = products(prepared.edition)
        manifest = _manifest(prepared, files, releases)
    except (ReleaseError, ManifestError) as error:
        for line in str(error).split("\n"):
            print(f"release: {line}", file=sys.stderr)
        return 1
    kept = _kept(prepared.edition, manifest, files, releases) if chosen.record else {}
    try:
        _write(chosen.dist, {**files, **sums(prepared.edition, files)}, prepared.edition)
        _make_folders(kept)
        rewrite(kept)
    except OSError as error:
        print(f"release: {refusal(error, chosen.dist)}", file=sys.stderr)
        return 2
    print(_summary(prepared, len(files), chosen.dist, is_kept=bool(kept)))
    return 0


def _manifest(prepared: Prepared, files: Mapping[str, bytes], releases: Path) -> Manifest:
    """The manifest of these files. Raises ReleaseError if the version has another one already."""
    edition = prepared.edition
    manifest = manifest_of(
        edition.package.name, edition.version, edition.released.isoformat(), files
    )
    if prepared.is_recorded:
        before = recorded(releases, edition.version)
        if different := before.differences(manifest):
            raise ReleaseError(
                f"version {edition.version} was released on {before.released} with other bytes "
                f"({_shortened(different)}): what changed since needs a new version"
            )
    return manifest


def _shortened(names: Sequence[str]) -> str:
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more


def _kept(
    edition: Edition, manifest: Manifest, files: Mapping[str, bytes], releases: Path
) -> dict[Path, bytes]:
    """What `releases/` keeps of a release: the manifest and the archive."""
    archive = f"{edition.stem}.zip"
    return {
        releases / archive: files[archive],
        releases / f"{edition.version}.json": as_json(manifest),
    }


def _write(dist: Path, files: Mapping[str, bytes], edition: Edition) -> None:
    """Write the files, and remove those of a table that an earlier run had and this one has not."""
    targets = {dist / path: content for path, content in files.items()}
    _make_folders(targets)
    rewrite(targets)
    for file in (dist / f"{edition.stem}-parquet").iterdir():
        if file not in targets:
            file.unlink()


def _make_folders(files: Mapping[Path, bytes]) -> None:
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)


def _summary(prepared: Prepared, count: int, dist: Path, *, is_kept: bool) -> str:
    edition = prepared.edition
    lines = [f"{edition.stem}: {count} files in {os.fspath(dist)}"]
    if edition.changes is not None:
        level = edition.changes.level
        change = "no change of the data" if level is Level.NONE else f"a {level.word} change"
        lines.append(f"Since {edition.changes.old}: {change}.")
    if prepared.is_recorded:
        lines.append("Released before, with the same bytes.")
    elif is_kept:
        lines.append(f"Recorded: releases/{edition.version}.json and releases/{edition.stem}.zip")
    else:
        lines.append("Not recorded: make release RECORD=yes keeps it for good.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

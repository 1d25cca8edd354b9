"""`claims-check verify ARCHIVE`: compares a released archive with its checksums and its manifest.

Nothing is unpacked, and pandas is not imported.
"""

import hashlib
import json
import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from checks.commands.usage import Parser, UsageError
from checks.tables.files import read_bytes

SAME, DIFFERENT = 0, 1

CHECKSUMS = "SHA256SUMS"

_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<path>.+)")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError),
)
"""What zipfile raises for a zip that is cut, encrypted, or compressed in a way that it lacks."""

_PART = 1 << 20
"""How many bytes are read at once."""

_LARGEST = 100
"""How many times its own size an archive may hold; one that holds more is not read."""


def run(arguments: Sequence[str]) -> tuple[str, int]:
    """A line for each difference, then the verdict, and the exit status.

    Raises:
        UsageError: the arguments are wrong, or archive, checksums or manifest cannot be read.
    """
    parser = Parser(
        "verify",
        f"Compare a released archive with the checksums in it ({CHECKSUMS}) and with the manifest "
        "of the release: a file that was changed, removed or added is named.",
        epilog="Exit status: 0 no differences; 1 differences; 2 the archive or the manifest cannot "
        "be read.",
    )
    parser.add_argument("archive", metavar="ARCHIVE", type=Path, help="a zip of a release")
    parser.add_argument(
        "--manifest",
        metavar="FILE",
        type=Path,
        help="the manifest of the release (default: the JSON file beside the archive whose name "
        "ends with the same version)",
    )
    options = parser.parse_args(arguments)
    archive = options.archive
    try:
        if not archive.is_file():
            raise UsageError(f"{archive}: there is no such file")
        manifest = options.manifest or _beside(archive)
        differences = [*_from_manifest(archive, manifest), *_from_checksums(archive)]
    except _BROKEN as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{archive}: cannot be read as a zip archive ({reason})") from None
    return "".join(f"{line}\n" for line in [*differences, _verdict(differences, manifest)]), (
        DIFFERENT if differences else SAME
    )


def _verdict(differences: Sequence[str], manifest: Path | None) -> str:
    number = len(differences)
    if number:
        return f"Not as released: {number:,} difference{'' if number == 1 else 's'}."
    if manifest:
        return (
            f"As released: the archive is as in {manifest.name}, and its files as in {CHECKSUMS}."
        )
    return (
        f"All files are as in {CHECKSUMS}. There is no manifest beside the archive, so that an "
        "archive with other files and new checksums would look the same (see --manifest)."
    )


def _beside(archive: Path) -> Path | None:
    """The manifest beside an archive, known by the version in its name and by what it lists."""
    if version := re.search(r"\d+\.\d+\.\d+", archive.name):
        for file in sorted(archive.parent.glob(f"*{version[0]}.json")):
            if archive.name in _listed(file):
                return file
    return None


def _listed(manifest: Path) -> Mapping[str, tuple[int, str]]:
    """Size and SHA-256 of each file of a release, by its path; empty for what is no manifest."""
    try:
        files = json.loads(read_bytes(manifest))["files"] if manifest.is_file() else []
        return {each["path"]: (each["bytes"], each["sha256"]) for each in files}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _from_manifest(archive: Path, manifest: Path | None) -> Iterator[str]:
    """How the archive as a whole differs from its manifest."""
    if manifest is None:
        return
    if (listed := _listed(manifest).get(archive.name)) is None:
        raise UsageError(f"{manifest}: is no manifest of a release with {archive.name}")
    size, digest = listed
    if size != (actual := archive.stat().st_size):
        yield f"{archive.name}: has {actual:,} bytes, and {manifest.name} says {size:,}"
    with archive.open("rb") as stream:
        if _sha256(stream) != digest:
            yield f"{archive.name}: was changed: {manifest.name} has another SHA-256"


def _from_checksums(archive: Path) -> Iterator[str]:
    """How the files in the archive differ from its checksums."""
    with zipfile.ZipFile(archive) as opened:
        members = opened.infolist()
        if sum(member.file_size for member in members) > _LARGEST * archive.stat().st_size:
            raise UsageError(f"{archive}: holds more than {_LARGEST} times its size: not read")
        if CHECKSUMS not in opened.namelist():
            raise UsageError(f"{archive}: there is no {CHECKSUMS} in it to compare with")
        text = opened.read(CHECKSUMS).decode()
        sums = {
            found["path"]: found["sum"] for found in map(_LINE.fullmatch, _lines(text)) if found
        }
        yield from _unreadable_lines(text)
        for path, number in Counter(opened.namelist()).items():
            if number > 1:
                yield f"{_shown(path)}: is in the archive {number} times"
        for path in sorted(sums.keys() - set(opened.namelist())):
            yield f"{_shown(path)}: was removed: {CHECKSUMS} has it, and the archive does not"
        for member in members:
            if member.filename != CHECKSUMS and (fault := _fault(opened, member, sums)):
                yield f"{_shown(member.filename)}: {fault}"


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _unreadable_lines(text: str) -> Iterator[str]:
    for number, line in enumerate(_lines(text), start=1):
        if not _LINE.fullmatch(line):
            yield f"{CHECKSUMS}: line {number} is no checksum with a path"


def _fault(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, sums: Mapping[str, str]
) -> str | None:
    """What is wrong with a file of the archive, if anything is."""
    if (expected := sums.get(member.filename)) is None:
        return f"was added: {CHECKSUMS} does not have it"
    try:
        with archive.open(member) as stream:
            is_same = _sha256(stream) == expected
    except _BROKEN as error:
        return f"cannot be read ({error})"
    return None if is_same else f"was changed: {CHECKSUMS} has another SHA-256"


def _sha256(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while part := stream.read(_PART):
        digest.update(part)
    return digest.hexdigest()


def _shown(path: str) -> str:
    """A path on one line, its invisible characters as escapes."""
    return repr(path)[1:-1]

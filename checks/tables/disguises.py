"""Files that are something else than their place in a package needs, named for what they are."""

_POINTER = b"version https://git-lfs.github.com/spec/"
_NO_TEXT = (
    (b"PK\x03\x04", "a zip archive or a workbook: unpack it, or save its table as CSV"),
    (b"\x1f\x8b", "a gzip file: unpack it, and name the unpacked file in the descriptor"),
    (b"\xfd7zXZ\0", "an xz file: unpack it, and name the unpacked file in the descriptor"),
    (b"\x28\xb5\x2f\xfd", "a zstd file: unpack it, and name the unpacked file in the descriptor"),
    (b"SQLite format 3\0", "an SQLite database: save its table as CSV"),
)
"""How files begin that are no text, with what they are and what to do."""

ARCHIVE = _NO_TEXT[0][0]
"""How a zip archive begins."""


def is_pointer(content: bytes) -> bool:
    """Whether a file is a Git LFS pointer, which stands for the file itself."""
    return content.startswith(_POINTER)


def disguise(content: bytes) -> str | None:
    """What a file is that should be text, and what to do; None if it looks like text."""
    if is_pointer(content):
        return "a Git LFS pointer: run git lfs pull"
    return next((what for sign, what in _NO_TEXT if content.startswith(sign)), None)

"""Whether files are there, with the size and the hash that the descriptor states."""

import hashlib
from collections.abc import Iterator

from checks.tables.disguises import disguise, is_pointer
from checks.tables.package import File, Resource
from checks.tables.problems import Problem

_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


def read_file(resource: File) -> bytes | Problem:
    """The bytes of the file of a resource, or the problem if they are not there."""
    try:
        content = resource.read_bytes()
    except OSError as error:
        message = f"expected a file that can be read ({error.strerror})"
        return Problem(resource.path, None, None, "missing-file", None, message)
    what = disguise(content)
    if what and (isinstance(resource, Resource) or is_pointer(content)):
        message = f"expected the file itself (found {what})"
        return Problem(resource.path, None, None, "encoding", None, message)
    return content


def check_size_and_hash(resource: File, content: bytes) -> Iterator[Problem]:
    """Size and hash, where the descriptor states them."""
    size = resource.descriptor.get("bytes")
    if size is not None and size != len(content):
        message = f"expected {size} bytes, as the descriptor states"
        yield Problem(resource.path, None, None, "bytes", str(len(content)), message)
    stated = resource.descriptor.get("hash")
    if stated is None:
        return
    algorithm, _, digest = str(stated).rpartition(":")
    algorithm = algorithm or "md5"
    if algorithm not in _ALGORITHMS:
        message = f"expected a hash by one of: {', '.join(_ALGORITHMS)}"
        yield Problem(resource.path, None, None, "hash", str(stated), message)
        return
    actual = hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()
    if actual != digest:
        message = f"expected the {algorithm} {digest}, as the descriptor states"
        yield Problem(resource.path, None, None, "hash", actual, message)

"""`claims-check segment TEXT [PACKAGE] --document ID`: writes the passages of a text."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checks.commands.usage import Parser, UsageError
from checks.explaining import explained_by

if TYPE_CHECKING:
    from checks.tables.package import Package
    from checks.write.segmenting import Segmented

_FIRST_WORDS = 72
"""Characters of a passage that `--show` prints at most."""

_AROUND = 30
"""Characters of the text that are shown before and after a doubtful place."""


def run(arguments: Sequence[str]) -> str:
    """Write the passages of a text into a package; returns what was written and what is undecided.

    Raises:
        UsageError: the arguments are wrong, or claims are coded from passages that would change.
        TableError, BuildError, WritingError: a file cannot be read or written.
        PackageError: there is no package that can be read.
    """
    options = _parser().parse_args(arguments)

    from checks.tables.package import read_package
    from checks.tables.rows import decoded
    from checks.write.known_document import RefusalError
    from checks.write.locking import locked
    from checks.write.rewriting import rewrite, stale
    from checks.write.segmenting import segmented

    with locked(options.package):
        package = read_package(options.package)
        text = decoded(options.text, str(options.text))
        try:
            with explained_by(package):
                result = segmented(package, text, options.document, options.title, options.prefix)
        except RefusalError as error:
            raise UsageError(f"{options.text}: {error}") from None
        written = stale(result.built.files)
        rewrite(result.built.files)
    names = [file.relative_to(package.folder).as_posix() for file in written]
    lines = [
        _counts(options.document, result),
        *_headings(text, result),
        *_undecided(text, result),
        *_left_to_the_coder(package, result),
        *(_passages(text, result) if options.show else ()),
        *(f"written: {name}" for name in names),
    ]
    return "".join(f"{line}\n" for line in lines) + ("" if names else "Nothing has changed.\n")


def _parser() -> Parser:
    parser = Parser(
        "segment",
        "Split a text into sections, paragraphs and sentences, and write them into a package, with "
        "its headings and the sources that its paragraphs list. Where the text can be read in two "
        "ways, it is not split, and the place is named. The same text changes nothing; the levels "
        "of headings are taken from the table of headings.",
    )
    parser.add_argument("text", metavar="TEXT", type=Path, help="the text of a document, in UTF-8")
    parser.add_package()
    parser.add_argument("--document", metavar="ID", required=True, help="its identifier")
    parser.add_argument(
        "--title", default="", help="its title (default: the first line, if that is a heading)"
    )
    parser.add_argument(
        "--prefix",
        default="",
        help="what the identifiers of its passages begin with (default: nothing for the first "
        "document, and ID without points and hyphens for a further one)",
    )
    parser.add_argument(
        "--show", action="store_true", help="list its passages with their first words"
    )
    return parser


def _counts(document_id: str, result: "Segmented") -> str:
    kinds = Counter(passage.kind for passage in result.passages)
    counts = ", ".join(
        f"{kinds[kind]:,} {kind}{'' if kinds[kind] == 1 else 's'}"
        for kind in ("section", "paragraph", "sentence")
    )
    return f"{document_id}: {counts}."


def _headings(text: str, result: "Segmented") -> Iterator[str]:
    """A line for each heading whose level nobody has looked at."""
    if result.new_headings:
        yield (
            "Headings, all of level 1 for now. Correct the levels in the table of headings, delete "
            "there what is no heading, add what is one (its passage and level), and segment again:"
        )
    for passage in result.passages:
        if passage.passage_id in result.new_headings:
            line = text.count("\n", 0, passage.start) + 1
            heading = text[passage.start : passage.end].partition("\n")[0].strip()
            yield f"  line {line}, {passage.passage_id}: {heading}"


def _undecided(text: str, result: "Segmented") -> Iterator[str]:
    """A line for each doubt, with the smallest passage around it and the words there."""
    if result.doubts:
        yield "Undecided, and not split there:"
    for block_id, doubt in result.doubts:
        around = [
            passage
            for passage in result.passages
            if passage.start <= doubt.offset < passage.end and passage.kind == "sentence"
        ]
        name = around[0].passage_id if around else block_id
        line = text.count("\n", 0, doubt.offset) + 1
        before = text[max(0, doubt.offset - _AROUND) : doubt.offset]
        after = text[doubt.offset : doubt.offset + _AROUND]
        words = re.sub(r"\s+", " ", f"{before}⟨{after}").strip()
        yield f"  line {line}, offset {doubt.offset}, {name}: {doubt.reason}: {words}"


def _passages(text: str, result: "Segmented") -> Iterator[str]:
    """A line for each heading and sentence, in the order of the text, with its first words."""
    for passage in sorted(result.passages, key=lambda passage: passage.start):
        if passage.kind != "paragraph":
            words = text[passage.start : passage.end]
            line = words.strip().splitlines()[0] if passage.kind == "section" else words
            shown = textwrap.shorten(line, _FIRST_WORDS, placeholder=" …")
            yield f"{passage.passage_id}: {shown}"


def _left_to_the_coder(package: "Package", result: "Segmented") -> Iterator[str]:
    """A line for each table with empty cells that a coder must fill."""
    from checks.write.segmenting import CITATIONS, DOCUMENTS

    for resource in package.resources:
        if resource.name not in (DOCUMENTS, CITATIONS):
            continue
        rows = result.built.tables[resource.name].values()
        empty = {
            field.name: sum(not cells[field.name] for cells in rows)
            for field in resource.schema.fields
            if field.constraints.get("required")
        }
        cells = ", ".join(f"{name} ({count:,})" for name, count in empty.items() if count)
        if cells:
            yield f"to fill in: {resource.path}: {cells}"

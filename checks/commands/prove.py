"""`claims-check prove [PACKAGE] TEXT…`: proves the coding of documents against their texts.

pandas is not imported.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checks.commands.usage import Parser, UsageError, aligned
from checks.explaining import explained_by
from checks.passages.tree import sha256_of
from checks.proof import words
from checks.proof.case import Case
from checks.proof.coding import DOCUMENTS, Coding, Tables, coding_of, read_tables
from checks.proof.proving import CHECKS, Outcome, prove
from checks.tables.package import read_package
from checks.tables.rows import TableError, decoded

NO_GAPS, GAPS = 0, 1


def run(arguments: Sequence[str]) -> tuple[str, int]:
    """The proof of each document as text, and the exit status.

    Raises:
        UsageError: the arguments are wrong, a text cannot be read, or no document has its hash.
        TableError: a table cannot be read.
        PackageError: there is no package that can be read.
    """
    folder, files = _paths(arguments)
    package = read_package(folder)
    with explained_by(package):
        tables = read_tables(package)
        texts = _texts(files, tables)
        codings = [
            coding_of(package, tables, document, texts[document["sha256"]])
            for document in tables[DOCUMENTS]
            if document["sha256"] in texts
        ]
        outcomes = [(coding, prove(coding)) for coding in codings]
    gaps = sum(len(outcome.gaps) for _, of_one in outcomes for outcome in of_one)
    parts = [_rendered(coding, of_one) for coding, of_one in outcomes]
    parts += [
        f"{document['document_id']}: not proved, for its text was not given\n"
        for document in tables[DOCUMENTS]
        if document["sha256"] not in texts
    ]
    verdict = f"{gaps:,} gap{'' if gaps == 1 else 's'}" if gaps else "No gaps"
    parts.append(f"{verdict}: {len(codings)} of {len(tables[DOCUMENTS])} documents proved.\n")
    return "\n".join(parts), GAPS if gaps else NO_GAPS


def _paths(arguments: Sequence[str]) -> tuple[Path, list[Path]]:
    """The package and the texts. The first argument is the package if it is a folder or JSON."""
    statements = "; ".join(f"{check.name}: {check.statement}" for check in CHECKS)
    parser = Parser(
        "prove",
        "Prove the coding of documents against their texts. A text belongs to the document with "
        "the same hash.",
        epilog=f"The checks are: {statements}. "
        "Exit status: 0 no gaps; 1 gaps; 2 a text or the package cannot be read.",
    )
    parser.usage = "%(prog)s [-h] [PACKAGE] TEXT [TEXT ...]"
    parser.add_argument(
        "paths",
        metavar="[PACKAGE] TEXT",
        type=Path,
        nargs="+",
        help="a datapackage.json or its folder (default: here), and one or more texts in UTF-8",
    )
    paths = parser.parse_args(arguments).paths
    has_package = paths[0].is_dir() or paths[0].suffix == ".json"
    texts = paths[1:] if has_package else paths
    if not texts:
        parser.error("name the text of a document after the package")
    return (paths[0] if has_package else Path()), texts


def _texts(files: Sequence[Path], tables: Tables) -> Mapping[str, str]:
    """The texts in these files by their hashes.

    Raises UsageError for all files that cannot be read or are the text of no document.
    """
    texts, errors = {}, []
    hashes = {document["sha256"] for document in tables[DOCUMENTS]}
    for file in files:
        try:
            text = decoded(file, str(file))
        except TableError as error:
            errors.append(str(error))
            continue
        digest = sha256_of(text)
        texts[digest] = text
        if digest not in hashes:
            errors.append(f"{file}: no document has the hash of this text ({digest})")
    if errors:
        raise UsageError("; ".join(errors))
    return texts


def _rendered(coding: Coding, outcomes: Sequence[Outcome]) -> str:
    """The counts of each check for a document, then a line for each gap."""
    language = coding.document["language"]
    rows = [(coding.document["document_id"], "examined", "gaps")]
    rows += [(each.check, f"{each.examined:,}", f"{len(each.gaps):,}") for each in outcomes]
    lines = [aligned(rows, right=(1, 2))]
    if "value" not in coding.words:
        lines.append(
            f"Words for values, such as months, are not proved: there are none for the language "
            f"{language!r} in the table {words.TABLE}.\n"
        )
    lines += [_line(each.check, gap) for each in outcomes for gap in sorted(each.gaps)]
    return "".join(lines)


def _line(check: str, gap: Case) -> str:
    place = ":".join(str(part) for part in (gap.file, gap.row, gap.column) if part)
    return f"{place}: [{check}] {gap.passage_id} {gap.token!r}: {gap.gap}\n"

"""``python -m scripts.source_check SOURCE``: prove the coding of a document against its text."""

import argparse
import sys
from pathlib import Path

from checks.tables.package import PackageError, read_package
from checks.tables.rows import TableError, decoded
from scripts.source_check.attribution import check_citations, check_quotations
from scripts.source_check.coding import Coding, read_coding
from scripts.source_check.gaps import Outcome, read_exceptions, without_exceptions
from scripts.source_check.places import check_as_stated, check_claims, check_document
from scripts.source_check.reproduction import check_reproduction
from scripts.source_check.wording import check_names, check_values

EXCEPTIONS = "scripts/source_exceptions.csv"


def check_all(coding: Coding, folder: Path) -> list[Outcome]:
    """The outcome of every check, without regard to exceptions."""
    return [
        check_document(coding),
        check_as_stated(coding),
        check_values(coding),
        check_names(coding),
        check_quotations(coding),
        check_claims(coding),
        check_citations(coding),
        check_reproduction(coding, folder),
    ]


def render(outcomes: list[Outcome]) -> str:
    """The outcomes as text: the counts of each check, then every gap in the order of the text."""
    lines = []
    for outcome in outcomes:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.examined.items()))
        lines.append(f"{outcome.check:<13}{len(outcome.gaps):>4} gaps   {counts or 'nothing'}")
    gaps = sorted(gap for outcome in outcomes for gap in outcome.gaps)
    for gap in gaps:
        place = gap.passage_id or "document"
        lines.append(f"GAP {gap.check}  {place}  {gap.token!r}: {gap.message}")
    lines.append(f"{len(gaps)} gaps" if gaps else "No gaps: the coding accounts for the text.")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Prove the coding of a document against its text.

    Exit status 0: there are no gaps, 1: there are gaps, 2: a file cannot be read.
    """
    parser = argparse.ArgumentParser(
        prog="python -m scripts.source_check", description=main.__doc__
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="the text, in UTF-8")
    parser.add_argument("--package", type=Path, default=Path(), help="default: here")
    chosen = parser.parse_args(arguments)
    try:
        text = decoded(chosen.source, str(chosen.source))
        package = read_package(chosen.package)
        exceptions = read_exceptions(package.folder / EXCEPTIONS, EXCEPTIONS)
        coding = read_coding(package, text)
        outcomes = without_exceptions(check_all(coding, package.folder), exceptions)
    except (PackageError, TableError) as error:
        print(f"source-check: {error}", file=sys.stderr)
        return 2
    print(render(outcomes))
    return 1 if any(outcome.gaps for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())

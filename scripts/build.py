"""``python -m scripts.build``: bring generated files up to date.

`python -m checks build` does this for the tables of any package. For this project it also generates
the catalogue of rules, the codebook and parts of the README. `--check` only names stale files.
"""

import argparse
import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from checks.checking import build_report
from checks.commands.process import command, run
from checks.explaining import explained_by
from checks.reports.wording import worst_first
from checks.rules.registry import all_rules
from checks.tables.package import Package, read_package
from checks.tables.rows import decoded, read_rows
from checks.write.building import build
from checks.write.derived import register_resource
from checks.write.locking import locked
from checks.write.rewriting import rewrite, stale
from scripts.catalogue import catalogue
from scripts.changelog import entry_of
from scripts.citation import citations, example_finding
from scripts.codebook import codebook, render_markdown
from scripts.metadata import CITATION, citation_file
from scripts.metadata.description import Description, as_yaml, describe
from scripts.picture import picture
from scripts.readme import with_citations, with_file_names, with_findings, with_people
from scripts.tallies import Tally, dispositions, tallies

Files = dict[Path, bytes]


@command("build")
def main(arguments: Sequence[str] | None = None) -> int:
    """Bring the package up to date. Exit status 1: stale (with --check), 2: unreadable."""
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=main.__doc__)
    parser.add_argument("package", type=Path, nargs="?", default=Path(), help="default: here")
    parser.add_argument("--check", action="store_true", help="change nothing, name what is stale")
    chosen = parser.parse_args(arguments)
    with nullcontext() if chosen.check else locked(chosen.package):
        package = read_package(chosen.package)
        with explained_by(package):
            files = build(package).files
        changed = _brought_up_to_date(files, chosen.check)
        # The documents describe the tables and the descriptor as rewritten just now.
        changed += _brought_up_to_date(_documents(read_package(chosen.package)), chosen.check)
    for file in changed:
        name = os.path.relpath(file, package.folder)
        print(f"{'stale' if chosen.check else 'written'}: {name}")
    if not changed:
        print("Everything is up to date.")
    return 1 if chosen.check and changed else 0


def _brought_up_to_date(files: Files, check_only: bool) -> tuple[Path, ...]:
    """The files whose content differed; they are rewritten unless `check_only`."""
    changed = stale(files)
    if not check_only:
        rewrite(files)
    return changed


def _documents(package: Package) -> Files:
    """The generated documents of this project; another package has none."""
    folder = package.folder
    if folder.resolve() != Path(__file__).resolve().parent.parent:
        return {}
    changelog = decoded(folder / "CHANGELOG.md", "CHANGELOG.md")
    described = describe(package, entry_of(changelog, package.version).released)
    register = register_resource(package)
    report = build_report(folder)
    severity: dict[str, str] = {rule.name: rule.severity for rule in all_rules(package.extra_rules)}
    # Between documents a finding can be less severe than its rule.
    severity |= {finding.id: finding.severity for finding in report.findings}
    found = read_rows(register) if register else []
    judged = (
        (severity.get(row["finding_id"], severity[row["rule"]]), row["disposition"])
        for row in found
    )
    by_disposition = tallies(judged, dispositions(register) if register else {})
    book = codebook(package, report)
    return {
        folder / "docs" / "rules.md": catalogue(by_disposition, package.extra_rules).encode(),
        folder / "docs" / "codebook.md": render_markdown(book).encode(),
        folder / "README.md": _readme(package, described, by_disposition).encode(),
        folder / "docs" / "finding.svg": picture(worst_first(report.findings)[0]).encode(),
        folder / CITATION: as_yaml(citation_file.generate(described)).encode(),
    }


def _readme(package: Package, described: Description, by_disposition: Sequence[Tally]) -> str:
    """The README with its generated parts as they should be."""
    readme = decoded(package.folder / "README.md", "README.md")
    cited = citations(described.publication, example_finding(package))
    readme = with_findings(with_citations(readme, cited), by_disposition)
    readme = with_people(readme, described.people)
    return with_file_names(readme, package.name, package.version)


if __name__ == "__main__":
    run(main, "build")

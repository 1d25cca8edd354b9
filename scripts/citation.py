"""How to cite the dataset, one of its findings, and the documents that it codes: APA and BibTeX."""

import re
from calendar import month_name
from dataclasses import dataclass

from checks.register.matching import register_resource
from checks.tables.package import Package
from checks.tables.rows import read_rows
from scripts.changelog import UNRELEASED
from scripts.publication import Document, Publication

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}


@dataclass(frozen=True)
class Citations:
    """References to the dataset, to a finding and to the coded documents, without a final newline.

    The report's texts are empty for a package that names no document, and hold one reference after
    the other, with an empty line between them, for one that codes many. Those of the finding are an
    example, and empty for a package without findings.
    """

    dataset_apa: str
    dataset_bibtex: str
    report_apa: str
    report_bibtex: str
    finding_apa: str = ""
    finding_latex: str = ""


def citations(facts: Publication, finding: str = "") -> Citations:
    """The citations of a version of a dataset; before the release they say "unreleased".

    `finding` is the identifier of the finding that serves as an example, if there is one.
    """
    return Citations(
        dataset_apa=_dataset_apa(facts),
        dataset_bibtex=_dataset_bibtex(facts),
        report_apa="\n\n".join(map(_document_apa, facts.documents)),
        report_bibtex="\n\n".join(map(_document_bibtex, facts.documents)),
        finding_apa=finding_apa(facts, finding) if finding else "",
        finding_latex=finding_latex(facts, finding) if finding else "",
    )


def example_finding(package: Package) -> str:
    """The first finding of the register, which shows how to cite one; empty if there is none."""
    register = register_resource(package)
    rows = read_rows(register) if register else []
    return rows[0]["finding_id"] if rows else ""


def finding_apa(facts: Publication, finding: str) -> str:
    """The reference to one finding: that of the dataset, with the identifier of the finding."""
    return _dataset_apa(facts, f", finding {finding}")


def finding_latex(facts: Publication, finding: str) -> str:
    """The LaTeX command that cites a finding by the BibTeX entry of the dataset."""
    return rf"\cite[finding {finding}]{{{_key(facts)}}}"


def _key(facts: Publication) -> str:
    return f"{facts.name}-{facts.version}"


def _dataset_apa(facts: Publication, part: str = "") -> str:
    year = str(facts.released.year) if facts.released else UNRELEASED
    work = f"{facts.title} (Version {facts.version}{part}) [Data set]."
    text = f"{_names(facts.creators)} ({year}). {work}" if facts.creators else f"{work} ({year})."
    return f"{text} {facts.address}".rstrip()


def _document_apa(document: Document) -> str:
    """The APA reference of a page whose text changes: no date (n.d.), but one of retrieval."""
    text = f"{_names((document.publisher,))} (n.d.). {document.title}."
    if document.url:
        return f"{text} Retrieved {month_named(document.as_of)}, from {document.url}"
    return f"{text} As captured in {month_named(document.as_of)}."


def _names(names: tuple[str, ...]) -> str:
    """Names of organisations, the last one after an ampersand, with a full stop."""
    *others, last = names
    text = f"{', '.join(others)}, & {last}" if others else last
    return text if text.endswith(".") else f"{text}."


def _dataset_bibtex(facts: Publication) -> str:
    released = facts.released
    note = f"Version {facts.version}" + ("" if released else f", {UNRELEASED}")
    return _entry(
        _key(facts),
        author=" and ".join(f"{{{_escaped(name)}}}" for name in facts.creators),
        title=f"{{{_escaped(facts.title)}}}",
        year=f"{released.year}" if released else "",
        howpublished="Data set",
        note=_escaped(note),
        doi=facts.doi,
        url=facts.address,
    )


def _document_bibtex(document: Document) -> str:
    return _entry(
        document.document_id,
        author=f"{{{_escaped(document.publisher)}}}",
        title=f"{{{_escaped(document.title)}}}",
        note=_escaped(f"As captured in {month_named(document.as_of)}"),
        url=document.url,
    )


def _entry(key: str, **fields: str) -> str:
    """A `@misc` entry with the fields that have a value."""
    width = max(len(name) for name, value in fields.items() if value)
    lines = [f"  {name.ljust(width)} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _escaped(text: str) -> str:
    """Text for BibTeX, in which some characters would be commands."""
    return "".join(_ESCAPES.get(character, character) for character in text)


def month_named(edtf: str) -> str:
    """A month or a day in English, such as `November 5, 2019`; any other date unchanged."""
    parts = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", edtf)
    if not parts or not parts[2]:
        return edtf
    month = month_name[int(parts[2])]
    return f"{month} {int(parts[3])}, {parts[1]}" if parts[3] else f"{month} {parts[1]}"

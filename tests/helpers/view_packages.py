"""Views of small packages, from rows in which only what matters is said."""

import shutil
from pathlib import Path

from checks.tables.package import read_package
from scripts.views.building import build_views
from tests.helpers.builders import ROOT, Row, build_package, read_rows


def views_of(folder: Path, **rows: list[Row]) -> dict[str, dict[str, Row]]:
    """The views of a package with these rows: the rows of each by its key.

    The vocabulary is that of the project.
    """
    tables = {"properties": read_rows(ROOT, "properties"), **rows}
    for name in ("answers", "dates", "figures", "names", "polls", "questions", "relations"):
        tables.setdefault(name, [])
    place = folder / "package"
    build_package(place, **tables)
    shutil.copytree(ROOT / "schemas/views", place / "schemas/views")
    return {
        view.name.removesuffix("-view"): {next(iter(row.values())): row for row in view.rows}
        for view in build_views(read_package(place))
    }


def event(name: str, **cells: str) -> Row:
    return {"entity_id": name, "type": "event", "label": name.title(), **cells}


def dated(entity: str, *dates: str, term: str = "occurred") -> list[Row]:
    """One claim for each date; `<term> <date>` is of another term."""
    claims = []
    for number, text in enumerate(dates, start=1):
        *terms, date = text.split(" ")
        claims.append(
            {
                "claim_id": f"{entity}.date{number:02d}",
                "entity_id": entity,
                "property_id": terms[0] if terms else term,
                "date": date,
            }
        )
    return claims


def related(subject: str, predicate: str, *others: str, certainty: str = "stated") -> list[Row]:
    return [
        {
            "claim_id": f"{subject}.{predicate.replace('_', '-')}-{certainty}{number:02d}",
            "subject_id": subject,
            "predicate_id": predicate,
            "object_id": other,
            "certainty": certainty,
        }
        for number, other in enumerate(others, start=1)
    ]


def figure(number: int, entity: str, measure: str, qualifier: str, **cells: str) -> Row:
    known = {"entity_id": entity, "measure_id": measure, "qualifier": qualifier, "unit": "persons"}
    words = {"as_stated": f"words{number}"}
    return {"claim_id": f"{entity}.figure{number:02d}", **known, **words, **cells}


def finding(name: str, severity: str, *claims: str) -> Row:
    return {"finding_id": name, "severity": severity, "claims": "|".join(sorted(claims))}

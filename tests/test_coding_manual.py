"""What the coding manual says of new terms and of the proof is true."""

import re
from pathlib import Path

import pytest

from checks.checking import build_report
from checks.proof.proving import CHECKS
from tests.helpers.builders import ROOT, Row, build_package, schema_of

MANUAL = (ROOT / "docs/coding-manual.md").read_text("utf-8")


def cells(part: str) -> list[tuple[str, str]]:
    """The rows of the tables in a part of the manual, without their heads."""
    rows = re.findall(r"^\| `([\w-]+)` \| `?(.*?)`? \|$", part, flags=re.MULTILINE)
    return [(name, cell.replace("\\|", "|")) for name, cell in rows]


def terms() -> list[Row]:
    """The worked examples of terms; all other cells are empty."""
    part = MANUAL.split("### A new term")[1].split("\n## ")[0]
    empty = dict.fromkeys(schema_of("properties").field_names, "")
    return [{**empty, **dict(cells(table))} for table in part.split("| column | cell |")[1:]]


def test_the_worked_terms_are_valid_and_the_rules_use_them(tmp_path: Path) -> None:
    measure, relation = terms()
    schools = {"entity_id": "reed-province", "measure_id": "schools_closed", "unit": "schools",
               "as_of": "2018-03", "qualifier": "exactly"}  # fmt: skip
    build_package(
        tmp_path / "p",
        properties=[measure, relation],
        entities=[
            {"entity_id": "reed-isles", "type": "state"},
            {"entity_id": "reed-province", "type": "place"},
            {"entity_id": "vesh", "type": "person"},
        ],
        figures=[
            {**schools, "passage_id": "p01", "low": "12", "best": "12", "high": "12"},
            {**schools, "passage_id": "p02", "low": "15", "best": "15", "high": "15"},
        ],
        relations=[
            {"subject_id": "vesh", "predicate_id": "envoy_of", "object_id": "reed-isles"},
        ],
    )
    report = build_report(tmp_path / "p")
    assert report.structure == ()
    assert [finding.rule for finding in report.findings] == ["figures-agree"]


@pytest.mark.parametrize("used_in", ["dates", "figures", "relations"])
def test_four_cells_make_a_term(tmp_path: Path, used_in: str) -> None:
    empty = dict.fromkeys(schema_of("properties").field_names, "")
    term = {"property_id": "a", "used_in": used_in, "label": "a", "definition": "It is a."}
    build_package(tmp_path / "p", properties=[{**empty, **term}])
    assert build_report(tmp_path / "p").structure == ()


def test_the_manual_lists_the_checks_of_the_proof() -> None:
    part = MANUAL.split("## Proof")[1]
    assert cells(part) == [(check.name, check.statement) for check in CHECKS]

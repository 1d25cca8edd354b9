"""Small packages of this profile, written from rows in which only what matters is said.

`build_package(folder, dates=[{"entity_id": "ferry-union", "date": "2014"}])` writes a valid
package: cells that are not given get the example of their schema (or nothing, if not required),
rows that foreign keys refer to are added, and tables are sorted and described with size and hash.
"""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from checks.tables.edtf import bounds
from checks.tables.table_schema import Field, Schema, read_schema
from checks.write.derived import rule_rows

Row: TypeAlias = dict[str, str]

ROOT = Path(__file__).parents[2]
ALL_TYPES = "|".join(
    json.loads((ROOT / "schemas/entities.json").read_text("utf-8"))["fields"][1]["constraints"][
        "enum"
    ]
)
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def schema_of(table: str) -> Schema:
    return read_schema(f"schemas/{table}.json", table, ROOT)


def all_tables() -> list[str]:
    return sorted(path.stem for path in (ROOT / "schemas").glob("*.json"))


def build_package(folder: Path, **rows: list[Row]) -> Path:
    """Write a package with these rows and those they refer to; return its descriptor.

    A table that is given without rows is written with its header alone.
    """
    tables = {name: [dict(row) for row in given] for name, given in rows.items()}
    _complete(tables)
    return write_package(folder, tables)


def write_package(folder: Path, tables: dict[str, list[Row]]) -> Path:
    """Write a package of these tables, whose rows are complete; return its descriptor."""
    (folder / "schemas").mkdir(parents=True)
    (folder / "data").mkdir()
    for name, content in tables.items():
        if name == "rules":
            content = rule_rows()  # noqa: PLW2901 - nobody writes them by hand
        schema = (ROOT / f"schemas/{name}.json").read_bytes()
        (folder / f"schemas/{name}.json").write_bytes(schema)
        write_table(folder, name, content)
    resources = [
        {
            "name": name,
            "type": "table",
            "profile": "tabular-data-resource",
            "path": f"data/{name}.csv",
            "schema": f"schemas/{name}.json",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ","},
        }
        for name in sorted(tables)
    ]
    descriptor = {"$schema": V2, "name": "small", "version": "1.2.3", "resources": resources}
    write_descriptor(folder, descriptor)
    describe(folder)
    return folder / "datapackage.json"


def small_package(folder: Path) -> Path:
    """A valid package in which every table of the profile has rows, and most columns values."""
    return build_package(folder, **{name: small_rows(name) for name in all_tables()})


def small_rows(table: str) -> list[Row]:
    """The rows of a table in the small package, as far as they are not the examples."""
    return SMALL.get(table, [{}])


def read_descriptor(folder: Path) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return descriptor


def write_descriptor(folder: Path, descriptor: dict[str, Any]) -> None:
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def describe(folder: Path) -> None:
    """Bring size and hash of every file in the descriptor up to date, as far as there is a file."""
    descriptor = read_descriptor(folder)
    for resource in descriptor["resources"]:
        file = folder / resource["path"]
        if file.is_file():
            content = file.read_bytes()
            resource["bytes"] = len(content)
            resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    write_descriptor(folder, descriptor)


def read_rows(folder: Path, table: str) -> list[Row]:
    with (folder / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(folder: Path, table: str, rows: list[Row], *, ordered: bool = True) -> None:
    """Write a table in canonical form, sorted by its primary key unless told otherwise."""
    schema = schema_of(table)
    if ordered:
        rows = sorted(rows, key=lambda row: [row[name] for name in schema.primary_key])
    text = io.StringIO()
    writer = csv.DictWriter(text, schema.field_names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / f"data/{table}.csv").write_bytes(text.getvalue().encode())


def write_cell(folder: Path, table: str, row: int, column: str, value: str) -> None:
    """Put a value into the cell that a spreadsheet shows in that row; describe the file anew."""
    rows = read_rows(folder, table)
    rows[row - 2][column] = value
    write_table(folder, table, rows, ordered=False)
    describe(folder)


def change_schema(folder: Path, table: str, **properties: Any) -> None:
    """Let the schema of a table say something more of the table."""
    file = folder / f"schemas/{table}.json"
    schema = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**schema, **properties}), encoding="utf-8")


def change_field(folder: Path, table: str, column: str, **properties: Any) -> None:
    """Let the schema of a table say something more of a column; None takes a property away."""
    fields = json.loads((folder / f"schemas/{table}.json").read_text("utf-8"))["fields"]
    field = next(each for each in fields if each["name"] == column)
    changed = {**field, **properties}
    field.clear()
    field.update({key: value for key, value in changed.items() if value is not None})
    change_schema(folder, table, fields=fields)


def _complete(tables: dict[str, list[Row]]) -> None:
    """Fill cells that are not given, and add the rows that foreign keys refer to."""
    waiting = list(tables)
    while waiting:
        name = waiting.pop()
        schema = schema_of(name)
        for position, row in enumerate(tables[name]):
            _fill(row, schema, position, tables)
        for key in schema.foreign_keys:
            if key.resource not in tables:
                tables[key.resource] = []
                waiting.append(key.resource)
            there = tables[key.resource]
            for row in tables[name]:
                values = [row[field] for field in key.fields]
                wanted = dict(zip(key.reference_fields, values, strict=True))
                if all(values) and not any(wanted.items() <= each.items() for each in there):
                    there.append({**wanted, **_of_term(schema.field(key.fields[0]))})
                    waiting.append(key.resource)
    if "passages" in tables:
        _lay_out(tables["passages"])


def _of_term(field: Field) -> Row:
    """What the vocabulary says of a term that stands in a column, if it is one of terms."""
    term = field.descriptor.get("term")
    return {"used_in": term["usedIn"]} if term else {}


def _fill(row: Row, schema: Schema, position: int, tables: dict[str, list[Row]]) -> None:
    if "date" in row and "precision" in schema.field_names:
        derived = bounds(pd.Series([row["date"]], dtype="str"))
        for name in ("earliest", "latest"):
            day = derived[name].iloc[0]
            row.setdefault(name, "" if pd.isna(day) else f"{day:%Y-%m-%d}")
        row.setdefault("precision", derived["precision"].iloc[0])
    if "used_in" in schema.field_names:
        kind = {"relations": "entity", "figures": "number"}.get(row.get("used_in", ""), "date")
        row.setdefault("value_kind", kind)
        row.setdefault("subject_types", ALL_TYPES)
        row.setdefault("object_types", ALL_TYPES if kind == "entity" else "")
    if schema.is_of_claims and "claim_id" in row:
        row.setdefault("passage_id", row["claim_id"].rpartition(".")[0])
    elif schema.is_of_claims:
        row["claim_id"] = _claim_id(schema, row, position)
    for field in schema.fields:
        row.setdefault(field.name, _default(field, tables))


def _claim_id(schema: Schema, row: Row, position: int) -> str:
    passage = row.get("passage_id") or schema.field("passage_id").descriptor["example"]
    return f"{passage}.{schema.name}-{position + 1:02d}"


def _default(field: Field, tables: dict[str, list[Row]]) -> str:
    is_expected = field.constraints.get("required") or field.empty_means is not None
    if field.name in LAID_OUT or not is_expected:
        return ""
    if field.name == "as_stated":
        return "as printed"
    if field.refers_to_claims:
        claims = sorted(name for name in tables if schema_of(name).is_of_claims and tables[name])
        first = tables[claims[0]][0]
        return first.get("claim_id") or _claim_id(schema_of(claims[0]), first, 0)
    if field.name == "document_id" and tables.get("documents"):
        return tables["documents"][0].get("document_id", str(field.descriptor["example"]))
    return str(field.descriptor["example"])


LAID_OUT = ("ordinal", "start", "end")
"""The columns of passages that follow from the others, where they are not given."""


def _lay_out(passages: list[Row]) -> None:
    """Put the passages one behind the other in the order of their rows, children into parents."""
    _lay_out_under("", passages, 0)


def _lay_out_under(parent: str, passages: list[Row], start: int) -> int:
    """Lay out the passages under a parent from an offset on; returns where the last one ends."""
    children = [row for row in passages if row["parent_id"] == parent]
    for ordinal, row in enumerate(children, start=1):
        end = _lay_out_under(row["passage_id"], passages, start)
        end = max(end, start + 10)
        for name, value in zip(LAID_OUT, (ordinal, start, end), strict=True):
            row[name] = row[name] or str(value)
        start = int(row["end"])
    return start


SMALL: dict[str, list[Row]] = {
    "documents": [{"document_id": "islands", "as_of": "2018-03"}],
    "passages": [
        {"passage_id": "p01", "document_id": "islands", "kind": "paragraph"},
        {"passage_id": "p01.s01", "document_id": "islands", "parent_id": "p01"},
        {"passage_id": "p01.s02", "document_id": "islands", "parent_id": "p01"},
    ],
    "entities": [
        {"entity_id": "ferry-union", "label": "Ferry Union", "note": "Of the \"outer\" isles, too"},
        {"entity_id": "harbour-council", "label": "Conseil d’Été", "iso_3166": "ZZ"},
        {"entity_id": "islanders", "type": "community", "label": "Islanders"},
        {"entity_id": "tide-poll", "type": "poll", "label": "Tide poll"},
    ],
    "properties": [
        {"property_id": "allied", "used_in": "relations", "opposite": "feuded"},
        {"property_id": "ferries", "used_in": "figures", "valid_for_days": "366"},
        {"property_id": "feuded", "used_in": "relations", "opposite": "allied"},
        {"property_id": "founded", "used_in": "dates"},
    ],
    "dates": [
        {"passage_id": "p01.s01", "entity_id": "ferry-union", "date": "2011-05"},
        {"passage_id": "p01.s02", "entity_id": "ferry-union", "date": "2011-05-17"},
        {"passage_id": "p01.s02", "entity_id": "harbour-council", "date": "[..2012]"},
    ],
    "figures": [
        {"passage_id": "p01.s01", "entity_id": "ferry-union", "measure_id": "ferries",
         "low": "12", "best": "12", "high": "12.5", "as_of": "2018", "period": "2017/2018"},
        {"passage_id": "p01.s02", "entity_id": "ferry-union", "measure_id": "ferries",
         "low": "7", "part_of_claim_id": "p01.s01.figures-01", "partition": "disjoint"},
    ],
    "relations": [
        {"passage_id": "p01.s01", "subject_id": "ferry-union", "predicate_id": "allied",
         "object_id": "harbour-council", "start": "2012~", "attributed_to": "islanders",
         "certainty": "reported"},
    ],
    "polls": [
        {"passage_id": "p01.s01", "poll_id": "tide-poll", "fieldwork": "2016-02/2016-03",
         "published": "2016", "sample_size": "840", "population_id": "islanders"},
    ],
    "questions": [
        {"passage_id": "p01.s01", "poll_id": "tide-poll", "population_id": "islanders",
         "asked": "2016-02"},
    ],
    "answers": [
        {"passage_id": "p01.s01", "question_claim_id": "p01.s01.questions-01", "percent": "61.50"},
        {"passage_id": "p01.s02", "question_claim_id": "p01.s01.questions-01", "option": "oppose"},
    ],
    "comparisons": [
        {"passage_id": "p01.s02", "left_claim_id": "p01.s01.answers-01",
         "right_claim_id": "p01.s02.answers-02", "constant": "50"},
    ],
    "rules": [{"rule": "dates-agree"}],
    "findings": [{"finding_id": "dates-agree-1", "rule": "dates-agree",
                  "claims": "p01.s01.dates-01|p01.s02.dates-02"}],
}  # fmt: skip
"""Rows about islands that are nowhere: at least one in each table."""

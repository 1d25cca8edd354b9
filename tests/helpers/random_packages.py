"""Random packages that are valid in structure and otherwise as odd as can be: nothing makes sense.

Cells follow from the schemas alone. Pools are small, so that claims meet, contradict each other and
contain each other in circles.
"""

import re
from collections.abc import Sequence
from random import Random

import pandas as pd

from checks.tables.edtf import bounds
from checks.tables.table_schema import Field, Schema
from tests.helpers.builders import ALL_TYPES, Row, all_tables, schema_of

Tables = dict[str, list[Row]]

DATES = (
    *("2001", "2001-02", "2001-02-28", "2003~", "2001/2003", "2001-05/2001-05", "[..2002]"),
    *("[2002..]", "2002/..", "../2004", "[2001-03..2001-04]", "0001-01-01", "9999-12-31", "2004?"),
)
NUMBERS = ("0", "1", "2", "2.5", "3", "100", "-3", "0.001", "1234567890123456789012345")
SHARES = ("0", "0.0", "1", "33", "33.3", "50", "50.0", "66.67", "99.95", "100", "100.00")
TEXTS = ("Kolo", "Kollo", "Kolo Bay", "Kollo Bay", "KB", "“Été”", "NA", "a", "s1-a", "s_t")
ROWS = 16


def random_tables(seed: int) -> Tables:
    """The rows of all tables, complete, but for the register and the table of rules."""
    chance = Random(seed)
    tables: Tables = {name: [] for name in all_tables()}
    tables["documents"] = [
        {**filled("documents", chance, tables), "document_id": name} for name in ("atoll", "isles")
    ]
    tables["passages"] = [*passages("atoll", chance), *passages("isles", chance)]
    tables["entities"] = [{"entity_id": f"e{number}"} for number in range(4)]
    tables["properties"] = [
        {"property_id": f"{table}_{letter}", "used_in": table}
        for table in ("dates", "figures", "relations")
        for letter in "abc"
    ]
    claims = [name for name in all_tables() if schema_of(name).is_of_claims]
    for name in claims:
        for number in range(ROWS):
            passage = chance.choice(tables["passages"])["passage_id"]
            claim = f"{passage}.{name}{number:02}"
            tables[name].append({"claim_id": claim, "passage_id": passage})
    for name in ("entities", "properties", *claims):
        tables[name] = [{**filled(name, chance, tables), **row} for row in tables[name]]
    for row in tables["properties"]:
        complete_term(row, chance)
    for row in tables["dates"]:
        complete_date(row)
    for row in tables["figures"]:
        complete_part(row, chance, tables["figures"])
        complete_number(row, chance, "best", NUMBERS)
    for row in tables["answers"]:
        complete_number(row, chance, "percent", SHARES)
    return tables


def text_frames(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables as frames of text, by spreadsheet row."""
    frames = {}
    for name, rows in tables.items():
        columns = list(schema_of(name).field_names)
        frame = pd.DataFrame(rows, columns=columns, dtype="str")
        frames[name] = frame.set_index(pd.RangeIndex(2, len(frame) + 2))
    return frames


def passages(document: str, chance: Random) -> list[Row]:
    """A few sections in each other, with paragraphs and sentences, and some that stand alone."""
    rows: list[Row] = []

    def add(name: str, kind: str, parent: str, ordinal: int, start: int, end: int) -> None:
        cells = (name, document, kind, parent, str(ordinal), str(start), str(end), "0" * 64)
        rows.append(dict(zip(schema_of("passages").field_names, cells, strict=True)))

    add(f"{document}.h1", "section", "", 1, 0, 900)
    add(f"{document}.h2", "section", f"{document}.h1", 9, 500, 900)
    for number in range(chance.randint(1, 4)):
        holder = f"{document}.{chance.choice(['h1', 'h2'])}"
        start = 100 * number + (500 if holder.endswith("h2") else 0)
        name = f"{document}.p{number}"
        add(name, "paragraph", holder, 1 + number, start, start + 100)
        for sentence in range(chance.randint(0, 3)):
            begin = start + 30 * sentence
            add(f"{name}.s{sentence}", "sentence", name, 1 + sentence, begin, begin + 30)
    add(f"{document}.s", "sentence", "", 2, 900, 901)
    return rows


def filled(table: str, chance: Random, tables: Tables) -> Row:
    """A row with a random cell in each column."""
    schema = schema_of(table)
    return {field.name: cell(field, schema, chance, tables) for field in schema.fields}


def cell(field: Field, schema: Schema, chance: Random, tables: Tables) -> str:
    if field.name == "note":
        return "for whatever reason"
    if field.name == "as_stated":
        return "as it says"
    if not field.constraints.get("required") and chance.random() < 0.3:
        return ""
    return chance.choice(choices(field, schema, tables))


def choices(field: Field, schema: Schema, tables: Tables) -> list[str]:
    """The cells that a column can have."""
    term = field.descriptor.get("term")
    key = next((key for key in schema.foreign_keys if key.fields == (field.name,)), None)
    if term:
        return [
            row["property_id"] for row in tables["properties"] if row["used_in"] == term["usedIn"]
        ]
    if key and tables[key.resource]:
        return [row[key.reference_fields[0]] for row in tables[key.resource]]
    if field.refers_to_claims:
        claims = [name for name in tables if schema_of(name).is_of_claims]
        return [row["claim_id"] for name in claims for row in tables[name]]
    if "enum" in field.constraints:
        return list(field.constraints["enum"])
    pools = {
        "boolean": ["true", "false"],
        "integer": ["1", "2", "3", "40", "900000000000"],
        "number": list(NUMBERS),
        "date": [""],
        "string": list(DATES if field.is_edtf else (*TEXTS, "0" * 64, "en", "ML")),
    }
    if field.name in ("percent", "low", "high") and field.type == "string":
        return list(SHARES)
    pattern = re.compile(field.constraints.get("pattern", ".*"))
    if field.descriptor.get("format") == "uri":
        return ["https://islands.invalid/"]
    return [text for text in pools[field.type] if pattern.fullmatch(text)]


def complete_term(row: Row, chance: Random) -> None:
    """What has to fit together in a term."""
    kinds = {"dates": "date", "figures": "number", "relations": "entity"}
    row["value_kind"] = kinds[row["used_in"]]
    row["subject_types"] = ALL_TYPES
    row["object_types"] = ALL_TYPES if row["used_in"] == "relations" else ""
    keys = ["as_of", "entity_id", "measure_id", "period", "population_id", "unit"]
    chosen = sorted(chance.sample(keys, chance.randint(0, 4)))
    same_use = [f"{row['used_in']}_{letter}" for letter in "abc"]
    row["opposite"], row["counts"] = chance.choice(["", *same_use]), chance.choice(["", *same_use])
    if row["used_in"] == "figures":
        row["counts"] = row["counts"].replace("figures", "relations")
    row["comparability_keys"] = "|".join(chosen) if row["used_in"] == "figures" else ""


def complete_part(row: Row, chance: Random, figures: list[Row]) -> None:
    """A part has a total, mostly a figure, that may be a part of it in turn; any other has none."""
    if not (row["part_of_claim_id"] and row["partition"]):
        row["part_of_claim_id"] = row["partition"] = ""
    elif chance.random() < 0.9:
        row["part_of_claim_id"] = chance.choice(figures[:3])["claim_id"]


def complete_number(row: Row, chance: Random, best: str, pool: Sequence[str]) -> None:
    """In two of three rows, a value that fits its qualifier."""
    if chance.random() < 1 / 3:
        return
    low, high = sorted(chance.sample(pool, 2), key=float)
    given = {
        "exactly": {best: low} if best == "percent" else {"low": low, best: low, "high": low},
        "about": {best: low},
        "up-to": {"high": high},
        "between": {"low": low, "high": high},
    }
    bounds_of = given.get(row["qualifier"], {"low": low})
    row.update({name: bounds_of.get(name, "") for name in ("low", best, "high")})


def complete_date(row: Row) -> None:
    days = bounds(pd.Series([row["date"]], dtype="str")).iloc[0]
    for name in ("earliest", "latest"):
        row[name] = "" if pd.isna(days[name]) else days[name].date().isoformat()
    row["precision"] = days["precision"]

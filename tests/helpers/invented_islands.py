"""A document about islands that do not exist, a package that codes it completely, and spoilers.

`Plant` functions change the tables before they are written, each planting one gap.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from checks.passages.tree import sha256_of
from checks.proof.coding import Coding, coding_of, read_tables
from checks.proof.proving import EXCEPTIONS, prove
from checks.tables.package import read_package

TEXT = """\
In May, Oru sank. By 1987 it rose. On Sunday, LI and the Keel sailed a second time. It rains. \
(Source: Tidal Gazette)

Harbours

The League of Isles (LI) met in the ‘90s. Its envoy al-Vesh’s boat left the Q7 Pact (“the Keel”). \
As a pilot said: “Nobody sails. We wait.” (Sources: Tidal Gazette, U.O. Almanac)
\u00a0
Trade

Twenty one boats and 12 percent of 12 ports were closed, said the U.O. Bureau. \
Isles such as Ost and Umi reportedly fought the Ost war.
"""

PASSAGES = {
    "h01": ("section", "", "Harbours", "Almanac)"),
    "h02": ("section", "", "Trade", "Ost war."),
    "p01": ("paragraph", "", "In May", "(Source: Tidal Gazette)"),
    "p01.s01": ("sentence", "p01", "In May", "sank."),
    "p01.s02": ("sentence", "p01", "By 1987", "rose."),
    "p01.s03": ("sentence", "p01", "On Sunday", "time."),
    "p01.s04": ("sentence", "p01", "It rains.", "It rains."),
    "p02": ("paragraph", "h01", "The League", "Almanac)"),
    "p02.s01": ("sentence", "p02", "The League", "‘90s."),
    "p02.s02": ("sentence", "p02", "Its envoy", "(“the Keel”)."),
    "p02.s03": ("sentence", "p02", "As a pilot", "sails."),
    "p02.s04": ("sentence", "p02", "We wait.”", "We wait.”"),
    "p03": ("paragraph", "h02", "Twenty one", "Ost war."),
    "p03.s01": ("sentence", "p03", "Twenty one", "U.O. Bureau."),
    "p03.s02": ("sentence", "p03", "Isles such", "Ost war."),
}
"""Kind and parent of each passage, and the words with which it begins and ends."""

FIXED = {
    "passages": ["passage_id", "document_id", "kind", "parent_id", "start", "end", "sha256"],
    "documents": ["document_id", "language", "sha256", "characters"],
    EXCEPTIONS: ["passage_id", "check_name", "token", "reason"],
    "proof_words": ["language", "kind", "word"],
    "claims": ["claim_id", "table", "place", "subject_id", "value", "disputed", "findings"],
    "entities": ["entity_id", "type", "label"],
    "properties": ["property_id", "forms_roster"],
}
CLAIM = ["claim_id", "passage_id", "as_stated", "attributed_to"]
CODED = {
    "headings": ([*CLAIM, "level"], ["g1|h01|Harbours||1", "g2|h02|Trade||2"]),
    "names": (
        [*CLAIM, "entity_id", "name"],
        [
            "n1|p01.s01|Oru||oru|Oru",
            "n2|p01.s03|LI||league|LI",
            "n3|p01.s03|the Keel||pact|the Keel",
            "n4|p02.s01|The League of Isles||league|The League of Isles",
            "n5|p02.s01|LI||league|LI",
            "n6|p02.s02|al-Vesh||vesh|al-Vesh",
            "n7|p02.s02|Q7 Pact||pact|Q7 Pact",
            "n8|p02.s02|the Keel||pact|the Keel",
            "n9|p03.s01|U.O. Bureau||bureau|U.O. Bureau",
            "n10|p03.s02|Ost||ost|Ost",
            "n11|p03.s02|Umi||umi|Umi",
        ],
    ),
    "dates": (
        CLAIM,
        ["d1|p01.s01|May|", "d2|p01.s02|1987|", "d3|p01.s03|Sunday|", "d4|p02.s01|the ‘90s|"],
    ),
    "figures": (
        [*CLAIM, "as_of", "certainty"],
        [
            "f1|p01.s03|second time|||stated",
            "f2|p03.s01|Twenty one boats|bureau||reported",
            "f3|p03.s01|12 percent|bureau||reported",
            "f4|p03.s01|12 ports|bureau||reported",
        ],
    ),
    "relations": (
        [*CLAIM, "subject_id", "predicate_id", "object_id", "roster", "certainty"],
        [
            "r1|p03.s02|Ost||ost|member_of|isles|partial|reported",
            "r2|p03.s02|Umi||umi|member_of|isles|partial|reported",
            "r3|p03.s02|fought||war|fought_by|ost||reported",
            "r4|p03.s02|fought||war|fought_by|umi||reported",
            "r5|p03.s02|war||war|led_to|calm||reported",
        ],
    ),
    "statements": (
        [*CLAIM, "quotation", "certainty"],
        [
            "s1|p01.s04|rains||false|stated",
            "s2|p02.s02|boat left||false|stated",
            "s3|p02.s03|Nobody|pilot|true|reported",
            "s4|p02.s04|wait|pilot|true|reported",
        ],
    ),
    "citations": (
        [*CLAIM, "position", "list_label"],
        [
            "c1|p01|Tidal Gazette||1|Source",
            "c2|p02|Tidal Gazette||1|Sources",
            "c3|p02|U.O. Almanac||2|Sources",
        ],
    ),
}

_SYNTAX = {"as_of": {"syntax": "edtf"}}

Tables = dict[str, list[dict[str, str]]]
Plant = Callable[[Tables], None]


def coded_tables() -> Tables:
    tables = {
        name: [dict(zip(columns, row.split("|"), strict=True)) for row in rows]
        for name, (columns, rows) in CODED.items()
    }
    tables["entities"] = _rows("entities", "calm|event|Calm", "ost|place|Ost", "umi|place|Umi")
    tables["entities"] += _rows("entities", "war|event|Ost war")
    tables["properties"] = _rows("properties", "fought_by|", "led_to|", "member_of|true")
    tables["passages"] = [_passage(name) for name in PASSAGES]
    fixed = {"language": "en-GB", "sha256": sha256_of(TEXT), "characters": str(len(TEXT))}
    return {**tables, "documents": [{"document_id": "isles", **fixed}]}


def _rows(table: str, *rows: str) -> list[dict[str, str]]:
    return [dict(zip(FIXED[table], row.split("|"), strict=True)) for row in rows]


def _passage(name: str) -> dict[str, str]:
    kind, parent, first, last = PASSAGES[name]
    start = TEXT.index(first)
    end = TEXT.index(last, start) + len(last)
    cells = [name, "isles", kind, parent, str(start), str(end), sha256_of(TEXT[start:end])]
    return dict(zip(FIXED["passages"], cells, strict=True))


def columns_of(name: str) -> list[str]:
    return FIXED[name] if name in FIXED else CODED[name][0]


def write_package(folder: Path, tables: Tables) -> Path:
    resources = []
    for name, rows in tables.items():
        columns = columns_of(name)
        frame = pd.DataFrame(rows, columns=columns, dtype="str")
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
        fields = [{"name": column, "type": "string"} for column in columns]
        schema = {"fields": [{**each, **_SYNTAX.get(each["name"], {})} for each in fields]}
        resources.append({"name": name, "path": f"{name}.csv", "schema": schema})
    descriptor = {"name": "isles", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def coding_in(folder: Path) -> Coding:
    package = read_package(folder)
    tables = read_tables(package)
    return coding_of(package, tables, tables["documents"][0], TEXT)


def gaps_in(folder: Path) -> list[tuple[str, str, str]]:
    """Check, passage and token of every gap, exceptions taken into account."""
    outcomes = prove(coding_in(folder))
    return [(each.check, gap.passage_id, gap.token) for each in outcomes for gap in each.gaps]


def drop(table: str, key: str) -> Plant:
    """Take out the row with that identifier."""

    def plant(tables: Tables) -> None:
        (row,) = (row for row in tables[table] if key in row.values())
        tables[table].remove(row)

    return plant


def change(table: str, key: str, **values: str) -> Plant:
    """Change some columns of the row with that identifier."""

    def plant(tables: Tables) -> None:
        (row,) = (row for row in tables[table] if next(iter(row.values())) == key)
        row.update(values)

    return plant


def add(table: str, row: str) -> Plant:
    """Add a row, perhaps in a table of its own."""

    def plant(tables: Tables) -> None:
        cells = dict(zip(columns_of(table), row.split("|"), strict=True))
        tables.setdefault(table, []).append(cells)

    return plant

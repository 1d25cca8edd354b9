"""Two versions of a package about kites, the second one altered."""

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

from scripts.versions.snapshot import Snapshot, read_snapshot

DESCRIPTOR: dict[str, Any] = {
    "name": "kites",
    "title": "Kites",
    "version": "1.4.2",
    "licenses": [{"name": "CC-BY-4.0"}],
    "resources": [
        {
            "name": "kites",
            "path": "kites.csv",
            "title": "Kites",
            "schema": {
                "fields": [
                    {"name": "kite_id", "type": "string", "description": "Which kite."},
                    {
                        "name": "colour",
                        "type": "string",
                        "constraints": {"enum": ["red", "blue", "white"]},
                    },
                    {
                        "name": "span",
                        "type": "integer",
                        "constraints": {"minimum": 1, "maximum": 90, "pattern": "[0-9]+"},
                    },
                    {"name": "maker", "type": "string", "constraints": {"required": True}},
                ],
                "primaryKey": "kite_id",
                "foreignKeys": [
                    {"fields": ["maker"], "reference": {"resource": "makers", "fields": ["maker"]}}
                ],
            },
        },
        {
            "name": "makers",
            "path": "makers.csv",
            "schema": {"fields": [{"name": "maker", "type": "string"}], "primaryKey": "maker"},
        },
        {
            "name": "findings",
            "path": "findings.csv",
            "schema": {
                "fields": [
                    {"name": name, "type": "string"}
                    for name in ("finding_id", "rule", "claims", "disposition")
                ],
                "primaryKey": "finding_id",
            },
        },
    ],
}

ROWS: dict[str, list[list[str]]] = {
    "kites": [
        ["k1", "red", "12", "anna"],
        ["k2", "blue", "40", "anna"],
        ["k3", "white", "7", "berta"],
    ],
    "makers": [["anna"], ["berta"]],
    "findings": [["f1", "spans-agree", "k1|k2", "editorial"]],
}


class Kites:
    """A version of the package that can be altered before it is written."""

    def __init__(self, version: str = "1.4.2") -> None:
        self.descriptor = copy.deepcopy(DESCRIPTOR) | {"version": version}
        self.rows = copy.deepcopy(ROWS)

    def resource(self, table: str = "kites") -> dict[str, Any]:
        return next(each for each in self.descriptor["resources"] if each["name"] == table)

    def schema(self, table: str = "kites") -> dict[str, Any]:
        schema: dict[str, Any] = self.resource(table)["schema"]
        return schema

    def field(self, name: str) -> dict[str, Any]:
        return next(each for each in self.schema()["fields"] if each["name"] == name)

    def constraints(self, name: str) -> dict[str, Any]:
        constraints: dict[str, Any] = self.field(name).setdefault("constraints", {})
        return constraints

    def insert(self, place: int, name: str, cell: str = "x") -> None:
        self.schema()["fields"].insert(place, {"name": name, "type": "string"})
        for row in self.rows["kites"]:
            row.insert(place, cell)

    def remove(self, name: str) -> None:
        names = [field["name"] for field in self.schema()["fields"]]
        place = names.index(name)
        del self.schema()["fields"][place]
        for row in self.rows["kites"]:
            del row[place]

    def drop(self, table: str) -> None:
        self.descriptor["resources"].remove(self.resource(table))

    def write(self, folder: Path) -> Path:
        """Write the package into a new folder, and return the folder."""
        folder.mkdir(parents=True)
        for resource in self.descriptor["resources"]:
            stream = io.StringIO(newline="")
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([field["name"] for field in resource["schema"]["fields"]])
            writer.writerows(self.rows[resource["name"]])
            (folder / resource["path"]).write_text(stream.getvalue(), encoding="utf-8")
        text = json.dumps(self.descriptor)
        (folder / "datapackage.json").write_text(text, encoding="utf-8")
        return folder

    def snapshot(self, folder: Path) -> Snapshot:
        return read_snapshot(str(self.write(folder)), folder / "no-releases")

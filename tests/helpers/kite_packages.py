"""Two versions of a package about kites, the second one altered."""

import copy
import json
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.versions.snapshot import Snapshot, read_snapshot


def table(name: str, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A resource whose first field is its key."""
    schema = {"fields": list(fields), "primaryKey": fields[0]["name"], **more}
    return {"name": name, "path": f"{name}.csv", "schema": schema}


def field(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, **more}


SPAN = {"minimum": 1, "maximum": 90, "pattern": "[0-9]+"}
MAKER = {"fields": ["maker"], "reference": {"resource": "makers", "fields": ["maker"]}}

FLAT = ("claim_id", "table", "place", "subject_id", "disputed", "findings")

DESCRIPTOR: dict[str, Any] = {
    "name": "kites",
    "title": "Kites",
    "version": "1.4.2",
    "licenses": [{"name": "CC-BY-4.0"}],
    "resources": [
        table(
            "kites",
            field("kite_id", description="Which kite."),
            field("colour", constraints={"enum": ["red", "blue", "white"]}),
            field("span", "integer", constraints=SPAN),
            field("maker", constraints={"required": True}),
            foreignKeys=[MAKER],
        ),
        table("makers", field("maker")),
        table("findings", *map(field, ("finding_id", "rule", "claims", "disposition"))),
        table("claims", *map(field, FLAT)),
        table("restatements", *map(field, ("claim_id", "first_claim_id", "document_id", "place"))),
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
    "claims": [["k1", "kites", "The shed", "anna", "true", "f1"]],
    "restatements": [["k3", "k2", "list", "The shed"]],
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
            columns = [field["name"] for field in resource["schema"]["fields"]]
            rows = pd.DataFrame(self.rows[resource["name"]], columns=columns, dtype="str")
            rows.to_csv(folder / resource["path"], index=False, lineterminator="\n")
        text = json.dumps(self.descriptor)
        (folder / "datapackage.json").write_text(text, encoding="utf-8")
        return folder

    def snapshot(self, folder: Path) -> Snapshot:
        return read_snapshot(str(self.write(folder)), folder / "no-releases")

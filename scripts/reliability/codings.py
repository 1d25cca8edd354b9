"""Reads a coding: a folder of claim tables, each a CSV, with the entities that they name."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from checks.tables.edtf import bounds

Folder: TypeAlias = Path | zipfile.Path


@dataclass(frozen=True)
class Coding:
    """One coding of the report.

    `tables` maps a claim table to its rows as text (empty: no value). `names` maps an entity to
    what the coding calls it: its label, the label without brackets, and its printed names.
    """

    name: str
    tables: dict[str, pd.DataFrame]
    names: dict[str, frozenset[str]]


def read_coding(name: str, folder: Folder, tables: Sequence[str]) -> Coding:
    """The coding in a folder; a dates table gets its `precision` from the dates themselves.

    Raises:
        FileNotFoundError: the folder lacks one of the tables.
    """
    frames = {table: _read(folder / f"{table}.csv") for table in tables}
    if "dates" in frames:
        dates = frames["dates"]["date"].astype("string")
        frames["dates"]["precision"] = bounds(dates)["precision"].fillna("").astype(str).to_numpy()
    return Coding(name, frames, _names(_read(folder / "entities.csv"), frames["names"]))


def _read(file: Folder) -> pd.DataFrame:
    with file.open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype=str, keep_default_na=False)


def _names(entities: pd.DataFrame, printed: pd.DataFrame) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for entity, label in zip(entities["entity_id"], entities["label"], strict=True):
        parts = [label, *re.split(r"[()]", label), entity]
        names[entity] = {plain(part) for part in parts} - {""}
    adjectives = printed["kind"] == "adjective"
    for entity, name in printed.loc[~adjectives, ["entity_id", "name"]].itertuples(index=False):
        names.setdefault(entity, set()).add(plain(name))
    return {entity: frozenset(found) for entity, found in names.items()}


def plain(words: str) -> str:
    """Words in lower case, without articles, possessives and punctuation."""
    tokens = re.findall(r"[^\W_]+", re.sub(r"[\u2019']s\b", "", words.casefold()))
    return " ".join(token for token in tokens if token not in {"the", "a", "an", "of"})

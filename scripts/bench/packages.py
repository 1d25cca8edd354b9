"""Consistent packages of the profile of the real one, with any number of claims.

A package holds reports of a thousand claims each. The claims are spread over the tables as in the
real package (see `shares`); so are passages and entities. The vocabulary and the rules are those of
the real package, and so are the schemas. Everything a report tells follows from one course of
events, dates coarsened and shares rounded, so that no rule finds anything, and the register is
empty. Most entities belong to one report; sources and states recur in many, few of them in very
many. The same number of claims and the same seed give the same bytes.
"""

import argparse
import csv
import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from checks.tables.package import Package, PackageError, Resource, read_package
from scripts.bench.cast import Cast
from scripts.bench.chapters import outline, surveys, ties, times
from scripts.bench.chapters.counts import Counts
from scripts.bench.shares import REPORT_SIZE
from scripts.bench.story import Story
from scripts.bench.texts import days
from scripts.bench.vocabulary import vocabulary_of
from scripts.bench.words import invented_words

_AS_OF = ("2021-02-01", "2021-11-30")

_COPIED = ("properties", "rules")


class SizeError(ValueError):
    """There is no package of that size."""


def write_package(real: Package, claims: int, folder: Path, seed: int = 1) -> Path:
    """Write a package with so many claims into a new folder; returns its descriptor.

    Raises:
        SizeError: the number of claims is not a multiple of `REPORT_SIZE`.
    """
    if claims < REPORT_SIZE or claims % REPORT_SIZE:
        raise SizeError(f"{claims:,} claims: expected a multiple of {REPORT_SIZE:,}")
    story = told(real, claims // REPORT_SIZE, seed)
    folder.mkdir(parents=True)
    resources = []
    for resource in real.resources:
        path = folder / resource.path
        path.parent.mkdir(exist_ok=True)
        if resource.name in _COPIED:
            shutil.copyfile(resource.file, path)
        else:
            _write_table(story, resource, path)
        if resource.schema.path:
            schema = folder / resource.schema.path
            schema.parent.mkdir(exist_ok=True)
            shutil.copyfile(real.folder / resource.schema.path, schema)
        resources.append({**resource.descriptor, **_fixity(path)})
    name = f"{claims}-claims"
    descriptor = {**real.descriptor, "name": name, "title": name, "resources": resources}
    file = folder / real.descriptor_file.name
    file.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file


def told(real: Package, reports: int, seed: int) -> Story:
    """The story of so many reports."""
    random = np.random.default_rng([seed, reports])
    story = Story(reports, random, vocabulary_of(real))
    words = invented_words(np.random.default_rng(seed))
    as_of = days(*_AS_OF, random, reports)
    outline.tell_passages(story, as_of)
    cast = Cast(story, words)
    sources = outline.tell_sources(story, cast)
    outline.tell_names(story, cast)
    outline.tell_remarks(story, cast, sources)
    times.Times(story, cast).tell(as_of)
    ties.Ties(story, cast).tell()
    counts, polls = Counts(story, cast), surveys.Surveys(story, cast, sources)
    counts.tell(as_of)
    polls.tell()
    surveys.tell_comparisons(story, [*polls.compared, *counts.compared])
    return story


def _write_table(story: Story, resource: Resource, path: Path) -> None:
    columns = resource.schema.field_names
    if resource.name in story.rows:
        frame = story.frame(resource.name, columns)
        frame = frame.sort_values(list(resource.schema.primary_key), kind="stable")
    else:
        frame = pd.DataFrame(columns=list(columns), dtype="str")
    frame.to_csv(path, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)


def _fixity(path: Path) -> dict[str, int | str]:
    content = path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def main() -> None:
    """``python -m scripts.bench.packages REAL CLAIMS FOLDER``: write a package."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.packages")
    parser.add_argument("real", type=Path, help="the package whose profile is used")
    parser.add_argument("claims", type=int)
    parser.add_argument("folder", type=Path, help="a new one")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    try:
        write_package(read_package(chosen.real), chosen.claims, chosen.folder, chosen.seed)
    except (PackageError, SizeError) as error:
        sys.exit(f"bench: {error}")


if __name__ == "__main__":
    main()

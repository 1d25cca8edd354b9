"""Runs the scripts of workflows and of the action as a runner of GitHub does."""

import os
import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.helpers.builders import ROOT


def read_yaml(path: str) -> Any:
    """A YAML file of this project."""
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


def run_step(
    step: dict[str, Any], folder: Path, **variables: object
) -> subprocess.CompletedProcess[str]:
    """Run the script of a step in a folder, with these variables of the environment."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **{name: str(each) for name, each in variables.items()}},
        capture_output=True,
        text=True,
        check=False,
    )


def write_program(file: Path, script: str) -> None:
    """Write a shell script that can be executed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)

"""What the README shows is what the program prints."""

import re
from pathlib import Path

from checks.checking import build_report
from checks.reports.formats import Display
from checks.reports.formats.text import render

PROJECT = Path(__file__).parent.parent


def test_the_finding_in_the_readme_is_printed_as_it_stands_there() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)```", readme, flags=re.DOTALL)
    printed = render(build_report(PROJECT, select=["dates-agree"]), Display(width=90))
    assert shown in printed

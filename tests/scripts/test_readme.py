"""What the README shows is what the program prints, and what it cites is what is to be cited."""

import re
import subprocess

import pytest

from scripts.citation import Citations
from scripts.readme import CITATIONS as BEGIN
from scripts.readme import (
    END,
    FINDINGS,
    PEOPLE,
    ReadmeError,
    with_citations,
    with_file_names,
    with_findings,
    with_people,
)
from scripts.tallies import tallies
from tests.helpers.builders import ROOT

CITATIONS = Citations("Maker. (2024). Work.", "@misc{work}", "Other. (n.d.). Report.", "@misc{rep}")


def test_the_citations_stand_between_their_marks() -> None:
    readme = f"# Title\n\n{BEGIN}\nold\n{END}\n\nMore.\n"
    assert with_citations(readme, CITATIONS) == (
        f"# Title\n\n{BEGIN}\n\n"
        "The dataset:\n\n> Maker. (2024). Work.\n\n"
        "The report that it codes:\n\n> Other. (n.d.). Report.\n\n"
        "```bibtex\n@misc{work}\n\n@misc{rep}\n```\n\n"
        f"{END}\n\nMore.\n"
    )


def test_a_package_without_a_document_is_cited_alone_and_citing_again_changes_nothing() -> None:
    alone = Citations("Maker. (2024). Work.", "@misc{work}", "", "")
    once = with_citations(f"{BEGIN}\n{END}\n", alone)
    assert "report" not in once
    assert "```bibtex\n@misc{work}\n```" in once
    assert with_citations(once, alone) == once


def test_a_finding_is_cited_after_the_dataset() -> None:
    cited = Citations("Maker.", "@misc{work}", "", "", "Maker. Finding x.", r"\cite[x]{work}")
    text = with_citations(f"{BEGIN}\n{END}\n", cited)
    assert "> Maker. Finding x.\n\n```latex\n\\cite[x]{work}\n```\n" in text
    assert text.index("> Maker. Finding x.") > text.index("@misc{work}")


def test_the_text_about_people_stands_between_its_marks() -> None:
    readme = f"{PEOPLE}\nold\n{END}\n{BEGIN}\n{END}\n"
    assert with_people(readme, "Check it.") == f"{PEOPLE}\nCheck it.\n{END}\n{BEGIN}\n{END}\n"


def test_a_long_citation_is_wrapped_without_breaking_its_address() -> None:
    address = f"https://islands.example/{'x' * 120}"
    long = Citations("word " * 40 + address, "@misc{work}", "", "")
    lines = with_citations(f"{BEGIN}\n{END}\n", long).splitlines()
    quoted = [line for line in lines if line.startswith("> ")]
    assert f"> {address}" in quoted
    assert all(len(line) <= 100 for line in quoted if address not in line)


@pytest.mark.parametrize(
    "readme",
    ["", f"{BEGIN}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", f"{BEGIN} {END}"],
)
def test_a_readme_without_the_place_for_them_is_refused(readme: str) -> None:
    with pytest.raises(ReadmeError, match="once, and"):
        with_citations(readme, CITATIONS)


def test_findings_are_counted_by_severity_and_disposition() -> None:
    judged = [("info", "a"), ("warning", "b"), ("info", "b"), ("error", "b"), ("warning", "b")]
    counted = tallies(judged, {"b": "meaning of b", "a": ""})
    readme = with_findings(f"{FINDINGS}\n3\n{END}\n{BEGIN}\n{END}\n", counted)
    text = " ".join(readme.split())
    assert "5 findings: 1 error (the" in text
    assert ", 2 warnings (" in text
    assert "and 2 remarks (worth a reader's look" in text
    assert "| `b` | meaning of b | 1 | 2 | 1 | | `a` | | 0 | 0 | 1 |" in text
    assert readme.endswith(f"{END}\n{BEGIN}\n{END}\n")


def test_files_of_a_release_have_the_names_of_this_version() -> None:
    readme = "`a-b-0.9.0.xlsx`, a-b-10.0.1.zip, a-b-0.9.0 and `other-0.9.0.xlsx`"
    assert with_file_names(readme, "a-b", "1.2.3") == (
        "`a-b-1.2.3.xlsx`, a-b-1.2.3.zip, a-b-0.9.0 and `other-0.9.0.xlsx`"
    )


def test_the_list_of_make_commands_has_room_for_the_longest_of_them() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (room,) = re.findall(r"make %-(\d+)s", makefile)
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert max(map(len, targets)) <= int(room)


def test_each_line_of_the_list_of_make_commands_fits_on_a_screen() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert len(lines) > 10
    assert all(line.startswith("make ") and len(line) <= 100 for line in lines)

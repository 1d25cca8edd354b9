"""docs/rules.md: every rule with its documentation."""

from collections.abc import Collection, Iterable
from pathlib import Path

from checks.reports.wording import documentation_parts
from checks.rules.registry import all_rules
from checks.rules.retired import retired_rules
from scripts.tallies import Tally, as_table
from scripts.templates import render

TEMPLATE = Path(__file__).with_name("rules.md.jinja")


def catalogue(by_disposition: Iterable[Tally] = (), extra: Collection[str] = ()) -> str:
    """The catalogue as Markdown: a table of all rules, then a section for each family.

    Args:
        by_disposition: the numbers of the findings in the register.
        extra: names of rules of other distributions, as in `checks.rules.registry`.
    """
    return render(
        TEMPLATE,
        numbers=as_table(by_disposition).strip(),
        rules=all_rules(extra),
        parts=documentation_parts,
        retired=retired_rules(),
    )

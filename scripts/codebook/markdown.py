"""The codebook as Markdown: the filters of its template."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from checks.tables.escaping import code, markdown, prose
from scripts.codebook.book import Codebook, Column, Link, Trait
from scripts.codebook.diagram import common_links, diagram
from scripts.templates import Filters, render

TEMPLATE = Path(__file__).with_name("codebook.md.jinja")


def render_markdown(book: Codebook) -> str:
    """The codebook as one Markdown document; its links are relative to the folder `docs`."""
    filters: Filters = {
        "anchor": _anchor,
        "by_rule": _by_rule,
        "code": code,
        "filled": _filled,
        "names": _names,
        "plain": markdown,
        "prose": prose,
        "reference": _reference,
        "rule": _rule,
        "trait": _trait,
        "url": quote,
        "values": _values,
    }
    text = render(TEMPLATE, filters, book=book, common=common_links(book), diagram=diagram(book))
    return text.strip() + "\n"


def _values(column: Column) -> str:
    """Type and constraints, where a foreign key leads, and the codes with their numbers of rows.

    A code is followed by its meaning, unless the description of the column explains it.
    """
    parts = [", ".join([column.type, *column.constraints])]
    parts += [_reference(link) for link in column.links]
    codes = []
    for each in column.codes:
        told = f"`{each.value}`" in column.description or not each.meaning
        meaning = "" if told else f" ({prose(each.meaning)})"
        codes.append(f"{code(each.value)} {each.rows}{meaning}")
    return "<br>".join([*parts, ", ".join(codes)] if codes else parts)


def _filled(column: Column, rows: int) -> str:
    if not rows:
        return "no rows"
    if column.filled in (0, rows):
        return "all" if column.filled else "none"
    return f"{column.filled} of {rows} ({100 * column.filled // rows} %)"


def _by_rule(column: Column) -> str:
    counts = Counter(finding.rule for finding in column.findings)
    return "<br>".join(f"{count} {_rule(rule)}" for rule, count in sorted(counts.items()))


def _reference(link: Link) -> str:
    return f"→ {_anchor(link.target)} {_names(link.target_columns)}"


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(code, names))


def _trait(trait: Trait) -> str:
    if trait.value == "true":
        return prose(trait.title.lower())
    return f"{prose(trait.title.lower())}: {_names(trait.value.split('|'))}"


def _anchor(table: str) -> str:
    return f"[{markdown(table)}](#{quote(table)})"


def _rule(name: str) -> str:
    return f"[{markdown(name)}](rules.md#{quote(name)})"

"""The codebook as Markdown: the filters of its template."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scripts.codebook.book import Codebook, Column, Link, Trait
from scripts.codebook.diagram import common_links, diagram
from scripts.templates import Filters, render

TEMPLATE = Path(__file__).with_name("codebook.md.jinja")

_CODE_SPAN = re.compile(r"`([^`]*)`")
_MARKUP = re.compile(r"([\\`*_\[\]<>|&])")


def render_markdown(book: Codebook) -> str:
    """The codebook as one Markdown document; its links are relative to the folder `docs`."""
    filters: Filters = {
        "anchor": _anchor,
        "by_rule": _by_rule,
        "cell": _cell,
        "filled": _filled,
        "names": _names,
        "plain": _plain,
        "reference": _reference,
        "rule": _rule,
        "trait": _trait,
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
    for code in column.codes:
        told = f"`{code.value}`" in column.description or not code.meaning
        codes.append(f"`{code.value}` {code.rows}" + ("" if told else f" ({code.meaning})"))
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
    return ", ".join(f"`{name}`" for name in names)


def _trait(trait: Trait) -> str:
    if trait.value == "true":
        return trait.title.lower()
    return f"{trait.title.lower()}: {_names(trait.value.split('|'))}"


def _anchor(table: str) -> str:
    return f"[{table}](#{table})"


def _rule(name: str) -> str:
    return f"[{name}](rules.md#{name})"


def _cell(markdown: str) -> str:
    """Markdown in a cell of a table: a bar would end the cell, even in a code span."""

    def code(span: re.Match[str]) -> str:
        if "|" not in span[1]:
            return span[0]
        letters = (each if each.isalnum() else f"&#{ord(each)};" for each in span[1])
        return f"<code>{''.join(letters)}</code>"

    return _CODE_SPAN.sub(code, markdown.replace("\n", " ")).replace("|", r"\|")


def _plain(text: str) -> str:
    """Text with all markup escaped."""
    return _MARKUP.sub(r"\\\1", text)

"""The report itself: its passages, headings, sources, names and remarks."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from scripts.bench.cast import Cast, Thing
from scripts.bench.layout import Layout
from scripts.bench.shares import CLAIMS, PARAGRAPHS, SECTIONS, SENTENCES
from scripts.bench.story import Story
from scripts.bench.texts import Whole, dated, hashes, joined, numerals

_NAME_KINDS = 21 * ["full"] + 7 * ["acronym"] + 2 * ["adjective"] + 2 * ["short"] + ["variant"]
_LONE, _FOUR = (3, 11, 20), (7, 15)
"""Paragraphs with one source, and with four; all others have three."""

_LENGTH, _PRINTED, _LEEWAY = 240, 210, 20
"""Characters from one sentence to the next, those of a sentence, and by how many it may shift."""


def tell_passages(story: Story, as_of: Whole) -> None:
    """The document of each report, and its tree of passages."""
    story.add(
        "documents",
        document_id=story.report,
        title=joined("Report ", story.report),
        publisher="An invented institute",
        as_of=dated(as_of, "month")[0],
        language="en",
        sha256=hashes(story.reports, story.random),
        characters=str(_LENGTH * (SENTENCES + SECTIONS)),
    )
    under: Counter[str] = Counter()
    for kind, name, parent, sentences in sorted(_passages(story.layout), key=lambda item: item[3]):
        under[parent] += 1
        _passage(story, kind, name, parent, under[parent], sentences)


def _passages(layout: Layout) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    """Kind, name and parent of each passage of a report, with its first and last sentence."""
    for section in range(SECTIONS):
        name, held = layout.section(section), layout.sections_in(section)
        sentences = [s for s in range(SENTENCES) if _section_of(layout, s) in held]
        yield "section", name, layout.parent_of_section(section), (sentences[0], sentences[-1])
    for paragraph in range(PARAGRAPHS):
        sentences = [s for s in range(SENTENCES) if layout.paragraph_of(s) == paragraph]
        parent = layout.section(layout.section_of(paragraph))
        yield "paragraph", layout.paragraph(paragraph), parent, (sentences[0], sentences[-1])
    for sentence in range(SENTENCES):
        parent = layout.paragraph(layout.paragraph_of(sentence))
        yield "sentence", layout.sentence(sentence), parent, (sentence, sentence)


def _section_of(layout: Layout, sentence: int) -> int:
    return layout.section_of(layout.paragraph_of(sentence))


def _passage(
    story: Story, kind: str, name: str, parent: str, ordinal: int, sentences: tuple[int, int]
) -> None:
    is_sentence = kind == "sentence"
    shift = story.whole(0, _LEEWAY) if is_sentence else np.zeros(story.reports, np.int64)
    first, last = sentences
    length = _PRINTED if is_sentence else _PRINTED + _LEEWAY
    story.add(
        "passages",
        passage_id=joined(story.report, ".", name),
        document_id=story.report,
        kind=kind,
        parent_id=joined(story.report, ".", parent) if parent else "",
        ordinal=str(ordinal),
        start=numerals(_LENGTH * first + shift),
        end=numerals(_LENGTH * last + length + shift),
        sha256=hashes(story.reports, story.random),
    )


def tell_sources(story: Story, cast: Cast) -> list[Thing]:
    """The sources of every paragraph; returns the first one of each."""
    publishers = cast["organisation"][20:]
    firsts = []
    for paragraph in range(PARAGRAPHS):
        count = 1 if paragraph in _LONE else 4 if paragraph in _FOUR else 3
        for position in range(count):
            source = cast.recurring(publishers[(paragraph * 4 + position) % len(publishers)])
            firsts += [] if position else [source]
            story.claim_of(
                "citations",
                story.layout.paragraph(paragraph),
                cast.name(source),
                position=str(position + 1),
                list_label="Source" if count == 1 else "Sources",
                entity_id=source.id,
            )
    return firsts


def tell_names(story: Story, cast: Cast) -> None:
    """Names of everything in turn, three in a sentence; and headings that announce some of it."""
    first_type: dict[int, str] = {}
    for number in range(CLAIMS["names"]):
        sentence = number * SENTENCES // CLAIMS["names"]
        thing = cast.things[number % len(cast.things)]
        kind = _NAME_KINDS[number * 5 % len(_NAME_KINDS)]
        if kind in ("acronym", "adjective"):
            ending = "an" if kind == "adjective" else ""
            printed = joined(np.strings.slice(cast.short(thing), 0, 5), ending)
            printed = np.strings.upper(printed) if kind == "acronym" else printed
        else:
            form = {"full": cast.name, "short": cast.short, "variant": cast.alias}[kind]
            printed = form(thing)
            section = story.layout.section_of(story.layout.paragraph_of(sentence))
            first_type.setdefault(section, thing.type)
        story.claim("names", sentence, printed, entity_id=thing.id, name=printed, kind=kind)
    for section in range(SECTIONS):
        announces = first_type[section] if section % 5 == 4 else ""
        level = "2" if story.layout.parent_of_section(section) else "1"
        passage, title = (
            story.layout.section(section),
            joined("Part ", cast.short(cast.things[section])),
        )
        story.claim_of("headings", passage, title, level=level, announces=announces)


def tell_remarks(story: Story, cast: Cast, sources: list[Thing]) -> None:
    """Statements about everything in turn; one in four names somebody who says so."""
    speakers = [*cast["person"], *cast["group"]]
    for number in range(CLAIMS["statements"]):
        sentence = number * SENTENCES // CLAIMS["statements"]
        thing = cast.things[number * 11 % len(cast.things)]
        said_by = speakers[number % len(speakers)] if number % 8 else None
        source = said_by or sources[story.layout.paragraph_of(sentence)]
        is_said = number % 4 == 0
        story.claim(
            "statements",
            sentence,
            joined("so goes the tale of ", cast.short(thing)),
            subject_id=thing.id,
            topic=("outlook", "motive", "history", "support", "response")[number % 5],
            summary=joined(
                "What is told of ", cast.name(thing), f" is taken up {number} times, and judged."
            ),
            quotation="true" if number % 9 == 0 else "false",
            attributed_to=source.id if is_said else "",
            certainty="reported" if is_said else "stated",
        )

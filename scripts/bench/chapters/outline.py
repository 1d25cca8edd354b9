"""The report itself: its passages, headings, sources, names and remarks."""

import numpy as np

from scripts.bench.cast import Cast, Thing
from scripts.bench.shares import CLAIMS, PARAGRAPHS, SECTIONS, SENTENCES
from scripts.bench.story import Story
from scripts.bench.texts import Whole, dated, hashes, joined, numerals

_NAME_KINDS = 21 * ["full"] + 7 * ["acronym"] + 2 * ["adjective"] + 2 * ["short"] + ["variant"]
_LONE, _FOUR = (3, 11, 20), (7, 15)
"""Paragraphs with one source, and with four; all others have three."""

_LENGTH = 240
"""Characters from one sentence to the next."""


def tell_passages(story: Story, as_of: Whole) -> None:
    """The document of each report, and its tree of passages."""
    layout = story.layout
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
    for section in range(SECTIONS):
        sentences = [
            s for s in range(SENTENCES) if layout.section_of(layout.paragraph_of(s)) == section
        ]
        _passage(
            story, "section", layout.section(section), layout.parent_of_section(section), sentences
        )
    for paragraph in range(PARAGRAPHS):
        sentences = [s for s in range(SENTENCES) if layout.paragraph_of(s) == paragraph]
        parent = layout.section(layout.section_of(paragraph))
        _passage(story, "paragraph", layout.paragraph(paragraph), parent, sentences)
    for sentence in range(SENTENCES):
        parent = layout.paragraph(layout.paragraph_of(sentence))
        _passage(story, "sentence", layout.sentence(sentence), parent, [sentence])


def _passage(story: Story, kind: str, name: str, parent: str, sentences: list[int]) -> None:
    shift = story.whole(0, 20) if kind == "sentence" else np.zeros(story.reports, np.int64)
    story.add(
        "passages",
        passage_id=joined(story.report, ".", name),
        document_id=story.report,
        kind=kind,
        parent_id=joined(story.report, ".", parent) if parent else "",
        ordinal=str(len(story.rows["passages"]) + 1),
        start=numerals(_LENGTH * sentences[0] + shift),
        end=numerals(_LENGTH * sentences[-1] + 210 + shift),
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

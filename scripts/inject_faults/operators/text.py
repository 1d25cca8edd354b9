"""Faults in the text as such: restatements, sources, names, and sections without content."""

from collections.abc import Iterable

from scripts.inject_faults.datings import in_month, in_year, on
from scripts.inject_faults.ground_truth.country import Country
from scripts.inject_faults.naming import misspelt
from scripts.inject_faults.operators.operator import fault

_AROUND = ("claim_id", "passage_id")


@fault("claims-stated-once")
def date_restated(country: Country, wrong: bool) -> Iterable[str]:
    """A date that stands elsewhere, too; the twin's has another precision there."""
    story, chance = country.story, country.story.chance
    event = chance.choice(country.happenings.loose)
    old = story.datings[event.claim]
    forms = [form(event.day) for form in (on, in_month, in_year)]
    other = chance.choice([form for form in forms if form.text != old.text])
    return event.claim, story.date(event.entity, event.term, old if wrong else other)


@fault("claims-stated-once")
def figure_restated(country: Country, wrong: bool) -> Iterable[str]:
    """A figure that stands in another sentence, too; the twin's is in the same sentence."""
    return country.counts.single, _again(country, country.counts.single, elsewhere=wrong)


@fault("claims-stated-once")
def alliance_restated(country: Country, wrong: bool) -> Iterable[str]:
    """A mutual relation stated again from the other side; the twin does not say when."""
    draft, alliance = country.story.draft, country.actors.alliance
    again = _again(country, alliance, elsewhere=True)
    row = draft.row(again)
    row.update(subject_id=row["object_id"], object_id=row["subject_id"])
    if not wrong:
        row.update(start="", end="")
    return alliance, again


@fault("claims-stated-once")
def answer_restated(country: Country, wrong: bool) -> Iterable[str]:
    """An answer that stands with another mention, too; the twin's is of one region's people."""
    draft, question = country.story.draft, country.surveys.free
    answer = question.answers["schools"]
    mention = _again(country, question.claim, elsewhere=True)
    again = _again(country, answer, passage=draft.row(mention)["passage_id"])
    draft.row(again)["question_claim_id"] = mention
    if not wrong:
        draft.row(mention)["population_id"] = country.land.peoples[0]
    return answer, again


@fault("passages-cited")
def sources_lost(country: Country, wrong: bool) -> Iterable[str]:
    """A paragraph without sources; the twin's has only one left."""
    draft = country.story.draft
    paragraph, cited = _paragraph(country)
    draft.remove(*cited[0 if wrong else 1 :])
    if not wrong:
        draft.row(cited[0])["list_label"] = "Source"
    said = [name for name, rows in draft.tables.items() if name not in ("names", "citations")]
    return [
        row["claim_id"]
        for name in said
        for row in draft.tables[name]
        if row.get("claim_id") and row["passage_id"].startswith(f"{paragraph}.")
    ]


@fault("passages-cited")
def cited_twice(country: Country, wrong: bool) -> Iterable[str]:
    """A source that is listed a second time; the twin's is a new one."""
    story = country.story
    paragraph, cited = _paragraph(country)
    repeated = story.chance.choice(cited)
    source = story.draft.row(repeated)["entity_id"] if wrong else _uncited(country, cited)
    new = story.citation(paragraph, source, len(cited) + 1, "Sources")
    for claim in cited:
        story.draft.row(claim)["list_label"] = "Sources"
    return repeated, new


@fault("passages-cited")
def wrong_number_of_sources(country: Country, wrong: bool) -> Iterable[str]:
    """A label that goes with another number of sources; in the twin the sources change, too."""
    story = country.story
    paragraph, cited = _paragraph(country)
    if not wrong:
        cited = [*cited, story.citation(paragraph, _uncited(country, cited), len(cited) + 1, "")]
    label = "Sources" if (len(cited) == 1) == wrong else "Source"
    for claim in cited:
        story.draft.row(claim)["list_label"] = label
    return cited


@fault("passages-cited")
def source_not_cited(country: Country, wrong: bool) -> Iterable[str]:
    """A remark by a source that the paragraph does not cite; the twin's is by one that it does."""
    draft = country.story.draft
    paragraph, cited = _paragraph(country)
    remark = draft.in_passage(f"{paragraph}.s01", "statements")[0]
    source = _uncited(country, cited) if wrong else draft.row(cited[-1])["entity_id"]
    draft.row(remark).update(attributed_to=source, certainty="reported")
    return (remark,)


@fault("names-spelled-one-way")
def name_misspelt(country: Country, wrong: bool) -> Iterable[str]:
    """A name with another letter, or with an accent; the twin's has an article or an ending."""
    story, chance = country.story, country.story.chance
    entity, claim, name = _name(country)
    word = misspelt(name, chance) if chance.random() < 0.7 else _accented(name)
    usual = chance.choice([name, f"{name}'s", f"the {name}", f"{name}\u2019s"])
    return claim, story.name(entity, word if wrong else usual, story.elsewhere())


@fault("names-spelled-one-way")
def nearly_the_same_name(country: Country, wrong: bool) -> Iterable[str]:
    """A thing of the same type with nearly the same name; the twin's is of another type."""
    story, chance = country.story, country.story.chance
    entity, claim, name = _name(country)
    (kind,) = [row["type"] for row in story.draft.tables["entities"] if row["entity_id"] == entity]
    other = story.named("double", kind if wrong else "concept", "Another one")
    return claim, story.name(other, misspelt(name, chance), story.elsewhere())


@fault("names-spelled-one-way")
def source_misspelt(country: Country, wrong: bool) -> Iterable[str]:
    """A source that is spelled in another way in one list; the twin's has an ending."""
    draft, chance = country.story.draft, country.story.chance
    source = chance.choice(country.story.sources)
    cited = draft.claims("citations", entity_id=source)
    odd = chance.choice(cited)
    row = draft.row(odd)
    row["as_stated"] = misspelt(row["as_stated"], chance) if wrong else f"{row['as_stated']}\u2019s"
    return odd, next(claim for claim in cited if claim != odd)


@fault("sections-have-content")
def section_empty(country: Country, wrong: bool) -> Iterable[str]:
    """A section with nothing but its heading; the twin's has a paragraph."""
    story = country.story
    section = story.section("What remains")
    if not wrong:
        paragraph = story.paragraph()
        story.citation(paragraph, story.sources[0], 1, "Source")
    story.draft.lay_out()
    return story.draft.in_passage(section, "headings")


@fault("sections-have-content")
def nothing_of_that_type(country: Country, wrong: bool) -> Iterable[str]:
    """A heading that announces what does not follow; the twin's announces what does."""
    story = country.story
    (heading,) = story.draft.in_passage(country.happenings.section, "headings")
    kinds = ("agreement", "programme", "publication") if wrong else ("mandate", "operation")
    story.draft.row(heading)["announces"] = story.chance.choice(kinds)
    return (heading,)


@fault("sections-have-content")
def content_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """All that a heading announces is taken out; the twin keeps one of them."""
    draft, land = country.story.draft, country.land
    kinds = {row["entity_id"]: row["type"] for row in draft.tables["entities"]}
    claims = [
        row["claim_id"]
        for table in ("names", "dates")
        for row in draft.tables[table]
        if kinds[row["entity_id"]] == "place"
    ]
    draft.remove(*claims[0 if wrong else 1 :])
    return draft.in_passage(land.section, "headings")


def _again(country: Country, claim: str, passage: str = "", *, elsewhere: bool = False) -> str:
    """The same claim once more: in a passage, or in its own one, or elsewhere."""
    draft = country.story.draft
    row = draft.row(claim)
    table = next(name for name, rows in draft.tables.items() if any(row is each for each in rows))
    place = country.story.elsewhere() if elsewhere else passage or row["passage_id"]
    return draft.claim(
        table, place, **{name: cell for name, cell in row.items() if name not in _AROUND}
    )


def _paragraph(country: Country) -> tuple[str, list[str]]:
    """One of the paragraphs with its citations; those that it needs stand first."""
    draft = country.story.draft
    kinds = [row["passage_id"] for row in draft.tables["passages"] if row["kind"] == "paragraph"]
    paragraph = country.story.chance.choice(kinds)
    return paragraph, draft.in_passage(paragraph, "citations")


def _uncited(country: Country, cited: Iterable[str]) -> str:
    """A source other than those that are cited."""
    story = country.story
    used = {story.draft.row(claim)["entity_id"] for claim in cited}
    return story.chance.choice([source for source in story.sources if source not in used])


def _name(country: Country) -> tuple[str, str, str]:
    """A group or member of the body that is named once: entity, claim, name."""
    story, actors = country.story, country.actors
    entity = story.chance.choice([actors.umbrella, actors.loner, *actors.allies, *actors.members])
    (claim,) = story.draft.claims("names", entity_id=entity)
    return entity, claim, story.draft.row(claim)["name"]


def _accented(name: str) -> str:
    """The name with an accent on its first vowel."""
    accents = dict(zip("aeiou", "áéíóú", strict=True))
    return name[0] + accents[name[1]] + name[2:]

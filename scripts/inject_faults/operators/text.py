"""Faults in the text as such: restatements, sources, names, and sections without content."""

from collections.abc import Iterable

from scripts.inject_faults.operators.operator import fault
from scripts.inject_faults.operators.order import LOOSE
from scripts.world.country import Country
from scripts.world.dates import in_month, in_year, on
from scripts.world.words import misspelt


@fault("claims-stated-once")
def date_restated(country: Country, wrong: bool) -> Iterable[str]:
    """A date that stands elsewhere, too; the twin's has another precision there."""
    event = country.pick(LOOSE)
    old, day = country.datings[country[event]], country.days[event]
    forms = [form(day) for form in (on, in_month, in_year) if form(day).text != old.text]
    return country[event], country.date(event, old if wrong else country.pick(forms))


@fault("claims-stated-once")
def figure_restated(country: Country, wrong: bool) -> Iterable[str]:
    """A figure that stands in another sentence, too; the twin's is in the same sentence."""
    figure = country["siege figure"]
    return figure, _again(country, figure, country.elsewhere() if wrong else "")


@fault("claims-stated-once")
def alliance_restated(country: Country, wrong: bool) -> Iterable[str]:
    """A mutual relation stated again from the other side; the twin does not say when."""
    alliance = country["alliance"]
    again = _again(country, alliance, country.elsewhere())
    row = country.row(again)
    row.update(subject_id=row["object_id"], object_id=row["subject_id"])
    if not wrong:
        row.update(start="", end="")
    return alliance, again


@fault("claims-stated-once")
def answer_restated(country: Country, wrong: bool) -> Iterable[str]:
    """An answer that stands with another mention, too; the twin's is of one region's people."""
    answer = country["old worries schools"]
    mention = _again(country, country["old worries"], country.elsewhere())
    again = _again(country, answer, country.row(mention)["passage_id"])
    country.row(again)["question_claim_id"] = mention
    if not wrong:
        country.row(mention)["population_id"] = country["people-0"]
    return answer, again


@fault("passages-cited")
def sources_lost(country: Country, wrong: bool) -> Iterable[str]:
    """A paragraph without sources; the twin's has only one left."""
    paragraph, cited = _paragraph(country)
    country.remove(*cited[0 if wrong else 1 :])
    if not wrong:
        country.row(cited[0])["list_label"] = "Source"
    said = [name for name, rows in country.tables.items() if name not in ("names", "citations")]
    return [
        row["claim_id"]
        for name in said
        for row in country.tables[name]
        if row.get("claim_id") and row["passage_id"].startswith(f"{paragraph}.")
    ]


@fault("passages-cited")
def cited_twice(country: Country, wrong: bool) -> Iterable[str]:
    """A source that is listed a second time; the twin's is a new one."""
    paragraph, cited = _paragraph(country)
    repeated = country.pick(cited)
    source = country.row(repeated)["entity_id"] if wrong else _uncited(country, cited)
    new = country.citation(paragraph, source, len(cited) + 1, "Sources")
    for claim in cited:
        country.row(claim)["list_label"] = "Sources"
    return repeated, new


@fault("passages-cited")
def wrong_number_of_sources(country: Country, wrong: bool) -> Iterable[str]:
    """A label that goes with another number of sources; in the twin the sources change, too."""
    paragraph, cited = _paragraph(country)
    if not wrong:
        cited = [*cited, country.citation(paragraph, _uncited(country, cited), len(cited) + 1, "")]
    label = "Sources" if (len(cited) == 1) == wrong else "Source"
    for claim in cited:
        country.row(claim)["list_label"] = label
    return cited


@fault("passages-cited")
def source_not_cited(country: Country, wrong: bool) -> Iterable[str]:
    """A remark by a source that the paragraph does not cite; the twin's is by one that it does."""
    paragraph, cited = _paragraph(country)
    remark = country.claims("statements", passage_id=f"{paragraph}.s01")[0]
    source = _uncited(country, cited) if wrong else country.row(cited[-1])["entity_id"]
    country.row(remark).update(attributed_to=source, certainty="reported")
    return (remark,)


@fault("names-spelled-one-way")
def name_misspelt(country: Country, wrong: bool) -> Iterable[str]:
    """A name with another letter, or with an accent; the twin's has an article or an ending."""
    entity, claim, name = _name(country)
    word = misspelt(name, country.chance) if country.chance.random() < 0.7 else _accented(name)
    usual = country.pick([name, f"{name}'s", f"the {name}", f"{name}\u2019s"])
    return claim, country.name(entity, word if wrong else usual, country.elsewhere())


@fault("names-spelled-one-way")
def nearly_the_same_name(country: Country, wrong: bool) -> Iterable[str]:
    """A thing of the same type with nearly the same name; the twin's is of another type."""
    entity, claim, name = _name(country)
    (kind,) = [row["type"] for row in country.tables["entities"] if row["entity_id"] == entity]
    other = country.entity("double", kind if wrong else "concept", "Another one")
    return claim, country.name(other, misspelt(name, country.chance), country.elsewhere())


@fault("names-spelled-one-way")
def source_misspelt(country: Country, wrong: bool) -> Iterable[str]:
    """A source that is spelled in another way in one list; the twin's has an ending."""
    source = country.pick(country.groups_of["sources"])
    cited = country.claims("citations", entity_id=source)
    odd = country.pick(cited)
    row = country.row(odd)
    name = row["as_stated"]
    row["as_stated"] = misspelt(name, country.chance) if wrong else f"{name}\u2019s"
    return odd, next(claim for claim in cited if claim != odd)


@fault("sections-have-content")
def section_empty(country: Country, wrong: bool) -> Iterable[str]:
    """A section with nothing but its heading; the twin's has a paragraph."""
    heading = country.section("What remains")
    if not wrong:
        paragraph = country.paragraph()
        country.citation(paragraph, country.groups_of["sources"][0], 1, "Source")
    country.lay_out()
    return (heading,)


@fault("sections-have-content")
def nothing_of_that_type(country: Country, wrong: bool) -> Iterable[str]:
    """A heading that announces what does not follow; the twin's announces what does."""
    kinds = ("agreement", "programme", "publication") if wrong else ("mandate", "operation")
    country.row(country["events heading"])["announces"] = country.pick(kinds)
    return (country["events heading"],)


@fault("sections-have-content")
def content_left_out(country: Country, wrong: bool) -> Iterable[str]:
    """All that a heading announces is taken out; the twin keeps one of them."""
    kinds = {row["entity_id"]: row["type"] for row in country.tables["entities"]}
    claims = [
        row["claim_id"]
        for table in ("names", "dates")
        for row in country.tables[table]
        if kinds[row["entity_id"]] == "place"
    ]
    country.remove(*claims[0 if wrong else 1 :])
    return (country["land heading"],)


def _again(country: Country, claim: str, passage: str = "") -> str:
    """The same claim once more, in another passage if one is given."""
    row = country.row(claim)
    cells = {name: cell for name, cell in row.items() if name not in ("claim_id", "passage_id")}
    return country.claim(country.table(claim), passage or row["passage_id"], **cells)


def _paragraph(country: Country) -> tuple[str, list[str]]:
    """One of the paragraphs with its citations; those that it needs stand first."""
    kinds = [row["passage_id"] for row in country.tables["passages"] if row["kind"] == "paragraph"]
    paragraph = country.pick(kinds)
    return paragraph, country.claims("citations", passage_id=paragraph)


def _uncited(country: Country, cited: Iterable[str]) -> str:
    """A source other than those that are cited."""
    used = {country.row(claim)["entity_id"] for claim in cited}
    return country.pick([source for source in country.groups_of["sources"] if source not in used])


def _name(country: Country) -> tuple[str, str, str]:
    """A group or member of the body that is named once: entity, claim, name."""
    groups = ("umbrella", "loner", "ally", "partner")
    entity = country.pick([*map(country.__getitem__, groups), *country.groups_of["members"]])
    (claim,) = country.claims("names", entity_id=entity)
    return entity, claim, country.row(claim)["name"]


def _accented(name: str) -> str:
    """The name with an accent on its first vowel."""
    accents = dict(zip("aeiou", "áéíóú", strict=True))
    return name[0] + accents[name[1]] + name[2:]

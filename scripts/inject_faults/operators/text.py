"""Faults in the text as such: repetitions, sources, names, and sections without content."""

from collections.abc import Iterable, Mapping

from scripts.inject_faults.operators.operator import fault
from scripts.world.country import Country
from scripts.world.words import misspelt


@fault("passages-not-repeated")
def sentence_repeated(country: Country, wrong: bool) -> Iterable[str]:
    """A sentence that says what another one says; the twin has something of its own."""
    said = [country["loose-0 occurred"], country["siege killed"]]
    return _repeated(country, said, wrong)


@fault("passages-not-repeated")
def sentence_repeated_from_the_other_side(country: Country, wrong: bool) -> Iterable[str]:
    """A repetition that turns a mutual relation round; the twin has something of its own."""
    sides = {"subject_id": country["partner"], "object_id": country["ally"]}
    said = [country["alliance"], country["siege killed"]]
    return _repeated(country, said, wrong, **{country["alliance"]: sides})


@fault("passages-cited")
def cited_twice(country: Country, wrong: bool) -> Iterable[str]:
    """A source that is listed a second time; the twin's is a new one."""
    paragraph, cited, uncited = _sources(country)
    repeated = country.pick(cited)
    source = country.row(repeated)["entity_id"] if wrong else uncited
    new = country.citation(paragraph, source, len(cited) + 1, "Sources")
    for claim in cited:
        country.row(claim)["list_label"] = "Sources"
    return repeated, new


@fault("passages-cited")
def source_not_cited(country: Country, wrong: bool) -> Iterable[str]:
    """A remark by a source that the paragraph does not cite; the twin's is by one that it does."""
    paragraph, cited, uncited = _sources(country)
    (remark,) = country.claims("statements", passage_id=f"{paragraph}.s01")
    source = uncited if wrong else country.row(country.pick(cited))["entity_id"]
    country.row(remark).update(attributed_to=source, certainty="reported")
    return (remark,)


@fault("names-spelled-one-way")
def name_misspelt(country: Country, wrong: bool) -> Iterable[str]:
    """A name with another letter, or with an accent; the twin's has an article or an ending."""
    entity, claim, name = _name(country)
    accents = str.maketrans("aeiou", "áéíóú")
    odd = [misspelt(name, country.chance), name[0] + name[1].translate(accents) + name[2:]]
    usual = [name, f"{name}'s", f"the {name}", f"{name}\u2019s"]
    return claim, country.name(entity, country.pick(odd if wrong else usual), country.elsewhere())


@fault("names-spelled-one-way")
def nearly_the_same_name(country: Country, wrong: bool) -> Iterable[str]:
    """A thing of the same type with nearly the same name; the twin's is of another type."""
    entity, claim, name = _name(country)
    kind = country.tables["entities"][entity]["type"] if wrong else "concept"
    other = country.entity("double", kind, "Another one")
    return claim, country.name(other, misspelt(name, country.chance), country.elsewhere())


@fault("sections-have-content")
def section_empty(country: Country, wrong: bool) -> Iterable[str]:
    """A section with nothing but its heading; the twin's has a paragraph."""
    heading = country.section("What remains")
    if not wrong:
        country.citation(country.paragraph(), country.groups_of["sources"][0], 1, "Source")
    return (heading,)


@fault("sections-have-content")
def nothing_of_that_type(country: Country, wrong: bool) -> Iterable[str]:
    """A heading that announces what does not follow; the twin's announces what does."""
    kinds = ("agreement", "programme", "publication") if wrong else ("mandate", "operation")
    country.row(country["events heading"])["announces"] = country.pick(kinds)
    return (country["events heading"],)


def _repeated(
    country: Country, said: Iterable[str], wrong: bool, **changed: Mapping[str, str]
) -> Iterable[str]:
    """Two new sentences that state the same; if nothing is wrong, the second states more."""
    country.citation(country.paragraph(), country.groups_of["sources"][0], 1, "Source")
    one, two = country.sentence(), country.sentence()
    claims = [country.again(claim, one) for claim in said]
    claims += [country.again(claim, two, **changed.get(claim, {})) for claim in said]
    if not wrong:
        country.again(country["loose-1 occurred"], two)
        country.again(country["ally founded"], one)
    return claims


def _sources(country: Country) -> tuple[str, list[str], str]:
    """One of the paragraphs, its citations, and a source that it does not cite."""
    passages = country.tables["passages"].items()
    paragraph = country.pick(key for key, row in passages if row["kind"] == "paragraph")
    cited = country.claims("citations", passage_id=paragraph)
    used = {country.row(claim)["entity_id"] for claim in cited}
    others = [source for source in country.groups_of["sources"] if source not in used]
    return paragraph, cited, country.pick(others)


def _name(country: Country) -> tuple[str, str, str]:
    """A member of the body, the claim that names it, and its name."""
    entity = country.pick(country.groups_of["members"])
    (claim,) = country.claims("names", entity_id=entity)
    return entity, claim, country.row(claim)["name"]

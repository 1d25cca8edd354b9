"""A package about an invented country whose cells try to become markup, and worse.

It has what every page of the site draws: dates of all precisions, some of which contradict each
other, groups that join and are absorbed, and polls that leave something unreported or
overlap.
"""

from pathlib import Path
from random import Random

from scripts.inject_faults.operators import all_operators
from scripts.world import countries, write_package
from tests.helpers.builders import describe, read_descriptor, write_descriptor

MARKUP = "<script>alert('x')</script><img src=x onerror=alert(1)>"
PLAIN_MARKUP = "<script>alert('x')</script><img src=x onerror=alert()>"
"""Markup without a digit: a number that is printed would have to be that of the row."""
QUOTES = "\"' onmouseover=alert(1) x='\"</title><!--"
LONG = "Donaudampfschifffahrtsgesellschaft" * 12
RIGHT_TO_LEFT = "مرفأ السلام"
JOINED = "می\u200cخواهم"
FORGED = "::error::gnp ##[error]gnp"
ADDRESS = "javascript:alert(document.domain)"
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
MARKDOWN = "![x](https://example.org/x.png) [x](javascript:alert(1)) <b>bold</b> `code`"

LABELS = (f"Guild ({MARKUP})", QUOTES, RIGHT_TO_LEFT, JOINED, FORGED, TEMPLATE, LONG)
"""Labels that entities have in turn; the pollsters all have the long one."""
FAULTS = {
    "absorbed-before-its-act",
    "dated-too-early",
    "dated-too-late",
    "opposition-too-large",
    "residual-unexplained",
    "seen-after-death",
}


def hostile_package(folder: Path) -> Path:
    """Write the package into a folder; nothing in it is registered. Returns its descriptor."""
    country = countries(3, 1)[0].copy(Random(3))
    for operator in all_operators():
        if operator.name in FAULTS:
            operator.edit(country, True)
    share = country["old worries prices"]
    sentence = country.row(share)["passage_id"]
    country.again(share, sentence, option="fog", percent="60.25", qualifier="about")
    country.again(share, sentence, option="rats", percent="", high="20", qualifier="up-to")
    next(iter(country.tables["names"].values()))["name"] = LONG
    for rows in country.tables.values():
        for row in rows.values():
            row.update({"as_stated": PLAIN_MARKUP} if "as_stated" in row else {})
    for number, row in enumerate(country.tables["entities"].values()):
        row.update(label=f"{LABELS[number % len(LABELS)]} {number}", note=LONG)
    for poll in country.tables["polls"].values():
        if poll["pollster_id"]:
            country.tables["entities"][poll["pollster_id"]]["label"] = (
                f"{LONG} {poll['pollster_id']}"
            )
    (document,) = country.tables["documents"].values()
    document.update(title=MARKUP, publisher=QUOTES, url=ADDRESS)
    package = write_package(folder, [country])
    descriptor = read_descriptor(folder)
    descriptor["title"] = f"Harbour {MARKUP}"
    descriptor["description"] = MARKDOWN
    descriptor["licenses"] = [{"name": "own", "title": QUOTES, "path": "https://example.org/own"}]
    descriptor["resources"][0]["title"] = MARKUP
    descriptor["resources"][0]["description"] = MARKDOWN
    write_descriptor(folder, descriptor)
    describe(folder)
    return package

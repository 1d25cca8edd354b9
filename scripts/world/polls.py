"""What people said: polls made from whole numbers of respondents."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scripts.world.country import Country
from scripts.world.dates import Dating, later, on

Counts = Mapping[str, tuple[str, int]]
"""Stance and number of respondents by option."""


def write_polls(country: Country) -> None:
    """Write the section on polls.

    `old` is printed in whole percents, `new` with one decimal, and of `small` the size of the
    sample is known. `repeat` is of the pollster and the days of `new`, and is mentioned twice. The
    answers to `old reform` are all that there were, and those to `old treaty` oppose each other.
    `peace` and `hope` are questions of two polls; `trust` was put to the people of the country and
    to those of each region.
    """
    country.section("What people say", "poll")
    # Odd and below 100, so that some whole percentage is that of no number of respondents.
    size = 2 * country.draw(11, 47) + 1
    days = [country.coarse(country.ago(before, 0)) for before in (2500, 1000, 400)]
    old = _poll(country, "old", 0, days[0], size=country.draw(400, 1500))
    new = _poll(country, "new", 1, days[1], size=country.draw(1001, 3000), decimals=1)
    small = _poll(country, "small", 2, days[2], size=size, sample_size=str(size))
    repeat = _poll(country, "repeat", 1, days[1], size=old.size)
    country.remember("repeat again", country.again(country["repeat mention"], country.sentence()))
    counts = zip(("favourable", "unfavourable", "neutral"), old.split(3), strict=True)
    complete = dict(zip(("yes", "no", "unsure"), counts, strict=True))
    old.ask("reform", complete, exhaustive="yes", exclusive="yes")
    some = old.size * country.draw(20, 80) // 100
    opposed = {"for": ("favourable", some), "against": ("unfavourable", old.size - some)}
    old.ask("treaty", opposed, exclusive="yes")
    for poll in (old, small):
        count = poll.size * country.draw(65, 90) // 100
        poll.ask("worries", {"prices": ("none", count)}, exclusive="no")
    _write_series(country, old, new)
    _write_repeat(country, repeat, new, complete)
    _write_subgroups(country, new)


@dataclass(frozen=True)
class Poll:
    """Writes the questions of one poll, from counts of respondents.

    Attributes:
        country: the document.
        slug: of the poll.
        size: how many people were asked.
        decimals: with how many decimals shares are printed.
    """

    country: Country
    slug: str
    size: int
    decimals: int

    def split(self, parts: int) -> list[int]:
        """Whole numbers of respondents, each a fair part, that add up to all of them."""
        weights = [self.country.draw(20, 60) for _ in range(parts)]
        counts = [self.size * weight // sum(weights) for weight in weights]
        counts[0] += self.size - sum(counts)
        return counts

    def ask(
        self, topic: str, counts: Counts, people: str = "people", size: int = 0, **more: str
    ) -> None:
        """Write a question with the share of each option.

        The question is remembered as "old reform", its answers as "old reform yes". If others than
        the people of the country were asked, their slug follows the topic.

        Args:
            topic: what was asked.
            counts: stance and number of respondents, by option.
            people: who was asked.
            size: how many of them; all of the sample, if it is not given.
            more: further cells of the question.
        """
        country, passage = self.country, self.country.sentence()
        name = f"{self.slug} {topic}" + ("" if people == "people" else f" {people}")
        question = country.claim(
            "questions",
            passage,
            question_id=f"{country[self.slug]}-{topic}",
            poll_id=country[self.slug],
            topic=f"{country.prefix}-{topic}",
            population_id=country[people],
            **{"exhaustive": "not-stated", "exclusive": "not-stated"} | more,
        )
        country.remember(name, question)
        for option, (stance, count) in counts.items():
            share = rounded(count, size or self.size, self.decimals)
            answer = {"option": option, "stance": stance, "percent": share, "qualifier": "exactly"}
            claim = country.claim("answers", passage, question_claim_id=question, **answer)
            country.remember(f"{name} {option}", claim)


def rounded(count: int, size: int, decimals: int) -> str:
    """The percentage of a count in a sample, rounded half up, with the decimals kept."""
    share = Decimal(100 * count) / size
    return str(share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _poll(
    country: Country,
    slug: str,
    source: int,
    fieldwork: Dating,
    size: int,
    decimals: int = 0,
    **more: str,
) -> Poll:
    """A poll by one of the sources, published after its fieldwork."""
    country.paragraph()  # of its own, so that it needs no source but the pollster
    passage = country.sentence()
    poll = country.entity(slug, "poll", country.new_name("survey"), passage)
    mention = country.claim(
        "polls",
        passage,
        poll_id=poll,
        pollster_id=country.groups_of["sources"][source],
        fieldwork=fieldwork.text,
        published=on(later(fieldwork.span()[1], country.draw(0, 30))).text,
        mode="telephone",
        population_id=country["people"],
        **more,
    )
    country.remember(f"{slug} mention", mention)
    country.datings[mention] = fieldwork
    return Poll(country, slug, size, decimals)


def _write_series(country: Country, old: Poll, new: Poll) -> None:
    """A question with the same support in both polls, and one of which an answer has grown."""
    support, before = country.draw(250, 750), country.draw(20, 45)
    after = before + country.draw(5, 40)
    for poll, share in ((old, before), (new, after)):
        same = {"support": ("favourable", support)}
        poll.ask("peace", same, size=1000, exclusive="yes")
        poll.ask("hope", {"better": ("none", share)}, size=100)
    growth = country.compare(country["new hope better"], "rose", country["old hope better"])
    country.remember("hope growth", growth)
    country.compare(country["old hope better"], "minority")


def _write_repeat(country: Country, repeat: Poll, new: Poll, reform: Counts) -> None:
    """The answers to `old reform` in a later poll, one of them twice, and one question of both."""
    repeat.ask("reform", reform)
    place = country.elsewhere()
    question = country.again(country["repeat reform"], place)
    answer = country.again(country["repeat reform unsure"], place, question_claim_id=question)
    country.remember("repeat reform unsure again", answer)
    worries = {"prices": ("none", country.draw(650, 900))}
    new.ask("worries", worries, size=1000, exclusive="no")
    event = {"after_entity_id": country["loose-2"], "after_property_id": "occurred"}
    repeat.ask("worries", worries, size=1000, exclusive="no", **event)


def _write_subgroups(country: Country, poll: Poll) -> None:
    """A question by region, each with its own part of the sample, and for all of them."""
    sizes = poll.split(len(country.groups_of["peoples"]))
    counts = [size * country.draw(10, 90) // 100 for size in sizes]
    poll.ask("trust", {"trusts": ("none", sum(counts))})
    for number, (count, size) in enumerate(zip(counts, sizes, strict=True)):
        poll.ask("trust", {"trusts": ("none", count)}, f"people-{number}", size)

"""What people said: polls made from whole numbers of respondents."""

from dataclasses import dataclass, field
from fractions import Fraction

from scripts.inject_faults.datings import coarsened, later
from scripts.inject_faults.ground_truth.land import Land
from scripts.inject_faults.story import Story


@dataclass(frozen=True)
class Question:
    """A question: its claim, and those of its answers by option."""

    claim: str
    answers: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Surveys:
    """The polls of a country.

    Attributes:
        polls: entities: an older one in whole percents, a later one with one decimal, and one
            whose sample size is known.
        mentions: their claims in `polls`.
        complete: a question whose answers are all that there were, each respondent giving one.
        opposed: one with an answer for and one against, which leave nothing.
        partial: one of which some answers are not reported.
        free: one with several answers for each respondent; the first is above, the second below 50.
        shared: the same question in the first two polls, of which the support is reported.
        series: another one in both, of which one answer has grown.
        growth: the claim that it has.
        whole: a question of the second poll, put to the people of the country.
        parts: the same, for the people of each region.
        sampled: a question of the third poll.
        sample: how many were asked there.
    """

    polls: tuple[str, str, str]
    mentions: tuple[str, str, str]
    complete: Question
    opposed: Question
    partial: Question
    free: Question
    shared: tuple[Question, Question]
    series: tuple[Question, Question]
    growth: str
    whole: Question
    parts: tuple[Question, ...]
    sampled: Question
    sample: int


def rounded(count: int, size: int, decimals: int) -> str:
    """The percentage of a count in a sample, rounded half up, with the decimals kept."""
    units = Fraction(100 * 10**decimals * count, size)
    whole = (2 * units.numerator + units.denominator) // (2 * units.denominator)
    digits = str(whole).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


class Interviewer:
    """Writes the questions of one poll, from counts of respondents."""

    def __init__(self, story: Story, poll: str, mention: str, size: int, decimals: int) -> None:
        self.story, self.poll, self.mention = story, poll, mention
        self.size, self.decimals = size, decimals

    def split(self, parts: int, of: int) -> list[int]:
        """Whole numbers of respondents, each a fair part, that add up to `of`."""
        weights = [self.story.chance.randint(20, 60) for _ in range(parts)]
        counts = [of * weight // sum(weights) for weight in weights]
        counts[0] += of - sum(counts)
        return counts

    def ask(
        self,
        topic: str,
        population: str,
        counts: dict[str, tuple[str, int]],
        size: int | None = None,
        **more: str,
    ) -> Question:
        """Write a question with the share of each option.

        Args:
            topic: what was asked.
            population: who was asked.
            counts: stance and number of respondents, by option.
            size: how many of them were asked; all, if it is not given.
            more: further cells of the question.
        """
        shares = {
            option: (stance, rounded(count, size or self.size, self.decimals))
            for option, (stance, count) in counts.items()
        }
        return self.report(topic, population, shares, **more)

    def report(
        self, topic: str, population: str, shares: dict[str, tuple[str, str]], **more: str
    ) -> Question:
        """Write a question with printed shares: stance and percentage, by option."""
        draft, passage = self.story.draft, self.story.sentence()
        question = draft.claim(
            "questions",
            passage,
            question_id=f"{self.poll}-{topic}",
            poll_id=self.poll,
            topic=f"{draft.prefix}-{topic}",
            population_id=population,
            **{"exhaustive": "not-stated", "exclusive": "not-stated"} | more,
        )
        answers = {
            option: draft.claim(
                "answers",
                passage,
                question_claim_id=question,
                option=option,
                stance=stance,
                percent=share,
                qualifier="exactly",
            )
            for option, (stance, share) in shares.items()
        }
        return Question(question, answers)


def write_surveys(story: Story, land: Land) -> Surveys:
    """Write the section on polls."""
    story.section("What people say", "poll")
    # Odd and below 100, so that some whole percentage is that of no number of respondents.
    size = 2 * story.chance.randint(11, 47) + 1
    old = _poll(story, land, 0, (2500, story.chance.randint(400, 1500), 0))
    new = _poll(story, land, 1, (1000, story.chance.randint(1001, 3000), 1))
    small = _poll(story, land, 2, (400, size, 0), sample_size=str(size))
    people, for_and_against = land.people, ("favourable", "unfavourable", "neutral")
    counts = zip(("yes", "no", "unsure"), for_and_against, old.split(3, old.size), strict=True)
    complete = old.ask(
        "reform",
        people,
        {option: (stance, count) for option, stance, count in counts},
        exhaustive="yes",
        exclusive="yes",
    )
    opposed = old.ask("treaty", people, _two(old), exclusive="yes")
    some = new.split(4, new.size)[:3]
    listed = {f"party-{n}": ("none", count) for n, count in enumerate(some)}
    partial = new.ask("party", people, listed, exclusive="yes", exhaustive="no")
    free = old.ask("worries", people, _worries(old), exclusive="no")
    shared = _shared(old, new, people)
    series, growth = _series(old, new, people)
    whole, parts = _subgroups(new, land)
    sampled = small.ask("hopes", people, _worries(small), exclusive="no")
    return Surveys(
        (old.poll, new.poll, small.poll),
        (old.mention, new.mention, small.mention),
        complete,
        opposed,
        partial,
        free,
        shared,
        series,
        growth,
        whole,
        parts,
        sampled,
        size,
    )


def _poll(
    story: Story, land: Land, number: int, terms: tuple[int, int, int], **more: str
) -> Interviewer:
    """A poll by one of the sources; `terms` are days before the document, size and decimals."""
    story.paragraph()  # of its own, so that it needs no source but the pollster
    passage, (before, size, decimals) = story.sentence(), terms
    name = story.new_name("survey")
    poll = story.named(f"poll-{number}", "poll", name, passage=passage)
    day = later(story.as_of.span()[0], -before)
    mention = story.draft.claim(
        "polls",
        passage,
        poll_id=poll,
        pollster_id=story.cite(story.sources[number]),
        fieldwork=coarsened(day, story.chance).text,
        mode="telephone",
        population_id=land.people,
        **more,
    )
    return Interviewer(story, poll, mention, size, decimals)


def _two(poll: Interviewer) -> dict[str, tuple[str, int]]:
    some = poll.size * poll.story.chance.randint(20, 80) // 100
    return {"for": ("favourable", some), "against": ("unfavourable", poll.size - some)}


def _worries(poll: Interviewer) -> dict[str, tuple[str, int]]:
    """Counts of which the first is above, the second below half, the third anywhere."""
    shares = [poll.story.chance.randint(*bounds) for bounds in ((65, 90), (10, 40), (5, 95))]
    options = ("prices", "safety", "schools")
    return {
        option: ("none", poll.size * share // 100)
        for option, share in zip(options, shares, strict=True)
    }


def _shared(old: Interviewer, new: Interviewer, people: str) -> tuple[Question, Question]:
    """The same support in both polls, printed in whole percents and with a decimal."""
    tenths = old.story.chance.randint(250, 750)
    support = [rounded(tenths, 1000, poll.decimals) for poll in (old, new)]
    one, other = (
        poll.report("peace", people, {"support": ("favourable", share)}, exclusive="yes")
        for poll, share in zip((old, new), support, strict=True)
    )
    return one, other


def _series(
    old: Interviewer, new: Interviewer, people: str
) -> tuple[tuple[Question, Question], str]:
    """One answer in both polls, and the claim that it has grown."""
    before = old.story.chance.randint(20, 50)
    after = before + old.story.chance.randint(5, 40)
    one, other = (
        poll.report("hope", people, {"better": ("none", rounded(share, 100, poll.decimals))})
        for poll, share in ((old, before), (new, after))
    )
    growth = old.story.draft.claim(
        "comparisons",
        old.story.sentence(),
        left_claim_id=other.answers["better"],
        relation="rose",
        right_claim_id=one.answers["better"],
    )
    return (one, other), growth


def _subgroups(poll: Interviewer, land: Land) -> tuple[Question, tuple[Question, ...]]:
    """A question by region, each with its own part of the sample, and for all of them."""
    sizes = poll.split(len(land.peoples), poll.size)
    counts = [size * poll.story.chance.randint(10, 90) // 100 for size in sizes]
    whole = poll.ask("trust", land.people, {"trusts": ("none", sum(counts))})
    parts = tuple(
        poll.ask("trust", people, {"trusts": ("none", count)}, size)
        for people, count, size in zip(land.peoples, counts, sizes, strict=True)
    )
    return whole, parts

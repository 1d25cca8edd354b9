"""What people said when they were asked, rounded from whole numbers of them."""

from typing import NamedTuple

import numpy as np

from scripts.bench.cast import Cast, Thing
from scripts.bench.shares import SENTENCES
from scripts.bench.story import Cell, Story
from scripts.bench.texts import Text, Whole, dated, decimals, joined, numerals

_FIRST = 74
"""The sentence of the first poll; every mention of a poll has two sentences to itself."""

_LIKE = (5, 6)
"""Polls of one size, so that one share can be printed to more and to fewer decimals."""

_ASKED = ("2015-02-01", "2017-10-31")


class _Poll(NamedTuple):
    """A poll: how many were asked, and to how many decimals it reports."""

    thing: Thing
    sample: Whole
    decimals: int
    sentence: int


class Surveys:
    """The polls of all reports, while they are told."""

    def __init__(self, story: Story, cast: Cast, sources: list[Thing]) -> None:
        self._story, self._cast, self._sources = story, cast, sources
        self._people = cast["community"][0]
        self.compared: list[tuple[Text, str, Cell]] = []

    def tell(self) -> None:
        """Tell them all."""
        polls = [self._poll(number) for number in range(12)]
        self._mention(polls[0], polls[0].sentence + 1, sample="")
        self._mention(polls[4], polls[4].sentence + 1, sample="")
        self._opposed(polls[0], "yes")
        self._opposed(polls[1], "not-stated")
        self._partial(polls[2])
        self._subgroups(polls[3])
        self._restated(polls[4])
        self._one_topic(polls[5], polls[6])
        self._trend(polls[7], polls[8])
        self._single(polls[9:])

    def _poll(self, number: int) -> _Poll:
        """A poll, and the sentence that says how it was taken."""
        story = self._story
        sample = story.whole(400, 2_400) if number not in _LIKE else np.full(story.reports, 1_000)
        poll = _Poll(self._cast["poll"][number], sample, number % 3, _FIRST + 2 * number)
        form = ("month", "interval", "year")[number % 3]
        fieldwork = dated(story.days(*_ASKED), form)[0] if number % 4 else ""
        self._mention(poll, poll.sentence, numerals(sample) if number % 2 == 0 else "", fieldwork)
        return poll

    def _mention(self, poll: _Poll, sentence: int, sample: Cell, fieldwork: Cell = "") -> None:
        story = self._story
        source = self._sources[story.layout.paragraph_of(sentence)]
        story.claim(
            "polls",
            sentence,
            "a survey taken then",
            poll_id=poll.thing.id,
            pollster_id=source.id,
            fieldwork=fieldwork,
            published=""
            if isinstance(fieldwork, str) is False
            else dated(story.days(*_ASKED), "month")[0],
            mode=("face-to-face", "telephone", "not-stated")[poll.thing.slot % 3],
            sample_size=sample,
            population_id=self._people.id,
        )

    def _question(
        self,
        poll: _Poll,
        name: str,
        topic: str,
        exhaustive: str = "not-stated",
        people: Thing | None = None,
        later: int = 0,
    ) -> Text:
        """A mention of a question; `name` tells the questions of a poll apart."""
        return self._story.claim(
            "questions",
            poll.sentence + later,
            "when they were asked",
            question_id=joined(poll.thing.id, f"-{name}"),
            poll_id=poll.thing.id,
            topic=topic,
            population_id=(people or self._people).id,
            exhaustive=exhaustive,
            exclusive="yes",
        )

    def _answer(
        self,
        poll: _Poll,
        question: Text,
        option: str,
        stance: str,
        count: Whole,
        sample: Whole | None = None,
        later: int = 0,
    ) -> Text:
        """The share of those who gave an answer, rounded half up."""
        asked = poll.sample if sample is None else sample
        units = (200 * 10**poll.decimals * count + asked) // (2 * asked)
        percent = decimals(units, poll.decimals)
        return self._story.claim(
            "answers",
            poll.sentence + later,
            joined(percent, " percent"),
            question_claim_id=question,
            option=option,
            stance=stance,
            percent=percent,
            qualifier="exactly",
        )

    def _part(self, poll: _Poll, low: int, high: int) -> Whole:
        """A number of respondents, between two percentages of all."""
        return poll.sample * self._story.whole(10 * low, 10 * high) // 1_000

    def _opposed(self, poll: _Poll, exhaustive: str) -> None:
        """Two opposed answers, of which everybody gave one."""
        question = self._question(poll, "approval", f"approval-{exhaustive}", exhaustive)
        count = self._part(poll, 62, 80)
        yes = self._answer(poll, question, "yes", "favourable", count)
        no = self._answer(poll, question, "no", "unfavourable", poll.sample - count)
        self.compared += [(yes, "majority", no), (yes, "more", no)]

    def _partial(self, poll: _Poll) -> None:
        """Two answers out of a longer list."""
        question = self._question(poll, "concern", "greatest-concern", "no")
        few = self._answer(poll, question, "prices", "none", self._part(poll, 12, 22))
        more = self._answer(poll, question, "work", "none", self._part(poll, 30, 40))
        self.compared += [(few, "minority", more), (few, "less", more)]

    def _subgroups(self, poll: _Poll) -> None:
        """The share of a country's people between those of the two places that make it up."""
        whole, one, other = self._cast["place"][:3]
        counts = [self._part(poll, low, low + 10) for low in (30, 60)]
        shares = (
            (whole, counts[0] + counts[1], 2 * poll.sample),
            (one, counts[0], poll.sample),
            (other, counts[1], poll.sample),
        )
        for people, count, sample in shares:
            question = self._question(poll, "trust", "trust-in-council", people=people)
            self._answer(poll, question, "trust", "favourable", count, sample)

    def _restated(self, poll: _Poll) -> None:
        """A share, and once more as a bound."""
        question = self._question(poll, "safety", "feels-safe")
        self._answer(poll, question, "safe", "favourable", self._part(poll, 55, 70))
        again = self._question(poll, "safety", "feels-safe", later=1)
        self._story.claim(
            "answers",
            poll.sentence + 1,
            "more than half",
            question_claim_id=again,
            option="safe",
            stance="favourable",
            low="50",
            qualifier="more-than",
        )

    def _one_topic(self, poll: _Poll, other: _Poll) -> None:
        """Two polls on one topic that give the same share, to different decimals."""
        count = self._part(poll, 40, 60)
        for one in (poll, other):
            question = self._question(one, "roads", "better-roads")
            self._answer(one, question, "yes", "favourable", count)

    def _trend(self, poll: _Poll, later: _Poll) -> None:
        """Two polls on one topic, of which the later gives a larger share."""
        questions = [self._question(one, "future", "hopes-for-future") for one in (poll, later)]
        before = self._answer(poll, questions[0], "hopeful", "favourable", self._part(poll, 30, 40))
        after = self._answer(
            later, questions[1], "hopeful", "favourable", self._part(later, 52, 58)
        )
        self.compared += [(after, "rose", before), (after, "slight-majority", before)]

    def _single(self, polls: list[_Poll]) -> None:
        """Shares that stand alone; the last two polls ask two questions each."""
        for number, poll in enumerate(polls):
            question = self._question(poll, "alone", f"alone-{number}")
            share = self._answer(poll, question, "yes", "favourable", self._part(poll, 60, 90))
            if number:
                second = self._question(poll, "beside", f"beside-{number}")
                other = self._answer(poll, second, "yes", "favourable", self._part(poll, 5, 40))
                self.compared.append((other, ("", "differs", "much-less")[number], share))


def tell_comparisons(story: Story, compared: list[tuple[Text, str, Cell]]) -> None:
    """What the reports say of their own numbers."""
    for number, (left, relation, right) in enumerate(compared):
        is_constant = isinstance(right, str)
        is_label = relation in ("majority", "slight-majority", "minority")
        story.claim(
            "comparisons",
            (number * 3 + _FIRST) % SENTENCES,
            f"was said to be {relation}",
            left_claim_id=left,
            relation=relation,
            right_claim_id="" if is_constant or is_label else right,
            constant=right if is_constant else "",
        )

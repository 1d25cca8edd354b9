"""Which terms of the vocabulary feed which columns of the views.

Where the vocabulary says of a term what a view needs to know (that it begins the existence of its
subject, that it ties an event to a perpetrator), the term is chosen by that. The others are named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.views.rows import Row


@dataclass(frozen=True)
class Terms:
    """Terms that are `named`, and those that have the value of `having` in that column."""

    named: tuple[str, ...] = ()
    having: tuple[str, str] | None = None

    def chosen(self, vocabulary: Sequence[Row]) -> frozenset[str]:
        """The identifiers of these terms in a vocabulary (the rows of `properties`)."""
        described: set[str] = set()
        if self.having is not None:
            column, value = self.having
            described = {row["property_id"] for row in vocabulary if row[column] == value}
        return frozenset({*self.named, *described})


def _named(*terms: str) -> Terms:
    return Terms(named=terms)


NONE = Terms()

Related = tuple[Terms, Terms]
"""Terms of which an entity is the subject (their objects are listed), and of which it is the
object (their subjects are listed). A symmetric term stands on both sides."""


EVENT = "event"
"""The type of entity that the view of events is of."""

STATE = "state"
"""The type of entity that is a country."""

OCCURRED = _named("occurred", "said")
STARTED = _named("started")
ENDED = _named("ended")

PLACES = _named("located_in")
CONTAINERS = _named("located_in", "part_of")
"""By these terms a place lies in another one, whose code it can be given."""

PERPETRATORS = Terms(having=("attribution", "perpetrator"))
CLAIMANTS = Terms(having=("attribution", "claimant"))

ORGANISERS = _named("brokered_by", "conducted_by", "declared_by")
TARGETED = _named("targeted")

EVENT_RELATIONS: Mapping[str, Related] = {
    "perpetrators": (PERPETRATORS, NONE),
    "claimants": (CLAIMANTS, NONE),
    "organisers": (ORGANISERS, NONE),
    "targets": (TARGETED, NONE),
    "part_of": (_named("part_of"), NONE),
}
"""The columns of the view of events that list related entities."""

EVENT_FIGURES: Mapping[str, str] = {"killed": "deaths", "hostages": "hostages"}
"""The columns of figures of an event, each with the quantity that it counts."""

FOUNDED = Terms(having=("lifetime", "begins"))
DISSOLVED = Terms(having=("lifetime", "ends"))

ACTOR_RELATIONS: Mapping[str, Related] = {
    "split_from": (_named("split_from"), NONE),
    "joined": (_named("joined"), NONE),
    "merged_into": (_named("merged_into"), NONE),
    "absorbed_by": (_named("absorbed_by"), NONE),
    "succeeded_by": (_named("predecessor_of"), NONE),
    "member_of": (_named("member_of"), NONE),
    "members": (NONE, _named("member_of")),
    "allied_with": (_named("allied_with"), _named("allied_with")),
    "fought": (_named("fought"), _named("fought")),
    "targeted": (TARGETED, NONE),
    "targeted_by": (NONE, TARGETED),
    "perpetrated": (NONE, PERPETRATORS),
    "claimed": (NONE, CLAIMANTS),
    "organised": (NONE, ORGANISERS),
    "leaders": (_named("led_by"), _named("head_of_government_of", "head_of_state_of")),
    "founders": (_named("founded_by"), NONE),
    "designated_by": (_named("designated_by"), NONE),
    "communities": (_named("composed_of", "of_ethnicity"), NONE),
    "bases": (_named("based_in"), NONE),
}
"""The columns of the view of actors that list related entities."""

CHANGES = ("split_from", "joined", "merged_into", "absorbed_by")
"""Those of them that are dated: the actor becomes a part of another one, or leaves it."""

ACTOR_FIGURES: Mapping[str, str] = {"strength": "personnel"}

NAMES = frozenset({"full", "short", "variant"})
ACRONYMS = frozenset({"acronym"})

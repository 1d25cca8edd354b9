"""Which terms of the vocabulary feed which columns of the views.

Where the vocabulary says of a term what a view needs to know (that it begins the existence of its
subject, that it ties an event to a perpetrator), the term is chosen by that. The others are named.
"""

from collections.abc import Sequence
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


NONE = Terms()


@dataclass(frozen=True)
class Related:
    """A column that lists what an entity is related to.

    With the terms `outgoing` the entity is the subject, and objects are listed; with `incoming` it
    is the object, and subjects are listed. A symmetric term stands on both sides.
    """

    column: str
    outgoing: Terms = NONE
    incoming: Terms = NONE


@dataclass(frozen=True)
class Measured:
    """Columns `<name>`, `<name>_low`, `<name>_best`, `<name>_high` of measures of a quantity."""

    name: str
    quantity: str

    @property
    def terms(self) -> Terms:
        """The measures that count this quantity."""
        return Terms(having=("quantity", self.quantity))


EVENT = "event"
"""The type of entity that the view of events is of."""

OCCURRED = Terms(named=("occurred", "said"))
STARTED = Terms(named=("started",))
ENDED = Terms(named=("ended",))

PLACES = Terms(named=("located_in",))
CONTAINERS = Terms(named=("located_in", "part_of"))
"""By these terms a place lies in another one, whose code it can be given."""

PERPETRATORS = Terms(having=("attribution", "perpetrator"))
CLAIMANTS = Terms(having=("attribution", "claimant"))

ORGANISERS = Terms(named=("brokered_by", "conducted_by", "declared_by"))
TARGETED = Terms(named=("targeted",))

EVENT_RELATIONS = (
    Related("perpetrators", outgoing=PERPETRATORS),
    Related("claimants", outgoing=CLAIMANTS),
    Related("organisers", outgoing=ORGANISERS),
    Related("targets", outgoing=TARGETED),
    Related("part_of", outgoing=Terms(named=("part_of",))),
)

EVENT_FIGURES = (Measured("killed", "deaths"), Measured("hostages", "hostages"))

FOUNDED = Terms(having=("lifetime", "begins"))
DISSOLVED = Terms(having=("lifetime", "ends"))

ACTOR_RELATIONS = (
    Related("split_from", outgoing=Terms(named=("split_from",))),
    Related("joined", outgoing=Terms(named=("joined",))),
    Related("merged_into", outgoing=Terms(named=("merged_into",))),
    Related("absorbed_by", outgoing=Terms(named=("absorbed_by",))),
    Related("succeeded_by", outgoing=Terms(named=("predecessor_of",))),
    Related("member_of", outgoing=Terms(named=("member_of",))),
    Related("members", incoming=Terms(named=("member_of",))),
    Related("allied_with", Terms(named=("allied_with",)), Terms(named=("allied_with",))),
    Related("fought", Terms(named=("fought",)), Terms(named=("fought",))),
    Related("targeted", outgoing=TARGETED),
    Related("targeted_by", incoming=TARGETED),
    Related("perpetrated", incoming=PERPETRATORS),
    Related("claimed", incoming=CLAIMANTS),
    Related("organised", incoming=ORGANISERS),
    Related(
        "leaders",
        outgoing=Terms(named=("led_by",)),
        incoming=Terms(named=("head_of_government_of", "head_of_state_of")),
    ),
    Related("founders", outgoing=Terms(named=("founded_by",))),
    Related("designated_by", outgoing=Terms(named=("designated_by",))),
    Related("communities", outgoing=Terms(named=("composed_of", "of_ethnicity"))),
    Related("bases", outgoing=Terms(named=("based_in",))),
)

ACTOR_FIGURES = (Measured("strength", "personnel"),)

NAMES = frozenset({"full", "short", "variant"})
ACRONYMS = frozenset({"acronym"})

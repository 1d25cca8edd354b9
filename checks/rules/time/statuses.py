"""Rules about statuses: what is in force for a time, until it lapses or is extended."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from checks.rules.caching import cached
from checks.rules.columns import columns
from checks.rules.common.days import OPEN, days_or, documents_of, in_words
from checks.rules.common.lookups import positions
from checks.rules.legacy import LegacyRule
from checks.rules.rule import Evidence, Tables


class StatusNotLapsed(LegacyRule):
    """A status is not past its stated end.

    Statement: A status with a stated end has not come to it on the first day that the document can
        be of, unless the document dates a renewal or the end of its life.
    Formula: gap = (first day of the document's as-of date) - (last day of the latest stated end);
        the bound is gap <= 0.
    Inputs: `dates` (property with status role `lapses`, latest); `properties` (status_role,
        lifetime); `passages`, `documents` (as_of). A group is an entity with one or more stated
        ends in one document.
    Severity rationale: info. The text is not wrong: it says nothing of what came after the end, and
        a reader cannot tell whether the status is in force.
    Source: the end-date qualifiers and "contemporary" constraints of Wikidata.
    Limits: A renewal counts by the end that is stated for it: an extension without one does not
        move the end. Ends of several statuses of one entity are not told apart. What has a date of
        a property that ends its life in the document is over, and passes. Not evaluable: one of
        the ends, or the as-of date, is open.
    """

    name = "status-not-lapsed"
    family = "time"
    severity = "info"
    reads = columns(
        dates="claim_id passage_id entity_id property_id date latest:date",
        properties="property_id status_role lifetime",
        passages="passage_id document_id",
        documents="document_id as_of:edtf",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each document and status with a stated end: `last` is its last day."""
        ends = _stated_ends(tables).sort_values("last")
        latest = ends.drop_duplicates("status", keep="last")
        gap = (latest["as_of_day"] - latest["last"]).mask(latest["last"] == OPEN)
        return latest.assign(gap=gap.mask(latest["is_over"], 0))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The claims of the latest end."""
        groups = violations[["status", "last"]].rename_axis("group").reset_index()
        ends = _stated_ends(tables).merge(groups, on=["status", "last"])
        return ends[["group", "claim_id"]].assign(
            column="date",
            value=ends["date"] + " (document as of " + ends["as_of"] + ")",
            label=ends["property_id"] + " of " + ends["entity_id"],
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the status, its end, and the days since then."""
        ends = " and ".join(sorted({item.value.split()[0] for item in evidence}))
        return (
            f"status of {group['entity_id']}: its latest stated end is {ends}, "
            f"{in_words(group['gap'])} before the document's date of {group['as_of']}, "
            "and no later end is stated"
        )


class StatusContinuous(LegacyRule):
    """A status that is extended was in force.

    Statement: On the day on which a status is extended, or said to remain, an earlier claim has it
        in force.
    Formula: cover reaches an extension if a stated end of the status may be on the extension's
        first day or later, or if the status may begin on the same day. A stated end that belongs to
        an extension (same passage, or supplied from there) is cover only for what may come after
        that extension. Without cover, gap = (first day of the extension) - (last day of the latest
        date of the status that is certainly before it); the bound is gap <= 0.
    Inputs: `dates` (properties with a status role; earliest, latest, passage_id,
        anchor_passage_id); `properties` (status_role). A group is one dating of an extension.
    Severity rationale: warning. Both can be true if there were extensions in between that the text
        does not report.
    Source: the continuity axioms of the event calculus (Kowalski and Sergot 1986): what is
        terminated does not hold until it is initiated again.
    Limits: A beginning is cover on its own days only, and an extension without a stated end is
        none. Statuses of one entity are not told apart, and all documents of the package count. An
        extension that is told twice, to less than a day, may cover itself by the end of the other
        telling.
        Not evaluable: no cover, and no date of the status that is certainly before the extension.
    """

    name = "status-continuous"
    family = "time"
    severity = "warning"
    reads = columns(
        dates=(
            "claim_id passage_id anchor_passage_id entity_id property_id date "
            "earliest:date latest:date"
        ),
        properties="property_id status_role",
    )

    def derive(self, tables: Tables) -> pd.DataFrame:
        """One row for each dating of an extension: `before` is the last day known before it."""
        dates = _status_dates(tables)
        extensions = dates[dates["role"] == "extends"].reset_index(drop=True)
        covered = _is_covered(extensions, dates)
        extensions = extensions.assign(before=_last_before(extensions, dates))
        gap = extensions["first"] - extensions["before"]
        return extensions.assign(gap=gap.mask(covered, 0))

    def evidence(self, tables: Tables, violations: pd.DataFrame) -> pd.DataFrame:
        """The extension, and the latest dates of the status that are certainly before it."""
        groups = violations[["entity", "before"]].rename_axis("group").reset_index()
        before = _status_dates(tables).merge(
            groups, left_on=["entity", "last"], right_on=["entity", "before"]
        )
        claims = pd.concat([violations.rename_axis("group").reset_index(), before])
        return claims[["group", "claim_id"]].assign(
            column="date",
            value=claims["date"],
            label=claims["property_id"] + " of " + claims["entity_id"],
        )

    def old_message(self, group: Mapping[str, Any], evidence: Sequence[Evidence]) -> str:
        """Names the status, the extension, what is known before, and the days between them."""
        earlier = sorted({item.value for item in evidence if item.claim != group["claim_id"]})
        return (
            f"{group['property_id']} of {group['entity_id']} on {group['date']}: no claim has the "
            f"status in force then; the last that is known before is {' and '.join(earlier)} "
            f"({in_words(group['gap'])} earlier)"
        )


@cached
def _stated_ends(tables: Tables) -> pd.DataFrame:
    """The stated ends of statuses.

    Returns:
        The columns of `dates` that matter; `as_of` and `as_of_day` of the document; `status` (a
        number for the entity in the document); `last` (day; OPEN where open); `is_over` (whether
        the document dates the end of its life).
    """
    properties, dates = tables["properties"], tables["dates"]
    lapsing = properties.loc[properties["status_role"] == "lapses", "property_id"]
    ending = properties.loc[properties["lifetime"] == "ends", "property_id"]
    columns = ["claim_id", "passage_id", "entity_id", "property_id", "date", "latest"]
    ends = dates.loc[dates["property_id"].isin(lapsing), columns]
    over = dates.loc[dates["property_id"].isin(ending), columns]
    both = pd.concat([ends, over])
    both = pd.concat([both, documents_of(both["passage_id"], tables)], axis=1)
    status = pd.factorize(both["document_id"] + "\t" + both["entity_id"])[0]
    is_over = np.zeros(len(both), dtype=bool)
    is_over[status[len(ends) :]] = True
    return both.iloc[: len(ends)].assign(
        status=status[: len(ends)],
        last=days_or(ends["latest"], OPEN),
        is_over=is_over[status[: len(ends)]],
    )


@cached
def _status_dates(tables: Tables) -> pd.DataFrame:
    """The dates of statuses.

    Returns:
        The columns of `dates` that matter; `entity`, `passage` and `anchor` (numbers for the three;
        equal for a passage and an anchor that are the same); `role`, `first` and `last` (days,
        beyond the calendar where open); and `since`: the first day for which an end can be cover,
        which is that of the extensions to which it belongs.
    """
    dates, properties = tables["dates"], tables["properties"]
    in_status = properties[properties["status_role"] != ""]
    columns = ["claim_id", "passage_id", "anchor_passage_id", "entity_id", "property_id", "date"]
    is_status = dates["property_id"].isin(in_status["property_id"])
    status = dates.loc[is_status, columns]
    term = positions(status["property_id"], in_status["property_id"])
    entity = pd.factorize(status["entity_id"])[0]
    texts = pd.concat([status["passage_id"], status["anchor_passage_id"]])
    passage, anchor = np.split(pd.factorize(texts)[0], 2)
    status = status.assign(
        entity=entity,
        passage=passage,
        anchor=anchor,
        role=in_status["status_role"].to_numpy()[term],
        first=days_or(dates.loc[is_status, "earliest"], -OPEN),
        last=days_or(dates.loc[is_status, "latest"], OPEN),
    )
    return status.assign(since=_since(status))


def _since(status: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The first day of the extensions in the passage or the anchor of each date, or -OPEN."""
    entity, passage, anchor = (status[name].to_numpy() for name in ("entity", "passage", "anchor"))
    passages = 1 + max(passage.max(initial=0), anchor.max(initial=0))
    keys = np.concatenate([entity * passages + passage, entity * passages + anchor])
    own, other = np.split(pd.factorize(keys)[0], 2)
    is_extension = (status["role"] == "extends").to_numpy()
    day = np.full(len(keys), OPEN)
    np.minimum.at(day, own[is_extension], status["first"].to_numpy()[is_extension])
    since = np.minimum(day[own], day[other])
    return np.where(since == OPEN, -OPEN, since)


def _last_before(extensions: pd.DataFrame, dates: pd.DataFrame) -> pd.Series:
    """The last day of the status's dates that are certainly before each extension; NA if none."""
    found = pd.merge_asof(
        extensions[["entity", "first"]].reset_index().sort_values("first"),
        dates[["entity", "last"]].sort_values("last"),
        left_on="first",
        right_on="last",
        by="entity",
        allow_exact_matches=False,
    )
    return found.set_index("index")["last"].astype("Int64")


def _is_covered(extensions: pd.DataFrame, dates: pd.DataFrame) -> pd.Series:
    """Whether cover reaches each extension, as `Formula` says."""
    keys = ["entity", "passage", "first", "last"]
    cover = dates.loc[dates["role"] != "extends", [*keys, "anchor", "role", "since"]]
    pairs = extensions[keys].reset_index().merge(cover, on="entity", suffixes=("_ext", ""))
    pairs = pairs[pairs["last"] >= pairs["first_ext"]]
    own = pairs["passage_ext"]
    is_other = (pairs["passage"] != own) & (pairs["anchor"] != own)
    ends = (pairs["role"] == "lapses") & is_other & (pairs["since"] < pairs["last_ext"])
    beginnings = (pairs["role"] == "begins") & (pairs["first"] <= pairs["last_ext"])
    covered = pairs.loc[ends | beginnings, "index"].to_numpy()
    is_covered = pd.Series(False, index=extensions.index)
    is_covered.iloc[covered] = True
    return is_covered

"""Rules about the dates of a poll."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.days import at_least, day_numbers
from checks.rules.polls.words import PollRule, written_day
from checks.rules.rule import RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.text_dtype import Text


class PollDates(RuleModel):
    """When the fieldwork of one poll ended and when it was published; days are since 1970."""

    poll_id: Series[Text]
    fieldwork_ended: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="earliest day on which the fieldwork can have ended"
    )
    published: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="latest day on which results can have been published"
    )

    @rule_check("published-after-fieldwork", "publication can follow the end of the fieldwork")
    def in_order(cls, polls: pd.DataFrame) -> "pd.Series[bool]":
        """The latest day of publication is not before the earliest end of the fieldwork."""
        return polls["published"] >= polls["fieldwork_ended"]


class PublishedAfterFieldwork(PollRule):
    """Polls are published after their fieldwork.

    Statement: No poll is certainly published before the first day on which its fieldwork can have
        ended.
    Formula: published >= fieldwork_ended: the last day that the dates of publication allow, and
        the first day that the dates of fieldwork allow. Several mentions of a poll hold together:
        the earliest of the last days and the latest of the first days count.
    Inputs: `polls` (poll_id, fieldwork, published). A group is a poll. The claims of a finding are
        the mentions that date the fieldwork after the publication, or the publication before it.
    Severity rationale: error. Results cannot be published before they exist.
    Source: the disclosure standards of AAPOR and WAPOR, which ask for the dates of fieldwork and of
        publication; Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.
    Limits: Fieldwork can have ended on any day of its date, also on the first day of an interval:
        a coder writes late 2012 as October to December. Results that are published while a poll
        still runs are taken for a mistake. Not evaluable: a poll without both dates, one whose
        fieldwork has no first day, and one whose publication has no last day.
    """

    name = "published-after-fieldwork"
    severity = "error"
    model = PollDates
    reads = columns(polls="claim_id poll_id fieldwork:edtf published:edtf")

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each poll."""
        mentions = tables["polls"]
        polls = (
            mentions[["poll_id"]]
            .assign(
                first=day_numbers(mentions["fieldwork_earliest"]),
                last=day_numbers(mentions["published_latest"]),
                has_fieldwork=mentions["fieldwork"].ne(""),
                has_publication=mentions["published"].ne(""),
            )
            .groupby("poll_id", as_index=False, sort=False)
            .agg(
                fieldwork_ended=("first", "max"),
                published=("last", "min"),
                has_fieldwork=("has_fieldwork", "any"),
                has_publication=("has_publication", "any"),
            )
        )
        why = reasons(
            polls.index,
            (~polls["has_fieldwork"], "no date of fieldwork is stated"),
            (~polls["has_publication"], "no date of publication is stated"),
            (polls["fieldwork_ended"].isna(), "the first day of the fieldwork is open"),
            (polls["published"].isna(), "the last day of the publication is open"),
        )
        return polls.assign(not_evaluable=why)

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The fieldwork that cannot have ended by the publication, and the publication."""
        groups = failures[["poll_id", "fieldwork_ended", "published"]]
        groups = groups.rename(columns={"published": "last"}).rename_axis("group").reset_index()
        mentions = tables["polls"].merge(groups, on="poll_id")
        is_late = (day_numbers(mentions["fieldwork_earliest"]) > mentions["last"]).fillna(False)
        last = day_numbers(mentions["published_latest"])
        is_early = (last < mentions["fieldwork_ended"]).fillna(False)
        dated = [
            mentions.loc[mask, ["group", "claim_id"]].assign(column=column, value=mentions[column])
            for mask, column in ((is_late, "fieldwork"), (is_early, "published"))
        ]
        return pd.concat(dated)

    def headline(self, violation: Violation) -> str:
        """`Gull Poll: published before the fieldwork ended`."""
        return f"{violation.label(violation['poll_id'])}: published before the fieldwork ended"

    def explanation(self, violation: Violation) -> str:
        """Both days, and how far apart they are."""
        published, ended = (int(violation[name]) for name in ("published", "fieldwork_ended"))
        apart = at_least(ended - published, [item.value for item in violation.evidence])
        return (
            f"Results were published by {written_day(published)}, but the fieldwork cannot have "
            f"ended before {written_day(ended)} ({apart} later)."
        )

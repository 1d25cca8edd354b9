"""When polls were in the field, as far as all their mentions allow."""

import pandas as pd

from checks.rules.caching import cached
from checks.rules.common.days import FAR_AWAY, day_numbers
from checks.rules.rule import Tables


def fieldwork_days(tables: Tables) -> pd.DataFrame:
    """The fieldwork of each poll of the table `polls`.

    Returns:
        `poll_id`; `first` and `last`, the days that the dates of all mentions allow (Int64, days
        since 1970); both NA where an end is open, or the mentions have no day in common.
    """
    polls = tables["polls"]
    days = pd.DataFrame(
        {
            "poll_id": polls["poll_id"],
            "first": day_numbers(polls["fieldwork_earliest"]),
            "last": day_numbers(polls["fieldwork_latest"]),
        }
    )
    common = days.groupby("poll_id", as_index=False).agg(
        first=("first", "max"), last=("last", "min")
    )
    is_known = (common["first"] <= common["last"]).fillna(False)
    return common.assign(**{end: common[end].where(is_known) for end in ("first", "last")})


def beside_earlier(polls: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Each poll with the one that began before it, or at once, and stayed longest in the field.

    No other poll that began before overlaps it on more days: no poll has to be compared with all.

    Args:
        polls: `poll_id`, `first`, `last` (NA: at any time), and `keys`.
        keys: columns in which the two are equal.

    Returns:
        The polls for which there is one, with its `other_id` and `other_last` (NA as in `last`).
    """
    ends = {"first": polls["first"].fillna(-FAR_AWAY), "last": polls["last"].fillna(FAR_AWAY)}
    order = polls.assign(**ends).sort_values(
        [*keys, "first", "last", "poll_id"], ascending=[*(True for _ in keys), True, False, True]
    )
    own = [order[key] for key in keys]
    latest = order["last"].groupby(own).cummax()
    longest = order["poll_id"].where(order["last"].eq(latest)).groupby(own).ffill()
    beside = polls.assign(
        other_id=longest.groupby(own).shift(), other_last=latest.groupby(own).shift()
    )
    beside["other_last"] = beside["other_last"].mask(beside["other_last"].eq(FAR_AWAY))
    return beside[beside["other_id"].notna()]


@cached
def last_days(tables: Tables) -> pd.DataFrame:
    """The last day on which each mention of a question can have been asked (days since 1970).

    Returns:
        With the index of `questions`: `asked`, by the dates of all mentions of the question in the
        poll; `last`, the same, or where that is NA the earlier one of the ends of the fieldwork and
        of the publication of the poll.
    """
    questions, polls = tables["questions"], tables["polls"]
    ends = pd.concat([polls["fieldwork_latest"], polls["published_latest"]], axis=1).min(axis=1)
    last = day_numbers(ends).groupby(polls["poll_id"]).min()
    asked = day_numbers(questions["asked_latest"])
    asked = asked.groupby([questions["poll_id"], questions["question_id"]]).transform("min")
    return pd.DataFrame({"asked": asked, "last": asked.fillna(questions["poll_id"].map(last))})


def dated_mentions(groups: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The mentions of polls that have a last day, as evidence: the date that has it.

    Args:
        groups: `group` and `poll_id`.
        tables: with `polls`.
    """
    polls = tables["polls"].merge(groups[["group", "poll_id"]].drop_duplicates(), on="poll_id")
    has_fieldwork = polls["fieldwork_latest"].notna()
    mentions = polls[["group", "claim_id"]].assign(
        column=has_fieldwork.map({True: "fieldwork", False: "published"}),
        value=polls["fieldwork"].where(has_fieldwork, polls["published"]),
        label=polls["poll_id"],
    )
    return mentions[has_fieldwork | polls["published_latest"].notna()]

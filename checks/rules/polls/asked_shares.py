"""What each answer says, with what was asked of whom in which poll."""

import pandas as pd

from checks.rules.common.intervals import answer_values, intervals
from checks.rules.common.lookups import looked_up
from checks.rules.rule import Tables


def asked_shares(answers: pd.DataFrame, tables: Tables, keys: list[str]) -> pd.DataFrame:
    """Some answers, without those to questions that are not in their table.

    Args:
        answers: rows of the table `answers`.
        tables: with `questions`.
        keys: columns of `questions`, `poll_id` among them.

    Returns:
        With the index of `answers`: the columns of `answer_values`, `question_claim_id`, `option`
        and `keys`.
    """
    asked = looked_up(answers["question_claim_id"], tables["questions"], "claim_id", keys)
    asked = answers[["question_claim_id", "option"]].join(asked[asked["poll_id"].ne("")])
    return answer_values(answers, tables).join(asked.dropna(), how="inner")


def with_bounds(shares: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Shares of `asked_shares` with what they allow: `least` and `most` (NA unless `known`).

    Both are in halves of the smallest decimal, of which there are `decimals`, that the shares with
    equal `keys` print or round to.
    """
    bounds = intervals(shares, shares.groupby(keys, sort=False).ngroup())
    bounds = bounds.rename(columns={"low": "least", "high": "most"})
    return shares.join(bounds[["least", "most", "known", "decimals"]])

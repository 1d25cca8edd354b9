"""Of which population each stated sample size is."""

import pandas as pd

from checks.rules.common.lookups import are_among
from checks.rules.rule import Tables


def samples(tables: Tables) -> pd.DataFrame:
    """The mentions that give a sample size: `claim_id`, `poll_id`, `population_id`, `sample_size`.

    A mention that does not say whom the poll covers means the population of its other mentions,
    or, if none says it, that of its questions: as long as it is only one. Others are left out.
    """
    polls, questions = tables["polls"], tables["questions"]
    columns = ["claim_id", "poll_id", "population_id", "sample_size"]
    sized = polls.loc[polls["sample_size"].notna(), columns]
    stated = _only_population(polls[polls["population_id"].ne("")])
    asked = _only_population(questions)
    is_stated = are_among(sized["poll_id"], polls.loc[polls["population_id"].ne(""), "poll_id"])
    implied = sized["poll_id"].map(stated).where(is_stated, sized["poll_id"].map(asked))
    population = sized["population_id"].mask(sized["population_id"].eq(""), implied)
    return sized.assign(population_id=population).dropna()


def _only_population(mentions: pd.DataFrame) -> pd.Series:
    """The population of each poll, of those with one only."""
    populations = mentions[["poll_id", "population_id"]].drop_duplicates()
    once = populations[~populations["poll_id"].duplicated(keep=False)]
    return once.set_index("poll_id")["population_id"]

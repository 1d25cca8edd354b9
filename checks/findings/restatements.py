"""What restates what: claims of one document that say the same in several passages."""

from checks.findings.places import PassageNames
from checks.rules.columns import columns, lacking
from checks.rules.common.propositions import READS, propositions
from checks.rules.rule import Tables

COLUMNS = ("first_claim_id", "claim_id", "document_id", "place")
"""The columns of the table of restatements."""

_PASSAGE = ["passage_id", "document_id", "start"]
_NEEDED = columns(**READS, passages="passage_id document_id start:integer")


def restatements(tables: Tables) -> list[dict[str, str]]:
    """The rows of the table of restatements: each claim of a group of claims that say the same.

    Such claims are equal as `checks.rules.common.propositions` says, and stand in two or more
    passages of one document. A group is known by its first claim in the order of the text. `place`
    is what a reader calls the passage of the claim.

    Args:
        tables: typed tables. Where they lack a column that is needed, there are no rows.
    """
    if "passages" not in tables or any(lacking(_NEEDED, tables)):
        return []
    said = propositions(tables).merge(tables["passages"][_PASSAGE], on="passage_id")
    said = said[said["proposition"].ne("")].sort_values(["start", "claim_id"])
    group = [said["document_id"], said["proposition"]]
    said = said.assign(first_claim_id=said.groupby(group)["claim_id"].transform("first"))
    said = said[said.groupby(group)["passage_id"].transform("nunique") > 1]
    said = said.assign(place=said["passage_id"].map(PassageNames(tables).of))
    return [
        dict(zip(COLUMNS, cells, strict=True))
        for cells in said[list(COLUMNS)].itertuples(index=False)
    ]

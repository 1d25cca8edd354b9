"""Findings within a document, and between documents: which there are, and how severe they are."""

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.typing import Series

from checks.findings.evaluation import evaluate
from checks.rules.columns import columns
from checks.rules.rule import Rule, RuleModel, reasons, rule_check
from checks.rules.text.passages_not_repeated import PassagesNotRepeated
from checks.rules.time.dates_agree import DatesAgree
from checks.tables.text_dtype import Text
from tests.helpers.claim_tables import frame, outcome
from tests.helpers.document_tables import by_publisher, documents, founding, placed_in

OTHERS = by_publisher(a="Annals", b="Bugle")
EDITIONS = by_publisher(a="Annals", b="Annals of a")


def told(findings):
    """Claims in one word, severity and whether the finding is between documents."""
    return [
        (" ".join(item.claims), item.severity, item.scope == "between-documents")
        for item in findings
    ]


@pytest.mark.parametrize(
    ("told_by", "severity"),
    [
        (by_publisher(a="Annals", b="Bugle"), "warning"),
        (by_publisher(a="Annals", b="Annals of a"), "info"),
        (by_publisher(a="Annals", b="Bugle of a"), "info"),  # taken over by another publisher
        (by_publisher(a="Annals", b="Annals"), "error"),  # a publisher contradicts itself
        (by_publisher(a="Annals of c", b="Bugle", c="Annals"), "warning"),
    ],
)
def test_a_contradiction_between_documents_is_as_severe_as_they_are_close(told_by, severity):
    tables = documents(founding(told_by, {"a": ["1931"], "b": ["1934"]}))
    count, findings = outcome(DatesAgree(), tables)
    assert told(findings) == [("a1 b1", severity, True)]
    assert (count.examined, count.passed, count.found) == (1, 0, 1)


@pytest.mark.parametrize(
    ("told_by", "a", "b", "expected"),
    [
        # Within a document it is an error, whatever another one says.
        (OTHERS, ["1931", "1934"], [], [("a1 a2", "error", False)]),
        (EDITIONS, ["1931", "1934"], [], [("a1 a2", "error", False)]),
        # The other document takes a side.
        (
            OTHERS,
            ["1931", "1934"],
            ["1931"],
            [("a1 a2", "error", False), ("a1 a2 b1", "warning", True)],
        ),
        # A later edition that repeats a contradiction, or a side of it, says nothing new.
        (EDITIONS, ["1931", "1934"], ["1931"], [("a1 a2", "error", False)]),
        (
            EDITIONS,
            ["1931", "1934"],
            ["1931", "1934"],
            [("a1 a2", "error", False), ("b1 b2", "error", False)],
        ),
        # One that gives up both sides does.
        (
            EDITIONS,
            ["1931", "1934"],
            ["1936"],
            [("a1 a2", "error", False), ("a1 a2 b1", "info", True)],
        ),
        # Documents that agree.
        (OTHERS, ["1931"], ["1931-05"], []),
        (EDITIONS, ["1931"], ["1931"], []),
    ],
)
def test_each_document_is_judged_by_itself_and_then_beside_the_others(told_by, a, b, expected):
    count, findings = outcome(DatesAgree(), documents(founding(told_by, {"a": a, "b": b})))
    assert told(findings) == expected
    assert count.found == len(expected)
    assert count.examined == count.passed + count.found + count.not_evaluable


def test_of_three_documents_those_that_contradict_each_other_are_named():
    told_by = by_publisher(a="Annals", b="Annals of a", c="Courier")
    foundings = {"a": ["1931"], "b": ["1934"], "c": ["1934"]}
    findings = outcome(DatesAgree(), documents(founding(told_by, foundings)))[1]
    assert told(findings) == [("a1 b1 c1", "warning", True)]


def test_findings_of_a_document_are_the_same_when_another_one_joins_it():
    alone = documents(founding(by_publisher(a="Annals"), {"a": ["1931", "1934"]}))
    joined = documents(founding(OTHERS, {"a": ["1931", "1934"], "b": ["1934"]}))
    (own,) = outcome(DatesAgree(), alone)[1]
    assert outcome(DatesAgree(), joined)[1][0] == own


@pytest.mark.parametrize("told_by", [OTHERS, EDITIONS])
def test_what_a_document_repeats_from_another_one_is_no_repetition(told_by):
    tables = documents(founding(told_by, {"a": ["1931", "1934"], "b": ["1931", "1934"]}))
    tables["properties"] = tables["properties"].assign(symmetric=False)
    tables["passages"] = tables["passages"].assign(start=pd.array([0, 0], "Int64"))
    count, findings = outcome(PassagesNotRepeated(), tables)
    assert findings == ()
    assert (count.examined, count.passed) == (2, 2)  # each document by itself


def test_a_rule_that_judges_each_document_by_itself_counts_the_groups_of_each():
    class Once(DatesAgree):
        __doc__ = DatesAgree.__doc__
        between_documents = False

    foundings = {"a": ["1931", "1934"], "b": ["1931", "..", ".."]}
    tables = documents(founding(OTHERS, foundings))
    count, findings = outcome(Once(), tables)
    assert told(findings) == [("a1 a2", "error", False)]
    assert (count.examined, count.passed, count.found, count.not_evaluable) == (2, 0, 1, 1)
    assert count.reasons == {"fewer than two of the dates have a bound": 1}


class Guilds(RuleModel):
    """Guilds, with the charters and the seals that are told of them."""

    entity_id: Series[Text]
    charters: Series[int] = pa.Field()
    seals: Series[int] = pa.Field()

    @rule_check("guilds-sealed", "a guild with a charter has a seal")
    def sealed(cls, guilds):
        return guilds["charters"].eq(0) | guilds["seals"].gt(0)


class GuildsSealed(Rule):
    """Guilds are sealed; the evidence is their charters alone."""

    name = "guilds-sealed"
    family = "text"
    severity = "error"
    model = Guilds
    reads = columns(charters="claim_id entity_id", seals="claim_id entity_id")

    def fill(self, tables):
        numbers = [tables[name].groupby("entity_id").size() for name in ("charters", "seals")]
        guilds = pd.concat(numbers, axis=1, keys=["charters", "seals"]).fillna(0).astype(int)
        guilds = guilds.rename_axis("entity_id").reset_index()
        return guilds.assign(not_evaluable=reasons(guilds.index))

    def evidence(self, tables, failures):
        groups = failures[["entity_id"]].rename_axis("group").reset_index()
        members = tables["charters"].merge(groups, on="entity_id")
        return members[["group", "claim_id"]].assign(column="entity_id", value="charter")

    def explanation(self, violation):
        return f"{violation['entity_id']} has no seal"

    def headline(self, violation):
        return self.explanation(violation)


class GuildsNotSealed(GuildsSealed):
    """The contrary: what another document says makes a charter fail."""

    class Model(Guilds):
        @rule_check("guilds-sealed", "a guild with a charter has no seal")
        def sealed(cls, guilds):
            return guilds["charters"].eq(0) | guilds["seals"].eq(0)

    model = Model


def sealed(told_by):
    """The document `a` tells of a charter, the document `b` of the seal."""
    tables = {
        "charters": frame("claim_id entity_id", [("a1", "reed-guild")]),
        "seals": frame("claim_id entity_id", [("b1", "reed-guild")]),
    }
    return placed_in(tables, told_by)


def test_what_a_document_lacks_is_found_even_if_another_one_has_it():
    count, findings = outcome(GuildsSealed(), sealed(OTHERS))
    assert told(findings) == [("a1", "error", False)]
    assert (count.examined, count.passed, count.found) == (2, 1, 1)


@pytest.mark.parametrize(("told_by", "severity"), [(OTHERS, "warning"), (EDITIONS, "info")])
def test_what_fails_by_words_of_another_document_is_between_documents(told_by, severity):
    findings = outcome(GuildsNotSealed(), sealed(told_by))[1]
    assert told(findings) == [("a1", severity, True)]


def test_with_one_document_every_rule_runs_once():
    runs = []

    class Counting(GuildsSealed):
        def fill(self, tables):
            runs.append(len(tables["charters"]))
            return super().fill(tables)

    one = sealed(by_publisher(a="Annals"))
    one["seals"] = one["seals"].iloc[:0]
    evaluate([Counting()], one)
    assert runs == [1]
    evaluate([Counting()], sealed(OTHERS))
    assert sorted(runs[1:]) == [0, 1, 1]

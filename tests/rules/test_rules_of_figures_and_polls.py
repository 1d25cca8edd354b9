"""What holds for every rule about figures, labels and polls."""

import pandas as pd
import pytest

from checks.rules.figures.attributions_agree import AttributionsAgree
from checks.rules.figures.figures_agree import FiguresAgree
from checks.rules.figures.labels_match_figures import LabelsMatchFigures
from checks.rules.figures.totals_match_parts import TotalsMatchParts
from checks.rules.polls.opposed_polls_compatible import OpposedPollsCompatible
from checks.rules.polls.population_within_coverage import PopulationWithinCoverage
from checks.rules.polls.printing import DecimalsUniform, PercentagesAttainable
from checks.rules.polls.subgroups_bracket_total import SubgroupsBracketTotal
from checks.rules.polls.trends_match_series import TrendsMatchSeries
from tests.helpers.claim_tables import claims_found, frame, outcome
from tests.helpers.figure_tables import figures, measures
from tests.helpers.poll_tables import answers, compared, polls, with_days

RULES = [
    FiguresAgree(),
    TotalsMatchParts(),
    AttributionsAgree(),
    LabelsMatchFigures(),
    PercentagesAttainable(),
    OpposedPollsCompatible(),
    SubgroupsBracketTotal(),
    DecimalsUniform(),
    TrendsMatchSeries(),
    PopulationWithinCoverage(),
]
EVERY = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def package(prefix=""):
    """One inconsistency for every rule; identifiers of claims and things begin with `prefix`."""

    def named(name):
        return f"{prefix}{name}" if name else ""

    counted = figures(
        [
            {"claim_id": named("f0"), "value": "20", "entity_id": named("keel")},
            {"claim_id": named("f1"), "value": "21", "entity_id": named("keel")},
            {
                "claim_id": named("f2"),
                "value": "30",
                "entity_id": named("hull"),
                "part_of_claim_id": named("f0"),
                "partition": "disjoint",
            },
        ]
    )
    new, old = named("new"), named("old")
    shares = [
        ("isle", "50.01", old),
        ("reef", "20", old),
        ("bay", "30", old),
        ("isle", "20", new),
    ]
    asked = answers(
        [
            {
                "claim_id": named(f"a{number}"),
                "question_claim_id": "",
                "poll_id": poll,
                "population_id": named(place),
                "topic": named("bridge"),
                "question_id": named("q" + poll),
                "value": value,
            }
            for number, (place, value, poll) in enumerate(shares)
        ]
    )
    questions = pd.DataFrame(
        [
            {
                "claim_id": named(f"q{number}"),
                "poll_id": poll,
                "question_id": named("q" + poll),
                "topic": named("bridge"),
                "population_id": named(place),
                "exclusive": "yes",
                "asked": "",
            }
            for number, (place, _, poll) in enumerate(shares)
        ],
        dtype="str",
    )
    asked["answers"]["question_claim_id"] = questions["claim_id"]
    said = [(named("a1"), "majority", "", ""), (named("a1"), "rose", "", "60")]
    comparisons = compared(said)
    comparisons["claim_id"] = prefix + comparisons["claim_id"]
    ties = [
        ("t0", "s1", named("reef"), "lies_in", named("isle"), "stated", "complete"),
        ("t1", "s1", named("bay"), "lies_in", named("isle"), "stated", "complete"),
        ("t2", "s3", named("cove"), "lies_in", named("isle"), "stated", ""),
        ("r0", "s1", named("raid"), "done_by", named("gulls"), "stated", ""),
        ("r1", "s2", named("raid"), "done_by", named("terns"), "stated", ""),
    ]
    columns = "claim_id passage_id subject_id predicate_id object_id certainty roster"
    relations = frame(columns, ties)
    relations["claim_id"] = prefix + relations["claim_id"]
    relations["passage_id"] = prefix + relations["passage_id"]
    dates = frame(
        "claim_id property_id entity_id date", [(named("o0"), "reached", named("cove"), "[..2015]")]
    )
    days = with_days(dates, "date")
    places = [(named(place), "place", "") for place in ("isle", "reef", "bay", "cove")]
    return {
        "answers": asked["answers"],
        "questions": with_days(questions, "asked"),
        "polls": polls([(named("p0"), old, named("isle"), "1000", "2014", "")]),
        "figures": counted["figures"],
        "comparisons": comparisons,
        "relations": relations,
        "entities": frame("entity_id type place_id", places),
        "dates": days.rename(columns={"date_earliest": "earliest", "date_latest": "latest"}),
    }


def vocabulary():
    """All terms, each with all columns."""
    terms = frame(
        "property_id containment attribution",
        [("lies_in", "subject", ""), ("done_by", "", "perpetrator"), ("reached", "", "")],
    )
    every = pd.concat([measures(), terms], ignore_index=True)
    flags = ["single_valued", "additive"]
    every[flags] = every[flags].eq(True)
    texts = ["comparability_keys", "containment", "attribution"]
    every[texts] = every[texts].fillna("")
    return every.assign(opens_coverage=every["property_id"].eq("reached"))


@EVERY
def test_the_package_of_this_file_has_one_finding_for_each_rule(rule):
    tables = {**package(), "properties": vocabulary()}
    assert len(claims_found(rule, tables)) == 1


@EVERY
def test_a_gap_is_a_whole_number_that_can_be_missing(rule):
    groups = rule.derive({**package(), "properties": vocabulary()})
    assert groups["gap"].dtype == "Int64"


@EVERY
def test_the_union_of_two_packages_has_the_findings_of_both(rule):
    one, other = package("x"), package("y")
    terms = {"properties": vocabulary()}
    union = {name: pd.concat([one[name], other[name]], ignore_index=True) for name in one}
    count, findings = outcome(rule, {**union, **terms})
    alone = [outcome(rule, {**tables, **terms}) for tables in (one, other)]
    assert findings == alone[0][1] + alone[1][1]
    assert count.examined == alone[0][0].examined + alone[1][0].examined
    assert count.not_evaluable == alone[0][0].not_evaluable + alone[1][0].not_evaluable


@EVERY
def test_the_order_of_columns_and_the_index_of_rows_change_nothing(rule):
    tables = {**package(), "properties": vocabulary()}
    shuffled = {
        name: table[table.columns[::-1]].set_axis(range(50, 50 + len(table)))
        for name, table in tables.items()
    }
    assert outcome(rule, shuffled) == outcome(rule, tables)


@EVERY
@pytest.mark.parametrize("emptied", [*package(), "properties"])
def test_a_table_without_rows_is_no_error_and_adds_no_finding(rule, emptied):
    tables = {**package(), "properties": vocabulary()}
    before = set(claims_found(rule, tables))
    tables[emptied] = tables[emptied].iloc[:0]
    assert set(claims_found(rule, tables)) <= before
    bare = {name: table.iloc[:0] for name, table in tables.items()}
    assert outcome(rule, bare)[0].examined == 0


@EVERY
def test_a_rule_is_documented_in_all_its_parts(rule):
    documentation = rule.documentation()
    assert documentation.statement.endswith(".")
    assert documentation.limits.endswith(".")

"""The catalogue of rules: what each is called, to which family it belongs, how severe it is."""

from typing import get_args

from checks.rules.registry import all_rules
from checks.rules.rule import Family, Severity

CATALOGUE = {
    "time": {
        "dates-agree": "error",
        "figures-current": "info",
        "relative-dates-anchored": "info",
        "status-continuous": "warning",
        "status-not-lapsed": "info",
        "timeline-feasible": "error",
    },
    "actors": {
        "actors-act-while-independent": "warning",
        "actors-act-within-lifetime": "error",
        "parts-fit-in-wholes": "warning",
        "people-act-while-alive": "warning",
        "relations-compatible": "warning",
        "rosters-agree": "error",
    },
    "figures": {
        "attributions-agree": "info",
        "bounds-ordered": "error",
        "figures-agree": "error",
        "labels-match-figures": "warning",
        "totals-match-parts": "error",
    },
    "polls": {
        "answers-leave-no-residual": "warning",
        "answers-sum-to-100": "error",
        "decimals-uniform": "info",
        "opposed-polls-compatible": "warning",
        "percentages-attainable": "error",
        "population-within-coverage": "info",
        "subgroups-bracket-total": "error",
        "trends-match-series": "warning",
    },
    "text": {
        "claims-stated-once": "info",
        "names-spelled-one-way": "info",
        "passages-cited": "info",
        "sections-have-content": "info",
    },
}


def test_every_rule_has_its_name_family_and_severity():
    found: dict[str, dict[str, str]] = {}
    for rule in all_rules():
        found.setdefault(rule.family, {})[rule.name] = rule.severity
    assert found == CATALOGUE


def test_the_types_of_families_and_severities_allow_just_those_of_the_rules():
    rules = all_rules()
    assert get_args(Family) == tuple(dict.fromkeys(rule.family for rule in rules))
    assert set(get_args(Severity)) == {rule.severity for rule in rules}

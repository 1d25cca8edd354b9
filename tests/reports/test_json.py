"""The report as JSON: the keys that other programs read."""

import json

from checks.reports.formats.json import render
from tests.helpers.reports import BROKEN, LEFT_OUT, NOT_REGISTERED, VALID


def rendered(report):
    return json.loads(render(report))


def test_a_valid_report_has_all_keys_of_the_contract():
    assert rendered(VALID) == {
        "package": {"name": "guilds", "version": "1.2.3"},
        "valid": True,
        "passes": True,
        "structure": [],
        "tables": [
            {"name": "dates", "file": "data/dates.csv", "rows": 1300},
            {"name": "findings", "file": "data/findings.csv", "rows": 1},
        ],
        "files": [],
        "rules_ran": True,
        "rules": [
            {
                "rule": "dates-agree",
                "family": "time",
                "severity": "error",
                "title": "Dates of one thing share a day",
                "examined": 1205,
                "passed": 1203,
                "found": 1,
                "not_evaluable": 1,
                "not_run": None,
                "not_evaluable_because": {"a date is missing": 1},
            }
        ],
        "findings": [
            {
                "id": "dates-agree-0123456789",
                "rule": "dates-agree",
                "severity": "error",
                "claims": ["p1.s1.date01", "p2.s1.date01"],
                "headline": "Reed Guild: founded in 1931 or in February 1934?",
                "explanation": "The dates do not overlap.",
                "message": (
                    "Reed Guild: founded in 1931 or in February 1934? The dates do not overlap."
                ),
                "scope": "within-document",
                "value_hash": "0123456789abcdef",
                "locations": [
                    {
                        "file": "data/dates.csv",
                        "row": 2,
                        "column": "date",
                        "claim": "p1.s1.date01",
                        "value": "1931",
                        "words": "founded 1931",
                        "as_stated": "1931",
                        "passage": "The guilds, paragraph 1, sentence 1",
                        "certainty": "reported",
                        "attributed_to": "reed-guild",
                        "note": "",
                    },
                    {
                        "file": "data/dates.csv",
                        "row": 4,
                        "column": "date",
                        "claim": "p2.s1.date01",
                        "value": "1934-02",
                        "words": "founded February 1934",
                        "as_stated": "February 1934",
                        "passage": "The guilds, paragraph 2, sentence 1",
                        "certainty": "inferred",
                        "attributed_to": "",
                        "note": "The heading has the year.",
                    },
                ],
                "registered": True,
                "changed": [],
                "disposition": "source-tension",
                "comment": "One may be the charter.",
                "review": "",
            }
        ],
        "absent": [],
        "left_out": [],
        "not_judged": [],
        "updates": [],
    }


def test_structure_problems_carry_all_keys_and_keep_rules_from_running():
    content = rendered(BROKEN)
    assert content["structure"][1] == {
        "code": "ragged-row",
        "file": "data/dates.csv",
        "row": 7,
        "column": None,
        "value": None,
        "message": "9 cells are expected",
    }
    assert content["rules_ran"] is False
    assert (content["rules"], content["findings"], content["absent"]) == ([], [], [])


def test_a_finding_that_is_not_registered_has_no_disposition():
    (finding,) = rendered(NOT_REGISTERED)["findings"]
    assert (finding["registered"], finding["disposition"]) == (False, None)


def test_the_text_is_readable_and_ends_in_a_newline():
    text = render(VALID)
    assert text.startswith('{\n  "package"')
    assert text.endswith("}\n")


def test_the_rows_that_are_left_out_are_listed_with_what_they_touch():
    content = rendered(LEFT_OUT)
    assert content["left_out"] == [
        {
            "file": "data/dates.csv",
            "rows": [3, *range(12, 30)],
            "claims": ["p1.s1.date01"],
            "touches": ["reed"],
        }
    ]
    assert content["not_judged"] == ["dates-agree-0123456789"]

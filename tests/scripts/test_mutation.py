"""Mutation testing: what counts as explained, what the document says, what is changed."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from scripts.mutation import tree
from scripts.mutation.explanations import Explanation, read_explanations, reason_for
from scripts.mutation.report import as_markdown, open_ones, unexplained
from scripts.mutation.results import Mutant, differing


def mutant(original, changed, verdict="survived", source="checks/rules/a.py", function="read"):
    return Mutant("checks.rules.a.x_read__mutmut_1", source, function, original, changed, verdict)


UNSORTED = Explanation("rules/*", "sort=False", "sort=None", "Both are false.")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (mutant("f(a, sort=False)", "f(a, sort=None)"), "Both are false."),
        (mutant("f(sort=False, sort=False)", "f(sort=False, sort=None)"), "Both are false."),
        (mutant("f(a, sort=False)", "f(None, sort=None)"), None),
        (mutant("f(a, sort=False)", "f(a, sort=True)"), None),
        (mutant("f(sort=False)", "f(sort=None)", source="checks/findings/a.py"), None),
    ],
)
def test_a_mutant_is_explained_if_it_is_that_change_in_that_place_and_no_other(found, reason):
    assert reason_for(found, [UNSORTED]) == reason


def test_what_lives_without_a_reason_or_was_not_tried_is_left_to_explain():
    known, unknown = mutant("sort=False", "sort=None"), mutant("x = 1", "x = 2")
    untried = mutant("x = 1", "x = 3", verdict="untested")
    killed = [mutant("x = 1", "x = 4", verdict=verdict) for verdict in ("killed", "timeout")]
    assert unexplained([known, unknown, untried, *killed], [UNSORTED]) == [unknown, untried]


def test_the_document_counts_every_verdict_and_shows_all_that_lives_without_a_reason():
    pytest.importorskip("mutmut", reason="only make mutation installs it")
    found = [
        mutant("sort=False", "sort=None"),
        mutant("a | b", "a & b"),
        mutant("x = 1", "x = 2", "killed"),
        mutant("x = 1", "x = 3", "timeout"),
        mutant("x = 1", "x = 4", "untested"),
    ]
    text = as_markdown(found, [UNSORTED], date(2001, 2, 3))
    assert "| rules/a.py | 5 | 1 | 1 | 1 | 1 | 1 | 50.0% |" in text
    assert "| 1 | Both are false. | rules/a.py read: `sort=False` as `sort=None` |" in text
    assert "1, each with its change in `docs/mutation-open.csv`:" in text
    assert "- 1 that met all tests" in text
    assert open_ones(found, [UNSORTED]).splitlines()[1:] == [
        "rules/a.py,read,survived,inf,a | b,a & b",
        "rules/a.py,read,untested,,x = 1,x = 4",
    ]


def test_a_comparison_that_may_be_changed_unnoticed_is_shown_with_what_it_met():
    pytest.importorskip("mutmut", reason="only make mutation installs it")
    found = [replace(mutant("a | b < c", "a | b <= c"), budget=3), mutant("x = 1", "x = 2")]
    found[1] = replace(found[1], budget=0.5)
    text = as_markdown(found, [], date(2001, 2, 3))
    assert "- 1 that met the first 0.5 seconds of the tests alone; others may kill them" in text
    assert "| rules/a.py read | `a \\| b < c` | `a \\| b <= c` |" in text
    assert "`x = 2`" not in text


def test_the_difference_of_two_texts_is_what_each_has_for_itself():
    one = ["def read():", "    first = 1", "    return first"]
    other = ["def read():", "    first = 2", "    return first"]
    assert differing(one, other) == ("first = 1", "first = 2")
    assert differing(one, one) == ("", "")


def test_every_explanation_gives_a_reason_and_a_change():
    rows = read_explanations()
    assert all(row.reason.endswith(".") and row.original != row.mutant for row in rows)
    assert len({(row.where, row.original, row.mutant) for row in rows}) == len(rows)


def test_the_copy_follows_the_checkout_without_what_only_keeps_results(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("checks", "scripts", "tests"):
        (tmp_path / folder).mkdir()
    for name in ("pyproject.toml", "datapackage.json"):
        (tmp_path / name).write_text("")
    kept, gone = tmp_path / "checks" / "kept.py", tmp_path / "checks" / "gone.py"
    kept.write_text("@cached\ndef f(tables):\n    return tables\n")
    gone.write_text("X = 1\n")
    tree.lay_out()
    gone.unlink()
    tree.lay_out()
    copied = tree.TREE / "checks" / "kept.py"
    assert copied.read_text() == "def f(tables):\n    return tables\n"
    assert copied.stat().st_mtime_ns == kept.stat().st_mtime_ns
    assert not (tree.TREE / "checks" / "gone.py").exists()


def test_what_stands_outside_of_functions_is_changed_one_spot_at_a_time(tmp_path, monkeypatch):
    pytest.importorskip("mutmut", reason="only make mutation installs it")
    from scripts.mutation import constants

    source = tmp_path / "names.py"
    source.write_text('NAMES = ("a", "b")\n\n\ndef first():\n    return NAMES[0]\n')
    (tmp_path / "pyproject.toml").write_text('[tool.mutmut]\nsource_paths = ["."]\n')
    monkeypatch.chdir(tmp_path)
    changes = {changed.mutant for changed in constants.changed_modules(Path("names.py"))}
    assert {"NAMES = None", 'NAMES = ("XXaXX", "b")', 'NAMES = ("a", "B")'} <= changes
    assert not any("return" in change for change in changes)


def test_a_dataclass_takes_the_default_values_that_it_becomes():
    from scripts.mutation.constants import become

    text = (
        "from dataclasses import dataclass\n\n\n"
        "@dataclass\nclass Count:\n    found: int = 0\n    not_run: str | None = None\n"
    )
    module = ModuleType("counts")
    module.__file__ = "counts.py"
    sys.modules["counts"] = module
    exec(text, vars(module))
    count = module.Count
    try:
        become("counts", text.replace("= 0", "= 1"))
    finally:
        del sys.modules["counts"]
    assert (count().found, count().not_run) == (1, None)


def test_whoever_has_imported_a_module_sees_the_constants_and_attributes_it_becomes():
    from scripts.mutation.constants import become

    text = "LIMIT = 1\n\n\ndef limit():\n    return LIMIT\n\n\nclass Rule:\n    name = 'a'\n"
    module, reader = ModuleType("limits"), ModuleType("reader")
    module.__file__ = "limits.py"
    exec(text, vars(module))
    limit, rule = module.limit, module.Rule()
    vars(reader)["LIMIT"] = module.LIMIT
    sys.modules.update(limits=module, reader=reader)
    try:
        become("limits", text.replace("1", "2").replace("'a'", "'b'"))
    finally:
        del sys.modules["limits"], sys.modules["reader"]
    assert (limit(), vars(reader)["LIMIT"], rule.name) == (2, 2, "b")
    assert isinstance(rule, module.Rule)

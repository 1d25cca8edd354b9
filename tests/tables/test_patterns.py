"""A pattern matches the same texts as Python's `re.fullmatch`, in linear time, or is refused."""

import re
import time
import unicodedata
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from checks.structure import check_structure
from checks.tables.package import read_package
from checks.tables.pandera_schema import pandera_schema
from checks.tables.patterns import full_matches, is_match, pattern_fault
from tests.helpers.builders import change_field, write_cell


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("ab|c", "ab", True),
        ("ab|c", "abc", False),
        ("ab", "ab\n", False),
        ("^a$|^b$", "b", True),
        (r"\d+", "٣4", True),
        (r"[\w-]+", "Été-3", True),
        (r"a\sb", "a\N{NO-BREAK SPACE}b", True),
        (r"\W", "É", False),
        ("[^]a]{2}", "bc", True),
        ("(?P<year>[0-9]{4})-(?:0|1)", "2014-1", True),
        (".", "\U0001f30a", True),
        (".", "\n", False),
    ],
)
def test_a_pattern_matches_whole_texts_as_python_does(
    pattern: str, text: str, matches: bool
) -> None:
    assert is_match(text, pattern) is matches
    assert bool(re.fullmatch(pattern, text)) is matches


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("([", "not a regular expression"),
        (3, "not a text"),
        ("a{,3}", "begins no repetition"),
        ("a{2", "begins no repetition"),
        ("[[:upper:]]", "read it differently"),
        ("[a&&b]", "read it differently"),
        (r"[a\W]", "cannot be a part of a class"),
        (r"\bquay", "means something else"),
        (r"quay\Z", "means something else"),
        ("(?=quay)", "begins an extension"),
        ("(?<!quay)a", "begins an extension"),
        ("(?i:quay)", "begins an extension"),
        (r"(a)\1", "backreference"),
        ("(?P<a>b)(?P=a)", "begins an extension"),
        ("a++", "RE2 cannot match it"),
        ("a{1001}", "RE2 cannot match it"),
        (r"(a$|b)\n", "'$' before the end"),
        ("\ud800", "RE2 cannot match it"),
    ],
)
def test_a_pattern_that_python_and_re2_do_not_read_alike_is_refused(
    pattern: object, reason: str
) -> None:
    assert reason in str(pattern_fault(pattern))


@pytest.mark.parametrize("pattern", [r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", "."])
def test_a_class_holds_every_character_that_it_holds_in_python(pattern: str) -> None:
    known = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in _NEW]
    found = full_matches(pa.array(known), pattern).to_pylist()
    python = re.compile(pattern).fullmatch
    assert [text for text, is_found in zip(known, found, strict=True) if is_found] == [
        text for text in known if python(text)
    ]


_NEW = ("Cn", "Cs")
"""Characters that this Python does not know, and halves of pairs, which are no characters."""


atoms = st.sampled_from([*"ab-.é^$", r"\.", r"\d", r"\w", r"\s", "[a-c]", "[^a]", r"[\d-]", "(?:)"])
counts = st.sampled_from(["", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?"])
patterns = st.recursive(
    st.tuples(atoms, counts).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join),
        st.tuples(inner, counts).map(lambda parts: f"({parts[0]}){parts[1]}"),
        inner.map(lambda part: f"(?:{part})"),
    ),
    max_leaves=6,
)


@given(patterns, st.text(alphabet="ab-.3é٣ \n", max_size=5))
def test_whatever_is_not_refused_is_judged_as_by_python(pattern: str, text: str) -> None:
    if pattern_fault(pattern) is None:
        assert is_match(text, pattern) == bool(re.fullmatch(pattern, text))


def test_a_pattern_that_backtracks_for_ever_in_python_ends_at_once() -> None:
    start = time.perf_counter()
    assert not is_match("." * 3_000, "(.*.*.*)*!")
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("count", [1, 20_000])
@pytest.mark.parametrize("dtype", ["object", "str", "string[python]", "string[pyarrow]"])
def test_one_engine_judges_columns_of_every_size_and_dtype(dtype: str, count: int) -> None:
    table = {
        "fields": [
            {"name": "bad", "type": "string", "constraints": {"pattern": "(.*.*)*!"}},
            {"name": "good", "type": "string", "constraints": {"pattern": r"\w+!"}},
        ]
    }
    schema = pandera_schema(table)
    frame = pd.DataFrame({"bad": ["e" * 60] * count, "good": ["é!"] * count}, dtype=dtype)
    for column in schema.columns.values():
        column.dtype = None  # whatever holds the texts
    with pytest.raises(SchemaErrors) as caught:
        schema.validate(frame, lazy=True)
    cases = caught.value.failure_cases
    assert set(cases["column"]) == {"bad"}
    assert len(cases) == count


ENDLESS = "(.*.*)*!"
"""A pattern whose end Python does not see on a text of 60 letters without `!`."""


@pytest.mark.parametrize(
    ("place", "pattern", "codes"),
    [
        ("constraints", ENDLESS, {"pattern"}),
        ("constraints", "(.*.*)*", set()),
        ("constraints", r"(a+)+\1", {"schema"}),  # which no engine matches in linear time
        ("allowed", ENDLESS, set()),
        ("allowed", "(.*.*)*", {"allowed-when"}),
        ("allowed", r"(a+)+\1", {"schema"}),
    ],
)
def test_a_package_with_a_pattern_that_backtracks_is_judged_or_refused(
    small: Path, place: str, pattern: str, codes: set[str]
) -> None:
    given: dict[str, dict[str, object]] = {
        "constraints": {"constraints": {"required": True, "pattern": pattern}},
        "allowed": {"allowed": {"pattern": pattern, "when": {"kind": ["none"]}}},
    }
    change_field(small, "entities", "label", example="e" * 60, **given[place])
    for row in (2, 3):
        write_cell(small, "entities", row, "label", f"{row}{'e' * 60}")
    found = {problem.code for problem in check_structure(read_package(small)).problems}
    assert found == codes

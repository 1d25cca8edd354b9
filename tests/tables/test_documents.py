"""Identifiers of a further document begin with its prefix and a hyphen."""

import pytest

from checks.tables.documents import prefixed


@pytest.mark.parametrize(
    ("prefix", "name", "identifier"),
    [
        ("", "p01.s01", "p01.s01"),
        ("b", "p01.s01", "b-p01.s01"),
        ("2021", "h02", "2021-h02"),
        ("b", "b-p01", "b-b-p01"),
    ],
)
def test_a_name_within_a_document_gets_its_prefix(prefix, name, identifier):
    assert prefixed(prefix, name) == identifier

"""Declarations of the columns that a rule reads, and what a table lacks of them."""

import pandas as pd
import pytest

from checks.rules.columns import ANY, Column, columns, columns_of, lacking, reads_more


def test_a_declaration_is_read_word_by_word():
    assert columns_of("claim_id start:edtf kind? size:integer? *") == (
        Column("claim_id", "text", False),
        Column("start", "edtf", False),
        Column("kind", "text", True),
        Column("size", "integer", True),
    )
    assert (reads_more("claim_id *"), reads_more("claim_id")) == (True, False)


@pytest.mark.parametrize("declaration", ["start:day", "Start", "start:", "?", "start edtf:x"])
def test_what_is_no_declaration_is_refused(declaration):
    with pytest.raises(ValueError, match="declares no column") as refusal:
        columns(names="name kind?", dates=f"claim_id {declaration}")
    assert str(refusal.value) == (
        f"{declaration.split()[-1]!r} declares no column (expected a name, perhaps with "
        ":date, :edtf, :integer, :boolean, perhaps with ?)"
    )


def test_declarations_are_kept_by_table_and_cannot_be_changed():
    declared = columns(names="name kind?", dates="date:edtf")
    assert dict(declared) == {"names": "name kind?", "dates": "date:edtf"}
    with pytest.raises(TypeError):
        declared["names"] = "name"


DAY = pd.to_datetime(["2001-02-03"]).astype("datetime64[s]")
EDTF = pd.DataFrame({"at": ["2001-02"], "at_earliest": DAY, "at_latest": DAY})


FLAGS = pd.DataFrame({"at": pd.array([True, None], dtype="boolean")})


@pytest.mark.parametrize(
    ("declaration", "good", "bad", "kind"),
    [
        ("at", pd.DataFrame({"at": ["1"]}), pd.DataFrame({"at": [1]}), "text or decimal numbers"),
        ("at:date", pd.DataFrame({"at": DAY}), pd.DataFrame({"at": ["2001"]}), "dates"),
        ("at:edtf", EDTF, EDTF[["at", "at_earliest"]], "dates in EDTF"),
        ("at:edtf", EDTF, EDTF.assign(at=1), "dates in EDTF"),
        ("at:edtf", EDTF, EDTF.assign(at_latest="2001-02-28"), "dates in EDTF"),
        ("at:integer", pd.DataFrame({"at": [1]}), pd.DataFrame({"at": ["1"]}), "integers"),
        ("at:boolean", FLAGS[:1], pd.DataFrame({"at": [1]}), "booleans, in every row"),
        ("at:boolean", FLAGS[:1], FLAGS, "booleans, in every row"),
    ],
)
def test_a_column_is_of_the_kind_that_is_declared_or_the_kind_is_named(
    declaration, good, bad, kind
):
    assert list(lacking({"terms": declaration}, {"terms": good})) == []
    assert list(lacking({"terms": declaration}, {"terms": bad})) == [
        f"the column at of the table terms holds no {kind}"
    ]


def test_all_columns_that_a_table_lacks_are_named_in_one_line_but_the_optional():
    assert list(lacking({"terms": "name size:integer kind? at:date"}, {"terms": EDTF})) == [
        "the table terms has no column name, size",
        "the column at of the table terms holds no dates",
    ]


def test_columns_of_any_table_are_looked_at_in_each_that_is_there():
    tables = {"one": pd.DataFrame({"size": [1]}), "other": pd.DataFrame({"size": ["1"]})}
    assert list(lacking(columns(**{ANY: "size?", "third": "name"}), tables)) == [
        "the column size of the table one holds no text or decimal numbers"
    ]

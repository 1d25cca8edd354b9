"""The rule about the parts of a stated total."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from checks.rules.columns import columns
from checks.rules.common.intervals import printed_distance, printed_halves, quarters
from checks.rules.common.lookups import are_among
from checks.rules.common.parts import IDENTITY, evidence_of, tied_figures, totals_and_parts
from checks.rules.labels import with_commas
from checks.rules.rule import Evidence, Rule, RuleModel, Tables, Violation, reasons, rule_check
from checks.tables.shortening import listed
from checks.tables.text_dtype import Text

_NOT_PLACED = "a part does not say how it lies in the total"


class TotalAndParts(RuleModel):
    """A total, and the sums of its parts."""

    total: Series[Text] = pa.Field(
        description="the claim of the total, with the name of the division if the parts have one; "
        "or the name of a list of shares, whose total is 100 percent"
    )
    lowest_sum: Series[pd.Int64Dtype] = pa.Field(
        nullable=True,
        description="sum of the lowest values of the parts, in quarters of the smallest decimal "
        "that is printed, one more where it is excluded; missing where nothing bounds it",
    )
    highest_sum: Series[pd.Int64Dtype] = pa.Field(
        nullable=True, description="sum of the highest values; missing where one is without end"
    )
    lowest_total: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    highest_total: Series[pd.Int64Dtype] = pa.Field(nullable=True, description="in the same unit")
    exhaustive: Series[bool] = pa.Field(description="whether the parts leave nothing out")

    @rule_check("totals-match-parts", "the parts can add up to the total")
    def can_add_up(cls, totals: pd.DataFrame) -> "pd.Series[bool]":
        """The parts are not too much; and if they leave nothing out, they are not too little."""
        enough_room = (totals["lowest_sum"] <= totals["highest_total"]).fillna(True)
        enough_parts = (totals["lowest_total"] <= totals["highest_sum"]).fillna(True)
        return enough_room & (enough_parts | ~totals["exhaustive"])


class TotalsMatchParts(Rule):
    """Parts fit the total that is stated for them.

    Statement: Parts of a total that do not overlap do not add up to more than the total; parts
        that also leave nothing out can add up to exactly the total. The total of a list of shares
        of one whole is 100 percent.
    Formula: lowest_sum <= highest_total; if all parts are `exhaustive`, lowest_total <=
        highest_sum. Exactly, in quarters of the smallest decimal printed, one more where a bound
        is excluded. A rounded number stands for all that round to it (see `figures-agree`). A part
        without a lowest value counts as 0, unless a part is negative.
    Inputs: `figures` (part_of_claim_id or breakdown, partition, low, best, high, qualifier, unit,
        as_stated, rounded_to, and what a figure is of); `properties` (additive, kind_of_number);
        `passages` (document_id). A group is a total with its parts, or, where these are not in
        percent and have a `breakdown`, with the parts of one; or it is the shares of one document,
        `breakdown` and time. Figures of the same thing from different passages are one part, which
        has the values common to them.
    Severity rationale: error. The values of disjoint parts add up, so the claims cannot all be
        true.
    Source: the balance and ratio edits of statistical data editing, as in the R packages validate
        and errorlocate.
    Limits: Not evaluable: a total that is not a figure, has no highest value where disjoint parts
        ask for one, or is of unknown size (`about`); a part in another unit, or of a measure whose
        values do not add up; a list of counts, which has no total; shares of one list in several
        units, of several measures, or partly without a time. A part of unknown size can only add to
        a conflict, so that without one the group is not evaluable; so is, without one, a total with
        a part whose `partition` is not given. Where a part is negative, others that are missing can
        be so, too: disjoint parts are not evaluable then. Where no part is, missing ones are taken
        not to be negative.
    """

    name = "totals-match-parts"
    family = "figures"
    severity = "error"
    model = TotalAndParts
    reads = columns(
        figures=(
            "claim_id passage_id entity_id measure_id low best high unit qualifier population_id "
            "as_of period part_of_claim_id partition as_stated? rounded_to? breakdown?"
        ),
        properties="property_id additive:boolean kind_of_number?",
    )
    may_read = columns(passages="passage_id document_id")

    def fill(self, tables: Tables) -> pd.DataFrame:
        """One row for each total or list, also for one without any part that can be added."""
        ties, properties = tied_figures(tables, lists=True), tables["properties"]
        unplaced = ties.loc[ties["partition"].eq(""), "total"].drop_duplicates()
        totals = _totals(totals_and_parts(tables), unplaced)
        additive = properties.loc[properties["additive"], "property_id"]
        is_list = totals["breakdown"].ne("")
        adds_up = is_list | are_among(totals["part_measure"], additive)
        is_placed = ~totals["total"].isin(unplaced)
        # A part that is not known can only add to a conflict.
        passes = TotalAndParts.can_add_up(totals.assign(not_evaluable=reasons(totals.index)))
        no_end = totals["highest_total"].isna() & ~totals["exhaustive"]
        totals["not_evaluable"] = reasons(
            totals.index,
            (totals["unit"].isna(), "the total is not coded as a figure"),
            (~adds_up, "values of the measure do not add up"),
            (is_list & ~totals["alike"], "the shares are not all of one measure and time"),
            (is_list & totals["counts"], "a list of counts has no total"),
            (~totals["same_unit"], "a part has another unit than the total"),
            (~totals["total_known"], "the extent of the total is not known"),
            (totals["negative"] & ~totals["exhaustive"], "negative parts may be missing"),
            (passes & ~totals["parts_known"], "the extent of a part is not known"),
            (passes & ~is_placed, _NOT_PLACED),
            (no_end, "the total has no highest value"),
        )
        alone = pd.DataFrame({"total": unplaced[~unplaced.isin(totals["total"])]})
        alone = alone.assign(exhaustive=False, not_evaluable=_NOT_PLACED)
        numbers = ["lowest_sum", "highest_sum", "lowest_total", "highest_total"]
        return pd.concat([totals, alone]).astype(dict.fromkeys(numbers, "Int64"))

    def evidence(self, tables: Tables, failures: pd.DataFrame) -> pd.DataFrame:
        """The total and all its parts, or all shares of the list with what each is of."""
        members = evidence_of(totals_and_parts(tables), failures)
        side = members["is_part"].map({True: "part", False: "total"}).astype("str")
        return members.assign(label=side.where(members["breakdown"].eq(""), members["item"]))

    def headline(self, violation: Violation) -> str:
        """`Raid on Kolo: people killed in the parts add up to at most 24, the total is 25`."""
        side, bound, _ = _misfit(violation)
        total = with_commas(printed_halves(bound // 2, violation["decimals"]))
        measure = violation.label(violation["measure_id"])
        if violation["breakdown"]:
            breakdown = violation["breakdown"].replace("-", " ")
            return f"{measure} ({breakdown}): the shares add up to {side} {total} %, not to 100 %"
        whole = next(violation.value(item) for item in violation.evidence if item.label == "total")
        thing = violation.label(violation["entity_id"])
        return f"{thing}: {measure} in the parts add up to {side} {total}, the total is {whole}"

    def explanation(self, violation: Violation) -> str:
        """The parts, and the distance of their sum."""
        *_, gap = _misfit(violation)
        distance = printed_distance(gap, violation["decimals"], violation["unit"])
        parts = (self.side(violation, item) for item in violation.evidence if item.label != "total")
        return f"The parts are {listed(parts)} ({distance})."

    def side(self, violation: Violation, item: Evidence) -> str:
        """The total, a part, or a share with what it is of."""
        words = violation.value(item)
        if item.label == "part":
            return words
        return f"{violation.label(item.label)} {words}"


def _misfit(violation: Violation) -> tuple[str, int, int]:
    """Which bound of the sum misses the total, the bound, and the gap, in quarters."""
    low, high, room = (violation[name] for name in ("lowest_sum", "highest_sum", "highest_total"))
    if pd.notna(room) and pd.notna(low) and low > room:
        return "at least", low, low - room
    return "at most", high, violation["lowest_total"] - high


def _totals(members: pd.DataFrame, unplaced: pd.Series) -> pd.DataFrame:
    """One row for each total or list: the sums of its parts, its own bounds, what decides on them.

    Where a part is negative, the lowest sum is only known of exhaustive parts that all have a
    lowest value. `unplaced` are the totals of which a part does not say how it lies in them.
    """
    parts = members[members["is_part"]]
    parts = parts.assign(has_low=parts["low"].notna())
    totals = parts.groupby("total", sort=False, as_index=False).agg(
        breakdown=("breakdown", "first"),
        exhaustive=("exhaustive", "all"),
        parts_known=("known", "all"),
        negative=("negative", "any"),
        have_lows=("has_low", "all"),
        part_measure=("measure_id", "first"),
        measures=("measure_id", "nunique"),
        dated_in_part=("dated_in_part", "any"),
        part_unit=("unit", "first"),
        units=("unit", "nunique"),
        decimals=("decimals", "first"),
    )
    totals = totals.merge(_sums(parts), on="total").merge(_own(members), on="total", how="left")
    exhaustive = totals["exhaustive"] & ~totals["total"].isin(unplaced)
    is_bounded = ~totals["negative"] | (exhaustive & totals["have_lows"])
    return totals.assign(
        exhaustive=exhaustive,
        lowest_sum=totals["lowest_sum"].where(is_bounded),
        alike=totals["measures"].eq(1) & ~totals["dated_in_part"],
        total_known=totals["total_known"].eq(True),
        counts=totals["units"].eq(1) & totals["part_unit"].ne("percent"),
        same_unit=totals["units"].eq(1) & totals["part_unit"].eq(totals["unit"]),
    )


def _own(members: pd.DataFrame) -> pd.DataFrame:
    """The bounds of each `total` itself, which are 100 percent for a list of shares."""
    totals = members[~members["is_part"]]
    lists = members[members["breakdown"].ne("")].drop_duplicates("total")
    hundred = lists["hundred"].astype("Int64")
    lists = lists.assign(unit="percent", known=True, low=hundred, high=hundred, strict=False)
    both = pd.concat([totals, lists])
    own = both[["total", "entity_id", "measure_id", "unit", "known"]].assign(**quarters(both))
    names = {"known": "total_known", "lowest": "lowest_total", "highest": "highest_total"}
    return own.rename(columns=names)


def _sums(parts: pd.DataFrame) -> pd.DataFrame:
    """The columns `lowest_sum` and `highest_sum` of each `total`, each part counted once."""
    first = parts.groupby("total")["passage_id"].transform("first")
    is_retold = parts["passage_id"].ne(first).groupby(parts["total"]).transform("any")
    columns = ["total", "low", "high", "strict"]
    once = pd.concat([parts.loc[~is_retold, columns], _common(parts[is_retold])[columns]])
    sums = _added(once, ["total"])
    sums = sums.assign(**quarters(sums))[["lowest", "highest"]]
    return sums.add_suffix("_sum").reset_index()


def _common(parts: pd.DataFrame) -> pd.DataFrame:
    """Each part once: what is common to the passages that state it, in each of them added up."""
    in_passages = _added(parts, ["total", *IDENTITY, "passage_id"])
    restated = in_passages.assign(**quarters(in_passages)).groupby(["total", *IDENTITY])
    common = restated.agg(lowest=("lowest", "max"), high=("high", "min")).reset_index()
    return common.assign(low=common["lowest"] // 2, strict=(common["lowest"] % 2).eq(1))


def _added(bounds: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Sums of `low` and `high` by the keys; a low that is missing is 0, a high makes the sum so."""
    sums = (
        bounds.assign(endless=bounds["high"].isna())
        .groupby(keys, sort=False)
        .agg(
            low=("low", "sum"),
            high=("high", "sum"),
            endless=("endless", "any"),
            strict=("strict", "any"),
        )
    )
    return sums.assign(high=sums["high"].mask(sums["endless"]))

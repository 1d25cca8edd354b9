"""The vocabulary of the real package, asked by what it says of its terms and not by their names."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from checks.structure import check_structure
from checks.tables.package import Package
from checks.tables.typed import typed_tables


@dataclass(frozen=True)
class Vocabulary:
    """The terms: `terms` is the typed table `properties`."""

    terms: pd.DataFrame

    def all(self, table: str, subject: str = "", **wanted: Any) -> list[str]:
        """The terms used in a table whose columns hold the wanted values, in alphabetical order.

        Args:
            table: `dates`, `figures` or `relations`.
            subject: a type that the subject may have; "" = any.
            wanted: column and value; where nothing is asked of a column that gives terms a part in
                some rule, the term must have no such part.
        """
        terms = self.terms[self.terms["used_in"].eq(table)]
        if subject:
            types = terms["subject_types"].str.split("|")
            terms = terms[[subject in of_term for of_term in types]]
        for column, value in {**_PLAIN, **wanted}.items():
            if value is not None:
                terms = terms[terms[column].eq(value)]
        return sorted(terms["property_id"])

    def one(self, table: str, subject: str = "", **wanted: Any) -> str:
        """The first of these terms. Raises LookupError when there is none."""
        found = self.all(table, subject, **wanted)
        if not found:
            raise LookupError(f"no term used in {table} for {subject or 'anything'} with {wanted}")
        return found[0]

    def opposites(self, table: str) -> tuple[str, str]:
        """The first two terms used in a table that are symmetric, and opposites of each other."""
        is_one = self.terms["used_in"].eq(table) & self.terms["symmetric"]
        pairs = self.terms.loc[is_one & self.terms["opposite"].ne(""), ["property_id", "opposite"]]
        return min((str(one), str(other)) for one, other in pairs.to_numpy())

    def counting(self, predicate: str) -> str:
        """The measure that counts the subjects of a predicate."""
        counts = self.terms["counts"].eq(predicate)
        return str(self.terms.loc[counts, "property_id"].iloc[0])

    def cell(self, term: str, column: str) -> Any:
        """What the vocabulary says of a term in one column."""
        return self.terms.loc[self.terms["property_id"].eq(term), column].iloc[0]


_PLAIN = {
    **dict.fromkeys(("opposite", "lifetime", "status_role", "containment", "attribution"), ""),
    **dict.fromkeys(("ends_independence", "forms_roster", "opens_coverage"), False),
    "counts": "",
}


def vocabulary_of(package: Package) -> Vocabulary:
    """The vocabulary of a package."""
    texts = {"properties": check_structure(package).tables["properties"]}
    return Vocabulary(typed_tables(package, texts)["properties"])

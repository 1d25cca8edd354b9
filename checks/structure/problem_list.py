"""The problems that were found so far, one for each cell."""

from collections.abc import Iterable

from checks.tables.problems import SIZE_AND_HASH, Problem


class ProblemList:
    """Collects problems stage by stage.

    Later stages skip the cells that already have a problem: a value with a space at its end is
    untrimmed, and need not be reported as an unknown key, too.
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._cells: set[tuple[str, int | None, str | None]] = set()

    def add(self, stage: Iterable[Problem]) -> None:
        """Take the problems of one stage, except in cells that already have a problem."""
        fresh = [problem for problem in stage if _cell(problem) not in self._cells]
        self._problems.extend(fresh)
        self._cells.update(_cell(problem) for problem in fresh if problem.column is not None)

    def rows_with_problems(self, file: str, columns: Iterable[str]) -> set[int]:
        """The rows of a file in which one of these columns has a problem."""
        wanted = set(columns)
        return {
            row
            for name, row, column in self._cells
            if name == file and column in wanted and row is not None
        }

    def in_order(self, files: Iterable[str]) -> tuple[Problem, ...]:
        """All problems: files in the given order (others first), then rows, as found in a row.

        Of each file, size and hash come last, since every edit changes them.
        """
        place = {file: position for position, file in enumerate(files)}
        return tuple(
            sorted(
                self._problems,
                key=lambda item: (
                    place.get(item.file, -1),
                    item.code in SIZE_AND_HASH,
                    item.row or 0,
                ),
            )
        )


def _cell(problem: Problem) -> tuple[str, int | None, str | None]:
    return problem.file, problem.row, problem.column

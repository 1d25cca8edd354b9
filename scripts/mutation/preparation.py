"""Generating the mutants, as `mutmut run` does before it begins.

Run in the folder of the copy, as `python -m scripts.mutation.preparation`.
"""

import sys
from pathlib import Path

from scripts.mutation.constants import write_changes


def main() -> int:
    """Write the mutants of every file that has changed."""
    from mutmut.__main__ import (
        CatchOutput,
        copy_also_copy_files,
        copy_src_dir,
        create_mutants,
        set_mutant_under_test,
        setup_source_paths,
    )

    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    with CatchOutput(spinner_title="Generating mutants"):
        copy_src_dir()
        copy_also_copy_files()
        setup_source_paths()
        create_mutants(1)
    for source in sorted(Path("checks").glob("**/*.py")):
        if Path("mutants", f"{source}.meta").is_file():
            write_changes(source, Path("mutants"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

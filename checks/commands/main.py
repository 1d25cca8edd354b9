"""The command line: `python -m checks [PACKAGE] [--format FORMAT] ...`.

The subcommands `init`, `segment`, `build`, `describe`, `prove` and `verify` have modules of their
own. Only the first argument can be a subcommand: a package in a folder of that name is `./init`.

Exit status 0: the package is valid and the register matches; 1: it is not, or does not; 2: wrong
usage, or no package that can be read (one line on the standard error, and no report). With
`--fail-on`, findings of a lesser severity do not count.
"""

import argparse
import gc
import importlib
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from checks.commands import process
from checks.commands.usage import COMMAND, Parser, UsageError, aligned, program, version
from checks.reports.formats import Display, formats, renderer
from checks.tables.escaping import for_terminal
from checks.tables.package import PackageError, read_package

if TYPE_CHECKING:
    from checks.reports.report import Report

PASSED, FAILED = 0, 1

STANDARD_OUTPUT = Path("-")
"""What `--output` calls the standard output."""

SUBCOMMANDS = ("init", "build", "describe", "segment", "prove", "verify")
"""Each is a module, imported when it is called. Its `run` takes the arguments after the name, and
returns the text to print, and perhaps an exit status."""

_NOT_NEEDED = ("hypothesis",)
"""Libraries that Pandera imports where it finds them, for uses that no command has."""

_WIDTH_WHEN_PIPED = 100
_WIDEST = 120


@process.command("checks")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with these arguments (those of the process) and return its status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words and words[0] in SUBCOMMANDS:
        printed = importlib.import_module(f"checks.commands.{words[0]}").run(words[1:])
        text, status = (printed, PASSED) if isinstance(printed, str) else printed
        _print(for_terminal(text))
        return status
    options = _parser().parse_args(words)
    if options.version:
        return _print(f"{COMMAND} {version()}\n")
    if options.list_rules:
        return _print(_list_of_rules(_extra_rules(options.package)))
    if options.explain is not None:
        return _print(_explanation(options.explain, _extra_rules(options.package)))
    return _check(options)


def run() -> NoReturn:
    """Run the command line of this process, and end the process.

    Reference cycles are not collected: there are few.
    """
    gc.disable()
    for library in _NOT_NEEDED:
        sys.modules[library] = None  # type: ignore[assignment] # to Python: not installed
    process.run(main, "checks")


def _parser() -> Parser:
    parser = Parser(
        "",
        "Check a data package of claims: its structure, its claims against each "
        "other, and its register of findings.",
        epilog="Exit status: 0 valid, and the register matches; 1 not; 2 wrong usage, or no "
        "package that can be read. Besides: '%(prog)s init FOLDER' begins a package, 'segment TEXT "
        "[PACKAGE] --document ID' writes the passages of a text, 'build [PACKAGE]' fills what "
        "follows from other cells and brings sizes and hashes up to date, 'prove [PACKAGE] "
        "TEXT...' proves the coding against the texts of the documents, 'describe [PACKAGE]' lists "
        "tables and columns, and 'verify ARCHIVE' compares a release with its checksums (a package "
        "in a folder of such a name is ./init or ./build and so on).",
    )
    add = parser.add_argument
    add(
        "package",
        metavar="PACKAGE",
        nargs="?",
        type=Path,
        default=Path(),
        help="a datapackage.json or its folder (default: here); goes before --select and --ignore",
    )
    add("--format", choices=formats(), default="text", help="form of the report (default: text)")
    add(
        "--output",
        metavar="FILE",
        type=Path,
        help="write the report to FILE and print nothing; - prints it",
    )
    for flag, meaning in (("--select", "run only these rules"), ("--ignore", "skip these rules")):
        add(flag, metavar="RULE", nargs="+", action="extend", default=[], help=meaning)
    add(
        "--fail-on",
        choices=("error", "warning", "info"),
        default="info",
        help="the least severity of findings that count as failed if they are not registered as "
        "they are, or registered and gone (default: info); structure problems always count",
    )
    add(
        "--registered",
        action="store_true",
        help="in SARIF, also registered findings, each with its state; other formats have them",
    )
    add(
        "--update-register",
        action="store_true",
        help="rewrite the register to match the findings; what maintainers wrote in it stays",
    )
    instead = parser.add_mutually_exclusive_group().add_argument
    instead(
        "--list-rules",
        action="store_true",
        help="list the rules, also the extra ones of PACKAGE, and stop",
    )
    instead("--explain", metavar="RULE", help="print what a rule demands, and why, and stop")
    instead("--version", action="store_true", help="print the version of this program and stop")
    return parser


def _check(options: argparse.Namespace) -> int:
    report = _report(options)
    content = renderer(options.format)(report, _display(options))
    if options.output and options.output != STANDARD_OUTPUT:
        _write(options.output, content)
    else:
        _print(content)
    return PASSED if report.passes else FAILED


def _report(options: argparse.Namespace) -> "Report":
    try:
        read_package(options.package)  # a wrong path is refused before pandas is imported
        from checks.checking import build_report, build_report_with_update
        from checks.rules.registry import NoRuleLeftError, UnknownRuleError
        from checks.rules.retired import retired_rule
    except PackageError as error:
        raise UsageError(f"{error}{_hint(options)}") from None
    build = build_report_with_update if options.update_register else build_report
    try:
        report = build(options.package, options.select, options.ignore)
        for retired in filter(None, map(retired_rule, options.ignore)):
            print(f"checks: {retired}", file=sys.stderr)
    except (NoRuleLeftError, UnknownRuleError) as error:
        raise UsageError(f"{error}{_hint(options)}") from None
    return replace(report, fail_on=options.fail_on)


def _hint(options: argparse.Namespace) -> str:
    """What to do where a package stands in the place of a rule; empty where none does."""
    for name in (*options.select, *options.ignore):
        if os.path.exists(name):  # noqa: PTH110 - raises no error, whatever the text
            return f" ({name} is a file or folder: PACKAGE goes before --select and --ignore)"
    return ""


def _display(options: argparse.Namespace) -> Display:
    is_printed = options.output in (None, STANDARD_OUTPUT)
    is_terminal = is_printed and sys.stdout.isatty()
    columns = shutil.get_terminal_size((_WIDTH_WHEN_PIPED, 24)).columns
    return Display(
        width=min(columns, _WIDEST),
        colour=is_terminal and "NO_COLOR" not in os.environ,
        folder=_seen_from_here(options.package),
        program=program(),
        registered=options.registered,
    )


def _seen_from_here(package: Path) -> str:
    """The folder of the package as seen from the current one: empty, or with a final slash."""
    folder = os.path.realpath(package if package.is_dir() else package.parent)
    try:
        relative = os.path.relpath(folder, os.path.realpath("."))
    except ValueError:  # on another drive
        relative = folder
    return "" if relative == "." else f"{Path(relative).as_posix()}/"


def _write(file: Path, content: str) -> None:
    from checks.write.rewriting import rewrite

    try:
        if file.is_dir():
            raise UsageError(f"{file}: cannot be written (it is a folder)")
        if not file.parent.exists():
            reason = f"there is no folder {file.parent}"
            raise UsageError(f"{file}: cannot be written ({reason})")
        if file.exists() and not file.is_file():  # a pipe or a device, which must stay what it is
            file.write_bytes(content.encode())
        else:
            rewrite({file: content.encode()})
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror})") from None


def _print(content: str) -> int:
    """Print text; a reader that stops early, such as `head`, does not change the status."""
    with suppress(BrokenPipeError):
        sys.stdout.write(content)
    return PASSED


def _extra_rules(package: Path) -> tuple[str, ...]:
    """The rules of other distributions that a package lists; none where there is no package."""
    if not os.path.exists(package / "datapackage.json") and package == Path():  # noqa: PTH110
        return ()
    return read_package(package).extra_rules


def _list_of_rules(extra: Sequence[str]) -> str:
    from checks.rules.registry import all_rules

    rows = [
        (rule.name, rule.family, rule.severity, rule.documentation().title)
        for rule in all_rules(extra)
    ]
    return aligned(rows)


def _explanation(name: str, extra: Sequence[str]) -> str:
    from checks.rules.registry import RetiredRuleError, UnknownRuleError, rule_named

    try:
        rule = rule_named(name, extra)
    except RetiredRuleError as error:
        return textwrap.fill(f"{error}.", min(shutil.get_terminal_size().columns, _WIDEST)) + "\n"
    except UnknownRuleError as error:
        raise UsageError(str(error)) from None
    text = rule.documentation()
    parts = {
        "Statement": text.statement,
        "Formula": text.formula,
        "Inputs": text.inputs,
        "Severity rationale": text.severity_rationale,
        "Source": text.source,
        "Limits": text.limits,
    }
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    scope = "" if rule.between_documents else ", each document by itself"
    lines = [text.title, f"{rule.name}  ({rule.family}, {rule.severity}{scope})"]
    for label, part in parts.items():
        indented = textwrap.fill(part, width, initial_indent="  ", subsequent_indent="  ")
        lines += ["", label, indented]
    return "\n".join(lines) + "\n"

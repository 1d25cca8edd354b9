"""The report as one HTML page that needs nothing else: no script, no request, no font.

A template reads better than joined strings, and Jinja escapes whatever it is given unless told
otherwise; it comes with Frictionless, so that it costs no further installation.
"""

from collections.abc import Sequence

from checks.reports.formats import PLAIN, Display
from checks.reports.report import Report, ReportedFinding
from checks.reports.wording import is_settled, place, printable, standing, verdict, worst_first


def render(report: Report, display: Display = PLAIN) -> str:  # noqa: ARG001 - CSS lays it out
    """The report as a page that is valid HTML by itself."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["grouped"] = "{:,}".format
    environment.globals.update(place=place, standing=standing)
    findings = worst_first(report.findings)
    sections: Sequence[tuple[str, str, list[ReportedFinding]]] = (
        (
            "unsettled",
            "Not in the register as they are",
            [f for f in findings if not is_settled(f)],
        ),
        ("registered", "Registered findings", [f for f in findings if is_settled(f)]),
    )
    page = environment.get_template("report.html")
    return page.render(report=report, verdict=verdict(report), sections=sections)


def _printable(value: object) -> object:
    """Text without invisible characters; what is markup already has been through this."""
    return printable(value) if type(value) is str else value

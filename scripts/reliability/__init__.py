"""Reliability: compares independent codings of the report with each other and with the package."""

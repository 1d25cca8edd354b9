"""Findings: what the rules find, under identifiers that last, and where the claims stand."""

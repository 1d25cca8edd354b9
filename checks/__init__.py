"""Validation of claim-level data packages: load, structure, rules, findings, reports."""

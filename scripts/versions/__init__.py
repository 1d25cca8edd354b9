"""Versions: what changed between two of them, and which number that requires."""

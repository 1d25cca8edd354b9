"""Prove the coding of a document against its text, which the package does not contain."""

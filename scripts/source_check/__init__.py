"""Prove the coding of a document against its text. The package does not contain the text."""

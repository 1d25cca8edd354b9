"""The proof of a coding against its text. A package does not contain the text."""

"""Splitting the text of a document into passages: lines, sentences, lists of sources, the tree."""

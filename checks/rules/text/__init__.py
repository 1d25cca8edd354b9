"""Rules about the text: restatements, citations, names and sections."""

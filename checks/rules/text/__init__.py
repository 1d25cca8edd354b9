"""Rules about the text: repetitions, citations, names and sections."""

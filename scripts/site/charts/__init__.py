"""Charts: where the marks of a drawing go. What they look like is said in the style sheet."""

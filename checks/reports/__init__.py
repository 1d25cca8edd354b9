"""Reports: one frozen object, and a renderer for each format."""

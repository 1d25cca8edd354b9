"""The command `claims-check`: one module for each of its words."""

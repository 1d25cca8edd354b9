"""The command `claims-check`: one module for each subcommand."""

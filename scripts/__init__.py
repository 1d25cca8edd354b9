"""Maintainers' commands, run as ``python -m scripts.<name>`` in the checkout."""

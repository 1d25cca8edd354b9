"""Benchmark: this program beside Frictionless and hand-written SQL, on packages of growing size.

`packages` writes consistent packages of any size, `contestants` says what is run on them,
`measurement` runs it, and `document` makes the table of `docs/benchmark.md`.
"""

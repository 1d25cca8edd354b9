"""Benchmark: this program beside Frictionless and hand-written SQL, on packages of growing size.

The process that measures imports nothing large: the peak memory of a process is at least that of
the one that starts it.
"""

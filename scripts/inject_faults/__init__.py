"""Fault injection: how well the rules find what is wrong, and leave alone what is right.

Consistent packages about invented countries are made from a known truth; one labelled fault at a
time is put into a copy, and beside it a benign twin: the same kind of edit, after which everything
still holds. The label comes from the construction, never from a rule.
"""

"""The rules: `catalogue` lists them, `rule` says what one is, and each family has a folder.

What several families derive from the tables in the same way is in `derivation`.
"""

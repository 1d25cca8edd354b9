"""What rules of several families derive from the tables: days, intervals, parts and wholes."""

"""Loading: a descriptor and its schemas, the bytes of tables, and the types of their cells."""

import csv

csv.field_size_limit(2**31 - 1)  # cells of any length; by default longer ones than 131,072 fail

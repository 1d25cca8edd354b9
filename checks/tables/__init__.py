"""Loading: a descriptor and its schemas, the bytes of tables, and the types of their cells."""

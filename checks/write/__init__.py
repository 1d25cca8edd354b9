"""Writing files of a package: in canonical form, all at once or not at all."""

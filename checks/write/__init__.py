"""Writing files of a package: in canonical form, all of them or none."""

"""Releases: the archive, its databases and workbook, and the record of what was released."""

"""The web page of a package: its findings, charts, tables and codebook as a folder of files.

`python -m scripts.site` runs it: `source` reads and checks the package, `pages` and `building`
choose what each page shows, `rendering` fills the templates, and `writing` writes the files. The
pages know the roles of a few tables and columns; everything else comes from the descriptor.
"""

"""The register of findings, matched both ways."""

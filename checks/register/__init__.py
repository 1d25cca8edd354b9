"""The register of findings: compared with what is found, and rewritten."""

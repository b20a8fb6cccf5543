"""The register: records kept as files (this docstring is replaced when the register itself is merged)."""

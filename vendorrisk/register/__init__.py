"""The register: what a city holds, in a folder of files that a person can read."""

"""Documents, requirements and facts in, verdicts with evidence out."""

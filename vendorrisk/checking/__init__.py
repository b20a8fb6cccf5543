"""Documents, requirements and facts in, verdicts with evidence out.

Judging never opens a file and never prints a word.  Every verdict other than ``missing`` carries the sentence it rests on; a
sentence that binds the wrong party, that only tries, that stands in a heading or in somebody's quotation is never taken for a promise.
"""

from vendorrisk.checking._judge import applies_to, judge, level_in
from vendorrisk.checking._model import (
    Conformity,
    DocumentReport,
    ElementResult,
    Evidence,
    Passage,
    Report,
    RequirementResult,
)
from vendorrisk.checking._policy import Policy

__all__ = [
    "Conformity",
    "DocumentReport",
    "ElementResult",
    "Evidence",
    "Passage",
    "Policy",
    "Report",
    "RequirementResult",
    "applies_to",
    "judge",
    "level_in",
]

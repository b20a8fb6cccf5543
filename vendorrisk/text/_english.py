"""Force and party in English clauses: the same answers as for Japanese, so that an English pack needs no second engine.

English puts force in the modal verb behind the subject: shall, must, may, shall not, is not required to.
"""

from __future__ import annotations

import re

from vendorrisk.text._force import Force
from vendorrisk.text._parties import Party

__all__ = ["english_bearer", "english_force", "is_english"]

_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_DENIAL = re.compile(
    r"\b(?:(?:is|are) not (?:required|obliged|liable|responsible)|not be (?:required|obliged|liable|responsible)|no (?:obligation|liability|duty|responsibility)"
    r"|makes? no warrant|without (?:any )?(?:warranty|liability)|disclaims?|as is\b|shall not apply)",
    re.I,
)
_EFFORT = re.compile(
    r"\b(?:(?:reasonable|best|good.faith|commercially reasonable) (?:\w+ )?(?:efforts?|endeavou?rs?)|endeavou?rs? to|strives? to|aims? to|should|is encouraged|may consider|where (?:possible|practicable))\b",
    re.I,
)
_BAN = re.compile(r"\b(?:shall|must|may|will|can|does|do)(?: not|n[o']t)\b|\bcannot\b|\b(?:is|are) prohibited\b|\bprohibited from\b|\bshall (?:neither|never)\b|\bno \w+ (?:shall|may)\b", re.I)
_PERMISSION = re.compile(r"\b(?:may|can|is entitled to|are entitled to|(?:has|have) the right|reserves the right|is permitted|at its (?:sole )?discretion)\b", re.I)
_DUTY = re.compile(r"\b(?:shall|must|will|agrees? to|undertakes? to|is required to|are required to|is obliged to|is responsible for|warrants?|covenants?|ensures?)\b", re.I)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|means|includes?|provides?|applies|constitutes?)\b", re.I)
_PARTY = re.compile(
    r"\b(?P<both>(?:both|each|either|the) part(?:y|ies))\b|\b(?P<vendor>contractor|vendor|supplier|provider|processor|consultant|service provider|licensor|recipient|receiving party|subcontractor)s?\b"
    r"|\b(?P<client>client|customer|city|municipality|purchaser|buyer|controller|company|disclosing party|user|licensee)\b",
    re.I,
)
_MODAL = re.compile(r"\b(?:shall|must|may|will|can(?:not)?|agrees?|undertakes?|is|are|has|have|warrants?|ensures?|reserves)\b", re.I)


def is_english(text: str) -> bool:
    """Whether a clause has no Japanese character."""
    return _JAPANESE.search(text) is None


def english_force(clause: str) -> Force:
    """Return the force of an English clause.

    >>> english_force("The Contractor shall not disclose the Data").value
    'ban'
    >>> english_force("The Contractor is not required to report").value
    'denial'
    """
    for pattern, force in (
        (_DENIAL, Force.DENIAL),
        (_EFFORT, Force.EFFORT),
        (_BAN, Force.BAN),
        (_DUTY, Force.DUTY),
        (_PERMISSION, Force.PERMISSION),
        (_VERB, Force.STATEMENT),
    ):
        if pattern.search(clause):
            return force
    return Force.FRAGMENT


def english_bearer(clause: str) -> Party:
    """Return the party that is the subject: the last one named before the first modal verb.

    >>> english_bearer("Where the City so requests, the Contractor shall report.").value
    'vendor'
    """
    found = Party.NONE
    modal = _MODAL.search(clause)
    comma = clause.rfind(",", 0, modal.start()) if modal else -1
    for match in _PARTY.finditer(clause, comma + 1, modal.start() if modal else len(clause)):
        if found is Party.NONE:
            found = Party.BOTH if match.group("both") else Party.VENDOR if match.group("vendor") else Party.CLIENT
    return found

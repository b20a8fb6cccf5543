"""How dangerous a contract or cloud service is, before and after controls, with the sentence that says why.

A city with six hundred contracts must know which to look at first, and must be able to tell the auditors why.  So a score is made of
facts, never of opinion; it is small enough to be done again by hand; and it says what it rests on:

- five threat groups, those of the security policy's chapter 3, each scored by itself: the band of a record is the worst, never an average;
- impact (1–4) from what is handled or how long the work may stop; exposure (1–4) from the way of access and what adds to it;
- controls take steps off the exposure only where the contract states them *and* somebody has confirmed them in time;
- what nobody has stated is "not assessed" and comes first; completeness stands beside every score;
- an acceptance ends, and turns stale when the risk moves; concentration shows on whom too much depends.

Pure functions over :class:`~vendorrisk.model.Holdings` and a day; nothing is stored.  Accounts have no score: :mod:`._situation` says why.
The method is the usual one, impact times exposure on scales of four; its numbers, all in :mod:`._scales`, are a setting of this program and
no rule of any policy.
"""

from vendorrisk.risk._acceptance import AcceptanceState, acceptance_of, acceptance_state, exception_for
from vendorrisk.risk._assess import Assessment, ThreatScore, assess, assess_all
from vendorrisk.risk._concentration import Concentration, Share, concentration
from vendorrisk.risk._controls import CONFIRMING, Confirmation, Effect, Hindrance
from vendorrisk.risk._scales import band_of, rank
from vendorrisk.risk._situation import Factor, MissingFact, Scored, crosses_tiers
from vendorrisk.risk._threats import CERTIFICATES, CONTROLS, OTHER, Control, Threat, control_of

__all__ = [
    "CERTIFICATES",
    "CONFIRMING",
    "CONTROLS",
    "OTHER",
    "AcceptanceState",
    "Assessment",
    "Concentration",
    "Confirmation",
    "Control",
    "Effect",
    "Factor",
    "Hindrance",
    "MissingFact",
    "Scored",
    "Share",
    "Threat",
    "ThreatScore",
    "acceptance_of",
    "acceptance_state",
    "assess",
    "assess_all",
    "band_of",
    "concentration",
    "control_of",
    "crosses_tiers",
    "exception_for",
    "rank",
]

"""The scales of the score, as data: what a fact weighs, where a band begins, how much a control may take off.

Every number stands here and nowhere else, so that an officer can read in one page what is behind a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vendorrisk.model import Access, Classification, Outage, PeopleBand, RiskBand

__all__ = [
    "ACCESS",
    "CONFIDENTIALITY",
    "FULL_SHARE",
    "GRAVE",
    "HALF_SHARE",
    "INCIDENT_YEARS",
    "INTEGRITY",
    "MAX_STEPS",
    "OUTAGE",
    "PEOPLE",
    "TOP",
    "band_of",
    "rank",
]

TOP = 4
"""Impact and exposure run from 1 to 4."""

GRAVE = 4
"""Impact of My Number and special-care information, whatever their class."""

CONFIDENTIALITY: Mapping[Classification, int] = MappingProxyType(
    {Classification.C1: 1, Classification.C2: 2, Classification.C3C: 3, Classification.C3B: 3, Classification.C3A: 3}
)
INTEGRITY: Mapping[int, int] = MappingProxyType({1: 1, 2: 3})

# from 101 people on a leak must be reported to the commission (規則43条), so that band weighs as much as confidentiality 3
PEOPLE: Mapping[PeopleBand, int] = MappingProxyType(
    {PeopleBand.NONE: 1, PeopleBand.UP_TO_100: 2, PeopleBand.UP_TO_1000: 3, PeopleBand.UP_TO_10000: 3, PeopleBand.OVER_10000: 4}
)
OUTAGE: Mapping[Outage, int] = MappingProxyType({Outage.DAY: 4, Outage.WEEK: 3, Outage.MONTH: 2, Outage.LONGER: 1})

ACCESS: Mapping[Access, int] = MappingProxyType(
    {Access.NONE: 1, Access.ON_SITE: 2, Access.MEDIA: 2, Access.REMOTE: 3, Access.HOSTED_DOMESTIC: 3, Access.HOSTED_ABROAD: 4}
)
INCIDENT_YEARS = 3
"""An incident raises the exposure for so many years after the city learned of it."""

MAX_STEPS = 2
HALF_SHARE = 0.5
"""From this share of stated and confirmed elements on, one step is taken off the exposure."""
FULL_SHARE = 1.0
"""With all of them stated and confirmed, two steps."""

_FROM = ((12, RiskBand.VERY_HIGH), (8, RiskBand.HIGH), (4, RiskBand.MEDIUM), (0, RiskBand.LOW))
_BANDS = tuple(next(band for least, band in _FROM if score >= least) for score in range(TOP * TOP + 1))
_RANK = {band: place for place, band in enumerate(RiskBand)}


def band_of(score: int) -> RiskBand:
    """Return the band of a score from 1 to 16: from 12 very high, from 8 high, from 4 medium.

    >>> [str(band_of(score)) for score in (3, 4, 6, 8, 9, 12, 16)]
    ['low', 'medium', 'medium', 'high', 'high', 'very-high', 'very-high']
    """
    return _BANDS[score]


def rank(band: RiskBand) -> int:
    """Return the place of a band in every list: 0 for not assessed, then from very high to low."""
    return _RANK[band]

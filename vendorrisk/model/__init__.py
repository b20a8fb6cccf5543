"""What a city knows about a piece of outsourced work: facts, without any reading or writing of files.

Requirements ask these facts whether they apply; records of the register carry them.  How Japan names its years stands here too, for
whoever reads or writes a date.  Nothing here touches the disk, so every other package may import this one.
"""

from vendorrisk.model._errors import UsageError, VendorriskError
from vendorrisk.model._facts import Classification, Facts, Handling, Kind, NetworkTier
from vendorrisk.model._language import Bilingual, Language
from vendorrisk.model._years import ERAS, Era, era_of, fiscal_year

__all__ = [
    "ERAS",
    "Bilingual",
    "Classification",
    "Era",
    "Facts",
    "Handling",
    "Kind",
    "Language",
    "NetworkTier",
    "UsageError",
    "VendorriskError",
    "era_of",
    "fiscal_year",
]

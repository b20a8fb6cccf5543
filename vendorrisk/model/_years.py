"""How Japan names its years: eras, and fiscal years from April to March.

The one table of eras, for the finder of dates in contracts, for the reader of what a clerk types and for everything that is printed.

Source: 元号法; 元号を改める政令 (令和 from 2019-05-01, 平成 1989-01-08 to 2019-04-30, 昭和 1926-12-25 to 1989-01-07); 地方自治法208条.
"""

from __future__ import annotations

from datetime import date

import attrs

__all__ = ["ERAS", "Era", "era_of", "fiscal_year"]


@attrs.frozen
class Era:
    """An era.

    Attributes:
        name: 令和.
        letter: R, as on forms.
        first: its first day.
        last: its last day; the end of time for the present one.
    """

    name: str
    letter: str
    first: date
    last: date

    def western(self, year: int) -> int:
        """Return the western year of a year of this era, also one that the era did not live to see.

        >>> ERAS[0].western(8)
        2026
        """
        return self.first.year - 1 + year


ERAS = (
    Era("令和", "R", date(2019, 5, 1), date.max),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
)
"""The eras a living contract can name, the present one first."""


def era_of(day: date) -> Era | None:
    """Return the era of a day; None before Showa.

    >>> era_of(date(2019, 4, 30)).name
    '平成'
    """
    return next((era for era in ERAS if era.first <= day), None)


def fiscal_year(day: date) -> int:
    """Return the fiscal year of a day: 2026 for 2026-04-01 to 2027-03-31.

    >>> fiscal_year(date(2027, 3, 31))
    2026
    """
    return day.year if day.month >= 4 else day.year - 1

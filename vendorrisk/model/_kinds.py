"""The kinds of record, one table: class, folder, word on screen, and which of its fields say what it is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import attrs

from vendorrisk.model._check import CheckRecord
from vendorrisk.model._contract import Contract
from vendorrisk.model._language import Bilingual
from vendorrisk.model._records import (
    Acceptance,
    Department,
    Incident,
    Measure,
    Person,
    Record,
    Review,
    Selection,
    UsageRule,
    Vendor,
)
from vendorrisk.model._service import CloudService, SocialAccount

__all__ = ["KINDS", "RecordKind", "kind_of", "kind_of_id", "name_of"]

_ID = re.compile(r"([a-z]+)-([0-9]{4})-([0-9]{4,7})")


@attrs.frozen
class RecordKind:
    """A kind of record.

    Attributes:
        name: the first part of every id, such as ``contract``.
        cls: its class.
        folder: where its files lie in the register.
        label: the word on screen.
        by_year: whether the folder has a subfolder per fiscal year, for kinds of which there are tens of thousands.
        title: the field that names a record, or "" when the subject's name has to do.
    """

    name: str
    cls: type[Record]
    folder: str
    label: Bilingual
    by_year: bool = False
    title: str = "title"

    def path_of(self, id: str) -> str:  # noqa: A002 - the field is called id everywhere
        """Return the record's file, relative to the register, with forward slashes.

        >>> KINDS["contract"].path_of("contract-2026-0001"), KINDS["review"].path_of("review-2026-00012")
        ('contracts/contract-2026-0001.toml', 'reviews/2026/review-2026-00012.toml')
        """
        match = _ID.fullmatch(id)
        year = f"{match[2]}/" if match and self.by_year else ""
        return f"{self.folder}/{year}{id}.toml"


KINDS: Mapping[str, RecordKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            RecordKind("contract", Contract, "contracts", Bilingual("契約", "contract")),
            RecordKind("service", CloudService, "services", Bilingual("外部サービス", "external service"), title="name"),
            RecordKind("account", SocialAccount, "accounts", Bilingual("SNSアカウント", "social media account")),
            RecordKind("vendor", Vendor, "vendors", Bilingual("事業者", "vendor"), title="name"),
            RecordKind("person", Person, "people", Bilingual("職員", "person"), title="name"),
            RecordKind("department", Department, "departments", Bilingual("所属", "department"), title="name"),
            RecordKind("rule", UsageRule, "rules", Bilingual("規程", "rule")),
            RecordKind("selection", Selection, "selections", Bilingual("選定", "selection")),
            RecordKind("review", Review, "reviews", Bilingual("確認", "review"), by_year=True, title=""),
            RecordKind("measure", Measure, "measures", Bilingual("措置", "measure")),
            RecordKind("incident", Incident, "incidents", Bilingual("事故", "incident")),
            RecordKind("acceptance", Acceptance, "acceptances", Bilingual("受容・例外", "acceptance"), title=""),
            RecordKind("check", CheckRecord, "checks", Bilingual("点検結果", "check result"), by_year=True, title=""),
        )
    }
)

_BY_CLASS = {kind.cls: kind for kind in KINDS.values()}


def kind_of(record: Record | type[Record]) -> RecordKind:
    """Return the kind of a record or of its class."""
    return _BY_CLASS[record if isinstance(record, type) else type(record)]


@lru_cache(maxsize=100_000)
def kind_of_id(id: str) -> RecordKind | None:  # noqa: A002
    """Return the kind that an id belongs to, or None when it is no id.

    >>> kind_of_id("vendor-2026-0003").folder, kind_of_id("../vendor-2026-0003"), kind_of_id("dog-2026-0001")
    ('vendors', None, None)
    """
    match = _ID.fullmatch(id)
    return KINDS.get(match[1]) if match else None


def name_of(record: Record) -> str:
    """Return what a person would call the record; its id when it has no name yet."""
    field = kind_of(record).title
    return (getattr(record, field) if field else "") or record.id

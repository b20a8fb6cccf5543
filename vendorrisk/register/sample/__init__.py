"""架空市: a made-up city for trying things out, for screenshots and for tests, as lifelike as an invented one can be.

Its 40 contracts, 15 services and 10 accounts are in every state that a register knows, whatever the day: something is overdue, something
falls due next week, somebody left in April without handing over.  The tables lie in ``data``, one file per kind, to be read and mended by
anybody; how days are written there stands in :mod:`._days`.

Nobody and nothing in it is real.  Firms have names such as 見本, 例示 and 架空; their corporate numbers are made up to one pattern (a check
digit that is right, 9999, a serial number, 0000, the serial number again); telephone numbers begin with 000 and addresses on the net end in
``.example``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

from vendorrisk.model import CheckRecord, Record, Settings
from vendorrisk.register._register import Register, create_register
from vendorrisk.register.sample._build import build, build_settings, ids_of
from vendorrisk.register.sample._days import SampleDays

__all__ = ["create_sample", "sample_city", "sample_documents"]

_DATA = Path(__file__).parent / "data"


def create_sample(path: str | Path, *, city: str = "", who: str = "") -> Register:
    """Make a register of the sample city with its documents in a folder that does not exist or is empty.

    Args:
        path: the folder.
        city: another name for the city.
        who: under whose name it is entered.

    Raises:
        RegisterError: the folder holds something, or cannot be written.
    """
    today = Register.today()
    settings, records = sample_city(today)
    register = create_register(path, attrs.evolve(settings, city=city or settings.city), who=who)
    with TemporaryDirectory() as folder, register.transaction(who=who, why="見本", action="init") as change:
        for sha256, content in sample_documents(today).items():
            paper = Path(folder, sha256)
            paper.write_bytes(content)
            change.attach(paper)
        for record in records:
            change.add(record)
    return register


def sample_city(today: date) -> tuple[Settings, tuple[Record, ...]]:
    """Return the settings and all records of the sample city as they stand on a day; the same day gives the same city.

    >>> settings, records = sample_city(date(2026, 11, 25))
    >>> settings.city, sum(record.id.startswith("contract-") for record in records)
    ('架空市', 40)
    """
    from vendorrisk.register.sample._checks import judged

    days = SampleDays(today)
    tables = _tables()
    settings = build_settings(tables.pop("settings")["city"], days)
    texts = _texts(days)
    records = build(tables, ids_of(tables, days), days, lambda name: _digest(texts[name]))
    held = {record.id: record for record in records}
    kept = {_digest(text): text for text in texts.values()}
    return settings, tuple(judged(record, held[record.subject], kept) if isinstance(record, CheckRecord) else record for record in records)


def sample_documents(today: date) -> Mapping[str, bytes]:
    """Return the documents that the records of :func:`sample_city` name by their SHA-256, to be kept beside them.

    >>> content = sample_documents(date(2026, 11, 25))
    >>> all(hashlib.sha256(data).hexdigest() == digest for digest, data in content.items())
    True
    """
    return {_digest(text): text.encode() for text in _texts(SampleDays(today)).values()}


def _tables() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the tables by kind and key; ``contract-tax.toml`` holds contracts like ``contract.toml``."""
    import rtoml

    tables: dict[str, dict[str, dict[str, Any]]] = {}
    for path in sorted(_DATA.glob("*.toml")):
        tables.setdefault(path.stem.partition("-")[0], {}).update(rtoml.loads(path.read_text(encoding="utf-8")))
    return tables


def _texts(days: SampleDays) -> dict[str, str]:
    return {path.stem: days.words(path.read_text(encoding="utf-8")) for path in sorted((_DATA / "texts").glob("*.txt"))}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

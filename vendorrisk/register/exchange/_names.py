"""Finds the record that a name means: 「㈱青空システム」 is 「株式会社　青空システム」, and two of the same name are nobody.

What is not found is made where the person asked for it, once per name; somebody who answers for a record is told apart by department,
because lists name people by their family name alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from vendorrisk.model import KINDS, Holdings, Record, kind_of, name_of
from vendorrisk.register.exchange._values import squeeze

__all__ = ["Names", "name_key"]

_FORMS = {"(株)": "株式会社", "(有)": "有限会社", "(合)": "合同会社", "(同)": "合同会社", "(一社)": "一般社団法人", "(一財)": "一般財団法人", "(公社)": "公益社団法人", "(公財)": "公益財団法人", "(社)": "社団法人", "(財)": "財団法人", "(学)": "学校法人", "(福)": "社会福祉法人", "(独)": "独立行政法人", "(特非)": "特定非営利活動法人", "npo法人": "特定非営利活動法人"}  # fmt: skip


def name_key(text: str) -> str:
    """Return a name for comparing.

    >>> name_key("㈱青空システム") == name_key("株式会社　青空システム"), name_key("山田　太郎") == name_key("山田太郎")
    (True, True)
    """
    key = squeeze(text)
    for short, long in _FORMS.items():
        if short in key:
            key = key.replace(short, long)
    return key


# fields that say that somebody has left, or that something is no more
_OVER = {"person": ("until",), "department": ("closed_on",), "rule": ("repealed_on",)}


@attrs.define
class _Known:
    id: str
    department: str
    over: bool


class Names:
    """Records by name: those of the register and those that this import brings."""

    def __init__(self, held: Holdings) -> None:
        self.held = held
        self._waiting: dict[str, list[tuple[Record, str]]] = {name: [] for name in KINDS}
        self._by_kind: dict[str, dict[str, list[_Known]]] = {name: {} for name in KINDS}
        for record in held:
            self.add(record, record.id)

    def add(self, record: Record, id: str) -> None:  # noqa: A002 - the field is called id everywhere
        """Know a record under its name, also when it is known by another one already."""
        self._waiting[kind_of(record).name].append((record, id))

    def _kind(self, kind: str) -> dict[str, list[_Known]]:
        """Return the names of a kind; they are folded when somebody first asks for one, since most kinds are never asked for."""
        index = self._by_kind[kind]
        for record, id in self._waiting[kind]:  # noqa: A001
            name = name_of(record)
            if not name or name == record.id:
                continue
            known = index.setdefault(name_key(name), [])
            if all(one.id != id for one in known):
                over = any(getattr(record, field, None) is not None for field in _OVER.get(kind, ()))
                known.append(_Known(id, getattr(record, "department", ""), over))
        self._waiting[kind].clear()
        return index

    def find(self, text: str, target: str, department: str = "") -> list[str]:
        """Return the ids that a name may mean, for a kind or ``*``; those who left and departments that closed only where nobody else is meant."""
        key = name_key(text)
        found = [known for kind in (KINDS if target == "*" else (target,)) for known in self._kind(kind).get(key, ())]
        if target == "person" and department and len(found) > 1:
            found = [known for known in found if known.department == department] or found
        current = [known for known in found if not known.over]
        return [known.id for known in (current or found)]

    def department_of(self, id: str) -> str:  # noqa: A002
        """Return the department of a person of the register."""
        record = self.held.records.get(id)
        return getattr(record, "department", "")

    def names(self, target: str) -> Iterator[str]:
        """Yield the squeezed names of a kind, for saying which are close."""
        for kind in KINDS if target == "*" else (target,):
            yield from self._kind(kind)

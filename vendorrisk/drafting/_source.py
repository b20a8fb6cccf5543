"""TOML files read so that every fault can be named with its line: unknown keys, wrong types, missing texts."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from vendorrisk.drafting._errors import TemplateFault
from vendorrisk.model import Bilingual, system_reason

__all__ = ["Source", "Table", "read_source"]

_HEADER = re.compile(r"^\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")


@attrs.define
class Source:
    """A file of templates with what was found wrong in it."""

    path: Path
    text: str
    data: dict[str, Any]
    faults: list[TemplateFault]

    def table(self) -> Table:
        """Return the file's own keys."""
        return Table(self, self.data, "", 0)

    def line(self, section: str, number: int, key: str = "", needle: str = "") -> int | None:
        """Return the line of a key, or of some text inside its value.

        Args:
            section: name of the table that holds the key, "" for the top of the file.
            number: which of several tables of this name, from 0.
            key: the key; "" for the head of the table.
            needle: text looked for from there on.
        """
        here, seen, found = "", 0, None if section else 1
        for at, line in enumerate(self.text.splitlines(), 1):
            head = _HEADER.match(line)
            if head:
                if found is not None and section == here and (key or needle):
                    break
                name = head[1].replace('"', "")
                if name == section:
                    if seen == number:
                        here, found = section, at
                    else:
                        here = "-"
                    seen += 1
                else:
                    here = name if found is None or name != section else here
                continue
            if here != section:
                continue
            if key and re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
                found, key = at, ""
            if not key and needle and needle in line:
                return at
        return found


@attrs.define
class Table:
    """One table of a file; whatever is asked of it that it does not hold becomes a fault, never an exception."""

    source: Source
    data: Mapping[str, Any]
    section: str
    number: int

    def fault(self, message: Bilingual, key: str = "", needle: str = "") -> None:
        """Note something wrong."""
        line = self.source.line(self.section, self.number, key, needle)
        self.source.faults.append(TemplateFault(self.source.path, line, message))

    def only(self, *known: str) -> None:
        """Note every key that is not known."""
        for key in self.data:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = (
                    Bilingual(f"「{near[0]}」ではありませんか。", f"Did you mean {near[0]!r}?") if near
                    else Bilingual(f"使えるのは: {', '.join(known)}", f"Known: {', '.join(known)}")
                )  # fmt: skip
                self.fault(Bilingual(f"「{key}」という項目はない。{hint.ja}", f"There is no key {key!r}. {hint.en}"), key)

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            self._wrong(key, "文字列", "a text")
            return ""
        if required and not value.strip():
            self.fault(Bilingual(f"「{key}」がない。", f"{key!r} is missing."))
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text stands for a list of one."""
        value = self.data.get(key, ())
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            self._wrong(key, "文字列の配列", "a list of texts")
            return ()
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self._wrong(key, "true又はfalse", "true or false")
            return False
        return value

    def both(self, key: str, *, required: bool = False) -> Bilingual:
        """Return a text in both languages."""
        value = self.data.get(key)
        if value is None:
            if required:
                self.fault(Bilingual(f"「{key}」がない。", f"{key!r} is missing."))
            return Bilingual("", "")
        if isinstance(value, Mapping) and set(value) == {"ja", "en"} and all(isinstance(one, str) for one in value.values()):
            return Bilingual(value["ja"], value["en"])
        self._wrong(key, '{ ja = "…", en = "…" } の形', 'of the form { ja = "…", en = "…" }')
        return Bilingual("", "")

    def tables(self, key: str) -> list[Table]:
        """Return the tables of an array of tables."""
        value = self.data.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
            self._wrong(key, f"[[{key}]] の表", f"tables [[{key}]]")
            return []
        inside = f"{self.section}.{key}" if self.section else key
        before = 0
        if self.section:  # tables of the same name under earlier tables stand before these
            parent = self.source.data.get(self.section, ())
            before = sum(len(one.get(key, ())) for one in parent[: self.number])
        return [Table(self.source, one, inside, before + number) for number, one in enumerate(value)]

    def choice(self, key: str, values: Iterable[str], known: Iterable[str]) -> None:
        """Note every value that is not one of the known."""
        known = sorted(known)
        for value in values:
            if value not in known:
                message = Bilingual(
                    f"「{key}」の「{value}」は使えない。使えるのは: {', '.join(known)}", f"{value!r} is no {key}; known: {', '.join(known)}"
                )
                self.fault(message, key, value)

    def _wrong(self, key: str, ja: str, en: str) -> None:
        self.fault(Bilingual(f"「{key}」は{ja}で書く。", f"{key!r} must be {en}."), key)


def read_source(path: Path, faults: list[TemplateFault]) -> Source | None:
    """Read a file; None when it is no TOML, with the fault added."""
    line = None
    try:
        text = path.read_text(encoding="utf-8-sig")
        return Source(path, text, tomllib.loads(text), faults)
    except OSError as error:
        message = Bilingual("読めない({0})。", "It cannot be read ({0}).").format(system_reason(error))
    except UnicodeDecodeError:
        message = Bilingual("UTF-8ではない。UTF-8で保存し直す。", "Not UTF-8; save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else None
        message = Bilingual(f"TOMLの書き方が誤っている: {error}", f"Not valid TOML: {error}")
    faults.append(TemplateFault(path, line, message))
    return None

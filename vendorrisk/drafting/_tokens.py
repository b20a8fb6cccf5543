"""The tokens of a template's text: who the parties are called, what is filled in, and to which article a sentence refers."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

__all__ = ["Bad", "Name", "Part", "Plain", "Reference", "parse"]

_TOKEN = re.compile(r"\{([^{}]*)\}|[{}]")


@attrs.frozen
class Plain:
    """Text that stands as it is."""

    text: str


@attrs.frozen
class Name:
    """``{甲}``, ``{業務}`` or ``{契約締結日}``: a party, a word of the document, or something to fill in."""

    name: str


@attrs.frozen
class Reference:
    """``{条:outsourcing.audit}``, ``{条:outsourcing.audit#right|本契約}`` or ``{項:right}``.

    Attributes:
        article: key of the article; "" for the one it stands in.
        paragraph: key of the paragraph, or "".
        otherwise: what is written where the article is not part of the document; None when it must be.
    """

    article: str
    paragraph: str = ""
    otherwise: str | None = None


@attrs.frozen
class Bad:
    """A brace that opens or closes nothing, or encloses nothing."""

    text: str


Part = Plain | Name | Reference | Bad


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Part, ...]:
    """Cut a text into its pieces.

    >>> [type(part).__name__ for part in parse("{乙}は、{条:outsourcing.audit|本契約}に従う。")]
    ['Name', 'Plain', 'Reference', 'Plain']
    """
    parts: list[Part] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            parts.append(Plain(text[end : match.start()]))
        parts.append(_token(match.group(), match.group(1)))
        end = match.end()
    if end < len(text):
        parts.append(Plain(text[end:]))
    return tuple(parts)


def _token(written: str, inner: str | None) -> Part:
    if inner is None or not inner.strip():
        return Bad(written)
    kind, colon, rest = inner.partition(":")
    if not colon:
        return Name(inner)
    target, bar, otherwise = rest.partition("|")
    article, _, paragraph = target.partition("#")
    if kind == "条" and article:
        return Reference(article, paragraph, otherwise if bar else None)
    if kind == "項" and article and not paragraph:
        return Reference("", article, otherwise if bar else None)
    return Bad(written)

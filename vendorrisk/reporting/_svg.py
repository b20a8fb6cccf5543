"""Drawings for those who look: bars of one colour with their figures beside, readable in print and without colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

__all__ = ["bars"]

_ROW, _LEFT, _RIGHT, _WIDE = 22, 220, 60, 640


def bars(rows: Sequence[tuple[str, int]], title: str) -> str:
    """Return an ``svg`` element with a bar for every row.

    >>> bars([("高", 3), ("低", 0)], "リスク").count("<rect")
    2
    """
    most = max((number for _, number in rows), default=0) or 1
    height = _ROW * len(rows) + 8
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title, quote=True)}" viewBox="0 0 {_WIDE} {height}" width="100%" style="max-width:{_WIDE}px">']
    for place, (label, number) in enumerate(rows):
        top = 4 + _ROW * place
        width = (_WIDE - _LEFT - _RIGHT) * number / most
        shown = label if len(label) <= 16 else label[:15] + "…"
        out.append(f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end" font-size="12">{escape(shown)}</text>')
        out.append(f'<rect x="{_LEFT}" y="{top + 2}" width="{width:.1f}" height="14" fill="#2f6db5"/>')
        out.append(f'<text x="{_LEFT + width + 6:.1f}" y="{top + 14}" font-size="12">{number:,}</text>')
    return "".join([*out, "</svg>"])

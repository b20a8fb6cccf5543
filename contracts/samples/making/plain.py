"""Writes a sample as plain text, as it comes out of a mail or an old word processor.

Such a file has no structure but its lines: numbers are typed, levels are full-width spaces, long paragraphs may be cut at a fixed width,
and the encoding may be that of a Japanese Windows.
"""

from __future__ import annotations

from making.numbering import numbered
from making.source import Source

__all__ = ["text_bytes"]


def text_bytes(source: Source) -> bytes:
    """Write a source as plain text, in the encoding and with the line length that it asks for."""
    width = int(source.settings.get("wrap", "0"))
    rows: list[str] = []
    for part in numbered(source):
        for line, label in part.lines:
            if line.role == "row":
                rows.append("\t".join(line.cells))
                continue
            indent = "　" * part.scheme.indent(line.level) if line.role == "level" else ""
            text = f"{indent}{label}　{line.text}" if label else line.text
            if line.role in ("title", "annex", "chapter"):
                rows.append("")
            rows += [text[start : start + width] for start in range(0, len(text), width)] if width else [text]
    newline = "\r\n" if source.settings.get("encoding") == "cp932" else "\n"
    return (newline.join(rows).strip() + newline).encode(source.settings.get("encoding", "utf-8"))

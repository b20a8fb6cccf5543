"""Comments that people wrote into a file survive when the file is written anew.

tomli-w knows nothing of comments.  Each comment is therefore remembered with the key or table it stands at, and put back there; one whose
key has gone moves to the end of the file, so that nothing a person wrote is ever lost.
"""

from __future__ import annotations

from vendorrisk.register._outline import outline

__all__ = ["keep_comments"]


def keep_comments(old: str, new: str) -> str:
    """Return the new text of a file with the comments of the old one.

    >>> print(keep_comments('# 要確認\\ntitle = "a"  # 仮称\\nend = 2026-03-31\\n', 'title = "b"\\n'), end="")
    # 要確認
    title = "b"  # 仮称
    """
    if "#" not in old:
        return new
    above, behind, loose = _comments(old)
    lines: list[str] = []
    for line in outline(new):
        written = line.raw
        if line.path:
            lines.extend(above.pop(line.path, ()))
            comment = behind.pop(line.path, "")
            if comment and line.opens_text:
                lines.append(comment)
            elif comment:
                written = f"{written}  {comment}"
        lines.append(written)
    lines += [comment for comments in above.values() for comment in comments]
    lines += [*behind.values(), *loose]
    return "\n".join(lines) + "\n"


def _comments(text: str) -> tuple[dict[str, list[str]], dict[str, str], list[str]]:
    """Return the comments above a key (or inside the list before it), those at its end, and those with nothing below."""
    above: dict[str, list[str]] = {}
    behind: dict[str, str] = {}
    waiting: list[str] = []
    for line in outline(text):
        if not line.path:
            if line.comment:
                waiting.append(line.comment)
            continue
        if waiting:
            above.setdefault(line.path, []).extend(waiting)
            waiting = []
        if line.comment:
            behind[line.path] = line.comment
    return above, behind, waiting

"""Options and stand-ins that the whole suite knows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ProgramMaker = Callable[[str, str], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--wheel", default=None, help="test this wheel instead of building one")
    parser.addoption("--update-pictures", action="store_true", help="keep the pictures of screens and pages as they are seen now")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProgramMaker:
    """Put a program, written in Python, where others are looked for; none of the machine's own is found any more."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(name: str, code: str) -> Path:
        path = folder / name
        path.write_text(f"#!{sys.executable} -IS\n{code}", encoding="utf-8")
        path.chmod(0o755)
        return path

    return make


@pytest.fixture
def tesseract(program: ProgramMaker) -> Callable[..., Path]:
    """Put a Tesseract on the path that finds the same on every page.

    It knows the languages ``languages`` and answers for ``language`` with ``lines`` of (text, confidence in percent), set at 300 dpi in
    letters of 40 pixels, one line every 70 from ``top`` on.  ``before`` is run before it answers.  Shown a line again in five ways, it reads
    ``again``.
    """

    def make(
        lines: list[tuple[str, int]],
        *,
        languages: tuple[str, ...] = ("eng", "jpn", "jpn_vert"),
        language: str = "jpn",
        before: str = "",
        top: int = 400,
        again: tuple[str, ...] = ("",) * 5,
    ) -> Path:
        rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
        for number, (text, confidence) in enumerate(lines, 1):
            y = top + 70 * number
            rows.append(f"4\t1\t1\t1\t{number}\t0\t300\t{y}\t{40 * len(text)}\t40\t-1\t")
            for place, char in enumerate(text):
                if char != " ":
                    rows.append(f"5\t1\t1\t1\t{number}\t{place + 1}\t{300 + 40 * place}\t{y}\t38\t40\t{confidence}.5\t{char}")
        return program(
            "tesseract",
            f"""
import sys, time, os, subprocess, threading
if "--list-langs" in sys.argv:
    print("List of available languages in /somewhere/ ({len(languages)}):")
    print(*{languages!r}, sep="\\n")
    sys.exit()
page = sys.stdin.buffer.read()
assert page.startswith(b"P5 "), page[:20]
{before}
rows = {rows!r}
if sys.argv[sys.argv.index("--psm") + 1] == "6":
    height = int(page.split()[2])
    rows[1:] = [
        f"5\\t1\\t1\\t1\\t{{way}}\\t1\\t60\\t{{(2 * way + 1) * height // 10}}\\t100\\t2\\t90.5\\t{{text}}"
        for way, text in enumerate({again!r}) if text
    ]
asked = sys.argv[sys.argv.index("-l") + 1]
print(*(rows if asked == {language!r} else rows[:1]), sep="\\n")
""",
        )

    return make

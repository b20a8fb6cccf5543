"""Heavy libraries are loaded by the reader that needs them, when it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"lxml", "pypdfium2", "pypdfium2_raw", "pdfplumber", "pdfminer", "docx", "PIL", "zipfile", "ctypes"}


def loaded_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_importing_loads_nothing_heavy() -> None:
    assert not loaded_after("import vendorrisk.documents") & HEAVY


def test_text_needs_neither_reader() -> None:
    code = "from vendorrisk.documents import read_text; read_text('第1条')"
    assert not loaded_after(code) & HEAVY


@pytest.mark.parametrize("module", ["_docx", "_pdf"])
def test_each_reader_loads_only_its_own(module: str) -> None:
    found = loaded_after(f"import vendorrisk.documents.{module}") & HEAVY
    assert found == ({"lxml"} if module == "_docx" else {"ctypes"})

"""Starting costs little: heavy libraries are loaded by the work that needs them, and by nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"lxml", "pypdfium2", "pdfplumber", "pdfminer", "docx", "cattrs", "textual", "rich", "ahocorasick_rs", "zipfile", "jpholiday"}


def loaded_by(code: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"],
        capture_output=True, text=True, check=True,
    )
    return set(ran.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import vendorrisk",
        "import vendorrisk.documents",
        "import vendorrisk.checking",
        "import vendorrisk.schedule",
        "import vendorrisk; vendorrisk.check",
        "from vendorrisk.cli import main; main(['--help'])",
        "from vendorrisk.cli import main; main(['policy', 'list'])",
    ],
)
def test_nothing_heavy_is_imported(code: str) -> None:
    assert set() == loaded_by(code) & HEAVY


def test_the_package_itself_loads_nothing_else_of_ours() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import vendorrisk, sys; print(*(n for n in sys.modules if n.startswith('vendorrisk.')))"],
        capture_output=True, text=True, check=True,
    )

    assert ran.stdout.split() == []


def test_checking_a_text_file_loads_no_word_or_pdf_library() -> None:
    loaded = loaded_by("import vendorrisk; vendorrisk.check_text('乙は、秘密を守る。', kind='outsourcing')")

    assert set() == loaded & {"lxml", "pypdfium2", "pdfplumber", "docx", "textual"}

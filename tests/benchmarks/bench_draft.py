"""What a thousand annexes cost beside python-docx writing the same paragraphs, in the same run.

    python tests/benchmarks/bench_draft.py [--number N]

The program promises to be at least as fast: a ratio of 1 or less.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Sequence

import vendorrisk


def bare(lines: Sequence[str]) -> bytes:
    """Return a Word file of plain paragraphs, as python-docx writes it."""
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def main() -> int:
    """Measure and print; exit 1 above the promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--number", type=int, default=1000)
    number = parser.parse_args().number
    values = [{"client": "甘木市", "vendor": f"株式会社甘木{n}", "contract-title": f"保守業務その{n}"} for n in range(number)]
    chosen = {"handles": ["personal-information"]}
    lines = list(vendorrisk.draft_annex("security", **chosen).articles.values())  # type: ignore[arg-type]
    begin = time.process_time()
    size = sum(len(draft.docx) for draft in vendorrisk.draft_annexes(values, "security", **chosen))
    ours = (time.process_time() - begin) / number
    floor_number = max(number // 10, 10)
    begin = time.process_time()
    for _ in range(floor_number):
        bare(lines)
    floor = (time.process_time() - begin) / floor_number
    sys.stdout.write(f"{number} annexes of {len(lines)} paragraphs: {ours * 1e3:.2f} ms each, {size / number / 1e3:.0f} kB; python-docx {floor * 1e3:.2f} ms: ratio {ours / floor:.2f}\n")
    return 1 if ours > floor else 0


if __name__ == "__main__":
    sys.exit(main())

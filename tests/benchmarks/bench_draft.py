"""How much a thousand annexes cost beside bare python-docx writing the same paragraphs, measured in the same run.

    python tests/benchmarks/bench_draft.py [--documents N] [--rounds N] [--json]

The figure is a ratio of CPU time, the median over the rounds: the machine's speed cancels out.  The floor writes each paragraph with a style
of python-docx's own template and saves; it has no numbering, no fields to fill in, no header.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import sys
import time
from collections.abc import Callable

import vendorrisk

GOAL = 1.0


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> int:
    """Measure and say so; exit 1 when the goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    import docx

    lines = [line.text for line in vendorrisk.draft_annex("security", handles=["system"]).lines]
    names = [{"client": "霞浦市", "vendor": f"第{number}株式会社", "contract-title": f"業務その{number}"} for number in range(args.documents)]

    def ours() -> None:
        for draft in vendorrisk.draft_annexes(names, "security", handles=["system"]):
            assert draft.docx

    few = max(1, args.documents // 20)

    def floor() -> None:
        for _ in range(few):
            document = docx.Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(io.BytesIO())

    floor()
    rounds = [(cpu(ours) / args.documents, cpu(floor) / few) for _ in range(args.rounds)]
    ratio = statistics.median(mine / bare for mine, bare in rounds)
    figures = {
        "annex ÷ python-docx": round(ratio, 3), "goal": GOAL, "paragraphs": len(lines), "ms an annex": round(1000 * statistics.median(mine for mine, _ in rounds), 2),
        "ms with python-docx": round(1000 * statistics.median(bare for _, bare in rounds), 2),
    }  # fmt: skip
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n" if args.json else "".join(f"{name:24} {value}\n" for name, value in figures.items()))
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())

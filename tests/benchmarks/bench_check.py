"""How much a check costs beside the fastest plain extractor, measured in the same run.

    python tests/benchmarks/bench_check.py [--rounds N] [--json]

Every figure is a ratio of CPU time to a floor taken in the same round, the median over the rounds: the machine's
speed cancels out.  Floors: pypdfium2's bare text for PDF, unzip + lxml + all ``w:t`` for Word, ``python -c pass`` for starts.

Two sorts of text fill the hundred pages: "lifelike" is a system contract with its specification, "dense" one of which nearly every sentence
speaks of what some rule looks for.  "Reading" is the reading alone: numbers, revisions, hidden text, blocks, but no judging.
"First sight" checks another document in every round, so that nothing read before helps; "again" checks one document over and over, as
when many contracts share their text.  Word files come in two sorts: as Word saves them, and the plainest that can be written, which holds
five times less XML for the same text and so has the lowest floor that a contract can have.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_documents import articles, dense_lines, write_docx, write_pdf, write_word  # type: ignore[import-not-found]
from make_lifelike import lifelike_lines  # type: ignore[import-not-found]

PAGES_100 = 345  # articles that fill a hundred pages of 40 characters by 36 lines
SIZE_100 = 88_000  # characters of a contract that fills as many: its lines are shorter
TEXTS: dict[str, Callable[[int], Iterable[str]]] = {
    "12 articles": lambda seed: dense_lines(12, seed),
    "100 pages, lifelike": lambda seed: lifelike_lines(SIZE_100, seed),
    "100 pages, dense": lambda seed: dense_lines(PAGES_100, seed),
}
FIRST = "first sight"
GOALS = {
    **{f"{form}, {text}, {FIRST}": goal for form, goal in (("pdf", 3.0), ("Word", 6.0), ("plain docx", 6.0)) for text in TEXTS if "100" in text},
    **{f"{form}, {text}, reading": goal for form, goal in (("pdf", 1.7), ("Word", 3.5), ("plain docx", 3.5)) for text in TEXTS if "100" in text},
    "1,000 short texts ÷ 10 × 100 of them": 1.25, "vendorrisk --help, seconds": 0.35, "vendorrisk policy list, seconds": 0.35,
}


def plain_pdf(path: Path) -> int:
    """Return the number of characters that pypdfium2 extracts, and nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    size = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        size += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return size


def plain_docx(path: Path) -> int:
    """Return the number of characters in all ``w:t`` of a Word file."""
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return sum(len(element.text or "") for element in root.iter(tag))


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def ratio(work: Callable[[], object], floor: Callable[[], object], rounds: int) -> float:
    """Return the median of CPU time over the floor's, taken turn by turn."""
    work()
    floor()
    return statistics.median(cpu(work) / cpu(floor) for _ in range(rounds))


def first_sight(paths: list[Path], work: Callable[[Path], object], floor: Callable[[Path], object]) -> float:
    """Return the median of CPU time over the floor's, each file worked on once."""
    work(paths[0])
    floor(paths[0])
    return statistics.median(cpu(lambda p=path: work(p)) / cpu(lambda p=path: floor(p)) for path in paths[1:])  # type: ignore[misc]


def started(command: list[str]) -> float:
    """Return the CPU seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def checker() -> Callable[[Path], object]:
    """Return a function that checks one file with everything loaded, as in the middle of a long run."""
    import vendorrisk
    from vendorrisk.checking import Policy, judge
    from vendorrisk.documents import Document, read

    policy = Policy(vendorrisk.packs())

    def check(path: Path) -> object:
        document = read(path)
        assert isinstance(document, Document)
        return judge([document], policy, kind=vendorrisk.Kind.OUTSOURCING, all_requirements=True)

    return check


def main() -> int:
    """Measure and print; exit 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    from vendorrisk.documents import read

    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        check = checker()
        for name, text in TEXTS.items():
            for form, write, plain in (("pdf", write_pdf, plain_pdf), ("Word", write_word, plain_docx), ("plain docx", write_docx, plain_docx)):
                paths = [scratch / f"{form} {name} {seed}.{'pdf' if form == 'pdf' else 'docx'}" for seed in range(args.rounds + 1)]
                for seed, path in enumerate(paths):
                    write(path, text(seed))
                figures[f"{form}, {name}, reading"] = first_sight(paths, read, plain)
                figures[f"{form}, {name}, {FIRST}"] = first_sight(paths, check, plain)
                figures[f"{form}, {name}, again"] = ratio(lambda p=paths[0]: check(p), lambda p=paths[0], f=plain: f(p), args.rounds)  # type: ignore[misc]
        short = []
        for number, (heading, paragraphs) in enumerate(articles(1000, seed=3)):
            path = scratch / f"short{number}.txt"
            path.write_text(f"第1条（{heading}）\n" + "\n".join(paragraphs), encoding="utf-8")
            short.append(path)
        figures["1,000 short texts ÷ 10 × 100 of them"] = ratio(
            lambda: [check(path) for path in short], lambda: [check(path) for path in short[:100] * 10], max(2, args.rounds // 2)
        )
        if (os.cpu_count() or 1) > 1:
            figures["one worker ÷ two workers, wall"] = two_workers(scratch)
    python = [sys.executable, "-c", "pass"]
    bare = statistics.median(started(python) for _ in range(9))
    figures["bare python, seconds"] = bare
    for name, arguments in (("--help", ["--help"]), ("policy list", ["policy", "list"])):
        figures[f"vendorrisk {name}, seconds"] = statistics.median(started([sys.executable, "-m", "vendorrisk", *arguments]) for _ in range(5))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "契約書.docx"
        write_word(path, dense_lines(12))
        command = [sys.executable, "-m", "vendorrisk", "check", "--kind", "outsourcing", str(path)]
        figures["cold check of 12 articles (Word), seconds"] = statistics.median(started(command) for _ in range(5))
    figures["import vendorrisk ÷ bare python"] = statistics.median(started([sys.executable, "-c", "import vendorrisk"]) for _ in range(5)) / bare
    if args.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
    else:
        for name, figure in figures.items():
            goal = GOALS.get(name)
            sys.stdout.write(f"{name:45} {figure:7.2f}{f'   goal {goal}' if goal else ''}\n")
    return 0


def two_workers(scratch: Path) -> float:
    """Return how much faster two processes are than one over two dozen large files."""
    import vendorrisk

    paths = [scratch / f"{form}" for form in ("pdf 100 pages, dense 0.pdf", "Word 100 pages, dense 0.docx") for _ in range(12)]
    figures = []
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            vendorrisk.check(paths[:1] * workers, executor=pool)
            begin = time.perf_counter()
            vendorrisk.check(paths, executor=pool)
            figures.append(time.perf_counter() - begin)
    return figures[0] / figures[1]


if __name__ == "__main__":
    raise SystemExit(main())

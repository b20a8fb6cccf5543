"""Break the sample documents in random ways and read what comes of it, for as long as there is time.

    python tests/fuzz/fuzz_documents.py [--minutes N] [--seed N] [--keep FOLDER] [--only NUMBER]

Whatever a file holds, the reader promises a document or a refusal: never an exception, a crash, a hang, more than a gigabyte, or a document
without text.  Every file that breaks the promise is kept and named on stdout with the number that makes it again (`--only`).
The exit status is 1 when there was one.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mutations import mutated  # type: ignore[import-not-found]

import vendorrisk
from vendorrisk._isolation import Loss, work_isolated
from vendorrisk.cli._json import document_json
from vendorrisk.cli._output import Paint, clean
from vendorrisk.cli._report import render_document
from vendorrisk.documents import Document, Refusal, read

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
SECONDS = 20.0
"""Of processor time; a machine that does other things gets six times as many by the clock."""
MEMORY = 1 << 30
BATCH = 400
SEEDS: list[tuple[str, bytes]] = []


def seeds() -> list[tuple[str, bytes]]:
    """Return name and bytes of the documents to break; texts in several encodings."""
    if not SEEDS:
        for path in sorted(SAMPLES.iterdir()):
            if path.suffix in (".docx", ".pdf"):
                SEEDS.append((path.name, path.read_bytes()))
            elif path.suffix == ".txt":
                text = read(path)
                assert isinstance(text, Document)
                SEEDS.extend((path.name, text.text.encode(encoding, "replace")) for encoding in ("utf-8", "cp932", "utf-16", "iso2022_jp"))
    return SEEDS


def made(seed: int, number: int) -> tuple[str, bytes]:
    """Return the file of that number: its suffix, and its bytes."""
    dice = random.Random(f"{seed}/{number}")
    name, data = dice.choice(seeds())
    return Path(name).suffix, mutated(dice, data, [other for _, other in seeds()])


def fault(folder: Path, seed: int, number: int) -> str:
    """Read the file of that number and say what is wrong with the answer; "" when nothing is."""
    suffix, data = made(seed, number)
    path = folder / f"{number}{suffix}"
    path.write_bytes(data)
    begin = time.process_time()
    try:
        wrong = _fault(path, judged=number % 20 == 0)
    finally:
        path.unlink()
    spent = time.process_time() - begin
    return wrong or (f"{spent:.0f} seconds" if spent > SECONDS else "")


def _fault(path: Path, *, judged: bool) -> str:
    answer = read(path)
    if isinstance(answer, Refusal):
        if "structure is odd" in answer.message.en:
            return answer.message.en
        return "" if answer.code and answer.message.ja and "\n" not in answer.message.ja else f"no message: {answer}"
    wrong = _wrong_in(answer)
    if not wrong and judged:
        _judge(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return wrong or (f"peak of {peak / 1e6:.0f} MB" if peak > MEMORY else "")


def _wrong_in(document: Document) -> str:
    end = -1
    if not document.text.strip():
        return "a document without text"
    for block in document.blocks:
        if not end < block.start < block.end <= len(document.text):
            return f"blocks overlap: {block}"
        end = block.end
        if block.page is not None and not 1 <= block.page <= (document.pages or 0):
            return f"no such page: {block}"
    return ""


def _judge(path: Path) -> None:
    """Report on the file in both forms of the command line."""
    report = vendorrisk.check([path]).documents[0]
    json.dumps(document_json(report, "ja", {})).encode("utf-8")
    for line in render_document(report, "en", Paint(), verbose=True, withheld={}):
        if "\n" in line or not clean(line) == line:
            raise ValueError(f"control characters in {line!r}")


def _lost(seed: int, number: int, loss: Loss) -> str:
    return f"{loss.value} (seed {seed})"


def _work(folder: Path, seed: int, number: int) -> str:
    try:
        return fault(folder, seed, number)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main() -> int:
    """Run until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "vendorrisk-fuzz")
    parser.add_argument("--only", type=int, help="read this file alone, in this process")
    args = parser.parse_args()
    args.keep.mkdir(parents=True, exist_ok=True)
    if args.only is not None:
        suffix, data = made(args.seed, args.only)
        path = args.keep / f"{args.seed}-{args.only}{suffix}"
        path.write_bytes(data)
        sys.stdout.write(f"{path}: {_fault(path, judged=True) or 'nothing wrong'}\n")
        return 0
    end = time.monotonic() + 60 * args.minutes
    first = found = 0
    with tempfile.TemporaryDirectory() as folder:
        work = partial(_work, Path(folder), args.seed)
        while time.monotonic() < end:
            numbers = range(first, first + BATCH)
            answers = work_isolated(work, numbers, lost=partial(_lost, args.seed), seconds=lambda _: 6 * SECONDS, memory=MEMORY)
            for number, wrong in zip(numbers, answers, strict=True):
                if wrong:
                    found += 1
                    suffix, data = made(args.seed, number)
                    kept = args.keep / f"{args.seed}-{number}{suffix}"
                    kept.write_bytes(data)
                    sys.stdout.write(f"{number}: {wrong}: {kept}\n")
                    sys.stdout.flush()
            first += BATCH
    sys.stdout.write(f"{first} files, {found} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

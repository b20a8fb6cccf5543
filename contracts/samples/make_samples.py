"""Make the sample documents again: ``python contracts/samples/make_samples.py [OUT]``.

Every document is written from one text in ``source/``; the city, the companies and the people in them are invented.
The files come out byte for byte the same on every machine: dates are fixed and nothing is compressed.
``making/`` holds the work: ``source.py`` says how a source is written, ``numbering.py`` counts, and each format has its writer.
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.pdf import pdf_bytes
from making.plain import text_bytes
from making.source import load
from making.word import docx_bytes

HERE = Path(__file__).parent
_WRITERS = {"docx": docx_bytes, "pdf": pdf_bytes, "txt": text_bytes}


def make(folder: Path) -> None:
    """Write every sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "source").glob("*.src")):
        source = load(path)
        for name in source.outputs:
            target = folder / name
            target.write_bytes(_WRITERS[target.suffix[1:]](source))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)

"""What a PDF of 2,000 pages costs to check: memory of the largest process, and time.

    python tests/benchmarks/bench_long_pdf.py [--pages N]

The program promises a peak of 400 MiB, in the process that reads and judges as in the one that waits for it.  The exit status is 1 above it.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_documents import dense_lines, write_pdf  # type: ignore[import-not-found]

MOST = 400
ARTICLES_A_PAGE = 3.4


def main() -> int:
    """Check one long contract and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=2000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        write_pdf(path, dense_lines(int(pages * ARTICLES_A_PAGE)))
        command = [sys.executable, "-m", "vendorrisk", "check", "--kind", "outsourcing", "--timeout", "3600", "--json", str(path)]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env={**os.environ, "NO_PROGRESS": "1"})
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    sys.stdout.write(
        f"{pages} pages: exit {done.returncode}, peak {peak:.0f} MiB of {MOST}, {used.ru_utime + used.ru_stime:.1f} s of processor time\n"
    )
    return 1 if peak > MOST or done.returncode not in (0, 1) else 0


if __name__ == "__main__":
    sys.exit(main())

"""How the screens stand up to a large register: time to the first useful paint, keystroke to redraw, and the longest stall of the screen.

    python tests/benchmarks/bench_tui.py [--records 10000] [--reviews 50000]

The machine may be busy with other things, so what counts is the CPU time of the screen's own thread: the stall is the most that it worked between
two ticks of a clock, which is how long a key typed then would have waited.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tui"), str(Path(__file__).parent)]
os.environ.setdefault("VENDORRISK_TODAY", "2026-11-25")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from bench_register import fill  # type: ignore[import-not-found]  # noqa: E402
from textual.events import Key  # noqa: E402

from vendorrisk.register import open_register  # noqa: E402
from vendorrisk_tui.app import VendorriskApp  # noqa: E402
from vendorrisk_tui.listing import Listing  # noqa: E402
from vendorrisk_tui.register import RegisterScreen  # noqa: E402


class Ticker:
    """A clock on the screen's thread."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._task = asyncio.create_task(self._tick())

    async def _tick(self) -> None:
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            self.gaps.append(now - before)
            await asyncio.sleep(0.003)
            before = now

    def longest(self) -> float:
        """Return the longest stall since the last question, in milliseconds."""
        longest = max(self.gaps, default=0.0) * 1000
        self.gaps.clear()
        return round(longest, 1)


async def measure(root: Path) -> dict[str, float]:
    """Drive the application and return what it took, in milliseconds."""
    began = time.process_time()
    app = VendorriskApp(root)
    found: dict[str, float] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        ticker = Ticker()
        while app.snapshot is None:
            await asyncio.sleep(0.005)
        found["first paint"] = round((time.process_time() - began) * 1000)
        found["stall while opening"] = ticker.longest()
        while app.findings is None:
            await asyncio.sleep(0.005)
        await pilot.pause(0.3)
        found["stall while computing"] = ticker.longest()
        await pilot.press("2")
        await pilot.pause(0.1)
        found["stall at opening the register screen"] = ticker.longest()
        await pilot.press("f3")
        screen = app.screen
        assert isinstance(screen, RegisterScreen)
        while not screen.is_folded:
            await asyncio.sleep(0.01)
        found["stall while folding names"] = ticker.longest()
        waits = []
        listing = app.screen.query_one("#records", Listing)
        for character in "うんよう 架空システム12":
            before, count = listing.rows, time.thread_time()
            app.post_message(Key(character, character))
            while listing.rows is before:
                await asyncio.sleep(0)
            await asyncio.sleep(0)
            waits.append((time.thread_time() - count) * 1000)
        found["keystroke, median"] = round(statistics.median(waits), 1)
        found["keystroke, longest"] = round(max(waits), 1)
        await pilot.press("escape", "escape")
        ticker.longest()
        for key in ("end", "pageup", "home", "pagedown", "right", "right", "left"):
            await pilot.press(key)
        found["stall while moving"] = ticker.longest()
    return found


def main() -> None:
    """Make the register, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--reviews", type=int, default=50_000)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("VENDORRISK_CACHE", folder + "/cache")
        os.environ.setdefault("VENDORRISK_STATE", folder + "/state")
        root = given.folder or Path(folder) / "register"
        if not root.exists():
            fill(root, given.records, given.reviews)
        open_register(root)  # fills the cache, as the day before did
        began = time.process_time()
        open_register(root)
        opening = round((time.process_time() - began) * 1000)
        print(json.dumps({"library opens": opening, **asyncio.run(measure(root))}, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()

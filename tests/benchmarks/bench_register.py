"""How long a large register takes, as ratios to floors measured in the same run.

    python tests/benchmarks/bench_register.py [--records 10000] [--reviews 50000] [--rounds 3]

Floors: reading the bytes of every file, and parsing the same files with rtoml.  CPU time, smallest of the rounds; every measurement runs in
a process of its own, so that memory is that of one opening.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import attrs

from vendorrisk.model import (
    Classification,
    Contract,
    ContractKind,
    Information,
    Notice,
    Person,
    Renewal,
    RenewalMode,
    Review,
    ReviewKind,
    ReviewMethod,
    ReviewResult,
    Settings,
    Unit,
    Vendor,
)
from vendorrisk.register import create_register, open_register

START = date(2026, 4, 1)


def fill(root: Path, records: int, reviews: int) -> None:
    """Make a register of contracts (with a vendor for each ten and a person for each twenty) and their reviews."""
    register = create_register(root, Settings(city="架空市"), who="bench")
    contracts: list[str] = []
    with register.transaction(who="bench", action="import") as change:
        vendors = [change.add(Vendor(name=f"架空システム{n}", kana=f"かくうしすてむ{n}")).id for n in range(records // 10)]
        people = [change.add(Person(name=f"職員{n}", post="主事")).id for n in range(records // 20)]
        while len(contracts) < records - len(vendors) - len(people):
            n = len(contracts)
            contract = change.add(
                Contract(
                    number=f"令和8年度第{n}号",
                    title=f"住民情報システム運用保守業務委託その{n}",
                    kind=ContractKind.OPERATION_MAINTENANCE,
                    vendor=vendors[n % len(vendors)],
                    owner=people[n % len(people)],
                    start=START,
                    end=date(2027, 3, 31),
                    signed_on=START,
                    value_yen=1_000_000 + n,
                    renewal=Renewal(mode=RenewalMode.AUTOMATIC, months=12),
                    notice=Notice(value=3, unit=Unit.MONTH),
                    information=Information(personal=True, my_number=n % 3 == 0, confidentiality=Classification.C3B, integrity=2, availability=2),
                )
            )
            contracts.append(contract.id)
    with register.transaction(who="bench", action="import") as change:
        for n in range(reviews):
            change.add(
                Review(
                    subject=contracts[n % len(contracts)],
                    kind=ReviewKind.PERIODIC,
                    due=START + timedelta(days=n % 700),
                    method=ReviewMethod.DOCUMENT,
                    done_on=START + timedelta(days=n % 700),
                    done_by=people[n % len(people)],
                    result=ReviewResult.OK,
                )
            )


def files(root: Path) -> list[str]:
    """Return every record's file."""
    return [f"{folder}/{name}" for folder, _, names in os.walk(root) for name in names if name.endswith(".toml")]


def read(root: Path) -> None:
    """Read the bytes of every file."""
    for path in files(root):
        handle = os.open(path, os.O_RDONLY)
        os.read(handle, 1 << 20)
        os.close(handle)


def parse(root: Path) -> None:
    """Read and parse every file with rtoml."""
    import rtoml

    for path in files(root):
        handle = os.open(path, os.O_RDONLY)
        rtoml.loads(os.read(handle, 1 << 20).decode())
        os.close(handle)


def cold(root: Path) -> None:
    """Open, validate, and compute what is due, without a cache."""
    os.environ["VENDORRISK_CACHE"] = ""
    register = open_register(root)
    _ = register.problems
    due(register.holdings)


def warm(root: Path) -> None:
    """Open a register that has not changed since it was opened last."""
    open_register(root)


def due(holdings: object) -> None:
    """Compute the due list."""
    from vendorrisk.schedule import due_list

    due_list(holdings, date(2026, 11, 25))  # type: ignore[arg-type]


STEPS: dict[str, Callable[[Path], None]] = {"read": read, "parse": parse, "cold": cold, "warm": warm}


def measured(step: str, root: Path, rounds: int) -> tuple[float, float]:
    """Return the smallest CPU time in seconds and the largest memory in MiB of a step, each round in a process of its own."""
    results = []
    for _ in range(rounds):
        out = subprocess.run([sys.executable, __file__, "--step", step, "--root", str(root)], check=True, capture_output=True, text=True).stdout
        results.append(json.loads(out))
    return min(seconds for seconds, _ in results), max(memory for _, memory in results)


def main() -> None:
    """Run the benchmark, or one step of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--reviews", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--root", type=Path)
    args = parser.parse_args()
    if args.step:
        # what a step imports is not what it does
        import rtoml  # noqa: F401

        start = time.process_time()
        STEPS[args.step](args.root)
        print(json.dumps([time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))  # noqa: T201
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VENDORRISK_CACHE"] = f"{folder}/cache"
        root = args.root or Path(folder) / "register"
        if not root.exists():
            start = time.perf_counter()
            fill(root, args.records, args.reviews)
            print(f"filled {args.records} records and {args.reviews} reviews in {time.perf_counter() - start:.1f} s")  # noqa: T201
        measured("warm", root, 1)
        times = {step: measured(step, root, args.rounds) for step in STEPS}
        for step, floor in (("cold", "parse"), ("warm", "read")):
            print(f"{step:6} {times[step][0]:.2f} s = {times[step][0] / times[floor][0]:.2f} x {floor} ({times[floor][0]:.2f} s), {times[step][1]:.0f} MiB")  # noqa: T201
        register = open_register(root)
        contract = register.holdings.all(Contract)[0]
        start, used = time.perf_counter(), time.process_time()
        for n in range(20):
            with register.transaction(who="bench") as change:
                change.put(attrs.evolve(contract, title=f"変更{n}"))
        wall, cpu = (time.perf_counter() - start) / 20, (time.process_time() - used) / 20
        print(f"one edit {cpu * 1000:.1f} ms CPU, {wall * 1000:.1f} ms in all; a bare fsync {_fsync_seconds(Path(folder)) * 1000:.1f} ms")  # noqa: T201


def _fsync_seconds(folder: Path) -> float:
    start = time.perf_counter()
    for n in range(20):
        with (folder / f"fsync{n}").open("wb") as file:
            file.write(b"x")
            os.fsync(file.fileno())
    return (time.perf_counter() - start) / 20


if __name__ == "__main__":
    main()

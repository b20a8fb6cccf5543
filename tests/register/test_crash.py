"""Killed at any moment, with a full disk, with a folder turned read-only, with eight writers: nothing lost, nothing half written.

``VENDORRISK_KILLS=1000`` runs the long form of the random kills.
"""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import attrs
import pytest

from vendorrisk.model import Settings, Severity, Vendor
from vendorrisk.register import (
    ConflictError,
    Register,
    RegisterBusyError,
    RegisterError,
    RegisterReadOnlyError,
    create_register,
    open_register,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are not offered by Windows")

CALLS = ("write", "fsync", "link", "replace")


def filled(root: Path) -> Register:
    """Return a register of two vendors that always carry the same address, and one that is removed in the test."""
    register = create_register(root, Settings(city="架空市"))
    with register.transaction() as change:
        for name in ("甲", "乙", "丙"):
            change.add(Vendor(name=name, address="0"))
    return register


def state(root: Path) -> dict[str, str]:
    """Return what somebody sees who opens the register now."""
    return {vendor.name: vendor.address for vendor in open_register(root).holdings.all(Vendor)}


BEFORE = {"甲": "0", "乙": "0", "丙": "0"}
AFTER = {"甲": "1", "乙": "1", "丁": "1"}


def edit(register: Register) -> None:
    """Change two records, add one, remove one."""
    first, second, third = register.holdings.all(Vendor)
    with register.transaction(wait=0.5) as change:
        change.put(attrs.evolve(first, address="1"))
        change.put(attrs.evolve(second, address="1"))
        change.add(Vendor(name="丁", address="1"))
        change.remove(third.id)


@contextlib.contextmanager
def failing(number: int, fail: Callable[[], NoReturn]) -> Iterator[list[int]]:
    """Let the numbered call that writes to the disk fail, and count the calls."""
    count = [0]
    originals = {name: getattr(os, name) for name in CALLS}

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            count[0] += 1
            if count[0] == number:
                fail()
            return originals[name](*args, **kwargs)

        return call

    for name in CALLS:
        setattr(os, name, wrapped(name))
    try:
        yield count
    finally:
        for name, original in originals.items():
            setattr(os, name, original)


def writing_calls(tmp_path: Path) -> int:
    """Return how often an edit writes to the disk."""
    register = filled(tmp_path / "count")
    with failing(-1, sys.exit) as count:
        edit(register)
    return count[0]


def test_a_full_disk_at_any_write_leaves_all_or_nothing_and_says_so_in_one_line(tmp_path: Path) -> None:
    def full() -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    outcomes = set()
    calls = writing_calls(tmp_path)
    assert calls > 10
    for number in range(1, calls + 1):
        root = tmp_path / str(number)
        register = filled(root)
        said = ""
        try:
            with failing(number, full):
                edit(register)
        except RegisterError as error:
            said = str(error)

        assert (BEFORE if said else AFTER) == state(root), number
        assert not said or ("空き" in said and "\n" not in said)
        with open_register(root).transaction() as change:  # the next writer finishes what is unfinished
            change.add(Vendor(name="戊"))
        assert not [p for p in open_register(root).verify() if p.severity is Severity.ERROR]
        outcomes.add(bool(said))
    assert {True, False} == outcomes


@pytest.fixture(params=["links", "no-links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shares offer no hard links."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if request.param == "no-links":
        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("links")
def test_a_process_killed_at_any_write_leaves_all_or_nothing(tmp_path: Path) -> None:
    def kill() -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    seen = []
    for number in range(1, writing_calls(tmp_path) + 1):
        root = tmp_path / str(number)
        register = filled(root)
        child = os.fork()
        if child == 0:
            with failing(number, kill):
                edit(register)
            os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])

        found = state(root)
        assert found in (BEFORE, AFTER), number
        with open_register(root).transaction() as change:
            change.add(Vendor(name="戊"))
        assert {**found, "戊": ""} == state(root)
        assert not [p for p in open_register(root).verify() if p.severity is Severity.ERROR]
        seen.append(found == AFTER)
    assert sorted(seen) == seen  # once entered, a change stays entered
    assert {True, False} == set(seen)


def test_a_process_killed_at_a_random_moment_leaves_pairs_equal_and_the_history_whole(tmp_path: Path) -> None:
    root = tmp_path / "台帳"
    filled(root)
    chance = random.Random(20261125)
    for _ in range(int(os.environ.get("VENDORRISK_KILLS", "25"))):
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                register = open_register(root)
                while True:
                    first, second, *_ = register.holdings.all(Vendor)
                    value = str(int(first.address) + 1)
                    with register.transaction() as change:
                        change.put(attrs.evolve(first, address=value))
                        change.put(attrs.evolve(second, address=value))
            os._exit(0)
        time.sleep(chance.uniform(0.02, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

        first, second, *_ = open_register(root).holdings.all(Vendor)
        assert first.address == second.address
    assert int(first.address) > 0
    with open_register(root).transaction() as change:
        change.add(Vendor(name="戊"))
    assert not [p for p in open_register(root).verify() if p.severity is Severity.ERROR]


def _count_up(root: Path, times: int) -> None:
    register = open_register(root)
    for _ in range(times):
        while True:
            first, second, *_ = register.holdings.all(Vendor)
            value = str(int(first.address) + 1)
            try:
                with register.transaction(wait=60) as change:
                    change.put(attrs.evolve(first, address=value))
                    change.put(attrs.evolve(second, address=value))
                    change.add(Vendor(name=f"process {os.getpid()}"))
                break
            except (ConflictError, RegisterBusyError):
                register.refresh()


def _watch(root: Path, stop: Any, wrong: Any) -> None:
    while not stop.is_set():
        first, second, *_ = open_register(root).holdings.all(Vendor)
        if first.address != second.address:
            wrong.set()


@pytest.mark.usefixtures("links")
def test_eight_writers_and_a_reader_lose_nothing_and_see_no_half(tmp_path: Path) -> None:
    root = tmp_path / "台帳"
    filled(root)
    fork = multiprocessing.get_context("fork")
    stop, wrong = fork.Event(), fork.Event()
    writers = [fork.Process(target=_count_up, args=(root, 3)) for _ in range(8)]
    reader = fork.Process(target=_watch, args=(root, stop, wrong))
    for process in [*writers, reader]:
        process.start()
    for process in writers:
        process.join(120)
    stop.set()
    reader.join(30)

    vendors = open_register(root).holdings.all(Vendor)
    assert [process.exitcode for process in writers] == [0] * 8
    assert not wrong.is_set()
    assert (vendors[0].address, vendors[1].address) == ("24", "24")
    assert len(vendors) == 24 + 3
    assert open_register(root).verify() == ()


def test_a_folder_turned_read_only_can_be_read_and_says_that_it_cannot_be_written(tmp_path: Path) -> None:
    register = filled(tmp_path / "台帳")
    original = os.open

    def refuse(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return original(path, flags, *args, **kwargs)

    os.open = refuse
    try:
        with pytest.raises(RegisterReadOnlyError, match="権限"):
            edit(register)
        assert state(register.root) == BEFORE
    finally:
        os.open = original
    assert state(register.root) == BEFORE

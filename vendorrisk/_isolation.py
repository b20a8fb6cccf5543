"""Work on files at arm's length: in processes that may hang, crash or eat memory without harm to anybody else.

A file comes from outside, and the libraries that read it are written in C.  The parent hands out one task at a time with a time limit,
kills what does not answer, starts another worker in its place and goes on; a file that costs a worker costs one line of the report.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

import attrs

__all__ = ["Loss", "say", "still_working", "work_isolated"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_AHEAD = 2  # tasks a worker holds: the next one is there before the answer to this one has been read
_READY = "ready"
_START = 120.0  # seconds in which a process must have started; they are not taken from its first task
_GRACE = 0.5  # seconds in which a worker may end the programs that it started
_WAITING = 32  # answers that may wait for an earlier one, per worker


class Loss(Enum):
    """Why there is no answer to a task."""

    TIMEOUT = "timeout"
    CRASH = "crash"


def _context() -> Any:
    """Return the way to start processes: the quickest that is safe with whatever threads the caller runs."""
    methods = multiprocessing.get_all_start_methods()
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


@contextmanager
def _numbered_stderr() -> Iterator[None]:
    """Starting a process hands on the number of standard error; what a terminal program puts in its place says -1, and the start fails."""
    shown = sys.stderr
    try:
        numbered = shown.fileno() >= 0
    except (AttributeError, OSError, ValueError):
        numbered = True  # the starter knows this case
    if numbered:
        yield
        return
    sys.stderr = sys.__stderr__
    try:
        yield
    finally:
        sys.stderr = shown


def work_isolated(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    lost: Callable[[Task, Loss], Answer],
    seconds: Callable[[Task], float],
    workers: int = 1,
    memory: int | None = None,
    noted: Callable[[Task, Any], None] | None = None,
) -> Iterator[Answer]:
    """Yield the answers in the order of the tasks.

    Args:
        work: what to do; it and the tasks travel to other processes.
        tasks: on what.
        lost: gives the answer where a worker hung or died over a task.
        seconds: how long a task may take.
        workers: how many processes.
        memory: bytes of memory that one worker may have, where the system can keep it to that.
        noted: called with the task and what the work said by `say` or `still_working`.
    """
    crew = _Crew(work, seconds, min(workers, len(tasks)), memory, noted)
    answers: dict[int, Answer] = {}
    waiting = deque(enumerate(tasks))
    try:
        for number in range(len(tasks)):
            while number not in answers:
                if len(answers) < _WAITING * crew.size:
                    crew.hand_out(waiting)
                for place, task, outcome in crew.collect(waiting):
                    answers[place] = lost(task, outcome) if isinstance(outcome, Loss) else outcome.value
            yield answers.pop(number)
    finally:
        crew.dismiss()


@attrs.frozen
class _Done:
    value: Any


@attrs.frozen
class _Word:
    """What the work says on its way to an answer; it may begin its time anew."""

    value: Any
    renews: bool


_parents: list[Connection[Any, Any]] = []  # how a worker reaches its parent


def say(value: Any) -> None:
    """Say something while working on a task.  In other processes than workers this does nothing.

    Args:
        value: what the parent's `noted` is told.
    """
    _send(_Word(value, renews=False))


def still_working(value: Any) -> None:
    """Say, while working on a task, that it is long and goes on: its time begins anew.  In other processes than workers this does nothing.

    Args:
        value: what the parent's `noted` is told.
    """
    _send(_Word(value, renews=True))


def _send(word: _Word) -> None:
    for connection in _parents:
        connection.send(word)


@attrs.define(eq=False)
class _Worker(Generic[Task]):
    process: BaseProcess
    connection: Connection[Any, Any]
    tasks: deque[tuple[int, Task]] = attrs.field(factory=deque)
    deadline: float = attrs.field(factory=lambda: time.monotonic() + _START)
    ready: bool = False


class _Crew(Generic[Task]):
    """The workers, and which of them does what."""

    def __init__(
        self,
        work: Callable[[Task], Any],
        seconds: Callable[[Task], float],
        size: int,
        memory: int | None,
        noted: Callable[[Task, Any], None] | None,
    ) -> None:
        self.size = size
        self._noted = noted
        self._work = work
        self._seconds = seconds
        self._memory = memory
        self._workers = [self._hire() for _ in range(size)]

    def _hire(self) -> _Worker[Task]:
        context = _context()
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work, self._memory), daemon=True)
        with _numbered_stderr():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def hand_out(self, waiting: deque[tuple[int, Task]]) -> None:
        """Give every worker something to do."""
        for depth in range(_AHEAD):
            for worker in self._workers:
                if waiting and len(worker.tasks) <= depth:
                    worker.tasks.append(waiting.popleft())
                    if depth == 0:
                        self._start_clock(worker)
                    with suppress(OSError):  # it has died; `collect` will see that
                        worker.connection.send(worker.tasks[-1][1])

    def collect(self, waiting: deque[tuple[int, Task]]) -> Iterator[tuple[int, Task, _Done | Loss]]:
        """Wait for something to happen and yield what came of it; tasks that a dead worker had not begun go back in front."""
        busy = {worker.connection: worker for worker in self._workers if worker.tasks}
        patience = min(worker.deadline for worker in busy.values()) - time.monotonic()
        ready = wait(list(busy), max(0.0, patience))
        for connection in ready:
            worker = busy[connection]  # type: ignore[index]
            try:
                value = worker.connection.recv()
            except (EOFError, OSError):
                yield self._replace(worker, waiting, Loss.CRASH)
                continue
            if not worker.ready:
                worker.ready = True
                self._start_clock(worker)
                continue
            if isinstance(value, _Word):
                if value.renews:
                    self._start_clock(worker)
                if self._noted is not None:
                    self._noted(worker.tasks[0][1], value.value)
                continue
            place, task = worker.tasks.popleft()
            self._start_clock(worker)
            yield place, task, _Done(value)
        if not ready:
            now = time.monotonic()
            for worker in list(busy.values()):
                if worker.deadline <= now and not worker.connection.poll():
                    yield self._replace(worker, waiting, Loss.TIMEOUT)

    def _start_clock(self, worker: _Worker[Task]) -> None:
        if worker.tasks and worker.ready:
            worker.deadline = time.monotonic() + self._seconds(worker.tasks[0][1])

    def _replace(self, worker: _Worker[Task], waiting: deque[tuple[int, Task]], loss: Loss) -> tuple[int, Task, Loss]:
        """Put another worker in the place of one that is lost, and return the task it was lost over."""
        _end(worker)
        place, task = worker.tasks.popleft()
        waiting.extendleft(reversed(worker.tasks))
        self._workers[self._workers.index(worker)] = self._hire()
        return place, task, loss

    def dismiss(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            _end(worker)


def _end(worker: _Worker[Any]) -> None:
    """End a worker: gently, so that it can end the programs that it started, and then for good."""
    worker.process.terminate()
    worker.process.join(_GRACE)
    worker.process.kill()
    worker.process.join()
    worker.connection.close()


def _serve(connection: Connection[Any, Any], work: Callable[[Any], Any], memory: int | None) -> None:
    """Answer one task after the other, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    signal.signal(signal.SIGTERM, _leave)
    _parents[:] = [connection]
    try:
        _answer(connection, work, memory)
    except SystemExit:
        os._exit(1)


def _answer(connection: Connection[Any, Any], work: Callable[[Any], Any], memory: int | None) -> None:
    if memory is not None:
        _limit_memory(memory)
    connection.send(_READY)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = work(task)
        except BaseException:
            os._exit(1)  # without a traceback on the user's screen; the parent says which file it was
        connection.send(answer)


def _leave(*_: object) -> None:
    """Leave whatever is being done; what has started other programs ends them on the way."""
    raise SystemExit(1)


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))

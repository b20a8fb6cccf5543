"""A file that hangs, kills or overfills the process that reads it costs one line; all others are reported as if it were not there."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk._isolation import Loss, say, still_working, work_isolated

CLAUSE = "第1条　乙は、業務上知り得た秘密を漏らしてはならない。\n"


def behave(task: str) -> str:
    if task == "hang":
        time.sleep(60)
    if task == "die":
        os._exit(3)
    if task == "raise":
        raise RuntimeError(task)
    if task == "eat":
        return str(len(bytearray(3_000_000_000)))
    return task.upper()


def answers(tasks: list[str], workers: int = 1, memory: int | None = None) -> list[str]:
    def lost(task: str, loss: Loss) -> str:
        return f"{task}: {loss.value}"

    def seconds(task: str) -> float:
        return 0.3 if task == "hang" else 20

    return list(work_isolated(behave, tasks, lost=lost, seconds=seconds, workers=workers, memory=memory))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_answers_come_in_order_whatever_becomes_of_some(workers: int) -> None:
    tasks = ["a", "hang", "b", "die", "die", "c", "raise", "hang", *"defgh"]
    assert answers(tasks, workers) == [
        "A", "hang: timeout", "B", "die: crash", "die: crash", "C", "raise: crash", "hang: timeout", *"DEFGH",
    ]


def test_memory_is_limited() -> None:
    pytest.importorskip("resource", reason="this system cannot limit the memory of a process")
    assert answers(["a", "eat", "b"], memory=2_000_000_000) == ["A", "eat: crash", "B"]


def test_nothing_to_do() -> None:
    assert answers([]) == []


def test_workers_end_when_nobody_wants_more(tmp_path: Path) -> None:
    from multiprocessing import active_children

    before = set(active_children())
    work = work_isolated(behave, ["a", "hang", "b"], lost=lambda task, _: task, seconds=lambda _: 60, workers=2)
    assert next(work) == "A"
    work.close()  # type: ignore[attr-defined]
    assert set(active_children()) <= before


def endless_pdf(path: Path) -> Path:
    """Write a small PDF of 3,000 pages that share one page of 30,000 letters, each drawn by itself: minutes of work in 100 KB."""
    drawn = zlib.compress(b"BT /F1 4 Tf " + b"".join(b"1 0 0 1 %d %d Tm (A) Tj " % (n % 500, n // 60) for n in range(30_000)) + b"ET", 9)
    pages = 3000
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate([*objects, *[page] * pages], 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1, table, len(places) + 1, len(data),
    )
    path.write_bytes(data)
    return path


def test_a_file_that_takes_too_long_is_refused_and_the_others_are_judged(tmp_path: Path) -> None:
    slow, good = endless_pdf(tmp_path / "長大.pdf"), tmp_path / "契約.txt"
    good.write_text(CLAUSE, encoding="utf-8")
    first, second = vendorrisk.check([slow, good], kind="outsourcing", isolated=True, limits=vendorrisk.Limits(seconds=3)).documents
    assert [str(refusal.code) for refusal in first.refusals] == ["timeout"]
    assert first.verdict is None
    assert not second.refusals
    assert any(found.verdict is vendorrisk.Verdict.MET for result in second.requirements for found in result.elements)


def test_one_contract_of_several_files_names_the_one_that_takes_too_long(tmp_path: Path) -> None:
    slow, good = endless_pdf(tmp_path / "仕様書.pdf"), tmp_path / "契約.txt"
    good.write_text(CLAUSE, encoding="utf-8")
    (report,) = vendorrisk.check([good, slow], kind="outsourcing", together=True, isolated=True, limits=vendorrisk.Limits(seconds=2)).documents
    assert [str(refusal.code) for refusal in report.refusals] == ["timeout"]
    assert report.verdict == "non-compliant"


def test_isolated_reports_are_the_same_reports(tmp_path: Path) -> None:
    paths = []
    for number in range(20):
        path = tmp_path / f"{number}.txt"
        path.write_text(CLAUSE.replace("第1条", f"第{number + 1}条"), encoding="utf-8")
        paths.append(path)
    plain = vendorrisk.check(paths, kind="outsourcing")
    assert vendorrisk.check(paths, kind="outsourcing", isolated=True) == plain
    assert vendorrisk.check(paths, kind="outsourcing", jobs=3) == plain


def work_long(task: float) -> str:
    for step in range(6):
        still_working(step)
        time.sleep(task)
    return "done"


def test_work_that_gives_signs_of_life_may_take_longer() -> None:
    told: list[tuple[float, int]] = []
    answers = list(
        work_isolated(
            work_long, [0.5, 30.0], lost=lambda _, loss: loss.value, seconds=lambda _: 2.0, noted=lambda task, step: told.append((task, step))
        )
    )
    assert answers == ["done", "timeout"]
    assert told == [*((0.5, step) for step in range(6)), (30.0, 0)]


def talk_long(task: float) -> str:
    for step in range(6):
        say(step)
        time.sleep(task)
    return "done"


def test_work_that_only_says_how_far_it_is_has_no_more_time_for_that() -> None:
    told: list[int] = []
    answers = list(
        work_isolated(talk_long, [0.1, 1.0], lost=lambda _, loss: loss.value, seconds=lambda _: 3.5, noted=lambda _, step: told.append(step))
    )
    assert answers == ["done", "timeout"]
    assert told[:6] == list(range(6))
    assert 1 <= len(told[6:]) < 6


def start_a_program(note: str) -> None:
    with subprocess.Popen(["/bin/sleep", "600"], start_new_session=True) as child:
        try:
            Path(note).write_text(str(child.pid))
            child.wait()
        finally:
            child.kill()


def test_a_worker_that_is_ended_may_end_the_programs_that_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    answers = list(work_isolated(start_a_program, [str(note)], lost=lambda _, loss: None, seconds=lambda _: 4.0))
    assert answers == [None]
    pid = int(note.read_text())
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


class _Screen:
    """What a terminal program puts in the place of standard error."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None: ...

    def fileno(self) -> int:
        return -1


def test_workers_start_where_standard_error_has_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[int] = []
    screen = _Screen()
    monkeypatch.setattr("sys.stderr", screen)
    thread = threading.Thread(target=lambda: answers.extend(work_isolated(abs, [-1, -2], lost=lambda task, _: 0, seconds=lambda _: 30.0)))
    thread.start()
    thread.join(60)
    assert answers == [1, 2]
    assert sys.stderr is screen

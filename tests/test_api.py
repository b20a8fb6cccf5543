"""The library gives the same as the command line, in a few functions and frozen values."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

import vendorrisk
from vendorrisk.model import Classification

GOOD = "第7条　乙は、甲の承諾なく、業務を第三者に再委託してはならない。\n"


def test_every_public_name_is_there() -> None:
    for name in vendorrisk.__all__:
        assert getattr(vendorrisk, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        vendorrisk.nothing  # noqa: B018


@pytest.mark.parametrize("as_given", [str, Path])
def test_one_path_may_be_given_without_a_list(tmp_path: Path, as_given: type) -> None:
    (tmp_path / "契約書.txt").write_text(GOOD, encoding="utf-8")

    report = vendorrisk.check(as_given(tmp_path / "契約書.txt"))

    assert [document.paths[0].name for document in report.documents] == ["契約書.txt"]


def test_reports_are_frozen(tmp_path: Path) -> None:
    report = vendorrisk.check_text(GOOD, kind="outsourcing")

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.verdict = "compliant"  # type: ignore[misc]


def test_quotes_are_cut_from_the_text() -> None:
    report = vendorrisk.check_text(GOOD, kind="outsourcing")
    met = [e for r in report.requirements for f in r.elements for e in f.evidence]

    assert met
    assert all(GOOD[e.start : e.end] == e.quote for e in met)


class _Here(Executor):
    """An executor that works at once; stands for whatever a caller brings."""

    def __init__(self) -> None:
        self.tasks = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.tasks += 1
        future: Future[object] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.mark.parametrize("make", [_Here, lambda: ThreadPoolExecutor(2)])
def test_any_executor_gives_the_same_report(make: type[Executor], tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(GOOD * (number + 1), encoding="utf-8")
    with make() as executor:
        spread = vendorrisk.check([tmp_path], kind="outsourcing", executor=executor)

    assert vendorrisk.check([tmp_path], kind="outsourcing") == spread


def test_progress_counts_every_file(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    seen: list[tuple[int, int]] = []
    list(vendorrisk.iter_reports(files, progress=lambda done, total: seen.append((done, total))))

    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("wrong", [{"kind": "loan"}, {"handles": ["gold"]}, {"policies": ["nothing"]}])
def test_wrong_words_are_usage_errors(wrong: dict[str, object]) -> None:
    with pytest.raises(vendorrisk.UsageError):
        vendorrisk.check_text(GOOD, **wrong)  # type: ignore[arg-type]


def test_unknown_importance_counts_as_important() -> None:
    report = vendorrisk.check_text(GOOD, kind="outsourcing")
    known = vendorrisk.check_text(GOOD, kind="outsourcing", facts=vendorrisk.Facts(confidentiality=Classification.C1))

    assert any(result.applies for result in report.requirements)
    assert not any(result.applies for result in known.requirements if result.requirement.id.startswith("outsourcing."))

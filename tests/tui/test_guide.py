"""The guide in docs/ is carried out as it stands, in both languages: its keys are pressed, its pictures compared, the files of the register read.

``--update-pictures`` keeps the pictures as they are seen now.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guide import Move, follow, tasks_of
from pictures import hold, picture_of
from screens import opened
from vendorrisk import check
from vendorrisk.model import (
    CheckRecord,
    CloudService,
    Contract,
    ElementVerdict,
    Holdings,
    Language,
    Measure,
    Person,
    Review,
    ReviewResult,
    name_of,
)
from vendorrisk.register import open_register
from vendorrisk_tui.app import VendorriskApp

DOCS = Path(__file__).parents[2] / "docs"
SAMPLES = DOCS.parent / "contracts" / "samples"
GUIDES = {"ja": DOCS / "guide.ja.md", "en": DOCS / "guide.md"}
TODAY = date(2026, 11, 25)


def person(held: Holdings, name: str) -> str:
    return next(one.id for one in held.all(Person) if one.name.replace(" ", "") == name)


def a_contract_was_checked(before: Holdings, held: Holdings, folder: Path) -> None:
    contract = next(one for one in held.all(Contract) if one.title.startswith("プレミアム付商品券"))
    (made,) = held.about(contract.id, CheckRecord)
    (decided,) = made.overrides
    assert (decided.verdict, decided.reason, decided.by, decided.on) == (ElementVerdict.MET, "仕様書第５条で確認した", person(held, "森拓也"), TODAY)
    assert [one.name for one in contract.documents] == ["業務委託契約書案.docx"]
    draft = next(path for path in folder.iterdir() if path.stem.startswith("業務委託契約書案_"))
    together = check([folder / "業務委託契約書案.docx", draft], kind="outsourcing", handles=["personal-information"], together=True)
    assert together.documents[0].verdict == "compliant"


def a_contract_was_entered(before: Holdings, held: Holdings, folder: Path) -> None:
    (made,) = (one for one in held.all(Contract) if one.id not in before.records)
    assert (made.number, made.title, made.start, made.end) == ("令和９年度第３号", "電子申請システム運用保守業務委託", date(2027, 4, 1), date(2028, 3, 31))
    assert [held.name(id) for id in (made.vendor, made.department, made.owner)] == ["架空総合情報システム株式会社", "情報政策課", "森 拓也"]  # noqa: A001
    assert made.information is not None
    assert (made.information.personal, made.information.my_number, str(made.information.confidentiality)) == (True, False, "2")


def a_review_was_done(before: Holdings, held: Holdings, folder: Path) -> None:
    service = next(one for one in held.all(CloudService) if one.name == "子育て応援アプリ")
    (made,) = (one for one in held.about(service.id, Review) if one.id not in before.records)
    (finding,) = made.findings
    (evidence,) = made.evidence
    assert (made.due, made.done_on, made.result, len(made.confirmed)) == (date(2026, 11, 5), TODAY, ReviewResult.FINDINGS, 25)
    assert (finding.what, finding.requirement, held.name(made.done_by)) == ("認証の更新を確認できない。", "cloud.certification", "石井 翔太")
    assert evidence.name == "確認の記録.pdf"
    assert (folder.parent / "架空市" / "documents" / evidence.sha256[:2] / evidence.sha256).read_bytes() == (folder / "確認の記録.pdf").read_bytes()
    measure = held.get(finding.measure, Measure)
    assert measure is not None
    assert (measure.subject, measure.due) == (service.id, date(2026, 12, 25))


def a_review_was_put_off_and_a_measure_finished(before: Holdings, held: Holdings, folder: Path) -> None:
    (review,) = (one for one in held.all(Review) if one.id not in before.records)
    assert held.name(review.subject) == "防火対象物台帳システム保守業務"
    assert (review.due, review.done_on, review.postponed_to, review.postponed_why) == (date(2026, 10, 1), None, date(2026, 12, 25), "相手方の事業所が移転中のため")
    (measure,) = (one for one in held.all(Measure) if one != before.records[one.id])
    assert (measure.title, measure.done_on, held.name(measure.done_by)) == ("ISMS登録証の更新に係る報告の要求", TODAY, "伊藤 直樹")


def everything_was_handed_over_but_one(before: Holdings, held: Holdings, folder: Path) -> None:
    leaves, follows = person(held, "小野沙織"), person(held, "近藤大輔")
    changed = [record for record in before if held.records[record.id] != record]
    owned = [record.id for record in held if leaves in (getattr(record, "owner", ""), getattr(record, "deputy", "")) and record.id[:8] == "contract"]
    assert len(changed) > 5
    for record in changed:
        for field in ("owner", "deputy"):
            if getattr(record, field, "") == leaves:
                assert getattr(held.records[record.id], field) in (follows, ""), name_of(record)
    assert len(owned) == 1


OUTCOMES: dict[int, Callable[[Holdings, Holdings, Path], None]] = {
    1: a_contract_was_checked, 2: a_contract_was_entered, 3: a_review_was_done, 4: a_review_was_put_off_and_a_measure_finished, 5: everything_was_handed_over_but_one,
}  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("task", list(OUTCOMES))
async def test_what_the_guide_says_is_what_happens(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config, task: int, language: Language
) -> None:
    root, folder = Path(shutil.copytree(sample, tmp_path / "架空市")), tmp_path / "契約"
    folder.mkdir()
    shutil.copyfile(SAMPLES / "outsourcing-gaps.docx", folder / "業務委託契約書案.docx")
    shutil.copyfile(SAMPLES / "outsourcing-complete.pdf", folder / "確認の記録.pdf")
    monkeypatch.chdir(folder)
    before = open_register(root).holdings
    app = VendorriskApp(root, language)
    different: list[str] = []

    def keep(name: str) -> None:
        try:
            hold(picture_of(app, name.rpartition("/")[2]), DOCS / name, update=pytestconfig.getoption("--update-pictures"))
        except AssertionError as error:
            different.append(str(error))

    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await follow(pilot, tasks_of(GUIDES[language])[task], keep)
    OUTCOMES[task](before, open_register(root).holdings, folder)
    assert different == [], "\n\n".join(different)


def test_both_guides_press_the_same_keys_and_show_the_same_pictures_and_no_picture_is_left_over() -> None:
    def told(language: str) -> dict[int, list[Move]]:
        return {task: [move for move in moves if move.sort in ("key", "text")] for task, moves in tasks_of(GUIDES[language]).items()}

    assert told("ja") == told("en")
    assert list(told("ja")) == list(OUTCOMES)
    for language, path in GUIDES.items():
        shown = {move.value for moves in tasks_of(path).values() for move in moves if move.sort == "picture"}
        assert shown == {f"pictures/{language}/{one.name}" for one in (DOCS / "pictures" / language).iterdir()}

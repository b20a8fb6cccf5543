"""A small register of an invented city, and what drives the terminal application through its keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.events import Key
from textual.pilot import Pilot

from vendorrisk.model import (
    Basis,
    Body,
    Classification,
    CloudService,
    Contract,
    ContractKind,
    Department,
    Information,
    Measure,
    MeasureKind,
    Notice,
    Person,
    Platform,
    Renewal,
    RenewalMode,
    Review,
    ReviewKind,
    ReviewMethod,
    ReviewResult,
    ServiceStatus,
    SocialAccount,
    Subcontract,
    SubcontractDecision,
    Unit,
    Vendor,
)
from vendorrisk.register import Register
from vendorrisk_tui.app import VendorriskApp


def fill(register: Register) -> None:
    """Put in what a small city has."""
    with register.transaction(who="試験", action="import") as change:
        section = change.add(Department(name="情報政策課", body=Body.MAYOR))
        tax = change.add(Department(name="市民税課", body=Body.MAYOR))
        owner = change.add(Person(name="佐藤花子", kana="さとうはなこ", department=section.id, post="主査"))
        deputy = change.add(Person(name="髙橋一郎", kana="たかはしいちろう", department=section.id, post="主事"))
        left = change.add(Person(name="鈴木次郎", kana="すずきじろう", department=tax.id, post="係長", until=date(2026, 3, 31)))
        systems = change.add(Vendor(name="架空システム株式会社", kana="かくうしすてむ"))
        printing = change.add(Vendor(name="見本印刷㈱", kana="みほんいんさつ"))
        personal = Information(personal=True, my_number=False, confidentiality=Classification.C2, description="住民の氏名、住所及び税額")
        change.add(
            Contract(
                number="令和8年度第12号", title="住民情報システム運用保守業務委託", kind=ContractKind.OPERATION_MAINTENANCE, vendor=systems.id, department=section.id,
                owner=owner.id, deputy=deputy.id, value_yen=12_340_000, start=date(2026, 4, 1), end=date(2027, 3, 31),
                renewal=Renewal(mode=RenewalMode.AUTOMATIC, months=12), notice=Notice(value=3, unit=Unit.MONTH), information=personal,
                subcontracts=(Subcontract(key="1", vendor=printing.id, scope="帳票の印刷", decision=SubcontractDecision.APPROVED, decided_on=date(2026, 4, 10)),),
            )
        )  # fmt: skip
        mailing = change.add(
            Contract(
                title="納税通知書印刷封入封緘業務委託", kind=ContractKind.PRINTING_MAILING, vendor=printing.id, department=tax.id, owner=left.id, start=date(2025, 4, 1),
                end=date(2026, 3, 31), information=personal,
            )
        )  # fmt: skip
        change.add(CloudService(name="電子申請クラウド", provider=systems.id, status=ServiceStatus.IN_USE, basis=Basis.TERMS, department=section.id, owner=owner.id, started_on=date(2025, 10, 1), use="住民からの申請の受付"))
        change.add(SocialAccount(title="架空市公式", platform=Platform.X, handle="@kaku_city", status=ServiceStatus.IN_USE, department=section.id, owner=owner.id, opened_on=date(2025, 5, 1)))
        change.add(Review(subject=mailing.id, kind=ReviewKind.PERIODIC, method=ReviewMethod.DOCUMENT, due=date(2025, 10, 1), done_on=date(2025, 10, 1), done_by=owner.id, result=ReviewResult.FINDINGS))
        change.add(Measure(title="従事者名簿の提出を求める", subject=mailing.id, kind=MeasureKind.REPORT_DEMAND, due=date(2026, 12, 1), owner=owner.id))


def text_of(app: VendorriskApp) -> str:
    """Return what the screen shows, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def until(pilot: Pilot[None], ready: Callable[[], object], patience: int = 400) -> None:
    """Wait until something has come about."""
    for _ in range(patience):
        await pilot.pause(0.01)
        if ready():
            return
    raise AssertionError("it did not come about:\n" + text_of(pilot.app))  # type: ignore[arg-type]


async def opened(pilot: Pilot[None]) -> VendorriskApp:
    """Wait until the register is open and everything due is known."""
    app = pilot.app
    assert isinstance(app, VendorriskApp)
    await until(pilot, lambda: app.findings is not None)
    await pilot.pause()
    return app


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type as an input method commits: every character a key of its own, at once."""
    for character in text:
        pilot.app.post_message(Key(character, character))
    await pilot.pause()
    await pilot.pause()

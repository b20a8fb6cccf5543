"""The outsourcing contract: form, term, what it touches, who answers for it, who really does the work, how it ends."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model._facts import Facts, Handling, NetworkTier
from vendorrisk.model._fields import choice, day, money, part, parts, ref, refs, text, texts
from vendorrisk.model._parts import (
    Amendment,
    Closing,
    Delivery,
    Ended,
    FileRef,
    Handover,
    Information,
    Notice,
    Renewal,
    Responsible,
    ReviewRule,
    Span,
    Subcontract,
)
from vendorrisk.model._records import Record
from vendorrisk.model._vocabulary import Access, ContractKind, Outage, Procurement, TermForm

__all__ = ["Contract", "facts_of_information"]

_SYSTEM_KINDS = {ContractKind.SYSTEM_DEVELOPMENT, ContractKind.OPERATION_MAINTENANCE}


@attrs.frozen(kw_only=True)
class Contract(Record):
    """契約: facts only; state, notice date and risk are computed from them and never stored."""

    number: str = text("契約番号", "contract number")
    title: str = text("件名", "title", required=True)
    kind: ContractKind | None = choice("契約の種類", "kind", required=True)
    vendor: str = ref("vendor", "相手方", "vendor", required=True)
    other_vendors: tuple[str, ...] = refs("vendor", "その他の当事者", "other parties")
    department: str = ref("department", "所管課", "department", required=True)
    owner: str = ref("person", "担当者", "owner", required=True)
    deputy: str = ref("person", "副担当者", "deputy")
    procurement: Procurement | None = choice("契約方法", "procurement")
    term_form: TermForm | None = choice("契約期間の形態", "form of the term")
    value_yen: int | None = money("契約金額（円）", "value (yen)")
    selection: str = ref("selection", "選定の記録", "selection")
    signed_on: date | None = day("締結日", "signed on")
    start: date | None = day("始期", "start", required=True)
    end: date | None = day("終期", "end")
    renewal: Renewal | None = part("更新", "renewal")
    notice: Notice | None = part("解約予告", "notice")
    lead_time: Span | None = part("庁内準備期間", "internal lead time")
    parent: str = ref("contract", "基本契約", "parent contract")
    replaces: str = ref("contract", "前契約", "replaces")
    information: Information | None = part("取り扱う情報", "information", required=True)
    tiers: tuple[NetworkTier, ...] = choice("ネットワーク区分", "network tiers", many=True)
    systems: tuple[str, ...] = texts("関係する情報システム", "systems touched")
    access: tuple[Access, ...] = choice("情報への接触方法", "access", many=True)
    workplace: str = text("作業場所", "workplace")
    room_entry: str = text("サーバー室等への立入り", "entry to server rooms")
    workers_notified_on: date | None = day("従事者名簿の受領日", "list of workers received on")
    policy_shown_on: date | None = day("情報セキュリティポリシー等の提示日", "security policy shown on")
    responsible: Responsible | None = part("受託者の責任者", "contractor's responsible person")
    outage: Outage | None = choice("許容できる停止期間", "tolerable outage")
    policies: tuple[str, ...] = texts("適用する要件集", "requirement packs")
    documents: tuple[FileRef, ...] = parts("契約書類", "documents")
    amendments: tuple[Amendment, ...] = parts("変更契約", "amendments")
    subcontracts: tuple[Subcontract, ...] = parts("再委託", "subcontracts")
    handovers: tuple[Handover, ...] = parts("引渡物", "things handed over")
    deliveries: tuple[Delivery, ...] = parts("検査・支払", "inspection and payment")
    review_rules: tuple[ReviewRule, ...] = parts("個別の確認周期", "own review intervals")
    closing: Closing | None = part("終了時の確認", "closing")
    ended: Ended | None = part("終了", "ended")

    def in_force(self, today: date) -> Contract:
        """Return the contract as its amendments have made it by a day.

        >>> from vendorrisk.model import Amendment
        >>> longer = Amendment(signed_on=date(2026, 6, 1), effective_on=date(2026, 7, 1), new_end=date(2027, 9, 30))
        >>> contract = Contract(id="contract-2026-0001", title="保守", end=date(2027, 3, 31), amendments=(longer,))
        >>> str(contract.in_force(date(2026, 6, 30)).end), str(contract.in_force(date(2026, 7, 1)).end)
        ('2027-03-31', '2027-09-30')
        """
        end, value = self.end, self.value_yen
        begun = (amendment for amendment in self.amendments if amendment.effective_on is not None and amendment.effective_on <= today)
        for amendment in sorted(begun, key=lambda one: (one.effective_on, one.signed_on or date.min)):
            end = amendment.new_end or end
            value = amendment.new_value_yen if amendment.new_value_yen is not None else value
        if (end, value) == (self.end, self.value_yen):
            return self
        return attrs.evolve(self, end=end, value_yen=value)

    @property
    def facts(self) -> Facts:
        """What the requirements ask: taken from the record, never guessed."""
        return facts_of_information(self.information, self.tiers, system=self.kind in _SYSTEM_KINDS)


def facts_of_information(information: Information | None, tiers: tuple[NetworkTier, ...], *, system: bool = False, terms: bool = False) -> Facts:
    """Return the facts that switch requirements on; of several tiers the most closely guarded one counts."""
    handles = {Handling.SYSTEM} if system else set()
    if terms:
        handles.add(Handling.TERMS_OF_SERVICE)
    if information is not None and information.personal:
        handles.add(Handling.PERSONAL_INFORMATION)
    if information is not None and information.my_number:
        handles |= {Handling.PERSONAL_INFORMATION, Handling.MY_NUMBER}
    guarded = tiers[0] if len(tiers) == 1 else next((tier for tier in NetworkTier if tier in tiers), None) if tiers else None
    if information is None:
        return Facts(handles=frozenset(handles), tier=guarded)
    return Facts(
        handles=frozenset(handles),
        confidentiality=information.confidentiality,
        integrity=information.integrity,
        availability=information.availability,
        tier=guarded,
    )

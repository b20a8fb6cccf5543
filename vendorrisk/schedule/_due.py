"""The due list: everything that somebody in the city has to do by a day, over the whole register, with the sentence that explains the day.

Every date of a record that lies ahead is here; a test enumerates the fields and fails when one is neither here nor named as past.  Tests
are ranges, never equality, so a day on which nobody opened the tool loses nothing; what is overdue stays until it is done, postponed with a
reason, or ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Protocol

import attrs

from vendorrisk.model import (
    Acceptance,
    Bilingual,
    Choice,
    ClosingStep,
    CloudService,
    Contract,
    EndReason,
    Holdings,
    Incident,
    Language,
    Measure,
    Person,
    Record,
    RiskBand,
    ServiceStatus,
    SocialAccount,
    SubcontractDecision,
    Vendor,
    kind_of,
)
from vendorrisk.schedule._calendar import Calendar
from vendorrisk.schedule._clocks import inspection_limit, leak_clock, payment_limit
from vendorrisk.schedule._eras import say_date
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._of_records import calendar_of, term_status
from vendorrisk.schedule._reviews import reviews_due
from vendorrisk.schedule._terms import TermState

__all__ = ["DueItem", "DueKind", "due_list"]


_USERS = 20  # records of a firm whose owners are asked


class DueKind(Choice):
    """What has to be done."""

    RENEWAL_START = "renewal-start", "更新・再調達の準備開始", "start preparing the renewal"
    NOTICE = "notice", "解約通知の期限", "give notice"
    CONTRACT_END = "contract-end", "満了（更新の判断）", "end of the contract: decide"
    REVIEW = "review", "確認", "review"
    MEASURE = "measure", "措置", "measure"
    MEASURE_VERIFICATION = "measure-verification", "措置の完了確認", "verify a measure"
    SPEEDY_REPORT = "speedy-report", "事故の速報", "speedy report of an incident"
    FINAL_REPORT = "final-report", "事故の確報", "final report of an incident"
    CERTIFICATE = "certificate", "認証の期限", "certificate expires"
    SUBCONTRACT_DECISION = "subcontract-decision", "再委託の承諾の決定", "decide on a subcontract"
    SUBCONTRACT_END = "subcontract-end", "再委託の終期", "subcontract ends"
    PERMISSION = "permission", "利用許可の期限", "permission expires"
    PERMISSION_DECISION = "permission-decision", "利用申請の決定", "decide on an application"
    SERVICE_END = "service-end", "利用期限", "use of the service ends"
    ACCEPTANCE = "acceptance", "受容・例外の期限", "acceptance expires"
    INSPECTION = "inspection", "給付の検査", "inspect a delivery"
    PAYMENT = "payment", "支払", "pay"
    RETURN = "return", "引渡物の返却", "get back what was handed over"
    CLOSING = "closing", "返還・廃棄の確認", "confirm return or erasure"
    HANDOVER = "handover", "担当者の引継ぎ", "hand over records"
    SUSPENSION_END = "suspension-end", "指名停止の終了", "suspension ends"


class _Explains(Protocol):
    def __call__(self, lang: Language = "ja") -> str: ...


@attrs.frozen
class DueItem:
    """One thing to do by a day.

    Attributes:
        record: the record that it concerns.
        kind: what has to be done.
        day: the last day to do it.
        label: the record's name and, where there are several, which part of it.
        responsible: ids of the people to ask, the first who is still there first; empty when nobody answers for the record.
        detail: what tells this item from others of the same kind at the same record.
        undecided: whether the end has come or is too near, and nobody has decided.
    """

    record: str
    kind: DueKind
    day: date
    label: Bilingual
    responsible: tuple[str, ...]
    detail: str = ""
    undecided: bool = False
    _explain: _Explains | Bilingual = attrs.field(default=Bilingual("", ""), repr=False, eq=False)

    @property
    def uid(self) -> str:
        """A name that stays the same when the day moves, so that a calendar moves its entry instead of doubling it."""
        return "-".join(part for part in (self.record, self.kind.value, self.detail) if part)

    def is_overdue(self, today: date) -> bool:
        """Return whether the day has passed."""
        return self.day < today

    def explain(self, lang: Language = "ja") -> str:
        """Return how the day was computed, and from what."""
        return self._explain.get(lang) if isinstance(self._explain, Bilingual) else self._explain(lang)


def due_list(
    holdings: Holdings,
    today: date,
    *,
    within: int | None = None,
    bands: Mapping[str, RiskBand] | None = None,
) -> tuple[DueItem, ...]:
    """Return what is due, overdue first, then by day.

    Args:
        holdings: the register.
        today: the day that is asked about.
        within: leave out what is due later than in so many days; everything when None.
        bands: residual risk by record, which shortens the intervals of reviews.

    >>> contract = Contract(id="contract-2026-0001", title="保守", start=date(2026, 4, 1), end=date(2027, 3, 31))
    >>> [(item.kind.value, str(item.day)) for item in due_list(Holdings([contract]), date(2026, 11, 25))]
    [('contract-end', '2027-03-31'), ('review', '2027-03-31')]
    """
    walk = _Walk(holdings, today, bands or {})
    horizon = today + timedelta(days=within) if within is not None else date.max
    items = [item for record in holdings for item in walk.items(record) if item.day <= horizon]
    return tuple(sorted(items, key=lambda item: (item.day, item.record, item.kind.value, item.detail)))


class _Walk:
    """One walk over the register for one day."""

    def __init__(self, holdings: Holdings, today: date, bands: Mapping[str, RiskBand]) -> None:
        self.holdings = holdings
        self.today = today
        self.bands = bands
        self._people: dict[str, tuple[str, ...]] = {}
        self.calendar: Calendar = calendar_of(holdings.settings)
        self._of: dict[type[Record], Callable[..., Iterator[DueItem]]] = {
            Contract: self.contract,
            CloudService: self.service,
            SocialAccount: self.account,
            Measure: self.measure,
            Incident: self.incident,
            Acceptance: self.acceptance,
            Vendor: self.vendor,
            Person: self.person,
        }

    def items(self, record: Record) -> Iterator[DueItem]:
        items = self._of.get(type(record))
        return items(record) if items is not None else iter(())

    def item(self, record: Record, kind: DueKind, day: date, explain: _Explains | Bilingual, *, part: Bilingual | str = "", detail: str = "", undecided: bool = False) -> DueItem:
        name = self.holdings.label(record)
        ja, en = (part.ja, part.en) if isinstance(part, Bilingual) else (part, part)
        label = Bilingual(f"{name}（{ja}）", f"{name} ({en})") if part else Bilingual(name, name)
        return DueItem(record.id, kind, day, label, self.responsible(record), detail, undecided, explain)

    def responsible(self, record: Record) -> tuple[str, ...]:
        """Return who is to be asked: owner, deputy, then whoever answers for the subject; those who have left come last."""
        known = self._people.get(record.id)
        if known is not None:
            return known
        subject = self.holdings.records.get(getattr(record, "subject", ""))
        sources: list[Record] = [source for source in (record, subject) if source is not None]
        if isinstance(record, (Vendor, Person)):  # nobody is named for a firm, or for somebody who leaves: those who work with it are
            sources += [user for id in self.holdings.users(record.id)[:_USERS] if (user := self.holdings.records.get(id)) is not None]  # noqa: A001
        named = [getattr(source, name, "") for source in sources for name in ("owner", "deputy")]
        people = [id for id in dict.fromkeys([record.id if isinstance(record, Person) else "", *named]) if id]  # noqa: A001

        def has_left(id: str) -> bool:  # noqa: A002
            person = self.holdings.get(id, Person)
            return person is None or (person.until is not None and person.until < self.today)

        known = self._people[record.id] = tuple(people if len(people) < 2 else sorted(people, key=has_left))
        return known

    def contract(self, contract: Contract) -> Iterator[DueItem]:
        current = contract.in_force(self.today)
        status = term_status(contract, self.holdings, self.today, self.calendar)
        if status is None or (contract.ended is not None and contract.ended.reason is EndReason.ABANDONED):
            return
        term, end = status.term, status.end
        say = status.explain
        if status.state in (TermState.UPCOMING, TermState.ACTIVE, TermState.LEAD_WINDOW) and term.ended_on is None:
            if term.lead_time is not None and status.start_by is not None:
                yield self.item(contract, DueKind.RENEWAL_START, status.start_by, say)
            if status.notice_by is not None:
                yield self.item(contract, DueKind.NOTICE, status.notice_by, say)
        if status.state is TermState.NOTICE_WINDOW and status.next_notice_by is not None:
            yield self.item(contract, DueKind.NOTICE, status.next_notice_by, say)
        if end is not None and term.ended_on is None and (status.renewals_left == 0 or status.state is TermState.EXPIRED_UNDECIDED):
            undecided = status.state in (TermState.DECISION_NEEDED, TermState.EXPIRED_UNDECIDED)
            yield self.item(contract, DueKind.CONTRACT_END, end, say, undecided=undecided)
        over = term.ended_on if term.ended_on is not None else end if status.state is TermState.EXPIRED_UNDECIDED else None
        if over is None or over >= self.today:
            yield from self.reviews(contract, over or (end if status.renewals_left == 0 else None))
        else:
            yield from self.closing(contract, over)
        yield from self.subcontracts(current)
        yield from self.deliveries(current)
        for place, handed in enumerate(current.handovers):
            back = handed.due_back or over
            if handed.returned_on is None and back is not None:
                yield self.item(contract, DueKind.RETURN, back, Bilingual("引渡物の返却期限、又は契約の終了日です。", "the day to return it, or the end of the contract."), part=handed.what, detail=str(place))

    def reviews(self, record: Record, until: date | None) -> Iterator[DueItem]:
        for review in reviews_due(record, self.holdings, self.today, self.bands.get(record.id), self.calendar, until):
            yield self.item(record, DueKind.REVIEW, review.due.day, review.due.explain, part=review.kind.label, detail=review.kind.value)

    def closing(self, record: Contract | CloudService, over: date) -> Iterator[DueItem]:
        closing = record.closing
        information = record.information
        if closing is not None and closing.disposal is ClosingStep.VERIFIED:
            return
        if isinstance(record, Contract) and information is None and not record.handovers:
            return
        yield self.item(record, DueKind.CLOSING, over, Bilingual("契約・利用の終了日です。返還・廃棄を確認し、証明書を記録してください。", "the day it ended; confirm return or erasure with proof."))

    def subcontracts(self, contract: Contract) -> Iterator[DueItem]:
        for sub in contract.subcontracts:
            name = self.holdings.name(sub.vendor)
            if sub.decision is SubcontractDecision.REQUESTED:
                days = [day for day in (sub.start, sub.requested_on) if day is not None]
                if days:
                    why = Bilingual("再委託の開始日（なければ申請日）までに承諾又は不承諾を決めてください。", "decide before the subcontract starts (or was asked for).")
                    yield self.item(contract, DueKind.SUBCONTRACT_DECISION, days[0], why, part=name, detail=sub.key)
            elif sub.decision is SubcontractDecision.APPROVED and sub.end is not None and not sub.disposal_proof:
                why = Bilingual("再委託の終期です。返還・廃棄の証明を受けてください。", "the subcontract ends; get proof of return or erasure.")
                yield self.item(contract, DueKind.SUBCONTRACT_END, sub.end, why, part=name, detail=sub.key)

    def deliveries(self, contract: Contract) -> Iterator[DueItem]:
        for place, delivery in enumerate(contract.deliveries):
            works = bool(delivery.works)
            if delivery.notified_on is None:
                continue
            try:
                inspection = inspection_limit(delivery.notified_on, works=works, corrected=delivery.corrected_on, calendar=self.calendar)
            except ScheduleError:
                continue  # said as a problem of the record
            if delivery.inspected_on is None:
                yield self.item(contract, DueKind.INSPECTION, inspection.act_by, inspection.rule, part=delivery.what, detail=str(place))
            if delivery.invoiced_on is not None and delivery.paid_on is None:
                limit = payment_limit(delivery.invoiced_on, works=works, inspection_by=inspection.by, inspected=delivery.inspected_on, calendar=self.calendar)
                yield self.item(contract, DueKind.PAYMENT, limit.act_by, limit.rule, part=delivery.what, detail=str(place))

    def service(self, service: CloudService) -> Iterator[DueItem]:
        if service.status in (ServiceStatus.STOPPED, ServiceStatus.REFUSED):
            if service.stopped_on is not None:
                yield from self.closing(service, service.stopped_on)
            return
        permission = service.permission
        if permission is not None and permission.until is not None:
            yield self.item(service, DueKind.PERMISSION, permission.until, Bilingual("利用許可の期限です。", "the permission ends."))
        if permission is not None and permission.applied_on is not None and permission.decided_on is None:
            yield self.item(service, DueKind.PERMISSION_DECISION, permission.applied_on, Bilingual("申請日です。許可・不許可を決めてください。", "applied for on this day; decide."))
        if service.until is not None:
            yield self.item(service, DueKind.SERVICE_END, service.until, Bilingual("利用期限です。継続又は終了を判断してください。", "the use ends; decide."))
        yield from self.certificates(service)
        yield from self.reviews(service, service.until)

    def account(self, account: SocialAccount) -> Iterator[DueItem]:
        yield from self.reviews(account, None)

    def vendor(self, vendor: Vendor) -> Iterator[DueItem]:
        if any(isinstance(self.holdings.records.get(id), (Contract, CloudService)) for id in self.holdings.users(vendor.id)):  # noqa: A001
            yield from self.certificates(vendor)
        for place, suspension in enumerate(vendor.suspensions):
            if suspension.end is not None and suspension.end >= self.today:
                yield self.item(vendor, DueKind.SUSPENSION_END, suspension.end, Bilingual("指名停止の終了日です。", "the suspension ends."), detail=str(place))

    def certificates(self, holder: Vendor | CloudService) -> Iterator[DueItem]:
        newest: dict[tuple[str, str], date] = {}
        for certificate in holder.certifications:
            if certificate.scheme is not None and certificate.valid_until is not None:
                key = (certificate.scheme.value, certificate.scope)
                newest[key] = max(newest.get(key, certificate.valid_until), certificate.valid_until)
        names = {c.scheme.value: c.scheme.label for c in holder.certifications if c.scheme is not None}
        for (scheme, scope), until in newest.items():
            why = Bilingual("認証の有効期限です。更新後の証書を確認してください。", "the certificate ends; look at the renewed one.")
            yield self.item(holder, DueKind.CERTIFICATE, until, why, part=names[scheme], detail=scheme + (f"-{scope}" if scope else ""))

    def measure(self, measure: Measure) -> Iterator[DueItem]:
        if measure.withdrawn_on is not None or measure.verified_on is not None:
            return
        if measure.done_on is not None:
            yield self.item(measure, DueKind.MEASURE_VERIFICATION, measure.due or measure.done_on, Bilingual("措置は完了しました。実施者以外が確認してください。", "done; somebody else verifies it."), part=measure.title)
        elif measure.due is not None:
            yield self.item(measure, DueKind.MEASURE, measure.due, Bilingual("措置の期限です。", "the day set for the measure."), part=measure.title)

    def incident(self, incident: Incident) -> Iterator[DueItem]:
        if incident.known_on is None or incident.closed_on is not None or incident.reportable is False:
            return
        information = incident.information
        if incident.reportable is None and information is not None and information.personal is False:
            return
        clock = leak_clock(incident.known_on, wrongful_purpose=bool(incident.wrongful_purpose))
        if incident.speedy_report_on is None:
            yield self.item(incident, DueKind.SPEEDY_REPORT, clock.prompt_by, clock.explain)
        if incident.final_report_on is None:
            yield self.item(incident, DueKind.FINAL_REPORT, clock.final_by, clock.explain)

    def acceptance(self, acceptance: Acceptance) -> Iterator[DueItem]:
        if acceptance.until is not None and acceptance.revoked_on is None:
            why = Bilingual("受容・例外の有効期限です。見直すか、終わらせてください。", "the acceptance ends; renew it or end it.")
            yield self.item(acceptance, DueKind.ACCEPTANCE, acceptance.until, why)

    def person(self, person: Person) -> Iterator[DueItem]:
        if person.until is None:
            return
        owned = [
            record
            for id in self.holdings.users(person.id)  # noqa: A001
            if (record := self.holdings.records.get(id)) is not None and getattr(record, "owner", "") == person.id and not _is_over(record, self.today)
        ]
        if owned:
            names = "、".join(f"{kind_of(record).label.ja}「{self.holdings.label(record)}」" for record in owned[:3])
            more = f"ほか{len(owned) - 3}件" if len(owned) > 3 else ""
            why = Bilingual(f"{say_date(person.until)}に離任します。{names}{more}を後任者に引き継いでください。", f"leaves on {person.until}; hand over {len(owned)} record(s).")
            yield self.item(person, DueKind.HANDOVER, person.until, why)


def _is_over(record: Record, today: date) -> bool:
    if isinstance(record, Contract):
        return record.ended is not None and record.ended.on is not None and record.ended.on < today
    if isinstance(record, CloudService):
        return record.status in (ServiceStatus.STOPPED, ServiceStatus.REFUSED)
    if isinstance(record, Measure):
        return record.verified_on is not None or record.withdrawn_on is not None
    if isinstance(record, Incident):
        return record.closed_on is not None
    return False

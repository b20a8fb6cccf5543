"""Mistakes that users of comparable systems complain about, one by one: each has a test that it is not made here.

The numbers follow the list that the project works by; those about files, imports, screens and reminders are tested with their parts.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from tests.lifecycle.office import (
    CHIEF,
    GOOD,
    PERMISSION,
    SATO,
    YAMADA,
    account,
    codes,
    good,
    lacking,
    office,
    service,
)
from tests.risk.city import TODAY, check, checked, contract, review
from vendorrisk.lifecycle import Stage, Standing, all_shortcomings, measure_state, stage, who_answers
from vendorrisk.model import (
    Acceptance,
    AcceptanceKind,
    AccountClosing,
    Closing,
    ClosingStep,
    Contract,
    ElementVerdict,
    Ended,
    EndReason,
    Holdings,
    Measure,
    MeasureKind,
    Notice,
    Override,
    PackEdition,
    Renewal,
    RenewalMode,
    RiskBand,
    ServiceStatus,
    Unit,
)
from vendorrisk.risk import AcceptanceState, acceptance_state, assess, assess_all


def test_1_a_renewal_moves_the_end_and_the_notice_date_together() -> None:
    record = good(renewal=Renewal(mode=RenewalMode.AUTOMATIC, months=12), notice=Notice(value=3, unit=Unit.MONTH))
    days = (date(2026, 12, 28), date(2026, 12, 29), date(2027, 4, 1), date(2027, 12, 28), date(2028, 1, 4))

    stages = [Stage.LEAD_WINDOW, Stage.NOTICE_WINDOW, Stage.ACTIVE, Stage.LEAD_WINDOW, Stage.NOTICE_WINDOW]
    assert [stage(record, office(record), day) for day in days] == stages


def test_3_being_late_is_a_range_and_never_one_day_only() -> None:
    record = good()

    for late in (1, 30, 3000):
        assert "end-undecided" in codes(record, today=date(2027, 3, 31) + timedelta(days=late))


@pytest.mark.parametrize("status", [None, *ServiceStatus])
def test_6_a_hand_set_status_never_hides_what_the_dates_say(status: ServiceStatus | None) -> None:
    stopped = service(status=status, stopped_on=date(2026, 10, 1))
    expected = Stage.REFUSED if status is ServiceStatus.REFUSED else Stage.CLOSING

    assert stage(stopped, office(stopped), TODAY) is expected


def test_6_a_contract_has_no_status_at_all() -> None:
    assert not {"status", "state", "stage"} & {field.name for field in attrs.fields(Contract)}


def test_7_a_blank_record_is_the_first_of_the_list_and_never_low() -> None:
    blank, known = Contract(id="contract-2026-0009"), contract()
    found = assess_all(Holdings([known, blank]), TODAY)

    assert [(one.record, one.band) for one in found] == [(blank.id, RiskBand.NOT_ASSESSED), (known.id, RiskBand.HIGH)]


def test_7_a_blank_account_is_red() -> None:
    blank = account(procedure=None, publishable=(), owner="")

    assert codes(blank)[:2] == ["account-procedure-missing", "account-publishable-missing"]
    assert "account-owner-missing" in codes(blank)


def test_8_the_score_says_how_much_it_stands_on() -> None:
    unanswered = contract(tiers=())
    score = assess(unanswered, Holdings([unanswered, check()]), TODAY).scores[0]

    assert score.completeness() == "事実7/8、要件3件中記載3・確認0"
    assert score.residual is None


def test_9_no_quote_no_met() -> None:
    unquoted = check(checked("outsourcing.audit.audit", quoted=False), facts=GOOD.facts.stamp)

    assert codes(good(), unquoted) == ["mandatory-unresolved"]
    assert "証拠の引用がない" in lacking(good(), unquoted)[0].message.ja


def test_10_an_old_result_stays_and_says_that_it_can_be_made_again() -> None:
    edition = PackEdition(id="jp-local-government", version="2026.1", digest="1")
    by_old_rules = check(facts=GOOD.facts.stamp, policies=(edition,))

    assert codes(good(), by_old_rules, packs=(attrs.evolve(edition, version="2026.2"),)) == ["check-stale-packs"]
    assert by_old_rules.verdict("outsourcing.audit", "audit") is ElementVerdict.MET


def test_23_an_account_is_known_by_its_permanent_id_and_its_old_handle_is_kept() -> None:
    assert codes(account(platform_id="")) == ["account-id-missing"]

    given_up = account(status=ServiceStatus.STOPPED, closing=AccountClosing(announced_on=date(2026, 9, 1), closed_on=date(2026, 10, 1), unlisted_on=date(2026, 10, 1)))
    assert codes(given_up) == ["account-handle-released"]


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        (EndReason.EXPIRED, "終了"),
        (EndReason.NOT_RENEWED, "終了"),
        (EndReason.BREACH, "解除・解約"),
        (EndReason.AGREEMENT, "解除・解約"),
        (EndReason.REPLACED, "後継契約へ移行"),
        (EndReason.ABANDONED, "中止"),
    ],
)
def test_24_termination_is_not_expiry(reason: EndReason, word: str) -> None:
    done = Closing(disposal=ClosingStep.VERIFIED, confirmed_on=date(2026, 10, 1))
    record = good(ended=Ended(on=date(2026, 9, 30), reason=reason), closing=done)

    assert stage(record, office(record), TODAY).label.ja == word


def test_24_a_terminated_contract_owes_return_and_erasure_all_the_same() -> None:
    record = good(ended=Ended(on=date(2026, 9, 30), reason=EndReason.BREACH))

    assert stage(record, office(record), TODAY) is Stage.CLOSING
    assert "closing-unconfirmed" in codes(record)


def test_27_nobody_verifies_approves_or_accepts_her_own_doing() -> None:
    verified = Measure(
        id="measure-2026-0001", title="口頭注意", subject=GOOD.id, kind=MeasureKind.CAUTION, owner=YAMADA, due=TODAY,
        done_on=TODAY, done_by=SATO, verified_on=TODAY, verified_by=SATO,
    )  # fmt: skip
    accepted = Acceptance(
        id="acceptance-2026-0001", subject=GOOD.id, kind=AcceptanceKind.RISK, reason="…", residual_at_acceptance=3,
        requested_by=CHIEF, approved_by=CHIEF, approved_on=TODAY, until=TODAY,
    )  # fmt: skip
    decided = check(overrides=(Override(requirement="outsourcing.audit", element="audit", verdict=ElementVerdict.MET, by=SATO, approved_by=SATO),))
    permitted = service(permission=attrs.evolve(PERMISSION, applied_by=CHIEF))

    for record in (verified, accepted, decided, permitted, review(done_by=SATO, approved_by=SATO), account(approved_by=YAMADA)):
        assert "self-approved" in codes(record), record.id
    assert measure_state(verified, TODAY) == "done"
    assert acceptance_state(accepted, office(accepted), TODAY) is AcceptanceState.INCOMPLETE


def test_28_when_the_owner_is_away_somebody_else_is_reminded() -> None:
    nobody = good(owner="", deputy="")

    assert who_answers(nobody, office(nobody), TODAY).standing is Standing.DEPARTMENT
    assert who_answers(good(owner=""), office(), TODAY).people == (SATO,)
    assert [one.record for one in all_shortcomings(office(nobody), TODAY) if one.code == "owner-missing"] == [nobody.id]

"""What a service or account lacks: the rule that stands before it is used, the permission, procedure, publishable information, a way out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vendorrisk.lifecycle._contracts import crossing_shortcomings
from vendorrisk.lifecycle._found import Shortcoming, found
from vendorrisk.lifecycle._people import four_eyes
from vendorrisk.lifecycle._stages import COMMITTED, LIVE, Stage
from vendorrisk.model import (
    Basis,
    Certification,
    Classification,
    CloudService,
    Holdings,
    Record,
    RuleScope,
    ServiceStatus,
    SocialAccount,
    UsageRule,
)

__all__ = ["account_shortcomings", "certificate_shortcomings", "service_shortcomings"]

# the stages that fit what a person has set; None fits every stage, for then nobody has said anything
_FITS = {
    ServiceStatus.PLANNED: {Stage.PLANNED, Stage.APPLIED, Stage.PERMITTED},
    ServiceStatus.APPLIED: {Stage.APPLIED, Stage.PERMITTED},
    ServiceStatus.PERMITTED: {Stage.PERMITTED},
    ServiceStatus.IN_USE: {Stage.ACTIVE, Stage.EXPIRED_UNDECIDED},
    ServiceStatus.PAUSED: {Stage.PAUSED, Stage.EXPIRED_UNDECIDED},
    ServiceStatus.STOPPING: {Stage.CLOSING},
    ServiceStatus.STOPPED: {Stage.CLOSING, Stage.CLOSED},
    ServiceStatus.REFUSED: {Stage.REFUSED},
}


def service_shortcomings(service: CloudService, held: Holdings, today: date, now: Stage) -> Iterator[Shortcoming]:
    """Yield what a cloud service lacks on a day, apart from its check and its people."""
    if service.status is not None and now not in _FITS[service.status]:
        yield found("status-contradicts-dates", service, "status", status=service.status, stage=now)
    if now not in (Stage.PLANNED, Stage.CLOSING):
        yield from _rule(service, held, today)
    if now in LIVE:
        yield from _permission(service, held, today)
        yield from _handling(service)
        yield from crossing_shortcomings(service, held, today)
        yield from certificate_shortcomings(service, service.certifications, today)
    if now is Stage.EXPIRED_UNDECIDED and service.until is not None:
        yield found("end-undecided", service, "until", end=service.until)
    if now is Stage.CLOSING and service.status is not ServiceStatus.STOPPING:
        yield found("closing-unconfirmed", service, "closing.confirmed_on")
        if service.closing is None or service.closing.accounts_revoked_on is None:
            yield found("closing-accounts", service, "closing.accounts_revoked_on")


def _rule(service: CloudService, held: Holdings, today: date) -> Iterator[Shortcoming]:
    rule = held.get(service.rule, UsageRule)
    if rule is None:
        yield found("rule-missing", service, "rule")
        return
    if rule.scope is not RuleScope.CLOUD:
        yield found("rule-other-scope", service, "rule", rule=rule.title)
    if rule.repealed_on is not None and rule.repealed_on <= today:
        yield found("rule-repealed", service, "rule", rule=rule.title, on=rule.repealed_on)
    if rule.established_on is None:
        yield found("rule-undated", service, "rule", rule=rule.title)
    elif service.started_on is not None and rule.established_on > service.started_on:
        yield found("rule-after-use", service, "rule", rule=rule.title, established=rule.established_on, started=service.started_on)


def _permission(service: CloudService, held: Holdings, today: date) -> Iterator[Shortcoming]:
    permission = service.permission
    if permission is None or permission.decided_on is None or permission.decided_on > today or not permission.decided_by:
        yield found("permission-missing", service, "permission")
    elif service.started_on is not None and permission.decided_on > service.started_on:
        yield found("permission-after-use", service, "permission.decided_on", decided=permission.decided_on, started=service.started_on)
    if permission is not None:
        if permission.until is not None and permission.until < today:
            yield found("permission-expired", service, "permission.until", until=permission.until)
        yield from four_eyes(service, held, "permission.decided_by", permission.decided_by, permission.applied_by)


def _handling(service: CloudService) -> Iterator[Shortcoming]:
    information = service.information
    personal = information is not None and (information.personal or information.my_number)
    classified = information is not None and information.confidentiality not in (None, Classification.C1)
    if service.basis is Basis.TERMS and (personal or classified):
        yield found("terms-with-sensitive", service, "basis")
    if personal and service.provider_handles_personal is None:
        yield found("provider-handling-unknown", service, "provider_handles_personal")


def certificate_shortcomings(record: Record, certifications: tuple[Certification, ...], today: date) -> Iterator[Shortcoming]:
    """Yield certificates that have ended and were not replaced by a later one of the same scheme."""
    valid = {one.scheme for one in certifications if one.valid_until is not None and one.valid_until >= today}
    for place, one in enumerate(certifications):
        if one.scheme is None or one.scheme in valid:
            continue
        field = f"certifications[{place}].valid_until"
        if one.valid_until is None:
            yield found("certificate-unlimited", record, field, scheme=one.scheme)
        else:
            yield found("certificate-expired", record, field, scheme=one.scheme, until=one.valid_until)


def account_shortcomings(account: SocialAccount, held: Holdings, today: date, now: Stage) -> Iterator[Shortcoming]:
    """Yield what a social media account lacks on a day, apart from its check and its people."""
    if account.status is not None and now not in _FITS[account.status]:
        yield found("status-contradicts-dates", account, "status", status=account.status, stage=now)
    if now in COMMITTED or now is Stage.PERMITTED:
        if account.procedure is None or not account.procedure.name:
            yield found("account-procedure-missing", account, "procedure")
        if not any(one.strip() for one in account.publishable):
            yield found("account-publishable-missing", account, "publishable")
    if now in LIVE:
        if account.approved_on is None or not account.approved_by:
            yield found("account-unapproved", account, "approved_on")
        yield from four_eyes(account, held, "approved_by", account.approved_by, account.owner)
        if not account.platform_id:
            yield found("account-id-missing", account, "platform_id")
        if not account.listed_on:
            yield found("account-unlisted", account, "listed_on")
        if not account.mfa:
            yield found("account-mfa", account, "mfa")
    if now in (Stage.CLOSING, Stage.CLOSED):
        yield from _giving_up(account, now)


def _giving_up(account: SocialAccount, now: Stage) -> Iterator[Shortcoming]:
    closing = account.closing
    if closing is None or closing.announced_on is None:
        yield found("account-closing-unannounced", account, "closing.announced_on")
    if now is Stage.CLOSED and closing is not None:
        if not closing.handle_kept:
            yield found("account-handle-released", account, "closing.handle_kept")
        if account.listed_on and closing.unlisted_on is None:
            yield found("account-still-listed", account, "closing.unlisted_on")

"""How long a certificate or attestation is good for, by its kind.

Kinds are data: a new scheme is a new entry, not new code.  A date printed on the certificate always wins; what is computed here helps
where only the day of grant or the end of the audited period is known, and tells when its holder must have applied again.  Rules that we
could not confirm in a public source say so (``verified``).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import attrs

from vendorrisk.model import Bilingual
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._periods import Period, Unit

__all__ = ["CertificateBase", "CertificateDates", "CertificateKind", "certificate_dates", "certificate_kinds"]


class CertificateBase(StrEnum):
    """From which day validity is counted."""

    GRANTED = "granted"
    AUDIT_PERIOD_END = "audit-period-end"

    @property
    def label(self) -> Bilingual:
        """What to ask for on screen."""
        return _BASE_LABELS[self]


_BASE_LABELS = {
    CertificateBase.GRANTED: Bilingual("登録日（付与日）", "day of registration or grant"),
    CertificateBase.AUDIT_PERIOD_END: Bilingual("監査（評価）対象期間の末日", "last day of the audited period"),
}


@attrs.frozen
class CertificateKind:
    """A scheme and its rule.

    Attributes:
        id: stable name.
        label: what it is called.
        base: from which day validity is counted.
        length: how long it is good for.
        expires: it has an end; False for a report that only grows stale.
        surveillance: how often it is audited in between.
        apply_from: how long before the end renewal can be applied for.
        apply_until: how long before the end it must have been applied for.
        rule: the rule in words.
        source: where the rule stands.
        verified: whether a public source for the rule was read.
    """

    id: str
    label: Bilingual
    base: CertificateBase
    length: Period
    rule: Bilingual
    source: Bilingual
    verified: bool = True
    expires: bool = True
    surveillance: Period | None = None
    apply_from: Period | None = None
    apply_until: Period | None = None


@attrs.frozen
class CertificateDates:
    """What follows from the kind and one day.

    Attributes:
        good_until: the last day on which it can be relied on.
        expires: whether it really ends then; False where it only grows stale.
        apply_from: first day of the time to apply for renewal.
        apply_until: last day of it; a holder that has not applied by then will have a gap.
        surveillance: the days by which an audit in between is due.
    """

    good_until: date
    expires: bool
    apply_from: date | None
    apply_until: date | None
    surveillance: tuple[date, ...]


def certificate_kinds() -> tuple[CertificateKind, ...]:
    """Return the kinds that are known, in the order of a list on screen.

    >>> [kind.id for kind in certificate_kinds() if not kind.verified]
    ['soc2', 'scs-3', 'scs-4']
    """
    return _KINDS


def certificate_dates(kind: str, base: date, *, printed: date | None = None) -> CertificateDates:
    """Return until when a certificate is good, and when it must be renewed.

    Args:
        kind: the id of its kind.
        base: the day of grant, or the last day of the audited period; see ``CertificateKind.base``.
        printed: the end that is printed on it, if any; it wins.

    Raises:
        ScheduleError: if the kind is unknown, or the printed end lies before the base.

    >>> dates = certificate_dates("privacy-mark", date(2016, 10, 11))
    >>> str(dates.good_until), str(dates.apply_from), str(dates.apply_until)
    ('2018-10-10', '2018-02-10', '2018-06-10')
    >>> str(certificate_dates("ismap", date(2026, 3, 31)).good_until)
    '2027-07-31'
    """
    found = _BY_ID.get(kind)
    if found is None:
        raise ScheduleError(
            Bilingual(f"認証の種類「{kind}」はありません。", f"There is no certification scheme {kind!r}."),
            where="scheme",
            todo=Bilingual("次のどれかにしてください：{ids}", "Use one of: {ids}").format(ids=", ".join(_BY_ID)),
        )
    if printed is not None and printed < base:
        raise ScheduleError(
            Bilingual("有効期限が基準の日より前です。", "The end of validity lies before the day it is counted from."),
            where="valid_until",
            todo=Bilingual("日付を確かめてください。", "Check the dates."),
        )
    first = base if found.base is CertificateBase.GRANTED else base + timedelta(days=1)
    end = printed or found.length.last_day(first)
    audits = []
    if found.surveillance is not None:
        number = 1
        while (day := Period(number * found.surveillance.amount, found.surveillance.unit).last_day(first)) < end:
            audits.append(day)
            number += 1
    return CertificateDates(
        end,
        found.expires or printed is not None,
        found.apply_from.before(end) if found.apply_from is not None else None,
        found.apply_until.before(end) if found.apply_until is not None else None,
        tuple(audits),
    )


_YEAR = Period(1, Unit.YEAR)
_ISMS_SOURCE = Bilingual("ISMS認証機関の公表資料", "publications of ISMS certification bodies")
_KINDS = (
    CertificateKind(
        "iso27001", Bilingual("ISMS（ISO/IEC 27001）", "ISMS (ISO/IEC 27001)"), CertificateBase.GRANTED, Period(3, Unit.YEAR),
        Bilingual("有効期間3年。毎年1回以上の維持審査。2013年版の認証は2025年10月31日で失効", "3 years with surveillance at least yearly; certificates for the 2013 edition are void after 2025-10-31"),
        _ISMS_SOURCE, surveillance=_YEAR,
    ),
    CertificateKind(
        "iso27017", Bilingual("ISMSクラウドセキュリティ認証（ISO/IEC 27017）", "ISMS cloud security (ISO/IEC 27017)"), CertificateBase.GRANTED, Period(3, Unit.YEAR),
        Bilingual("ISMS認証に付加する認証。元のISMS認証が失効すれば失効。登録範囲が使うサービスを含むことを確かめる", "an addition to an ISMS certificate, void without it; its scope must name the service in use"),
        _ISMS_SOURCE, surveillance=_YEAR,
    ),
    CertificateKind(
        "privacy-mark", Bilingual("プライバシーマーク", "Privacy Mark"), CertificateBase.GRANTED, Period(2, Unit.YEAR),
        Bilingual("有効期間2年。更新申請は満了の8か月前から4か月前まで", "2 years; renewal is applied for between 8 and 4 months before the end"),
        Bilingual("JIPDEC プライバシーマーク制度", "JIPDEC, Privacy Mark System"),
        apply_from=Period(8, Unit.MONTH), apply_until=Period(4, Unit.MONTH),
    ),
    CertificateKind(
        "ismap", Bilingual("ISMAP", "ISMAP"), CertificateBase.AUDIT_PERIOD_END, Period(16, Unit.MONTH),
        Bilingual(
            "監査対象期間の末日の翌日から1年4か月。期限内に更新を申請し審査中のものは、その間も有効",
            "1 year and 4 months from the day after the audited period; it stays valid while a timely renewal is pending",
        ),
        Bilingual("政府情報システムのためのセキュリティ評価制度（ISMAP）基本規程 3.5", "ISMAP basic rules 3.5"),
    ),
    CertificateKind(
        "soc2", Bilingual("SOC 2 報告書", "SOC 2 report"), CertificateBase.AUDIT_PERIOD_END, _YEAR,
        Bilingual("ある期間についての報告書で、有効期限はない。対象期間の末日から12か月で古いものとして扱う", "a report on a period, without a validity; taken as stale 12 months after the end of the period"),
        Bilingual("本プログラムの初期設定", "this program's default"), verified=False, expires=False,
    ),
    CertificateKind(
        "scs-3", Bilingual("SCS評価制度 ★3", "SCS rating ★3"), CertificateBase.GRANTED, _YEAR,
        Bilingual("有効期間1年（未確認）", "1 year (unverified)"),
        Bilingual("経済産業省・国家サイバー統括室 2025年12月26日の構想（制度開始は2026年度末の予定）", "plan of METI and the National Cybersecurity Office, 2025-12-26; to begin at the end of fiscal 2026"),
        verified=False,
    ),
    CertificateKind(
        "scs-4", Bilingual("SCS評価制度 ★4", "SCS rating ★4"), CertificateBase.GRANTED, Period(3, Unit.YEAR),
        Bilingual("有効期間3年（未確認）", "3 years (unverified)"),
        Bilingual("経済産業省・国家サイバー統括室 2025年12月26日の構想（制度開始は2026年度末の予定）", "plan of METI and the National Cybersecurity Office, 2025-12-26; to begin at the end of fiscal 2026"),
        verified=False,
    ),
)  # fmt: skip
_BY_ID = {kind.id: kind for kind in _KINDS}

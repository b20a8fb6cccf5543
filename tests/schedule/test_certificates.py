"""A certificate is good as long as its scheme says, and the program says where the rule comes from."""

from __future__ import annotations

from datetime import date

import pytest

from vendorrisk.schedule import CertificateKind, ScheduleError, certificate_dates, certificate_kinds


@pytest.mark.parametrize(
    ("kind", "base", "good_until"),
    [
        ("privacy-mark", date(2016, 10, 11), date(2018, 10, 10)),  # the worked example of JIPDEC
        ("iso27001", date(2026, 4, 1), date(2029, 3, 31)),
        ("iso27017", date(2024, 2, 29), date(2027, 2, 28)),
        ("ismap", date(2026, 3, 31), date(2027, 7, 31)),
        ("ismap", date(2025, 10, 31), date(2027, 2, 28)),
        ("soc2", date(2025, 9, 30), date(2026, 9, 30)),
        ("scs-3", date(2027, 4, 1), date(2028, 3, 31)),
        ("scs-4", date(2027, 4, 1), date(2030, 3, 31)),
    ],
)
def test_how_long_it_is_good(kind: str, base: date, good_until: date) -> None:
    assert good_until == certificate_dates(kind, base).good_until


def test_renewal_of_a_privacy_mark_is_applied_for_eight_to_four_months_before() -> None:
    dates = certificate_dates("privacy-mark", date(2026, 4, 1))

    assert (date(2028, 3, 31), date(2027, 7, 31), date(2027, 11, 30)) == (dates.good_until, dates.apply_from, dates.apply_until)


def test_an_isms_is_audited_every_year_in_between() -> None:
    assert (date(2027, 3, 31), date(2028, 3, 31)) == certificate_dates("iso27001", date(2026, 4, 1)).surveillance


def test_the_printed_end_wins() -> None:
    dates = certificate_dates("privacy-mark", date(2026, 4, 1), printed=date(2028, 4, 15))

    assert (date(2028, 4, 15), date(2027, 12, 15)) == (dates.good_until, dates.apply_until)


def test_a_report_only_grows_stale() -> None:
    assert not certificate_dates("soc2", date(2025, 9, 30)).expires
    assert certificate_dates("ismap", date(2025, 9, 30)).expires


@pytest.mark.parametrize("kind", certificate_kinds(), ids=lambda kind: kind.id)
def test_every_kind_says_its_rule_and_source_in_both_languages(kind: CertificateKind) -> None:
    for words in (kind.label, kind.rule, kind.source, kind.base.label):
        assert words.ja
        assert words.en


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(ScheduleError, match="iso9001") as caught:
        certificate_dates("iso9001", date(2026, 4, 1))
    assert "ismap" in caught.value.todo
    with pytest.raises(ScheduleError, match="有効期限"):
        certificate_dates("iso27001", date(2026, 4, 1), printed=date(2026, 3, 31))

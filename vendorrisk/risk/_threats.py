"""The five threat groups of the seed's chapter 3, and which contract elements work against which of them.

A control is a family of elements that ask for the same thing in different packs (audit by the city, audit on site, audit of a cloud).
What belongs to no family, such as a requirement of a city's own pack, counts as management of outsourcing (:data:`OTHER`): a missing
clause is never without a threat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import attrs

from vendorrisk.model import Bilingual, CertificationScheme, Choice

__all__ = ["CERTIFICATES", "CONTROLS", "OTHER", "THREATS", "Control", "Threat", "control_of", "threat_counts"]


class Threat(Choice):
    """Threat groups (seed 3(1)–(5))."""

    DELIBERATE = "deliberate", "意図的な脅威（不正アクセス、内部不正等）", "deliberate acts"
    ACCIDENTAL = "accidental", "非意図的な脅威（誤操作、委託管理の不備等）", "accidents and poor management"
    DISASTER = "disaster", "災害", "disasters"
    STAFFING = "staffing", "要員不足（感染症等）", "shortage of staff"
    INFRASTRUCTURE = "infrastructure", "電力・通信・水道の途絶", "loss of power, communications, water"

    @property
    def seed(self) -> str:
        """The item of the security policy that names it."""
        return f"3({list(Threat).index(self) + 1})"


THREATS = tuple(Threat)
"""The threat groups in the order of the policy."""


@attrs.frozen(eq=False)
class Control:
    """Something a contract, or a procedure of the city, puts against threats.

    Attributes:
        id: stable name.
        label: the word on screen.
        threats: the groups it works against.
        elements: ``requirement.element`` of every pack that asks for it.
        why: why it works against just these.
        places: where its threats stand in :data:`THREATS`.
    """

    id: str
    label: Bilingual
    threats: tuple[Threat, ...]
    elements: tuple[str, ...]
    why: str
    places: tuple[int, ...] = attrs.field(init=False)

    @places.default
    def _places(self) -> tuple[int, ...]:
        return tuple(THREATS.index(threat) for threat in self.threats)


_D, _A, _N, _S, _I = THREATS


def _control(id: str, ja: str, en: str, threats: tuple[Threat, ...], elements: str, why: str) -> Control:  # noqa: A002
    return Control(id, Bilingual(ja, en), threats, tuple(elements.split()), why)


CONTROLS: tuple[Control, ...] = (
    _control(
        "audit", "監査", "audit", (_D, _A),
        "outsourcing.audit.audit personal-information.inspection.inspection my-number.on-site.on-site cloud.audit.audit",
        "3(2) names weak audit itself; an insider who may be looked at acts less freely",
    ),
    _control(
        "policy", "ポリシー遵守", "obedience to the policy", (_D, _A),
        "outsourcing.policy-compliance.comply",
        "the technical and personal measures of the policy reach the contractor only through this clause",
    ),
    _control(
        "secrecy", "守秘義務", "secrecy", (_D,),
        "outsourcing.confidentiality.secrecy outsourcing.confidentiality.survival my-number.secrecy.secrecy personal-information.penal-notice.notice",
        "forbids the insider's disclosure, also after the end; penalties are what makes him think twice",
    ),
    _control(
        "purpose", "目的外利用・第三者提供の禁止", "no other purpose, no third parties", (_D,),
        "outsourcing.purpose-limitation.purpose outsourcing.purpose-limitation.third-party my-number.purpose.purpose cloud.purpose.purpose personal-information.collection.collection",
        "use for one's own ends is deliberate; what was never collected cannot be misused",
    ),
    _control(
        "handling", "情報の取扱い・安全管理措置", "handling and safeguards", (_D, _A),
        "outsourcing.information-handling.information outsourcing.information-handling.access outsourcing.information-handling.lifecycle personal-information.security-measures.measures",
        "access rights stop the intruder, rules for keeping and carrying stop the slip",
    ),
    _control(
        "removal", "持出し・複写の禁止", "no removal, no copying", (_D, _A),
        "personal-information.removal.removal personal-information.copying.copying my-number.removal.removal",
        "3(2) names unapproved taking out; theft (3(1)) needs a copy outside just the same",
    ),
    _control(
        "persons", "責任者・従事者の特定", "named persons and places", (_D, _A, _S),
        "outsourcing.responsible-persons.manager outsourcing.responsible-persons.scope outsourcing.responsible-persons.workers outsourcing.responsible-persons.workplace my-number.handlers.handlers",
        "3(2) names weak management of outsourcing; only a firm that knows who does the work can send a substitute (3(4))",
    ),
    _control(
        "training", "従事者の教育・監督", "training and supervision", (_D, _A),
        "outsourcing.training.training personal-information.supervision.supervision my-number.training-supervision.supervision my-number.training-supervision.training",
        "wrong operation is a matter of training, insider fraud of supervision",
    ),
    _control(
        "subcontracting", "再委託の制限", "limits on subcontracting", (_D, _A),
        "outsourcing.subcontracting.restriction outsourcing.subcontracting.flow-down my-number.subcontract-permission.permission my-number.subcontract-permission.conditions "
        "my-number.subcontract-permission.chain cloud.supply-chain.list cloud.supply-chain.duties system.supplier-information.information",
        "the largest loss of a storage medium so far happened two undisclosed tiers down; weak management of outsourcing is 3(2)",
    ),
    _control(
        "overseas", "保存場所・準拠法", "place and law", (_D,),
        "cloud.data-location.location cloud.jurisdiction.law cloud.jurisdiction.court personal-information.overseas.place",
        "seizure or access under foreign law is somebody's deliberate act; the city must know whose law that is",
    ),
    _control(
        "return", "返還・廃棄", "return or erasure", (_D, _A),
        "outsourcing.return-disposal.return-or-disposal personal-information.disposal-proof.proof my-number.return.return my-number.disposal-proof.proof cloud.exit.erasure",
        "what has been erased can neither be stolen nor lost",
    ),
    _control(
        "reporting", "事故報告", "reports of incidents", (_D, _A, _N, _I),
        "outsourcing.reporting.incident personal-information.leak-report.leak-report cloud.incident-notice.notice",
        "the harm of every sudden event grows with the time before the city knows of it",
    ),
    _control(
        "status", "履行状況の報告", "status reports", (_A, _S),
        "outsourcing.reporting.periodic my-number.compliance-report.report",
        "slack management and thinning staff show in reports first",
    ),
    _control(
        "remedies", "違反時の措置・責任", "remedies and liability", (_D, _A),
        "outsourcing.breach-remedies.remedies my-number.leak-liability.liability cloud.remedy.remedy",
        "a breach that costs nothing is a breach that happens",
    ),
    _control(
        "access-control", "アクセス制御・暗号化・ログ", "access control, encryption, logs", (_D, _A),
        "cloud.access-control.mfa cloud.access-control.admin cloud.encryption.transit cloud.encryption.rest cloud.logs.available cloud.logs.period",
        "against intrusion (3(1)); logs also show wrong settings (3(2))",
    ),
    _control(
        "certification", "認証・監査報告", "certification", (_D, _A),
        "cloud.certification.certificate",
        "somebody independent has looked at the provider's measures",
    ),
    _control(
        "build", "セキュアな開発・変更管理", "secure build and change", (_D, _A),
        "system.unintended-change.process system.security-requirements.implementation system.security-testing.testing system.dev-environment.protection system.operation.measures system.change-report.report",
        "3(2) names design faults, programming faults and poor maintenance; a back door built in is 3(1)",
    ),
    _control(
        "boundary", "責任分界・変更通知", "shared responsibility and notice of change", (_A,),
        "cloud.responsibility-boundary.boundary cloud.change-notice.change",
        "wrong settings happen where each side believes that the other one sees to it",
    ),
    _control(
        "service-level", "サービスレベル・可用性", "service level and availability", (_N, _S, _I),
        "outsourcing.service-level.level cloud.availability.sla cloud.availability.recovery",
        "a promised time of recovery holds whatever stopped the work: earthquake, illness or power",
    ),
    _control(
        "backup", "バックアップ", "backup", (_D, _A, _N),
        "cloud.backup.backup",
        "brings back what was destroyed, whether by malware, by mistake or by fire",
    ),
    _control(
        "exit", "移行・代替手段", "migration and substitute", (_N, _S, _I),
        "cloud.exit.return cloud.exit.migration cloud.change-notice.suspension cloud.change-notice.end terms.fallback.fallback",
        "whoever can go elsewhere, or was warned, is not stopped for long",
    ),
    _control(
        "terms", "約款型サービスの利用手続", "the city's procedure for services under fixed terms", (_A,),
        "terms.scope.scope terms.approval.approval terms.owner.owner terms.procedure.procedure terms.no-sensitive.class terms.terms-checked.checked",
        "keeps unapproved use and sensitive information out of services that nobody can negotiate with (3(2))",
    ),
    _control(
        "accounts", "アカウントの管理", "care of accounts", (_D,),
        "terms.account.account social-media.credentials.management social-media.takeover.response social-media.impersonation.listed social-media.impersonation.profile",
        "takeover and impersonation are intrusions (3(1))",
    ),
    _control(
        "social", "ソーシャルメディアの運用手続", "the city's procedure for social media", (_A,),
        "social-media.procedure.procedure social-media.procedure.version social-media.no-confidential.ban social-media.approval.opening social-media.approval.posting social-media.terms.terms "
        "social-media.decommission.dormant social-media.decommission.announce",
        "wrong posts and forgotten accounts are wrong operation (3(2))",
    ),
    _control(
        "social-owner", "アカウントの責任者", "owner of the account", (_A, _S),
        "social-media.owner.owner",
        "with a successor named, an account does not fall silent when one person is ill (3(4))",
    ),
    _control(
        "publishable", "発信できる情報の規定", "what may be published", (_A,),
        "social-media.publishable-information.allowed",
        "what nobody has laid down is posted by mistake (3(2))",
    ),
    _control(
        "disclosure", "事故の公表", "publication of incidents", (_A,),
        "outsourcing.incident-disclosure.disclosure",
        "prevents nothing by itself; a contract that leaves it out is badly managed (3(2))",
    ),
    _control(
        "mirror", "市ウェブサイトへの掲載", "also on the city's own site", (_N, _I),
        "social-media.own-website.mirror",
        "residents still find the information when the platform is down",
    ),
)

# whatever belongs to no family, such as a city's own requirement: a gap there is what 3(2) calls weak management of outsourcing
OTHER = _control("other", "その他の要件", "other requirements", (_A,), "", "whoever leaves out what is demanded manages badly")

# A mark for personal information says nothing about recovery; a management system does (27001 A.5.29, A.7.11), but not about staff that falls ill.
_MANAGED = (Threat.DELIBERATE, Threat.ACCIDENTAL, Threat.DISASTER, Threat.INFRASTRUCTURE)
_GUARDED = (Threat.DELIBERATE, Threat.ACCIDENTAL)
CERTIFICATES: Mapping[CertificationScheme, tuple[Threat, ...]] = MappingProxyType(
    {
        CertificationScheme.ISMAP: _MANAGED,
        CertificationScheme.ISMAP_LIU: _MANAGED,
        CertificationScheme.ISO27001: _MANAGED,
        CertificationScheme.ISO27017: _MANAGED,
        CertificationScheme.SOC2: _MANAGED,
        CertificationScheme.ISO27018: _GUARDED,
        CertificationScheme.PRIVACY_MARK: _GUARDED,
        CertificationScheme.SCS: _GUARDED,
        CertificationScheme.OTHER: (),
    }
)

_CONTROL_OF: dict[tuple[str, str], Control] = {
    (requirement, element): control
    for control in CONTROLS
    for requirement, _, element in (name.rpartition(".") for name in control.elements)
}


def control_of(requirement: str, element: str) -> Control:
    """Return the control that an element belongs to; :data:`OTHER` for what belongs to none, such as a city's own requirement.

    >>> control_of("outsourcing.audit", "audit").label.ja, control_of("our-city.cleaning", "windows").label.ja
    ('監査', 'その他の要件')
    """
    return _CONTROL_OF.get((requirement, element), OTHER)


@lru_cache(maxsize=4096)  # thousands of checks by one edition ask for the same elements
def threat_counts(elements: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    """Return how many of some elements (requirement, element) work against each threat, in the order of :data:`THREATS`.

    >>> threat_counts((("outsourcing.audit", "audit"), ("cloud.backup", "backup")))
    (2, 2, 1, 0, 0)
    """
    sums = [0] * len(THREATS)
    for control, number in Counter(map(_CONTROL_OF.get, elements)).items():
        for place in (control or OTHER).places:
            sums[place] += number
    return tuple(sums)

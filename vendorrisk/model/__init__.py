"""What a city holds: contracts, services, accounts, people and what was confirmed about them, without reading or writing of files.

Facts are stored, states are derived: there is no field for "overdue", "active" or "risk".  Records are frozen attrs classes; whatever is
not known is None or empty, which never counts as safe.  Requirements ask the facts whether they apply.  How Japan names its years stands
here too, for whoever reads or writes a date.  Nothing here touches the disk, so every other package may import this one.  The records are
fetched when first used: a check of a document needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from vendorrisk.model._errors import UsageError, VendorriskError, system_reason
from vendorrisk.model._facts import Classification, Facts, Handling, Kind, NetworkTier
from vendorrisk.model._language import Bilingual, Language
from vendorrisk.model._years import ERAS, Era, era_of, fiscal_year

if TYPE_CHECKING:
    from vendorrisk.model._check import CheckedElement as CheckedElement
    from vendorrisk.model._check import CheckRecord as CheckRecord
    from vendorrisk.model._check import ElementVerdict as ElementVerdict
    from vendorrisk.model._check import Override as Override
    from vendorrisk.model._check import PackEdition as PackEdition
    from vendorrisk.model._check import Proof as Proof
    from vendorrisk.model._choice import Choice as Choice
    from vendorrisk.model._contract import Contract as Contract
    from vendorrisk.model._currency import Staleness as Staleness
    from vendorrisk.model._currency import checked_documents as checked_documents
    from vendorrisk.model._currency import latest_check as latest_check
    from vendorrisk.model._currency import stale_because as stale_because
    from vendorrisk.model._fields import FieldInfo as FieldInfo
    from vendorrisk.model._fields import Form as Form
    from vendorrisk.model._fields import Part as Part
    from vendorrisk.model._fields import fields_of as fields_of
    from vendorrisk.model._holdings import Holdings as Holdings
    from vendorrisk.model._holdings import references as references
    from vendorrisk.model._kinds import KINDS as KINDS
    from vendorrisk.model._kinds import RecordKind as RecordKind
    from vendorrisk.model._kinds import kind_of as kind_of
    from vendorrisk.model._kinds import kind_of_id as kind_of_id
    from vendorrisk.model._kinds import name_of as name_of
    from vendorrisk.model._links import answered_by as answered_by
    from vendorrisk.model._links import validate_links as validate_links
    from vendorrisk.model._parts import Amendment as Amendment
    from vendorrisk.model._parts import Candidate as Candidate
    from vendorrisk.model._parts import Certification as Certification
    from vendorrisk.model._parts import Change as Change
    from vendorrisk.model._parts import Closing as Closing
    from vendorrisk.model._parts import Contact as Contact
    from vendorrisk.model._parts import Decision as Decision
    from vendorrisk.model._parts import Delivery as Delivery
    from vendorrisk.model._parts import Ended as Ended
    from vendorrisk.model._parts import FileRef as FileRef
    from vendorrisk.model._parts import Finding as Finding
    from vendorrisk.model._parts import Handover as Handover
    from vendorrisk.model._parts import Information as Information
    from vendorrisk.model._parts import Notice as Notice
    from vendorrisk.model._parts import Permission as Permission
    from vendorrisk.model._parts import Renewal as Renewal
    from vendorrisk.model._parts import Responsible as Responsible
    from vendorrisk.model._parts import ReviewRule as ReviewRule
    from vendorrisk.model._parts import Span as Span
    from vendorrisk.model._parts import Subcontract as Subcontract
    from vendorrisk.model._parts import Suspension as Suspension
    from vendorrisk.model._problems import Problem as Problem
    from vendorrisk.model._problems import Severity as Severity
    from vendorrisk.model._records import Acceptance as Acceptance
    from vendorrisk.model._records import Department as Department
    from vendorrisk.model._records import Incident as Incident
    from vendorrisk.model._records import Measure as Measure
    from vendorrisk.model._records import Person as Person
    from vendorrisk.model._records import Record as Record
    from vendorrisk.model._records import Review as Review
    from vendorrisk.model._records import Selection as Selection
    from vendorrisk.model._records import UsageRule as UsageRule
    from vendorrisk.model._records import Vendor as Vendor
    from vendorrisk.model._service import AccountClosing as AccountClosing
    from vendorrisk.model._service import CloudService as CloudService
    from vendorrisk.model._service import SocialAccount as SocialAccount
    from vendorrisk.model._settings import ClosedDay as ClosedDay
    from vendorrisk.model._settings import Interval as Interval
    from vendorrisk.model._settings import NetworkModel as NetworkModel
    from vendorrisk.model._settings import RiskBand as RiskBand
    from vendorrisk.model._settings import Settings as Settings
    from vendorrisk.model._validate import corporate_number_is_valid as corporate_number_is_valid
    from vendorrisk.model._validate import validate as validate
    from vendorrisk.model._vocabulary import AcceptanceKind as AcceptanceKind
    from vendorrisk.model._vocabulary import Access as Access
    from vendorrisk.model._vocabulary import Basis as Basis
    from vendorrisk.model._vocabulary import Body as Body
    from vendorrisk.model._vocabulary import CertificationScheme as CertificationScheme
    from vendorrisk.model._vocabulary import ClosingStep as ClosingStep
    from vendorrisk.model._vocabulary import ContractKind as ContractKind
    from vendorrisk.model._vocabulary import Custody as Custody
    from vendorrisk.model._vocabulary import DocumentKind as DocumentKind
    from vendorrisk.model._vocabulary import Employment as Employment
    from vendorrisk.model._vocabulary import EndReason as EndReason
    from vendorrisk.model._vocabulary import FlowDown as FlowDown
    from vendorrisk.model._vocabulary import IncidentCategory as IncidentCategory
    from vendorrisk.model._vocabulary import MeasureKind as MeasureKind
    from vendorrisk.model._vocabulary import MeasureTrigger as MeasureTrigger
    from vendorrisk.model._vocabulary import Medium as Medium
    from vendorrisk.model._vocabulary import Outage as Outage
    from vendorrisk.model._vocabulary import PeopleBand as PeopleBand
    from vendorrisk.model._vocabulary import Platform as Platform
    from vendorrisk.model._vocabulary import PostRole as PostRole
    from vendorrisk.model._vocabulary import Procurement as Procurement
    from vendorrisk.model._vocabulary import RenewalMode as RenewalMode
    from vendorrisk.model._vocabulary import ReviewKind as ReviewKind
    from vendorrisk.model._vocabulary import ReviewMethod as ReviewMethod
    from vendorrisk.model._vocabulary import ReviewResult as ReviewResult
    from vendorrisk.model._vocabulary import RuleScope as RuleScope
    from vendorrisk.model._vocabulary import SelectionConclusion as SelectionConclusion
    from vendorrisk.model._vocabulary import ServiceModel as ServiceModel
    from vendorrisk.model._vocabulary import ServiceStatus as ServiceStatus
    from vendorrisk.model._vocabulary import Side as Side
    from vendorrisk.model._vocabulary import SubcontractDecision as SubcontractDecision
    from vendorrisk.model._vocabulary import TermForm as TermForm
    from vendorrisk.model._vocabulary import Unit as Unit
    from vendorrisk.model._vocabulary import VendorKind as VendorKind
    from vendorrisk.model._vocabulary import VendorStatus as VendorStatus
    from vendorrisk.model._vocabulary import Verified as Verified
    from vendorrisk.model._vocabulary import YesNo as YesNo

_HOMES = {
    "Acceptance": "_records",
    "AcceptanceKind": "_vocabulary",
    "Access": "_vocabulary",
    "AccountClosing": "_service",
    "Amendment": "_parts",
    "Basis": "_vocabulary",
    "Body": "_vocabulary",
    "Candidate": "_parts",
    "Certification": "_parts",
    "CertificationScheme": "_vocabulary",
    "Change": "_parts",
    "CheckRecord": "_check",
    "CheckedElement": "_check",
    "Choice": "_choice",
    "ClosedDay": "_settings",
    "Closing": "_parts",
    "ClosingStep": "_vocabulary",
    "CloudService": "_service",
    "Contact": "_parts",
    "Contract": "_contract",
    "ContractKind": "_vocabulary",
    "Custody": "_vocabulary",
    "Decision": "_parts",
    "Delivery": "_parts",
    "Department": "_records",
    "DocumentKind": "_vocabulary",
    "ElementVerdict": "_check",
    "Employment": "_vocabulary",
    "EndReason": "_vocabulary",
    "Ended": "_parts",
    "FieldInfo": "_fields",
    "FileRef": "_parts",
    "Finding": "_parts",
    "FlowDown": "_vocabulary",
    "Form": "_fields",
    "Handover": "_parts",
    "Holdings": "_holdings",
    "Incident": "_records",
    "IncidentCategory": "_vocabulary",
    "Information": "_parts",
    "Interval": "_settings",
    "KINDS": "_kinds",
    "Measure": "_records",
    "MeasureKind": "_vocabulary",
    "MeasureTrigger": "_vocabulary",
    "Medium": "_vocabulary",
    "NetworkModel": "_settings",
    "Notice": "_parts",
    "Outage": "_vocabulary",
    "Override": "_check",
    "PackEdition": "_check",
    "Part": "_fields",
    "PeopleBand": "_vocabulary",
    "Permission": "_parts",
    "Person": "_records",
    "Platform": "_vocabulary",
    "PostRole": "_vocabulary",
    "Problem": "_problems",
    "Procurement": "_vocabulary",
    "Proof": "_check",
    "Record": "_records",
    "RecordKind": "_kinds",
    "Renewal": "_parts",
    "RenewalMode": "_vocabulary",
    "Responsible": "_parts",
    "Review": "_records",
    "ReviewKind": "_vocabulary",
    "ReviewMethod": "_vocabulary",
    "ReviewResult": "_vocabulary",
    "ReviewRule": "_parts",
    "RiskBand": "_settings",
    "RuleScope": "_vocabulary",
    "Selection": "_records",
    "SelectionConclusion": "_vocabulary",
    "ServiceModel": "_vocabulary",
    "ServiceStatus": "_vocabulary",
    "Settings": "_settings",
    "Severity": "_problems",
    "Side": "_vocabulary",
    "SocialAccount": "_service",
    "Span": "_parts",
    "Staleness": "_currency",
    "Subcontract": "_parts",
    "SubcontractDecision": "_vocabulary",
    "Suspension": "_parts",
    "TermForm": "_vocabulary",
    "Unit": "_vocabulary",
    "UsageRule": "_records",
    "Vendor": "_records",
    "VendorKind": "_vocabulary",
    "VendorStatus": "_vocabulary",
    "Verified": "_vocabulary",
    "YesNo": "_vocabulary",
    "answered_by": "_links",
    "checked_documents": "_currency",
    "corporate_number_is_valid": "_validate",
    "fields_of": "_fields",
    "kind_of": "_kinds",
    "kind_of_id": "_kinds",
    "latest_check": "_currency",
    "name_of": "_kinds",
    "references": "_holdings",
    "stale_because": "_currency",
    "validate": "_validate",
    "validate_links": "_links",
}

__all__ = [
    "ERAS",
    "Bilingual",
    "Classification",
    "Era",
    "Facts",
    "Handling",
    "Kind",
    "Language",
    "NetworkTier",
    "UsageError",
    "VendorriskError",
    "era_of",
    "fiscal_year",
    "system_reason",
    *_HOMES,
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"vendorrisk.model.{home}"), name)
    globals()[name] = value
    return value

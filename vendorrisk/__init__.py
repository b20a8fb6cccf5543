"""Read contracts, cloud terms and social media procedures; judge every mandated security requirement; quote the proof.

>>> import vendorrisk
>>> report = vendorrisk.check_text("第1条 乙は、業務上知り得た秘密を漏らしてはならない。", kind="outsourcing")
>>> secrecy = next(r for r in report.requirements if r.requirement.id == "outsourcing.confidentiality")
>>> secrecy.elements[0].verdict.value, secrecy.elements[0].evidence[0].quote
('met', '乙は、業務上知り得た秘密を漏らしてはならない。')

Importing the package loads nothing but this file; every name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendorrisk._amendments import draft_amendment as draft_amendment
    from vendorrisk._annotations import annotate as annotate
    from vendorrisk._api import Request as Request
    from vendorrisk._api import check as check
    from vendorrisk._api import check_text as check_text
    from vendorrisk._api import find_files as find_files
    from vendorrisk._api import iter_reports as iter_reports
    from vendorrisk._checklists import draft_checklist as draft_checklist
    from vendorrisk._checklists import draft_record_checklist as draft_record_checklist
    from vendorrisk._checklists import read_checklist as read_checklist
    from vendorrisk._checklists_taken import take_checklist as take_checklist
    from vendorrisk._drafts import draft_annex as draft_annex
    from vendorrisk._drafts import draft_annexes as draft_annexes
    from vendorrisk._drafts_of_records import draft_record_amendment as draft_record_amendment
    from vendorrisk._drafts_of_records import draft_record_annex as draft_record_annex
    from vendorrisk._examine import Examination as Examination
    from vendorrisk._examine import examine as examine
    from vendorrisk._letters import draft_letter as draft_letter
    from vendorrisk._letters import draft_record_letter as draft_record_letter
    from vendorrisk._locate import draw as draw
    from vendorrisk._locate import locate as locate
    from vendorrisk._locate import locate_all as locate_all
    from vendorrisk._overview import Standing as Standing
    from vendorrisk._overview import standing as standing
    from vendorrisk._overview import standings as standings
    from vendorrisk._overview import what_is_due as what_is_due
    from vendorrisk._packs import packs as packs
    from vendorrisk._records import AffectedRecord as AffectedRecord
    from vendorrisk._records import check_record as check_record
    from vendorrisk._records import policy_diff as policy_diff
    from vendorrisk._register_reports import write_audit as write_audit
    from vendorrisk._register_reports import write_portfolio as write_portfolio
    from vendorrisk._reports import write_report as write_report
    from vendorrisk._reviewing import OpenFinding as OpenFinding
    from vendorrisk._reviewing import ReviewPoint as ReviewPoint
    from vendorrisk._reviewing import review_points as review_points
    from vendorrisk._weak_points import WeakPoint as WeakPoint
    from vendorrisk._weak_points import weak_points as weak_points
    from vendorrisk.checking import DocumentReport as DocumentReport
    from vendorrisk.checking import ElementResult as ElementResult
    from vendorrisk.checking import Evidence as Evidence
    from vendorrisk.checking import Passage as Passage
    from vendorrisk.checking import Report as Report
    from vendorrisk.checking import RequirementResult as RequirementResult
    from vendorrisk.documents import Document as Document
    from vendorrisk.documents import DrawnPage as DrawnPage
    from vendorrisk.documents import Limits as Limits
    from vendorrisk.documents import Notice as Notice
    from vendorrisk.documents import PdfPlace as PdfPlace
    from vendorrisk.documents import Place as Place
    from vendorrisk.documents import Rectangle as Rectangle
    from vendorrisk.documents import Refusal as Refusal
    from vendorrisk.documents import RunSpan as RunSpan
    from vendorrisk.documents import TextPlace as TextPlace
    from vendorrisk.documents import WordPlace as WordPlace
    from vendorrisk.documents import read as read
    from vendorrisk.drafting import Draft as Draft
    from vendorrisk.model import Facts as Facts
    from vendorrisk.model import Handling as Handling
    from vendorrisk.model import Kind as Kind
    from vendorrisk.model import UsageError as UsageError
    from vendorrisk.model import VendorriskError as VendorriskError
    from vendorrisk.register import create_register as create_register
    from vendorrisk.register import open_register as open_register
    from vendorrisk.register.sample import create_sample as create_sample
    from vendorrisk.requirements import Pack as Pack
    from vendorrisk.requirements import Requirement as Requirement
    from vendorrisk.requirements import Verdict as Verdict
    from vendorrisk.schedule import due_list as due_list

__version__ = "0.1.0"

_HOMES = {
    "AffectedRecord": "_records",
    "Document": "documents",
    "DocumentReport": "checking",
    "Draft": "drafting",
    "DrawnPage": "documents",
    "ElementResult": "checking",
    "Evidence": "checking",
    "Examination": "_examine",
    "Facts": "model",
    "Handling": "model",
    "Kind": "model",
    "Limits": "documents",
    "Notice": "documents",
    "OpenFinding": "_reviewing",
    "Pack": "requirements",
    "Passage": "checking",
    "PdfPlace": "documents",
    "Place": "documents",
    "Rectangle": "documents",
    "Refusal": "documents",
    "Report": "checking",
    "Request": "_api",
    "Requirement": "requirements",
    "RequirementResult": "checking",
    "ReviewPoint": "_reviewing",
    "RunSpan": "documents",
    "TextPlace": "documents",
    "Standing": "_overview",
    "UsageError": "model",
    "VendorriskError": "model",
    "Verdict": "requirements",
    "WeakPoint": "_weak_points",
    "WordPlace": "documents",
    "annotate": "_annotations",
    "check": "_api",
    "check_record": "_records",
    "check_text": "_api",
    "create_register": "register",
    "create_sample": "register.sample",
    "draft_amendment": "_amendments",
    "draft_annex": "_drafts",
    "draft_annexes": "_drafts",
    "draft_checklist": "_checklists",
    "draft_letter": "_letters",
    "draft_record_amendment": "_drafts_of_records",
    "draft_record_annex": "_drafts_of_records",
    "draft_record_checklist": "_checklists",
    "draft_record_letter": "_letters",
    "due_list": "schedule",
    "draw": "_locate",
    "examine": "_examine",
    "find_files": "_api",
    "iter_reports": "_api",
    "locate": "_locate",
    "locate_all": "_locate",
    "open_register": "register",
    "packs": "_packs",
    "policy_diff": "_records",
    "read": "documents",
    "read_checklist": "_checklists",
    "review_points": "_reviewing",
    "standing": "_overview",
    "standings": "_overview",
    "take_checklist": "_checklists_taken",
    "weak_points": "_weak_points",
    "what_is_due": "_overview",
    "write_audit": "_register_reports",
    "write_portfolio": "_register_reports",
    "write_report": "_reports",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"vendorrisk.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

"""Amendments: a contract is read and checked, and what it lacks is written as 覚書 or 変更契約書."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs

from vendorrisk._api import OfPages, Request, find_files, policy_of, read_all
from vendorrisk._drafts import applying, chosen, named_values, templates_of, variants_of
from vendorrisk.checking import DocumentReport, judge
from vendorrisk.documents import Document, Limits, Refusal
from vendorrisk.drafting import (
    Case,
    Draft,
    Lacks,
    Parties,
    Templates,
    Variant,
    compose,
    lacks_of,
    original_of,
)
from vendorrisk.model import Bilingual, Choice, Facts, Handling, Kind, UsageError, VendorriskError

__all__ = ["Amendment", "Form", "UnreadableError", "draft_amendment"]


class Form(Choice):
    """In what form a contract is amended."""

    MEMORANDUM = "memorandum", "覚書", "memorandum"
    CONTRACT = "contract", "変更契約書", "amending contract"


class UnreadableError(VendorriskError):
    """A paper of the contract cannot be read; nothing is written, for nobody knows what it lacks."""


@attrs.frozen
class Amendment:
    """What came of a contract.

    Attributes:
        report: of the contract as it is.
        lacks: what it lacks.
        draft: the amendment; None where nothing is missing.
    """

    report: DocumentReport
    lacks: Lacks
    draft: Draft | None


def draft_amendment(
    paths: str | Path | Iterable[str | Path],
    *,
    form: Form | str = Form.MEMORANDUM,
    kind: Kind | str | None = None,
    handles: Iterable[Handling | str] = (),
    facts: Facts | None = None,
    variants: Iterable[Variant | str] = (),
    parties: Parties | str | None = None,
    values: Mapping[str, str | Sequence[str]] | None = None,
    policies: Sequence[str | Path] = (),
    templates: Sequence[str | Path] = (),
    recommended: bool = False,
    ocr: bool = False,
    convert: bool = False,
    isolated: bool = False,
    limits: Limits | None = None,
    recognising: OfPages | None = None,
    on: date | None = None,
) -> Amendment:
    """Check a contract and write an amendment with the clauses that are missing or weak, and only these.

    Provisions that say the opposite of what is demanded lose their force by it.  Names and title are taken from the contract
    where it says them, and so is what the parties are called.

    Args:
        paths: the papers of one contract.
        form: ``memorandum`` (覚書) or ``contract`` (変更契約書).
        kind: what the contract is about; guessed when None.
        handles: facts that switch requirements on.
        facts: further facts; ``handles`` is added to them.
        variants: as for :func:`vendorrisk.draft_annex`.
        parties: what the two sides are called; as in the contract when None.
        values: what is filled in.
        policies: packs, as for :func:`vendorrisk.check`.
        templates: folders of own templates.
        recommended: also write clauses of recommended requirements.
        ocr: recognise scanned pages.
        convert: read .doc, .rtf and .odt files through LibreOffice.
        isolated: read every file in a process of its own.
        limits: bounds on one file.
        recognising: called with (file, page, pages) before each scanned page.
        on: the date in the header; today when left out.

    Raises:
        UsageError: there is no such form, kind, fact, variant or placeholder, or the paper is no contract that can be amended.
        UnreadableError: a paper cannot be read.
        TemplateError: a template has a fault.
    """
    loaded = templates_of(templates, policies)
    layout = _layout(loaded, chosen(Form, form, "form"))
    filled = named_values(loaded, values or {})
    named = variants_of(variants)
    said = frozenset(chosen(Handling, one, "handles") for one in handles)
    facts = attrs.evolve(facts or Facts(), handles=(facts or Facts()).handles | said)
    wanted = chosen(Kind, kind, "kind") if kind is not None else None
    request = Request(wanted, facts, tuple(map(str, policies)), ocr=ocr, convert=convert)
    answers = read_all(list(find_files(paths, convert=convert)), request, limits or Limits(), recognising, isolated=isolated)
    for answer in answers:
        if isinstance(answer, Refusal):
            raise UnreadableError(answer.message, where=str(answer.path))
    documents = [answer for answer in answers if isinstance(answer, Document)]
    report = judge(documents, policy_of(request.policies), kind=wanted, facts=facts)
    if report.kind not in loaded.layouts[layout].kinds or Handling.TERMS_OF_SERVICE in facts.handles:
        raise UsageError(
            Bilingual("覚書で改める契約ではない。", "This is no contract that can be amended."), where=str(documents[0].path) if documents else "",
            todo=Bilingual("市の手順は「draft annex」で作り直してください。違う場合は --kind を付けてください。", "Write rules of the city's own with 'draft annex'; if it is one, add --kind."),
        )
    lacks = lacks_of(report, recommended=recommended)
    if not (lacks.requirements or lacks.lifted):
        return Amendment(report, lacks, None)
    original = original_of(documents)
    filled = {
        **{name: value for name, value in (("発注者名", original.client), ("受注者名", original.vendor), ("契約件名", original.title)) if value},
        **filled, "効力を失う規定": lacks.lifted,
    }  # fmt: skip
    called = chosen(Parties, parties, "parties") if parties is not None else original.parties
    assert report.kind is not None
    case = Case(report.kind, facts, named, called, lacks.requirements, bool(lacks.lifted))
    draft = compose(loaded, loaded.layouts[layout], case, applying(case, policies), filled, on=on or date.today())
    return Amendment(report, lacks, draft)


def _layout(templates: Templates, form: Form) -> str:
    name = f"amendment-{form}"
    if name not in templates.layouts:
        raise UsageError(Bilingual("文書「{0}」の文例がない。", "There is no template for {0!r}.").format(name), where="form")
    return name

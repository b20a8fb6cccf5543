"""Documents drafted for a record of a register: its facts decide the clauses, its names are filled in."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vendorrisk._amendments import Amendment, draft_amendment
from vendorrisk._drafts import draft_annex, named_values, templates_of
from vendorrisk._records import case_of, kept_documents
from vendorrisk.drafting import Draft
from vendorrisk.model import (
    Bilingual,
    CloudService,
    Contract,
    Department,
    Person,
    Record,
    SocialAccount,
    UsageError,
    Vendor,
)
from vendorrisk.register import Register
from vendorrisk.schedule import era_date

__all__ = ["draft_record_amendment", "draft_record_annex", "values_of_record"]

_TERMS = "terms"


def draft_record_annex(
    register: Register,
    id: str,  # noqa: A002 - the field is called id everywhere
    document: str = "",
    *,
    values: Mapping[str, str | Sequence[str]] | None = None,
    **chosen: Any,
) -> Draft:
    """Write an annex or a procedure for a record.

    Args:
        register: the register.
        id: a contract, service or account.
        document: which document; the one for the record when left out.
        values: what is filled in beside, or in place of, what the record says.
        chosen: ``variants``, ``parties``, ``templates``, ``policies``, ``on``, see :func:`vendorrisk.draft_annex`.

    Raises:
        UsageError: there is no such record, or nothing can be drafted for it.
    """
    record = _record(register, id)
    kind, facts = case_of(record)
    if not document and "terms-of-service" in facts.handles:
        document = _TERMS
    chosen["policies"] = tuple(chosen.get("policies", ())) or register.holdings.settings.policies
    filled = _joined(values_of_record(register, record), values or {}, chosen)
    return draft_annex(document, kind=kind, facts=facts, values=filled, **chosen)


def draft_record_amendment(
    register: Register,
    id: str,  # noqa: A002
    paths: Sequence[str | Path] = (),
    *,
    values: Mapping[str, str | Sequence[str]] | None = None,
    **chosen: Any,
) -> Amendment:
    """Write an amendment for the contract of a record, from the documents named or those that the register keeps.

    Args:
        register: the register.
        id: a contract or service.
        paths: papers of the contract; its kept documents when none are given.
        values: what is filled in beside, or in place of, what the record says.
        chosen: see :func:`vendorrisk.draft_amendment`.

    Raises:
        UsageError: there is no such record, or it has no documents.
    """
    record = _record(register, id)
    kind, facts = case_of(record)
    chosen["policies"] = tuple(chosen.get("policies", ())) or register.holdings.settings.policies
    filled = _joined(values_of_record(register, record), values or {}, chosen)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(path) for path in paths] or list(kept_documents(register, record, Path(folder)))
        if not files:
            raise UsageError(
                Bilingual("元の契約の文書が無い。", "There is no document of the contract."), where=id,
                todo=Bilingual("文書を指定するか、「register attach」で記録に付ける。", "Name one, or attach it with 'register attach'."),
            )
        return draft_amendment(files, kind=kind, facts=facts, values=filled, **chosen)


def values_of_record(register: Register, record: Record) -> dict[str, str | tuple[str, ...]]:
    """Return what a record and its register say of the placeholders, by key; nothing that they do not say."""
    values: dict[str, str | tuple[str, ...]] = {"client": register.holdings.settings.city}
    if isinstance(record, Contract):
        information = record.information.description if record.information is not None else ""
        values |= {"contract-title": record.title, "vendor": _vendor(register, record.vendor), "information": information}
        if record.signed_on is not None:
            values["signed-on"] = era_date(record.signed_on)
    elif isinstance(record, CloudService):
        values |= {"contract-title": f"{record.name}の利用", "vendor": _vendor(register, record.provider), "service": record.name}
        if record.log_months:
            values["log-keeping"] = f"{record.log_months}か月"
    elif isinstance(record, SocialAccount):
        values |= {
            "account-title": record.title, "service": record.platform.label.ja if record.platform is not None else "", "handle": record.handle,
            "owner": _post(register, record.owner), "approver": _post(register, record.approved_by), "publishable": record.publishable,
            "forbidden": record.forbidden,
        }  # fmt: skip
    return {key: value for key, value in values.items() if value}


def _joined(
    found: Mapping[str, str | tuple[str, ...]], given: Mapping[str, str | Sequence[str]], chosen: Mapping[str, Any]
) -> dict[str, str | tuple[str, ...]]:
    """Return both by name; what is given wins, whether it was named by name or by key."""
    templates = templates_of(chosen.get("templates", ()), chosen.get("policies", ()))
    return {**named_values(templates, found), **named_values(templates, given)}


def _record(register: Register, id: str) -> Record:  # noqa: A002
    record = register.holdings.records.get(id)
    if record is None:
        raise UsageError(
            Bilingual(f"「{id}」という記録が無い。", f"There is no record {id!r}."), where="--record", todo=Bilingual("管理番号を確認する。", "Check the id.")
        )
    return record


def _vendor(register: Register, id: str) -> str:  # noqa: A002
    found = register.holdings.records.get(id)
    return found.name if isinstance(found, Vendor) else ""


def _post(register: Register, id: str) -> str:  # noqa: A002
    """Return the post of a person with the department: a rule names posts, for people move every April."""
    found = register.holdings.records.get(id)
    if not isinstance(found, Person) or not found.post:
        return ""
    department = register.holdings.records.get(found.department)
    name = department.name if isinstance(department, Department) else ""
    if found.post.startswith(name):
        return found.post
    if name[-1:] == found.post[:1]:  # 広報課 and 課長
        return f"{name}{found.post[1:]}"
    return f"{name}{found.post}"

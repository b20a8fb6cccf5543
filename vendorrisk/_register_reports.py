"""Reports about a register as files: the audit pack of one record, and the portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from vendorrisk._overview import standing, standings, what_is_due
from vendorrisk._packs import resolve
from vendorrisk.model import Bilingual, Language, UsageError
from vendorrisk.register import Register
from vendorrisk.reporting import (
    Block,
    Changed,
    HtmlRenderer,
    Renderer,
    WordRenderer,
    audit_blocks,
    check_target,
    portfolio_blocks,
    written,
)
from vendorrisk.requirements import Requirement
from vendorrisk.risk import concentration

__all__ = ["write_audit", "write_portfolio"]

_AUDIT = Bilingual("監査資料", "Audit pack")
_PORTFOLIO = Bilingual("委託・外部サービスの状況", "Outsourcing and external services")


def write_audit(register: Register, id: str, path: str | Path, *, language: Language = "ja", mark: str = "", force: bool = False) -> Path:  # noqa: A002 - the field is called id everywhere
    """Write everything about one record: where it stands, facts, clauses with quotes, dues, reviews, measures, documents, history.

    Args:
        register: the register.
        id: a record.
        path: the file, .html or .docx.
        language: of the report.
        mark: handling mark; the one of the settings when left out.
        force: replace a file that is no report of ours.

    Raises:
        UsageError: there is no such record, or the file must not or cannot be written.
    """
    record = register.holdings.records.get(id)
    if record is None:
        raise UsageError(Bilingual(f"「{id}」という記録がありません。", f"There is no record {id!r}."), todo=Bilingual("管理番号を確認してください。", "Check the id."))
    held, today = register.holdings, register.today()
    dues = [item for item in what_is_due(held, today) if item.record == id]
    blocks = audit_blocks(standing(register, record), held, _requirements(register), dues, _changes(register, id), today, language)
    return _write(blocks, f"{_AUDIT.get(language)} {held.label(record)}", Path(path), register, language, mark, force)


def write_portfolio(register: Register, path: str | Path, *, language: Language = "ja", mark: str = "", force: bool = False) -> Path:
    """Write the whole register for those who decide; the arguments are those of :func:`write_audit`.

    Raises:
        UsageError: the file must not or cannot be written.
    """
    held, today = register.holdings, register.today()
    blocks = portfolio_blocks(standings(register), held, _requirements(register), what_is_due(held, today), concentration(held, today), today, language)
    return _write(blocks, _PORTFOLIO.get(language), Path(path), register, language, mark, force)


def _requirements(register: Register) -> dict[str, Requirement]:
    return {one.id: one for pack in resolve(register.holdings.settings.policies) for one in pack.requirements}


def _changes(register: Register, id: str) -> Iterator[Changed]:  # noqa: A002
    for entry in register.history(id):
        for change in entry.changes:
            if change.record == id:
                yield Changed(entry.at[:16].replace("T", " "), entry.who, entry.why, tuple((one.field, one.before, one.after) for one in change.fields))


def _write(blocks: Iterator[Block], title: str, path: Path, register: Register, language: Language, mark: str, force: bool) -> Path:
    if path.suffix.lower() not in (".html", ".docx"):
        raise UsageError(
            Bilingual("報告書の形式は .html か .docx です。", "A report of a register is .html or .docx."), where=str(path), todo=Bilingual("拡張子を変えてください。", "Change the extension.")
        )
    check_target(path, force=force)
    marked = mark or register.holdings.settings.handling
    renderer: Renderer = WordRenderer(language, title, marked, datetime.now().astimezone()) if path.suffix.lower() == ".docx" else HtmlRenderer(language, title, marked)
    with written(path) as stream:
        renderer.save(stream, (piece for block in blocks for piece in renderer.render(block)))
    return path

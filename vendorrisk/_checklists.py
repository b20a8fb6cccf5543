"""Self-check sheets: made for a case or a record, and read when they come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import attrs

from vendorrisk._data import templates_root
from vendorrisk._packs import editions, resolve
from vendorrisk._records import case_of
from vendorrisk.checking import Policy, applies_to, level_in
from vendorrisk.drafting import (
    MARK,
    Answer,
    Answers,
    ChecklistHead,
    Question,
    answer_of,
    is_word,
    read_base,
    read_checklist_form,
    write_checklist,
    write_checklist_form,
)
from vendorrisk.model import (
    Bilingual,
    CloudService,
    Contract,
    Facts,
    Handling,
    Kind,
    Language,
    Record,
    UsageError,
)
from vendorrisk.register import Register
from vendorrisk.register.exchange import read_tables
from vendorrisk.requirements import Level

__all__ = ["Answer", "Answers", "Form", "draft_checklist", "draft_record_checklist", "editions_of", "questions_of", "read_checklist", "record_of"]

Form = Literal["excel", "word"]
_LARGEST = 50_000_000  # bytes of a returned file, as for an import


def draft_checklist(
    *, kind: Kind = Kind.OUTSOURCING, handles: Iterable[Handling] = (), facts: Facts | None = None, policies: Sequence[str | Path] = (),
    head: ChecklistHead | None = None, language: Language = "ja", form: Form = "excel",
) -> bytes:  # fmt: skip
    """Return the sheet for a case.

    Args:
        kind: what the contract is about.
        handles: facts that switch questions on.
        facts: further facts.
        policies: packs, as for :func:`vendorrisk.check`.
        head: what it is about.
        language: of the sheet.
        form: the program that it is filled in with.

    Raises:
        UsageError: a policy is unknown.
    """
    base = facts or Facts()
    case = attrs.evolve(base, handles=base.handles | frozenset(handles))
    named = tuple(map(str, policies))
    about = attrs.evolve(head or ChecklistHead(), editions=editions_of(named))
    about = attrs.evolve(about, made_on=about.made_on or date.today())
    questions = list(questions_of(kind, case, named, language))
    if form == "word":
        return write_checklist_form(questions, about, read_base(templates_root() / "base" / "standard.docx"), language)
    return write_checklist(questions, about, language)


def draft_record_checklist(register: Register, id: str, *, language: Language = "ja", form: Form = "excel") -> bytes:  # noqa: A002 - the field is called id everywhere
    """Return the sheet for a record, with its names on top.

    Raises:
        UsageError: there is no such record, or nothing is demanded of its kind.
    """
    record = record_of(register, id)
    kind, facts = case_of(record)
    settings = register.holdings.settings
    vendor = record.vendor if isinstance(record, Contract) else record.provider if isinstance(record, CloudService) else ""
    head = ChecklistHead(record.id, (), settings.city, register.holdings.label(record), register.holdings.name(vendor) if vendor else "", settings.handling, register.today())
    return draft_checklist(kind=kind, facts=facts, policies=settings.policies, head=head, language=language, form=form)


def read_checklist(path: str | Path) -> Answers:
    """Read a returned sheet, as Word, Excel or CSV; which of them it is, its content decides.

    Raises:
        ExchangeError: the file cannot be read as a table.
        UsageError: it is no such sheet.
    """
    file = Path(path)
    data = _bytes(file)
    if is_word(data):
        found = read_checklist_form(data)
    else:
        found = next((held for table in read_tables(file) if (held := _in_table(table.rows)) is not None), None)
    if found is None:
        raise UsageError(
            Bilingual("自己点検票ではありません。", "This is no self-check sheet."), where=str(path),
            todo=Bilingual("「vendorrisk draft checklist」で作ったファイルを指定してください。", "Name a file that 'vendorrisk draft checklist' made."),
        )  # fmt: skip
    return found


def _in_table(rows: Iterable[tuple[int, Sequence[object]]]) -> Answers | None:
    """Return what stands in a table, None where it is no sheet of ours."""
    held = {number: ["" if cell is None else str(cell).strip() for cell in (*cells, *[None] * 7)] for number, cells in rows}
    if held.get(1, [""])[0] != MARK:
        return None

    def cell(row: int, column: int) -> str:
        return held[row][column] if row in held else ""

    answers = (Answer(cells[0], answer_of(cells[4]), cells[5], cells[6]) for number, cells in held.items() if number > 8 and "." in cells[0])
    return Answers(cell(2, 0), tuple(filter(None, cell(3, 0).split("; "))), tuple(answers), cell(4, 0), cell(5, 2), cell(6, 2))


def _bytes(path: Path) -> bytes:
    """Return the content of a file; nothing where the reader of tables has to say why it cannot be read."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""


def editions_of(policies: Sequence[str]) -> tuple[str, ...]:
    """Return the editions of packs, as a sheet keeps them."""
    return tuple(f"{one.id} {one.version}" for one in editions(tuple(policies)))


def questions_of(kind: Kind, facts: Facts, policies: Sequence[str], language: Language) -> Iterator[Question]:
    """Yield what is asked in a case."""
    for requirement in Policy(resolve(tuple(policies))).requirements:
        if kind in requirement.applies.kinds and applies_to(requirement, facts)[0]:
            mandatory = level_in(requirement, facts) is not Level.RECOMMENDED
            for element in requirement.elements:
                if element.required:
                    yield Question(f"{requirement.id}.{element.id}", requirement.title.get(language), element.criterion.get(language), mandatory)


def record_of(register: Register, id: str) -> Record:  # noqa: A002
    """Return a record.

    Raises:
        UsageError: there is none of that id.
    """
    record = register.holdings.records.get(id)
    if record is None:
        raise UsageError(
            Bilingual(f"「{id}」という記録がありません。", f"There is no record {id!r}."), where="--record", todo=Bilingual("管理番号を確認してください。", "Check the id.")
        )
    return record

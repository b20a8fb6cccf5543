"""A vendor's own file with remarks in it: checked, and copied with a comment at every sentence that counts and where a clause is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import attrs

from vendorrisk._api import check
from vendorrisk._isolation import Loss, work_isolated
from vendorrisk.checking import DocumentReport
from vendorrisk.documents import Limits
from vendorrisk.drafting import Remark, annotate_docx, annotate_pdf, remarks_of
from vendorrisk.model import Bilingual, Facts, Handling, Kind, Language, UsageError, VendorriskError
from vendorrisk.reporting import written

__all__ = ["Annotated", "annotate"]

_SECONDS = 60.0


@attrs.frozen
class Annotated:
    """What came of a file.

    Attributes:
        report: what was found in it.
        remarks: what was written into the copy.
        data: the copy; None when the file could not be read.
        signed: whether the file carries a signature, which the copy no longer bears out.
    """

    report: DocumentReport
    remarks: tuple[Remark, ...]
    data: bytes | None = attrs.field(repr=False)
    signed: bool = False


def annotate(
    path: str | Path,
    out: str | Path | None = None,
    *,
    kind: Kind | str | None = None,
    handles: Iterable[Handling | str] = (),
    facts: Facts | None = None,
    policies: Sequence[str | Path] = (),
    author: str = "vendorrisk",
    at: datetime | None = None,
    language: Language = "ja",
    limits: Limits | None = None,
) -> Annotated:
    """Check a Word file or a PDF, and return a copy with remarks in it; the file itself is never written to.

    Args:
        path: a .docx or .pdf file.
        out: where to save the copy; it is not saved when left out.
        kind: what it is; guessed when None.
        handles: facts that switch further requirements on.
        facts: further facts.
        policies: packs, as for :func:`vendorrisk.check`.
        author: who makes the remarks.
        at: when; now when left out.
        language: of the remarks.
        limits: bounds on the file.

    Raises:
        UsageError: the file is neither Word nor PDF, or a fact or policy is unknown.
        VendorriskError: the copy cannot be made, because the PDF is encrypted or the file too damaged to be written, or cannot be saved.
    """
    source = Path(path)
    suffix = source.suffix.lower()
    if suffix not in (".docx", ".docm", ".pdf"):
        raise UsageError(
            Bilingual("注釈を付けられるのはWord（.docx）とPDFだけです。", "Only Word files (.docx) and PDF can be annotated."),
            where=str(path), todo=Bilingual("WordかPDFのファイルを指定してください。", "Name a Word file or a PDF."),
        )  # fmt: skip
    (report,) = check([source], kind=kind, handles=handles, facts=facts, policies=policies, places=True, isolated=True, limits=limits).documents
    if report.verdict is None:
        return Annotated(report, (), None)
    remarks = remarks_of(report, language)
    bounds = limits or Limits()
    work = partial(_copied, remarks=remarks, author=author, at=at or datetime.now().astimezone(), language=language)
    answers: Iterator[bytes | VendorriskError] = work_isolated(work, [source], lost=_lost, seconds=lambda _: _SECONDS, memory=bounds.max_memory)
    (data,) = answers
    if isinstance(data, VendorriskError):
        raise data
    if out is not None:
        with written(Path(out)) as stream:
            stream.write(data)
    return Annotated(report, remarks, data, _is_signed(source.read_bytes()))


def _copied(path: Path, remarks: Sequence[Remark], author: str, at: datetime, language: Language) -> bytes | VendorriskError:
    data = path.read_bytes()
    try:
        if data.startswith(b"PK"):
            return annotate_docx(data, remarks, author=author, at=at, language=language)
        return annotate_pdf(data, remarks, author=author, at=at)
    except VendorriskError as error:
        return VendorriskError(error.message, where=str(path), todo=error.todo)


def _lost(path: Path, loss: Loss) -> VendorriskError:
    return VendorriskError(
        Bilingual("注釈を付けられませんでした（処理が終わらない、又は異常終了した）。", "It could not be annotated: the work did not end, or broke down."), where=str(path)
    )


def _is_signed(data: bytes) -> bool:
    return b"_xmlsignatures/" in data if data.startswith(b"PK") else b"/ByteRange" in data and b"/Sig" in data

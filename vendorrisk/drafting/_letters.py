"""Letters of the city to a contractor: what is asked for, and the article of the contract that entitles the city to it.

「必要に応じて契約に基づき措置を講じる」 (policy 6(8)): a letter that rests on no article asks for a favour.  So the article comes from the check of
the contract, and where no such clause was found the letter leaves the place open instead of naming one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs

from vendorrisk.drafting._errors import TemplateFault, faulty
from vendorrisk.drafting._source import read_source
from vendorrisk.drafting._tokens import Name, parse
from vendorrisk.drafting._word import Base, Line, Span
from vendorrisk.model import Bilingual
from vendorrisk.schedule import era_date

__all__ = ["LETTER_VALUES", "Letter", "LetterTemplate", "load_letters", "write_letter"]

#: What can be filled in: name in the text, key for programs, what it is.
LETTER_VALUES = {
    "文書番号": ("number", Bilingual("文書番号", "reference number")),
    "宛先": ("vendor", Bilingual("宛先の事業者名", "the contractor")),
    "宛名": ("addressee", Bilingual("宛先の代表者の職・氏名", "post and name of the addressee")),
    "自治体名": ("client", Bilingual("自治体名", "the city")),
    "発信者": ("sender", Bilingual("発信者の職・氏名", "post and name of the sender")),
    "契約件名": ("contract-title", Bilingual("契約の件名", "title of the contract")),
    "根拠": ("basis", Bilingual("根拠となる契約の条項", "the article it rests on")),
    "期限": ("due", Bilingual("期限", "by when")),
    "事項": ("matter", Bilingual("求める事項", "what is asked for")),
    "連絡先": ("contact", Bilingual("担当課・連絡先", "who to reply to")),
    "検査日時": ("when", Bilingual("検査の日時", "day and time of the inspection")),
    "検査場所": ("where", Bilingual("検査の場所", "place of the inspection")),
    "申請日": ("applied", Bilingual("申請の日", "day of the application")),
    "再委託先": ("subcontractor", Bilingual("再委託先", "the subcontractor")),
    "再委託業務": ("work", Bilingual("再委託する業務", "the work given on")),
    "条件": ("conditions", Bilingual("承諾の条件", "conditions of the consent")),
}
_KEYS = {key: name for name, (key, _) in LETTER_VALUES.items()}


@attrs.frozen
class LetterTemplate:
    """The wording of one sort of letter.

    Attributes:
        id: by which it is asked for.
        title: its subject.
        summary: what it is for.
        basis: requirements or elements whose clause entitles the city to it, the first that was found counts.
        text: its sentences.
        items: what stands below 記.
    """

    id: str
    title: str
    summary: Bilingual
    basis: tuple[str, ...]
    text: tuple[str, ...]
    items: tuple[str, ...]


@attrs.frozen
class Letter:
    """A letter that is ready to be saved.

    Attributes:
        title: its subject.
        lines: its paragraphs.
        unfilled: keys of what is still to be filled in.
        docx: the Word file.
    """

    title: str
    lines: tuple[Line, ...]
    unfilled: tuple[str, ...]
    docx: bytes = attrs.field(repr=False)


def load_letters(folders: Sequence[Path]) -> dict[str, LetterTemplate]:
    """Return the letters of several folders of templates by id; a later folder stands in place of an earlier one.

    Raises:
        TemplateError: a file has a fault, named with its line.
    """
    faults: list[TemplateFault] = []
    found: dict[str, LetterTemplate] = {}
    for folder in folders:
        for path in sorted((folder / "letters").glob("*.toml")):
            source = read_source(path, faults)
            if source is None:
                continue
            top = source.table()
            top.only("id", "title", "summary", "basis", "text", "items")
            letter = LetterTemplate(top.text("id", required=True), top.text("title", required=True), top.both("summary", required=True), top.words("basis"), top.words("text"), top.words("items"))
            for key, texts in (("title", (letter.title,)), ("text", letter.text), ("items", letter.items)):
                for text in texts:
                    for part in parse(text):
                        if not (isinstance(part, Name) and part.name in LETTER_VALUES) and type(part).__name__ != "Plain":
                            said = part.name if isinstance(part, Name) else text
                            top.fault(Bilingual(f"「{said}」という差込項目はありません。", f"There is no placeholder {said!r}."), key, said)
            found[letter.id] = letter
    if faults:
        raise faulty(faults)
    return found


def write_letter(template: LetterTemplate, base: Base, values: Mapping[str, str], *, on: date) -> Letter:
    """Write a letter in the form that municipal offices use: number and date, addressee, sender, subject, text, 記, 以上.

    Args:
        template: its wording.
        base: the Word file that brings styles and paper.
        values: what is filled in, by key or by name.
        on: its date.
    """
    filled = {_KEYS.get(name, name): text.strip() for name, text in values.items() if text.strip()}
    blank: dict[str, None] = {}

    def spans(text: str) -> tuple[Span, ...]:
        made = []
        for part in parse(text):
            if not isinstance(part, Name):
                made.append(Span(getattr(part, "text", "")))
            elif part.name in filled:
                made.append(Span(filled[part.name], part.name))
            else:
                blank[part.name] = None
                made.append(Span(part.name, part.name, blank=True))
        return tuple(made)

    title = "".join(span.text for span in spans(template.title))
    lines = [
        Line("右寄せ", spans("{文書番号}")), Line("右寄せ", (Span(era_date(on)),)), Line("本文", spans("{宛先}")), Line("本文", spans("　{宛名}　様")),
        Line("右寄せ", spans("{自治体名}　{発信者}")), Line("文書名", (Span(title),)), *(Line("本文", spans(text.lstrip("　"))) for text in template.text),
        Line("中央", (Span("記"),)), *(Line("本文", (Span(f"{number}　"), *spans(text))) for number, text in enumerate(template.items, 1)), Line("右寄せ", (Span("以上"),)),
    ]  # fmt: skip
    document = base.write(lines, {"文書名": title, "作成日": era_date(on), "版": ""})
    return Letter(title, tuple(lines), tuple(LETTER_VALUES[name][0] for name in blank), document)

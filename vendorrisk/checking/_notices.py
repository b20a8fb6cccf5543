"""What a reader must know beside the verdicts: annexes that are not there, laws that are no longer called so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorrisk.documents import Notice
from vendorrisk.model import Bilingual
from vendorrisk.text import Clauses, Outline, ParagraphKind, Style

__all__ = ["snippets_notice", "text_notices"]

_ANNEX_NAMED = re.compile(
    r"(?:(?:別記|別紙|別添|別表|別冊)(?:第?[0-9一二三四五六七八九十]+(?:号)?)?(?:[「(][^」)\n]{2,40}[」)])?(?:[^、。はがをにの甲乙\n]{0,24}?(?:特記事項|仕様書|基準|要領|明細書|一覧|合意書|手順書|確認書))?)(?=に|の|を|で|と|、|」)"
)
_ASIDE = re.compile(r"\(以下[^()]*\)")
_STALE: tuple[tuple[re.Pattern[str], Bilingual], ...] = (
    (
        re.compile(r"個人情報(?:の)?保護(?:に関する)?条例"),
        Bilingual(
            "個人情報保護条例を根拠としています。令和5年4月1日からは個人情報の保護に関する法律が直接適用されます。",
            "Rests on a local personal information ordinance; since 2023-04-01 the Act applies directly.",
        ),
    ),
    (re.compile(r"懲役"), Bilingual("罰則の「懲役」は現行法では「拘禁刑」です。", "The penalty 懲役 is now called 拘禁刑.")),
    (re.compile(r"瑕疵担保"), Bilingual("「瑕疵担保」は現行民法では「契約不適合」です。", "瑕疵担保 is now 契約不適合 in the Civil Code.")),
    (
        re.compile(r"27001:2013|27001:2006|Q27001:2014"),
        Bilingual("ISO/IEC 27001の旧版による認証は2025年10月31日で失効しました。", "Certificates on the 2013 edition of ISO/IEC 27001 ended on 2025-10-31."),
    ),
    (
        re.compile(r"内閣サイバーセキュリティセンター|NISC"),
        Bilingual("NISCは2025年7月1日に国家サイバー統括室となりました。", "NISC became the National Cybersecurity Office on 2025-07-01."),
    ),
)


def snippets_notice(outline: Outline, foreign: int) -> Notice:
    """Return the notice that what stands from an offset on is taken from other documents; a paper of nothing else is no contract."""
    if outline.paragraphs[0].start >= foreign:
        return Notice("not-a-contract", Bilingual("他の文書の抜粋の寄せ集めである。", "Snippets of other documents."))
    marker = next(paragraph for paragraph in outline.paragraphs if paragraph.start >= foreign)
    return Notice(
        "snippets-ignored",
        Bilingual(
            f"「{marker.text}」より後は他の文書の抜粋であり、要件を満たす根拠とはしていません。",
            f"What follows “{marker.text}” is taken from other documents; it proves no requirement.",
        ),
        (marker.page,) if marker.page else (),
    )


def text_notices(read: Sequence[Clauses]) -> list[Notice]:
    """Return the notices that follow from the text of all files of one contract."""
    paragraphs = [paragraph for clauses in read for paragraph in clauses.outline.paragraphs]
    notices = []
    body = "\n".join(paragraph.text for paragraph in paragraphs)
    for pattern, message in _STALE:
        found = next((paragraph for paragraph in paragraphs if pattern.search(paragraph.text)), None) if pattern.search(body) else None
        if found is not None:
            notices.append(Notice("stale-reference", message, (found.page,) if found.page else ()))
    missing = _missing_annexes(read, body)
    if missing:
        names = "」「".join(name.replace("「", "『").replace("」", "』") for name in missing)
        notices.append(
            Notice(
                "annex-missing",
                Bilingual(
                    f"「{names}」が引用されていますが、提出された文書に見当たりません。", f"Referred to but not among the files: {names}."
                ),
            )
        )
    return notices


def _missing_annexes(read: Sequence[Clauses], body: str) -> list[str]:
    """Return the annexes that the text names but that no file holds."""
    headings = [
        paragraph.text
        for clauses in read
        for paragraph in clauses.outline.paragraphs
        if paragraph.kind is ParagraphKind.HEADING or (paragraph.label is not None and paragraph.label.style is Style.ANNEX)
    ]
    titles = [paragraph.text for clauses in read for paragraph in clauses.outline.paragraphs[:4] if "。" not in paragraph.text]
    held = "\n".join([*headings, *titles])
    others = "\n".join(paragraph.text for clauses in read[1:] for paragraph in clauses.outline.paragraphs[:4])
    named: dict[str, None] = {}
    for match in _ANNEX_NAMED.finditer(_ASIDE.sub("", body)):
        named.setdefault(match.group(), None)
    missing = []
    for name in named:
        bare = re.sub(r"[「」()]", "", name)
        if re.fullmatch(r"別(?:記|紙|添|表|冊)(?:第?[0-9一二三四五六七八九十]+号?)?", bare) and bare in held:
            continue
        core = re.sub(r"^(?:別記|別紙|別添|別表|別冊)(?:第?[0-9一二三四五六七八九十]+号?)?", "", bare)
        if core and len(core) >= 3 and core in others:
            continue
        if bare in held.replace("「", "").replace("」", "").replace("(", "").replace(")", "") or (len(core) >= 4 and core in held):
            continue
        missing.append(name)
    return missing[:6]

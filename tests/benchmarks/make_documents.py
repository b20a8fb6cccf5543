"""Contracts as Word and PDF for the benchmarks, and a text of which nearly every sentence speaks of what some rule looks for.

No real contract is as dense as that: it is the hard case.  The lifelike one is made elsewhere.
"""

from __future__ import annotations

import itertools
import random
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["articles", "dense_lines", "write_docx", "write_pdf", "write_word"]

_SUBJECTS = ("乙は", "乙は、甲の指示に従い", "乙は、本業務の履行に当たり", "乙は、善良な管理者の注意をもって", "甲は、必要があると認めるときは", "甲及び乙は")
_OBJECTS = (
    "業務上知り得た情報", "甲から貸与された資料", "成果物及びその複製物", "業務の実施体制", "作業従事者の名簿", "電子計算機及び記録媒体", "業務日誌及び月次報告書",
    "設備の点検記録", "利用者からの申請書類", "契約金額の内訳書", "再委託先に関する書面", "作業場所の入退室の記録", "障害の発生状況", "緊急時の連絡体制表",
)
_ACTS = (
    "適切に管理しなければならない", "速やかに甲に提出しなければならない", "第三者に提供してはならない", "甲の承諾なく複写し、又は複製してはならない",
    "あらかじめ書面により甲に届け出るものとする", "甲の指定する方法により作成すること", "その写しを5年間保存するものとする", "毎月末日までに取りまとめ、翌月5日までに報告すること",
    "変更しようとするときは、甲の承認を受けなければならない", "業務の終了後、直ちに返還し、又は甲の指示に従い廃棄しなければならない", "相手方に通知するものとする", "別に定める基準に適合させなければならない",
)
_CONDITIONS = (
    "", "業務の全部又は一部を履行することができないときは、", "前項の規定にかかわらず、", "天災その他やむを得ない事由により必要が生じた場合は、", "第{n}条の規定により契約が解除されたときは、",
    "仕様書に定めのない事項については、", "甲から求めがあったときは、", "次の各号のいずれかに該当するときを除き、",
)
_HEADINGS = (
    "総則", "業務の範囲", "契約金額", "支払", "検査及び引渡し", "秘密の保持", "再委託の制限", "個人情報の取扱い", "資料の貸与及び返還", "作業場所", "業務責任者", "報告", "監査",
    "事故発生時の対応", "契約不適合責任", "損害賠償", "契約の解除", "権利義務の譲渡の禁止", "著作権の帰属", "教育及び研修", "設備の管理", "変更の協議", "危険負担", "管轄裁判所",
)


def articles(count: int, seed: int = 7) -> Iterator[tuple[str, list[str]]]:
    """Yield (heading, paragraphs) of so many articles; the same seed gives the same text."""
    dice = random.Random(seed)
    yield "目的", ["霞浦市（以下「甲」という。）は、株式会社甘木システム（以下「乙」という。）に対し、窓口業務等を委託し、乙はこれを受託する。"]
    for heading, number in zip(itertools.cycle(_HEADINGS), range(2, count + 1), strict=False):
        paragraphs = []
        for _ in range(dice.randint(2, 4)):
            sentences = []
            for _ in range(dice.randint(1, 2)):
                condition = dice.choice(_CONDITIONS).format(n=dice.randint(1, number))
                objects = dice.sample(_OBJECTS, dice.randint(1, 3))
                sentences.append(f"{dice.choice(_SUBJECTS)}、{condition}{'、'.join(objects[:-1])}{'及び' if objects[:-1] else ''}{objects[-1]}を{dice.choice(_ACTS)}。")
            paragraphs.append("".join(sentences))
        yield heading, paragraphs


def dense_lines(count: int, seed: int = 7) -> Iterator[str]:
    """Yield the paragraphs of so many articles."""
    for number, (heading, paragraphs) in enumerate(articles(count, seed), 1):
        yield f"（{heading}）"
        for index, paragraph in enumerate(paragraphs, 1):
            yield (f"第{number}条　" if index == 1 else f"{index}　") + paragraph


def write_docx(path: Path, lines: Iterable[str]) -> None:
    """Write paragraphs as the plainest Word file there is: one run a paragraph, no properties."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))


def write_word(path: Path, lines: Iterable[str], seed: int = 7) -> None:
    """Write paragraphs as Word itself saves them: revision ids, fonts and sizes at every run, paragraphs cut into runs."""
    import docx

    dice = random.Random(seed)
    document = docx.Document()
    document.save(str(path))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    fonts = '<w:rPr><w:rFonts w:ascii="ＭＳ 明朝" w:eastAsia="ＭＳ 明朝" w:hAnsi="ＭＳ 明朝" w:hint="eastAsia"/><w:szCs w:val="21"/></w:rPr>'
    paragraphs = []
    for line in lines:
        runs = []
        start = 0
        while start < len(line):
            end = start + dice.choice((3, 8, 15, 25, 40, 60))
            runs.append(f'<w:r w:rsidRPr="{dice.randrange(16**8):08X}">{fonts}<w:t>{line[start:end]}</w:t></w:r>')
            start = end
        ids = " ".join(f'w:{name}="{dice.randrange(16**8):08X}"' for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP"))
        paragraphs.append(
            f'<w:p {ids}><w:pPr><w:ind w:left="210" w:hangingChars="100" w:hanging="210"/>{fonts}</w:pPr>{"".join(runs)}</w:p>'
        )
    body = parts["word/document.xml"].decode()
    place = body.index("<w:sectPr")
    parts["word/document.xml"] = (body[:place] + "".join(paragraphs) + body[place:]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def write_pdf(path: Path, lines: Iterable[str]) -> None:
    """Write paragraphs as PDF: 40 characters a line, 36 lines a page, running header and page number."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    rows = [line[start : start + 40] for line in lines for start in range(0, len(line), 40)]
    for page, first in enumerate(range(0, len(rows), 36), 1):
        canvas.setFont("HeiseiMin-W3", 10.5)
        canvas.drawString(70, 800, "霞浦市 業務委託契約書")
        canvas.drawCentredString(A4[0] / 2, 30, f"- {page} -")
        for offset, row in enumerate(rows[first : first + 36]):
            canvas.drawString(70, 770 - offset * 20, row)
        canvas.showPage()
    canvas.save()

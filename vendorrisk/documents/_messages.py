"""The words of every refusal and notice: one sentence what is wrong, one what to do, in both languages.

Kept in one place so that a person who cares for the wording never has to read the readers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from vendorrisk.documents._model import Notice, NoticeCode, Refusal, RefusalCode
from vendorrisk.model import Bilingual

__all__ = ["Refused", "notice", "ocr_hint", "refusal_of_loss", "refused", "unsupported"]


class Refused(Exception):  # noqa: N818  (an answer, not an error: `read` turns it into a Refusal)
    """Raised inside the readers to give up; never leaves `read`.

    Attributes:
        code: why, for programs.
        message: why and what to do, for people.
        format_name: which unsupported format it is.
    """

    def __init__(self, code: RefusalCode, message: Bilingual, format_name: str = "") -> None:
        super().__init__(message.en)
        self.code = code
        self.message = message
        self.format_name = format_name


_REFUSALS: Final = {
    "not-found": (
        RefusalCode.NOT_FOUND,
        "ファイルが見つかりません。名前と保存場所を確かめてください。",
        "No such file. Check its name and folder.",
    ),
    "not-permitted": (
        RefusalCode.NOT_PERMITTED,
        "このファイルを開く権限がありません。所有者に閲覧の許可を求めてください。",
        "You may not open this file. Ask its owner for permission to read it.",
    ),
    "in-use": (
        RefusalCode.NOT_PERMITTED,
        "ファイルを読み取れませんでした（{0}）。ほかのソフトで開いていれば閉じて、もう一度お試しください。",
        "The file could not be read ({0}). Close other programs that use it and try again.",
    ),
    "directory": (
        RefusalCode.UNSUPPORTED_FORMAT,
        "これはフォルダーです。中の文書ファイル（.docx、.pdf、.txt）を指定してください。",
        "This is a folder. Name the documents in it (.docx, .pdf, .txt).",
    ),
    "special-file": (
        RefusalCode.UNSUPPORTED_FORMAT,
        "これは通常のファイルではありません。文書ファイル（.docx、.pdf、.txt）を指定してください。",
        "This is not an ordinary file. Name a document (.docx, .pdf, .txt).",
    ),
    "empty": (
        RefusalCode.EMPTY,
        "ファイルに文字が一つもありません。正しいファイルかどうかを作成元に確かめてください。",
        "The file holds no text at all. Ask its sender for the right file.",
    ),
    "timeout": (
        RefusalCode.TIMEOUT,
        "決められた時間（{0}秒）のうちに読み終わりませんでした。ファイルが壊れているか、大きすぎます。作成元に確かめるか、--timeout で時間を延ばしてください。",
        "Not read within {0} seconds: the file is damaged or too large. Ask its sender, or give it more time with --timeout.",
    ),
    "crash": (
        RefusalCode.CORRUPT,
        "読み取りの途中で処理が異常終了しました。ファイルが壊れているおそれがあります。作成元から改めて受け取ってください。",
        "Reading the file brought the reader down; it may be damaged. Ask its sender for a new copy.",
    ),
    "too-large": (
        RefusalCode.TOO_LARGE,
        "ファイルが大きすぎます（{0}）。必要な部分だけに分けて保存し直してください。",
        "The file is too large ({0}). Split it and save the part that matters.",
    ),
    "bomb": (
        RefusalCode.TOO_LARGE,
        "展開すると異常に大きくなるファイルのため、読み取りを中止しました（{0}）。作成元に確かめてください。",
        "The file unpacks to an abnormal size, so reading was stopped ({0}). Ask its sender about it.",
    ),
    "encrypted-pdf": (
        RefusalCode.ENCRYPTED,
        "パスワードで保護されたPDFです。パスワードを解除して保存し直したものを指定してください。",
        "The PDF is protected by a password. Save a copy without the password and check that.",
    ),
    "encrypted-office": (
        RefusalCode.ENCRYPTED,
        "パスワード又は秘密度ラベルで暗号化されたOffice文書です。"
        "Wordで開いて暗号化を解除し、.docxで保存し直してください。",
        "The Office document is encrypted by a password or a label. "
        "Open it in Word, remove the encryption and save it as .docx.",
    ),
    "encrypted-zip": (
        RefusalCode.ENCRYPTED,
        "パスワード付きの圧縮ファイルです。展開してから、中の文書を指定してください。",
        "The archive is protected by a password. Unpack it and check the documents inside.",
    ),
    "no-text": (
        RefusalCode.NO_TEXT,
        "文字情報のない画像だけのPDF（スキャン）です。{0}元のWordファイルがあれば、それを指定してください。",
        "The PDF holds images without text (a scan). {0} If there is an original Word file, check that.",
    ),
    "no-text-docx": (
        RefusalCode.NO_TEXT,
        "文字情報のない画像だけのWord文書（スキャンの貼り付け）です。WordからPDFに書き出して「--ocr」（文字認識）を付けるか、文字の入った元の文書を指定してください。",
        "The Word document holds images without text (pasted scans). Export it as PDF and give --ocr, or ask for the original.",
    ),
    "garbled": (
        RefusalCode.NO_TEXT,
        "文字が正しく取り出せない（文字化けする）PDFです。{0}元のWordファイルがあれば、それを指定してください。",
        "The text of the PDF cannot be decoded (it comes out garbled). {0} If there is an original Word file, check that.",
    ),
    "corrupt-docx": (
        RefusalCode.CORRUPT,
        "Wordファイルが壊れています（{0}）。Wordの「開いて修復」で開き直して保存するか、作成元に再送を求めてください。",
        "The Word file is damaged ({0}). Use “Open and Repair” in Word and save it, or ask for it again.",
    ),
    "corrupt-pdf": (
        RefusalCode.CORRUPT,
        "PDFが壊れているか、途中で切れています。作成元に再送を求めてください。",
        "The PDF is damaged or cut short. Ask its sender for it again.",
    ),
    "corrupt-text": (
        RefusalCode.CORRUPT,
        "文字コードを判別できませんでした。UTF-8で保存し直してください。",
        "The character encoding could not be made out. Save the text as UTF-8.",
    ),
    "corrupt": (
        RefusalCode.CORRUPT,
        "ファイルの中身が{0}ではありません。壊れている可能性があるので、作成元に再送を求めてください。",
        "The content is not {0}; the file may be damaged. Ask its sender for it again.",
    ),
    "no-office": (
        RefusalCode.UNSUPPORTED_FORMAT,
        "変換に使うLibreOfficeが見つかりません。Wordで開き、.docxで保存し直してください。",
        "LibreOffice, which would convert it, is not installed. Open the file in Word and save it as .docx.",
    ),
    "slow-office": (
        RefusalCode.TIMEOUT,
        "LibreOfficeが{0}秒のうちに変換を終えませんでした。Wordで開き、.docxで保存し直してください。",
        "LibreOffice did not convert it within {0} seconds. Open the file in Word and save it as .docx.",
    ),
    "not-converted": (
        RefusalCode.CORRUPT,
        "LibreOfficeで変換できませんでした。壊れているか、パスワードで保護されているおそれがあります。Wordで開き、.docxで保存し直してください。",
        "LibreOffice could not convert it; it may be damaged or protected by a password. Open it in Word and save it as .docx.",
    ),
    "failed": (
        RefusalCode.CORRUPT,
        "ファイルの構造が異常なため読み取れませんでした（{0}）。作成したソフトで保存し直してください。",
        "The file could not be read because its structure is odd ({0}). Save it again in the program that made it.",
    ),
}

_WORD = ("Wordで開き、.docxで保存し直してください。", "Open it in Word and save it as .docx.")
_CONVERT = (
    "「--convert」を付けるとLibreOfficeで変換して読みます。Wordで開き、.docxで保存し直しても構いません。",
    "Give --convert to have LibreOffice convert it, or open it in Word and save it as .docx.",
)
_INSTALL = (
    "Wordで開き、.docxで保存し直してください。LibreOfficeを入れて「--convert」を付けても読めます。",
    "Open it in Word and save it as .docx, or install LibreOffice and give --convert.",
)
_UNPACK = ("展開してから、中の文書を指定してください。", "Unpack it and check the documents inside.")
_PRINT = (
    "作成したソフトで開き、PDFに書き出してください。",
    "Open it in the program that made it and export a PDF.",
)
_OCR = (
    "PDFにまとめて「--ocr」（文字認識）を付けるか、元のWordファイルを指定してください。",
    "Save it as PDF and give --ocr (character recognition), or ask for the original Word file.",
)
_OCR_HINTS: Final = {
    "ready": Bilingual("「--ocr」を付けると文字認識（OCR）で読みます。", "Give --ocr to have it read by character recognition."),
    "no-program": Bilingual(
        "文字認識（OCR）で読むには、Tesseractを入れて（Debian、Ubuntuは「apt install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert」、"
        "WindowsはUB Mannheim版のインストーラーで「Japanese」と「Japanese (vertical)」を選ぶ）「--ocr」を付けてください。",
        "To have it read by character recognition, install Tesseract (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-jpn "
        "tesseract-ocr-jpn-vert; Windows: the UB Mannheim installer with “Japanese” and “Japanese (vertical)” chosen) and give --ocr.",
    ),
    "no-language": Bilingual(
        "Tesseractに日本語のデータ（jpn）がないため文字認識（OCR）で読めません。加えて（Debian、Ubuntuは「apt install tesseract-ocr-jpn "
        "tesseract-ocr-jpn-vert」、Windowsはインストーラーで「Japanese」と「Japanese (vertical)」を選ぶ）「--ocr」を付けてください。",
        "Tesseract lacks its Japanese data (jpn), so it cannot be read by character recognition. Add it (Debian, Ubuntu: apt install "
        "tesseract-ocr-jpn tesseract-ocr-jpn-vert; Windows: choose “Japanese” and “Japanese (vertical)” in the installer) and give --ocr.",
    ),
    "tried": Bilingual(
        "文字認識（OCR）でも読めませんでした（文字がない、時間内に終わらない、又は1ファイルの上限の枚数を超えた）。",
        "Character recognition did not help: it found no text, took too long, or the file has too many such pages.",
    ),
}

_FORMATS: Final = {
    "doc": ("旧形式のWord文書（.doc）です。", "This is an old Word document (.doc).", _CONVERT),
    "rtf": ("リッチテキスト（.rtf）です。", "This is rich text (.rtf).", _CONVERT),
    "odt": ("OpenDocument文書（.odt）です。", "This is an OpenDocument text (.odt).", _CONVERT),
    "fodt": ("XML形式のOpenDocument文書（.fodt）です。", "This is an OpenDocument text in XML form (.fodt).", _CONVERT),
    "word-xml": ("XML形式のWord文書です。", "This is a Word document in XML form.", _WORD),
    "jtd": (
        "一太郎文書（.jtd）です。",
        "This is an Ichitaro document (.jtd).",
        (
            "LibreOfficeでは変換できません。一太郎で開き、Word形式（.docx）又はPDFで保存し直してください。",
            "LibreOffice cannot convert it. Open it in Ichitaro and save it as .docx or PDF.",
        ),
    ),
    "xdw": (
        "DocuWorks文書（.xdw）です。",
        "This is a DocuWorks document (.xdw).",
        ("DocuWorksで開き、PDFに変換してください。", "Open it in DocuWorks and convert it to PDF."),
    ),
    "xlsx": ("Excelブック（.xlsx）です。", "This is an Excel workbook (.xlsx).", _PRINT),
    "xls": ("旧形式のExcelブック（.xls）です。", "This is an old Excel workbook (.xls).", _PRINT),
    "ods": ("OpenDocument表計算（.ods）です。", "This is an OpenDocument spreadsheet (.ods).", _PRINT),
    "pptx": ("PowerPoint(.pptx)です。", "This is a PowerPoint presentation (.pptx).", _PRINT),
    "ppt": ("旧形式のPowerPoint(.ppt)です。", "This is an old PowerPoint presentation (.ppt).", _PRINT),
    "odp": (
        "OpenDocumentプレゼンテーション（.odp）です。",
        "This is an OpenDocument presentation (.odp).",
        _PRINT,
    ),
    "html": (
        "ウェブページ（.html）です。",
        "This is a web page (.html).",
        ("ブラウザーの印刷からPDFに保存してください。", "Print it to PDF from a browser."),
    ),
    "email": (
        "電子メール（.eml、.msg）です。",
        "This is an e-mail (.eml, .msg).",
        ("添付された文書を保存して指定してください。", "Save its attachments and check those."),
    ),
    "image": ("画像ファイルです。", "This is an image.", _OCR),
    "zip": ("ZIP圧縮ファイルです。", "This is a ZIP archive.", _UNPACK),
    "archive": ("圧縮ファイルです。", "This is a compressed archive.", _UNPACK),
    "epub": ("電子書籍（.epub）です。", "This is an e-book (.epub).", _PRINT),
    "postscript": (
        "PostScriptファイルです。",
        "This is a PostScript file.",
        ("PDFに変換してください。", "Convert it to PDF."),
    ),
    "program": (
        "プログラムファイルです。",
        "This is a program.",
        ("文書ファイル（.docx、.pdf、.txt）を指定してください。", "Name a document (.docx, .pdf, .txt)."),
    ),
    "ole": (
        "対応していない旧形式のOffice文書です。",
        "This is an old Office format that is not read.",
        _PRINT,
    ),
    "binary": ("対応していない形式のファイルです。", "The format of this file is not known.", _PRINT),
}

_NOTICES: Final[dict[str, tuple[NoticeCode, str, str]]] = {
    "tracked-changes": (
        "tracked-changes",
        "承諾されていない変更履歴があります。削除された文は除き、挿入された文は未確定として扱いました。",
        "There are tracked changes that nobody accepted: deletions were left out, insertions count as pending.",
    ),
    "hidden-text": (
        "hidden-text",
        "隠し文字又は見えない色の文字があります。契約の本文とはみなさず、除きました。",
        "There is hidden or invisibly coloured text. It does not count as text of the contract and was left out.",
    ),
    "placeholder": (
        "hidden-text",
        "記入されていない入力欄の案内文があります。契約の本文とはみなさず、除きました。",
        "There are hints in entry fields that nobody filled in. They do not count as text of the contract.",
    ),
    "struck-out-text": (
        "struck-out-text",
        "取消線の引かれた文字があります。契約の本文とはみなさず、除きました。",
        "There is struck-out text. It does not count as text of the contract and was left out.",
    ),
    "embedded-content": (
        "embedded-content",
        "埋め込まれた文書又は部品があり、その中身は読んでいません。別に開いて確かめてください。",
        "There are embedded documents or objects whose content was not read. Open them separately.",
    ),
    "web-page": (
        "embedded-content",
        "Wordに取り込まれるウェブページ（HTML）があり、書式を除いて読みました。表示された文書と見比べてください。",
        "The Word file imports a web page, which was read without its style sheets. Compare it with what Word shows.",
    ),
    "large-images": (
        "embedded-content",
        "大きな画像が貼り付けられています。画像の中の文字は読んでいないので、目で確かめてください。",
        "There are large pictures. Text inside them was not read; look at them yourself.",
    ),
    "notes": (
        "embedded-content",
        "PDFの注釈機能又は入力欄で書き加えられた文字があり、本文として読んでいません。そのページを目で確かめてください。",
        "There is text written upon the PDF with a comment tool or in a field that was not read. Look at these pages yourself.",
    ),
    "macros": (
        "embedded-content",
        "マクロを含むWord文書です。マクロは実行せず、本文だけを読みました。",
        "The Word document carries macros. They were ignored; only the text was read.",
    ),
    "attachments": (
        "embedded-content",
        "PDFに添付ファイルがあり、その中身は読んでいません。取り出して別に確かめてください。",
        "The PDF carries attached files whose content was not read. Save them and check them separately.",
    ),
    "partial-part": (
        "partial-read",
        "Wordファイルの一部（{0}）が壊れていて読めませんでした。その部分を画面で確かめてください。",
        "A part of the Word file ({0}) is damaged and was not read. Look at it yourself.",
    ),
    "damaged-pdf": (
        "partial-read",
        "PDFが壊れているため、読めた範囲だけを判定しました。元の文書を確かめてください。",
        "The PDF is damaged; only what could still be read was judged. Look at the original.",
    ),
    "partial-pages": (
        "partial-read",
        "読み取れないページがあります。そのページを目で確かめてください。",
        "Some pages could not be read. Look at them yourself.",
    ),
    "pages-without-text": (
        "pages-without-text",
        "文字情報のない（画像だけの）ページがあります。そのページは判定に含まれないので、目で確かめてください。{0}",
        "Some pages are images without text. They were not judged; look at them yourself. {0}",
    ),
    "garbled-pages": (
        "garbled-text",
        "文字が正しく取り出せない（文字化けする）ページがあります。そのページを目で確かめてください。{0}",
        "The text of some pages cannot be decoded properly. Look at them yourself. {0}",
    ),
    "doubtful-encoding": (
        "garbled-text",
        "文字コードを確実には判別できず、{0}として読みました。文字化けしていればUTF-8で保存し直してください。",
        "The character encoding is doubtful and was taken for {0}. If text looks garbled, save it as UTF-8.",
    ),
    "damaged-encoding": (
        "garbled-text",
        "{0}として読めない文字があります。その文字は「\ufffd」としました。元のファイルを確かめてください。",
        "Some characters are not valid {0} and became “\ufffd”. Check the original file.",
    ),
    "vertical-text": (
        "vertical-text",
        "縦書きのページがあります。読む順序を組み立て直したので、引用を原本と見比べてください。",
        "Some pages are set vertically. Their reading order was rebuilt; compare quotes with the original.",
    ),
    "ocr": (
        "ocr",
        "文字認識（OCR）で付けられた文字を読んだページがあります。誤認識があり得るので、引用を原本と見比べてください。",
        "Some pages carry text made by OCR. It may hold errors; compare quotes with the original.",
    ),
    "recognised": (
        "ocr",
        "画像だけのページを文字認識（OCR）で読みました。誤認識があり得るので、引用を原本と見比べてください。",
        "Pages that are images were read by character recognition (OCR). It may hold errors; compare quotes with the original.",
    ),
    "recognised-badly": (
        "garbled-text",
        "文字認識（OCR）の確度が低いページがあります。読み落としがあり得るので、そのページを目で確かめてください。",
        "Some pages were recognised with low confidence, and clauses on them may be missed. Look at them yourself.",
    ),
    "converted": (
        "converted",
        "{0}をLibreOfficeでWord形式に変換して読みました。体裁が崩れていることがあるので、引用を原本と見比べてください。",
        "The {0} file was read after LibreOffice had converted it to Word. Compare quotes with the original.",
    ),
}


def refused(key: str, *values: object) -> Refused:
    """Return the refusal of that name, ready to raise."""
    code, ja, en = _REFUSALS[key]
    return Refused(code, Bilingual(ja, en).format(*values))


def refusal_of_loss(path: Path, how: Literal["timeout", "crash"], seconds: float) -> Refusal:
    """Return the refusal of a file over which a process of its own hung or died.

    >>> str(refusal_of_loss(Path("a.pdf"), "timeout", 20).code)
    'timeout'
    """
    answer = refused(how, f"{seconds:.3g}")
    return Refusal(path, answer.code, answer.message)


def unsupported(format_name: str) -> Refused:
    """Return the refusal that names a format and the way to convert it."""
    ja, en, (todo_ja, todo_en) = _FORMATS[format_name]
    if (todo_ja, todo_en) == _CONVERT:
        from vendorrisk.documents._convert import find_office

        todo_ja, todo_en = _CONVERT if find_office() else _INSTALL
    return Refused(RefusalCode.UNSUPPORTED_FORMAT, Bilingual(ja + todo_ja, f"{en} {todo_en}"), format_name)


def notice(key: str, *values: object, pages: tuple[int, ...] = ()) -> Notice:
    """Return the notice of that name."""
    code, ja, en = _NOTICES[key]
    return Notice(code, Bilingual(ja, en).format(*values), pages)


def ocr_hint(*, tried: bool) -> Bilingual:
    """Return how pages without text could be read all the same, on this machine.

    Args:
        tried: recognition has been tried on them.
    """
    if tried:
        return _OCR_HINTS["tried"]
    from vendorrisk.documents._tesseract import hindrance

    return _OCR_HINTS[hindrance() or "ready"]

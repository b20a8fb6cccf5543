"""What a person reads about an exchange: refusals, faults of single cells and remarks, in both languages.

A refusal is raised: the file as a whole cannot be used.  A fault is a value: one cell is wrong and all others are read on.
"""

from __future__ import annotations

import attrs

from vendorrisk.model import Bilingual, Severity, VendorriskError

__all__ = ["CellProblem", "ExchangeError", "Fault", "Remark", "refused"]


class ExchangeError(VendorriskError):
    """A file that cannot be read or written as a whole, or a mapping that does not fit.

    Attributes:
        code: a stable name of the reason, such as ``encrypted``.
    """

    def __init__(self, code: str, message: Bilingual, *, where: str = "") -> None:
        super().__init__(message, where=where)
        self.code = code


class Fault(Exception):  # noqa: N818 (never leaves the package: it becomes a CellProblem)
    """One cell cannot be read as what its column asks for."""

    def __init__(self, code: str, ja: str, en: str, allowed: Bilingual | None = None) -> None:
        super().__init__(en)
        self.code = code
        self.message = Bilingual(ja, en)
        self.allowed = allowed


@attrs.frozen
class CellProblem:
    """Something wrong in one cell or row.

    Attributes:
        sheet: the sheet, or the name of the CSV file.
        cell: such as ``F12``; ``12`` for a whole row; "" for the whole sheet.
        column: the header of the column, or "".
        code: a stable name of the rule.
        message: what is wrong.
        severity: an error keeps the row out, a warning does not.
        read: what stands in the cell.
        allowed: what may stand there, where that can be said.
    """

    sheet: str
    cell: str
    column: str
    code: str
    message: Bilingual
    severity: Severity = Severity.ERROR
    read: str = ""
    allowed: Bilingual | None = None

    @property
    def place(self) -> str:
        """Where it is, as Excel writes it: ``契約!F12``."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def line(self, language: str = "ja") -> str:
        """Return the problem as one line."""
        ja = language == "ja"
        text = f"{self.place}: " + (f"{self.column}: " if self.column else "") + (self.message.ja if ja else self.message.en)
        if self.read:
            text += f"（入力値：{self.read}）" if ja else f" (read: {self.read})"
        if self.allowed is not None:
            text += f"（使える値：{self.allowed.ja}）" if ja else f" (allowed: {self.allowed.en})"
        return text.replace("\n", " ").replace("\r", " ")


@attrs.frozen
class Remark:
    """Something the person should know although it stops nothing."""

    code: str
    message: Bilingual


_REFUSALS = {
    "not-found": ("ファイルが見つかりません。名前と保存場所を確かめてください。", "no such file; check its name and folder."),
    "not-permitted": ("ファイルを開く権限がないか、ほかのソフトで開いています。閉じてからやり直してください。", "the file may not be opened or is in use; close it elsewhere and try again."),
    "not-writable": ("「{0}」に書き込めません。Excelで開いていれば閉じ、保存先を確かめてください。", "cannot write {0}; close it in Excel and check the folder."),
    "empty": ("ファイルに何も書かれていません。", "the file is empty."),
    "encrypted": ("パスワードで保護されたExcelファイルです。Excelで開いて保護を解き、保存し直してください。", "the workbook is protected by a password; open it in Excel, remove the password and save it."),
    "irm": (
        "IRM（秘密度ラベル等）で閲覧が制限されたExcelファイルです。Excelで開いて制限を解き、保存し直してください。",
        "the workbook is restricted by IRM or a sensitivity label; open it in Excel, remove the restriction and save it.",
    ),
    "legacy-xls": ("旧形式（.xls）のファイルです。Excelで開き「Excelブック（.xlsx）」で保存し直してください。", "a legacy .xls file; open it in Excel and save it as .xlsx."),
    "binary-workbook": ("バイナリ形式（.xlsb）のファイルです。Excelで開き「Excelブック（.xlsx）」で保存し直してください。", "an .xlsb file; open it in Excel and save it as .xlsx."),
    "strict-workbook": (
        "「Strict Open XML」形式のExcelファイルです。通常の「Excelブック（.xlsx）」で保存し直してください。",
        "a “Strict Open XML” workbook; save it as an ordinary .xlsx.",
    ),
    "not-a-table": ("Excel（.xlsx）でもCSVでもないファイルです。", "neither an Excel workbook (.xlsx) nor CSV."),
    "damaged": ("Excelファイルが壊れています（{0}）。Excelの「開いて修復する」で保存し直すか、作成元から受け取り直してください。", "the workbook is damaged ({0}); use “Open and Repair” in Excel or ask for it again."),
    "too-large": ("大きすぎます（{0}）。必要な部分だけに分けて保存し直してください。", "too large ({0}); split it and keep the part that matters."),
    "encoding": (
        "文字コードが分かりません（UTF-8でもCP932（Shift_JIS）でも読めない）。Excelで「CSV UTF-8」として保存し直してください。",
        "the encoding is neither UTF-8 nor CP932 (Shift_JIS); save it as “CSV UTF-8” in Excel.",
    ),
    "csv-broken": ("CSVの引用符が閉じていないか、形が崩れています（{0}行目付近）。", "the CSV is malformed near line {0}, such as a quotation mark that is never closed."),
    "no-sheet": ("シート「{0}」がありません。あるのは：{1}。", "there is no sheet {0}; there are {1}."),
    "which-sheet": ("シートが複数あります（{0}）。対応表の sheet で読むシートを指定してください。", "there are several sheets ({0}); name one with “sheet” in the mapping."),
    "which-kind": ("どの種類の記録か分かりません。kind（contract等）を指定するか、対応表を使ってください。", "it is not clear which kind of record this is; name the kind (such as contract) or use a mapping."),
    "unknown-kind": ("「{0}」という記録の種類はありません。使えるのは：{1}。", "there is no kind of record {0}; use one of {1}."),
    "no-header": (
        "シート「{0}」に見出し行が見つかりません。対応表の header_row で行番号を指定するか、suggest_mapping で対応表の案を作ってください。",
        "no header row was found in {0}; name it with “header_row” in a mapping, or let suggest_mapping propose one.",
    ),
    "merged-header": (
        "シート「{0}」の見出しのセル{1}が結合されています。結合を解いて1列に1つの見出しを付けるか、対応表で first_row と列記号を指定してください。",
        "the header cells {1} of {0} are merged; unmerge them so that each column has one header, or use “first_row” and column letters in a mapping.",
    ),
    "several-header-rows": (
        "シート「{0}」の見出しが{1}行目と{2}行目の2行に分かれています。1行にまとめるか、対応表で first_row（データの最初の行）を指定してください。",
        "the header of {0} takes two rows ({1} and {2}); make it one, or name the first row of data with “first_row” in a mapping.",
    ),
    "double-header": (
        "シート「{0}」に「{1}」という見出しが2つ以上あります。見出しを直すか、対応表で列記号（A, B, …）を使ってください。",
        "the header “{1}” stands more than once in {0}; rename one, or use column letters (A, B, …) in a mapping.",
    ),
    "no-column": ("シート「{0}」に「{1}」という列がありません。あるのは：{2}。", "there is no column “{1}” in {0}; there are {2}."),
    "mapping-syntax": ("対応表がTOMLとして正しくありません（{0}）。", "the mapping is not valid TOML ({0})."),
    "mapping-key": ("対応表に知らない項目「{0}」があります。使えるのは：{1}。", "the mapping has an unknown key {0}; use {1}."),
    "mapping-field": ("対応表の「{0}」は{1}の項目ではありません。近いもの：{2}。", "{0} in the mapping is no field of {1}; close: {2}."),
    "mapping-twice": ("対応表で2つの列が同じ項目「{0}」になっています。どちらかを \"\" にしてください。", "two columns of the mapping are the same field {0}; leave one out with \"\"."),
    "mapping-value": ("対応表の「{0}」が正しくありません：{1}", "the mapping’s {0} is wrong: {1}"),
    "unencodable": (
        "CP932にない文字が{0}か所あります（{1}）。書き出していません。UTF-8で書き出すか、文字を直してください。",
        "{0} cells hold characters that CP932 lacks ({1}); nothing was written. Use UTF-8 or change the characters.",
    ),
    "cell-too-long": ("Excelの1セルに入らない長さの文字があります（{0}）。書き出していません。CSVで書き出してください。", "a text is too long for one Excel cell ({0}); nothing was written. Export as CSV."),
    "problems": ("誤りが{0}件あるので取り込みません。直してからやり直してください。", "nothing was taken in: {0} errors; mend them and try again."),
}


def refused(code: str, *values: object, where: object = "") -> ExchangeError:
    """Return the refusal of a code; ``where`` is the file that is concerned.

    >>> str(refused("empty", where="a.csv"))
    'a.csv: ファイルに何も書かれていません。'
    """
    ja, en = _REFUSALS[code]
    return ExchangeError(code, Bilingual(ja, en).format(*values), where=str(where))

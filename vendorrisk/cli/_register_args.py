"""The arguments of the commands that work on a register, and every word they say of their own accord."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from vendorrisk.model import Bilingual, Language

__all__ = ["REGISTER_HELP", "REGISTER_WORDS", "add_register_commands"]

KIND_NAMES = ("contract", "service", "account", "vendor", "person", "department", "rule", "selection", "review", "measure", "incident", "acceptance", "check")

REGISTER_WORDS = {
    "none": Bilingual("該当する記録はありません。", "No record."),
    "count": Bilingual("{count}件", "{count} record(s)"),
    "nothing-due": Bilingual("期限が来るものはありません。", "Nothing is due."),
    "overdue": Bilingual("期限超過", "overdue"),
    "undecided": Bilingual("未判断", "undecided"),
    "today": Bilingual("今日", "today"),
    "days-over": Bilingual("{days}日超過", "{days} days over"),
    "days-left": Bilingual("あと{days}日", "in {days} days"),
    "nobody": Bilingual("担当者なし", "nobody responsible"),
    "due-total": Bilingual("{count}件（うち期限超過{overdue}件、未判断{undecided}件）", "{count} due, {overdue} overdue, {undecided} undecided"),
    "added": Bilingual("{id} を登録しました。", "Added {id}."),
    "edited": Bilingual("{id} を変更しました（履歴{seq}番）。", "Changed {id} (history {seq})."),
    "unchanged": Bilingual("{id} に変わるところはありません。", "Nothing to change in {id}."),
    "removed": Bilingual("{id} をごみ箱に移しました（履歴{seq}番）。「register undo」で戻せます。", "Moved {id} to the trash (history {seq}); 'register undo' brings it back."),
    "undone": Bilingual("履歴{undoes}番を取り消しました（履歴{seq}番）。", "Took back change {undoes} (history {seq})."),
    "used-by": Bilingual("この記録は {ids} から参照されています。", "Other records refer to it: {ids}."),
    "whole": Bilingual("台帳に異常はありません（記録{records}件、履歴{entries}件）。", "The register is whole ({records} records, {entries} history entries)."),
    "problems": Bilingual("誤り{errors}件、注意{warnings}件", "{errors} errors, {warnings} warnings"),
    "error": Bilingual("誤り", "error"),
    "warning": Bilingual("注意", "warning"),
    "accepted": Bilingual("外部での変更{count}件を履歴{seq}番に加えました。", "Took {count} outside change(s) into the history as {seq}."),
    "backed-up": Bilingual("{count}個のファイルを {path} に保存しました。", "Wrote {count} files to {path}."),
    "restored": Bilingual("{count}個のファイルを {path} に戻しました。", "Restored {count} files to {path}."),
    "created": Bilingual("台帳 {path} を作りました（記録{count}件）。", "Made the register {path} ({count} records)."),
    "ics": Bilingual("{count}件を {path} に書き出しました。", "Wrote {count} entries to {path}."),
    "kept-check": Bilingual("点検結果を {id} として保存しました。", "Kept the result as {id}."),
    "not-kept": Bilingual("読めない文書があるため、点検結果は保存していません。", "A document could not be read, so the result was not kept."),
    "exported": Bilingual("{count}件を {path} に書き出しました。", "Wrote {count} records to {path}."),
    "export-name": Bilingual("書き出せるのは.xlsxのファイル、又は拡張子のないフォルダーです。", "name a .xlsx file, or a folder for CSV."),
    "import-total": Bilingual("新規{new}件、変更{changed}件、同じ{same}件、飛ばす{skipped}件、誤り{errors}件", "{new} new, {changed} changed, {same} unchanged, {skipped} skipped, {errors} errors"),
    "import-done": Bilingual("取り込みました。「register undo」で取り消せます。", "Taken in; 'register undo' takes it back."),
    "import-dry": Bilingual("確認だけで、書き込んでいません。", "Dry run; nothing was written."),
    "import-stopped": Bilingual("誤りがあるため、何も書き込んでいません。直すか、--despite-errors を付けてください。", "There are errors, so nothing was written; mend them, or give --despite-errors."),
    "import-nothing": Bilingual("取り込むものはありません。", "There is nothing to take in."),
    "ignored-column": Bilingual("{sheet}の列「{header}」は読みませんでした。", "the column {header!r} of {sheet} was not read."),
    "attached": Bilingual("{name} を保管しました（SHA-256 {sha}）。", "Kept {name} (SHA-256 {sha})."),
    "no-kind": Bilingual("「{kind}」という種類はありません。使えるのは：{kinds}。", "There is no kind {kind!r}; there are: {kinds}."),
    "no-record": Bilingual("「{id}」という記録がありません。", "There is no record {id!r}."),
    "no-documents": Bilingual("この種類の記録には文書を付けられません。", "Documents cannot be attached to this kind of record."),
    "no-document-kind": Bilingual("「{kind}」という文書の種類はありません。使えるのは：{kinds}。", "There is no kind of document {kind!r}; there are: {kinds}."),
    "assignment": Bilingual("「{text}」は「項目=値」の形ではありません。", "{text!r} is not of the form FIELD=VALUE."),
    "within": Bilingual("「{text}」は日数ではありません。30d 又は 30 の形で指定してください。", "{text!r} is no number of days; write 30d."),
    "why-needed": Bilingual("日付の変更には理由が必要です。", "Changing a date needs a reason."),
    "give-why": Bilingual("--why で理由を付けてください。", "Give it with --why."),
    "reported": Bilingual("報告書を {path} に保存しました。", "The report is in {path}."),
    "by": Bilingual("変更者", "by"),
    "ask": Bilingual("台帳の最初の設定です。Enterだけを押した項目は、後で「register settings」で決められます。", "The first settings of the register; what is left with Enter can be decided later with 'register settings'."),
    "settings-changed": Bilingual("設定を変更しました（履歴{seq}番）。", "Changed the settings (history {seq})."),
    "read-only": Bilingual("書き込みの権限がないため、閲覧だけができます。", "The folder cannot be written; reading only."),
    "due": Bilingual("期限", "Due"),
    "stage": Bilingual("段階", "stage"),
    "risk": Bilingual("残留リスク", "residual risk"),
    "status-total": Bilingual("赤{red}件、黄{amber}件、未評価{unknown}件", "{red} red, {amber} amber, {unknown} not assessed"),
    "history": Bilingual("履歴", "History"),
    "reviews": Bilingual("確認", "Reviews"),
    "facts": Bilingual("内容", "Facts"),
    "shortcoming": Bilingual("{message}（{basis}）", "{message} ({basis})"),
    "named": Bilingual("{name}（{id}）", "{name} ({id})"),
    "late": Bilingual("（期限超過）", " (overdue)"),
    "mark": Bilingual("【{word}】", " [{word}]"),
    "between": Bilingual("、", ", "),
    "action-init": Bilingual("作成", "set up"),
    "action-edit": Bilingual("変更", "edit"),
    "action-undo": Bilingual("取消し", "undo"),
    "action-import": Bilingual("取込み", "import"),
}

REGISTER_HELP = {
    "register": Bilingual("台帳の記録を一覧・表示・登録・変更する", "list, show, add and change the records of a register"),
    "register-list": Bilingual("記録の一覧", "list records"),
    "register-show": Bilingual("一つの記録の内容、期限、履歴", "one record, what is due, its history"),
    "register-status": Bilingual("何が足りないか、リスク、特定の事業者への集中", "what is lacking, the risks, and concentration on single firms"),
    "register-add": Bilingual("記録を登録する", "add a record"),
    "register-settings": Bilingual("台帳の設定を表示・変更する", "show or change the settings of the register"),
    "register-report": Bilingual("全体（portfolio）又は一つの記録（管理番号）の報告書を作る", "a report on the whole (portfolio) or on one record (its id)"),
    "report-what": Bilingual("portfolio 全体の状況、又は記録の管理番号（監査資料）", "portfolio, or the id of a record (audit pack)"),
    "report-output": Bilingual("作るファイル（.html又は.docx）", "the file (.html or .docx)"),
    "report-mark": Bilingual("取扱区分（省略すると台帳の設定）", "handling mark (of the settings when left out)"),
    "report-force": Bilingual("報告書でないファイルも置き換える", "let it replace a file that is no report of ours"),
    "register-edit": Bilingual("記録を変更する", "change a record"),
    "register-remove": Bilingual("記録をごみ箱に移す", "move a record to the trash"),
    "register-attach": Bilingual("文書を保管し、記録に付ける", "keep a document and attach it to a record"),
    "register-history": Bilingual("変更の履歴", "what was changed, by whom, when and why"),
    "register-undo": Bilingual("変更を取り消す", "take a change back"),
    "register-verify": Bilingual("記録の誤りと履歴の改ざんを調べる", "prove records, documents and history whole"),
    "register-export": Bilingual("ExcelかCSVに書き出す", "write Excel or CSV"),
    "register-import": Bilingual("Excel・CSVから取り込む", "take in Excel or CSV"),
    "register-mapping": Bilingual("市の表の見出しから対応表の案を作る", "propose a mapping for a sheet of the city's"),
    "export-path": Bilingual("Excelファイル（.xlsx）、又はCSVを置くフォルダー", "a workbook (.xlsx), or a folder for CSV files"),
    "import-path": Bilingual("Excelファイル、CSVファイル、又はCSVのフォルダー", "a workbook, a CSV file, or a folder of CSV files"),
    "encoding": Bilingual("CSVの文字コード（既定はBOM付きUTF-8）", "encoding of CSV (default: UTF-8 with BOM)"),
    "mapping": Bilingual("見出しと項目の対応表（docs/exchange.ja.md）", "mapping of headers to fields (docs/exchange.md)"),
    "clash": Bilingual("既にある記録と違う行：止める・飛ばす・更新する（既定は止める）", "rows that differ from their record: stop, skip or update (default stop)"),
    "dry-run": Bilingual("何が起きるかを示すだけで、書き込まない", "say what would happen, write nothing"),
    "despite-errors": Bilingual("誤りのある行を除いて取り込む", "take in the rows without errors"),
    "import-verbose": Bilingual("加わる記録、変わる項目も示す", "also show what is added and changed"),
    "sheet": Bilingual("シート名", "name of the sheet"),
    "register-backup": Bilingual("台帳を一つのファイルに保存する", "write the register into one file"),
    "register-restore": Bilingual("保存したファイルから台帳を戻す", "bring a register back from such a file"),
    "record": Bilingual("台帳のこの記録の文書として、記録の事実で判定し、結果を保存する（文書を省くと保管済みの文書）", "judge by the facts of this record and keep the result (its kept documents when none are named)"),
    "due": Bilingual("期限の来るもの、過ぎたもの、未判断のもの", "what is due, overdue, undecided"),
    "init": Bilingual("新しい台帳を作る", "make a new register"),
    "dir": Bilingual("台帳のフォルダー（既定は環境変数 VENDORRISK_REGISTER、なければ今のフォルダー）", "folder of the register (default: VENDORRISK_REGISTER, else the current folder)"),
    "who": Bilingual("変更者の氏名（既定は環境変数 VENDORRISK_USER、なければ利用者名）", "who makes the change (default: VENDORRISK_USER, else the account)"),
    "why": Bilingual("変更の理由", "why it is changed"),
    "record-kind": Bilingual("記録の種類：" + " ".join(KIND_NAMES), "kind of record: " + " ".join(KIND_NAMES)),
    "record-id": Bilingual("管理番号", "id of the record"),
    "find": Bilingual("語を全て含む記録だけ（かな・全半角を区別しない）", "only records that hold every word (kana and width do not matter)"),
    "with-problems": Bilingual("誤り・不足のある記録だけ", "only records with problems"),
    "first-settings": Bilingual("設定の項目=値（例：policy=令和8年4月 handling=庁外秘 network_model=βモデル lead_time.value=3 lead_time.unit=か月）", "settings as FIELD=VALUE, such as network_model=beta"),
    "assignments": Bilingual("項目=値（例：title=保守業務 renewal.mode=自動更新 end=R9.3.31）。値を空にすると消す", "FIELD=VALUE, such as end=2027-03-31; an empty value takes it away"),
    "entry": Bilingual("履歴の番号（省略すると最新の変更）", "number in the history (the newest change when left out)"),
    "accept": Bilingual("エディター等で行った変更を履歴に加える", "take changes made with an editor into the history"),
    "archive": Bilingual("バックアップのファイル（.zip）", "the archive (.zip)"),
    "new-dir": Bilingual("新しいフォルダー", "a new folder"),
    "document": Bilingual("文書のファイル", "the document"),
    "document-kind": Bilingual("文書の種類", "what it is"),
    "within": Bilingual("何日以内か（例：30d）", "within so many days, such as 30d"),
    "ics": Bilingual("カレンダー（.ics）に書き出す", "write a calendar (.ics)"),
    "owner": Bilingual("担当者（氏名又は管理番号）", "only of this person (name or id)"),
    "explain": Bilingual("日付の計算の根拠も示す", "say how each day was computed"),
    "city": Bilingual("自治体名", "name of the city"),
    "sample": Bilingual("見本の市（契約40件ほか）を作る", "fill it with a sample city"),
    "exit-due": Bilingual("終了コード：0 期限超過なし / 1 期限超過あり / 2 使い方の誤り / 3 読めない", "exit status: 0 nothing overdue / 1 something overdue / 2 wrong usage / 3 unreadable"),
    "exit-register": Bilingual("終了コード：0 正常 / 1 誤りが見つかった / 2 使い方の誤り / 3 読み書きできない", "exit status: 0 fine / 1 problems found / 2 wrong usage / 3 cannot be read or written"),
}

Command = Callable[[str, str, Any], argparse.ArgumentParser]


def add_register_commands(command: Command, groups: Callable[[str], Any], root: Any, language: Language) -> None:
    """Add ``register``, ``due`` and ``init``.

    Args:
        command: makes a command in a group, with its help.
        groups: makes a group of commands.
        root: the group of all commands.
        language: of the help.
    """

    def text(key: str) -> str:
        return REGISTER_HELP[key].get(language)

    def with_register(made: argparse.ArgumentParser, *, writes: bool = False) -> argparse.ArgumentParser:
        made.epilog = text("exit-register")
        made.add_argument("--register", metavar="DIR", help=text("dir"))
        if writes:
            made.add_argument("--who", default="", metavar="NAME", help=text("who"))
            made.add_argument("--why", default="", metavar="TEXT", help=text("why"))
        made.add_argument("--json", action="store_true", help="JSON")
        return made

    register = groups("register")
    made = with_register(command("list", "register-list", register))
    made.add_argument("kind", nargs="?", metavar="KIND", help=text("record-kind"))
    made.add_argument("--find", default="", metavar="TEXT", help=text("find"))
    made.add_argument("--problems", action="store_true", help=text("with-problems"))
    made = with_register(command("show", "register-show", register))
    made.add_argument("id", metavar="ID", help=text("record-id"))
    made = with_register(command("status", "register-status", register))
    made.add_argument("kind", nargs="?", metavar="KIND", help=text("record-kind"))
    made = with_register(command("settings", "register-settings", register), writes=True)
    made.add_argument("assignments", nargs="*", metavar="FIELD=VALUE", help=text("assignments"))
    made = with_register(command("add", "register-add", register), writes=True)
    made.add_argument("kind", metavar="KIND", help=text("record-kind"))
    made.add_argument("assignments", nargs="+", metavar="FIELD=VALUE", help=text("assignments"))
    made = with_register(command("edit", "register-edit", register), writes=True)
    made.add_argument("id", metavar="ID", help=text("record-id"))
    made.add_argument("assignments", nargs="+", metavar="FIELD=VALUE", help=text("assignments"))
    made = with_register(command("remove", "register-remove", register), writes=True)
    made.add_argument("id", metavar="ID", help=text("record-id"))
    made = with_register(command("attach", "register-attach", register), writes=True)
    made.add_argument("id", metavar="ID", help=text("record-id"))
    made.add_argument("path", metavar="FILE", help=text("document"))
    made.add_argument("--kind", default="", metavar="KIND", help=text("document-kind"))
    made = with_register(command("history", "register-history", register))
    made.add_argument("id", nargs="?", default="", metavar="ID", help=text("record-id"))
    made = with_register(command("undo", "register-undo", register), writes=True)
    made.add_argument("entry", nargs="?", type=int, metavar="N", help=text("entry"))
    made = with_register(command("verify", "register-verify", register), writes=True)
    made.add_argument("--accept", action="store_true", help=text("accept"))
    made = with_register(command("export", "register-export", register))
    made.add_argument("path", metavar="FILE.xlsx|DIR", help=text("export-path"))
    made.add_argument("--kind", action="append", default=[], metavar="KIND", help=text("record-kind"))
    made.add_argument("--encoding", choices=("utf-8", "cp932"), default="utf-8", help=text("encoding"))
    made = with_register(command("import", "register-import", register), writes=True)
    made.add_argument("path", metavar="FILE|DIR", help=text("import-path"))
    made.add_argument("--mapping", metavar="FILE.toml", help=text("mapping"))
    made.add_argument("--kind", default="", metavar="KIND", help=text("record-kind"))
    made.add_argument("--clash", choices=("stop", "skip", "update"), help=text("clash"))
    made.add_argument("--dry-run", action="store_true", help=text("dry-run"))
    made.add_argument("--despite-errors", action="store_true", help=text("despite-errors"))
    made.add_argument("-v", "--verbose", action="store_true", help=text("import-verbose"))
    made = command("mapping", "register-mapping", register)
    made.add_argument("path", metavar="FILE", help=text("import-path"))
    made.add_argument("--kind", required=True, metavar="KIND", help=text("record-kind"))
    made.add_argument("--sheet", default="", metavar="NAME", help=text("sheet"))
    made.add_argument("--json", action="store_true", help="JSON")
    made = with_register(command("report", "register-report", register))
    made.add_argument("what", metavar="portfolio|ID", help=text("report-what"))
    made.add_argument("-o", "--output", metavar="OUT.html|OUT.docx", required=True, help=text("report-output"))
    made.add_argument("--mark", default="", metavar="TEXT", help=text("report-mark"))
    made.add_argument("--force", action="store_true", help=text("report-force"))
    made = with_register(command("backup", "register-backup", register))
    made.add_argument("archive", metavar="FILE.zip", help=text("archive"))
    made = command("restore", "register-restore", register)
    made.add_argument("archive", metavar="FILE.zip", help=text("archive"))
    made.add_argument("dir", metavar="DIR", help=text("new-dir"))
    made.add_argument("--json", action="store_true", help="JSON")

    made = with_register(command("due", "due", root))
    made.epilog = text("exit-due")
    made.add_argument("--within", default="", metavar="30d", help=text("within"))
    made.add_argument("--owner", default="", metavar="NAME", help=text("owner"))
    made.add_argument("--ics", metavar="FILE", help=text("ics"))
    made.add_argument("-v", "--verbose", action="store_true", help=text("explain"))

    made = command("init", "init", root)
    made.epilog = text("exit-register")
    made.add_argument("dir", metavar="DIR", help=text("new-dir"))
    made.add_argument("assignments", nargs="*", metavar="FIELD=VALUE", help=text("first-settings"))
    made.add_argument("--city", default="", metavar="NAME", help=text("city"))
    made.add_argument("--sample", action="store_true", help=text("sample"))
    made.add_argument("--who", default="", metavar="NAME", help=text("who"))
    made.add_argument("--json", action="store_true", help="JSON")

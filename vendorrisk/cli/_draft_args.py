"""Arguments that the subcommands of ``draft`` share, every word they say, and how a document reaches the disk."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from vendorrisk.model import Bilingual, Language, UsageError, system_reason

__all__ = ["DRAFT_HELP", "DRAFT_WORDS", "add_case", "add_target", "assignments", "save", "save_bytes", "wanted_path"]

DRAFT_HELP = {
    "document": Bilingual("文書のID（「draft templates list」で確認できる。省略すると種類に応じたもの）", "id of the document, see 'draft templates list' (by kind when left out)"),
    "kind": Bilingual("契約等の種類", "what it is about"),
    "handles": Bilingual("取扱いの事実（繰返し可）", "what is handled (repeatable)"),
    "confidentiality": Bilingual("自治体機密性", "confidentiality class"),
    "variant": Bilingual("standard 標準、strict 厳格、consent 再委託は承諾による、forbidden 再委託禁止（繰返し可）", "standard or strict; sub-contracting with consent or forbidden (repeatable)"),
    "parties": Bilingual("当事者の呼び方", "what the two sides are called"),
    "set": Bilingual("記入する項目（繰返し可。一覧の項目は繰り返すと複数になる）", "what is filled in (repeatable; lists take several)"),
    "templates": Bilingual("市の文例のフォルダー（繰返し可。無いものは収録の文例を使う）", "folder of own templates (repeatable; the rest are ours)"),
    "policy": Bilingual("要件集のID（それだけを使う）又はフォルダー（加える）", "pack id (use only these) or folder (add); repeatable"),
    "record": Bilingual("台帳のこの記録の事実と名称を用いる", "take facts and names from this record"),
    "register": Bilingual("台帳のフォルダー（既定は環境変数 VENDORRISK_REGISTER、無ければ今のフォルダー）", "folder of the register (default: VENDORRISK_REGISTER, else the current folder)"),
    "output": Bilingual("作るWordファイル（.docx）", "the Word file to write (.docx)"),
    "force": Bilingual("既にあるファイルを置き換える", "replace an existing file"),
    "json": Bilingual("JSONで出力する", "write JSON"),
    "files": Bilingual("契約書等（.docx .pdf .txt）。複数のファイルは一つの契約とみなす", "the contract (.docx .pdf .txt); several files are one contract"),
    "form": Bilingual("memorandum 覚書（既定）、contract 変更契約書", "memorandum (default) or contract"),
    "recommended": Bilingual("推奨の要件の条項も加える", "also write clauses of recommended requirements"),
    "action": Bilingual("list 一覧、test 点検", "list or test"),
    "ocr": Bilingual("PDFの画像だけのページを文字認識（OCR）で読む", "read scanned PDF pages by character recognition"),
    "convert": Bilingual(".doc .rtf .odtをLibreOfficeで変換して読む", "read .doc .rtf .odt through LibreOffice"),
}

DRAFT_WORDS = {
    "written": Bilingual("{path} を作成しました（{title}、{articles}条）。", "Wrote {path} ({title}, {articles} articles)."),
    "unfilled": Bilingual("未記入：{names}", "To be filled in: {names}"),
    "how-to-fill": Bilingual("--set 項目=値 で記入するか、Wordの【　】の箇所に記入してください。", "Fill in with --set NAME=VALUE, or in Word where 【　】 stands."),
    "no-clause": Bilingual("文例がない要件：{ids}", "No wording for: {ids}"),
    "also": Bilingual("この事実では、別に「{title}」も要ります（--document {id}）。", "These facts also need: {title} (--document {id})."),
    "nothing-missing": Bilingual("足りない条項はありません。文書は作成していません。", "No clause is missing; nothing was written."),
    "amended": Bilingual("補った要件：{ids}", "Mended: {ids}"),
    "lifted": Bilingual("効力を失わせた規定：{places}", "Lifted: {places}"),
    "unnumbered": Bilingual("番号のない箇所に反対の定めがあります。契約書を直接改めてください：{quote}", "What stands in no numbered place says the opposite; mend the contract itself: {quote}"),
    "exists": Bilingual("同じ名前のファイルが既にあります。", "The file exists already."),
    "use-force": Bilingual("別の名前にするか、--force を付けてください。", "Choose another name, or add --force."),
    "docx-only": Bilingual("ファイルの名前は {suffix} で終えてください。", "Let the name of the file end with {suffix}."),
    "is-input": Bilingual("入力のファイルには上書きできません。", "The input is never overwritten."),
    "no-folder": Bilingual("保存先のフォルダーがありません。", "There is no such folder to write to."),
    "not-written": Bilingual("書き込めません（{why}）。", "It cannot be written ({why})."),
    "assignment": Bilingual("「{text}」は「項目=値」の形ではありません。", "{text!r} is not of the form NAME=VALUE."),
    "no-output": Bilingual("作るファイルの名前がありません。", "No file to write is named."),
    "give-output": Bilingual("-o 名前.docx を付けてください。", "Add -o NAME.docx."),
    "sound": Bilingual("条項{clauses}件、文書{documents}件、差込項目{placeholders}件：誤りなし", "{clauses} clauses, {documents} documents, {placeholders} placeholders: no fault"),
    "faults": Bilingual("誤り{faults}件", "{faults} faults"),
    "documents": Bilingual("文書", "Documents"),
    "clauses": Bilingual("条項", "Clauses"),
    "placeholders": Bilingual("差込項目", "Placeholders"),
    "own": Bilingual("市の文例", "the city's own"),
    "unproved": Bilingual("「{requirement}」の「{element}」を満たすと書いてあるが、判定は「{verdict}」です（{document}、{case}）。", "{requirement} {element} is claimed but judged {verdict} ({document}, {case})."),
    "not-together": Bilingual("--record とともには指定できません。", "It cannot be given together with --record."),
}


def add_case(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add what a document is written for."""

    def text(key: str) -> str:
        return DRAFT_HELP[key].get(language)

    parser.add_argument("--kind", choices=("outsourcing", "cloud", "social-media"), help=text("kind"))
    parser.add_argument(
        "--handles", action="append", default=[], choices=("personal-information", "my-number", "system", "terms-of-service"), help=text("handles")
    )
    parser.add_argument("--confidentiality", choices=("1", "2", "3C", "3B", "3A"), help=text("confidentiality"))
    parser.add_argument(
        "--variant", action="append", default=[], choices=("standard", "strict", "consent", "forbidden"), help=text("variant")
    )
    parser.add_argument("--parties", choices=("甲乙", "発注者受注者"), help=text("parties"))
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="values", help=text("set"))
    parser.add_argument("--record", metavar="ID", help=text("record"))
    parser.add_argument("--register", metavar="DIR", help=text("register"))
    parser.add_argument("--templates", action="append", default=[], metavar="DIR", help=text("templates"))
    parser.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=text("policy"))


def add_target(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add where the document goes."""
    parser.add_argument("-o", "--output", metavar="OUT.docx", help=DRAFT_HELP["output"].get(language))
    parser.add_argument("--force", action="store_true", help=DRAFT_HELP["force"].get(language))
    parser.add_argument("--json", action="store_true", help=DRAFT_HELP["json"].get(language))


def assignments(given: Iterable[str]) -> dict[str, str | tuple[str, ...]]:
    """Return values by name; a name that is given several times has a list.

    >>> assignments(["vendor=株式会社甘木", "publishable=催し", "publishable=災害"])
    {'vendor': '株式会社甘木', 'publishable': ('催し', '災害')}

    Raises:
        UsageError: something is no assignment.
    """
    found: dict[str, str | tuple[str, ...]] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise UsageError(DRAFT_WORDS["assignment"].format(text=text), where="--set")
        before = found.get(name.strip())
        found[name.strip()] = value if before is None else (*((before,) if isinstance(before, str) else before), value)
    return found


def save(data: bytes, output: str | None, *, force: bool, inputs: Iterable[str] = ()) -> Path:
    """Write a file whole or not at all; one that exists is replaced only when asked for, an input never.

    Raises:
        UsageError: it cannot be written, or should not.
    """
    return save_bytes(data, wanted_path(output, force=force, inputs=inputs), force=force)


def save_bytes(data: bytes, path: Path, *, force: bool) -> Path:
    """The same for a path that has been looked at."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(name, 0o666 & ~_umask())
            if force:
                os.replace(name, path)
            else:
                _put_in_place(name, path)
        finally:
            if os.path.exists(name):
                os.unlink(name)
    except FileExistsError as error:
        raise UsageError(DRAFT_WORDS["exists"], where=str(path), todo=DRAFT_WORDS["use-force"]) from error
    except OSError as error:
        raise UsageError(DRAFT_WORDS["not-written"].format(why=system_reason(error)), where=str(path)) from error
    return path


def _put_in_place(name: str, path: Path) -> None:
    """Give a finished file its name unless another has come by it meanwhile; a shared folder may know no links."""
    try:
        os.link(name, path)  # unlike a rename, a link never takes the place of a file
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(str(path)) from None
        os.rename(name, path)


def wanted_path(output: str | None, *, force: bool, inputs: Iterable[str] = (), suffix: str | tuple[str, ...] = ".docx") -> Path:
    """Return where to write, before anything is worked on.

    Args:
        output: what was asked for.
        force: whether a file may be replaced.
        inputs: files that are never replaced.
        suffix: how its name must end, or may end; "" for anything.

    Raises:
        UsageError: it should not be written there.
    """
    if not output:
        raise UsageError(DRAFT_WORDS["no-output"], where="-o", todo=DRAFT_WORDS["give-output"])
    path = Path(output)
    allowed = (suffix,) if isinstance(suffix, str) else suffix
    if suffix and path.suffix.lower() not in allowed:
        raise UsageError(DRAFT_WORDS["docx-only"].format(suffix=" / ".join(allowed)), where=output)
    if not path.parent.is_dir():
        raise UsageError(DRAFT_WORDS["no-folder"], where=output)
    if path.exists():
        if any(Path(given).exists() and path.samefile(given) for given in inputs):
            raise UsageError(DRAFT_WORDS["is-input"], where=output)
        if not force:
            raise UsageError(DRAFT_WORDS["exists"], where=output, todo=DRAFT_WORDS["use-force"])
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""The whole register in one file, and back again, proven equal byte by byte."""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
import zlib
from pathlib import Path

from vendorrisk.model import Bilingual, system_reason
from vendorrisk.register._disk import move, refusal, remove_quietly, write_beside
from vendorrisk.register._errors import RegisterError

__all__ = ["back_up", "restore"]

_MANIFEST = "manifest.json"


def back_up(root: Path, target: Path) -> int:
    """Write every file of a register into one ZIP archive and return their number; the caller holds the lock.

    Raises:
        RegisterError: the archive lies inside the register, exists, or cannot be written.
    """
    if target.resolve().is_relative_to(root.resolve()):
        raise RegisterError(
            Bilingual("バックアップを台帳の中には置けません。", "A backup cannot lie inside its register."),
            where=str(target),
            todo=Bilingual("別のフォルダーを指定してください。", "Name another folder."),
        )
    if target.exists():
        raise RegisterError(
            Bilingual("同じ名前のファイルがあります。", "There is a file of that name."), where=str(target), todo=Bilingual("別の名前を指定してください。", "Use another name.")
        )
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    marks: dict[str, str] = {}
    try:
        with zipfile.ZipFile(beside, "x", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(root.rglob("*")):
                name = path.relative_to(root).as_posix()
                if path.is_file() and not path.name.startswith("."):
                    content = path.read_bytes()
                    marks[name] = hashlib.sha256(content).hexdigest()
                    archive.writestr(name, content)
            archive.writestr(_MANIFEST, json.dumps(marks, indent=1, ensure_ascii=False))
        move(beside, target)
    except OSError as error:
        raise refusal(error, target) from error
    finally:
        remove_quietly(beside)
    return len(marks)


def restore(source: Path, root: Path) -> int:
    """Unpack a backup into a folder that does not exist or is empty, and return the number of files.

    Raises:
        RegisterError: it is no backup, it is damaged, or the folder is not empty.
    """
    if root.exists() and any(root.iterdir()):
        raise RegisterError(
            Bilingual("フォルダーが空ではありません。", "The folder is not empty."),
            where=str(root),
            todo=Bilingual("空のフォルダー又は新しい名前を指定してください。", "Name an empty folder or a new one."),
        )
    try:
        with zipfile.ZipFile(source) as archive:
            marks = {str(name): str(mark) for name, mark in json.loads(archive.read(_MANIFEST)).items()}
            contents: dict[str, bytes] = {}
            for name, mark in marks.items():
                place = Path(name)
                if place.is_absolute() or ".." in place.parts or ":" in name or "\\" in name:
                    raise _bad_backup("バックアップに不正なファイル名があります。", "The backup holds a file name that is not allowed.", source, name)
                contents[name] = archive.read(name)
                if hashlib.sha256(contents[name]).hexdigest() != mark:
                    raise _bad_backup("バックアップの内容が壊れています。", "The content of the backup is damaged.", source, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError) as error:
        raise RegisterError(
            Bilingual("台帳のバックアップではありません。", "This is no backup of a register."), where=str(source), todo=Bilingual("ファイルを確認してください。", "Check the file.")
        ) from error
    except OSError as error:
        raise RegisterError(
            Bilingual("読み取れません（{0}）。", "It cannot be read ({0}).").format(system_reason(error)),
            where=str(source),
            todo=Bilingual("ファイル名と権限を確認してください。", "Check its name and permissions."),
        ) from error
    try:
        for name, content in contents.items():
            move(write_beside(root / name, content, "restore"), root / name)
    except OSError as error:
        raise refusal(error, root) from error
    return len(contents)


def _bad_backup(ja: str, en: str, source: Path, name: str) -> RegisterError:
    return RegisterError(Bilingual(ja, en), where=f"{source}:{name}", todo=Bilingual("別のバックアップを使ってください。", "Use another backup."))

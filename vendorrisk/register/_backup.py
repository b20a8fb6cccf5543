"""The whole register in one file, and back again, proven equal byte by byte."""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
from pathlib import Path

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
        raise RegisterError("バックアップを台帳の中には置けない。", where=str(target), todo="別のフォルダーを指定する。")
    if target.exists():
        raise RegisterError("同じ名前のファイルがある。", where=str(target), todo="別の名前を指定する。")
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
        raise RegisterError("フォルダーが空でない。", where=str(root), todo="空のフォルダー又は新しい名前を指定する。")
    try:
        with zipfile.ZipFile(source) as archive:
            marks = {str(name): str(mark) for name, mark in json.loads(archive.read(_MANIFEST)).items()}
            contents: dict[str, bytes] = {}
            for name, mark in marks.items():
                place = Path(name)
                if place.is_absolute() or ".." in place.parts or ":" in name or "\\" in name:
                    raise RegisterError("バックアップに不正なファイル名がある。", where=f"{source}:{name}", todo="別のバックアップを使う。")
                contents[name] = archive.read(name)
                if hashlib.sha256(contents[name]).hexdigest() != mark:
                    raise RegisterError("バックアップの内容が壊れている。", where=f"{source}:{name}", todo="別のバックアップを使う。")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise RegisterError("台帳のバックアップではない。", where=str(source), todo="ファイルを確認する。") from error
    except OSError as error:
        raise RegisterError(f"読み取れない（{error.strerror or error}）。", where=str(source), todo="ファイル名と権限を確認する。") from error
    try:
        for name, content in contents.items():
            move(write_beside(root / name, content, "restore"), root / name)
    except OSError as error:
        raise refusal(error, root) from error
    return len(contents)

"""What the library refuses, in words for both languages: what is wrong, where, and what to do."""

from __future__ import annotations

import attrs

from vendorrisk.model import Bilingual, Language, UsageError, VendorriskError
from vendorrisk.register import RegisterBusyError, RegisterDamagedError, RegisterError, RegisterReadOnlyError

__all__ = ["Trouble", "trouble_of"]


@attrs.frozen
class Trouble:
    """Something that did not work."""

    what: str
    where: str
    todo: str


# the library says what happened in Japanese; in English the sort of error has to do, with the place as data
_ENGLISH: tuple[tuple[type[VendorriskError], Bilingual, Bilingual], ...] = (
    (RegisterReadOnlyError, Bilingual("", "The folder cannot be written. Everything can still be read."), Bilingual("", "Check the permissions of the folder.")),
    (RegisterBusyError, Bilingual("", "Somebody else is saving."), Bilingual("", "Wait a moment and try again.")),
    (RegisterDamagedError, Bilingual("", "The history of the register is damaged."), Bilingual("", "Restore a backup.")),
    (RegisterError, Bilingual("", "The register refused; nothing has been changed."), Bilingual("", "Check the folder and the network, then try again.")),
    (UsageError, Bilingual("", "This cannot be used."), Bilingual("", "Check what you typed.")),
)


def trouble_of(error: BaseException, language: Language) -> Trouble:
    """Return an error in words.

    >>> trouble_of(RegisterBusyError("別の人が保存中である。", todo="待つ。"), "ja")
    Trouble(what='別の人が保存中である。', where='', todo='待つ。')
    """
    if isinstance(error, VendorriskError):
        if language == "ja":
            return Trouble(error.what, error.where, error.todo)
        for cls, what, todo in _ENGLISH:
            if isinstance(error, cls):
                return Trouble(what.en, error.where, todo.en)
    if isinstance(error, OSError):
        said = error.strerror or str(error)
        where = str(error.filename or "")
        if language == "ja":
            return Trouble(f"読み書きできない（{said}）。", where, "フォルダー、権限及びネットワークを確認する。")
        return Trouble(f"It cannot be read or written ({said}).", where, "Check the folder, its permissions and the network.")
    if language == "ja":
        return Trouble(f"予期しない誤り（{type(error).__name__}）。", "", "もう一度試し、続くときは担当者に知らせる。")
    return Trouble(f"An unexpected fault ({type(error).__name__}).", "", "Try again; if it stays, tell whoever looks after this program.")

"""One root for every error of ours; each carries data, the words are made at the edge."""

from __future__ import annotations

import errno

from vendorrisk.model._language import Bilingual, Language

__all__ = ["UsageError", "VendorriskError", "system_reason"]


class VendorriskError(Exception):
    """Root of all errors raised by this library.

    >>> error = VendorriskError(Bilingual("文書が無い。", "There is no document."), where="a.pdf")
    >>> str(error), error.say("en")
    ('a.pdf: 文書が無い。', 'a.pdf: There is no document.')

    Args:
        what: what is wrong, one sentence in both languages; a bare text is one that both share.
        where: the file, option or key that is concerned.
        todo: what the person can do about it, likewise.

    Attributes:
        message: what is wrong.
        where: the file, option or key that is concerned.
        todo_message: what the person can do about it.
    """

    def __init__(self, what: Bilingual | str, *, where: str = "", todo: Bilingual | str = "") -> None:
        super().__init__(what)
        self.message = _in_both(what)
        self.where = where
        self.todo_message = _in_both(todo)

    @property
    def what(self) -> str:
        """What is wrong, in Japanese."""
        return self.message.ja

    @property
    def todo(self) -> str:
        """What the person can do about it, in Japanese."""
        return self.todo_message.ja

    def say(self, language: Language) -> str:
        """Return the error as one line: where, what is wrong, what to do."""
        head = f"{self.where}: {self.message.get(language)}" if self.where else self.message.get(language)
        between = "" if language == "ja" and head.endswith("。") else " "
        return f"{head}{between}{self.todo_message.get(language)}".rstrip()

    def __str__(self) -> str:
        return self.say("ja")


class UsageError(VendorriskError):
    """The caller asked for something that does not exist: an option, a policy, a path."""


def _in_both(text: Bilingual | str) -> Bilingual:
    return text if isinstance(text, Bilingual) else Bilingual(text, text)


_REASONS = {
    errno.ENOENT: "ファイル又はフォルダーがない",
    errno.EACCES: "権限がない",
    errno.EPERM: "許可されていない操作である",
    errno.EEXIST: "同じ名前のものがある",
    errno.EISDIR: "フォルダーである",
    errno.ENOTDIR: "フォルダーではない",
    errno.ENOTEMPTY: "フォルダーが空でない",
    errno.ENOSPC: "ディスクの空きがない",
    errno.EROFS: "読取専用である",
    errno.ENAMETOOLONG: "名前が長すぎる",
    errno.EBUSY: "ほかのソフトが使っている",
    errno.EIO: "ディスクの読み書きに失敗した",
    errno.EFBIG: "ファイルが大きすぎる",
    errno.EMFILE: "開いているファイルが多すぎる",
    errno.ETIMEDOUT: "応答がない",
}


def system_reason(error: OSError) -> Bilingual:
    """Return why the system refused: in Japanese the common reasons, or the number of a rare one; in English its own words.

    >>> system_reason(FileNotFoundError(2, "No such file or directory"))
    Bilingual(ja='ファイル又はフォルダーがない', en='No such file or directory')
    """
    number = error.errno
    return Bilingual(_REASONS.get(number or 0, f"システムのエラー {number}" if number else "システムのエラー"), error.strerror or str(error))

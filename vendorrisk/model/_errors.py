"""One root for every error of ours; each carries data, the words are made at the edge."""

from __future__ import annotations

__all__ = ["UsageError", "VendorriskError"]


class VendorriskError(Exception):
    """Root of all errors raised by this library.

    Attributes:
        what: what is wrong, one sentence in Japanese.
        where: the file, option or key that is concerned.
        todo: what the person can do about it.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.todo}" if self.todo else head


class UsageError(VendorriskError):
    """The caller asked for something that does not exist: an option, a policy, a path."""

"""``vendorrisk tui``: start the terminal application, which is an extra; the library itself never imports it."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec

from vendorrisk.cli._output import Exit, say
from vendorrisk.cli._words import WORDS
from vendorrisk.model import Language

__all__ = ["run_tui"]


def run_tui(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit status."""
    language: Language = args.lang
    if find_spec("textual") is None or find_spec("vendorrisk_tui") is None:
        say(WORDS["no-tui"].get(language))
        return Exit.USAGE
    if args.serve:
        if find_spec("textual_serve") is None:
            say(WORDS["no-serve"].get(language))
            return Exit.USAGE
        return int(import_module("vendorrisk_tui.serving").serve(args.path, language, args.port))
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and "TEXTUAL_DRIVER" not in os.environ:  # a browser stands for the terminal
        say(WORDS["no-terminal"].get(language))
        return Exit.USAGE
    return int(import_module("vendorrisk_tui.app").run(args.path, language))

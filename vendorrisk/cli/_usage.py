"""Wrong usage in the words of this program: argparse speaks only English, and says neither what was meant nor what may stand there."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from vendorrisk.cli._words import HELP, WORDS
from vendorrisk.model import Bilingual, Language, UsageError

__all__ = ["USAGE_WORDS", "Parser", "WholeNumber", "language_of", "nearest"]

USAGE_WORDS = {
    "near": Bilingual("「{near}」ではありませんか。", "Did you mean '{near}'?"),
    "allowed": Bilingual("使えるのは：{allowed}。", "Allowed: {allowed}."),
    "between": Bilingual("、", ", "),
    "number": Bilingual("整数を指定してください。", "Give a whole number."),
    "from": Bilingual("{low}以上の整数を指定してください。", "Give a whole number from {low}."),
    "range": Bilingual("{low}から{high}までの整数を指定してください。", "Give a whole number from {low} to {high}."),
    "no-option": Bilingual("「{name}」というオプションはありません。", "There is no option '{name}'."),
    "too-much": Bilingual("「{name}」は余分です。", "'{name}' is one argument too many."),
    "no-command": Bilingual("「{name}」というコマンドはありません。", "There is no command '{name}'."),
    "command-missing": Bilingual("コマンドが指定されていません。", "No command is named."),
    "missing": Bilingual("「{names}」が指定されていません。", "'{names}' is missing."),
    "names": Bilingual("」「", "', '"),
    "bad-value": Bilingual("「{name}」に「{value}」は使えません。", "'{value}' cannot stand for '{name}'."),
    "no-value": Bilingual("「{name}」に値が指定されていません。", "'{name}' needs a value."),
    "one-value": Bilingual("「{name}」に付けられる値は一つです。", "'{name}' takes one value at most."),
    "values": Bilingual("「{name}」の値の数が違います。", "'{name}' has a wrong number of values."),
    "flag": Bilingual("「{name}」に値「{value}」は付けられません。", "'{name}' takes no value such as '{value}'."),
    "not-together": Bilingual("「{name}」と「{other}」は同時に指定できません。", "'{name}' cannot be given together with '{other}'."),
    "one-of": Bilingual("「{names}」のどれかを指定してください。", "Give one of '{names}'."),
    "ambiguous": Bilingual("「{name}」ではどのオプションか決まりません（{near}）。", "'{name}' could mean several options ({near})."),
    "other": Bilingual("引数の指定が正しくありません。", "The arguments are not right."),
}

# what argparse itself says, in every Python from 3.11, and the sentence that stands for it
_SAID = (
    (re.compile("the following arguments are required: (?P<names>.*)"), "missing"),
    (re.compile("one of the arguments (?P<names>.*) is required"), "one-of"),
    (re.compile("ambiguous option: (?P<name>[^ ]*).* could match (?P<near>.*)"), "ambiguous"),
    (re.compile("argument (?P<name>[^:]*): expected (?:one|at least one) argument"), "no-value"),
    (re.compile("argument (?P<name>[^:]*): expected at most one argument"), "one-value"),
    (re.compile("argument (?P<name>[^:]*): expected [0-9]+ arguments?"), "values"),
    (re.compile("argument (?P<name>[^:]*): ignored explicit argument (?P<value>.*)"), "flag"),
    (re.compile("argument (?P<name>[^:]*): not allowed with argument (?P<other>.*)"), "not-together"),
)


class WholeNumber:
    """The type of an argument that is a whole number in a range, and the sentence that says so.

    >>> WholeNumber(20, 600)("110")
    110
    """

    def __init__(self, low: int, high: int | None = None) -> None:
        self._low = low
        self._high = high
        self.expected = USAGE_WORDS["from" if high is None else "range"].format(low=low, high=high)

    def __call__(self, text: str) -> int:
        """Return the number.

        Raises:
            ValueError: it is none, or out of the range.
        """
        number = int(text)
        if number < self._low or (self._high is not None and number > self._high):
            raise ValueError(text)
        return number


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks like the rest: one line, what is wrong and what to do.

    Wrong usage raises :class:`UsageError` out of ``parse_args``.
    """

    language: Language = "ja"

    def format_usage(self) -> str:
        """Return the usage line in the language of the report."""
        return super().format_usage().replace("usage: ", HELP["usage"].get(self.language), 1)

    def format_help(self) -> str:
        """Return the help in the language of the report."""
        return super().format_help().replace("usage: ", HELP["usage"].get(self.language), 1)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse what is left over here, where it is known which command did not want it."""
        parsed, rest = super().parse_known_args(args, namespace)
        options = [word.partition("=")[0] for word in rest if word.startswith("-") and word not in ("-", "--")]
        if options:
            self._refuse("no-option", nearest(options[0], self._option_string_actions), name=options[0])
        if rest:
            self._refuse("too-much", name=rest[0])
        return parsed, rest

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found, in our words."""
        for pattern, word in _SAID:
            found = pattern.fullmatch(message)
            if found is None:
                continue
            values: dict[str, object] = {name: value.strip("'\"") for name, value in found.groupdict().items()}
            if word == "missing" and not found["names"]:
                self._refuse("command-missing", self._commands())
            if "names" in values:
                values["names"] = _joined(found["names"].replace(", ", " ").split(" "), "names")
            self._refuse(word, **values)
        self._refuse("other")

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        make: Any = self._registry_get("type", action.type, action.type)
        try:
            return make(arg_string)
        except (argparse.ArgumentTypeError, TypeError, ValueError):
            expected = getattr(make, "expected", None) or (_allowed(action.choices) if action.choices else USAGE_WORDS["number"])
            self._refuse("bad-value", expected, name=_name(action), value=arg_string)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        near = nearest(str(value), map(str, action.choices))
        if isinstance(action, argparse._SubParsersAction):
            self._refuse("no-command", near or self._commands(), name=value)
        self._refuse("bad-value", near, _allowed(action.choices), name=_name(action), value=value)

    def _commands(self) -> Bilingual:
        return _allowed(next((action.choices for action in self._actions if isinstance(action, argparse._SubParsersAction)), ()))

    def _refuse(self, word: str, *todo: Bilingual | None, **values: object) -> NoReturn:
        steps = [step for step in (*todo, WORDS["see-help"].format(command=" ".join(self.prog.split()))) if step is not None]
        hint = Bilingual("".join(step.ja for step in steps), " ".join(step.en for step in steps))
        raise UsageError(USAGE_WORDS[word].format(**values), todo=hint)


def language_of(argv: Sequence[str]) -> Language:
    """Return the language asked for, before anything else is known: the last that is one, wherever it stands.

    >>> language_of(["check", "--lang=en", "a.docx"]), language_of(["--lang", "en", "list", "--lang", "ja"]), language_of(["--lang"])
    ('en', 'ja', 'ja')
    """
    language: Language = "ja"
    for place, argument in enumerate(argv):
        if argument == "--":
            break
        value = argument.partition("=")[2] if argument.startswith("--lang=") else argv[place + 1] if argument == "--lang" and place + 1 < len(argv) else ""
        if value in ("ja", "en"):
            language = "en" if value == "en" else "ja"
    return language


def _name(action: argparse.Action) -> str:
    if action.option_strings:
        return "/".join(action.option_strings)
    return str(action.metavar or action.dest)


def _joined(names: Iterable[object], word: str) -> Bilingual:
    known, between = [str(name) for name in names], USAGE_WORDS[word]
    return Bilingual(between.ja.join(known), between.en.join(known))


def _allowed(choices: Iterable[object]) -> Bilingual:
    return USAGE_WORDS["allowed"].format(allowed=_joined(choices, "between"))


def nearest(word: str, known: Iterable[str]) -> Bilingual | None:
    """Return the question whether the most similar known word was meant, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(known), 1, 0.7)
    return USAGE_WORDS["near"].format(near=near[0]) if near else None

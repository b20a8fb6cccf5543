"""One field of a form: its label, the right editor for its sort of value, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from vendorrisk.model import (
    KINDS,
    FieldInfo,
    Form,
    Holdings,
    Language,
    Part,
    YesNo,
    fields_of,
    kind_of,
    name_of,
)
from vendorrisk.schedule import say_date
from vendorrisk.wording import brief, shown
from vendorrisk_tui.base import shell_of
from vendorrisk_tui.inputs import JaInput, JaTextArea
from vendorrisk_tui.listing import fit
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.raw import Raw, made_of, read
from vendorrisk_tui.search import key_of_record, search_key
from vendorrisk_tui.wrap import wrapped

__all__ = ["LABEL", "FieldRow", "PickField"]

LABEL = 26  # cells for the label
_DAY = 26  # cells for a date, so that its reading fits beside it
_HOW = {Form.REF: "choice", Form.REFS: "choices", Form.PART: "parts"}
_PICKED = {Form.CHOICE, Form.CHOICES, Form.FLAG, Form.REF, Form.REFS}


class PickField(Widget, can_focus=True):
    """A value that is chosen or opened rather than typed; a letter typed on it opens the choice with that letter."""

    DEFAULT_CSS = """
    PickField { height: 1; background: $boost; padding: 0 1; }
    PickField:focus { background: $primary 30%; text-style: bold; }
    """

    class Opened(Message):
        """It wants to be opened."""

        def __init__(self, field: PickField) -> None:
            super().__init__()
            self.field = field

    class Cleared(Message):
        """Its value is to be taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.hint = ""
        self._opening = False
        self._typed = ""
        self._picker: Picker | None = None

    def hand_over(self, title: str, options: Sequence[Option], chosen: Sequence[Any], *, many: bool) -> Picker:
        """Return the choice to show, with what was typed here before it; what is still on its way here is passed on to it.

        An input method commits several characters at once, and some of them arrive while the choice is being opened.
        """
        self._picker = Picker(title, options, typed=self._typed, chosen=chosen, many=many)
        return self._picker

    def take_back(self) -> None:
        """The choice is over."""
        self._opening, self._typed, self._picker = False, "", None

    def say(self, words: str, hint: str) -> None:
        """Show a value, or what to do where there is none."""
        self.words, self.hint = words, hint
        self.refresh()

    def render(self) -> Content:
        """Draw the value."""
        width = self.content_size.width
        words = fit(self.words or self.hint, max(width - 2, 1)) + (" v" if self.has_focus else "  ")
        return Content.assemble((words, "" if self.words else "$text-muted"))

    def on_key(self, event: events.Key) -> None:
        """Open, clear, or open with a letter."""
        if event.key in ("enter", "space"):
            event.stop()
            self._open("")
        elif event.key in ("delete", "backspace"):
            event.stop()
            self.post_message(self.Cleared())
        elif event.is_printable and event.character and not event.character.isspace():
            event.stop()
            event.prevent_default()
            self._open(event.character)

    def _open(self, typed: str) -> None:
        if self._picker is not None:
            self._picker.receive(typed)
        elif self._opening:
            self._typed += typed
        else:
            self._opening, self._typed = True, typed
            self.post_message(self.Opened(self))

    def on_click(self) -> None:
        """Open with the mouse."""
        self.focus()
        self._open("")

    def on_focus(self) -> None:
        """Show that it listens."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that it does not."""
        self.refresh()


class FieldRow(Widget):
    """A label and an editor; a line for a message appears below when there is something to say.

    Attributes:
        field: which field it is.
        raw: the values of the part that it belongs to, changed in place.
    """

    DEFAULT_CSS: ClassVar[str] = f"""
    FieldRow {{ height: 1; layout: vertical; }}
    FieldRow > * {{ margin: 0 0 0 {LABEL}; width: 1fr; }}
    FieldRow > .day {{ width: {_DAY}; }}
    FieldRow:focus-within {{ background: $panel; }}
    """

    class Edited(Message):
        """The value is another one."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    class Entered(Message):
        """A part or a list of parts wants a form of its own."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: FieldInfo, raw: Raw) -> None:
        super().__init__()
        self.field = field
        self.raw = raw
        self._message = ""
        self._bad = False
        self._echo = ""

    def compose(self) -> ComposeResult:
        """Make the editor that fits."""
        form = self.field.form
        value = self.raw[self.field.name]
        if form in (Form.LINES, Form.TEXTS):
            yield JaTextArea(value)
        elif form in _PICKED or form in (Form.PART, Form.PARTS):
            yield PickField()
        else:
            yield JaInput(value, classes="day" if form is Form.DAY else "", select_on_focus=False)

    def on_mount(self) -> None:
        """Show the value."""
        self.renew()

    def explain(self) -> tuple[str, str]:
        """Return what the field holds and how it is filled in, for F1."""
        app = shell_of(self)
        form, language = self.field.form, app.lang
        lines = [app.say(f"help-{_HOW.get(form, form.value)}")]
        if form in (Form.CHOICE, Form.CHOICES):
            lines += [f"・{member.label.get(language)}" for member in cast("Iterable[Any]", self.field.type or ())]
        if form in (Form.REF, Form.REFS) and self.field.target in KINDS:
            lines.append(app.say("help-of-kind", kind=KINDS[self.field.target].label.get(language)))
        if self.field.required:
            lines.append(app.say("help-required"))
        return self.field.label.get(language), "\n".join(lines)

    @property
    def editor(self) -> Widget:
        """What takes the keys."""
        return self.query_one("JaInput, JaTextArea, PickField")

    @property
    def value(self) -> Any:
        """The value as it is typed or chosen."""
        return self.raw[self.field.name]

    def take(self, value: Any) -> None:
        """Take another value."""
        self.raw[self.field.name] = value
        self._show()
        self.post_message(self.Edited(self))

    def renew(self) -> None:
        """Show the value anew, in the language of the moment; a text being typed is left alone."""
        editor = self.editor
        if isinstance(editor, Input) and editor.value != self.value:
            with self.prevent(Input.Changed):
                editor.value = self.value
        elif isinstance(editor, TextArea) and editor.text != self.value:
            with self.prevent(TextArea.Changed):
                editor.text = self.value
        self._show()

    @property
    def message(self) -> str:
        """What is said about the field."""
        return self._message

    def tell(self, message: str, *, bad: bool = False) -> None:
        """Say something about the field, or nothing any more."""
        self._message, self._bad = message, bad
        self._fit_height()
        self.refresh(layout=True)

    def _fit_height(self) -> None:
        own = 4 if self.field.form in (Form.LINES, Form.TEXTS) else 1
        if own > 1:
            self.editor.styles.height = own
        self.styles.height = own + len(self._said())

    def _said(self) -> list[str]:
        return wrapped("^ " + self._message, self.size.width - LABEL) if self._message else []

    def on_resize(self) -> None:
        """Break the message anew."""
        self._fit_height()

    def render(self) -> Content:
        """Draw the label, what the date means, and the message."""
        app = shell_of(self)
        width = self.size.width
        mark = app.say("required-mark") if self.field.required else "  " if app.lang == "ja" else " "
        label = fit(f"{mark} {self.field.label.get(app.lang)}", LABEL - 1)
        first = Content(label)
        if self._echo:
            first += Content.assemble(" " * (1 + _DAY + 1), (fit(self._echo, max(width - LABEL - _DAY - 2, 0)), "$text-muted"))
        said = self._said()
        lines = [first, *([Content("")] * (self.size.height - 1 - len(said)))]
        lines += [Content.assemble(" " * LABEL, (line, "$text-error" if self._bad else "$text-warning")) for line in said]
        return Content("\n").join(lines)

    def _show(self) -> None:
        app = shell_of(self)
        assert app.snapshot is not None
        editor = self.editor
        if isinstance(editor, PickField):
            form = self.field.form
            hint = app.say("press-enter" if form in (Form.PART, Form.PARTS) else "press-choose")
            editor.say(self._words(app.snapshot.holdings, app.lang), hint)
        elif self.field.form is Form.DAY:
            day, _ = read(self.field, self.value)
            echo = say_date(day, app.lang) if day is not None else ""
            if echo != self._echo:
                self._echo = echo
                self.refresh()
        self._fit_height()

    def _words(self, holdings: Holdings, language: Language) -> str:
        form, value = self.field.form, self.value
        if form is Form.PARTS:
            if not value:
                return ""
            made = [made_of(_part(self.field), item)[0] for item in value]
            return shell_of(self).say("items-n", n=len(value)) + ": " + " / ".join(brief(item, holdings, language) for item in made)
        if form is Form.PART:
            return brief(made_of(_part(self.field), value)[0], holdings, language) or "…" if value is not None else ""
        return shown(self.field, read(self.field, value)[0], holdings, language)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.value:
            self.take(event.value)

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        event.stop()
        if event.text_area.text != self.value:
            self.take(event.text_area.text)

    @on(PickField.Cleared)
    def _cleared(self, event: PickField.Cleared) -> None:
        event.stop()
        form = self.field.form
        if form is Form.PARTS or (not self.value and self.value is not False):
            return
        self.take([] if form in (Form.CHOICES, Form.REFS) else None if form in (Form.PART, Form.FLAG) else "")

    @on(PickField.Opened)
    def _opened(self, event: PickField.Opened) -> None:
        event.stop()
        if self.field.form in (Form.PART, Form.PARTS):
            event.field.take_back()
            self.post_message(self.Entered(self))
            return
        app = shell_of(self)
        assert app.snapshot is not None
        many = self.field.form in (Form.CHOICES, Form.REFS)
        label = self.field.label.get(app.lang)
        title = app.say("pick-many" if many else "pick-record", label=label)
        options = self._options(app.snapshot.holdings, app.lang)
        if not many:
            options.append(Option(_CLEAR, app.say("clear-choice"), key=search_key(app.say("clear-choice"))))
        chosen = list(self.value) if many else [self._option_of(self.value)]

        def take(value: Any) -> None:
            event.field.take_back()
            if value is None:
                return
            if many:
                self.take(list(value))
            elif value is _CLEAR:
                self.take(None if self.field.form is Form.FLAG else "")
            else:
                self.take(value == YesNo.YES if self.field.form is Form.FLAG else value)

        app.push_screen(event.field.hand_over(title, options, chosen, many=many), take)

    def _option_of(self, value: Any) -> Any:
        if self.field.form is Form.FLAG:
            return None if value is None else str(YesNo.YES if value else YesNo.NO)
        return value

    def _options(self, holdings: Holdings, language: Language) -> list[Option]:
        form = self.field.form
        if form in (Form.REF, Form.REFS):
            kinds = [KINDS[self.field.target]] if self.field.target in KINDS else list(KINDS.values())
            records = [record for kind in kinds for record in holdings.all(kind.cls)]
            return [Option(record.id, holdings.label(record), self._detail(record, holdings, language, one=len(kinds) == 1), key_of_record(record, holdings)) for record in records]
        members: list[Any] = list(YesNo) if form is Form.FLAG else list(cast("Iterable[Any]", self.field.type or ()))
        return [Option(str(member), member.label.get(language), "", search_key(f"{member.label.ja} {member.label.en} {member}")) for member in members]

    def _detail(self, record: Any, holdings: Holdings, language: Language, *, one: bool) -> str:
        """Return what tells records of the same name apart."""
        if not one:
            return f"{kind_of(record).label.get(language)} {record.id}"
        named = {field.name for field in fields_of(type(record))}
        where = holdings.name(record.department) if "department" in named else ""
        return where if where and where != name_of(record) else str(record.id)


_CLEAR = object()


def _part(field: FieldInfo) -> type[Part]:
    assert field.type is not None
    return field.type


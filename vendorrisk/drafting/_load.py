"""Folders of templates in, templates out; what a city has of its own stands in place of ours, everything else is ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vendorrisk.drafting._errors import TemplateFault
from vendorrisk.drafting._lint import CONDITIONS, lint
from vendorrisk.drafting._source import Table, read_source
from vendorrisk.drafting._templates import (
    Article,
    Clause,
    Condition,
    Item,
    Layout,
    Paragraph,
    Placeholder,
    Templates,
)
from vendorrisk.model import Bilingual, Kind
from vendorrisk.requirements import Requirement

__all__ = ["load_templates"]


def load_templates(
    folders: Sequence[Path], requirements: Mapping[str, Requirement]
) -> tuple[Templates, tuple[TemplateFault, ...]]:
    """Load templates from several folders.

    Args:
        folders: ours first; a later one overrides clauses, documents, placeholders and bases of the same name.
        requirements: what may be claimed to be satisfied, by id.

    Returns:
        The templates, and every fault found.
    """
    faults: list[TemplateFault] = []
    clauses: dict[str, Clause] = {}
    layouts: dict[str, Layout] = {}
    placeholders: dict[str, Placeholder] = {}
    edition = ""
    for folder in folders:
        if (folder / "templates.toml").is_file():
            edition = _head(folder / "templates.toml", placeholders, faults) or edition
        for path in sorted((folder / "clauses").rglob("*.toml")):
            clause = _clause(path, faults)
            if clause is not None:
                clauses[clause.requirement] = clause
        for path in sorted((folder / "documents").glob("*.toml")):
            layout = _layout(path, faults)
            if layout is not None:
                layouts[layout.id] = layout
    clauses = {id_: clauses[id_] for id_ in (*(one for one in requirements if one in clauses), *clauses)}  # as they are shown
    templates = Templates(edition, clauses, layouts, placeholders, tuple(reversed(folders)))
    faults += lint(templates, requirements)
    return templates, tuple(faults)


def _head(path: Path, placeholders: dict[str, Placeholder], faults: list[TemplateFault]) -> str:
    source = read_source(path, faults)
    if source is None:
        return ""
    top = source.table()
    top.only("edition", "placeholders")
    for table in top.tables("placeholders"):
        table.only("name", "key", "label", "default", "list")
        default = table.data.get("default", "")
        listed = table.flag("list")
        name = table.text("name", required=True)
        placeholders[name] = Placeholder(
            name, table.text("key", required=True), table.both("label", required=True),
            "" if listed else table.text("default"), listed, table.words("default") if listed and default else (),
        )  # fmt: skip
    return top.text("edition")


def _clause(path: Path, faults: list[TemplateFault]) -> Clause | None:
    source = read_source(path, faults)
    if source is None:
        return None
    top = source.table()
    top.only("requirement", "heading", "why", "paragraphs")
    requirement = top.text("requirement", required=True)
    paragraphs = tuple(_paragraph(table) for table in top.tables("paragraphs"))
    if not paragraphs:
        top.fault(Bilingual("[[paragraphs]] が一つもない。", "There is no [[paragraphs]]."))
    return Clause(requirement, top.both("heading", required=True), top.both("why", required=True), paragraphs, path)


def _paragraph(table: Table) -> Paragraph:
    table.only("text", "satisfies", "key", "items", "list", "when", "unless")
    return Paragraph(
        table.text("text", required=True), table.words("satisfies"), table.text("key"), _items(table, table.data.get("items", ())),
        table.text("list"), _condition(table, table.data),
    )  # fmt: skip


def _items(table: Table, written: object) -> tuple[Item, ...]:
    if not isinstance(written, list | tuple):
        table.fault(Bilingual("「items」は配列で書く。", "'items' must be a list."), "items")
        return ()
    items = []
    for one in written:
        if isinstance(one, str):
            items.append(Item(one))
        elif isinstance(one, Mapping) and isinstance(one.get("text"), str):
            inner = Table(table.source, one, table.section, table.number)
            inner.only("text", "satisfies", "when", "unless", "items")
            items.append(Item(one["text"], inner.words("satisfies"), _condition(inner, one), _items(inner, one.get("items", ()))))
        else:
            table.fault(Bilingual("号は文字列か { text = \"…\" } で書く。", "An item is a text or { text = \"…\" }."), "items")
    return tuple(items)


def _condition(table: Table, data: Mapping[str, Any]) -> Condition:
    when, unless = table.words("when"), table.words("unless")
    table.choice("when", when, CONDITIONS)
    table.choice("unless", unless, CONDITIONS)
    return Condition(when, unless)


def _layout(path: Path, faults: list[TemplateFault]) -> Layout | None:
    source = read_source(path, faults)
    if source is None:
        return None
    top = source.table()
    top.only("id", "title", "summary", "kinds", "base", "own", "terms", "opening", "closing", "articles")
    kinds = top.words("kinds")
    top.choice("kinds", kinds, (kind.value for kind in Kind))
    articles = tuple(_article(table) for table in top.tables("articles"))
    return Layout(
        top.text("id", required=True), top.text("title", required=True), top.both("summary", required=True),
        tuple(kind for kind in Kind if kind.value in kinds), top.text("base") or "standard", top.flag("own"), _terms(top), _lines(top, "opening"),
        articles, _lines(top, "closing"), path,
    )  # fmt: skip


def _terms(top: Table) -> dict[str, dict[str, str]]:
    """Return words by kind; those of every kind under ""."""
    written = top.data.get("terms", {})
    terms: dict[str, dict[str, str]] = {"": {}}
    if not isinstance(written, Mapping):
        top.fault(Bilingual("「terms」は表で書く。", "'terms' must be a table."), "terms")
        return terms
    for name, value in written.items():
        if isinstance(value, str):
            terms[""][name] = value
        elif isinstance(value, Mapping) and name in set(Kind) and all(isinstance(word, str) for word in value.values()):
            terms[name] = dict(value)
        else:
            top.fault(Bilingual(f"「terms」の「{name}」は文字列で書く。", f"{name!r} of 'terms' must be a text."), "terms")
    return terms


def _lines(top: Table, key: str) -> tuple[tuple[str, str], ...]:
    lines = []
    for table in top.tables(key):
        table.only("style", "text")
        lines.append((table.text("style") or "前文", table.text("text")))
    return tuple(lines)


def _article(table: Table) -> Article:
    table.only("key", "heading", "paragraphs", "requirement", "clauses", "when", "unless")
    paragraphs = tuple(_paragraph(inner) for inner in table.tables("paragraphs"))
    requirement, clauses = table.text("requirement"), table.flag("clauses")
    given = sum((bool(paragraphs), bool(requirement), clauses))
    if given != 1:
        table.fault(
            Bilingual("条には「paragraphs」「requirement」「clauses = true」のどれか一つを書く。", "An article has one of 'paragraphs', 'requirement', 'clauses = true'.")
        )
    heading = table.text("heading", required=bool(paragraphs))
    return Article(table.text("key") or requirement, heading, paragraphs, requirement, clauses, _condition(table, table.data))


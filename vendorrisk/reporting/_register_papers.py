"""Reports about a register: everything about one record for an auditor, and the whole of it for those who decide.

What is not assessed comes first, then what is red; every figure has the list behind it on the same paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import attrs

from vendorrisk.lifecycle import Colour, Shortcoming, Stage
from vendorrisk.model import (
    Acceptance,
    Bilingual,
    CheckRecord,
    CloudService,
    Contract,
    ElementVerdict,
    FileRef,
    Form,
    Holdings,
    Incident,
    Language,
    Measure,
    Part,
    Record,
    Review,
    RiskBand,
    SocialAccount,
    fields_of,
    kind_of,
    latest_check,
)
from vendorrisk.reporting._paper import (
    Block,
    Cell,
    Chart,
    Column,
    Facts,
    Heading,
    Items,
    Para,
    Table,
    Tone,
    cell,
    spans,
)
from vendorrisk.reporting._svg import bars
from vendorrisk.requirements import Requirement
from vendorrisk.risk import Assessment, Concentration
from vendorrisk.schedule import DueItem, say_date
from vendorrisk.wording import facts, label_of, label_of_path, plain_in_words

__all__ = ["Changed", "Stand", "audit_blocks", "portfolio_blocks"]

_WORDS = {
    "made": Bilingual("作成日", "made on"), "city": Bilingual("自治体名", "city"), "policy": Bilingual("情報セキュリティポリシー", "security policy"), "basis": Bilingual("この報告は、公表された資料に基づく要件集と台帳の記録から作成した。", "Made from requirement packs based on public sources, and from the records of the register."),
    "standing": Bilingual("評価", "Standing"), "stage": Bilingual("段階", "stage"), "risk": Bilingual("残留リスク", "residual risk"), "inherent": Bilingual("固有リスク", "inherent risk"), "lacks": Bilingual("不足", "What is missing"), "colour": Bilingual("区分", "colour"), "what": Bilingual("内容", "what"),
    "why": Bilingual("根拠", "basis"), "facts": Bilingual("記録の内容", "Facts"), "clauses": Bilingual("条項の点検", "Clauses"), "requirement": Bilingual("要件", "requirement"), "element": Bilingual("要素", "element"), "verdict": Bilingual("判定", "verdict"), "article": Bilingual("条項", "article"),
    "quote": Bilingual("根拠の文", "sentence"), "decision": Bilingual("人の判断", "decision of a person"), "not-checked": Bilingual("点検していない。", "Not checked."), "checked": Bilingual("{day}の点検（{id}、{packs}）による。", "By the check of {day} ({id}; {packs})."),
    "dues": Bilingual("期限", "Due"), "day": Bilingual("期限・日付", "day"), "how": Bilingual("計算の根拠", "how it was computed"), "reviews": Bilingual("確認", "Reviews"), "kind": Bilingual("種類", "kind"), "result": Bilingual("結果", "result"), "findings": Bilingual("指摘", "findings"), "by": Bilingual("実施者", "by"),
    "measures": Bilingual("措置", "Measures"), "title": Bilingual("件名", "title"), "clause": Bilingual("根拠条項", "clause"), "state": Bilingual("完了", "done"), "others": Bilingual("事故・例外", "Incidents, exceptions"), "documents": Bilingual("文書", "Documents"), "file": Bilingual("ファイル名", "file"), "sha": Bilingual("SHA-256", "SHA-256"),
    "history": Bilingual("履歴", "History"), "when": Bilingual("日時", "when"), "who": Bilingual("変更者", "who"), "change": Bilingual("変更", "change"), "reason": Bilingual("理由", "why"), "none": Bilingual("なし", "none"), "rows": Bilingual("{n:,}件", "{n:,}"), "owner": Bilingual("担当者", "owner"), "none-filled": Bilingual("（未入力）", "(not filled in)"),
    "summary": Bilingual("要約", "Summary"), "records": Bilingual("契約・サービス・アカウント", "contracts, services, accounts"), "overdue": Bilingual("期限超過", "overdue"), "undecided": Bilingual("更新が未判断", "renewals not decided"), "unassessed": Bilingual("リスク未評価", "risk not assessed"), "red": Bilingual("赤（直ちに是正）", "red"),
    "amber": Bilingual("黄（要注意）", "amber"), "unassessed-long": Bilingual("リスクが未評価の記録（事実の不足）", "Risk not assessed: facts are missing"), "name": Bilingual("名称", "name"), "department": Bilingual("所管課", "department"), "missing": Bilingual("不足している事実", "facts missing"),
    "bands": Bilingual("残留リスクの分布", "Residual risk"), "band": Bilingual("リスク", "risk"), "count": Bilingual("件数", "count"), "matrix": Bilingual("要件×記録（最新の点検）", "Requirements and records (latest checks)"), "marks": Bilingual("○ 充足　△ 不十分　× 記載なし・反対の定め　空欄 対象外・未点検", "o met, ~ weak, x missing or contradicted, blank: does not apply or not checked"),
    "concentration": Bilingual("集中", "Concentration"), "firm": Bilingual("事業者", "firm"), "sentence": Bilingual("説明", "explanation"), "per-department": Bilingual("所管課別", "By department"), "red-count": Bilingual("赤", "red"), "all": Bilingual("計", "all"), "no-department": Bilingual("（所管課なし）", "(no department)"),
}  # fmt: skip
_MARKS = {
    ElementVerdict.MET: (Bilingual("○", "o"), Tone.GOOD), ElementVerdict.WEAK: (Bilingual("△", "~"), Tone.DOUBT), ElementVerdict.NEGATED: (Bilingual("×", "x"), Tone.BAD),
    ElementVerdict.MISSING: (Bilingual("×", "x"), Tone.BAD), ElementVerdict.UNREADABLE: (Bilingual("?", "?"), Tone.DOUBT),
}  # fmt: skip
_WORST = (ElementVerdict.NEGATED, ElementVerdict.MISSING, ElementVerdict.UNREADABLE, ElementVerdict.WEAK, ElementVerdict.MET)


class Stand(Protocol):
    """Where a record stands."""

    @property
    def record(self) -> Record:
        """The record."""
        ...

    @property
    def stage(self) -> Stage | None:
        """Its stage."""
        ...

    @property
    def risk(self) -> Assessment | None:
        """Its risk."""
        ...

    @property
    def shortcomings(self) -> tuple[Shortcoming, ...]:
        """What it lacks."""
        ...


@attrs.frozen
class Changed:
    """One change of a record.

    Attributes:
        at: when, as it is shown.
        who: who made it.
        why: the reason given.
        fields: (path, before, after) of what changed; empty when the record was made or removed.
    """

    at: str
    who: str
    why: str
    fields: tuple[tuple[str, object, object], ...]


class _Paper:
    def __init__(self, holdings: Holdings, requirements: Mapping[str, Requirement], today: date, language: Language) -> None:
        self.held, self.requirements, self.today, self.lang = holdings, requirements, today, language

    def say(self, key: str, **values: object) -> str:
        text = _WORDS[key].get(self.lang)
        return text.format(**values) if values else text

    def day(self, day: date | None) -> str:
        return say_date(day, self.lang) if day is not None else ""

    def table(self, title: str, heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]], tones: Sequence[Tone] = ()) -> Iterator[Block]:
        yield Heading(2, spans(title))
        if not rows:
            yield Para(spans(self.say("none")), Tone.FAINT)
            return
        made = [tuple(cell(text, tone=tones[number] if number < len(tones) and place == 0 else Tone.PLAIN) for place, text in enumerate(row)) for number, row in enumerate(rows)]
        yield Table(self.say("rows", n=len(rows)), tuple(Column(self.say(key), width) for key, width in heads), made, has_row_heads=False)

    def title_of(self, id: str) -> str:  # noqa: A002
        found = self.requirements.get(id)
        return found.title.get(self.lang) if found is not None else id

    def head(self) -> Block:
        settings = self.held.settings
        return Facts(((self.say("city"), spans(settings.city or self.say("none-filled"))), (self.say("policy"), spans(settings.policy or self.say("none-filled"))), (self.say("made"), spans(self.day(self.today)))))


def audit_blocks(
    one: Stand, holdings: Holdings, requirements: Mapping[str, Requirement], dues: Iterable[DueItem], changes: Iterable[Changed], today: date, language: Language
) -> Iterator[Block]:
    """Yield everything about one record: where it stands, facts, clauses with quotes, dues, reviews, measures, documents, history.

    Args:
        one: where it stands.
        holdings: the register.
        requirements: by id, for their titles.
        dues: what is due for it.
        changes: its history, newest first.
        today: the day of the report.
        language: of the report.
    """
    paper, record = _Paper(holdings, requirements, today, language), one.record
    yield Heading(1, spans(f"{kind_of(record).label.get(language)}　{holdings.label(record)}（{record.id}）" if language == "ja" else f"{kind_of(record).label.en}: {holdings.label(record)} ({record.id})"))
    yield paper.head()
    yield from _standing(paper, one)
    yield Heading(2, spans(paper.say("facts")))
    yield Facts(tuple(("　" * fact.depth + fact.label, spans(fact.text or paper.say("none-filled"))) for fact in facts(record, holdings, language) if fact.text or fact.required))
    yield from _clauses(paper, record)
    items = list(dues)
    yield from paper.table(paper.say("dues"), [("day", 1.4), ("what", 1.4), ("how", 4)], [(paper.day(item.day), item.kind.label.get(language), item.explain(language)) for item in items], [Tone.BAD if item.is_overdue(today) else Tone.PLAIN for item in items])
    yield from _work(paper, record)
    files = [(ref.name, label_of(ref.kind, language) if ref.kind is not None else "", ref.sha256) for ref in _files(record)]
    yield from paper.table(paper.say("documents"), [("file", 2), ("kind", 1.5), ("sha", 3)], files)
    rows = []
    for change in changes:
        said = "\n".join(f"{label_of_path(type(record), path, language)}: {plain_in_words(type(record), path, before, holdings, language)} → {plain_in_words(type(record), path, after, holdings, language)}" for path, before, after in change.fields[:40])
        rows.append((change.at, change.who, said, change.why))
    yield from paper.table(paper.say("history"), [("when", 1.2), ("who", 1), ("change", 4), ("reason", 1.5)], rows)
    yield Para(spans(paper.say("basis")), Tone.FAINT)


def _standing(paper: _Paper, one: Stand) -> Iterator[Block]:
    lang = paper.lang
    yield Heading(2, spans(paper.say("standing")))
    rows = [(paper.say("stage"), spans(one.stage.label.get(lang)))] if one.stage is not None else []
    if one.risk is not None:
        rows += [(paper.say("inherent"), spans(one.risk.inherent_band.label.get(lang))), (paper.say("risk"), spans(one.risk.band.label.get(lang)))]
    if rows:
        yield Facts(tuple(rows))
    if one.risk is not None:
        yield Items(tuple(spans(f"{score.threat.label.get(lang)}: {score.explain(lang)}") for score in one.risk.scores))
    tones = [Tone.BAD if lack.colour is Colour.RED else Tone.DOUBT for lack in one.shortcomings]
    yield from paper.table(paper.say("lacks"), [("colour", 1), ("what", 4), ("why", 3)], [(lack.colour.label.get(lang), lack.message.get(lang), lack.basis.get(lang)) for lack in one.shortcomings], tones)


def _clauses(paper: _Paper, record: Record) -> Iterator[Block]:
    lang, check = paper.lang, latest_check(record.id, paper.held, paper.today)
    if check is None:
        yield Heading(2, spans(paper.say("clauses")))
        yield Para(spans(paper.say("not-checked")), Tone.BAD)
        return
    decided = {(one.requirement, one.element): one for one in check.overrides}
    rows, tones = [], []
    for found, verdict in zip(check.elements, check.counted, strict=True):
        requirement = paper.requirements.get(found.requirement)
        element = next((one.title.get(lang) for one in requirement.elements if one.id == found.element), found.element) if requirement is not None else found.element
        override = decided.get((found.requirement, found.element))
        said = f"{override.reason}（{paper.held.name(override.by)} {paper.day(override.on)}）" if override is not None else ""
        counted = verdict or ElementVerdict.MISSING
        rows.append((counted.label.get(lang), paper.title_of(found.requirement), element, "、".join(dict.fromkeys(proof.article for proof in found.proofs if proof.article)), "\n".join(proof.quote for proof in found.proofs), said))
        tones.append(_MARKS[counted][1])
    yield from paper.table(paper.say("clauses"), [("verdict", 1), ("requirement", 1.6), ("element", 1.6), ("article", 1.2), ("quote", 4), ("decision", 1.6)], rows, tones)
    packs = "、".join(f"{one.id} {one.version}" for one in check.policies)
    yield Para(spans(paper.say("checked", day=paper.day(check.run_on), id=check.id, packs=packs)), Tone.FAINT)


def _work(paper: _Paper, record: Record) -> Iterator[Block]:
    lang, held = paper.lang, paper.held
    reviews = [
        (paper.day(one.done_on or one.postponed_to or one.due), label_of(one.kind, lang) if one.kind else "", label_of(one.result, lang) if one.result else "", "\n".join(found.what for found in one.findings), held.name(one.done_by) if one.done_by else "")
        for one in reversed(held.about(record.id, Review))
    ]  # fmt: skip
    yield from paper.table(paper.say("reviews"), [("day", 1.4), ("kind", 1.2), ("result", 1), ("findings", 3), ("by", 1)], reviews)
    measures = [(paper.day(one.due), one.title, label_of(one.kind, lang) if one.kind else "", one.basis_clause, paper.day(one.done_on)) for one in reversed(held.about(record.id, Measure))]
    yield from paper.table(paper.say("measures"), [("day", 1.4), ("title", 2.5), ("kind", 1.2), ("clause", 1.4), ("state", 1.4)], measures)
    others = [(paper.day(one.known_on), kind_of(one).label.get(lang), one.title) for one in held.about(record.id, Incident)]
    others += [(paper.day(one.until), kind_of(one).label.get(lang), one.reason) for one in held.about(record.id, Acceptance)]
    yield from paper.table(paper.say("others"), [("day", 1.4), ("kind", 1.2), ("what", 4)], others)


def _files(part: Part) -> Iterator[FileRef]:
    """Yield every document that a record names."""
    for field in fields_of(type(part)):
        held = getattr(part, field.name)
        for item in held if field.form is Form.PARTS else [held] if field.form is Form.PART and held is not None else []:
            if isinstance(item, FileRef):
                yield item
            else:
                yield from _files(item)


def portfolio_blocks(
    stands: Sequence[Stand], holdings: Holdings, requirements: Mapping[str, Requirement], dues: Sequence[DueItem], groups: Sequence[Concentration], today: date, language: Language
) -> Iterator[Block]:
    """Yield the whole register for those who decide: counts, not assessed, overdue, risks, requirements and records, concentration, departments.

    Args:
        stands: where every record stands.
        holdings: the register.
        requirements: by id, for their titles.
        dues: the due list.
        groups: firms on whom much depends.
        today: the day of the report.
        language: of the report.
    """
    paper = _Paper(holdings, requirements, today, language)
    yield paper.head()
    overdue, undecided = [item for item in dues if item.is_overdue(today)], [item for item in dues if item.undecided]
    unassessed = [one for one in stands if one.risk is not None and one.risk.band is RiskBand.NOT_ASSESSED]
    lacks = [lack for one in stands for lack in one.shortcomings]
    red = sum(lack.colour is Colour.RED for lack in lacks)
    main = [record for cls in (Contract, CloudService, SocialAccount) for record in holdings.all(cls)]
    yield Heading(1, spans(paper.say("summary")))
    figures = [("records", len(main)), ("unassessed", len(unassessed)), ("red", red), ("amber", len(lacks) - red), ("overdue", len(overdue)), ("undecided", len(undecided))]
    yield Facts(tuple((paper.say(key), spans(f"{number:,}")) for key, number in figures))
    yield from paper.table(paper.say("unassessed-long"), [("name", 2), ("department", 1.2), ("missing", 3)], [(holdings.label(one.record), _department(paper, one.record), "、".join(fact.label.get(language) for fact in one.risk.missing) if one.risk is not None else "") for one in unassessed], [Tone.BAD] * len(unassessed))
    yield from paper.table(paper.say("overdue"), [("day", 1.4), ("what", 1.4), ("name", 2.4), ("owner", 1)], [(paper.day(item.day), item.kind.label.get(language), item.label.get(language), holdings.name(item.responsible[0]) if item.responsible else "") for item in overdue], [Tone.BAD] * len(overdue))
    yield from paper.table(paper.say("undecided"), [("day", 1.4), ("name", 3)], [(paper.day(item.day), item.label.get(language)) for item in undecided], [Tone.BAD] * len(undecided))
    yield from _bands(paper, stands)
    yield from _matrix(paper, main)
    yield Heading(2, spans(paper.say("concentration")))
    rows = [(holdings.name(group.group), group.band.label.get(language), group.explain(holdings).get(language)) for group in groups[:20]]
    yield Table(paper.say("rows", n=len(rows)), (Column(paper.say("firm"), 1.5), Column(paper.say("band")), Column(paper.say("sentence"), 4)), [tuple(cell(text) for text in row) for row in rows])
    yield from _departments(paper, stands)
    yield Para(spans(paper.say("basis")), Tone.FAINT)


def _department(paper: _Paper, record: Record) -> str:
    id_ = getattr(record, "department", "")
    return paper.held.name(id_) if id_ else paper.say("no-department")


def _bands(paper: _Paper, stands: Sequence[Stand]) -> Iterator[Block]:
    counted = Counter(one.risk.band for one in stands if one.risk is not None)
    rows = [(band.label.get(paper.lang), counted[band]) for band in RiskBand]
    yield Heading(2, spans(paper.say("bands")))
    table = Table(paper.say("rows", n=sum(counted.values())), (Column(paper.say("band")), Column(paper.say("count"), centred=True)), [(cell(label), cell(f"{number:,}")) for label, number in rows])
    yield Chart(bars(rows, paper.say("bands")), table)


def _matrix(paper: _Paper, records: Sequence[Record]) -> Iterator[Block]:
    found: dict[str, dict[str, ElementVerdict]] = {}
    for record in records:
        check = latest_check(record.id, paper.held, paper.today)
        if check is not None:
            found[record.id] = _worst(check)
    asked = [id_ for id_ in paper.requirements if any(id_ in verdicts for verdicts in found.values())]
    yield Heading(2, spans(paper.say("matrix")))
    yield Para(spans(paper.say("marks")), Tone.FAINT)
    columns = (Column(paper.say("name"), 6), *(Column(paper.title_of(id_), 0.6, upright=True, centred=True) for id_ in asked))

    def rows() -> Iterator[tuple[Cell, ...]]:
        for record in records:
            if record.id in found:
                marks = [_MARKS[found[record.id][id_]] if id_ in found[record.id] else None for id_ in asked]
                yield (cell(paper.held.label(record)), *(cell("") if mark is None else cell(mark[0].get(paper.lang), tone=mark[1]) for mark in marks))

    yield Table(paper.say("rows", n=len(found)), columns, list(rows()))


def _worst(check: CheckRecord) -> dict[str, ElementVerdict]:
    """Return the worst verdict on the mandatory elements of every requirement."""
    worst: dict[str, ElementVerdict] = {}
    for found, verdict in zip(check.elements, check.counted, strict=True):
        if found.mandatory:
            counted = verdict or ElementVerdict.MISSING
            before = worst.get(found.requirement, ElementVerdict.MET)
            worst[found.requirement] = min(before, counted, key=_WORST.index)
    return worst


def _departments(paper: _Paper, stands: Sequence[Stand]) -> Iterator[Block]:
    reds: Counter[str] = Counter()
    everything: Counter[str] = Counter()
    for one in stands:
        if isinstance(one.record, (Contract, CloudService, SocialAccount)):
            name = _department(paper, one.record)
            everything[name] += 1
            reds[name] += sum(lack.colour is Colour.RED for lack in one.shortcomings)
    rows = sorted(everything, key=lambda name: (-reds[name], name))
    yield Heading(2, spans(paper.say("per-department")))
    table = Table(paper.say("rows", n=len(rows)), (Column(paper.say("department"), 2), Column(paper.say("all"), centred=True), Column(paper.say("red-count"), centred=True)), [(cell(name), cell(str(everything[name])), cell(str(reds[name]), tone=Tone.BAD if reds[name] else Tone.PLAIN)) for name in rows])
    yield Chart(bars([(name, reds[name]) for name in rows], paper.say("per-department")), table)

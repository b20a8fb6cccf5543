"""Whatever is exported comes back unchanged: every column of every kind, blank, usual and awkward, in Excel and in CSV."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from vendorrisk.model import KINDS, Form, Holdings, Language, Part, Record, Vendor, fields_of
from vendorrisk.register import Register
from vendorrisk.register.exchange import Preview, export_csv, export_workbook, preview_import

FORMATS = ("xlsx", "csv", "cp932")


def there_and_back(held: Holdings, kind: str, form: str, into: Holdings, language: Language = "ja") -> Preview:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("x.xlsx" if form == "xlsx" else "x")
        if form == "xlsx":
            export_workbook(held, path, kinds=[kind], language=language)
        else:
            export_csv(held, path, kinds=[kind], encoding="cp932" if form == "cp932" else "utf-8", language=language)
        return preview_import(path, into)


def assert_identical(held: Holdings, kind: str, form: str, language: Language = "ja") -> None:
    fresh = there_and_back(held, kind, form, Holdings(), language)
    assert [problem.line() for problem in fresh.errors] == []
    assert {new.record.id: new.record for new in fresh.new} == held.records
    same = there_and_back(held, kind, form, held, language)
    assert (same.new, [change.changes for change in same.changed]) == ((), [])
    assert set(same.unchanged) == set(held.records)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_records_come_back_as_they_were(kind: str, form: str, make_parts: Callable[..., st.SearchStrategy[Any]]) -> None:
    cls = KINDS[kind].cls
    one, two = (make_parts(cls, id=f"{kind}-2026-000{n}", writable=form == "csv", unheld=True) for n in (1, 2))

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.tuples(one, two), st.sampled_from(["ja", "en"]))
    def check(records: tuple[Record, Record], language: Language) -> None:
        assert_identical(Holdings(records), kind, form, language)

    check()


def columns_of(cls: type[Part]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for field in fields_of(cls):
        if field.form in (Form.PART, Form.PARTS):
            found += [(field.name, *under) for under in columns_of(field.type)]  # type: ignore[arg-type]
        elif field.name != "id":
            found.append((field.name,))
    return found


def with_one_value(cls: Any, path: tuple[str, ...], text: str) -> Any:
    field = next(one for one in fields_of(cls) if one.name == path[0])
    if field.form in (Form.PART, Form.PARTS):
        inner = with_one_value(field.type, path[1:], text)
        return cls(**{field.name: inner if field.form is Form.PART else (inner,)})
    members: list[Any] = list(field.type) if field.form in (Form.CHOICE, Form.CHOICES) else []  # type: ignore[call-overload]
    values: dict[Form, Any] = {
        Form.TEXT: text, Form.LINES: f"{text}\n二行目", Form.TEXTS: (text, "次"), Form.DAY: date(2026, 4, 1), Form.NUMBER: 12, Form.MONEY: 12_345_678_901_234_567, Form.FLAG: False,
        Form.CHOICE: members[-1:] and members[-1], Form.CHOICES: tuple(members), Form.REF: "vendor-2026-0009", Form.REFS: ("person-2026-0001", "person-2026-0002"),
    }  # fmt: skip
    return cls(**{field.name: values[field.form]})


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_column_comes_back_when_it_alone_is_filled_in(kind: str, form: str) -> None:
    cls = KINDS[kind].cls
    awkward = ["=1+1", "＝1", "0001", "7000012050002", "4-1", " 空白 ", "'=1", "-", "a\r\nb", "TRUE"]
    paths = columns_of(cls)
    records = [attrs.evolve(with_one_value(cls, path, awkward[n % len(awkward)]), id=f"{kind}-2026-{n + 1:04}") for n, path in enumerate(paths)]
    assert_identical(Holdings(records), kind, form)


@pytest.mark.parametrize("form", FORMATS)
def test_unknown_and_no_stay_two_different_answers(form: str) -> None:
    from vendorrisk.model import Contract, Information

    held = Holdings(
        [
            Contract(id="contract-2026-0001", information=Information(personal=None)),
            Contract(id="contract-2026-0002", information=Information(personal=False)),
            Contract(id="contract-2026-0003", information=None),
        ]
    )
    back = {new.record.id: new.record for new in there_and_back(held, "contract", form, Holdings()).new}
    assert back["contract-2026-0001"].information == Information()  # type: ignore[attr-defined]
    assert back["contract-2026-0002"].information == Information(personal=False)  # type: ignore[attr-defined]
    assert back["contract-2026-0003"].information is None  # type: ignore[attr-defined]


def test_keys_of_a_later_edition_travel() -> None:
    from vendorrisk.model import Contact

    vendor = Vendor(id="vendor-2026-0001", name="架空", extra={"colour": "blue", "list": [1, 2]}, contacts=(Contact(name="山田", extra={"chat": "@y"}),))
    assert_identical(Holdings([vendor]), "vendor", "xlsx")
    assert_identical(Holdings([vendor]), "vendor", "csv")


def test_a_workbook_that_excel_has_saved_again_still_comes_back(tmp_path: Path) -> None:
    held = Holdings([Vendor(id="vendor-2026-0001", name="=1+1", corporate_number="7000012050002", address="a_x000D_b\r\nc")])
    path = tmp_path / "x.xlsx"
    export_workbook(held, path, kinds=["vendor"])
    book = load_workbook(path)  # a program that reads all and writes all, with shared strings
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and isinstance(cell.value, str):
                    cell.data_type = "s"
    book.save(path)
    assert preview_import(path, held).unchanged == ("vendor-2026-0001",)


def test_a_whole_register_goes_out_and_into_an_empty_one(register: Register, tmp_path: Path) -> None:
    from vendorrisk.model import Contract, Department, Person, Subcontract
    from vendorrisk.register import create_register

    with register.transaction(who="山田", why="試験") as change:
        department = change.add(Department(name="総務課"))
        person = change.add(Person(name="佐藤", department=department.id))
        vendor = change.add(Vendor(name="架空"))
        change.add(Contract(title="保守", vendor=vendor.id, owner=person.id, subcontracts=(Subcontract(key="1", vendor=vendor.id),)))
    path = tmp_path / "all.xlsx"
    written = export_workbook(register.holdings, path)
    other = create_register(tmp_path / "別の台帳", register.holdings.settings)
    with other.transaction(who="山田", why="移行") as change:
        preview_import(path, other.holdings).apply(change)
    assert written.records == {"contract": 1, "vendor": 1, "person": 1, "department": 1}
    assert dict(other.holdings.records) == dict(register.holdings.records)

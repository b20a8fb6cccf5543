"""Ruled tables: cells found from the lines that are drawn.

In a specification the duty often stands in the right cell and its subject in the left one; read line by line across the
table both are lost.  pdfium gives the drawn paths, so no second PDF library has to parse the page again.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

from vendorrisk.documents._pdf_page import Cell, Line, Page, Rule, Turn, split_line
from vendorrisk.documents._pdfium import pdfium

__all__ = ["Edge", "Region", "edges_of", "in_table_order", "level_rules", "regions_of", "sort_into"]

_PATH, _FORM = 2, 5
_NEAR: Final = 3.0
"""Rules closer than this are one, in points."""

_SHORT: Final = 6.0
_MAX_PATHS: Final = 3000
_MAX_CORNERS: Final = 4000
_MAX_BOXES: Final = 1200
_Matrix = tuple[float, float, float, float, float, float]
Edge = tuple[float, float, float, float]
_UNIT: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Region(NamedTuple):
    """One cell on the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    cell: Cell


def edges_of(handle: Any, turn: Turn | None) -> list[Edge]:
    """Return the straight lines drawn on a page; none when there are so many that they make a picture."""
    edges: list[Edge] = []
    for x0, y0, x1, y1 in _edges(handle):
        if len(edges) > 4 * _MAX_PATHS:
            return []
        if turn is not None:
            (x0, y0), (x1, y1) = turn(x0, y0), turn(x1, y1)
        edges.append((x0, y0, x1, y1))
    return edges


def level_rules(edges: list[Edge]) -> list[Rule]:
    """Return those that lie level, drawn along the direction of reading."""
    return [
        Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1))
        for x0, y0, x1, y1 in edges
        if abs(y1 - y0) <= _NEAR and abs(x1 - x0) > _SHORT
    ]


def regions_of(edges: list[Edge]) -> list[Region]:
    """Return the cells of all ruled tables of a page, from the top."""
    across = [(rule.y, rule.x0, rule.x1) for rule in level_rules(edges)]
    upright: list[tuple[float, float, float]] = [
        ((x0 + x1) / 2, min(y0, y1), max(y0, y1))
        for x0, y0, x1, y1 in edges
        if abs(x1 - x0) <= _NEAR and abs(y1 - y0) > _SHORT
    ]
    if len(across) < 2 or len(upright) < 2:
        return []
    return _numbered(_boxes(_merged(across), _merged(upright)))


def sort_into(regions: list[Region], text_page: Any, page: Page, turn: Turn | None) -> None:
    """Give the lines of the page their cells, and bring those of a table together cell by cell."""
    parts = [(order, part) for order, line in enumerate(page.lines) for part in _parts(regions, line, text_page, turn)]
    if any(part.cell is not None for _, part in parts):
        in_table_order(page, parts)


def in_table_order(page: Page, parts: list[tuple[int, Line]]) -> None:
    """Put lines, each with its place in the reading order, on a page; those of a table together, cell by cell."""
    body: list[tuple[int, Line]] = []
    cells: defaultdict[int, list[tuple[int, Line]]] = defaultdict(list)
    for order, part in parts:
        if part.cell is None:
            body.append((order, part))
        else:
            cells[part.cell.table].append((order, part))
    page.tables = max(cells, default=0)
    lines = [(order, (0, 0, 0), line) for order, line in body]
    for inside in cells.values():
        begin = min(order for order, _ in inside)
        for _, line in inside:
            assert line.cell is not None
            lines.append((begin, line.cell[:3], line))
    # A table stands where its first line stood; sorting is stable, so lines keep their order inside a cell.
    page.lines = [line for _, _, line in sorted(lines, key=lambda entry: entry[:2])]


def _parts(regions: list[Region], line: Line, text_page: Any, turn: Turn | None) -> Iterator[Line]:
    height = line.y + 0.3 * line.em
    row = [region for region in regions if region.y0 < height < region.y1]
    begin, end = _at(row, line.x0 + 0.5), _at(row, line.x1 - 0.5)
    if begin is end:
        yield line if begin is None else line._replace(cell=begin.cell)
        return
    borders = sorted({region.x0 for region in row} | {region.x1 for region in row})
    for part in split_line(text_page, line, turn, borders, line.em):
        region = _at(row, (part.x0 + part.x1) / 2)
        yield part if region is None else part._replace(cell=region.cell)


def _at(row: list[Region], x: float) -> Region | None:
    return next((region for region in row if region.x0 <= x <= region.x1), None)


def _edges(handle: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight lines drawn on the page; a thin filled box counts as one line."""
    library = pdfium()
    count = min(library.FPDFPage_CountObjects(handle), 50_000)
    drawn = 0
    for at in range(count):
        part = library.FPDFPage_GetObject(handle, at)
        sort = library.FPDFPageObj_GetType(part)
        if sort == _PATH:
            drawn += 1
            if drawn > _MAX_PATHS:
                return
            yield from _path_edges(library, part, _UNIT)
        elif sort == _FORM:
            matrix = _matrix(library, part)
            for inner in range(min(library.FPDFFormObj_CountObjects(part), _MAX_PATHS)):
                inside = library.FPDFFormObj_GetObject(part, ctypes.c_ulong(inner))
                if library.FPDFPageObj_GetType(inside) == _PATH:
                    yield from _path_edges(library, inside, matrix)


def _matrix(library: Any, part: Any) -> _Matrix:
    values = (ctypes.c_float * 6)()
    if not library.FPDFPageObj_GetMatrix(part, values):
        return _UNIT
    return values[0], values[1], values[2], values[3], values[4], values[5]


def _path_edges(library: Any, part: Any, outer: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    a, b, c, d, e, f = _matrix(library, part)
    oa, ob, oc, od, oe, of = outer
    x, y = ctypes.c_float(), ctypes.c_float()
    paths: list[list[tuple[float, float]]] = []
    for at in range(min(library.FPDFPath_CountSegments(part), 400)):
        segment = library.FPDFPath_GetPathSegment(part, at)
        if not library.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        px, py = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if library.FPDFPathSegment_GetType(segment) == 2 or not paths:  # move to
            paths.append([])
        paths[-1].append((oa * px + oc * py + oe, ob * px + od * py + of))
        if library.FPDFPathSegment_GetClose(segment):
            paths[-1].append(paths[-1][0])
    for points in paths:
        xs, ys = [px for px, _ in points], [py for _, py in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= _NEAR:
            middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
            yield (x0, middle_y, x1, middle_y) if x1 - x0 >= y1 - y0 else (middle_x, y0, middle_x, y1)
        else:
            for (ax, ay), (bx, by) in pairwise(points):
                yield ax, ay, bx, by


def _merged(rules: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Put pieces of one rule together: same place, touching ends."""
    rules.sort()
    groups: list[list[tuple[float, float, float]]] = []
    for rule in rules:
        if groups and rule[0] - groups[-1][-1][0] <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    merged: list[tuple[float, float, float]] = []
    for group in groups:
        place = sum(rule[0] for rule in group) / len(group)
        begin, end = 0.0, -1.0
        for _, low, high in sorted(group, key=lambda rule: rule[1]):
            if end < begin:
                begin, end = low, high
            elif low <= end + _NEAR:
                end = max(end, high)
            else:
                merged.append((place, begin, end))
                begin, end = low, high
        merged.append((place, begin, end))
    return merged


def _boxes(
    across: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]
) -> list[tuple[float, float, float, float]]:
    """Smallest boxes whose four corners are crossings joined by rules."""
    corners: dict[tuple[int, int], tuple[float, float]] = {}
    on_row: defaultdict[int, list[int]] = defaultdict(list)
    on_column: defaultdict[int, list[int]] = defaultdict(list)
    for row, (y, begin, end) in enumerate(across):
        for column, (x, low, high) in enumerate(upright):
            if begin - _NEAR <= x <= end + _NEAR and low - _NEAR <= y <= high + _NEAR:
                corners[row, column] = (x, y)
                on_row[row].append(column)
                on_column[column].append(row)
    if len(corners) > _MAX_CORNERS:
        return []
    found = []
    for (row, column), (x, y) in corners.items():
        rights = sorted(
            (corners[row, other][0], other) for other in on_row[row] if corners[row, other][0] > x + _NEAR
        )
        belows = sorted(
            (-corners[other, column][1], other)
            for other in on_column[column]
            if corners[other, column][1] < y - _NEAR
        )
        box = next(
            (
                (x, -below, right, y)
                for below, under in belows
                for right, beside in rights
                if (under, beside) in corners
            ),
            None,
        )
        if box is not None:
            found.append(box)
    return found


def _numbered(boxes: list[tuple[float, float, float, float]]) -> list[Region]:
    """Group touching boxes to tables and count their rows; a lone box is a frame, not a table, and thousands are a pattern."""
    if len(boxes) > _MAX_BOXES:
        return []
    inner = [
        box
        for box in boxes
        if not any(
            other is not box
            and box[0] < (other[0] + other[2]) / 2 < box[2]
            and box[1] < (other[1] + other[3]) / 2 < box[3]
            and (other[2] - other[0]) * (other[3] - other[1]) < (box[2] - box[0]) * (box[3] - box[1])
            for other in boxes
        )
    ]
    inner.sort(key=lambda box: (-box[3], box[0]))
    tables: list[list[tuple[float, float, float, float]]] = []
    for box in inner:
        touching = [table for table in tables if any(_touch(box, other) for other in table)]
        joined = [box]
        for table in touching:
            joined = table + joined
            tables.remove(table)
        tables.append(joined)
    regions: list[Region] = []
    number = 0
    for table in sorted(tables, key=lambda table: -max(box[3] for box in table)):
        if len(table) < 2:
            continue
        number += 1
        row, top = 0, float("inf")
        for place, box in enumerate(sorted(table, key=lambda box: (-round(box[3] / _NEAR), box[0])), 1):
            if box[3] < top - _NEAR:
                row, top = row + 1, box[3]
            regions.append(Region(*box, Cell(number, row, place, box[2])))
    return regions


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] <= b[2] + _NEAR and b[0] <= a[2] + _NEAR and a[1] <= b[3] + _NEAR and b[1] <= a[3] + _NEAR

"""Custom properties of a Word file: what a program has to know again of a file that people have filled in and saved.

They survive saving by Word and by LibreOffice, and nobody sees them on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["CUSTOM", "custom_part", "custom_values", "with_custom"]

CUSTOM = "docProps/custom.xml"
_OWN = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = f"{_OWN.replace('/custom-properties', '')}/relationships/custom-properties"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties that a user defines, fixed by [MS-OLEPS]


def custom_part(values: Mapping[str, str]) -> bytes:
    """Return the part that holds texts by name."""
    from lxml import etree

    root = etree.Element(f"{{{_OWN}}}Properties", nsmap={None: _OWN, "vt": _VALUES})  # type: ignore[dict-item]
    for number, (name, text) in enumerate(values.items(), 2):  # 0 and 1 are taken
        one = etree.SubElement(root, f"{{{_OWN}}}property", fmtid=_SET, pid=str(number), name=name)
        etree.SubElement(one, f"{{{_VALUES}}}lpwstr").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def custom_values(part: Any) -> dict[str, str]:
    """Return the texts of a part that has been parsed."""
    return {str(one.get("name")): "".join(map(str, one.itertext())).strip() for one in part.iter(f"{{{_OWN}}}property")}


def with_custom(types: bytes, relations: bytes) -> tuple[bytes, bytes]:
    """Return the content types and the relations of a package that has no custom properties yet, with them."""
    from lxml import etree

    kinds, links = etree.fromstring(types), etree.fromstring(relations)
    etree.SubElement(kinds, f"{{{_TYPES}}}Override", PartName=f"/{CUSTOM}", ContentType=_TYPE)
    etree.SubElement(links, f"{{{_RELATIONS}}}Relationship", Id="rIdCustom", Type=_RELATION, Target=CUSTOM)
    return tuple(etree.tostring(one, xml_declaration=True, encoding="UTF-8", standalone=True) for one in (kinds, links))  # type: ignore[return-value]

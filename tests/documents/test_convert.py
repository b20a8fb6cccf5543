"""Old and foreign word-processor files: converted when somebody asks for it, named and refused otherwise.

LibreOffice itself is tried in tests/external; here a stand-in speaks for it, which can also break down.
"""

from __future__ import annotations

import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from vendorrisk.documents import Document, Limits, Refusal, RefusalCode, find_places, read

WordMaker = Callable[..., Path]
ProgramMaker = Callable[[str, str], Path]

BODY = "<w:p><w:r><w:t>第1条 乙は、秘密を漏らしてはならない。</w:t></w:r></w:p>"
RTF = b"{\\rtf1\\ansi test}"


def compound_file(stream: str) -> bytes:
    """An OLE compound file with nothing but a directory that holds this name."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLL", header, 44, 1, 1, 0, 4096)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    encoded = stream.encode("utf-16-le")
    directory = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, 2, 1) + bytes(60)
    return bytes(header) + struct.pack("<128L", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126) + directory.ljust(512, b"\0")


def open_document() -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")
    return buffer.getvalue()


FILES = {
    "旧契約.doc": compound_file("WordDocument"),
    "契約.rtf": RTF,
    "契約.odt": open_document(),
    "契約.fodt": b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
}


@pytest.fixture
def office(program: ProgramMaker, word: WordMaker, tmp_path: Path) -> Callable[[str], Path]:
    """Put a LibreOffice on the path that makes one and the same Word file of everything, after it has run ``before``."""
    made = word(BODY, name="made.docx")

    def make(before: str = "") -> Path:
        return program(
            "soffice",
            f"""
import os, shutil, subprocess, sys, time
source, folder = sys.argv[-1], sys.argv[sys.argv.index("--outdir") + 1]
target = os.path.join(folder, "document.docx")
os.makedirs(folder)
{before}
shutil.copy({str(made)!r}, target)
""",
        )

    return make


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def old(tmp_path: Path, name: str = "契約.rtf") -> Path:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    return path


def refused(answer: Document | Refusal) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert "\n" not in answer.message.ja + answer.message.en
    return answer


@pytest.mark.parametrize("name", FILES)
def test_a_converted_file_is_read_and_says_so(tmp_path: Path, office: Callable[..., Path], name: str) -> None:
    office()
    document = read(old(tmp_path, name), convert=True)
    assert isinstance(document, Document)
    assert document.text == "第1条 乙は、秘密を漏らしてはならない。\n"
    assert document.format == name.partition(".")[2]
    assert [notice.code for notice in document.notices] == ["converted"]
    assert "LibreOffice" in document.notices[0].message.ja


def test_nothing_points_into_a_file_that_had_to_be_converted(tmp_path: Path, office: Callable[..., Path]) -> None:
    office()
    document = read(old(tmp_path, "契約.rtf"), convert=True)
    assert isinstance(document, Document)
    assert find_places(document, [(0, 3), (4, 6)]) == [(), ()]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_converted_unless_asked_for(tmp_path: Path, office: Callable[..., Path], name: str) -> None:
    office()
    answer = refused(read(old(tmp_path, name)))
    assert answer.code is RefusalCode.UNSUPPORTED_FORMAT
    assert "「--convert」を付けると" in answer.message.ja
    assert "Give --convert" in answer.message.en


@pytest.mark.parametrize("convert", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_without_libreoffice_it_is_said_how_to_convert_by_hand(
    tmp_path: Path, program: ProgramMaker, name: str, convert: bool
) -> None:
    answer = refused(read(old(tmp_path, name), convert=convert))
    assert answer.code is RefusalCode.UNSUPPORTED_FORMAT
    assert "Wordで開き、.docxで保存し直してください" in answer.message.ja
    assert "LibreOffice" in answer.message.en


@pytest.mark.parametrize("stream", ["DocumentText", "Workbook", "EncryptedPackage"])
def test_other_formats_are_refused_as_ever(tmp_path: Path, office: Callable[..., Path], stream: str) -> None:
    office()
    path = tmp_path / "別の形式"
    path.write_bytes(compound_file(stream))
    assert read(path, convert=True) == read(path)


def test_ichitaro_is_told_the_way_out(tmp_path: Path, office: Callable[..., Path]) -> None:
    office()
    path = tmp_path / "契約.jtd"
    path.write_bytes(compound_file("DocumentText"))
    assert "LibreOfficeでは変換できません。一太郎で開き、Word形式（.docx）又はPDFで" in refused(read(path, convert=True)).message.ja


BREAKDOWNS = {
    "crash": ("sys.exit(77)", RefusalCode.CORRUPT),
    "signal": ("os.kill(os.getpid(), 11)", RefusalCode.CORRUPT),
    "nothing made": ("sys.exit()", RefusalCode.CORRUPT),
    "something else made": ("open(target, 'w').write('no zip file'); sys.exit()", RefusalCode.CORRUPT),
    "hang": ("time.sleep(600)", RefusalCode.TIMEOUT),
    "hanging child": ("subprocess.Popen(['/bin/sleep', '600']); sys.exit()", RefusalCode.TIMEOUT),
    "flood": ("\nwhile True: sys.stdout.write('x' * 1_000_000)", RefusalCode.CORRUPT),
    "too large": ("open(target, 'wb').truncate(10_000_000); sys.exit()", RefusalCode.TOO_LARGE),
}


@pytest.mark.parametrize("how", BREAKDOWNS)
def test_whatever_libreoffice_does_it_costs_one_line(
    tmp_path: Path, office: Callable[..., Path], temporary: Path, how: str
) -> None:
    before, code = BREAKDOWNS[how]
    office(before)
    begun = time.monotonic()
    answer = refused(read(old(tmp_path), convert=True, limits=Limits(program_seconds=2, max_bytes=1_000_000)))
    assert time.monotonic() - begun < 20
    assert answer.code is code
    assert list(temporary.iterdir()) == []


def test_it_works_in_a_throwaway_profile_without_macros_links_and_network(
    tmp_path: Path, office: Callable[..., Path], temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITY_PASSWORD", "secret")
    seen = tmp_path / "seen"
    office(
        f"""
profile = next(a for a in sys.argv if a.startswith("-env:UserInstallation=file://")).partition("file://")[2]
settings = open(profile + "/user/registrymodifications.xcu").read()
open({str(seen)!r}, "w").write(repr((profile, settings, dict(os.environ), os.stat(os.path.dirname(profile)).st_mode & 0o77)))
"""
    )
    assert isinstance(read(old(tmp_path), convert=True), Document)
    profile, settings, surroundings, others = eval(seen.read_text())
    assert Path(profile).is_relative_to(temporary)
    for name, value in (("MacroSecurityLevel", "3"), ("DisableMacrosExecution", "true"), ("Link", "2")):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value>' in settings
    assert "CITY_PASSWORD" not in surroundings
    assert Path(surroundings["HOME"]).is_relative_to(temporary)
    assert surroundings["https_proxy"] == "http://127.0.0.1:9"
    assert others == 0
    assert list(temporary.iterdir()) == []


def test_it_is_ended_with_all_its_children(tmp_path: Path, office: Callable[..., Path]) -> None:
    note = tmp_path / "pid"
    office(f"child = subprocess.Popen(['/bin/sleep', '600'])\nopen({str(note)!r}, 'w').write(str(child.pid))\ntime.sleep(600)")
    read(old(tmp_path), convert=True, limits=Limits(program_seconds=4))
    pid = int(note.read_text())
    for _ in range(50):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except (ProcessLookupError, FileNotFoundError):
            return
        time.sleep(0.1)
    pytest.fail("its child still runs")

"""LibreOffice itself converts old Word files, rich text and OpenDocument, and does nothing that a document tells it to do.

Run by ``.ci/run`` with the programs installed; not part of the default run, which needs nothing but Python.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk.documents import Document, Refusal, RefusalCode, read

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample contract in all the formats, written by LibreOffice."""
    folder = tmp_path_factory.mktemp("old")
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice is not installed"
    for suffix in ("doc", "rtf", "odt", "fodt"):
        subprocess.run(
            [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", suffix, "--outdir",
             str(folder), str(SAMPLES / "outsourcing-gaps.docx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt", "fodt"])
def test_a_converted_contract_is_judged_as_the_word_file_is(old_files: Path, suffix: str) -> None:
    facts = {"kind": "outsourcing", "handles": ["personal-information"]}
    report = vendorrisk.check(old_files / f"outsourcing-gaps.{suffix}", convert=True, isolated=True, **facts)  # type: ignore[arg-type]
    expected = vendorrisk.check(SAMPLES / "outsourcing-gaps.docx", **facts)  # type: ignore[arg-type]
    numbered = suffix != "rtf"  # LibreOffice writes only the last level of a number into its own rich text
    found, wanted = (
        {
            (result.requirement.id, element.element.id): (element.verdict, [item.article for item in element.evidence] if numbered else [])
            for result in one.documents[0].requirements
            for element in result.elements
        }
        for one in (report, expected)
    )
    assert found == wanted
    assert report.documents[0].notices[0].code == "converted"


def test_nothing_is_left_behind(old_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert isinstance(read(old_files / "outsourcing-gaps.rtf", convert=True), Document)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_document_inside_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "契約.rtf"
    path.write_bytes(b"{\\rtf1" + bytes(range(1, 256)) * 40)
    answer = read(path, convert=True)
    assert isinstance(answer, Document | Refusal)
    if isinstance(answer, Refusal):
        assert answer.code in (RefusalCode.CORRUPT, RefusalCode.EMPTY)


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def server(asked: list[str]) -> str:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{listening.server_port}"


@pytest.mark.parametrize("network", [True, False])
def test_links_of_a_document_are_not_followed(
    tmp_path: Path, server: str, asked: list[str], network: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if network:  # as on a system where nobody may take the network away
        monkeypatch.setattr("vendorrisk.documents._convert._without_network", lambda: ())
    secret = tmp_path / "secret.txt"
    secret.write_text("another file of this machine", encoding="utf-8")
    sections = "".join(
        f'<text:section text:name="S{place}"><text:section-source xlink:type="simple" xlink:href="{link}" text:filter-name="Text"/>'
        f"<text:p>とじ込み</text:p></text:section>"
        for place, link in enumerate((secret.as_uri(), f"{server}/section.txt"))
    )
    path = tmp_path / "契約.fodt"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"<text:p>第1条 乙は、秘密を漏らしてはならない。</text:p>{sections}"
        f'<text:p><draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{server}/image.png" xlink:type="simple"/>'
        "</draw:frame></text:p></office:text></office:body></office:document>",
        encoding="utf-8",
    )
    document = read(path, convert=True)
    assert isinstance(document, Document), document
    assert "秘密を漏らしてはならない" in document.text
    assert "another file" not in document.text
    assert asked == []

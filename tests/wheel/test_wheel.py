"""What ships is what the checkout holds, and it works where nothing else is."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_nothing_but_the_library_and_the_terminal_ui_reaches_site_packages(wheel: Path) -> None:
    names = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {"vendorrisk", "vendorrisk_tui"} == {name for name in names if not name.endswith(".dist-info")}


def test_every_pack_file_ships(wheel: Path) -> None:
    contracts = ROOT / "contracts"
    here = {
        f"vendorrisk/contracts/{path.relative_to(contracts).as_posix()}"
        for path in contracts.rglob("*")
        if path.is_file() and "samples" not in path.relative_to(contracts).parts
    }
    there = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("vendorrisk/contracts/")}

    assert here == there


def test_every_template_ships(wheel: Path) -> None:
    templates = ROOT / "templates"
    here = {
        f"vendorrisk/templates/{path.relative_to(templates).as_posix()}"
        for path in templates.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    there = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("vendorrisk/templates/")}

    assert len(here) > 80
    assert here == there


def test_every_module_ships(wheel: Path) -> None:
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "vendorrisk").rglob("*.py")}
    here |= {path.relative_to(ROOT / "tui").as_posix() for path in (ROOT / "tui" / "vendorrisk_tui").rglob("*.py")}
    there = {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".py")}

    assert here == there


def test_the_sample_city_ships(wheel: Path) -> None:
    data = ROOT / "vendorrisk" / "register" / "sample" / "data"
    here = {path.relative_to(ROOT).as_posix() for path in data.rglob("*") if path.is_file()}
    there = set(zipfile.ZipFile(wheel).namelist())

    assert len(here) > 20
    assert here <= there


def test_a_checkout_holds_no_second_copy_of_the_packs() -> None:
    assert not (ROOT / "vendorrisk" / "contracts").exists()
    assert not (ROOT / "vendorrisk" / "templates").exists()


def test_the_installed_wheel_judges_a_contract(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True, system_site_packages=False)
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    contract = tmp_path / "契約書.txt"
    contract.write_text("業務委託契約書\n第1条　乙は、甲の承諾なく、業務を第三者に再委託してはならない。\n", encoding="utf-8")
    ran = subprocess.run(
        [python, "-m", "vendorrisk", "check", "--kind", "outsourcing", "-v", str(contract)],
        capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False,
    )

    assert (ran.returncode, ran.stderr) == (1, "")
    assert "第1条" in ran.stdout
    assert "再委託してはならない" in ran.stdout
    drafted = subprocess.run(
        [python, "-m", "vendorrisk", "draft", "annex", "-o", "特記事項.docx"], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False
    )
    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert (tmp_path / "特記事項.docx").is_file()

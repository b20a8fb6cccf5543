"""The wheel under test: built once, or handed in with ``--wheel``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = request.config.getoption("--wheel")
    if given:
        return Path(str(given)).resolve()
    out = tmp_path_factory.mktemp("dist")
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(root)], check=True, capture_output=True)
    return next(out.glob("*.whl"))

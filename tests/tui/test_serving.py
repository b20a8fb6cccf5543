"""The application in a browser: on this machine alone, refused without the token, nothing from the internet, and it is the application."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-m", "vendorrisk", "tui", str(root), "--serve"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("tui", os.environ.get("PYTHONPATH", "")))}, cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)):
                break
            time.sleep(0.1)
        yield address
        process.send_signal(signal.SIGTERM)
        process.wait(20)


async def status(session: aiohttp.ClientSession, url: str, **headers: str) -> int:
    async with session.get(url, headers=headers, allow_redirects=False) as answer:
        return answer.status


async def test_without_the_token_nothing_is_given_and_with_it_the_application_is_there(address: str) -> None:
    parts = urlsplit(address)
    base = f"{parts.scheme}://{parts.netloc}"
    assert parts.hostname == "127.0.0.1"
    assert len(parts.query) > 30
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        for path in ("/", "/?token=wrong", "/static/js/textual.js", "/ws", "/download/x"):
            assert await status(session, base + path) == 403, path
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(base + "/ws")
        assert await status(session, address, Host="evil.example") == 403
        assert await status(session, address) == 302
        async with session.get(base) as answer:
            page = await answer.text()
            assert answer.status == 200
            assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
        assert parts.query.removeprefix("token=") not in page
        assert [url for url in re.findall(r"(?:https?:)?//[^\"' )]+", page) if "127.0.0.1" not in url] == []
        assert await status(session, base + "/static/js/textual.js") == 200
        assert await status(session, base + "/", Origin="http://evil.example") == 403
        async with session.ws_connect(f"{base}/ws?width=80&height=24") as channel:
            shown = b""
            while "期限超過".encode() not in shown:
                message = await asyncio.wait_for(channel.receive(), 30)
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT)
                shown += message.data if isinstance(message.data, bytes) else message.data.encode()

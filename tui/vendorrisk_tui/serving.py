"""The terminal application in a browser on the same machine, for staff who prefer one.

It listens on the loopback address alone, and whoever does not come with the token that was printed is turned away, pages, files and
connection alike: another user of the machine, or a web page that guesses the port, must not reach the register.  Nothing is loaded from
the internet.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web
from textual_serve.server import Server

from vendorrisk.model import Language
from vendorrisk_tui.words import say

__all__ = ["serve"]

_HOST = "127.0.0.1"
_COOKIE = "vendorrisk"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _LocalServer(Server):
    """A server that knows whom it serves."""

    def __init__(self, command: str, port: int, title: str, token: str, language: Language) -> None:
        super().__init__(command, host=_HOST, port=port, title=title, templates_path=Path(__file__).parent / "web")
        self._token = token
        self._language = language

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard())
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Print where it can be reached, and how to end it."""
        sys.stdout.write(f"{self.public_url}/?token={self._token}\n{say('serve-how', self._language)}\n")
        sys.stdout.flush()

    def initialize_logging(self) -> None:
        """Log nothing: requests would hold the token."""

    def _guard(self) -> Any:
        hosts = {f"{name}:{self.port}" for name in (_HOST, "localhost")}

        @web.middleware
        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            origin = request.headers.get("Origin")
            if request.host not in hosts or (origin is not None and origin.removeprefix("http://") not in hosts):
                raise web.HTTPForbidden(text=say("serve-refused", self._language))
            if self._knows(request.query.get("token", "")):
                seen = web.HTTPFound("/")  # the token leaves the address, where it would be seen over a shoulder
                seen.set_cookie(_COOKIE, self._token, httponly=True, samesite="Strict")
                raise seen
            if not self._knows(request.cookies.get(_COOKIE, "")):
                raise web.HTTPForbidden(text=say("serve-refused", self._language))
            answer = await handler(request)
            if not answer.prepared:
                answer.headers["Content-Security-Policy"] = f"default-src 'self' 'unsafe-inline' data: blob:; connect-src 'self' ws://{request.host}; frame-ancestors 'none'"
                answer.headers["Cache-Control"] = "no-store"
            return answer

        return guard

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode())


def serve(path: str, language: Language = "ja", port: int = 0) -> int:
    """Serve the application until Ctrl+C, and return the exit status of the command.

    Args:
        path: folder of the register.
        language: of the screens.
        port: where to listen; a free one when 0.
    """
    if not port:
        with socket.socket() as probe:
            probe.bind((_HOST, 0))
            port = probe.getsockname()[1]
    asyncio.set_event_loop(asyncio.new_event_loop())
    command = [sys.executable, "-m", "vendorrisk", "--lang", language, "tui", os.path.abspath(path)]
    _LocalServer(shlex.join(command), port, say("title", language), secrets.token_urlsafe(24), language).serve()
    return 0

"""What stands between the browser and the pages: which hosts may ask, that they may only ask, and
what a page may load."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "[::1]")
HEAD_BYTES = 16 * 1024
"""An address with the headers of its request is at most so long."""
CLOSE = {"Connection": "close"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Answers only requests that read, and only those for a host that it knows.

    A foreign name that was made to point here (DNS rebinding) is refused.
    """

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str] = LOCAL) -> None:
        self.app, self.hosts = app, frozenset(h.lower() for h in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if host_of(headers.get("host", "")) not in self.hosts:
            return PlainTextResponse(
                f"This page answers for {', '.join(sorted(self.hosts))} only; open it under one of these names.\n",
                400,
            )
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse(
                "This page can only be read: use GET.\n", 405, {"Allow": "GET, HEAD", **CLOSE}
            )
        if head_bytes(scope) > HEAD_BYTES:
            return PlainTextResponse("This address or its headers are too long.\n", 431, CLOSE)
        if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
            return PlainTextResponse("This page takes no body.\n", 413, CLOSE)
        return None


def head_bytes(scope: Scope) -> int:
    """The length of the address and the headers of a request."""
    headers = sum(len(name) + len(value) for name, value in scope["headers"])
    return len(scope.get("raw_path") or b"") + len(scope["query_string"]) + headers


def host_of(header: str) -> str:
    """The host of a Host header, without the port, in lower case."""
    host, colon, port = header.strip().lower().rpartition(":")
    return host if colon and port.isdigit() else header.strip().lower()


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return guarded

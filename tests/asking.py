"""The page, asked without a network: a request goes straight into the application."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from starlette.applications import Starlette

from invented import fishing, hostile, many
from onrecord.record import Record

RECORDS: dict[str, Callable[[], Record]] = {
    "fishing": fishing,
    "many": lambda: many(200),
    "hostile": hostile,
    "empty": Record,
}


class Answer(Struct, frozen=True):
    """What the page answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    page: Starlette,
    path: str,
    *,
    method: str = "GET",
    host: str = "127.0.0.1:8000",
    raises: bool = True,
) -> Answer:
    """The answer to one request; `raises` lets an error of ours through, as a server that logs it
    would see it."""
    sent: list[dict[str, Any]] = []
    with contextlib.suppress(*(() if raises else (Exception,))):
        asyncio.run(_ask(page, path, (method, host), sent))
    headers = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent[1:]))


async def _ask(
    page: Starlette, path: str, how: tuple[str, str], sent: list[dict[str, Any]]
) -> None:
    method, host = how
    route, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": route,
        "raw_path": route.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", host.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await page(scope, receive, send)

"""The server of the page: an address on this machine, and limits that no client can make it forget.

Whoever connects must ask soon and take the answer soon. Where too many are connected, or too much
waits to be taken, the oldest go of those for whom we have nothing to do.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.errors import OnrecordError
from onrecord.web import app
from onrecord.web.guard import HEAD_BYTES, HEADERS

HOST = "127.0.0.1"
CONNECTIONS = 64
"""So many are open at once; the kernel keeps as many more waiting to be taken in."""
HEAD, IDLE, ANSWER, END = 10.0, 5, 120.0, 2.0
"""Seconds: for the head of a request, between two requests, for an answer with its taking, for all
that is open at the end."""
UNREAD = 64 * 1024 * 1024
"""Bytes of answers that may wait for their readers, of all connections together."""


class Connection(H11Protocol):
    """A connection that ends when its client does not ask, or does not take the answer, in time."""

    _late: asyncio.TimerHandle | None = None
    since = 0.0
    """When it was opened."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.since = self.loop.time()
        self._within(HEAD)
        make_room(self.connections)

    def handle_events(self) -> None:
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._within(ANSWER)

    def on_response_complete(self) -> None:
        asked = self.cycle
        super().on_response_complete()
        if self.cycle is asked and not self.unread:
            self._within(HEAD)
        make_room(self.connections)

    def resume_writing(self) -> None:
        """The answer is taken, or nearly: now the next request may come."""
        super().resume_writing()
        if not self.at_work:
            self._within(HEAD)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._late:
            self._late.cancel()

    def send_400_response(self, msg: str) -> None:
        """Answers what is no HTTP, guarded as every answer, but not in the middle of another one."""
        if self.conn.our_state is not h11.IDLE:
            self.leave()
            return
        plain = {"Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
        head = h11.Response(status_code=400, headers=list((HEADERS | plain).items()))
        for event in (head, h11.Data(data=msg.encode("ascii", "replace")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def shutdown(self) -> None:
        """Answers that are made or read have two seconds more; the others wait for nothing."""
        if self.at_work or self.unread:
            super().shutdown()
            self._within(END)
        else:
            self.leave()

    @property
    def at_work(self) -> bool:
        """True while we make the answer; false where a new request stands behind an answer that
        nobody takes."""
        return (
            self.cycle is not None
            and not self.cycle.response_complete
            and not self.flow.write_paused
        )

    @property
    def unread(self) -> int:
        """Bytes of answers that the client has not taken yet."""
        return self.transport.get_write_buffer_size()

    def leave(self) -> None:
        """Ends the connection at once, whatever is still to be sent."""
        self.connections.discard(self)
        self.transport.abort()

    def _within(self, seconds: float) -> None:
        """Ends the connection after so many seconds, unless it is given new ones before."""
        if self._late:
            self._late.cancel()
        self._late = self.loop.call_later(seconds, self.transport.abort)


def make_room(connections: Iterable[Any]) -> None:
    """Ends the oldest of those that wait for their client, until no more is open and unread than
    may be."""
    waiting = sorted((c for c in connections if not c.at_work), key=lambda c: c.since)
    many, much = len(list(connections)) - CONNECTIONS, sum(c.unread for c in connections) - UNREAD
    for one in waiting:
        if many > 0 or (much > 0 and one.unread):
            many, much = many - 1, much - one.unread
            one.leave()


def config(record: str | Path) -> uvicorn.Config:
    """How uvicorn serves a record: plain HTTP/1.1, within the limits above, quiet but for errors of
    ours."""
    return uvicorn.Config(
        app(record),
        http=Connection,
        ws="none",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="error",
        backlog=CONNECTIONS,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=30,
        h11_max_incomplete_event_size=HEAD_BYTES,
    )


def serve(record: Path, port: int, *, browser: bool, say: Callable[[str], None]) -> None:
    """Says the address of the page and serves it; returns when stopped by Ctrl-C."""
    server = uvicorn.Server(config(record))
    with listening(port) as sock:
        address = f"http://{HOST}:{sock.getsockname()[1]}/"
        say(f"{record} is at {address}  (stop with Ctrl-C)")
        if browser:
            threading.Thread(target=_open_browser, args=(address,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            run(server, sock)


def run(server: uvicorn.Server, sock: socket.socket) -> None:
    """Serves until the server is stopped, then ends what is open within seconds and returns.

    uvicorn takes Ctrl-C and SIGTERM while it runs, and raises them anew, for the handlers from
    before, as it returns.
    """
    server.run(sockets=[sock])


def listening(port: int) -> socket.socket:
    """A socket that takes connections at the port, so that whoever reads the address may ask;
    raises where it cannot."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((HOST, port))
        sock.listen(CONNECTIONS)
    except OSError as error:
        sock.close()
        why = f"cannot be used ({error.strerror}); give another with --port"
        raise OnrecordError(f"port {port}: {why}") from None
    return sock


def _open_browser(address: str) -> None:
    """Opens the page where there is a screen with a browser; a browser in the terminal would take
    the terminal away."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform in ("darwin", "win32") or display:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(address)

"""Tests of the server over real connections: that hostile ones neither stop it nor fill its
memory."""

from __future__ import annotations

import contextlib
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn

from invented import fishing, hostile, kept
from onrecord.web import server
from onrecord.web.server import CONNECTIONS
from onrecord.web.turns import WAITING, WORKING

GET = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SERVE = "from onrecord.cli import main; main()"


class Served:
    """A running server, asked over sockets of our own."""

    def __init__(self, port: int, running: uvicorn.Server | None = None) -> None:
        self.port, self.running, self.opened = port, running, contextlib.ExitStack()

    def connect(self, sent: bytes = b"") -> socket.socket:
        """A new connection on which something was sent."""
        sock = self.opened.enter_context(socket.create_connection(("127.0.0.1", self.port), 10))
        sock.sendall(sent)
        return sock

    def get(self, path: str = "/") -> int:
        """The status of a request on a connection of its own, asked again where it is told to."""
        for _ in range(60):
            asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            with contextlib.closing(asked):
                asked.request("GET", path)
                status = asked.getresponse().status
            if status != 503:
                break
            time.sleep(0.25)
        return status

    @property
    def at_work(self) -> int:
        """How many requests wait for their answer."""
        assert self.running
        return sum(c.at_work for c in list(self.running.server_state.connections))

    @property
    def open(self) -> int:
        """How many connections the server has open."""
        assert self.running
        return len(self.running.server_state.connections)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "hostile.record"
    kept(hostile(), path)
    return path


@pytest.fixture
def served(record: Path) -> Iterator[Served]:
    """The record, served in a thread."""
    running = uvicorn.Server(server.config(record))
    sock = server.listening(0)
    thread = threading.Thread(target=server.run, args=(running, sock))
    thread.start()
    site = Served(sock.getsockname()[1], running)
    try:
        with site.opened:
            assert site.get() == 200
            yield site
    finally:
        running.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def until(test: Callable[[], bool]) -> None:
    """Waits for something to become true; fails where it does not."""
    for _ in range(400):
        if test():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def ended(sock: socket.socket, seconds: float = 10) -> bytes:
    """What came before the other side ended the connection; fails where it does not end."""
    sock.settimeout(seconds)
    with contextlib.suppress(ConnectionResetError):
        return b"".join(iter(lambda: sock.recv(1 << 16), b""))
    return b""


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nHost: 127.0", GET], ids=["nothing", "half a head", "idle"]
)
def test_hundreds_of_open_connections_leave_room_for_one_that_asks(
    served: Served, sent: bytes
) -> None:
    """With 1,000 connections that wait, a request is answered, and the server has only so many
    open."""
    for _ in range(1000):
        served.connect(sent)
    assert served.get() == 200
    assert served.open <= CONNECTIONS + 1


def test_the_connection_that_has_waited_longest_makes_room(served: Served) -> None:
    """Past the limit the first of those that wait is ended, not the newest."""
    first = served.connect()
    for _ in range(CONNECTIONS + 5):
        last = served.connect()
    assert ended(first) == b""
    last.sendall(GET)
    assert last.recv(100).startswith(b"HTTP/1.1 200")


def test_a_head_must_come_in_time(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head that comes byte by byte is not waited for, whether it is the first or the second of
    its connection."""
    monkeypatch.setattr(server, "HEAD", 0.5)
    for sock in (served.connect(), served.connect(GET)):
        start = time.monotonic()
        with contextlib.suppress(OSError):
            for byte in GET * 10:
                sock.sendall(bytes([byte]))
                time.sleep(0.05)
        assert time.monotonic() - start < 5


def test_an_idle_connection_is_ended(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever connects and says nothing is not waited for."""
    monkeypatch.setattr(server, "HEAD", 0.3)
    assert ended(served.connect(), 3) == b""


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: " + b"x" * 20_000,
        b"\x16\x03\x01\x02\x00\x01",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nnonsense",
        b"GET / HTTP/1.1\r\n",
    ],
    ids=["address", "header", "TLS", "chunks", "no host"],
)
def test_what_is_no_request_is_refused_and_ended(served: Served, head: bytes) -> None:
    """Heads beyond 16 KB, and bytes that are no HTTP, are refused as guarded as any answer, and
    their connection is ended."""
    answer = ended(served.connect(head + b"\r\n"))
    assert answer[9:12] in (b"400", b"413", b"431", b"")
    assert not answer or b"content-security-policy: default-src 'none'" in answer.lower()


@pytest.mark.parametrize("body", ["Content-Length: 1000000000000", "Transfer-Encoding: chunked"])
def test_a_body_is_not_read(served: Served, body: str) -> None:
    """A request with a body is refused at its head, and its connection ended."""
    answer = ended(served.connect(GET[:-2] + body.encode() + b"\r\n\r\n"))
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"connection: close" in answer.lower()


def test_whoever_does_not_take_the_answer_is_not_waited_for(
    served: Served, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that nobody reads, also one behind another, is given up in time, and its memory
    with it."""
    monkeypatch.setattr(server, "ANSWER", 0.5)
    path = f"/report/{report_id(record)}.json"
    request = GET.replace(b"/ ", path.encode() + b" ", 1)
    slow = [served.connect(request * 3) for _ in range(3)]
    time.sleep(3)
    assert served.open == 0
    assert all(len(ended(sock)) < 9_000_000 for sock in slow)


def test_unread_answers_of_all_connections_are_bounded(
    served: Served, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more waits to be read than may be, the oldest of those answers is given up."""
    monkeypatch.setattr(server, "UNREAD", 1_000_000)
    path = f"/report/{report_id(record)}.json"
    for _ in range(8):
        served.connect(GET.replace(b"/ ", path.encode() + b" ", 1))
    assert served.get() == 200
    time.sleep(1)
    assert served.running
    unread = sum(c.unread for c in served.running.server_state.connections)
    assert unread <= 1_000_000


def report_id(record: Path) -> str:
    import onrecord

    return onrecord.open(record).reports()[0].id


def test_the_answer_says_nothing_of_the_server(served: Served) -> None:
    """There is no Server header, and an upgrade to another protocol is answered by the page."""
    upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n"
    head = served.connect(GET[:-2] + upgrade).recv(4000)
    assert head.startswith(b"HTTP/1.1 200")
    assert b"\r\nserver:" not in head.lower()


def test_a_busy_page_tells_the_next_to_come_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While pages are made and as many wait as may, another request gets 503 with Retry-After; then
    all goes on."""
    go = threading.Event()
    made = []

    def slow(*_: object) -> None:
        made.append(go.wait(20))
        raise ZeroDivisionError

    monkeypatch.setattr("onrecord.web.entries.claim", slow)
    request = GET.replace(b"/ ", b"/claim/c1 ", 1)
    waiting = [served.connect(request) for _ in range(40)]
    until(lambda: served.at_work >= WORKING + WAITING)
    refused = served.connect(GET).recv(2000)
    assert refused.startswith(b"HTTP/1.1 503")
    assert b"retry-after: 2" in refused.lower()
    assert len(served.connect(request).recv(100)) > 0
    assert made == []
    for sock in waiting:
        sock.close()
    until(lambda: served.at_work == 0)
    go.set()
    assert served.get() == 200
    assert len(made) == 2, "nothing is made for those who have gone"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_whatever_is_open(tmp_path: Path, how: signal.Signals) -> None:
    """With idle and half-open connections, and answers that nobody reads, the command ends in
    seconds, without a trace."""
    kept(fishing(), tmp_path / "fishing.record")
    command = [
        sys.executable,
        "-c",
        SERVE,
        "serve",
        str(tmp_path / "fishing.record"),
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        port = int(
            process.stdout.readline().split(" is at ")[1].split()[0].strip("/").rpartition(":")[2]
        )
        site = Served(port)
        with site.opened:
            assert site.get() == 200
            for sent in (b"", b"GET / HT", GET, GET * 50):
                site.connect(sent)
            time.sleep(0.3)
            start = time.monotonic()
            process.send_signal(how)
            process.wait(20)
            assert time.monotonic() - start < 5
        assert process.stderr.read() == ""

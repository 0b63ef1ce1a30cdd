"""Nothing is sent, asked for or left behind: each command under strace, which shows what it does.

Whatever a library does behind our backs has to ask the system for it. A look-up of a name is seen
by the files that the C library opens for it, whether or not there is a network.
"""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import onrecord

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
REPORTS = [str(SAMPLES / name) for name in ("arctic-3-page.html", "lake-2-wire.jsonl")]
ONRECORD = str(Path(sys.executable).with_name("onrecord"))

STRACE = ["strace", "-f", "--seccomp-bpf", "-e", "trace=network,open,openat", "-s", "512", "-o"]
SPEAKS = re.compile(r"\b(?:connect|bind|sendto|sendmsg|sendmmsg)\(")
ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
LOOKS_UP = re.compile(
    r'"/etc/(?:hosts|resolv\.conf)"|port=htons\(53\)|sun_path="|AF_NETLINK|_DGRAM'
)
"""Of names (a socket with a path is one of nscd or systemd), or of how to leave this machine."""
WRITES = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"(/[^"]*)", [^)]*O_(?:WRONLY|RDWR|CREAT)')

LONG = 14
"""Seconds: onnxruntime 1.31 and 1.32 look up their maker's host some 9 s after they are loaded."""


class Watched:
    """A command under strace, in an empty HOME and TMPDIR, which asks for telemetry."""

    def __init__(self, folder: Path, *command: str) -> None:
        self.folder, self.homes = folder, [folder / "home", folder / "tmp"]
        for home in self.homes:
            home.mkdir(parents=True)
        self.trace = folder / "trace"
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        asked = {"ORT_DISABLE_TELEMETRY": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        places = {"HOME": str(self.homes[0]), "TMPDIR": str(self.homes[1])}
        self.process = subprocess.Popen(
            [*STRACE, str(self.trace), *command],
            env={**kept, **asked, **places},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def line(self) -> str:
        """What it prints next."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def stop(self, number: signal.Signals) -> int:
        """Its exit status after a signal, sent to all that it started."""
        os.killpg(self.process.pid, number)
        return self.process.wait(30)

    def end(self) -> int:
        """Its exit status once its input ends."""
        self.process.communicate(timeout=60)
        return self.process.returncode

    def seen(self) -> list[str]:
        """What it did and should not: calls to the outside, look-ups, files left behind."""
        calls = self.trace.read_text(encoding="utf-8", errors="replace").splitlines()
        left = [str(path) for home in self.homes for path in home.iterdir()]
        return [c for c in calls if outside(c) or elsewhere(c, self.folder)] + left


def outside(call: str) -> bool:
    """True of a call that leaves this machine or looks up how."""
    if LOOKS_UP.search(call):
        return True
    far = [a for a in ADDRESS.findall(call) if not ipaddress.ip_address(a).is_loopback]
    return bool(far and SPEAKS.search(call))


def elsewhere(call: str, folder: Path) -> bool:
    """True of a call that opens a file to write it outside a folder."""
    found = WRITES.search(call)
    return bool(found) and not Path(found[1]).is_relative_to(folder) and found[1][:5] != "/dev/"


@pytest.fixture(scope="module", autouse=True)
def tracing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without a strace that works the tests are skipped, but fail where CI=true."""
    say = "no strace on the path; scripts/for_tests.sh installs one"
    if shutil.which("strace"):
        trace = str(tmp_path_factory.mktemp("tried") / "trace")
        command = [*STRACE, trace, "true"]
        tried = subprocess.run(command, capture_output=True, text=True, check=False)
        if tried.returncode == 0:
            return
        say = f"strace does not work here: {tried.stderr.strip()}"
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(say)


# --- the tests can see


CALL = "import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(({!r}, 9))"
SEND = "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 9))"
LOOK = "import socket\ntry: socket.getaddrinfo('example.invalid', 80)\nexcept OSError: pass"
KEEP = "import os\ntry: open(os.environ.get('{0}', '{0}') + '/id', 'w')\nexcept OSError: pass"
CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}])"
SHOWN = {
    "nothing": ("pass", ""),
    "a call to this machine": (CALL.format("127.0.0.1"), ""),
    "a call to elsewhere": (CALL.format("192.0.2.1"), "192.0.2.1"),
    "a message to elsewhere": (SEND, "192.0.2.1"),
    "a look-up": (LOOK, "/etc/hosts"),
    "a look-up in a child process": (CHILD.format(LOOK), "/etc/hosts"),
    "a file under HOME": (KEEP.format("HOME"), "/home/id"),
    "a file under TMPDIR": (KEEP.format("TMPDIR"), "/tmp/id"),
    "a file elsewhere": (KEEP.format("/none"), '"/none/id"'),
}


@pytest.mark.parametrize(("code", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_a_program_does_is_seen(tmp_path: Path, code: str, shown: str) -> None:
    """What is done on purpose is seen, and what is allowed is not."""
    with Watched(tmp_path, sys.executable, "-c", code) as watched:
        watched.end()
    assert bool(watched.seen()) == bool(shown)
    assert any(shown in line for line in watched.seen()) or not shown


# --- onrecord


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """A record of two reports in its folder, and how it was built."""
    command = [ONRECORD, "build", *REPORTS, "-o", "talks.record"]
    with Watched(tmp_path_factory.mktemp("built"), *command) as watched:
        watched.end()
    return watched


def test_build(built: Watched) -> None:
    """`build` leaves its record and nothing else."""
    assert (built.process.returncode, built.seen()) == (0, [])


COMMANDS = {
    "find": ["find", "RECORD", "lake", "--json"],
    "show": ["show", "RECORD", "ENTRY"],
    "why": ["why", "RECORD", "ENTRY"],
    "check": ["check", "RECORD"],
    "mend": ["mend", "RECORD"],
    "export": ["export", "RECORD", "--format", "jsonl", "-o", "out"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_commands_on_a_record(tmp_path: Path, built: Watched, command: list[str]) -> None:
    """What is done with a record leaves nothing elsewhere."""
    record = tmp_path / "talks.record"
    shutil.copytree(built.folder / record.name, record)
    words = {"RECORD": str(record), "ENTRY": onrecord.open(record).statements()[0].id}
    with Watched(tmp_path, ONRECORD, *(words.get(word, word) for word in command)) as watched:
        assert watched.end() == 0
    assert watched.seen() == []


def test_serve(tmp_path: Path, built: Watched) -> None:
    """`serve` answers on this machine, and asks nobody else."""
    record = str(built.folder / "talks.record")
    with Watched(tmp_path, ONRECORD, "serve", record, "--port", "0") as watched:
        visit(watched)
        assert watched.stop(signal.SIGINT) == 130
    assert watched.seen() == []


def visit(watched: Watched) -> None:
    """Asks a page for what it serves, as a reader would."""
    address = watched.line().split(" is at ")[1].split()[0]
    for path in ("", "search?q=lake"):
        for _ in range(100):
            try:
                assert urllib.request.urlopen(address + path, timeout=20).status == 200
                break
            except urllib.error.URLError:  # it is not up yet
                time.sleep(0.1)


READ = """
import onrecord, pathlib, sys
onrecord.read(pathlib.Path(sys.argv[1]))
print("read", flush=True)
sys.stdin.read()
"""
READERS = {
    "read": [ONRECORD, "read", *REPORTS, "-"],
    "python": [sys.executable, "-c", READ, REPORTS[0]],
    "demo, Ctrl-C": [ONRECORD, "demo", "--no-browser", "--port", "0"],
    "demo, SIGTERM": [ONRECORD, "demo", "--no-browser", "--port", "0"],
}


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Watched]]:
    """Each way to read, kept running behind the first report until LONG has passed; all at once."""
    folder = tmp_path_factory.mktemp("readers")
    with ExitStack() as stack:
        started = {name: Watched(folder / name, *command) for name, command in READERS.items()}
        for watched in started.values():
            stack.enter_context(watched)
        for name, watched in started.items():
            if "demo" in name:
                visit(watched)
            else:
                assert watched.line()
        time.sleep(LONG)
        yield started


@pytest.mark.parametrize(("name", "status"), [("read", 3), ("python", 0)])
def test_reading(readers: dict[str, Watched], name: str, status: int) -> None:
    """Reading sends nothing, by the command (whose last report is empty: 3) or from Python."""
    assert readers[name].end() == status
    assert readers[name].seen() == []


@pytest.mark.parametrize(
    ("name", "number", "status"),
    [("demo, Ctrl-C", signal.SIGINT, 130), ("demo, SIGTERM", signal.SIGTERM, 143)],
)
def test_demo(
    readers: dict[str, Watched],
    name: str,
    number: signal.Signals,
    status: int,
) -> None:
    """The demo's record is gone once its page is stopped."""
    assert readers[name].stop(number) == status
    assert readers[name].seen() == []

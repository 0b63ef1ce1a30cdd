"""What happens to a command that a signal stops; commands themselves are stopped in
tests/faults/test_streams.py."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CHILD = """
import sys, time
sys.argv = [sys.argv[1]]
from onrecord import stopping
with stopping.TakenAway(lambda: open("gone", "w").close(), said="half a draft is gone"):
    {begin}
    print("ready", flush=True)
    time.sleep(60)
"""


def child(folder: Path, program: str, begin: str = "pass") -> subprocess.Popen[str]:
    """A program of some name that waits inside a block, ready to be stopped."""
    args = [sys.executable, "-c", CHILD.format(begin=begin), program]
    started = subprocess.Popen(
        args, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_was_begun_is_taken_away(tmp_path: Path, number: signal.Signals, status: int) -> None:
    """The command says one line, and takes away what it had begun."""
    with child(tmp_path, "/usr/bin/onrecord") as process:
        process.send_signal(number)
        assert process.communicate(timeout=30)[1] == "onrecord: stopped; half a draft is gone\n"
    assert process.returncode == status
    assert (tmp_path / "gone").exists()


def test_a_line_on_its_way_out_is_ended_first(tmp_path: Path) -> None:
    """Inside such a block the first signal waits, and the second does not."""
    with child(tmp_path, "onrecord", "stopping.Held().__enter__()") as process:
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143


def test_a_program_that_uses_the_package_keeps_its_own_ways(tmp_path: Path) -> None:
    """A program of another name gets Python's KeyboardInterrupt, and its block ends as blocks
    do."""
    with child(tmp_path, "mine.py") as process:
        process.send_signal(signal.SIGINT)
        assert "KeyboardInterrupt" in process.communicate(timeout=30)[1]
    assert (tmp_path / "gone").exists()
